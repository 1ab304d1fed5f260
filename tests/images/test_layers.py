"""Images in layers, as Docker and OCI tools write them: what lies over what, and archives that are damaged."""

import json
import os

import pytest

from images.archives import ARCHITECTURE, Docker, Oci, Tar, config_of, sha256


def names(folder):
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("form", [Oci, Docker])
def test_upper_layers_add_to_replace_and_remove_what_is_below(importer, form):
    rootfs = importer.imported(form(
        Tar().file("usr/kept", b"1").file("usr/changed", b"1").file("usr/removed").folder("usr/lib").file("usr/lib/x").link("bin", "usr/bin").bytes(),
        Tar(bare=True).file("usr/changed", b"2", mode=0o755).file("usr/.wh.removed", b"").file("usr/added").bytes(),
        Tar(bare=True).file("usr/changed", b"3").hard_link("usr/linked", "usr/kept").bytes(),
    ).bytes())
    assert names(rootfs / "usr") == ["a", "added", "changed", "kept", "lib", "linked"]
    assert (rootfs / "usr/changed").read_bytes() == b"3"
    assert (rootfs / "usr/linked").samefile(rootfs / "usr/kept")
    assert os.readlink(rootfs / "bin") == "usr/bin"


def test_a_whiteout_removes_a_folder_with_all_that_is_in_it(importer):
    rootfs = importer.imported(Oci(Tar().file("usr/d/e/f").file("usr/d/g").bytes(), Tar(bare=True).file("usr/.wh.d", b"").bytes()).bytes())
    assert names(rootfs / "usr") == ["a"]


def test_a_whiteout_spares_what_its_own_layer_brings_whatever_comes_first(importer):
    for upper in (Tar(bare=True).file("usr/.wh.d", b"").file("usr/d/new"), Tar(bare=True).file("usr/d/new").file("usr/.wh.d", b"")):
        rootfs = importer.imported(Oci(Tar().file("usr/d/old").bytes(), upper.bytes()).bytes())
        assert names(rootfs / "usr/d") == ["new"]


def test_an_opaque_folder_hides_all_that_lower_layers_have_in_it(importer):
    for upper in (Tar(bare=True).folder("usr/d").file("usr/d/.wh..wh..opq", b"").file("usr/d/new"),
                  Tar(bare=True).folder("usr/d").file("usr/d/new").file("usr/d/.wh..wh..opq", b"")):
        rootfs = importer.imported(Oci(Tar().file("usr/d/old").file("usr/d/e/old").bytes(), upper.bytes()).bytes())
        assert names(rootfs / "usr/d") == ["new"]


def test_an_opaque_root_begins_anew(importer):
    rootfs = importer.imported(Oci(Tar().file("usr/old").file("old/x").bytes(), Tar().file(".wh..wh..opq", b"").bytes()).bytes())
    assert names(rootfs / "usr") == ["a"] and not (rootfs / "old").exists()


def test_types_may_change_from_layer_to_layer(importer):
    rootfs = importer.imported(Oci(
        Tar().file("usr/folder/x").link("usr/link", "/etc").file("usr/file").bytes(),
        Tar(bare=True).link("usr/folder", "/srv").folder("usr/link").file("usr/link/x").file("usr/link/.wh..wh..opq", b"").folder("usr/file").file("usr/file/x").bytes(),
    ).bytes())
    assert os.readlink(rootfs / "usr/folder") == "/srv"
    assert names(rootfs / "usr/link") == ["x"] and names(rootfs / "usr/file") == ["x"]


def test_notes_of_union_file_systems_are_left_out(importer):
    rootfs = importer.imported(Docker(Tar().file(".wh..wh.aufs", b"").folder(".wh..wh.plnk").file(".wh..wh.plnk/1.2", b"").bytes()).bytes())
    assert not [p for p in rootfs.rglob("*") if p.name.startswith(".wh.")]


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
def test_every_compression_gives_the_same_image(importer, compression):
    layers = [Tar().file("usr/b", b"b" * 100_000).bytes(), Tar(bare=True).file("usr/c").bytes()]
    assert importer.imported(Oci(*layers, compression=compression).bytes()).parent.name == importer.imported(Docker(*layers).bytes()).parent.name


