"""Starts bare programs through bench_launcher, which measures them."""

import json
import subprocess

ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/box", "LANG": "C.UTF-8"}


class Failed(Exception):
    pass


class Launcher:
    def __init__(self, build, roots=()):
        self.process = subprocess.Popen([build / "bin/bench_launcher", *map(str, roots)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1)

    def run(self, steps, *, root="", folder="/", files=None, expect=None, environment=None):
        """(milliseconds, milliseconds of processor time); Failed unless it printed what is expected."""
        order = {"root": str(root), "folder": folder, "files": files or {}, "steps": steps, "environment": environment or ENVIRONMENT}
        self.process.stdin.write(json.dumps(order) + "\n")
        line = self.process.stdout.readline()
        if not line:
            raise Failed("the launcher ended")
        result = json.loads(line)
        if result["status"] != 0 or (expect is not None and result["output"] != expect):
            last = result["output"].strip().splitlines()[-1:] or ["nothing printed"]
            raise Failed(f"status {result['status']}: {last[0][:200]}")
        return result["us"] / 1e3, result["cpu_us"] / 1e3

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)
