package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"
)

type person struct {
	Name string            `json:"name" xml:"name,attr"`
	Age  int               `json:"age,omitempty" xml:"age"`
	Tags map[string]string `json:"tags" xml:"-"`
	priv int
}

func main() {
	text, _ := json.Marshal(person{Name: "Ann", Tags: map[string]string{"b": "2", "a": "1"}})
	fmt.Println(string(text))
	var p person
	fmt.Println(json.Unmarshal([]byte(`{"name":"Bob","age":"x"}`), &p), p.Name)
	x, _ := xml.Marshal(person{Name: "Cid", Age: 3})
	fmt.Println(string(x), base64.StdEncoding.EncodeToString([]byte("hi")), fmt.Sprintf("%x", sha256.Sum256([]byte("abc")))[:8])
	template.Must(template.New("t").Parse("{{range $i, $x := .}}{{if $i}}, {{end}}{{$x | printf \"%q\"}}{{end}}\n")).Execute(os.Stdout, []string{"a", "b"})
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	fmt.Println(time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC).In(tokyo).Format(time.RFC3339), err, (90 * time.Minute))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err, strconv.Quote("é\n"), utf8.RuneCountInString("größe 😀"), strings.Fields(" a  b "), bytes.Title([]byte("x y")))
	fmt.Printf("%5.2f|%-5d|%05d|%x|%q|%v|%+v|%T|%8.3s|%t|%c|%U\n", 3.14159, 42, 42, 255, "q", []int{1}, struct{ A int }{1}, p, "abcdef", true, '漢', '😀')
}
