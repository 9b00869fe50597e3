"""Records in the ledger's repository that lie outside the ledger: where each belongs, and what is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.rules.report import Report

Check = Callable[..., Report]
Git = Callable[..., str]
Told = Callable[..., dict[str, str]]

VISIT = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"  # raises a need of YYL-2A3C
CALL = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"  # by a helper who has no other household in 2026


@pytest.fixture
def told(check: Check, committed: str) -> Told:
    """Return what is told of records outside the ledger: path, and where it belongs."""
    assert committed

    def places(since: str | None = None) -> dict[str, str]:
        found = [item for item in check(since=since).findings if item.rule.id == "record-outside"]
        assert {item.message for item in found} <= {"这份记录不在台账文件夹里，不会被读到。"}
        assert all(item.remedy.startswith("移到台账文件夹里的 ") for item in found)
        return {item.path: item.remedy.removeprefix("移到台账文件夹里的 ").removesuffix("。") for item in found}

    return places


def put(ledger: Path, source: str, name: str, **changes: str) -> None:
    """Copy a record to a place beside the ledger's folder, with lines changed by their keys."""
    target = ledger.parent / name
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = (ledger / source).read_text("utf-8").splitlines()
    for key, value in changes.items():
        (row,) = (row for row, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[row] = f"{key}: {value}"
    target.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_sound_repository_has_none(told: Told) -> None:
    assert told() == told("HEAD") == {}


@pytest.mark.parametrize(
    ("source", "name", "changes", "there"),
    [
        (VISIT, "2026-11-25.yml", {}, "yueyanglou/households/YYL-2A3C/visits/2026-11-25.yml"),
        (VISIT, "2026-11-25-2.yaml", {}, "yueyanglou/households/YYL-2A3C/visits/2026-11-25-2.yml"),
        (VISIT, "走访.YML", {}, "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"),
        (CALL, "2026-01-05.yml", {"date": "2026-01-05"}, "pingjiang/households/PJ-2H3J/visits/2026-01-05.yml"),
        # Nobody knows whose it is: a fault in it, a day before any pairing, a helper whom nobody knows.
        (CALL, "2025-09-03.yml", {"channel": "上门"}, "〈残联代号〉/households/〈户编号〉/visits/2025-09-03.yml"),
        (CALL, "2020-09-03.yml", {"date": "2020-09-03"}, "〈残联代号〉/households/〈户编号〉/visits/2020-09-03.yml"),
        (CALL, "2025-09-03.yml", {"by": "YYL-B-9Z9Z"}, "〈残联代号〉/households/〈户编号〉/visits/2025-09-03.yml"),
        (
            "pingjiang/households/PJ-2H3J/household.yml",
            "household.yml",
            {},
            "pingjiang/households/PJ-2H3J/household.yml",
        ),
        (
            "pingjiang/households/PJ-2H3J/household.yml",
            "新户.yml",
            {"id": "XYZ-2H3J"},
            "〈残联代号〉/households/XYZ-2H3J/household.yml",
        ),
        ("yueyanglou/helpers/YYL-B-6F7G.yml", "YYL-B-7G8H.yml", {}, "yueyanglou/helpers/YYL-B-7G8H.yml"),
        ("city/unit.yml", "unit.yml", {}, "city/unit.yml"),
        ("city/events/2023-12-18-meeting.yml", "会议.yml", {}, "〈残联代号〉/events/2023-12-18-meeting.yml"),
        (
            "city/events/2023-12-18-meeting.yml",
            "2024-01-01-meeting-2.yml",
            {},
            "〈残联代号〉/events/2024-01-01-meeting-2.yml",
        ),
        ("divisions.yml", "区划.yml", {}, "divisions.yml"),
        ("policy/clauses.yml", "通知.yml", {}, "policy/clauses.yml"),
    ],
)
def test_a_record_at_the_top_of_the_repository_is_told_where_it_belongs(
    ledger: Path, told: Told, source: str, name: str, changes: dict[str, str], there: str
) -> None:
    put(ledger, source, name, **changes)
    assert told() == told("HEAD") == {f"../{name}": there}


def test_a_visit_of_a_helper_who_has_two_households_may_be_of_either(ledger: Path, told: Told) -> None:
    put(ledger, "yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml", "2025-09-03.yml")
    assert told() == {"../2025-09-03.yml": "〈残联代号〉/households/〈户编号〉/visits/2025-09-03.yml"}


@pytest.mark.parametrize("text", ["", "date：2026\n", "- 一\n", "\x00", "date: 2026-01-05\n"])
def test_a_name_is_enough_whatever_the_file_says(ledger: Path, told: Told, text: str) -> None:
    (ledger.parent / "2026-01-05.yml").write_text(text, "utf-8")
    (ledger.parent / "household.yml").write_text(text, "utf-8")
    assert told() == {
        "../2026-01-05.yml": "〈残联代号〉/households/〈户编号〉/visits/2026-01-05.yml",
        "../household.yml": "〈残联代号〉/households/〈户编号〉/household.yml",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs.yml", "site_name: 台账\n"),
        ("clauses.yml", "a: 1\n"),
        ("ranks.yml", "a: 1\n"),
        ("空.yml", ""),
        ("date.yml", "date: 2026-01-05\nby: 甲\n"),
        (".2026-01-05.yml", "date: 2026-01-05\n"),
        ("2026-01-05.txt", "date: 2026-01-05\n"),
        ("2026-1-5.yml", "date: 2026-01-05\n"),
    ],
)
def test_other_files_are_no_records(ledger: Path, told: Told, name: str, text: str) -> None:
    (ledger.parent / name).write_text(text, "utf-8")
    assert told() == told("HEAD") == {}


