"""What a change touches, and which federations of it belong together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations.run import run as migrate
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.change import LedgerChange, change_since
from jiedui.rules.context import Files
from jiedui.rules.guard.touched import Touched, groups, touched

HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"
OTHER = "pingjiang/households/PJ-2H3J/household.yml"


@pytest.fixture
def since(ledger: Path, library: SchemaLibrary, committed: str) -> Callable[[], tuple[LedgerChange, Files, Ledger]]:
    """Return the change since the only commit, and the ledger as it is."""

    def look() -> tuple[LedgerChange, Files, Ledger]:
        records = read_ledger(ledger, library)
        return change_since(ledger, committed, library), Files(records.valid, root=ledger), Ledger.of(records)

    return look


def test_files_are_told_apart_by_whom_they_concern(ledger: Path, since: Any, patcher: Any) -> None:
    patcher.apply({"file": HOUSEHOLD, "replace": {"3组12号": "3组13号"}})
    patcher.apply({"write": {"../README.md": "x", "policy/neu.yml": "x", "pingjiang/照片.jpg": "x", "备忘.txt": "x"}})
    (ledger / "divisions.yml").unlink()
    change, files, _ = since()
    assert touched(change, files) == Touched(
        {"pingjiang": ("pingjiang/照片.jpg",), "yueyanglou": (HOUSEHOLD,)},
        ("divisions.yml", "policy/neu.yml"),
        ("../README.md",),
    )


def test_another_form_of_the_same_is_untouched(ledger: Path, since: Any) -> None:
    for path in (HOUSEHOLD, OTHER):
        file = ledger / path
        file.write_text(file.read_text("utf-8").replace('"', ""), "utf-8")
    change, files, _ = since()
    assert change.paths == {HOUSEHOLD, OTHER}
    assert touched(change, files) == Touched({})


def test_a_ledger_that_lies_elsewhere_is_untouched(ledger: Path, library: SchemaLibrary, committed: str) -> None:
    moved = ledger.rename(ledger.with_name("台账"))
    change = change_since(moved, committed, library)
    assert change.folder == "../records/"
    assert touched(change, Files(read_ledger(moved, library).valid, root=moved)) == Touched({})


@pytest.mark.parametrize(
    ("moved_from", "expected"),
    [({}, [{"pingjiang"}, {"yueyanglou"}]), ({"moved_from": "YYL-2A3C"}, [{"pingjiang", "yueyanglou"}])],
)
def test_federations_that_a_household_moves_between_are_one(
    since: Any, patcher: Any, moved_from: Mapping[str, str], expected: list[set[str]]
) -> None:
    patcher.apply({"file": HOUSEHOLD, "replace": {"3组12号": "3组13号"}})
    patcher.apply({"file": OTHER, "set": {"village": "示例社区", **moved_from}})
    change, files, ledger = since()
    found = groups(touched(change, files), change, ledger.households)
    assert sorted(map(sorted, found)) == [sorted(group) for group in expected]


def test_a_ledger_that_comes_to_another_format_is_untouched(
    ledger: Path, library: SchemaLibrary, git: Callable[..., str], repo_root: Path
) -> None:
    shutil.rmtree(ledger)
    shutil.copytree(repo_root / "tests" / "migrations" / "first", ledger)
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    assert len(migrate(ledger, library, check=False).changed) > 5
    change = change_since(ledger, "HEAD", library)
    assert touched(change, Files(read_ledger(ledger, library).valid, root=ledger)).records == {}
