"""The ledger of this repository: anything may be recorded in it, as long as the check finds no error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jiedui.check import run
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary, default_folder

# No rule depends on today, save to tell the future from the past: on the programme's last day all that is recorded has
# been.
LAST_DAY = date(2028, 12, 31)


def test_it_has_no_errors(repo_root: Path) -> None:
    report = run(repo_root / "records", SchemaLibrary(default_folder()), LAST_DAY)
    assert report.files >= 1
    assert [f"{item.path}: {item.message}" for item in report.findings if item.severity is Severity.ERROR] == []
