#!/bin/sh
# go-build (files|module) PACKAGE LINES: makes /box/main, inside the compile sandbox.
#
# files: the compiler and the linker with the image's precompiled standard library, on all files and in the
# order of the go command. That command is asked only for its message where it would have been the first to
# see that something is wrong: about imports, and in the first LINES lines, up to any declaration.
# module: the go command, with a build cache that begins as links into the image's read-only one.
set -u
mode=$1 package=$2 lines=$3
tools=/usr/lib/go-1.24/pkg/tool/linux_amd64
library=/usr/lib/cordon/importcfg

if [ "$mode" = files ]; then
  if messages=$("$tools/compile" -p main -lang=go1.24 -complete -dwarf=false -nolocalimports -pack \
      -importcfg "$library" -o /box/.main.a ./*.go 2>&1); then
    export GOROOT=  # what -trimpath makes runtime.GOROOT() say
    exec "$tools/link" -s -w -importcfg "$library.link" -o main /box/.main.a
  fi
  place=${messages#*:}
  place=${place%%:*}
  case $messages in
    *"could not import"*) ;;
    *": syntax error: "*) [ "$place" -le "$lines" ] || { printf '%s\n' "$messages" >&2; exit 1; } ;;
    *) printf '%s\n' "$messages" >&2; exit 1 ;;
  esac
  [ -e go.mod ] || printf 'module main\n\ngo 1.24\n' > go.mod
fi
export TMPDIR=/box/.tmp  # packages and the program may outgrow /tmp
mkdir -p "$TMPDIR" /box/.cache
cp -rs /usr/lib/go-cache /box/.cache/go-build
date +%s > /box/.cache/go-build/trim.txt  # else go takes the time to throw old entries away
go build -buildvcs=false -gcflags=all=-dwarf=false '-ldflags=-s -w' -o main "$package" || exit
if [ ! -x main ]; then
  echo "go: package $package is not a main package" >&2
  exit 1
fi
