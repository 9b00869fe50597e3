"""What a change touches beside the records of one federation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.conftest import HOME
from tests.reports.review.test_facts import edit

from jiedui.reports.review.beside import how
from jiedui.reports.review.review import ReviewTopic
from jiedui.reports.review.sides import BothSides

Said = Callable[..., list[str]]


def test_what_is_no_record_is_told_file_by_file(said: Said, worlds: Any) -> None:
    beside = ("../.github/workflows/check.yml", "city/照片.jpg", "city/15400001234.txt")
    assert said(ReviewTopic.OUTSIDE, *worlds, *beside) == [
        "../.github/workflows/check.yml：新增",
        "city/（号码不显示）.txt：新增",
        "city/照片.jpg：新增",
    ]


def test_federations_that_are_mixed_are_counted(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.helper("YYL-B-3333")
    after.helper("PJ-B-2222", "pingjiang")
    assert said(ReviewTopic.FEDERATIONS, before, after) == [
        "一次改了几个残联的记录：平江县残联 1 份、岳阳楼区残联 1 份"
    ]
    assert said(ReviewTopic.FEDERATIONS, before, after, tree="") == []


def test_how_a_file_differs(sides: Callable[..., BothSides], worlds: Any) -> None:
    before, after = worlds
    edit(after, HOME, village="示例新村")
    del after.records["yueyanglou/unit.yml"]
    found = sides(before, after, "city/照片.jpg")
    ways = [how(found, path) for path in (HOME, "yueyanglou/unit.yml", "city/照片.jpg")]
    assert ways == ["修改", "删除", "新增"]
