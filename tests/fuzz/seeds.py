#!/usr/bin/env python3
"""Writes the seed corpora, tests/fuzz/corpus/<target>/: run it where a format has changed. Small and few, one for
each thing that a format can say; the fuzzers do the rest."""

import json
import pathlib
import struct
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from images.archives import Docker, Oci, Tar, compress  # noqa: E402

LANGUAGES = HERE.parents[1] / "languages.d"
PLUGINS = ["cpp", "go", "java", "javascript", "python", "rust", "typescript"]
# As host/languages/rules/grammar.cpp has them.
GRAMMARS = ["python", "javascript", "typescript", "tsx", "java", "cpp", "go", "rust"]


def seed(target, name, data):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def text(value):
    value = value.encode() if isinstance(value, str) else value
    return struct.pack("<I", len(value)) + value


def words(*values):
    return struct.pack("<I", len(values)) + b"".join(text(v) for v in values)


def frame(kind, payload=b""):
    return struct.pack("<IB", len(payload) + 1, kind) + payload


def frames():
    put = frame(1, struct.pack("<HB", 0o644, 1) + text("a/main.py") + b"print(1)\n")
    run = frame(2, words("/usr/bin/python3", "main.py") + words("PATH=/usr/bin") +
                struct.pack("<QIIIQQBBQHHB", 1 << 26, 64, 3, 7, 5, 6, 1, 0, 1 << 28, 1, 3, 1) + text(b"\x7fELF"))
    host = put + run + frame(3, b"input") + frame(4) + frame(5, struct.pack("<i", 9)) + frame(6) + frame(7, struct.pack("<Q", 1 << 20) + text("build"))
    ended = frame(0x85, struct.pack("<iqqqQBBBBQBIQ", 256, 1, 2, 3, 4, 1, 0, 1, 0, 2, 1, 272, 3))
    agent = (frame(0x80) + frame(0x81, struct.pack("<i", 13) + text("mount /proc")) + frame(0x82, b"out") + frame(0x83, b"err") +
             frame(0x84, struct.pack("<I", 4096)) + ended + frame(0x86, struct.pack("<HB", 0o755, 1) + text("main") + b"\x7fELF") +
             frame(0x87, struct.pack("<IB", 5, 1)))
    for piece in (0, 6):
        seed("frame_decoder", f"agent-{piece}", bytes([piece]) + agent)
        seed("frame_decoder", f"host-{piece + 1}", bytes([piece + 1]) + host)


def submissions():
    every = {"language": "python", "files": [{"path": "main.py", "content": "print(input())"}, {"path": "a/b.bin", "content": "AAEC", "encoding": "base64"}],
             "stdin": "x\n", "args": ["1", "é"], "env": {"A": "b"}, "timeout": 2.5, "limits": {"memory": "64MiB", "processes": 5, "output": 1024, "cpu_time": 1},
             "encoding": "base64", "user_id": "u", "session_id": "s", "profile": "strict"}
    seed("submission", "every-field", json.dumps(every))
    seed("submission", "least", '{"code":"print(1)","language":"python"}')
    seed("submission", "escapes", r'{"code":"\ud83d\ude00\u0000\"\\","language":"c++","timeout":1e1}')
    seed("submission", "deep", '{"code":' + "[" * 70 + "]" * 70 + "}")
    seed("submission", "paths", '{"language":"go","files":[{"path":"../x","content":""},{"path":"a/./b","content":""}]}')
    for path in sorted(LANGUAGES.glob("*.yaml")):
        sample = yaml.safe_load(path.read_text())["samples"][0]
        seed("submission", path.stem, json.dumps({"code": sample["source"], "language": path.stem, "stdin": sample.get("stdin", ""), "args": sample.get("args", [])}))


