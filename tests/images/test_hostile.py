"""Archives made to write, read or break something outside: each is refused with a reason, or does no harm. Every
case is tried as a flat archive and as the upper layer of an OCI and of a Docker image."""

import gzip
import os
import random
import tarfile

import pytest

from images.archives import Docker, Oci, Tar, capability, stream

IMPORTED = None  # what is expected of a case that does no harm
DEEP = "/".join(["d"] * 80)
UP = "../" * 30

# name: (what makes the archive, given the folder it tries to reach; the reason it is refused for)
CASES = {
    "absolute name": (lambda out: Tar().file(f"{out}/escaped"), "is an absolute path"),
    "absolute name with more slashes": (lambda out: Tar().file(f"//{out}/escaped"), "is an absolute path"),
    "absolute name by pax": (lambda out: Tar().file("usr/b", pax={"path": f"{out}/escaped"}), "is an absolute path"),
    "dot dot": (lambda out: Tar().file(f"{UP}{out}/escaped"), 'has ".." in its path'),
    "dot dot inside": (lambda out: Tar().file(f"usr/./x/..//../{UP}{out}/escaped"), 'has ".." in its path'),
    "dot dot that stays inside": (lambda out: Tar().file("usr/x/../b"), 'has ".." in its path'),
    "dot dot at the end": (lambda out: Tar().folder("usr/.."), 'has ".." in its path'),
    "write through an absolute link": (lambda out: Tar().link("usr/l", out).file("usr/l/escaped"), "leads through a symbolic link"),
    "write through a relative link": (lambda out: Tar().link("usr/l", f"{UP}{out}").file("usr/l/escaped"), "leads out"),
    "folder through a link": (lambda out: Tar().link("usr/l", out).folder("usr/l/escaped"), "leads through a symbolic link"),
    "link through a link": (lambda out: Tar().link("usr/l", out).link("usr/l/escaped", "x"), "leads through a symbolic link"),
    "two hops": (lambda out: Tar().folder("usr/d").link("usr/d/up", "..").link("usr/l", f"d/up/../{UP[3:]}..{out}").file("usr/l/escaped"), "leads out"),
    "two hops by text inside": (lambda out: Tar().link("usr/root", "/").link("usr/l", f"root/x/..{out}").file("usr/l/escaped"), "leads through a symbolic link"),
    "two hops that are never written through": (lambda out: Tar().link("usr/root", "/").link("usr/l", f"root/..{out}/secret"), IMPORTED),
    "link to itself": (lambda out: Tar().link("usr/l", "l").file("usr/l/x"), "leads through a symbolic link"),
    "link in place of /etc": (lambda out: Tar().link("etc", out), '"etc" is there twice'),
    "link in place of /tmp": (lambda out: Tar().link("tmp", out).link("dev", out).link("proc", out), IMPORTED),
    "link as /etc/passwd": (lambda out: Tar().folder("etc").link("etc/passwd", f"{out}/secret"), IMPORTED),
    "link as /etc/hosts": (lambda out: Tar().folder("etc").link("etc/hosts", f"{out}/secret"), IMPORTED),
    "the root as a link": (lambda out: Tar().link(".", out), IMPORTED),
    "the root as a file": (lambda out: Tar().raw(b"./"), IMPORTED),
    "hard link to an absolute path": (lambda out: Tar().hard_link("usr/s", f"{out}/secret"), "hard link to an absolute path"),
    "hard link with dot dot": (lambda out: Tar().hard_link("usr/s", f"{UP}{out}/secret"), 'is a hard link with ".." in its target'),
    "hard link through a link": (lambda out: Tar().link("usr/l", out).hard_link("usr/s", "usr/l/secret"), "leads through a symbolic link"),
    "hard link to a link": (lambda out: Tar().link("usr/l", f"{out}/secret").hard_link("usr/s", "usr/l"), "leads through a symbolic link"),
    "write into a hard link to a link": (lambda out: Tar().link("usr/l", f"{out}/secret").hard_link("usr/s", "usr/l").file("usr/s", b"evil"), "leads through a symbolic link"),
    "hard link to a folder": (lambda out: Tar().hard_link("usr/s", "usr"), "which is no file"),
    "hard link to itself": (lambda out: Tar().hard_link("usr/s", "usr/s"), "which is not in the archive"),
    "hard link to nothing": (lambda out: Tar().hard_link("usr/s", "usr/missing"), "which is not in the archive"),
    "write through a hard link": (lambda out: Tar().hard_link("usr/s", "usr/a").file("usr/s", b"evil"), "is there twice"),
    "character device": (lambda out: Tar().entry("usr/null", tarfile.CHRTYPE, devmajor=1, devminor=3), "is a device node"),
    "block device": (lambda out: Tar().entry("dev/sda", tarfile.BLKTYPE, devmajor=8), "is a device node"),
    "overlay's own whiteout": (lambda out: Tar().entry("usr/a", tarfile.CHRTYPE), "is a device node"),
    "named pipe": (lambda out: Tar().entry("usr/pipe", tarfile.FIFOTYPE), "is a named pipe"),
    "contiguous file": (lambda out: Tar().entry("usr/c", tarfile.CONTTYPE, content=b"x"), IMPORTED),
    "unknown type": (lambda out: Tar().entry("usr/c", b"Z", content=b"x"), IMPORTED),
    "set-user-id": (lambda out: Tar().file("usr/su", b"#!", mode=0o6777), IMPORTED),
    "sticky and world-writable folder": (lambda out: Tar().entry("usr/t", tarfile.DIRTYPE, mode=0o7777), IMPORTED),
    "capabilities": (lambda out: Tar().file("usr/ping", b"#!", mode=0o755, pax={"SCHILY.xattr.security.capability": capability()}), IMPORTED),
    "extended attributes and ACLs": (lambda out: Tar().file("usr/b", pax={"SCHILY.xattr.user.x": "y", "SCHILY.xattr.trusted.overlay.redirect": "/etc", "SCHILY.acl.access": "user::rwx,user:1000:rwx:1000,group::r-x,mask::rwx,other::r-x"}), IMPORTED),
    "huge size": (lambda out: Tar().raw(b"usr/b", size=b"\x80\0\0\0\0\0\x40\0\0\0\0\0"), "is larger than"),
    "negative size": (lambda out: Tar().raw(b"usr/b", size=b"\xff" * 12, content=b"x" * 512), ""),
    "size of the largest number": (lambda out: Tar().raw(b"usr/b", size=b"\x80\0\0\0\x7f" + b"\xff" * 7), ""),
    "negative size by pax": (lambda out: Tar().file("usr/b", b"x" * 600, pax={"size": "-1"}), ""),
    "sparse bomb": (lambda out: Tar().file("usr/b", b"", pax={"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(1 << 50), "GNU.sparse.map": "0,0"}), "is larger than"),
    "many sparse files": (lambda out: many(lambda t, i: t.file(f"usr/s{i}", b"", pax={"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(7 << 30), "GNU.sparse.map": "0,0"}), 4), "above 16384 MiB"),
    "sparse map that overlaps": (lambda out: Tar().file("usr/b", b"x" * 512, pax={"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": "100", "GNU.sparse.map": "50,512,0,512"}), ""),
    "too deep": (lambda out: Tar().file(f"usr/{DEEP}/x"), "nested too deeply"),
    "too long a name": (lambda out: Tar().file("usr/" + "n" * 300), "has too long a name"),
    "too long a path": (lambda out: Tar().file("usr/" + "/".join(["n" * 200] * 12)), "has too long a path"),
    "a name of a megabyte": (lambda out: Tar().file("usr/" + "n" * (1 << 20)), ""),
    "too long a target": (lambda out: Tar().link("usr/l", "n" * 5000), "too long a target"),
    "no name": (lambda out: Tar().raw(b""), ""),
    "NUL in a name": (lambda out: Tar().file("usr/b", pax={"path": f"usr/b\0{UP}{out}/escaped"}), ""),
    "line feed in a name": (lambda out: Tar().file("usr/b\nusr/c"), "has a control character"),
    "terminal sequence in a name": (lambda out: Tar().file("usr/\x1b]0;evil\x07"), "usr/\\x1b]0;evil\\x07"),
    "terminal sequence in a target": (lambda out: Tar().link("usr/l", f"{UP}\x1b[2J"), "\\x1b[2J"),
    "name that is no UTF-8": (lambda out: Tar().raw(b"usr/\xff\xfe\x9b"), IMPORTED),
    "long name of GNU tar with dot dot": (lambda out: gnu(b"L", f"{UP}{out}/escaped").file("usr/x"), 'has ".." in its path'),
    "long name of GNU tar that is absolute": (lambda out: gnu(b"L", f"{out}/escaped").file("usr/x"), "is an absolute path"),
    "long name of GNU tar of 8 GiB": (lambda out: Tar().raw(b"././@LongLink", b"L", b"77777777777\0"), ""),
    "long target of GNU tar, written through": (lambda out: gnu(b"K", out).link("usr/l", "x").file("usr/l/escaped"), "leads through a symbolic link"),
    "part of a volume": (lambda out: Tar().raw(b"usr/m", b"M", b"%011o\0" % 512, b"x" * 512), ""),
    "label of a volume": (lambda out: Tar().raw(b"LABEL", b"V"), IMPORTED),
    "list of a folder": (lambda out: Tar().raw(b"usr/d", b"D", b"%011o\0" % 512, b"Yevil\0" + bytes(506)), ""),
    "sparse file of old GNU tar": (lambda out: Tar().raw(b"usr/s", b"S", b"%011o\0" % 512, b"x" * 512), ""),
    "path for all entries": (lambda out: globally(path=f"{out}/escaped"), IMPORTED),
    "target for all entries, written through": (lambda out: globally(linkpath=out, then=lambda t: t.link("usr/l", "x").file("usr/l/escaped")), "leads through a symbolic link"),
    "pax record longer than its header": (lambda out: Tar().raw(b"pax", b"x", b"%011o\0" % 20, b"99999999 path=/x\n   ").file("usr/x"), ""),
    "pax record without a length": (lambda out: Tar().raw(b"pax", b"x", b"%011o\0" % 20, b"0 path=/xxxxxxxxxx\n\n").file("usr/x"), ""),
    "pax header of 100 megabytes": (lambda out: stream(bytes(Tar().raw(b"pax", b"x", b"%011o\0" % 100_000_000).out), 1) + stream(bytes(1_000_000), 100), ""),
    "pax header with many records": (lambda out: Tar().file("usr/x", pax={f"k{i}": "v" * 100 for i in range(20_000)}), ""),
    "times out of this world": (lambda out: Tar().file("usr/x", pax={"mtime": "-9999999999999999999", "atime": "1e999", "ctime": "9" * 20}), IMPORTED),
    "owners out of this world": (lambda out: Tar().file("usr/x", pax={"uid": "-1", "gid": "99999999999", "uname": "root", "gname": "\x1b[2J"}), IMPORTED),
    "flags and labels": (lambda out: Tar().file("usr/x", pax={"SCHILY.fflags": "sappnd,uimmutable", "RHT.security.selinux": "x", "LIBARCHIVE.xattr.security.capability": "AQAAAv////8AAAAA"}), IMPORTED),
    "link that ends in a slash": (lambda out: Tar().entry("usr/l/", tarfile.SYMTYPE, target=out).file("usr/l/escaped"), "leads through a symbolic link"),
    "hard link with contents of its own": (lambda out: Tar().entry("usr/h", tarfile.LNKTYPE, content=b"evil", target="usr/a"), ""),
    "link through /proc": (lambda out: Tar().link("usr/l", f"/proc/self/root{out}").file("usr/l/escaped"), "leads through a symbolic link"),
    "resource fork": (lambda out: Tar().file("usr/._b", b"\0\5\x16\7" + bytes(500)).file("usr/b"), IMPORTED),
    "packed twelve times": (lambda out: packed(Tar().bytes(), 12), ""),
    "packed in pieces": (lambda out: gzip.compress(Tar().bytes()[:1024]) + gzip.compress(Tar().bytes()[1024:]), ""),
    "cpio": (lambda out: b"070701" + b"0" * 104 + b"x" * 500, ""),
    "list of files elsewhere": (lambda out: f"#mtree\n./usr/x type=file contents={out}/secret\n".encode(), ""),
    "file twice": (lambda out: Tar().file("usr/b").file("usr/b", b"evil"), "is there twice"),
    "file over a link": (lambda out: Tar().link("usr/l", f"{out}/secret").file("usr/l", b"evil"), "is there twice"),
    "link over a file": (lambda out: Tar().file("usr/b").link("usr/b", out), "is there twice"),
    "file over a folder": (lambda out: Tar().folder("usr/d").file("usr/d/x").file("usr/d"), "is there twice"),
    "link over a folder": (lambda out: Tar().folder("usr/d").file("usr/d/x").link("usr/d", out).file("usr/d/escaped"), "is there twice"),
    "folder over a link": (lambda out: Tar().link("usr/d", out).folder("usr/d").file("usr/d/escaped"), "is there twice"),
    "folder over a file": (lambda out: Tar().file("usr/b").folder("usr/b"), "is there twice"),
    "file used as a folder": (lambda out: Tar().file("usr/b").file("usr/b/c"), "leads through a symbolic link or a file"),
    "link then whiteout of what it points to": (lambda out: Tar().link("usr/l", out).file("usr/l/.wh.secret"), ""),
    "one file many times": (lambda out: many(lambda t, i: t.hard_link(f"usr/h{i}", "usr/a"), 3000), IMPORTED),
    "garbage after the end": (lambda out: Tar().bytes() + b"\xff" * 100_000, IMPORTED),
    "truncated header": (lambda out: Tar().file("usr/b", b"y" * 5000).bytes()[:-1024 - 5120 - 200], ""),
    "truncated data": (lambda out: Tar().file("usr/b", b"y" * 50_000).bytes()[:-20_000], ""),
    "damaged checksum": (lambda out: damaged(Tar().file("usr/b").bytes(), 2 * 512 + 512 + 10), ""),
    "nothing": (lambda out: b"", ""),
    "noise": (lambda out: random.Random(1).randbytes(100_000), ""),
    "zip": (lambda out: b"PK\x03\x04" + bytes(1000), ""),
    "bomb of zeros": (lambda out: stream(bytes(1 << 20), 300), ""),
    "bomb in a file": (lambda out: bomb(), "a decompression bomb"),
}


def many(add, count, bare=False):
    tar = Tar(bare)
    for number in range(count):
        add(tar, number)
    return tar


def gnu(kind, text):
    """What the next entry's name or target is, as GNU tar writes long ones."""
    return Tar().raw(b"././@LongLink", kind, b"%011o\0" % (len(text) + 1), text.encode() + b"\0")


def globally(then=lambda tar: tar.file("usr/x"), **records):
    tar = Tar()
    tar.out[:0] = tarfile.TarInfo.create_pax_global_header(records)
    return then(tar)


def packed(data, times):
    for _ in range(times):
        data = gzip.compress(data)
    return data


def damaged(data, at):
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def bomb():
    zeros = 400 << 20
    header = bytes(Tar().raw(b"usr/b", size=b"%011o\0" % zeros).out)
    return stream(header, 1) + stream(bytes(1 << 20), zeros >> 20) + stream(bytes(1024), 1)


def as_bytes(made):
    return made if isinstance(made, bytes) else made.bytes()


BASE = Tar().file("usr/base").bytes()
FORMS = {
    "flat": lambda data: data,
    "oci": lambda data: Oci(BASE, data, compression="none").bytes(),
    "docker": lambda data: Docker(BASE, data).bytes(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_nothing_gets_out(importer, case, form):
    make, reason = CASES[case]
    data = FORMS[form](as_bytes(make(str(importer.outside))))
    if reason is IMPORTED:
        importer.imported(data)
    elif reason == "" or form != "flat":
        # What no reason is named for may be refused or do no harm; a layer may be refused for another reason.
        status, said = importer.run(data)
        assert status == 1 or reason == "", said
        if status == 0:
            importer.imported(data)
    else:
        importer.refused(data, reason)


def test_a_million_entries(importer):
    # Random times, that it is no decompression bomb before; one folder again and again, that it is quick.
    noise = random.Random(1)
    chunk = many(lambda t, i: t.entry("usr", tarfile.DIRTYPE, mtime=noise.randrange(8**10)), 1000, bare=True)
    importer.refused(stream(bytes(chunk.out), 1001), "more than 1000000 entries")


@pytest.mark.skipif(os.geteuid() != 0, reason="not possible here: only root has rights to give up")
def test_an_archive_is_parsed_without_root_s_rights(importer):
    """The unpacked files belong to the unpacker until the image is sealed: seen where it fails at the end."""
    rootfs = importer.imported(Tar().file("usr/b", uid=0, gid=0, mode=0o600).bytes())
    assert (rootfs / "usr/b").stat().st_uid == 0
