"""The machinery brought up to date: what is as it was shipped is replaced, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.founding.conftest import wheel_of

from jiedui import notice
from jiedui.founding import machinery as shipped
from jiedui.founding import sums
from jiedui.founding.founded import read_founded
from jiedui.founding.refusal import NotFoundedError
from jiedui.founding.update import MachineryUpdate, update
from jiedui.records.schema import SchemaLibrary

OLD, NEW = "wheels/jiedui-1.2.3-py3-none-any.whl", "wheels/jiedui-1.3.0-py3-none-any.whl"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is shipped, in a folder of its own, before the ledger is founded from it."""
    folder = tmp_path / "files"
    (folder / "common").mkdir(parents=True)
    for name, text in {"a.txt": "甲\n", "b.txt": "乙\n", "old.txt": "旧\n"}.items():
        (folder / "common" / name).write_text(text, "utf-8")
    pin = "jiedui=={{ wheel.version }} --hash=sha256:{{ wheel.digest }}\n"
    (folder / "common" / "requirements.txt.j2").write_text(pin, "utf-8")
    monkeypatch.setattr(shipped, "FILES", folder)
    return folder / "common"


@pytest.fixture
def ledger(files: Path, founded: Path) -> Path:
    """A ledger founded from it."""
    assert files.is_dir()
    return founded


def renewed(ledger: Path, library: SchemaLibrary, version: str = "1.3.0") -> MachineryUpdate:
    wheel = wheel_of(version)
    planned = update(ledger, read_founded(ledger, library), wheel, library)
    planned.write(ledger)
    return planned


def test_at_the_same_version_there_is_nothing_to_do(ledger: Path, library: SchemaLibrary) -> None:
    before = contents(ledger)
    planned = renewed(ledger, library, "1.2.3")
    assert (planned.contents, planned.left, planned.kept, planned.gone, planned.policy) == ({}, {}, (), (), {})
    assert contents(ledger) == before


def test_another_version_brings_its_wheel_its_pin_and_its_files(
    ledger: Path, files: Path, library: SchemaLibrary
) -> None:
    (files / "a.txt").write_text("甲二\n", "utf-8")
    (files / "c.txt").write_text("丙\n", "utf-8")
    records = contents(ledger / "records")
    planned = renewed(ledger, library)
    assert {path: content is None for path, content in planned.contents.items()} == {
        "a.txt": False, "c.txt": False, "requirements.txt": False, NEW: False, OLD: True, ".ci/files.sha256": False,
    }  # fmt: skip
    assert (ledger / "a.txt").read_text("utf-8") == "甲二\n"
    assert (ledger / "requirements.txt").read_text("utf-8") == (
        f"jiedui==1.3.0 --hash=sha256:{wheel_of('1.3.0').digest}\n"
    )
    assert [file.name for file in (ledger / "wheels").iterdir()] == [Path(NEW).name]
    assert contents(ledger / "records") == records
    assert renewed(ledger, library).contents == {}


def test_what_was_changed_here_stays_and_the_difference_is_told(
    ledger: Path, files: Path, library: SchemaLibrary
) -> None:
    (ledger / "a.txt").write_text("甲本地\n", "utf-8")
    (ledger / "b.txt").write_text("乙本地\n", "utf-8")
    (files / "a.txt").write_text("甲二\n", "utf-8")
    planned = renewed(ledger, library)
    assert planned.left == {
        "a.txt": ("--- a.txt（现在的）", "+++ a.txt（1.3.0 版的）", "@@ -1 +1 @@", "-甲本地", "+甲二"),
    }
    assert planned.kept == ("b.txt",)
    assert [(ledger / name).read_text("utf-8") for name in ("a.txt", "b.txt")] == ["甲本地\n", "乙本地\n"]
    # It has been told: without anything new it is not told again, and what was taken over is no change any more.
    again = renewed(ledger, library)
    assert (again.left, again.kept) == ({}, ("a.txt", "b.txt"))
    (ledger / "a.txt").write_text("甲二\n", "utf-8")
    assert renewed(ledger, library).kept == ("b.txt",)


