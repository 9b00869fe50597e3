"""The ledger of this repository: anything may be recorded in it, as long as the check finds no error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jiedui.check import run
from jiedui.demo import source
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary, default_folder

# No rule depends on today, save to tell the future from the past: on the programme's last day all that is recorded has
# been.
LAST_DAY = date(2028, 12, 31)


def test_it_has_no_errors(repo_root: Path) -> None:
    report = run(repo_root / "records", SchemaLibrary(default_folder()), LAST_DAY)
    assert report.files >= 1
    assert [f"{item.path}: {item.message}" for item in report.findings if item.severity is Severity.ERROR] == []


def test_the_notice_is_worded_as_it_was_issued(repo_root: Path) -> None:
    """Further documents, other quotas and readings may be recorded; what the first one says is what it said."""
    library = SchemaLibrary(default_folder())
    own, here = source.own().policy, source.read(repo_root / "records", library).policy
    assert here.notice == own.notice
    assert {key: here.clauses.get(key) for key in own.clauses} == dict(own.clauses)
