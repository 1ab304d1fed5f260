"""The corpus: programs/<language>/<name>.<extension>, or a folder of that name with the files in it
(the main file first by name: main.* or Main.*). Beside it <name>.in, where it reads something, and
<name>.out, what it must print."""

import os

import pytest

import server

PROGRAMS = os.path.join(server.ROOT, "programs")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def files_of(path):
    if os.path.isfile(path):
        return [{"path": os.path.basename(path), "content": read(path)}]
    found = []
    for folder, _, names in os.walk(path):
        for name in names:
            full = os.path.join(folder, name)
            found.append({"path": os.path.relpath(full, path), "content": read(full)})
    return sorted(found, key=lambda file: (not file["path"].lower().startswith("main."), file["path"]))


def programs():
    for language in server.LANGUAGES:
        folder = os.path.join(PROGRAMS, language)
        for entry in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            name, extension = os.path.splitext(entry)
            if extension not in (".in", ".out"):
                yield language, name, os.path.join(folder, entry)


def expectation(language, name):
    given = os.path.join(PROGRAMS, language, name + ".in")
    return read(given) if os.path.exists(given) else "", read(os.path.join(PROGRAMS, language, name + ".out"))


@server.needs_server
@pytest.mark.parametrize("language, name, path", [pytest.param(*p, id=f"{p[0]}-{p[1]}") for p in programs()])
def test_program(http, language, name, path):
    stdin, stdout = expectation(language, name)
    answer = server.execute(http, language=language, files=files_of(path), stdin=stdin)
    assert answer["success"], (answer["error"], answer["stderr"][:2000], answer["compile"])
    assert answer["stdout"] == stdout
