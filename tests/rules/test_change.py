"""What a change does to the ledger, told by Git: the records of before in the files that differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary
from jiedui.review.git import GitUnavailableError
from jiedui.rules.change import change_since

Git = Callable[..., str]

MEETING = "city/events/2023-12-18-meeting.yml"
REMINDER = "city/events/2024-01-08-reminder.yml"
STORY = "city/events/2024-04-15-story.yml"


def rewrite(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_records_of_before_are_those_of_the_files_that_differ(
    ledger: Path, library: SchemaLibrary, committed: str
) -> None:
    rewrite(ledger, MEETING, "调度四季度结对帮扶", "调度")
    (ledger / STORY).unlink()
    (ledger / "city" / "events" / "2026-01-05-meeting.yml").write_bytes((ledger / MEETING).read_bytes())
    change = change_since(ledger, "HEAD", library)
    assert change.commit == committed
    assert change.paths == {MEETING, STORY, "city/events/2026-01-05-meeting.yml"}
    assert change.added == {"city/events/2026-01-05-meeting.yml"}
    titles = {record.path: record.data["title"] for record in change.before}
    assert titles == {MEETING: "调度四季度结对帮扶", STORY: "把联系日写进村里的日历"}


def test_nothing_is_read_where_nothing_was_there(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    (ledger / "city" / "events" / "2026-01-05-meeting.yml").write_bytes((ledger / MEETING).read_bytes())
    assert change_since(ledger, committed, library).before == ()


def test_what_only_main_has_got_since_is_no_part_of_the_change(
    ledger: Path, library: SchemaLibrary, committed: str, git: Git
) -> None:
    git("checkout", "--quiet", "-b", "mine")
    (ledger / STORY).unlink()
    git("commit", "--quiet", "--all", "--message=删")
    git("checkout", "--quiet", "main")
    (ledger / MEETING).unlink()
    git("commit", "--quiet", "--all", "--message=删")
    git("checkout", "--quiet", "mine")
    change = change_since(ledger, "main", library)
    assert (change.commit, change.paths) == (committed, {STORY})


def test_a_record_that_could_not_be_read_then_is_not_judged(ledger: Path, library: SchemaLibrary, git: Git) -> None:
    text = (ledger / MEETING).read_text("utf-8")
    (ledger / MEETING).write_text("date：2023\n", "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=坏")
    (ledger / MEETING).write_text(text, "utf-8")
    (ledger / REMINDER).unlink()
    assert [record.path for record in change_since(ledger, "HEAD", library).before] == [REMINDER]


@pytest.mark.parametrize("numbered", [True, False])
def test_records_of_an_older_format_are_read_as_those_of_this_one(
    ledger: Path, library: SchemaLibrary, git: Git, *, numbered: bool
) -> None:
    """A change that migrates a ledger loses nothing. A ledger of the first format may give no number at all."""
    unit = ledger / "yueyanglou" / "helpers" / "YYL-B-6F7G.yml"
    line = f"format: {CURRENT} "
    rewrite(ledger, "policy/ledger.yml", line, "format: 1 " if numbered else "#")
    if not numbered:
        policy = (ledger / "policy" / "ledger.yml").read_text("utf-8")
        kept = [row for row in policy.splitlines(keepends=True) if not row.startswith("#")]
        (ledger / "policy" / "ledger.yml").write_text("".join(kept), "utf-8")
    household = ledger / "yueyanglou" / "households" / "YYL-6F7G" / "household.yml"
    new = household.read_text("utf-8")
    old = new.replace("hardship:  # 困难类型\n  - status: 其他特殊困难  # 困难类型\n", "hardship: 其他特殊困难\n")
    assert old != new
    household.write_text(old, "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=旧")
    household.write_text(new, "utf-8")
    unit.unlink()
    before = {record.place.stem: record.data for record in change_since(ledger, "HEAD", library).before}
    assert sorted(before) == ["YYL-6F7G", "YYL-B-6F7G"]
    assert before["YYL-6F7G"]["hardship"] == [{"status": "其他特殊困难"}]


def test_a_ledger_that_was_not_there_had_no_records(
    ledger: Path, library: SchemaLibrary, git: Git, tmp_path: Path
) -> None:
    (tmp_path / "README.md").touch()
    git("add", "README.md")
    git("commit", "--quiet", "--message=一")
    change = change_since(ledger, "HEAD", library)
    assert change.before == ()
    assert change.added == change.paths
    assert MEETING in change.added


def test_an_unknown_revision_is_refused(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    with pytest.raises(GitUnavailableError):
        change_since(ledger, f"{committed}0", library)
