"""Other sandboxes, each running the same Python hello on the same root file system. One that is not here, or refuses
this machine, is skipped, and the report says why."""

import json
import pathlib
import shutil
import subprocess
import tempfile

from .launcher import Failed

HOST = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
PYTHON = ["/usr/bin/python3", "-c", "print('hello')"]


class Peers:
    """As a context: what can be measured in `measured` ({name: a function that runs it once}), the others in `skipped` ({name: why})."""

    def __init__(self, launcher, root):
        self.launcher, self.root = launcher, root
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-bench-peers-"))
        self.count = 0
        self.measured, self.skipped = {}, {}

    def __enter__(self):
        for name, (program, command) in self.commands().items():
            if not shutil.which(program):
                self.skipped[name] = "not on the PATH"
                continue
            run = self.runner(command)
            try:
                run()
                self.measured[name] = run
            except (Failed, OSError, subprocess.SubprocessError) as error:
                self.skipped[name] = f"refused: {error}"
        self.skipped["go-judge"] = "a server with a protocol of its own: not driven by this benchmark" if shutil.which("go-judge") else "not on the PATH"
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def runner(self, command):
        return lambda: self.launcher.run([command()], expect="hello\n", environment=HOST)

    def commands(self):
        root = str(self.root)
        return {
            "bubblewrap": ("bwrap", lambda: ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", root, "/", "--proc", "/proc", "--dev", "/dev",
                                             "--tmpfs", "/tmp", "--", *PYTHON]),
            "runc": ("runc", self.oci("runc")),
            "crun": ("crun", self.oci("crun")),
            # Limits of its own, lower than ours: it would raise them, for which root needs CAP_SYS_RESOURCE.
            "podman, runc": ("podman", lambda: ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs", "run", "--rm", "--network", "none", "--read-only",
                                          "--log-driver", "none", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000", "--rootfs", root, *PYTHON]),
            "nsjail": ("nsjail", lambda: ["nsjail", "-Mo", "-Q", "--chroot", root, "--user", "65534", "--group", "65534", "--", *PYTHON]),
            "isolate": ("isolate", lambda: ["sh", "-c", "isolate --init >/dev/null && isolate --silent --run --processes=8 -- \"$@\"; "
                                                        "code=$?; isolate --cleanup; exit $code", "sh", *PYTHON]),
        }

    def oci(self, program):
        def command():
            bundle = self.folder / program
            if not bundle.exists():
                bundle.mkdir()
                subprocess.run([program, "spec"], cwd=bundle, check=True, capture_output=True)
                config = json.loads((bundle / "config.json").read_text())
                config["root"] = {"path": str(self.root), "readonly": True}
                config["process"].update(terminal=False, args=PYTHON)
                (bundle / "config.json").write_text(json.dumps(config))
            self.count += 1
            return [program, "run", "--bundle", str(bundle), f"cordon-bench-{self.count}"]

        return command
