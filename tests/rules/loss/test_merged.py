"""What a merge took from a side is named until it is back; what the branch itself took away is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.rules.report import Report

Check = Callable[..., Report]
Git = Callable[..., str]

FOLDER = "yueyanglou/households/YYL-4D5E"
HOUSEHOLD = f"{FOLDER}/household.yml"
NEW = f"{FOLDER}/visits/2026-05-06.yml"
NEED = {"id": "n-2222", "content": "买一把轮椅。", "raised_on": "2026-05-06"}


class Branches:
    """Two branches, main and work, and what the check says of what is checked out since main."""

    def __init__(self, ledger: Path, git: Git, patcher: Any, check: Check) -> None:
        self.ledger, self.git, self._patcher, self._check = ledger, git, patcher, check
        git("branch", "work")

    def on(self, branch: str, *changes: dict[str, Any]) -> None:
        self.git("checkout", "--quiet", branch)
        for change in changes:
            self._patcher.apply(change)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", branch)

    def told(self, since: str = "main") -> list[tuple[str, str, str]]:
        findings = self._check(since=since).findings
        return [(item.rule.id, item.path, item.message) for item in findings if item.rule.id.startswith("merge-")]

    def visit(self) -> None:
        self.git("checkout", "--quiet", "work")
        shutil.copy(self.ledger / FOLDER / "visits" / "2025-09-03.yml", self.ledger / NEW)
        self.on(
            "work",
            {"file": NEW, "replace": {'date: "2025-09-03"': 'date: "2026-05-06"', '"2025-09-04"': '"2026-05-07"'}},
        )

    def taken_back(self) -> str:
        """Merge the branch into main and take that back there; return the commit that did."""
        self.git("checkout", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", "work")
        self.git("revert", "--no-edit", "-m", "1", "HEAD")
        self.git("checkout", "--quiet", "work")
        return self.git("rev-parse", "main")


@pytest.fixture
def branches(ledger: Path, committed: str, git: Git, patcher: Any, check: Check) -> Branches:
    assert committed
    return Branches(ledger, git, patcher, check)


GONE = ("merge-left-out", NEW, "2026-05-06 的走访记录不见了。")


def test_what_main_has_taken_back_is_named_until_the_taking_back_is_taken_back(branches: Branches) -> None:
    branches.visit()
    taken = branches.taken_back()
    branches.on("work", {"file": HOUSEHOLD, "append": {"needs": NEED}})
    assert branches.told() == []  # nobody has merged it again
    branches.git("merge", "--quiet", "--no-edit", "main")
    assert branches.told() == [GONE]
    branches.on("work", {"file": HOUSEHOLD, "set": {"plan": "接着写。"}})  # goes on being named behind the merge
    assert branches.told() == [GONE]
    branches.git("revert", "--no-edit", taken)
    assert branches.told() == []
    assert (branches.ledger / NEW).exists()


def test_entries_that_main_has_taken_back_are_named_in_their_record(branches: Branches) -> None:
    branches.on("work", {"file": HOUSEHOLD, "append": {"needs": NEED}})
    branches.taken_back()
    branches.on("work", {"file": "city/events/2024-04-15-story.yml", "set": {"title": "另一个题目"}})
    branches.git("merge", "--quiet", "--no-edit", "main")
    assert branches.told() == [("merge-left-out", HOUSEHOLD, "需求 n-2222 不见了。")]


def test_what_the_branch_took_away_itself_may_go(branches: Branches) -> None:
    branches.visit()
    branches.on("work", {"file": HOUSEHOLD, "append": {"needs": NEED}})
    branches.on("main", {"file": "yueyanglou/households/YYL-2A3C/household.yml", "set": {"address": "5组"}})
    branches.git("checkout", "--quiet", "work")
    branches.git("merge", "--quiet", "--no-edit", "main")
    branches.on("work", {"file": HOUSEHOLD, "remove": ["needs.0"], "delete": [NEW]})
    assert branches.told() == []


def test_main_is_told_what_its_own_merge_left_out(branches: Branches) -> None:
    branches.visit()
    branches.on("main", {"file": HOUSEHOLD, "append": {"needs": NEED}})
    branches.git("merge", "--quiet", "--no-edit", "--strategy=ours", "work")
    assert branches.told("HEAD^1") == [GONE]


def test_a_household_that_went_whole_is_told_once(branches: Branches) -> None:
    branches.on("work", {"copy": {f"{FOLDER}/household.yml": "yueyanglou/new.yml"}})
    branches.on("work", {"delete": ["yueyanglou/new.yml"]})
    branches.on("main", {"delete": [FOLDER]})
    branches.git("checkout", "--quiet", "work")
    branches.git("merge", "--quiet", "--no-edit", "main")
    (found,) = branches.told()
    assert found == ("merge-left-out", HOUSEHOLD, "户 YYL-4D5E 的档案不见了，连同 2 条走访记录。")


def test_of_two_that_wrote_one_visit_the_one_that_was_not_kept_is_named(branches: Branches) -> None:
    branches.visit()
    branches.on("work", {"file": NEW, "set": {"content": "问了吃药和用电。"}})
    branches.git("checkout", "--quiet", "main")
    (branches.ledger / NEW).write_bytes((branches.ledger / FOLDER / "visits" / "2025-09-03.yml").read_bytes())
    branches.on(
        "main",
        {
            "file": NEW,
            "set": {"date": "2026-05-06", "entered_on": "2026-05-08", "by": "YY-B-2A3C", "content": "别的事。"},
        },
    )
    branches.git("checkout", "--quiet", "work")
    branches.git("merge", "--quiet", "--no-edit", "-X", "theirs", "main")
    assert branches.told() == [("merge-left-out", NEW, "2026-05-06 的走访记录整个换成了别的。")]


@pytest.mark.parametrize("to", ["pingjiang/households/YYL-2A3C", "yueyanglou/households/YYL-7K3Q"])
def test_what_one_side_has_edited_and_the_other_has_moved_keeps_both(branches: Branches, to: str) -> None:
    household = "yueyanglou/households/YYL-2A3C"
    branches.on("work", {"file": f"{household}/household.yml", "set": {"address": "9组"}})
    branches.git("checkout", "--quiet", "main")
    (branches.ledger / to).parent.mkdir(exist_ok=True)
    branches.git("mv", f"records/{household}", f"records/{to}")
    branches.on("main")
    branches.git("checkout", "--quiet", "work")
    branches.git("merge", "--quiet", "--no-edit", "main")
    assert "address: 9组" in (branches.ledger / to / "household.yml").read_text("utf-8")
    assert branches.told() == []
    branches.on("work", {"file": f"{to}/household.yml", "set": {"address": "1组", "note": "看过。"}})
    assert branches.told() == []  # what was kept may be changed later


def test_of_many_values_that_were_not_kept_the_first_are_named(branches: Branches) -> None:
    household = "yueyanglou/households/YYL-2A3C/household.yml"
    fields = {
        "county": "岳阳楼区",
        "township": "岳阳楼街道",
        "village": "示例社区",
        "address": "1组",
        "phone": "15400001003",
    }
    branches.on("main", {"file": household, "set": {"address": "9组"}})
    branches.on("work", {"file": household, "set": fields})
    branches.git("merge", "--quiet", "--no-edit", "-X", "theirs", "main")
    assert branches.told() == [
        (
            "merge-dropped",
            household,
            "address（门牌组别）、phone（联系电话）、township（乡镇（街道））等 4 处，"
            "合并时只留了一边的，另一边改的没有了。",
        )
    ]
