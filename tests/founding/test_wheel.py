"""The wheel that a ledger keeps: the one given, or the one that is installed, of the version that runs."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from tests.founding.conftest import wheel_of

from jiedui.founding.refusal import NotFoundedError
from jiedui.founding.wheel import wheel


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A wheel of version 1.2.3 in a folder with a blank."""
    made = tmp_path / "安装 包" / "jiedui-1.2.3-py3-none-any.whl"
    made.parent.mkdir()
    made.write_bytes(wheel_of().content)
    return made


def installed(monkeypatch: pytest.MonkeyPatch, told: str | None) -> None:
    """Let the installation say where it came from."""

    class Installation:
        def read_text(self, name: str) -> str | None:
            return told if name == "direct_url.json" else None

    monkeypatch.setattr(metadata, "distribution", lambda _: Installation())


def test_the_file_that_is_given_is_taken(file: Path) -> None:
    found = wheel(file, "1.2.3")
    assert (found.name, found.version) == (file.name, "1.2.3")
    assert found.digest == sha256(file.read_bytes()).hexdigest()


def test_else_the_one_that_it_was_installed_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, json.dumps({"url": file.as_uri(), "archive_info": {}}))
    assert wheel(None, "1.2.3").name == file.name


def test_of_a_checkout_the_one_of_its_version_that_was_built_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = file.parent.parent / "程序"
    built = checkout / "dist" / file.name
    built.parent.mkdir(parents=True)
    built.write_bytes(file.read_bytes())
    installed(monkeypatch, json.dumps({"url": checkout.as_uri(), "dir_info": {"editable": True}}))
    assert wheel(None, "1.2.3").name == file.name
    with pytest.raises(NotFoundedError, match="--wheel"):
        wheel(None, "1.2.4")


@pytest.mark.parametrize(
    "told",
    [
        None,
        json.dumps({"url": "file:///srv/jiedui", "dir_info": {"editable": True}}),
        json.dumps({"url": "https://example.cn/jiedui-1.2.3-py3-none-any.whl", "archive_info": {}}),
    ],
    ids=["an index", "a checkout", "another machine"],
)
def test_without_either_it_is_said_how_to_give_one(told: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, told)
    with pytest.raises(NotFoundedError, match=r"不知道 jiedui 是从哪个安装包装的。用 --wheel 指明"):
        wheel(None, "1.2.3")


def test_a_ledger_that_keeps_it_is_asked_last(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, None)
    ledger = file.parent.parent / "台账"
    kept = ledger / "wheels" / file.name
    kept.parent.mkdir(parents=True)
    kept.write_bytes(file.read_bytes())
    (kept.parent / "jiedui-1.0.0-py3-none-any.whl").write_bytes(b"")
    assert wheel(None, "1.2.3", ledger).name == file.name
    with pytest.raises(NotFoundedError, match="--wheel"):
        wheel(None, "1.3.0", ledger)


def test_a_program_that_was_never_installed_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(NotFoundedError, match="--wheel"):
        wheel(None, "1.2.3")


def test_what_is_no_wheel_of_this_version_is_refused(file: Path) -> None:
    with pytest.raises(NotFoundedError, match=r"打不开安装包 a\.whl"):
        wheel(file.with_name("a.whl"), "1.2.3")
    with pytest.raises(NotFoundedError, match=r"安装包是 1\.2\.3 版，现在运行的是 1\.3\.0 版。先用 pip install"):
        wheel(file, "1.3.0")
    other = file.rename(file.with_name("other-1.2.3-py3-none-any.whl"))
    with pytest.raises(NotFoundedError, match="不是 jiedui 的安装包"):
        wheel(other, "1.2.3")
    file.write_bytes(b"PK")
    with pytest.raises(NotFoundedError, match="不是 jiedui 的安装包"):
        wheel(file, "1.2.3")
