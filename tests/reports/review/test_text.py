"""A review as plain lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.test_facts import edit
from tests.reports.review.test_sections import REVIEW

from jiedui.records.kinds import path_of
from jiedui.records.tree import Place
from jiedui.reports.review.review import Review
from jiedui.reports.review.text import text
from jiedui.struct import replace

# What a person sees of a terminal at once, and of a page.
SCREEN, PAGE = 24, 60
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def homes(world: Any, count: int, start: str = "2026-01-05") -> list[str]:
    """Register households with a helper each six, by codes in order."""
    found = []
    for number in range(count):
        helper = f"YYL-B-22{LETTERS[number // 6]}2"
        if number % 6 == 0:
            world.helper(helper, name=f"示例{number}")
        found.append(
            world.household(f"YYL-22{LETTERS[number // 30]}{LETTERS[number % 30]}", world.pairing(helper, start))
        )
    return found


def test_headings_and_lists_follow_each_other_and_what_has_to_be_seen_first_is_marked() -> None:
    found = list(text(REVIEW))
    assert found[:4] == [
        "这次改动，和 0123456789 比：",
        "- 平江县：走访联系新增 14 份。",
        "请先看这 13 处：",
        "! 删掉的｜删掉的0：改了 0",
    ]
    assert found[-2:] == ["改了的内容（1 条）：", "- 改了的内容0：一；二；三；四；另有 2 处"]
    assert len(list(text(REVIEW, whole=True))) == 51


def test_five_things_that_hide_among_32_files_are_told_in_the_first_screen(
    new_world: Callable[[], Any], review: Callable[..., Review]
) -> None:
    before, after = new_world(), new_world()
    for world in (before, after):
        for home in homes(world, 26):
            world.visit(home, world.records[path(home)].data["pairings"][0]["helper"], "2026-08-10")
    for home in after.ledger().households:
        after.visit(home, after.records[path(home)].data["pairings"][0]["helper"], "2026-11-20")
    del after.records[path("YYL-2222", "2026-08-10")]
    edit(after, "yueyanglou/helpers/YYL-B-2222.yml", mobile="15400000009")
    [member] = after.records[path("YYL-2223")].data["members"]
    edit(after, path("YYL-2223"), members=[{**member, "name": "示例丁"}])
    edit(after, path("YYL-2224", "2026-08-10"), reached=False)
    moved = after.records.pop(path("YYL-2225", "2026-08-10"))
    there = path("YYL-2225", "2026-10-08")
    place = Place(there, "visit", "2026-10-08", "yueyanglou", "YYL-2225")
    after.records[there] = replace(moved, place=place, data={**moved.data, "date": "2026-10-08"})
    found = list(text(review(before, after)))
    screen = found[:SCREEN]
    for told in (
        "! 删掉的｜示例乙（YYL-2222）2026-08-10 的联系（2026Q3，已经结束）：整份不见了",
        "! 姓名、证件、电话｜示例0（YYL-B-2222）：移动手机改了（末位不同，号码不显示）",
        "! 姓名、证件、电话｜示例丁（YYL-2223）：家庭成员“示例丁” › 姓名：示例乙 → 示例丁",
        "! 是否联系上｜示例乙（YYL-2224）2026-08-10 的联系（2026Q3，已经结束）：是否联系上：是 → 否",
        "! 走访换了日期｜示例乙（YYL-2225）2026-10-08 的联系：2026-08-10 → 2026-10-08，从 2026Q3 换到 2026Q4",
    ):
        assert screen.count(told) == 1
    assert len(found) <= PAGE
    counts = "帮扶责任人修改 1 份，帮扶对象家庭修改 1 份，走访联系新增 27 份、修改 1 份、删除 2 份"
    assert found[1] == f"- 岳阳楼区残联：{counts}。"


def test_sixty_new_households_are_one_page(new_world: Callable[[], Any], review: Callable[..., Review]) -> None:
    before, after = new_world(), new_world()
    homes(after, 60, "2026-10-08")
    found = list(text(review(before, after)))
    assert len(found) <= PAGE
    assert "新登记的（70 条）：" in found
    assert "结对开始（60 条）：" in found


def path(household: str, visit: str = "") -> str:
    return path_of("visit" if visit else "household", "yueyanglou", visit or household, household)
