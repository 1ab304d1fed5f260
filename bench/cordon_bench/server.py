"""Servers that are measured: the tests' own (tests/support/server.py), from CORDON_BUILD, with some of the languages."""

import json
import os
import pathlib
import shutil
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.server import BUILD, Server, images_folder, wait_until  # noqa: E402, F401


def image_root(name):
    digest = json.loads((images_folder() / "by-name" / name).read_text())["digest"]
    return images_folder() / digest / "rootfs"


def served_languages():
    return sorted(path.stem for path in (ROOT / "languages.d").glob("*.yaml"))


class Measured:
    """A server with `languages` only ({id: manifest of}, or a list), as a context; `pool` sandboxes of each kept ready."""

    def __init__(self, languages, pool=None, most=None, cores=None, **environment):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-bench-"))
        self.folder.chmod(0o755)
        for identity, original in (languages if isinstance(languages, dict) else dict(zip(languages, languages))).items():
            text = (ROOT / f"languages.d/{original}.yaml").read_text()
            if identity != original:
                lines = [line for line in text.splitlines() if not line.startswith(("aliases:", "extensions:"))]
                text = "\n".join(f"id: {identity}" if line.startswith("id:") else line for line in lines) + "\n"
            (self.folder / f"{identity}.yaml").write_text(text)
        settings = {"LOG_LEVEL": "warn", **environment}
        if pool is not None:
            settings["CORDON_POOL_READY"] = str(pool)
        if most is not None:
            settings["CORDON_POOL_MOST"] = str(most)
        self.server = Server(languages=self.folder, environment=settings,
                             prefix=["taskset", "-c", ",".join(map(str, cores))] if cores else [])

    def __enter__(self):
        try:
            return self.server.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self.server.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def status(server):
    with urllib.request.urlopen(server.url + "/debug/vm-pools", timeout=60) as answer:
        return json.load(answer)["data"]


def wait_full(server, seconds=120):
    """Until every pool has what it is to have."""

    def full():
        return all(len(pool["available"]) >= pool["target"] for pool in status(server)["pool_status"].values())

    wait_until(full, seconds, "full pools")


def cpu_seconds(server):
    """Processor time of the server and of all that ran in its sandboxes.

    Sandboxes are counted by their control groups: most of them end as children of nobody who adds them up.
    """
    groups = {os.path.dirname(group) for group in server.cgroups()}
    for group in groups:
        for name, field, unit in (("cpuacct.usage", None, 1e9), ("cpu.stat", "usage_usec ", 1e6)):
            file = pathlib.Path(group) / name
            if file.exists() and (field is None or field in file.read_text()):
                words = file.read_text().split()
                used = int(words[0] if field is None else words[words.index("usage_usec") + 1])
                return used / unit + sum(own_seconds(pid) for pid in (server.process.pid, *server.descendants()) if not in_a_group(pid, server))
    raise SystemExit("bench: nothing counts the processor time of sandboxes here: control groups are missing")


def own_seconds(pid):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_a_group(pid, server):
    try:
        return f"cordon.{server.instance()}" in pathlib.Path(f"/proc/{pid}/cgroup").read_text()
    except OSError:
        return True