def requests():
    host = "Host: localhost:8000\r\n"
    for name, request in {
        "get": f"GET /health?a=%20b&c HTTP/1.1\r\n{host}\r\n",
        "length": f"POST /execute HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 13\r\nExpect: 100-continue\r\n\r\n{{\"code\":\"1\"}}x",
        "chunks": f"POST /execute HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n3;e=\"f\"\r\nabc\r\n0\r\nTrailer: x\r\n\r\n",
        "two": f"\r\nGET / HTTP/1.1\r\n{host}Connection: close\r\n\r\nGET / HTTP/1.0\r\n\r\n",
        "absolute": "OPTIONS http://[::1]:80/a/../b HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "smuggled": f"POST / HTTP/1.1\r\n{host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "folded": f"GET / HTTP/1.1\r\n{host}A: b\r\n c\r\n\r\n",
    }.items():
        seed("http_parser", name, b"\x05" + request.encode())


def manifests():
    for path in sorted(LANGUAGES.glob("*.yaml")):
        seed("manifest", path.stem, path.read_bytes())
    seed("manifest", "aliases", "a: &a [x]\nb: *a\n")
    seed("manifest", "every-form", "id: x\nname: \"X\\u00e9\"\nlimits: { wall: 1.5s, memory: 64MiB, max: { processes: 3 } }\nrun: { argv: ['{main}', \"{args}\"] }\n"
         "compile:\n  steps: [[a, '{sources}'], [b, '{plugin.x}{{']]\nvariables: { x: |\n    y\n  }\n")


def worker_messages():
    loaded = text("java") + text("") + bytes([1, 1, 0])
    for kind, body in enumerate([words() + words(), loaded, text("java") + text("open") + words("Main.java", "class Main {}"), text("java") + text("compile") + text("Main.java:3: error: x"),
                                 struct.pack("<I", 1) + struct.pack("<BIII", 2, 0, 3, 4) + text("java.x") + text("a message") + struct.pack("<III", 0, 0, 0),
                                 struct.pack("<I", 0) + text("NameError: x") + b"\0", b"\x02" + text("java") + text("a line")]):
        seed("worker_messages", str(kind), bytes([kind]) + body)


def artefact_files():
    one = text("main") + struct.pack("<I", 0o755) + text(b"\x7fELF")
    for name, files in {"none": [], "one": [one], "two": [one, text("out/A$B.class") + struct.pack("<I", 0o644) + text(b"")]}.items():
        seed("artefact_file", name, text("main.cpp:1: warning: x\n") + struct.pack("<QI", 7, len(files)) + b"".join(files))


def archives():
    lower = Tar().file("usr/b", b"b").link("usr/l", "b").hard_link("usr/h", "usr/b").file("usr/d/e").bytes()
    upper = Tar(bare=True).file("usr/.wh.b", b"").file("usr/d/.wh..wh..opq", b"").file("usr/d/f").bytes()
    seed("archive_import", "flat", b"\0" + lower)
    for how in ("gzip", "zstd"):
        seed("archive_import", f"flat-{how}", b"\0" + compress(lower, how))
    seed("archive_import", "oci", b"\0" + Oci(Tar().bytes(), upper).bytes())
    seed("archive_import", "docker", b"\0" + Docker(Tar().bytes()).bytes())
    seed("archive_import", "layer", b"\1" + upper)
    seed("archive_import", "layer-of-links", b"\1" + Tar(bare=True).file("link/x").file("link/.wh.secret", b"").hard_link("y", "usr/secret").folder("usr/out").file("usr/out/z").bytes())
    seed("archive_import", "pax", b"\1" + Tar().file("usr/é", b"x" * 20, pax={"SCHILY.xattr.user.a": "b", "mtime": "1.5"}).file("s", b"", pax={"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": "4096", "GNU.sparse.map": "0,0"}).bytes())
    zeros = "sha256:" + "0" * 64
    config = json.dumps({"os": "linux", "architecture": "amd64", "rootfs": {"diff_ids": [zeros]}})
    files = {"manifest.json": json.dumps([{"Config": "c.json", "Layers": ["0/layer.tar"]}]), "c.json": config, "0/layer.tar": "->../1/layer.tar", "1/layer.tar": "x"}
    seed("archive_import", "docker-json", b"\2" + b"".join(f"{k}\0{v}\0".encode() for k, v in files.items()))
    index = json.dumps({"manifests": [{"digest": zeros, "size": 1, "platform": {"os": "linux", "architecture": "amd64"}}, {"digest": zeros, "annotations": {"vnd.docker.reference.type": "x"}}]})
    seed("archive_import", "oci-json", b"\2" + f"index.json\0{index}\0blobs/sha256/{zeros[7:]}\0{{}}\0".encode())


def plugins():
    printed = {"cpp": "main.cpp:4:5: error: expected ';' before 'return'\n    4 | x\n", "go": "./main.go:5:2: undefined: x\npanic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\n",
               "java": "Main.java:3: error: cannot find symbol\n  x\n  ^\nException in thread \"main\" java.lang.IllegalStateException: boom\n\tat Main.main(Main.java:3)\nCaused by: x\n",
               "javascript": "/box/main.js:1\nfoo(\n\nSyntaxError: Unexpected end of input\n    at wrapSafe (node:internal)\n", "python": "Traceback (most recent call last):\n  File \"/box/main.py\", line 1, in <module>\nNameError: name 'x' is not defined\n",
               "rust": "error[E0425]: cannot find value `x` in this scope\n --> main.rs:2:5\n  |\nthread 'main' panicked at main.rs:2:5:\nboom\n", "typescript": "main.ts:1:7 - error TS2322: x\n✘ [ERROR] Expected \";\"\n\n    main.ts:1:4:\n"}
    for number, name in enumerate(PLUGINS):
        source = yaml.safe_load((LANGUAGES / f"{name}.yaml").read_text())["samples"][0]["source"]
        seed("plugins", f"{name}-prepare", bytes([number, 0]) + f"\0{source}\0lib/other\0x\0".encode())
        seed("plugins", f"{name}-compile", bytes([number, 1]) + printed[name].encode())
        seed("plugins", f"{name}-run", bytes([number, 2]) + printed[name].encode())


def rules():
    hostile = {"cpp": "#include <sys/socket.h>\nnamespace s = std; int main() { s::process::exit(1); }", "go": "package main\nimport x \"net/http\"\nfunc main() { x.Get(\"\") }",
               "java": "import java.net.*;\nclass Main { void f() { \\u0053ystem.exit(1); } }", "javascript": "const { readFile } = require('fs'); globalThis['eval']('1');",
               "python": "import os as o, math\nfrom os import system as s\n__import__('os')\ndef f():\n  return o.system(math.e)\n", "rust": "use std::process as p;\nfn main() { p::exit(1); let r#x = 1; }",
               "tsx": "const x = <a b={eval('1')}>{process['env']}</a>;", "typescript": "import fs = require('fs'); type A<T> = T extends string ? 1 : 2;"}
    for number, name in enumerate(GRAMMARS):
        seed("rules", f"{name}", bytes([number]) + b"\0" + hostile[name].encode())
        if (LANGUAGES / f"{name}.yaml").exists():
            source = yaml.safe_load((LANGUAGES / f"{name}.yaml").read_text())["samples"][0]["source"]
            seed("rules", f"{name}-sample", bytes([number]) + b"main\0" + source.encode())


if __name__ == "__main__":
    for write in (frames, submissions, requests, manifests, worker_messages, artefact_files, archives, plugins, rules):
        write()
