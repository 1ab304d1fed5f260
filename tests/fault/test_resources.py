"""A machine that runs out of something, and gets it back: nobody has to help."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import time

import pytest
from load import Load
from support.server import BUILD, ROOT, Server, wait_until
from support.traces import left, settled


@pytest.fixture
def server():
    server = Server()
    yield server.start()
    server.remove()


def works(server):
    try:
        return server.execute("print('works')", patience=10)[1].get("output") == "works\n"
    except (OSError, ValueError):
        return False


def test_a_full_disk_stops_no_program_and_is_no_reason_to_forget_a_language(tmp_path_factory):
    languages = tmp_path_factory.mktemp("languages")
    for part in (languages, *languages.parents[:2]):
        part.chmod(0o755)
    shutil.copy(ROOT / "languages.d/python.yaml", languages)
    server = Server(languages=languages)
    images = os.path.realpath(server.state / "images")
    # The state folder is a small file system that only the server sees.
    server.prefix = ["unshare", "--mount", "sh", "-ec", 'mount -t tmpfs -o size=256k,mode=755 t "$0"; ln -s "$1" "$0/images"; shift; exec "$@"',
                     server.state, images]
    try:
        server.start()
        disk = pathlib.Path(f"/proc/{server.process.pid}/root{server.state}")
        fill(disk / "filling")
        assert os.statvfs(disk).f_bavail == 0
        for _ in range(5):
            assert works(server)
        text = (languages / "python.yaml").read_text()
        (languages / "python.yaml").write_text(text.replace("name: Python", "name: Python " + "x" * 9000))
        time.sleep(3)
        assert works(server) and server.is_ready()
        (disk / "filling").unlink()
        (languages / "python.yaml").write_text(text.replace("name: Python", "name: Serpent"))
        wait_until(lambda: b"Serpent" in fetch(server, "/languages"), 20, "a change is noticed once there is room")
        assert works(server)
    finally:
        server.remove()


def test_a_full_disk_stops_no_compile_and_is_counted(server):
    artefacts = f"{server.state}/server/artefacts"
    server.stop()
    server.prefix = ["unshare", "--mount", "sh", "-ec", 'mount -t tmpfs -o size=16k,mode=700,uid=199999 t "$0"; exec "$@"', artefacts]
    server.start()
    fill(f"/proc/{server.process.pid}/root{artefacts}/filling")
    code = 'int main() { __builtin_puts("works"); }'
    answers = [server.execute(code, "cpp")[1] for _ in range(2)]
    assert [a["output"] for a in answers] == ["works\n"] * 2
    assert [a["compile"]["cache"] for a in answers] == ["miss", "hit"]  # in memory
    wait_until(lambda: cache_of(server)["failed_writes"] == 1, 10, "the write has failed")
    assert (cache_of(server)["entries"], cache_of(server)["bytes"]) == (0, 0)


def cache_of(server):
    return json.loads(fetch(server, "/debug/vm-pools"))["data"]["artefact_cache"]


def fill(path):
    with open(path, "wb", 0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def fetch(server, path):
    import urllib.request

    with urllib.request.urlopen(server.url + path, timeout=5) as answer:
        return answer.read()


@pytest.fixture
def cold_server(tmp_path_factory):
    """One whose sandboxes are all the cage's own children: zygotes live in groups of their own."""
    languages = tmp_path_factory.mktemp("languages")
    for part in (languages, *languages.parents[:2]):
        part.chmod(0o755)
    text = (ROOT / "languages.d/python.yaml").read_text()
    (languages / "python.yaml").write_text(re.sub(r"(?m)^  zygote: .*\n", "", text))
    server = Server(languages=languages)
    yield server.start()
    server.remove()


def test_when_no_process_can_be_made_requests_wait_or_fail_and_then_work_again(cold_server):
    server = cold_server
    group = pathlib.Path(f"/sys/fs/cgroup/pids/cordon-test-{os.getpid()}")
    try:
        group.mkdir()
    except OSError:
        pytest.skip("not possible here: no pids control group of version 1 to put the cage into")
    cage = server.pid_of("cordon-cage")
    before = settled(server)
    home = [line.rsplit(":", 1)[1].strip() for line in open(f"/proc/{cage}/cgroup") if ":pids:" in line][0]
    try:
        (group / "pids.max").write_text("1")
        (group / "cgroup.procs").write_text(str(cage))
        statuses = []
        for _ in range(30):  # the pool's, then none
            status, answer = server.execute("print(6 * 7)", patience=30)
            statuses.append(status)
            assert status in (500, 503) or answer["output"] == "42\n", answer
        assert statuses[-1] in (500, 503)
    finally:
        pathlib.Path(f"/sys/fs/cgroup/pids{home}/cgroup.procs").write_text(str(cage))
        wait_until(lambda: group.rmdir() is None if not (group / "cgroup.procs").read_text() else False, 10, "the group is empty")
    wait_until(lambda: works(server), 20, "it works again")
    assert left(before, settled(server)) == {}


def test_a_clock_that_jumps_moves_no_limit(tmp_path):
    """Days forth and back, every tenth of a second, for the server and its worker."""
    source, library = tmp_path / "jump.c", pathlib.Path("/var/tmp") / f"cordon-test-jump-{os.getpid()}.so"
    source.write_text("""
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
static void jump(struct timespec* now) {
  struct timespec steady;
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &steady);
  now->tv_sec += (steady.tv_nsec / 100000000 % 2 ? 1 : -1) * 86400L * 100;
}
int clock_gettime(clockid_t clock, struct timespec* now) {
  long result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) jump(now);
  return (int)result;
}
time_t time(time_t* out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}
""")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    library.chmod(0o755)
    server = Server(environment={"LD_PRELOAD": str(library)})
    try:
        server.start()
        for _ in range(3):
            start = time.monotonic()
            answer = server.execute("import time\nprint('on', flush=True)\ntime.sleep(30)", timeout=1)[1]
            assert answer["verdict"] == "time_limit" and answer["output"] == "on\n" and 0.9 < time.monotonic() - start < 5, answer
            answer = server.execute("import time\ntime.sleep(1.2)\nprint('done')", timeout=4)[1]
            assert answer["verdict"] == "ok" and 1100 < answer["usage"]["wall_ms"] < 3500, answer
            assert server.execute("while True: pass", limits={"cpu_time": 0.3})[1]["verdict"] == "cpu_time_limit"
        years = {line.split('"time":"')[1][:7] for line in server.log_text().splitlines() if '"time":"' in line}
        assert len(years) > 1, "the clock did not jump: nothing was tested"
    finally:
        server.remove()
        library.unlink()


def test_memory_that_runs_out_in_a_sandbox_is_its_own_affair(server):
    before = settled(server)
    with Load(server, clients=2) as load:
        for _ in range(10):
            answer = server.execute("x = []\nwhile True: x.append(bytearray(b'x') * (1 << 20))", limits={"memory": 64 << 20})[1]
            assert answer["verdict"] == "memory_limit"
    assert not load.wrong and load.failed == 0 and load.right > 0
    assert left(before, settled(server)) == {}