def test_a_clone_with_other_line_ends_was_not_changed(ledger: Path, files: Path, library: SchemaLibrary) -> None:
    (ledger / "a.txt").write_bytes("甲\r\n".encode())
    (files / "a.txt").write_text("甲二\n", "utf-8")
    planned = renewed(ledger, library)
    assert planned.left == {}
    assert (ledger / "a.txt").read_bytes() == "甲二\n".encode()


def test_what_is_gone_is_named_until_it_is_removed_and_what_was_removed_comes_back(
    ledger: Path, files: Path, library: SchemaLibrary
) -> None:
    (files / "old.txt").unlink()
    (ledger / "b.txt").unlink()
    assert renewed(ledger, library).gone == ("old.txt",)
    assert (ledger / "b.txt").read_text("utf-8") == "乙\n"
    assert renewed(ledger, library).gone == ("old.txt",)
    (ledger / "old.txt").unlink()
    assert renewed(ledger, library).gone == ()


def test_the_old_wheel_stays_while_the_pin_is_ones_own(ledger: Path, library: SchemaLibrary) -> None:
    pin = ledger / "requirements.txt"
    pin.write_text(pin.read_text("utf-8") + "more==1\n", "utf-8")
    planned = renewed(ledger, library)
    assert [*planned.left] == ["requirements.txt"]
    assert sorted(file.name for file in (ledger / "wheels").iterdir()) == [Path(OLD).name, Path(NEW).name]


def test_a_federation_that_was_added_gets_into_the_files(founded: Path, library: SchemaLibrary) -> None:
    other = (founded / "records" / "qingshi" / "unit.yml").read_text("utf-8")
    unit = founded / "records" / "xingang" / "unit.yml"
    unit.parent.mkdir()
    unit.write_text(other.replace("qingshi", "xingang").replace("QS", "XG"), "utf-8")
    planned = renewed(founded, library, "1.2.3")
    assert ".gitea/CODEOWNERS" in planned.contents
    assert "records/xingang/.* @office/xingang\n" in (founded / ".gitea" / "CODEOWNERS").read_text("utf-8")


def test_a_policy_of_which_another_is_shipped_is_told_and_never_written(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = notice.policy

    def later(city: str) -> dict[str, dict[str, object]]:
        found = before(city)
        found["policy-readings"]["readings"][0]["question"] += "？"
        return found

    records = contents(ledger / "records")
    monkeypatch.setattr(notice, "policy", later)
    planned = renewed(ledger, library)
    assert planned.policy == {"records/policy/readings.yml": ("读法 A-01和软件里的不同",)}
    assert contents(ledger / "records") == records
    assert renewed(ledger, library).policy == {}  # it has been told


def test_a_ledger_that_was_not_founded_by_init_gets_what_it_lacks(
    ledger: Path, files: Path, library: SchemaLibrary
) -> None:
    (ledger / sums.FILE).unlink()
    (ledger / "a.txt").unlink()
    (files / "b.txt").write_text("乙二\n", "utf-8")
    planned = renewed(ledger, library)
    assert "a.txt" in planned.contents
    assert sorted(planned.left) == ["b.txt", "requirements.txt"]
    assert planned.policy == {}  # it is as shipped


@pytest.mark.parametrize("name", ["wheels", ".ci"])
def test_nothing_is_written_or_removed_where_a_link_leads_out_of_the_ledger(
    ledger: Path, tmp_path: Path, library: SchemaLibrary, name: str
) -> None:
    elsewhere = (ledger / name).rename(tmp_path / "elsewhere")
    (ledger / name).symlink_to(elsewhere)
    before = contents(elsewhere)
    with pytest.raises(NotFoundedError, match=f"{name} 通到台账外面"):
        renewed(ledger, library)
    assert contents(elsewhere) == before
