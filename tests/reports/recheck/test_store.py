"""A sample is written as a record that the check finds nothing in; two of one day lie beside each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reports.recheck.conftest import CommitOn

from jiedui.model.time import Quarter
from jiedui.records import reader
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.recheck.store import Drawing, NobodyError, store

DAY = date(2026, 10, 8)


def test_the_record_holds_what_was_drawn_and_nothing_else(
    root: Path, commit_on: CommitOn, library: SchemaLibrary
) -> None:
    tree = commit_on("2026-09-30T20:00:00+08:00")
    found = store(root, library, Drawing(Quarter(2026, 3), 5, DAY, "city"))
    assert found == ("city/events/2026-10-08-recheck.yml", 2)
    judged = reader.parse((root / found.path).read_text("utf-8"), found.path, library["event-recheck"])
    assert judged.findings == ()
    assert judged.data == {
        "date": "2026-10-08",
        "quarter": "2026Q3",
        "tree": tree,
        "percent": 5,
        "households": [{"household": "PJ-3333"}, {"household": "YYL-2222"}],
    }


def test_a_second_quarter_of_the_day_gets_a_name_of_its_own(
    root: Path, commit_on: CommitOn, library: SchemaLibrary
) -> None:
    commit_on("2026-06-30T20:00:00+08:00")
    paths = [store(root, library, Drawing(Quarter(2026, 2), 5, DAY, "city")).path for _ in range(3)]
    assert paths == [f"city/events/2026-10-08-recheck{end}.yml" for end in ("", "-2", "-3")]


def test_a_quarter_without_contacts_has_nobody_to_draw(root: Path, commit_on: CommitOn, library: SchemaLibrary) -> None:
    commit_on("2025-09-30T20:00:00+08:00")
    with pytest.raises(NobodyError):
        store(root, library, Drawing(Quarter(2025, 3), 5, DAY, "city"))
    assert not (root / "city" / "events").exists()
