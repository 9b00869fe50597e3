"""What a change does to the ledger, told by Git: the records of before in the files that differ."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary
from jiedui.review.git import GitUnavailableError
from jiedui.rules.change import LedgerMovedError, change_since, committed_since

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


def test_a_change_that_is_committed_is_told_without_the_files(
    ledger: Path, library: SchemaLibrary, committed: str, git: Git
) -> None:
    rewrite(ledger, MEETING, "调度四季度结对帮扶", "调度")
    (ledger / STORY).unlink()
    git("commit", "--quiet", "--all", "--message=改")
    whole = change_since(ledger, committed, library)
    assert {*whole.paths} == {MEETING, STORY}
    assert committed_since(ledger, committed, library) == whole
    shutil.rmtree(ledger / "yueyanglou" / "households")
    assert committed_since(ledger, committed, library) == whole != change_since(ledger, committed, library)


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


def test_of_a_record_that_was_faulty_then_what_was_right_is_given(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    text = (ledger / MEETING).read_text("utf-8")
    rewrite(ledger, MEETING, "kind: 调度", "kind: 开会")
    (ledger / REMINDER).write_text("date：2023\n", "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=坏")
    (ledger / MEETING).write_text(text, "utf-8")
    (ledger / REMINDER).unlink()
    (ledger / STORY).unlink()
    before = {record.path: (record.faulty, record.data) for record in change_since(ledger, "HEAD", library).before}
    assert sorted(before) == [MEETING, REMINDER, STORY]
    assert before[REMINDER] == (True, {})
    assert before[STORY][0] is False
    assert (before[MEETING][0], before[MEETING][1]["title"]) == (True, "调度四季度结对帮扶")
    assert "kind" not in before[MEETING][1]


def test_a_faulty_record_of_an_older_format_is_read_as_one_of_this(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    rewrite(ledger, "policy/ledger.yml", f"format: {CURRENT} ", "format: 1 ")
    household = ledger / "yueyanglou" / "households" / "YYL-6F7G" / "household.yml"
    text = household.read_text("utf-8")
    new = "hardship:  # 困难类型\n  - status: 其他特殊困难  # 困难类型\n"
    assert new in text
    household.write_text(text.replace(new, "hardship: 其他特殊困难\nvillages: 某村\n"), "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=旧")
    household.unlink()
    (before,) = change_since(ledger, "HEAD", library).before
    assert before.faulty
    assert before.data["hardship"] == [{"status": "其他特殊困难"}]


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
    assert (change.before, change.tree, change.folder) == ((), "", "")
    assert change.added == change.paths
    assert MEETING in change.added


@pytest.mark.parametrize("new", ["ledger", "data/ledger", "records/inner"])
def test_a_ledger_in_another_folder_is_compared_with_the_folder_of_then(
    ledger: Path, library: SchemaLibrary, committed: str, git: Git, new: str
) -> None:
    moved = ledger.parent / new
    ledger.rename(ledger.parent / "aside")
    moved.parent.mkdir(exist_ok=True)
    (ledger.parent / "aside").rename(moved)
    git("add", ".")
    git("commit", "--quiet", "--message=移")
    (moved / STORY).unlink()
    rewrite(moved, MEETING, "调度四季度结对帮扶", "调度")
    (moved / "city" / "events" / "2026-01-05-meeting.yml").write_bytes((moved / MEETING).read_bytes())
    (ledger.parent / "README.md").touch()
    change = change_since(moved, committed, library)
    assert change.tree == git("rev-parse", f"{committed}:records")
    assert change.folder == {"ledger": "../records/", "data/ledger": "../../records/", "records/inner": "../"}[new]
    inside = {path for path in change.paths if not path.startswith("../")}
    assert inside == {MEETING, STORY, "city/events/2026-01-05-meeting.yml"}
    assert sorted(record.path for record in change.before) == [MEETING, STORY]
    readme = "../../README.md" if "/" in new else "../README.md"
    assert change.added == {"city/events/2026-01-05-meeting.yml", readme}


def test_a_ledger_that_was_the_whole_repository_is_compared_with_it(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    for item in list(ledger.iterdir()):
        item.rename(ledger.parent / item.name)
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    for item in ledger.parent.iterdir():
        if item != ledger and item.name != ".git":
            item.rename(ledger / item.name)
    (ledger / STORY).unlink()
    change = change_since(ledger, "HEAD", library)
    assert change.folder == "../"
    assert [record.path for record in change.before] == [STORY]
    assert MEETING not in change.paths


def test_a_second_ledger_beside_one_that_stays_is_all_new(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    other = ledger.parent / "other"
    shutil.copytree(ledger, other)
    (other / STORY).unlink()
    change = change_since(other, committed, library)
    assert (change.before, change.folder, MEETING in change.added) == ((), "", True)


def test_a_new_ledger_is_all_new_whatever_the_one_beside_it_lost(
    ledger: Path, library: SchemaLibrary, committed: str
) -> None:
    """The household is missed where it was, by a check of that ledger."""
    other = ledger.parent / "other" / "ledger2"
    shutil.copytree(ledger, other)
    shutil.rmtree(ledger / "pingjiang" / "households" / "PJ-2H3J")
    change = change_since(other, committed, library)
    assert (change.before, change.tree, change.folder, MEETING in change.added) == ((), "", "", True)
    assert {record.place.stem for record in change_since(ledger, committed, library).before} == {
        "PJ-2H3J",
        "2023-10-12",
    }


def test_households_that_went_from_a_ledger_of_which_nothing_else_is_left_are_not_passed_over(
    ledger: Path, library: SchemaLibrary, committed: str
) -> None:
    other = ledger.parent / "ledger"
    shutil.copytree(ledger, other)
    for folder in ledger.glob("*/households"):
        shutil.rmtree(folder)
    with pytest.raises(LedgerMovedError):
        change_since(other, committed, library)


def test_of_two_ledgers_that_moved_at_once_each_is_compared_with_its_own(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    second = ledger.parent / "b"
    shutil.copytree(ledger, second)
    for folder in second.glob("*/households/*"):
        rest, code = folder.name.split("-")
        folder.rename(folder.with_name(f"{rest}-9{code[1:]}"))
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    for old, new in ((ledger, "r2"), (second, "b2")):
        (old / STORY).unlink()
        old.rename(ledger.parent / new)
    for new, was in (("r2", "../records/"), ("b2", "../b/")):
        change = change_since(ledger.parent / new, "HEAD", library)
        assert change.folder == was
        assert {path for path in change.paths if not path.startswith("../")} == {STORY}
        assert [record.path for record in change.before] == [STORY]


def test_of_two_ledgers_that_went_nobody_knows_which_this_one_was(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    shutil.copytree(ledger, ledger.parent / "other")
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    ledger.rename(ledger.parent / "ledger")
    shutil.rmtree(ledger.parent / "other")
    with pytest.raises(LedgerMovedError) as caught:
        change_since(ledger.parent / "ledger", "HEAD", library)
    assert caught.value.remedy.startswith("台账文件夹换了地方，分不清那个版本里哪一个文件夹是它")
    assert caught.value.remedy.endswith("以后只移这一个文件夹，别的不改，再合并一次。")


def test_households_that_went_from_no_ledger_are_not_passed_over(
    ledger: Path, library: SchemaLibrary, git: Git
) -> None:
    policy = (ledger / "policy" / "ledger.yml").read_bytes()
    (ledger / "policy" / "ledger.yml").unlink()
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    ledger.rename(ledger.parent / "ledger")
    (ledger.parent / "ledger" / "policy" / "ledger.yml").write_bytes(policy)
    with pytest.raises(LedgerMovedError):
        change_since(ledger.parent / "ledger", "HEAD", library)


def test_an_unknown_revision_is_refused(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    with pytest.raises(GitUnavailableError):
        change_since(ledger, f"{committed}0", library)
