"""The ways by which programs are compiled here (docs/decisions/0010-compile-paths.md) against the plain compiler:
what compiles, what is said about what does not, and what programs do are the same.

Beside each manifest its twin is loaded whose compile step is the plain command, on the same image. Programs are the
corpus, whole and damaged, and cases.  COMPILE_PATHS=200 takes so many of each language, and runs for minutes."""

import concurrent.futures
import difflib
import os
import pathlib
import re
import shutil

import pytest
import yaml

import compile_cases
import server
from mutation import mutated
from support.server import Server
from test_programs import expectation, files_of, programs

COUNT = int(os.environ.get("COMPILE_PATHS", "12"))

PLAIN = {
    "cpp": [["/usr/bin/g++", "-std=c++20", "-O2", "-pthread", "-fmax-errors=20", "-o", "main", "{sources}"]],
    "clang": [["/usr/bin/clang++", "-std=c++20", "-O2", "-pthread", "-ferror-limit=20", "-o", "main", "{sources}"]],
    "rust": [["/usr/bin/rustc", "--edition=2021", "-O", "--crate-name=main", "-o", "main", "{main}"]],
    # -dwarf=false: the standard library is in the image's cache so.
    "go": [["/bin/sh", "-c", "[ -e go.mod ] || printf 'module main\\n\\ngo 1.24\\n' > go.mod"],
           ["/bin/mkdir", "-p", "/box/.cache"],
           ["/bin/cp", "-rs", "/usr/lib/go-cache", "/box/.cache/go-build"],
           ["/bin/sh", "-c", "date +%s > /box/.cache/go-build/trim.txt"],
           ["/usr/bin/go", "build", "-buildvcs=false", "-gcflags=all=-dwarf=false", "-o", "main", "{plugin.package}"]],
}


# What is a language's option, not a language.
OPTIONS = {"clang": ("cpp", {"compiler": "clang"})}


def asked(path):
    """The language, and the options, of a way to compile."""
    return OPTIONS.get(path, (path, {}))


def twin(language):
    """The manifest whose compile step is the plain command."""
    manifest = server.manifest(asked(language)[0])
    manifest.update(id="plain-" + language, name="Plain " + language, aliases=[])
    manifest.pop("options", None)
    for sample in manifest["samples"]:
        sample.pop("options", None)
    del manifest["compile"]["argv"]
    manifest["compile"]["steps"] = PLAIN[language]
    return manifest


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    folder.chmod(0o755)
    for language in PLAIN:
        shutil.copy(pathlib.Path(server.TREE) / "languages.d" / f"{asked(language)[0]}.yaml", folder)
        (folder / f"plain-{language}.yaml").write_text(yaml.safe_dump(twin(language), allow_unicode=True, sort_keys=False))
    for manifest in folder.iterdir():
        manifest.chmod(0o644)
    running = Server(languages=folder, environment={"CORDON_POOL_READY": "1"}).start()
    assert not running.health()["refused_manifests"]
    yield running
    running.remove()


def chosen(language):
    """(name, files, stdin) of valid programs, damaged ones and cases, in turn; the first COUNT of them."""
    language = asked(language)[0]
    corpus = [(name, files_of(path), expectation(language, name)[0]) for of, name, path in programs() if of == language]
    spread = [corpus[i * 7 % len(corpus)] for i in range(len(corpus))] if len(corpus) % 7 else corpus
    given = list(compile_cases.of(language))
    only = os.environ.get("COMPILE_PATHS_CASE")
    if only:
        return [case for case in given if only in case[0]]
    found = []
    for i in range(max(COUNT, len(given))):
        name, files, stdin = spread[i % len(spread)]
        main = files[0]["content"]
        if language == "cpp":
            main = compile_cases.with_first_include(main, i)
        if i < len(spread):
            found.append((f"{name}", [{**files[0], "content": main}, *files[1:]], stdin))
        found.append((f"{name}-damaged-{i}", [{**files[0], "content": mutated(main, f"{language}-{i}")}, *files[1:]], None))
        if i < len(given):
            found.append(given[i])
    return found[:COUNT]


def text_of(language, output):
    if language == "go":  # the go command names the package, and the compiler does not say ./
        output = re.sub(r"(?m)^\./", "", "".join(line for line in output.splitlines(True) if not line.startswith("# ")))
    if language == "rust":
        output = re.sub(r"(?m)^  = note: .*\"cc\".*\n", "", output)
    return output


def linker_said(answer):
    return re.search(r"(?m)^(mold|collect2|clang\+\+: error: linker|/usr/bin/ld|error: linking)|link: |main\.main: |relocation target", answer["compile"]["output"])


def trace_of(language, stderr):
    """Go's traces without addresses, and with the paths that -trimpath makes."""
    if language != "go":
        return stderr
    return re.sub(r"\+?0x[0-9a-f]+|\{[^}]*\}|goroutine \d+|\[signal .*\]", "", stderr.replace("/box/", "main/"))


def different(language, ours, plain, whole):
    """What of two answers is not the same, or None."""
    if ours["compile"]["success"] != plain["compile"]["success"]:
        return "success", ours["compile"], plain["compile"]
    if linker_said(ours) or linker_said(plain):  # another linker, other words
        return None if linker_said(ours) and linker_said(plain) else ("linker", ours["compile"], plain["compile"])
    pairs = {"text": [text_of(language, a["compile"]["output"]) for a in (ours, plain)]}
    if not ours["compile"]["success"]:
        pairs |= {name: [a[name] for a in (ours, plain)] for name in ("error", "verdict", "diagnostics")}
    elif whole:
        pairs |= {name: [a[name] for a in (ours, plain)] for name in ("stdout", "verdict", "exit_code", "error")}
        pairs["stderr"] = [trace_of(language, a["stderr"]) for a in (ours, plain)]
    for name, (one, other) in pairs.items():
        if one != other:
            return name, one, other
    return None


def report(name, difference):
    what, ours, plain = difference
    lines = difflib.unified_diff(str(plain).splitlines(), str(ours).splitlines(), "plain", "ours", n=1, lineterm="")
    return f"{name}: {what}\n" + "\n".join(lines)


@pytest.mark.parametrize("language", PLAIN)
def test_what_the_plain_compiler_says_and_makes(both, language):
    def compare(program):
        name, files, stdin = program
        whole = stdin is not None  # what a damaged program does is nobody's promise
        answers = []
        for of, options in (asked(language), ("plain-" + language, {})):
            status, answer = both.execute(None, of, patience=120, files=files, stdin=stdin or "", options=options, limits={"wall_time": 10 if whole else 1})
            assert status == 200, (name, answer)
            answers.append(answer)
        assert all(a["compile"] is not None for a in answers), (name, answers)
        return name, answers[0]["compile"]["success"], different(language, *answers, whole)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(compare, chosen(language)))
    wrong = [(name, difference) for name, _, difference in results if difference]
    assert not wrong, f"{len(wrong)} of {len(results)}: " + "\n\n".join(report(*one) for one in wrong)[:20000]
    compiled = sum(success for _, success, _ in results)
    assert 0 < compiled < len(results)