def test_names_that_are_not_ascii_stay_what_they_are(importer):
    rootfs = importer.imported(Oci(Tar().file("usr/Főtanúsítvány.crt").link("usr/ü", "Főtanúsítvány.crt").hard_link("usr/é", "usr/Főtanúsítvány.crt").bytes()).bytes())
    assert sorted(os.listdir(os.fsencode(rootfs / "usr"))) == sorted(n.encode() for n in ["a", "Főtanúsítvány.crt", "ü", "é"])
    assert os.readlink(rootfs / "usr/ü") == "Főtanúsítvány.crt"


def test_layers_that_are_links_to_each_other(importer):
    docker = Docker(Tar().bytes(), Tar(bare=True).file("usr/b").bytes(), Tar(bare=True).file("usr/b").bytes())
    del docker.files["2/layer.tar"]
    docker.links["2/layer.tar"] = "../1/layer.tar"
    assert names(importer.imported(docker.bytes()) / "usr") == ["a", "b"]


def test_of_many_platforms_this_machine_s_is_taken(importer):
    oci = Oci(Tar().bytes())
    ours = {**oci.manifest(), "platform": {"os": "linux", "architecture": ARCHITECTURE}}
    other = {"digest": "sha256:" + "0" * 64, "size": 1, "platform": {"os": "linux", "architecture": "riscv64"}}
    signature = {**oci.blob(b"{}"), "platform": {"os": "unknown", "architecture": "unknown"}}
    inner = oci.blob(json.dumps({"schemaVersion": 2, "manifests": [other, signature, ours]}).encode())
    oci.index = json.dumps({"schemaVersion": 2, "manifests": [inner]}).encode()
    importer.imported(oci.bytes())


# What is wrong with the upper layer, and why it is refused; or None.
UPPER = {
    "whiteout of dot dot": (lambda out: Tar(bare=True).file("usr/.wh...", b""), "is a whiteout of no name"),
    "whiteout of dot": (lambda out: Tar(bare=True).file("usr/.wh..", b""), "is a whiteout of no name"),
    "whiteout of nothing": (lambda out: Tar(bare=True).file("usr/.wh.", b""), "is a whiteout of no name"),
    "whiteout of what is not there": (lambda out: Tar(bare=True).file("usr/.wh.missing", b"").file("no/such/.wh.x", b""), None),
    "whiteout through a link": (lambda out: Tar(bare=True).file("link/.wh.secret", b""), "leads through a symbolic link"),
    "whiteout through a link and a folder": (lambda out: Tar(bare=True).file("link/folder/.wh.x", b""), "leads through a symbolic link"),
    "whiteout of a link": (lambda out: Tar(bare=True).file(".wh.link", b""), None),
    "whiteout with dot dot": (lambda out: Tar(bare=True).file(f"usr/{'../' * 20}{out}/.wh.secret", b""), 'has ".." in its path'),
    "absolute whiteout": (lambda out: Tar(bare=True).file(f"{out}/.wh.secret", b""), "is an absolute path"),
    "opaque folder behind a link": (lambda out: Tar(bare=True).file("link/.wh..wh..opq", b""), None),
    "opaque folder through a link": (lambda out: Tar(bare=True).file("link/folder/.wh..wh..opq", b""), None),
    "whiteout that is a folder": (lambda out: Tar(bare=True).folder("usr/.wh.a"), "is a whiteout, and no file"),
    "file below a whiteout": (lambda out: Tar(bare=True).file("usr/.wh.a/b"), "lies below a whiteout"),
    "write through a lower layer's link": (lambda out: Tar(bare=True).file("link/escaped"), "leads through a symbolic link"),
    "replace a lower layer's link to a file": (lambda out: Tar(bare=True).file("file-link", b"evil"), None),
    "hard link to a lower layer's link": (lambda out: Tar(bare=True).hard_link("usr/s", "file-link"), "leads through a symbolic link"),
    "folder over a link, then below it": (lambda out: Tar(bare=True).folder("link").file("link/escaped"), None),
    "same file twice in one layer": (lambda out: Tar(bare=True).file("usr/b").file("usr/b"), "is there twice"),
    "no tar": (lambda out: b"x" * 5000, "cannot be read"),
}


