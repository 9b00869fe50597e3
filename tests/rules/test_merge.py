"""The merges within a change: what each side had where the result is otherwise, and what was there before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.rules.merge import merges_since

HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"
VISIT = "yueyanglou/households/YYL-2A3C/visits/2024-05-17.yml"
STORY = "city/events/2024-04-15-story.yml"


@pytest.fixture
def parted(committed: str, git: Callable[..., str], patcher: Any) -> str:
    """Main has taken a visit away and changed a household; a branch has changed a field of it, and a story."""
    git("checkout", "--quiet", "-b", "work")
    patcher.apply({"file": HOUSEHOLD, "set": {"plan": "另想办法。"}})
    patcher.apply({"file": STORY, "set": {"title": "另一个题目"}})
    git("commit", "--quiet", "--all", "--message=二")
    git("checkout", "--quiet", "main")
    patcher.apply({"file": HOUSEHOLD, "set": {"address": "5组"}, "delete": [VISIT]})
    git("commit", "--quiet", "--all", "--message=三")
    git("checkout", "--quiet", "work")
    return committed


def test_a_change_without_a_merge_has_none(ledger: Path, parted: str, library: SchemaLibrary) -> None:
    assert list(merges_since(ledger, parted, "main", library)) == []


@pytest.mark.usefixtures("parted")
def test_each_side_comes_with_what_the_result_has_otherwise(
    ledger: Path, library: SchemaLibrary, git: Callable[..., str]
) -> None:
    ends = git("rev-parse", "work"), git("rev-parse", "main")
    git("merge", "--quiet", "--no-edit", "main")
    (merge,) = merges_since(ledger, git("rev-parse", "main"), "main", library)
    own, main = merge.sides
    assert (own.name, own.others, own.is_own) == (ends[0], (ends[1],), True)
    assert (main.name, main.others, main.is_own) == (ends[1], (ends[0],), False)
    assert own.paths == {HOUSEHOLD, VISIT}
    assert main.paths == {HOUSEHOLD, STORY}
    assert sorted(record.path for record in own.records) == [HOUSEHOLD, VISIT]
    assert own.changed == {HOUSEHOLD, STORY}
    assert {path: record.data["plan"] for path, record in own.base.items()} == {
        HOUSEHOLD: "申请家庭无障碍改造，落实护理补贴。"
    }
    assert {record.path for record in merge.made} == {HOUSEHOLD, STORY}


def test_a_merge_from_before_the_ledger_was_there_is_left_out(
    tmp_path: Path, library: SchemaLibrary, git: Callable[..., str], ledger: Path
) -> None:
    (tmp_path / "README.md").touch()
    git("add", "README.md")
    git("commit", "--quiet", "--message=一")
    start = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "-b", "work")
    git("commit", "--quiet", "--allow-empty", "--message=二")
    git("merge", "--quiet", "--no-ff", "--no-edit", "main")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "work")
    git("add", ".")
    git("commit", "--quiet", "--message=三")
    assert [merge.sides for merge in merges_since(ledger, start, start, library)] in ([], [()])
