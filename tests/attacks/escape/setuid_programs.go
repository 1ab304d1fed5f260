// expect: contained
package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
)

func main() {
	found := ""
	filepath.WalkDir("/", func(path string, entry fs.DirEntry, problem error) error {
		if problem != nil || path == "/proc" {
			return filepath.SkipDir
		}
		if info, problem := entry.Info(); problem == nil && info.Mode()&(fs.ModeSetuid|fs.ModeSetgid) != 0 && info.Mode().IsRegular() {
			found = path
		}
		return nil
	})
	if found != "" {
		fmt.Println("ESCAPED:", found)
		return
	}
	fmt.Println("contained")
}
