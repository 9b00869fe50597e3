"""The records of then: found by the commit, else by the tree, and read as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.history import names_its_commit, reckoned, tree_of
from jiedui.reports.bulletin.reason import Said
from jiedui.reports.bulletin.statement import StatementKind, Statements, Subject
from jiedui.reports.former_ledger import ledger_at
from jiedui.review.git import GitUnavailableError

NOWHERE = "f" * 40


@pytest.fixture
def tree(office: Any) -> str:
    return office.git(office.folder, "rev-parse", "HEAD:records")


def test_the_commit_comes_first(office: Any, tree: str) -> None:
    head = office.git(office.folder, "rev-parse", "HEAD")
    assert tree_of(office.root, {"commit": head}) == tree
    assert tree_of(office.root, {"commit": head, "tree": NOWHERE}) == tree


def test_without_the_commit_the_tree_is_enough(office: Any, tree: str) -> None:
    assert tree_of(office.root, {"commit": NOWHERE, "tree": tree}) == tree


def test_a_commit_is_named_where_it_is_there_with_the_records(office: Any, tree: str) -> None:
    head = office.git(office.folder, "rev-parse", "HEAD")
    empty = office.git(office.folder, "commit-tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "-m", "空")
    assert names_its_commit(office.root, {"commit": head})
    assert not names_its_commit(office.root, {"commit": NOWHERE, "tree": tree})
    assert not names_its_commit(office.root, {"commit": empty})


@pytest.mark.parametrize("record", [{"commit": NOWHERE}, {"commit": NOWHERE, "tree": NOWHERE}, {"commit": "HEAD^"}])
def test_without_both_there_is_none(office: Any, record: dict[str, str]) -> None:
    with pytest.raises(GitUnavailableError):
        tree_of(office.root, record)


def test_a_squash_loses_the_commit_and_keeps_the_tree(office: Any, tmp_path_factory: Any) -> None:
    """The branch is squashed into main and deleted; a clone that never saw it still finds the records."""
    git = office.git
    git(office.folder, "switch", "-q", "-c", "draft")
    office.world.visit("PJ-2222", "PJ-B-2222", "2026-08-03", "pingjiang")
    lost = office.commit("联系")
    record = {"commit": lost, "tree": git(office.folder, "rev-parse", "HEAD:records")}
    git(office.folder, "switch", "-q", "main")
    git(office.folder, "merge", "-q", "--squash", "draft")
    git(office.folder, "commit", "-q", "-m", "合并")
    git(office.folder, "branch", "-q", "-D", "draft")
    clone = office.clone(tmp_path_factory.mktemp("clone") / "one")
    with pytest.raises(GitUnavailableError):
        tree_of(clone, {"commit": lost})
    found = ledger_at(clone, tree_of(clone, record), office.library)
    assert [visit.date for visit in found.visits["PJ-2222"]][-1] == date(2026, 8, 3)


def test_a_ledger_at_the_top_of_its_repository_is_read_as_well(office: Any, tmp_path: Path, git: Any) -> None:
    top = tmp_path / "top"
    office.world.write(top, office.library)
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "记录")
    ledger = ledger_at(top, tree_of(top, {"commit": git(top, "rev-parse", "HEAD")}), office.library)
    assert sorted(ledger.households) == ["PJ-2222", "PJ-3333", "YYL-2222"]


@pytest.mark.parametrize(
    ("commit", "broken", "reasons"),
    [("", "", ("算法",)), (NOWHERE, "", ("算法或者台账",)), ("", "unit.yml", ("算法或者台账",))],
    ids=["there", "lost", "unreadable"],
)
def test_the_records_of_then_tell_the_computation_apart_where_they_can_be_read(
    office: Any, commit: str, broken: str, reasons: tuple[str, ...]
) -> None:
    if broken:
        (office.root / "yueyanglou" / broken).write_text("id: 1\n", encoding="utf-8")
        office.git(office.folder, "commit", "-qam", "坏")
    record = {"id": "2026Q3", "commit": commit or office.git(office.folder, "rev-parse", "HEAD")}
    roster = Subject(kind=StatementKind.FIGURE, figure="roster")  # three households
    said = Said(record, Statements({roster: "9"}), Statements({roster: "3"}))
    assert reckoned(office.root, office.library)(Quarter(2026, 3), roster, said) == reasons
