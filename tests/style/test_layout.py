"""Who may include whom, as docs/architecture.md has it, and a few other rules that a person forgets."""

import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# folder -> what it may include besides itself
MAY_INCLUDE = {
    "base": set(),
    "plugin-api": set(),
    "guest/protocol": {"base"},
    "guest/probe": {"base"},
    "guest/agent": {"guest/protocol", "base"},
    "guest/parked": {"guest/agent", "guest/protocol", "base"},
    "guest/zygotes": {"guest/agent", "guest/protocol", "host/cage", "base"},
    "host/cage": {"guest/protocol", "base"},
    "host/sandbox": {"guest/protocol", "base", "host/cage/spec.hpp"},
    "host/pool": {"host/sandbox", "base"},
    "host/languages": {"host/languages/rules", "plugin-api", "host/confinement", "host/sandbox/limits.hpp", "base"},
    "host/metrics": {"base"},
    "host/http": {"base"},
    "host/languages/rules": {"base"},
    "host/execution": {"host/pool", "host/languages", "host/sandbox", "host/metrics", "base"},
    "host/judging": {"host/execution", "base"},
    "host/confinement": {"base"},
    "host/isolation": {"host/sandbox", "host/execution/grant.hpp", "base"},
    "host/api": {"host/execution", "host/judging", "host/languages", "host/http", "host/metrics", "host/pool", "host/sandbox/limits.hpp", "base"},
    "host/cordonctl": {"host/languages", "host/api", "host/cage/spec.hpp", "images", "base"},
    "images": {"base"},
    "plugins": {"plugin-api"},
}


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [pathlib.Path(line) for line in listed.stdout.splitlines()]


SOURCES = tracked("*.cpp", "*.hpp", "*.h")


def folder_of(path):
    return max((f for f in MAY_INCLUDE if str(path).startswith(f + "/")), key=len, default=None)


def owner_of_include(name):
    if name.startswith("cordon/"):
        return "plugin-api", name
    return folder_of(name), name


def test_every_include_is_one_that_the_table_allows():
    wrong = []
    for path in SOURCES:
        folder = folder_of(path)
        if folder is None:
            continue
        for name in re.findall(r'^#include ["<]([^">]+)[">]', (ROOT / path).read_text(), re.M):
            owner, name = owner_of_include(name)
            if owner is None or owner == folder:
                continue
            allowed = MAY_INCLUDE[folder]
            if owner not in allowed and name not in allowed:
                wrong.append(f"{path} includes {name}")
    assert not wrong


def test_only_main_and_server_include_the_configuration():
    users = [p for p in SOURCES if 'host/config/' in (ROOT / p).read_text() and not str(p).startswith("host/config/")]
    assert {str(p) for p in users} <= {"host/main.cpp", "host/server.cpp", "host/server.hpp"}


@pytest.mark.parametrize("folder", sorted({str(p.parent) for p in SOURCES if str(p).startswith(("base", "host", "guest"))}))
def test_every_folder_has_a_namespace_of_its_name(folder):
    name = {"host": "cordon", "guest/protocol": "cordon::protocol", "guest/agent": "cordon::agent", "guest/probe": "cordon::probe"}.get(
        folder, "cordon::" + "::".join(folder.removeprefix("host/").removeprefix("guest/").split("/")))
    for path in (ROOT / folder).glob("*.hpp"):
        if path.name != "task.hpp":  # Task and asio are words of the whole project
            assert re.search(rf"^namespace {name}(::\w+)? {{", path.read_text(), re.M), path


def test_headers_guard_themselves():
    for path in SOURCES:
        if path.suffix == ".hpp" and not str(path).startswith("tests/"):
            assert "#pragma once" in (ROOT / path).read_text(), path


def test_no_file_is_longer_than_a_reader_is_patient():
    longest = 420
    long_files = [f"{p}: {n}" for p in SOURCES if not str(p).startswith("tests/")
                  and (n := (ROOT / p).read_text().count("\n")) > longest]
    assert not long_files


def test_nothing_uses_the_regular_expressions_of_the_standard_library():
    # std::regex overflows the stack on one long line.
    assert not [p for p in SOURCES if "std::regex" in (ROOT / p).read_text() and not str(p).startswith("tests/")]
