"""The ledger of a tree: the records of then, whatever lies in the folder now; what cannot be read is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.former_ledger import NewerThenError, UnreadableThenError, ledger_at

Commit = Callable[[], str]


@pytest.fixture
def root(repository: Path, quarter_world: Any, library: SchemaLibrary) -> Path:
    quarter_world.write(repository / "records", library)
    return repository / "records"


@pytest.fixture
def commit(root: Path, git: Callable[..., str]) -> Commit:
    """Commit what lies there and return the tree of the records."""

    def run() -> str:
        git(root.parent, "add", ".")
        git(root.parent, "commit", "-qm", "x")
        return git(root.parent, "rev-parse", "HEAD:records")

    return run


def test_the_records_are_those_of_then_and_nothing_is_checked_out(
    root: Path, commit: Commit, git: Callable[..., str], library: SchemaLibrary
) -> None:
    tree = commit()
    draft = root / "yueyanglou" / "unit.yml"
    draft.write_text(draft.read_text("utf-8").replace("岳阳楼区残联", "岳阳楼残联"), encoding="utf-8")
    before = git(root.parent, "status", "--porcelain", "--branch")
    assert ledger_at(root, tree, library).units["yueyanglou"].short == "岳阳楼区残联"
    assert git(root.parent, "status", "--porcelain", "--branch") == before


def test_an_unreadable_record_of_then_is_named(root: Path, commit: Commit, library: SchemaLibrary) -> None:
    (root / "yueyanglou" / "unit.yml").write_text("id: 1\n", encoding="utf-8")
    tree = commit()
    with pytest.raises(UnreadableThenError, match=r"^yueyanglou/unit\.yml$"):
        ledger_at(root, tree, library)


def test_a_policy_that_lacked_a_file_is_named(root: Path, commit: Commit, library: SchemaLibrary) -> None:
    (root / "policy" / "hazards.yml").unlink()
    tree = commit()
    with pytest.raises(UnreadableThenError, match="hazards"):
        ledger_at(root, tree, library)


def test_records_of_a_newer_format_are_told_by_its_number(root: Path, commit: Commit, library: SchemaLibrary) -> None:
    file = root / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT}", f"format: {CURRENT + 1}"), "utf-8")
    tree = commit()
    with pytest.raises(NewerThenError, match=rf"^{CURRENT + 1}$"):
        ledger_at(root, tree, library)
