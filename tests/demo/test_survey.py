"""The rest of the roster: registered, each as short as its row of the survey, and no more is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jiedui import demo
from jiedui.check import run
from jiedui.demo.source import Source
from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 23)


def test_the_roster_is_longer_than_what_is_paired(
    tmp_path: Path, lender: Source, schema_library: SchemaLibrary
) -> None:
    for name, roster in (("some", 0), ("all", 90)):
        demo.build(tmp_path / name, schema_library, source=lender, households=20, roster=roster, as_of=AS_OF)
    some, whole = ({path.relative_to(root): path.read_text("utf-8") for path in root.rglob("household.yml")}
                   for root in (tmp_path / "some", tmp_path / "all"))  # fmt: skip
    assert (len(some), len(whole)) == (20, 90)
    assert some.items() <= whole.items(), "who is paired is who would be without the others"
    listed = {path: text for path, text in whole.items() if path not in some}
    for text in listed.values():
        assert not any(f"\n{key}:" in text for key in ("pairings", "needs", "difficulties", "plan", "outings"))
        assert "benefits:" not in text
    visited = {
        path.parent.parent.relative_to(tmp_path / "all") for path in (tmp_path / "all").glob("*/*/*/visits/*.yml")
    }
    assert {path.parent for path in listed} & visited == set()
    report = run(tmp_path / "all", schema_library, AS_OF)
    assert [str(finding) for finding in report.findings if finding.severity.value == "错误"] == []
