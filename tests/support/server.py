"""A server of the tests' own: its state in a temporary folder, the images of this machine.

Starts what was built in $CORDON_BUILD (build/dev), on a port that is free, and ends it again with all
that it started. Nothing else on the machine is touched.
"""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CORDON_BUILD", ROOT / "build/dev"))


def images_folder():
    return pathlib.Path(os.environ.get("STATE_DIR", "/var/lib/cordon")) / "images"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_until(condition, seconds, what):
    """The first true value of condition(), asked for every 20 ms."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s: {what}")


# In the environment of every server: no answer may ever contain it.
SECRET = "the-secret-of-the-host"


class Server:
    """`cage`: another program than cordon-cage. `images`: another folder than this machine's."""

    def __init__(self, *, languages=ROOT / "languages.d", environment=None, cage_options=(), prefix=(), state=None, cage=None, images=None):
        self.state = pathlib.Path(state or tempfile.mkdtemp(prefix="cordon-test-"))
        self.state.chmod(0o755)
        if not (self.state / "images").exists():
            (self.state / "images").symlink_to(images or images_folder())
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.languages = languages
        self.environment = environment or {}
        self.cage_options = list(cage_options)
        self.prefix = list(prefix)
        self.cage = pathlib.Path(cage or BUILD / "bin/cordon-cage")
        self.process = None
        self.log = self.state / "server.log"

    def start(self, ready=True):
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("CORDON_")},
            "HOST_SECRET": SECRET,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "STATE_DIR": str(self.state),
            "LANGUAGES_PATH": str(self.state / "languages.d"),
            "CORDON_PLUGIN_PATH": str(BUILD / "lib/cordon/plugins"),
            "CORDON_OPERATOR_ID": str(os.stat(self.languages).st_uid),
            **self.environment,
        }
        # Should the tests be killed, their servers go too.
        command = ["setpriv", "--pdeathsig", "TERM", *self.prefix, self.cage, "--state-dir", self.state, "--languages", self.languages,
                   *self.cage_options, "--", BUILD / "bin/cordond"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(list(map(str, command)), env=environment, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, start_new_session=True)
        if ready:
            self.wait_ready()
        return self

    def wait_ready(self, seconds=120):
        try:
            wait_until(self.is_ready, seconds, "every language ready")
        except AssertionError as error:
            raise AssertionError(f"{error}; {self.health()}; the log ends with\n{self.log_text()[-2000:]}") from None

    def is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError("the server ended:\n" + self.log_text()[-3000:])
        health = self.health()
        return health and health["languages"] and all(l["ready"] for l in health["languages"].values())

    def health(self):
        try:
            with urllib.request.urlopen(self.url + "/health", timeout=5) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError, ValueError):
            return None

    def pools(self):
        with urllib.request.urlopen(self.url + "/debug/vm-pools", timeout=5) as answer:
            return json.load(answer)["data"]

    def execute(self, code, language="python", patience=60, **fields):
        """(status, answer)"""
        body = json.dumps({**({"code": code} if code is not None else {}), "language": language, **fields}).encode()
        request = urllib.request.Request(self.url + "/execute", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def descendants(self):
        """{pid: comm} of every process below ours."""
        found = {}
        children = {}
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            name, rest = stat[stat.index("(") + 1 : stat.rindex(")")], stat[stat.rindex(")") + 2 :].split()
            children.setdefault(int(rest[1]), []).append((int(entry.name), name, rest[0]))
        todo = [self.process.pid]
        while todo:
            for pid, name, state in children.get(todo.pop(), []):
                if state != "Z":
                    found[pid] = name
                todo.append(pid)
        return found

    def pid_of(self, name):
        """Of the one process below ours (or ourselves) that is called so."""
        pids = [pid for pid, comm in {self.process.pid: "cordon-keeper", **self.descendants()}.items() if comm == name]
        assert len(pids) >= 1, f"no process {name}"
        return pids[0]

    def cgroups(self):
        name, found = f"cordon.{self.instance()}", []
        for folder, children, _ in os.walk("/sys/fs/cgroup"):  # which passes over what goes away meanwhile
            if os.path.basename(folder) == name:
                found += [os.path.join(folder, child) for child in children]
        return found

    def instance(self):
        value = 14695981039346656037
        for byte in os.path.realpath(self.state).encode():
            value = ((value ^ byte) * 1099511628211) & (2**64 - 1)
        return f"{value:016x}"

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode if self.process else None

    def remove(self):
        self.stop()
        shutil.rmtree(self.state, ignore_errors=True)
