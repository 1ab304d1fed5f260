"""What the reader has to know of the machine; nothing that tells whose it is."""

import os
import pathlib
import platform


def describe():
    cpu = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "unknown")
    memory = int(pathlib.Path("/proc/meminfo").read_text().split()[1])
    release = pathlib.Path("/etc/os-release").read_text()
    system = next((line.split("=", 1)[1].strip('"') for line in release.splitlines() if line.startswith("PRETTY_NAME")), "unknown")
    return {"processor": cpu, "cores": len(os.sched_getaffinity(0)), "memory_gib": round(memory / 2**20, 1),
            "kernel": ".".join(platform.release().split("-")[0].split(".")[:2]), "system": system,
            "cgroups": "v2" if pathlib.Path("/sys/fs/cgroup/cgroup.controllers").exists() else "v1"}


def load_average():
    return round(os.getloadavg()[0], 2)
