"""A setting that cannot be meant ends the start, with a sentence that says what would be right."""

import os
import subprocess

import pytest

from support.server import BUILD


@pytest.mark.parametrize("name, value, sentence", [
    ("SECURITY_LEVEL", "bogus", 'SECURITY_LEVEL is sandbox, restricted or standard, not "bogus"'),
    ("SECURITY_LEVEL", "Sandbox", 'SECURITY_LEVEL is sandbox, restricted or standard, not "Sandbox"'),
    ("SECURITY_LEVEL", " standard", 'SECURITY_LEVEL is sandbox, restricted or standard, not " standard"'),
    ("SECURITY_LEVEL", "sandbox,standard", "SECURITY_LEVEL is sandbox, restricted or standard"),
    ("ISOLATION", "none", 'isolation "none" is not available in this version: use auto or namespaces'),
    ("CORDON_SECURTY_LEVEL", "standard", 'unknown setting CORDON_SECURTY_LEVEL in the environment; did you mean "SECURITY_LEVEL"?'),
    ("CORDON_SECURITY_LEVEL", "standard", 'unknown setting CORDON_SECURITY_LEVEL in the environment; did you mean "SECURITY_LEVEL"?'),
    ("CORDON_ALLOWED_HOST", "x", 'unknown setting CORDON_ALLOWED_HOST in the environment; did you mean "CORDON_ALLOWED_HOSTS"?'),
    ("HOST", "0.0.0.0", "listening on 0.0.0.0 lets everybody who reaches it run programs"),
    ("PORT", "99999", "port"),
    ("PORT", "abc", "port"),
    ("MAX_CODE_LENGTH", "-1", "max-code-length"),
    ("MAX_CODE_LENGTH", "5k", "max-code-length"),
])
def test_a_setting_that_cannot_be_meant(tmp_path, name, value, sentence):
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("CORDON_")}, "STATE_DIR": str(tmp_path), name: value}
    done = subprocess.run([BUILD / "bin/cordond"], env=environment, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    assert done.returncode == 2, done
    assert sentence in done.stderr and done.stderr.count("\n") <= 2, done.stderr