def test_a_key_too_many_makes_it_something_else(ledger: Path, told: Told) -> None:
    put(ledger, CALL, "x.yml")
    with (ledger.parent / "x.yml").open("a", encoding="utf-8") as stream:
        stream.write("version: 1\n")
    assert told() == {}


def test_below_the_top_only_what_a_change_adds_is_looked_at(ledger: Path, told: Told, git: Git) -> None:
    put(ledger, VISIT, "走访/一/2026-11-25.yml")
    there = "yueyanglou/households/YYL-2A3C/visits/2026-11-25.yml"
    assert told() == {}
    assert told("HEAD") == {"../走访/一/2026-11-25.yml": there}
    git("add", ".")
    git("commit", "--quiet", "--message=二")
    assert told("HEAD") == {}
    assert told("HEAD~1") == {"../走访/一/2026-11-25.yml": there}


@pytest.mark.parametrize("folder", ["tests", "tests/schemas/valid", "scripts/jiedui", "schemas", ".github", "a/.b"])
def test_folders_of_the_program_and_hidden_ones_hold_examples(ledger: Path, told: Told, folder: str) -> None:
    put(ledger, VISIT, f"{folder}/2026-11-25.yml")
    assert told("HEAD") == {}


def test_a_folder_that_is_but_called_alike_lower_down_is_looked_at(ledger: Path, told: Told) -> None:
    put(ledger, VISIT, "走访/tests/2026-11-25.yml")
    assert list(told("HEAD")) == ["../走访/tests/2026-11-25.yml"]


def test_a_ledger_that_is_the_whole_repository_has_no_outside(
    ledger: Path, check: Check, committed: str, git: Git
) -> None:
    assert committed
    shutil.move(ledger.parent / ".git", ledger / ".git")
    git("-C", "records", "add", "--all")
    git("-C", "records", "commit", "--quiet", "--message=二")
    put(ledger, VISIT, "2026-11-25.yml")
    assert check(since="HEAD").findings == ()


def test_outside_git_nothing_beside_the_ledger_is_looked_at(ledger: Path, check: Check) -> None:
    put(ledger, VISIT, "2026-11-25.yml")
    assert "record-outside" not in {item.rule.id for item in check().findings}
