"""`language check` and `doctor`."""

import json
import re
import subprocess

import pytest

from support.server import ROOT as TREE

PYTHON = (TREE / "languages.d" / "python.yaml").read_text()


def test_a_good_language_passes(cordonctl, server):
    done = cordonctl("language", "check", "python", "--server", server, "--languages", TREE / "languages.d")
    assert re.fullmatch(rb"python: (\d+) of \1 samples as expected\n", done.stdout)
    assert done.returncode == 0


def test_a_sample_that_fails_is_shown_with_its_difference(cordonctl, tmp_path):
    (tmp_path / "mine.yaml").write_text(PYTHON.replace('stdout: "10\\n"', 'stdout: "11\\n"'))
    done = cordonctl("language", "check", "mine.yaml")
    assert b"python: FAIL: sample standard-input\n    standard output, line 1\n    - 11\n    + 10\n" in done.stdout
    assert done.returncode == 1


def test_a_bad_manifest_is_shown_with_its_places(cordonctl, tmp_path):
    (tmp_path / "mine.yaml").write_text(PYTHON.replace("\nrun:", "\nrunn:"))
    done = cordonctl("language", "check", "./mine.yaml")
    assert re.search(rb'\./mine\.yaml:\d+:1: the manifest has no key "runn"; did you mean "run"\?', done.stdout)
    assert done.returncode == 1


def test_a_missing_image_is_shown_at_its_place(cordonctl, tmp_path):
    (tmp_path / "mine.yaml").write_text(PYTHON.replace("image: python", "image: nowhere"))
    done = cordonctl("language", "check", "mine.yaml")
    assert re.search(rb'FAIL: mine\.yaml:\d+:\d+: there is no image "nowhere"', done.stdout)
    assert done.returncode == 1


def test_reading_alone_runs_nothing(cordonctl, tmp_path):
    done = cordonctl("language", "check", "--manifest-only", "--languages", TREE / "languages.d", "--state-dir", tmp_path)
    assert done.returncode == 0
    assert done.stdout.count(b": the manifest is good\n") == 7


def test_an_unknown_language_names_the_nearest(cordonctl):
    done = cordonctl("language", "check", "pyton", "--languages", TREE / "languages.d")
    assert done.returncode == 2
    assert b'did you mean "python"?' in done.stderr


def test_doctor_tells_what_was_found_and_how_to_mend_it(cordonctl):
    done = cordonctl("doctor", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == (0 if report["sandboxes"] else 1)
    names = [check["name"] for check in report["checks"]]
    assert {"kernel", "user namespaces", "sandbox", "cgroups", "seccomp", "landlock", "images", "trial", "levels"} <= set(names)
    for check in report["checks"]:
        assert check["state"] in ("ok", "warn", "fail") and check["why"]
        assert (check["fix"] is None) == (check["state"] == "ok"), check


def test_doctor_finds_a_missing_program(cordonctl, program, tmp_path):
    (tmp_path / "cordonctl").write_bytes(program.read_bytes())
    (tmp_path / "cordonctl").chmod(0o755)
    done = subprocess.run([tmp_path / "cordonctl", "doctor"], capture_output=True, text=True)
    assert done.returncode == 1
    assert re.search(r"^fail +programs +cordon-cage, cordon-agent, cordond not found", done.stdout, re.M)


def test_doctor_lists_images_that_are_missing(cordonctl, tmp_path):
    done = cordonctl("doctor", "--state-dir", tmp_path, "--languages", TREE / "languages.d")
    assert re.search(rb"warn +images +missing: cpp go java node python rust\n +fix: cordonctl images build\n", done.stdout)
    assert not any(tmp_path.iterdir()), "it looks and changes nothing"


@pytest.mark.parametrize("words, sentence", [(["rnu"], b'did you mean "run"?'), ([], b"subcommand"), (["run"], b"FILE")])
def test_a_wrong_command_line_is_one_sentence(cordonctl, words, sentence):
    done = cordonctl(*words)
    assert done.returncode == 2
    assert sentence in done.stderr and done.stderr.count(b"\n") == 1
