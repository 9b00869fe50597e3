"""Records of another commit: those that are asked for, in the format of now, and of a faulty one what is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary
from jiedui.review import trees
from jiedui.review.git import GitUnavailableError
from jiedui.rules.former import FORMAT, formers

HOUSEHOLD = "pingjiang/households/PJ-2H3J/household.yml"
UNIT = "pingjiang/unit.yml"


def commit(git: Callable[..., str], root: Path) -> str:
    git("add", ".")
    git("commit", "--quiet", "--message=一")
    return trees.tree(root, git("rev-parse", "HEAD"))


def test_only_what_is_asked_for_is_given(ledger: Path, library: SchemaLibrary, git: Callable[..., str]) -> None:
    tree = commit(git, ledger)
    assert list(formers(ledger, tree, (), library)) == []
    (found,) = formers(ledger, tree, {UNIT}, library)
    assert (found.path, found.faulty, found.data["prefix"]) == (UNIT, False, "PJ")
    with pytest.raises(GitUnavailableError):
        list(formers(ledger, tree, {"pingjiang/none.yml"}, library))


def test_what_is_no_record_is_not_given(ledger: Path, library: SchemaLibrary, git: Callable[..., str]) -> None:
    (ledger / "pingjiang" / "notes.txt").write_text("x", "utf-8")
    (ledger / UNIT).unlink()
    (ledger / UNIT).symlink_to("notes.txt")
    tree = commit(git, ledger)
    assert list(formers(ledger, tree, {UNIT, "pingjiang/notes.txt"}, library)) == []


@pytest.mark.parametrize("numbered", [True, False])
def test_an_older_record_comes_in_the_format_of_now(
    ledger: Path, library: SchemaLibrary, git: Callable[..., str], *, numbered: bool
) -> None:
    file = ledger / HOUSEHOLD
    new = "hardship:  # 困难类型\n  - status: 低保户  # 困难类型\n"
    file.write_text(file.read_text("utf-8").replace(new, "hardship: 低保户\n"), "utf-8")
    policy = ledger / FORMAT
    if numbered:
        policy.write_text(policy.read_text("utf-8").replace(f"format: {CURRENT} ", "format: 1 "), "utf-8")
    else:
        policy.unlink()
    (found,) = formers(ledger, commit(git, ledger), {HOUSEHOLD}, library)
    assert (found.faulty, found.data["hardship"]) == (False, [{"status": "低保户"}])


def test_of_a_faulty_one_what_is_right_is_given(ledger: Path, library: SchemaLibrary, git: Callable[..., str]) -> None:
    file = ledger / UNIT
    file.write_text(file.read_text("utf-8").replace("prefix: PJ", "prefix: 平江"), "utf-8")
    (found,) = formers(ledger, commit(git, ledger), {UNIT}, library)
    assert (found.faulty, found.data.get("prefix"), found.data["short"]) == (True, None, "平江县")
