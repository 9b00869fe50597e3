"""Collecting wheels: for each kind of machine and Python what it needs, checked, and said what there is none of."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from jiedui.founding import wheels as module
from jiedui.founding.lock import read_lock
from jiedui.founding.wheels import PLATFORMS, NotCollectedError, Platform, collect

SETUP = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """\
from pathlib import Path
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    info = Path(folder, "c-1.dist-info")
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\\nName: c\\nVersion: 1\\n")
    info.joinpath("WHEEL").write_text("Wheel-Version: 1.0\\n")
    return info.name
"""


def wheel(folder: Path, name: str, tags: str = "py3-none-any") -> str:
    """Make a wheel that holds nothing, and return a pin of it."""
    package, version = name.split("==")
    packed = io.BytesIO()
    info = f"{package}-{version}.dist-info"
    with zipfile.ZipFile(packed, "w") as archive:
        said = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\nRequires-Python: >=3.11.5\n"
        archive.writestr(f"{info}/METADATA", said)
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tags}\n")
        archive.writestr(f"{info}/RECORD", "")
    (folder / f"{package}-{version}-{tags}.whl").write_bytes(packed.getvalue())
    return f"{name} --hash=sha256:{sha256(packed.getvalue()).hexdigest()}"


def source(folder: Path) -> str:
    """Make the source of a package c, and return a pin of it."""
    file = folder / "c-1.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name, text in (("pyproject.toml", SETUP), ("backend.py", BACKEND), ("PKG-INFO", "Name: c\nVersion: 1\n")):
            about = tarfile.TarInfo(f"c-1/{name}")
            about.size = len(text.encode())
            archive.addfile(about, io.BytesIO(text.encode()))
    return f"c==1 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for all that there is."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"CONFIG_FILE": os.devnull, "NO_INDEX": "1", "FIND_LINKS": str(folder)}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    return folder


def test_a_machine_takes_what_its_python_and_its_c_library_run(index: Path, tmp_path: Path) -> None:
    pins = [
        wheel(index, "a==1"),
        wheel(index, "b==1", "cp311-cp311-manylinux_2_17_x86_64") + " --hash=sha256:" + sha256(b"").hexdigest(),
        wheel(index, "d==1", "cp311-cp311-manylinux_2_34_x86_64"),
    ]
    lock = read_lock("\n".join(pins))
    lacking = collect(lock, tmp_path / "out", [(PLATFORMS["x86_64"], "3.11"), (PLATFORMS["x86_64"], "3.12")])
    said = {(str(pin), platform.title): without for (pin, platform), without in lacking.items()}
    linux = PLATFORMS["x86_64"].title
    assert said == {("d==1", linux): ["3.11", "3.12"], ("b==1", linux): ["3.12"]}
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "a-1-py3-none-any.whl", "b-1-cp311-cp311-manylinux_2_17_x86_64.whl",
    ]  # fmt: skip


def test_both_of_two_versions_are_taken_and_sources_where_they_are_built(index: Path, tmp_path: Path) -> None:
    old, new = wheel(index, "a==1"), wheel(index, "a==2")
    old, new = (pin.replace(" ", f" ; python_full_version {sign} '3.11.5' ") for pin, sign in ((old, "<"), (new, ">=")))
    lock = read_lock("\n".join([old, new, source(index)]))
    progress: list[tuple[int, int]] = []
    targets = [(PLATFORMS["loongarch64"], "3.11")]
    assert not collect(lock, tmp_path / "out", targets, progress=lambda done, all_: progress.append((done, all_)))
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "a-1-py3-none-any.whl", "a-2-py3-none-any.whl", "c-1.tar.gz",
    ]  # fmt: skip
    assert progress == [(1, 1)]


def test_a_file_that_is_not_the_locked_one_is_refused(index: Path, tmp_path: Path) -> None:
    pin, _, _ = wheel(index, "a==1").partition(":")
    lock = read_lock(f"{pin}:{'0' * 64}")
    with pytest.raises(NotCollectedError, match=r"Expected sha256 0{64}\n.*Got"):
        collect(lock, tmp_path / "out", [(PLATFORMS["windows"], "3.13")])
    assert not list((tmp_path / "out").glob("*.whl"))


def test_what_lies_beside_the_lock_is_taken_too(index: Path, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    lock = read_lock(wheel(tmp_path / "wheels", "jiedui==1.2.3"))
    target = (PLATFORMS["aarch64"], "3.14")
    assert [str(pin) for pin, _ in collect(lock, tmp_path / "out", [target])] == ["jiedui==1.2.3"]
    assert not collect(lock, tmp_path / "out", [target], beside=tmp_path / "wheels")
    assert index.is_dir()


def test_an_index_that_cannot_be_reached_is_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        "WARNING: Retrying (Retry(total=0)) after connection broken\nERROR: No matching distribution found for a==1\n"
    )
    monkeypatch.setattr(module._Pip, "_download", lambda *_: said)
    with pytest.raises(NotCollectedError, match="connection broken"):
        collect(read_lock("a==1 --hash=sha256:aa"), tmp_path, [(PLATFORMS["windows"], "3.11")])


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_the_oldest_c_library_comes_first_and_none_is_newer_than_that_of_the_systems(name: str) -> None:
    platform: Platform = PLATFORMS[name]
    assert platform.tags[:3] == (f"manylinux_2_5_{name}", f"manylinux1_{name}", f"manylinux_2_6_{name}")
    assert {f"manylinux2010_{name}", f"manylinux2014_{name}"} < {*platform.tags}
    assert platform.tags[-2:] == (f"manylinux_2_28_{name}", f"linux_{name}")
