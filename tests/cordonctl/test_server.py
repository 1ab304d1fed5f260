"""Which server a command talks to, and what is left of one that it started itself."""

import os
import pathlib
import signal
import subprocess
import time

import pytest
from support.server import Server

OWN = "cordonctl-server-"


def processes():
    """Command lines of processes that belong to a server which cordonctl started."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if OWN.encode() in entry.read_bytes():
                found.append(entry.parent.name)
        except OSError:
            pass
    return found


def folders(where):
    return [path for path in pathlib.Path(where).iterdir() if path.name.startswith(OWN)]


@pytest.fixture
def alone(tmp_path_factory):
    """A folder for temporary files that only this test has."""
    folder = tmp_path_factory.mktemp("tmp")
    for path in [folder, *folder.parents]:
        if path != pathlib.Path("/tmp") and path.is_relative_to("/tmp"):
            path.chmod(0o755)
    return folder


def wait_for(condition):
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def nobody_on_8000(cordonctl):
    if b"does not answer" not in cordonctl("languages", "--server", "http://127.0.0.1:8000").stderr:
        pytest.skip("not possible here: something answers on port 8000")


def test_a_server_can_be_named_by_the_environment(cordonctl, server):
    done = cordonctl("languages", env={"CORDON_URL": server})
    assert done.returncode == 0
    assert done.stdout.split()[:3] == [b"ID", b"VERSION", b"READY"]


def test_a_server_can_be_reached_by_its_unix_socket(cordonctl):
    server = Server()
    socket = server.state / "server" / "socket"
    server.environment = {"CORDON_UNIX_SOCKET": str(socket)}
    try:
        server.start(ready=False)
        assert wait_for(socket.exists)
        for url in (f"http+unix://{socket}", "http+unix://" + str(socket).replace("/", "%2F")):
            assert cordonctl("languages", "--server", url).returncode == 0
    finally:
        server.remove()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http+unix:///nowhere"])
def test_a_server_that_is_not_there_is_one_sentence(cordonctl, url):
    done = cordonctl("languages", "--server", url)
    assert done.returncode == 2
    assert f"the server at {url} does not answer".encode() in done.stderr


def test_without_a_server_it_runs_by_itself_and_leaves_nothing(cordonctl, nobody_on_8000, alone, tmp_path):
    (tmp_path / "hello.py").write_text("print(input())\n")
    done = cordonctl("run", "hello.py", stdin=b"hi\n", env={"TMPDIR": str(alone)})
    assert (done.stdout, done.returncode) == (b"hi\n", 0), done.stderr
    assert folders(alone) == []
    assert processes() == []


def test_without_images_it_says_how_to_get_them(cordonctl, nobody_on_8000, tmp_path):
    (tmp_path / "hello.py").write_text("")
    done = cordonctl("run", "hello.py", "--state-dir", tmp_path / "empty")
    assert done.returncode == 2
    assert b"`cordonctl images build`" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ended_halfway_it_takes_its_server_with_it(program, nobody_on_8000, alone, tmp_path, number):
    (tmp_path / "sleep.py").write_text("import time\ntime.sleep(60)\n")
    environment = {**os.environ, "TMPDIR": str(alone)}
    environment.pop("CORDON_URL", None)
    command = [program, "run", tmp_path / "sleep.py"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL) as process:
        assert wait_for(processes)
        time.sleep(0.5)
        process.send_signal(number)
        assert process.wait(10) == (-9 if number == signal.SIGKILL else 128 + number)
    assert wait_for(lambda: not processes())
    if number != signal.SIGKILL:
        assert folders(alone) == []