@pytest.mark.parametrize("form", [Oci, Docker])
@pytest.mark.parametrize("case", UPPER)
def test_an_upper_layer_reaches_nothing_outside(importer, case, form):
    make, reason = UPPER[case]
    out = str(importer.outside)
    upper = make(out)
    data = form(Tar().link("link", out).link("file-link", f"{out}/secret").bytes(), upper if isinstance(upper, bytes) else upper.bytes()).bytes()
    importer.refused(data, reason) if reason else importer.imported(data)


def index_of(*descriptors):
    return json.dumps({"schemaVersion": 2, "manifests": list(descriptors)}).encode()


def set_layer(oci, **fields):
    oci.layers[0] = {**oci.layers[0], **fields}


def lie(oci, digest, data=b"something else"):
    oci.blobs[digest.removeprefix("sha256:")] = data


def lie_about_the_manifest(oci):
    oci.index = index_of(oci.manifest())
    lie(oci, oci.manifest()["digest"], b'{"layers": []}')


def spoil_config(oci, config):
    oci.config = oci.blob(config)


def cyclic(oci):
    digest = "1" * 64
    oci.blobs[digest] = index_of({"digest": "sha256:" + digest, "size": 1})
    oci.index = oci.blobs[digest]


def nested(oci, depth):
    document = oci.manifest()
    for _ in range(depth):
        document = oci.blob(index_of(document))
    oci.index = index_of(document)


