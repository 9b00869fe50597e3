"""No record disappears: told once for a folder that is gone whole, at its household or its federation if it has one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiedui.check import run
from jiedui.migrations.run import run as migrate
from jiedui.records.finding import redact
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.change import change_since
from jiedui.rules.context import Files
from jiedui.rules.loss.entries import compared
from jiedui.rules.loss.succession import succession
from jiedui.rules.report import Report

Check = Callable[..., Report]
Git = Callable[..., str]

UNIT = "yueyanglou"
HOUSEHOLD = f"{UNIT}/households/YYL-4D5E"


@pytest.fixture
def vanished(check: Check, committed: str) -> Callable[[], list[tuple[str, str]]]:
    """Return what is told of records that are gone since the only commit: path and message."""

    def told() -> list[tuple[str, str]]:
        findings = check(since=committed).findings
        return [(item.path, item.message) for item in findings if item.rule.id == "record-vanished"]

    return told


Vanished = Callable[[], list[tuple[str, str]]]


def test_what_the_change_itself_brought_may_go_again(ledger: Path, vanished: Vanished, git: Git) -> None:
    new = ledger / HOUSEHOLD / "visits" / "2026-03-05.yml"
    shutil.copy(ledger / HOUSEHOLD / "visits" / "2025-09-03.yml", new)
    git("checkout", "--quiet", "-b", "mine")
    git("add", ".")
    git("commit", "--quiet", "--message=二")
    new.unlink()
    git("commit", "--quiet", "--all", "--message=三")
    assert vanished() == []


def test_what_was_merged_this_morning_is_withdrawn_like_any_other(ledger: Path, check: Check, git: Git) -> None:
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    (ledger / HOUSEHOLD / "visits" / "2025-09-03.yml").unlink()
    (finding,) = check(since="main").findings
    assert (finding.rule.id, finding.path) == ("record-vanished", f"{HOUSEHOLD}/visits/2025-09-03.yml")


def test_files_of_several_folders_are_told_each_by_its_own(ledger: Path, vanished: Vanished) -> None:
    (ledger / HOUSEHOLD / "visits" / "2025-09-03.yml").unlink()
    (ledger / UNIT / "households" / "YYL-2A3C" / "visits" / "2024-05-17.yml").unlink()
    assert vanished() == [
        (f"{UNIT}/households/YYL-2A3C/visits/2024-05-17.yml", "2024-05-17 的走访记录不见了。"),
        (f"{HOUSEHOLD}/visits/2025-09-03.yml", "2025-09-03 的走访记录不见了。"),
    ]


def test_the_file_of_a_household_whose_visits_are_there_is_told_alone(ledger: Path, vanished: Vanished) -> None:
    (ledger / HOUSEHOLD / "household.yml").unlink()
    assert vanished() == [(f"{HOUSEHOLD}/household.yml", "户 YYL-4D5E 的档案不见了。")]


def test_the_way_back_names_the_commit_though_it_looks_like_a_telephone(
    ledger: Path, check: Check, committed: str, git: Git
) -> None:
    tries = 0
    while redact(commit := committed[:10]) == commit:
        tries += 1
        git("commit", "--quiet", "--amend", "--allow-empty", f"--message={tries}")
        committed = git("rev-parse", "HEAD").strip()
    (ledger / HOUSEHOLD / "visits" / "2025-09-03.yml").unlink()
    [told] = [item for item in check(since=commit).findings if item.rule.id == "record-vanished"]
    assert f"git checkout {commit} -- {HOUSEHOLD}/visits/2025-09-03.yml。" in told.remedy


def test_all_households_of_a_federation_are_told_as_one_folder(ledger: Path, vanished: Vanished) -> None:
    shutil.rmtree(ledger / UNIT / "households")
    assert vanished() == [(f"{UNIT}/households", "文件夹 households/ 里的 4 户、5 条走访记录都不见了。")]


def test_the_only_household_of_a_federation_is_told_by_its_name(ledger: Path, check: Check, git: Git) -> None:
    shutil.rmtree(ledger / "pingjiang" / "households" / "PJ-4K5M")
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    shutil.rmtree(ledger / "pingjiang" / "households")
    said = [(item.path, item.message) for item in check(since="HEAD").findings if item.rule.id == "record-vanished"]
    path = "pingjiang/households/PJ-2H3J/household.yml"
    assert said == [(path, "户 PJ-2H3J 的档案不见了，连同 1 条走访记录。")]


def test_events_of_several_kinds_are_counted_together(ledger: Path, vanished: Vanished) -> None:
    shutil.rmtree(ledger / "city" / "events")
    assert vanished() == [("city/events", "文件夹 events/ 里的 4 条会议、督办等记录都不见了。")]


def test_a_folder_that_holds_something_unreadable_is_not_gone_whole(ledger: Path, vanished: Vanished) -> None:
    (ledger / HOUSEHOLD / "visits" / "2025-09-03.yml").unlink()
    (ledger / HOUSEHOLD / "visits" / "2025-09-03-2.yml").write_text("坏：\n", "utf-8")
    (ledger / HOUSEHOLD / "household.yml").unlink()
    assert vanished() == [
        (f"{HOUSEHOLD}/household.yml", "户 YYL-4D5E 的档案不见了。"),
        (f"{HOUSEHOLD}/visits/2025-09-03.yml", "2025-09-03 的走访记录不见了。"),
    ]


def test_a_household_that_went_to_another_federation_with_its_folder_is_not_gone(
    ledger: Path, vanished: Vanished
) -> None:
    shutil.move(ledger / HOUSEHOLD, ledger / "pingjiang" / "households" / "YYL-4D5E")
    assert vanished() == []


@pytest.mark.parametrize("text", ["a: [\n", "id: YYL-4D5E\n"])
def test_a_household_that_was_faulty_and_went_with_its_folder_is_told_as_one(
    ledger: Path, check: Check, git: Git, text: str
) -> None:
    (ledger / HOUSEHOLD / "household.yml").write_text(text, "utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    shutil.rmtree(ledger / HOUSEHOLD)
    (finding,) = check(since="HEAD").findings
    assert finding.message == "户 YYL-4D5E 的档案不见了，连同 2 条走访记录。"
    assert finding.remedy.startswith("恢复它，不删。不再帮扶的，写 closed（终止）和原因；")


def test_of_a_ledger_in_another_folder_the_way_back_leads_from_the_folder_of_then(
    ledger: Path, library: SchemaLibrary, committed: str
) -> None:
    visit = f"{HOUSEHOLD}/visits/2025-09-03.yml"
    moved = ledger.rename(ledger.parent / "ledger")
    (moved / visit).unlink()
    change = change_since(moved, committed, library)
    report = run(moved, library, date(2026, 11, 23), change=change)
    (finding,) = report.findings
    assert (finding.path, finding.message) == (visit, "2025-09-03 的走访记录不见了。")
    assert finding.remedy == (
        "恢复它，不删。记错了的，写 withdrawn（撤销）和原因。怎样恢复：请做这次改动的人撤销删除的那次提交，"
        f"或者在台账文件夹里运行 git checkout {committed[:10]} -- ../records/{visit}，再移到 {visit}。"
    )


def test_what_a_merge_itself_leaves_out_is_gone(ledger: Path, vanished: Vanished, git: Git) -> None:
    visit = f"{HOUSEHOLD}/visits/2025-09-03.yml"
    git("checkout", "--quiet", "-b", "mine")
    git("commit", "--quiet", "--allow-empty", "--message=我的")
    git("checkout", "--quiet", "main")
    (ledger.parent / "README.md").touch()
    git("add", ".")
    git("commit", "--quiet", "--message=别人的")
    git("checkout", "--quiet", "mine")
    git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    git("rm", "--quiet", f"records/{visit}")
    git("commit", "--quiet", "--message=并")
    assert vanished() == [(visit, "2025-09-03 的走访记录不见了。")]


def test_what_was_withdrawn_stays_all_the_same(ledger: Path, check: Check, git: Git) -> None:
    visit = ledger / HOUSEHOLD / "visits" / "2025-09-03.yml"
    with visit.open("a", encoding="utf-8") as stream:
        stream.write("withdrawn:\n  date: 2026-11-20\n  reason: 记错了\n")
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    visit.unlink()
    assert [finding.message for finding in check(since="HEAD").findings] == ["2025-09-03 的走访记录不见了。"]


def test_a_change_that_brings_a_ledger_of_the_first_format_to_this_one_loses_nothing(
    ledger: Path, library: SchemaLibrary, git: Git, repo_root: Path
) -> None:
    shutil.rmtree(ledger)
    shutil.copytree(repo_root / "tests" / "migrations" / "first", ledger)
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    assert len(migrate(ledger, library, check=False).changed) > 5
    change = change_since(ledger, "HEAD", library)
    found = succession(change, Files(read_ledger(ledger, library).valid))
    assert [record for record in change.before if record.faulty] == []
    assert (found.gone, found.replaced) == ([], [])
    assert [item for pair in found.continued for item in compared(pair) if item.gone or item.replaced] == []


def test_a_file_that_git_was_told_to_forget_is_gone_for_everybody_else(
    ledger: Path, check: Check, git: Git, committed: str
) -> None:
    path = "yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml"
    new = (ledger / path).with_name("2025-09-05.yml")
    new.write_text((ledger / path).read_text("utf-8").replace("09-03", "09-05").replace("09-04", "09-05"), "utf-8")
    assert check(since=committed).findings == ()  # what was not yet added is there
    git("rm", "--quiet", "--cached", f"records/{path}")
    git("commit", "--quiet", "--message=二")
    (finding,) = check(since=committed).findings
    assert (finding.rule.id, finding.path, finding.message) == (
        "record-vanished",
        path,
        "2025-09-03 的走访记录不见了。",
    )
    assert finding.remedy == (
        "恢复它，不删。记错了的，写 withdrawn（撤销）和原因。文件还在这台电脑上，只是 Git 不再记它，别人那里就没有了："
        f"在台账文件夹里运行 git add -f -- {path}。"
    )
    git("add", f"records/{path}")
    assert check(since=committed).findings == ()
