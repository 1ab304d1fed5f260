"""Archives for tests, made byte by byte where tarfile would refuse: flat ones, and images in layers as Docker
and OCI tools write them."""

import gzip
import hashlib
import io
import json
import platform
import struct
import subprocess
import tarfile

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]


class Tar:
    """Entries in the order they are given. Nothing is checked. It begins as a root file system unless `bare`."""

    def __init__(self, bare=False):
        self.out = bytearray()
        if not bare:
            self.folder("usr").file("usr/a", b"a")

    def entry(self, name, kind=tarfile.REGTYPE, content=b"", target="", mode=0o644, pax=None, **fields):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.mode, info.size = kind, target, mode, len(content)
        info.pax_headers = pax or {}
        for field, value in fields.items():
            setattr(info, field, value)
        self.out += info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")
        self.out += content + bytes(-len(content) % 512)
        return self

    def file(self, name, content=b"x", **more):
        return self.entry(name, content=content, **more)

    def folder(self, name):
        return self.entry(name, tarfile.DIRTYPE, mode=0o755)

    def link(self, name, target):
        return self.entry(name, tarfile.SYMTYPE, target=target)

    def hard_link(self, name, target):
        return self.entry(name, tarfile.LNKTYPE, target=target)

    def raw(self, name, kind=b"0", size=b"00000000000\0", content=b""):
        """A header with exactly these bytes."""
        header = bytearray(512)
        header[0 : len(name)] = name
        header[100:108] = b"0000644\0"
        header[124 : 124 + len(size)] = size
        header[136:148] = b"00000000000\0"
        header[156:157] = kind
        header[257:265] = b"ustar\00000"
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        self.out += header + content + bytes(-len(content) % 512)
        return self

    def bytes(self):
        return bytes(self.out) + bytes(1024)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def compress(data, how):
    if how == "gzip":
        return gzip.compress(data, 6, mtime=0)
    if how == "zstd":
        return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


def config_of(layers, **more):
    return json.dumps({"architecture": ARCHITECTURE, "os": "linux", "config": {},
                       "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha256(layer) for layer in layers]},
                       **more}).encode()


class Oci:
    """An OCI archive of layers given as tar bytes; every part can be replaced before bytes()."""

    def __init__(self, *layers, compression="gzip"):
        self.blobs = {}
        self.layers = [self.blob(compress(layer, compression)) for layer in layers]
        self.config = self.blob(config_of(layers))
        self.index = None
        self.top = {"oci-layout": b'{"imageLayoutVersion":"1.0.0"}'}

    def blob(self, data):
        digest = sha256(data)
        self.blobs[digest] = data
        return {"digest": "sha256:" + digest, "size": len(data)}

    def manifest(self, **more):
        return self.blob(json.dumps({"schemaVersion": 2, "config": self.config, "layers": self.layers, **more}).encode())

    def bytes(self):
        index = self.index if self.index is not None else json.dumps({"schemaVersion": 2, "manifests": [self.manifest()]}).encode()
        tar = Tar(bare=True).folder("blobs").folder("blobs/sha256")
        for digest, data in self.blobs.items():
            tar.file(f"blobs/sha256/{digest}", data)
        for name, data in {**self.top, "index.json": index}.items():
            tar.file(name, data)
        return tar.bytes()


class Docker:
    """As `docker save` wrote it before it wrote OCI layouts."""

    def __init__(self, *layers):
        config = config_of(layers)
        self.files = {f"{number}/layer.tar": layer for number, layer in enumerate(layers)}
        self.config_name = sha256(config) + ".json"
        self.files[self.config_name] = config
        self.manifest = [{"Config": self.config_name, "RepoTags": ["x:latest"],
                          "Layers": [f"{number}/layer.tar" for number in range(len(layers))]}]
        self.links = {}

    def bytes(self):
        tar = Tar(bare=True)
        for name, data in self.files.items():
            tar.file(name, data)
        for name, target in self.links.items():
            tar.link(name, target)
        manifest = self.manifest if isinstance(self.manifest, bytes) else json.dumps(self.manifest).encode()
        return tar.file("manifest.json", manifest).bytes()


def capability(effective=1 << 21):
    """security.capability as the kernel keeps it: CAP_SYS_ADMIN permitted."""
    return struct.pack("<IIIII", 0x02000001, effective, 0, 0, 0).decode("latin-1")


def stream(chunk, count):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed:
        for _ in range(count):
            packed.write(chunk)
    return out.getvalue()
