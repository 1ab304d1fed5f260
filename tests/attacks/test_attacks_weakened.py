"""Each attack that a protection stops gets out of a cage without it: so none is held by accident.

One server for each set of names, with `cordon-cage-without`, which is never installed. Programs are
still an unprivileged user in namespaces there, and the attacks are proofs: small, and bounded.
"""

import concurrent.futures
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from support.server import BUILD, ROOT, Server, images_folder

from attacks import attack as attacks

ATTACKS = sorted((a for a in attacks.all_attacks() if a.stopped_by), key=lambda a: (a.stopped_by, a.name))


@pytest.fixture(scope="module")
def image_copy():
    """Hard links to Python's image, for what writes into it: new files there are not in the original. With
    one folder that everybody may write to, which no image of ours has."""
    folder = images_folder().resolve()
    digest = json.loads((folder / "by-name/python").read_text())["digest"]
    copy = pathlib.Path(tempfile.mkdtemp(prefix=".weakened-", dir=folder.parent))
    copy.chmod(0o755)
    (copy / "images/by-name").mkdir(parents=True)
    shutil.copy(folder / "by-name/python", copy / "images/by-name")
    subprocess.run(["cp", "-al", folder / digest, copy / "images"], check=True)
    attack = copy / "images" / digest / "rootfs/var/attack"
    attack.mkdir()
    attack.chmod(0o777)
    yield copy
    shutil.rmtree(copy)


@pytest.fixture(scope="module")
def answers_of(request, image_copy):
    """answers_of(attack): all attacks that the same protections stop run when the first is asked for."""
    wanted = [item.callspec.params["attack"] for item in request.session.items
              if item.path == request.path and hasattr(item, "callspec")]
    groups = {names: list(group) for names, group in itertools.groupby(wanted, key=lambda a: a.stopped_by)}
    answered = {}

    def ask(attack):
        if attack.name not in answered:
            answered.update(run_without(attack.stopped_by, groups[attack.stopped_by], image_copy))
        return answered[attack.name]

    return ask


def run_without(names, group, image_copy, images=None):
    """{name: answers}. What writes into an image gets a copy, in which it must be held as long as nothing is left out."""
    if "read_only_root" in names and images is None:
        for attack in group:
            held = run_without((), [attack], None, image_copy / "images")[attack.name]
            assert attacks.complaint(attack, held) is None, attacks.summary(held)
        return run_without(names, group, None, image_copy / "images")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-test-languages-"))
    folder.chmod(0o755)
    for language in {attack.language for attack in group}:
        shutil.copy(ROOT / f"languages.d/{language}.yaml", folder)
    # A runtime that waits takes some of these measures itself, whatever its agent leaves out.
    server = Server(languages=folder, cage=BUILD / "bin/cordon-cage-without",
                    images=images, environment={"CORDON_POOL_PARKED": "0"},
                    cage_options=[word for name in names for word in ("--without", name)])
    try:
        server.start()
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            return dict(zip([a.name for a in group], pool.map(lambda a: attacks.run(a, server), group)))
    finally:
        server.remove()
        shutil.rmtree(folder)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.name}-without-{'-'.join(a.stopped_by)}")
def test_it_escapes_without(attack, answers_of):
    answers = answers_of(attack)
    if "cpu_limit" in attack.stopped_by and not attacks.escaped(answers) and os.getloadavg()[0] > os.cpu_count():
        pytest.skip("not possible here: there is no second processor to take")
    if (expected := attack.options.get("weakened")) is None:
        assert attacks.escaped(answers), attacks.summary(answers)
    elif expected == "same":
        assert attacks.complaint(attack, answers) == "two sandboxes have the same", attacks.summary(answers)
    else:
        assert set(expected.split(" or ")) & {str(status) if status != 200 else answer["verdict"] for status, answer in answers}, \
            attacks.summary(answers)
