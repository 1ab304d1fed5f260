package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	dir, _ := os.MkdirTemp(".", "data")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "a.txt"), []byte("one\ntwo\n"), 0o600)
	f, _ := os.Open(filepath.Join(dir, "a.txt"))
	lines := 0
	for in := bufio.NewScanner(f); in.Scan(); {
		lines++
	}
	f.Close()
	fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error { fmt.Print(path, " "); return err })
	out, err := exec.Command("/bin/sh", "-c", "echo from $0; exit 3").Output()
	fmt.Printf("%d %q %v\n", lines, out, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello "+r.URL.Path) }))
	defer server.Close()
	answer, err := http.Get(server.URL + "/x")
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(answer.Body)
	host, _, _ := net.SplitHostPort(server.Listener.Addr().String())
	fmt.Println(string(body), answer.StatusCode, host)
}
