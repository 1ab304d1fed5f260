"""cordonctl as a person at a terminal uses it."""

import os
import subprocess

import pytest
from support.server import BUILD


@pytest.fixture(scope="session")
def program():
    return BUILD / "bin" / "cordonctl"


@pytest.fixture
def server():
    """The URL of the server that all tests share."""
    return os.environ["CORDON_URL"]


@pytest.fixture
def cordonctl(program, tmp_path):
    """cordonctl(*words, stdin=b"", env={}): what it printed, as bytes, and its exit status."""

    def run(*words, stdin=b"", env=None, timeout=120):
        environment = {name: value for name, value in os.environ.items() if name != "CORDON_URL"}
        environment.update(env or {})
        return subprocess.run(
            [program, *map(str, words)], input=stdin, capture_output=True, env=environment, cwd=tmp_path, timeout=timeout
        )

    return run


@pytest.fixture
def run(cordonctl, server, tmp_path):
    """run(name, source, *words): `cordonctl run` of a file with that content."""

    def run_source(name, source, *words, **more):
        (tmp_path / name).write_text(source)
        return cordonctl("run", name, "--server", server, *words, **more)

    return run_source
