"""Steps of the cage that fail now and then, in a cage that was built so that they can be told to."""

import pytest
from load import programs
from support.server import BUILD, ROOT, Server
from support.traces import left, settled

STEPS = ["make the namespaces", "make a cgroup", "limit a cgroup", "mount a tmpfs", "mount /proc", "pivot_root", "make a user namespace",
         "install the system call filter", "execute the agent"]


@pytest.fixture(scope="module")
def languages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    for part in (folder, *folder.parents[:2]):
        part.chmod(0o755)
    (folder / "python.yaml").write_text((ROOT / "languages.d/python.yaml").read_text())
    return folder


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_costs_a_request_at_most(step, languages):
    server = Server(languages=languages, cage=BUILD / "bin/cordon-cage-without", cage_options=["--fail", f"{step}:5"])
    try:
        server.start()
        before = settled(server)
        statuses = []
        for i in range(40):
            language, code, stdin, output = next(programs(i))
            status, answer = server.execute(code, language, stdin=stdin, limits={"memory": (64 + i) << 20})
            statuses.append(status)
            if status == 200:
                assert answer["output"] == output, answer
            else:
                assert status in (500, 503) and step not in str(answer), answer
        assert statuses.count(200) >= 20
        assert left(before, settled(server)) == {}
        assert "restart" not in server.log_text() and server.is_ready()
    finally:
        server.remove()
