"""The unit file: systemd accepts it, and it does not become weaker unnoticed."""

import pathlib
import re
import shutil
import subprocess

import pytest

UNIT = pathlib.Path(__file__).resolve().parents[2] / "packaging/cordon.service"
# What is left to give comes from what the cage needs; the unit says which lines those are, and why.
WORST = 7.8


@pytest.fixture
def unit(tmp_path):
    """With programs that exist, because `verify` looks for them."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("not possible here: there is no systemd-analyze")
    path = tmp_path / "cordon.service"
    path.write_text(re.sub(r"/usr/local/libexec/cordon/\w[\w-]*", "/bin/true", UNIT.read_text()))
    return path


def analyze(*words):
    return subprocess.run(["systemd-analyze", *map(str, words)], capture_output=True, text=True, timeout=60)


def test_systemd_accepts_it(unit):
    done = analyze("verify", unit)
    assert done.returncode == 0 and "cordon.service" not in done.stderr, done.stderr


def test_its_exposure_is_not_above_what_the_cage_needs(unit):
    done = analyze("security", "--offline=true", unit)
    found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    if not found:
        pytest.skip("not possible here: this systemd-analyze knows no --offline")
    assert float(found[1]) <= WORST


def test_the_capabilities_are_those_that_the_cage_keeps():
    cage = (UNIT.parents[1] / "host/cage/privileges.cpp").read_text()
    kept = set(re.findall(r"\bCAP_[A-Z_]+", cage[cage.index("needed = {"):cage.index("};")]))
    given = set(re.search(r"^CapabilityBoundingSet=(.*)$", UNIT.read_text(), re.M)[1].split())
    assert given == kept
