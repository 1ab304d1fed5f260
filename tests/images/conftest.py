"""A store, an archive and a folder that nothing may reach, for each test; and `cordonctl images import`."""

import json
import os
import pathlib
import stat
import subprocess

import pytest

from support.server import BUILD

SECRET = "nobody may read this"


def listing(folder):
    """{path: what it is} of everything below, and of the folder itself."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        found[str(path)] = (status.st_mode, status.st_uid, status.st_nlink, status.st_mtime_ns, content)
    return found


class Importer:
    def __init__(self, folder):
        self.folder = folder
        self.store = folder / "store"
        self.outside = folder / "outside"
        (self.outside / "folder").mkdir(parents=True)
        (self.outside / "secret").write_text(SECRET)
        self.archive = folder / "archive.tar"
        self.archive.touch()
        self.store.mkdir()
        self.before = {p.name for p in folder.iterdir()}
        self.outside_before = listing(self.outside)

    def run(self, data, patience=120):
        """(exit status, what it said); and nothing but the store may have changed."""
        self.archive.write_bytes(data)
        done = subprocess.run([BUILD / "bin/cordonctl", "images", "--store", self.store, "import", "x", self.archive],
                              capture_output=True, timeout=patience, env={**os.environ, "LC_ALL": "C"})
        assert done.returncode in (0, 1), done
        assert listing(self.outside) == self.outside_before
        assert {p.name for p in self.folder.iterdir()} == self.before
        assert not list(self.store.glob(".building-*"))
        return done.returncode, done.stderr.decode()

    def refused(self, data, reason):
        status, said = self.run(data)
        assert status == 1 and reason in said, (status, said)
        assert not any(c < " " and c != "\n" for c in said), "control characters reached the terminal"
        assert not (self.store / "by-name/x").exists()

    def imported(self, data):
        """The root file system, after looking at everything in it."""
        status, said = self.run(data)
        assert status == 0, said
        digest = json.loads((self.store / "by-name/x").read_text())["digest"]
        rootfs = self.store / digest / "rootfs"
        for path in rootfs.rglob("*"):
            status = path.lstat()
            assert stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode) or stat.S_ISLNK(status.st_mode), path
            assert path.is_symlink() or not status.st_mode & 0o6022, path
            assert (status.st_uid, status.st_gid) == (os.geteuid(), os.getegid()), path
            assert not os.listxattr(path, follow_symlinks=False), path
            assert path.is_symlink() or not path.is_file() or status.st_size > 10_000_000 or SECRET.encode() not in path.read_bytes()
        return rootfs


@pytest.fixture
def importer(tmp_path):
    return Importer(pathlib.Path(tmp_path))