DAMAGED = {
    "layer that is not what its digest says": (lambda o: lie(o, o.layers[0]["digest"], bytes(o.layers[0]["size"])), "is not what its digest says"),
    "layer of another size": (lambda o: lie(o, o.layers[0]["digest"]), "and should have"),
    "layer that is missing": (lambda o: o.blobs.pop(o.layers[0]["digest"][7:]), "is not in the archive"),
    "layer that decompresses to something else": (lambda o: spoil_config(o, config_of([b"other"])), "holds something else than its diff_id says"),
    "manifest that is not what its digest says": (lie_about_the_manifest, "is not what its digest says"),
    "config that is not what its digest says": (lambda o: lie(o, o.config["digest"], b"{}"), "is not what its digest says"),
    "config that is missing": (lambda o: o.blobs.pop(o.config["digest"][7:]), "is not in the archive"),
    "digest that is a path": (lambda o: set_layer(o, digest="sha256:../../../../etc/passwd"), "has a digest that is not"),
    "digest of another kind": (lambda o: set_layer(o, digest="md5:" + "0" * 32), "has a digest that is not"),
    "negative size": (lambda o: set_layer(o, size=-1), "whose size is no whole number"),
    "size that is text": (lambda o: set_layer(o, size="5"), "whose size is no whole number"),
    "too many layers": (lambda o: o.layers.extend([o.layers[0]] * 600), "has more than 512 layers"),
    "no layers": (lambda o: o.layers.clear(), "has no layers"),
    "more layers than digests": (lambda o: o.layers.append(o.layers[0]), "diff_ids for 2 layers"),
    "config without a root file system": (lambda o: spoil_config(o, b"{}"), "this is no container image"),
    "config for another machine": (lambda o: spoil_config(o, config_of([Tar().bytes()], architecture="s390x")), "the image is for linux/s390x"),
    "index that is garbage": (lambda o: setattr(o, "index", b"\xff{{{"), "is not JSON"),
    "index that is deep": (lambda o: setattr(o, "index", b"[" * 1_000_000), "nested too deeply"),
    "index that is huge": (lambda o: setattr(o, "index", b'{"x":"' + b"y" * (5 << 20) + b'"}'), "is too large"),
    "index of nothing": (lambda o: setattr(o, "index", index_of()), "lists no image"),
    "index that is a list": (lambda o: setattr(o, "index", b"[1, 2]"), 'has no "manifests"'),
    "index of numbers": (lambda o: setattr(o, "index", b'{"manifests": [1]}'), "has a digest that is not"),
    "index of itself": (cyclic, "is not what its digest says"),
    "index in an index in an index": (lambda o: nested(o, 6), "is an index in an index"),
    "index of a missing manifest": (lambda o: setattr(o, "index", index_of({"digest": "sha256:" + "0" * 64, "size": 1})), "is not in the archive"),
    "index with control characters": (lambda o: setattr(o, "index", index_of({"digest": "\x1b[2J", "size": 1}, {"digest": "\x1b[2J", "size": 1})), "has 2 images (\\x1b[2J"),
    "several images": (lambda o: setattr(o, "index", index_of(o.manifest(), o.manifest())), "save one only"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_oci_archive_is_refused_with_the_reason(importer, case):
    spoil, reason = DAMAGED[case]
    oci = Oci(Tar().bytes())
    spoil(oci)
    importer.refused(oci.bytes(), reason)


def docker(**changes):
    made = Docker(Tar().bytes())
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def with_entry(**fields):
    made = docker()
    made.manifest[0].update(fields)
    return made


def with_links(**links):
    made = docker()
    del made.files["0/layer.tar"]
    made.links = {"0/layer.tar": links["to"], **links.get("more", {})}
    return made


DAMAGED_DOCKER = {
    "layer outside": (lambda out: with_entry(Layers=[f"../../../../../..{out}/secret"]), "names a file that cannot be in the archive"),
    "absolute layer": (lambda out: with_entry(Layers=[f"{out}/secret"]), "is not in the archive"),
    "layer that is a link out": (lambda out: with_links(to=f"{out}/secret"), "leads out"),
    "layer that is a link above": (lambda out: with_links(to="../../x"), "leads out"),
    "layers that are links in a circle": (lambda out: with_links(to="../1/layer.tar", more={"1/layer.tar": "../0/layer.tar"}), "is a link to a link"),
    "layer through a linked folder": (lambda out: with_links(to="../l/secret", more={"l": out}), "is not in the archive"),
    "layer that is a folder": (lambda out: with_entry(Layers=["0"]), "is no file"),
    "layer that is a number": (lambda out: with_entry(Layers=[5]), "names a file that cannot be in the archive"),
    "missing layer": (lambda out: with_entry(Layers=["1/layer.tar"]), "is not in the archive"),
    "layer that is the manifest": (lambda out: with_entry(Layers=["manifest.json"]), "holds something else"),
    "missing config": (lambda out: with_entry(Config="x.json"), "is not in the archive"),
    "no config": (lambda out: with_entry(Config=None), "names a file that cannot be in the archive"),
    "several images": (lambda out: docker(manifest=docker().manifest * 2), "has 2 images"),
    "no image": (lambda out: docker(manifest=[]), "lists no image"),
    "an object": (lambda out: docker(manifest=b"{}"), "lists no image"),
    "garbage": (lambda out: docker(manifest=b"\0" * 100), "is not JSON"),
    "config that lies about its digest": (lambda out: rename_config("0" * 64 + ".json"), "is not what its digest says"),
}


def rename_config(name):
    made = docker()
    made.files[name] = made.files.pop(made.config_name)
    made.manifest[0]["Config"] = name
    return made


@pytest.mark.parametrize("case", DAMAGED_DOCKER)
def test_a_damaged_docker_archive_is_refused_with_the_reason(importer, case):
    make, reason = DAMAGED_DOCKER[case]
    importer.refused(make(str(importer.outside)).bytes(), reason)


def test_the_digest_of_a_layer_is_looked_at_before_the_layer_is(importer):
    oci = Oci(Tar().bytes())
    evil = Tar().file("../escaped").bytes()
    oci.blobs[oci.layers[0]["digest"][7:]] = evil
    oci.layers[0]["size"] = len(evil)
    importer.refused(oci.bytes(), "is not what its digest says")
    assert sha256(evil) != oci.layers[0]["digest"]
