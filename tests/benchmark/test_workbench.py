"""A generated ledger, and what is done to it between two measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from jiedui.benchmark.process import FailedRunError
from jiedui.benchmark.workbench import Workbench
from jiedui.demo.source import read
from jiedui.review import git

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


def _differs(bench: Workbench) -> int:
    return len(git.run(bench.root, "diff", "--name-only").split())


def _paired(bench: Workbench) -> int:
    return sum("\npairings:" in home.read_text("utf-8") for home in bench.some("household", 100))


def test_a_ledger_is_generated_and_committed(bench: Workbench) -> None:
    assert sum(place.kind == "household" for place in bench.places) == 10
    assert _differs(bench) == 0


def test_some_households_are_changed_and_restored(bench: Workbench) -> None:
    assert bench.change(4) == 4
    assert 0 < _differs(bench) <= 4  # one may have been in charge before
    bench.restore()
    assert _differs(bench) == 0


def test_what_is_told_of_a_contact_is_edited_and_says_one_thing_more(bench: Workbench) -> None:
    [visit] = bench.some("visit", 1)
    before = yaml.safe_load(visit.read_text("utf-8"))
    bench.edit()
    assert yaml.safe_load(visit.read_text("utf-8")) == {**before, "content": f"又{before['content']}"}
    assert _differs(bench) == 1
    bench.restore()


def test_a_workbook_has_some_households_otherwise(
    bench: Workbench, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: list[int] = []
    monkeypatch.setattr(Workbench, "restore", lambda self: changed.append(_differs(self)))
    count, book = bench.export_changed(4)
    assert [(words[3], words[-1]) for words in commands] == [("export", str(book))]
    assert changed == [count]
    assert 0 < count <= 4


def test_a_township_is_that_of_some_household(bench: Workbench) -> None:
    homes = (home.read_text("utf-8") for home in bench.some("household", 10))
    assert any(f"\ntownship: {bench.township()}" in home for home in homes)


def test_a_whole_roster_has_listed_households_too(
    bench: Workbench, tmp_path: Path, shipped_root: Path, library: SchemaLibrary
) -> None:
    whole = Workbench.of(tmp_path / "whole", library, read(shipped_root, library), 10, 20, 25)
    assert (whole.households, len(whole.some("household", 100))) == (25, 25)
    assert _paired(whole) == _paired(bench) > 0


def test_some_are_spread_over_all(bench: Workbench) -> None:
    homes = bench.some("household", 100)
    assert len(homes) == 10
    assert bench.some("household", 5) == homes[::2]
    assert bench.some("household", 3) == homes[::3][:3]


def test_what_is_remembered_is_forgotten(bench: Workbench) -> None:
    (bench.folder / "cache").mkdir()
    (bench.folder / "cache" / "findings").touch()
    bench.forget()
    bench.forget()
    assert not (bench.folder / "cache").exists()


def test_all_of_it_is_read_from_a_closed_workbook(bench: Workbench, commands: list[list[str]]) -> None:
    bench.import_all()
    out, back = commands
    assert (out[3], out[-2], out[-1][:4]) == ("export", "--sealed-for", "age1")
    assert back[3:6] == ["import", "--records", str(bench.folder / "empty")]
    assert "--apply" in back


def test_an_import_that_wrote_nothing_is_no_measurement(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workbench, "jiedui", lambda *_, **__: None)
    with pytest.raises(FailedRunError, match=rf"wrote \d+ of {len(bench.places)} files"):
        bench.import_all()
    empty = bench.folder / "empty"
    assert not [*empty.glob("*/households")]
    assert [*empty.glob("*/helpers/*.yml")]


def test_the_ledger_is_sealed_from_now_on(bench: Workbench) -> None:
    assert bench.seal() == str(bench.folder / "keys")
    assert _differs(bench) == 1
