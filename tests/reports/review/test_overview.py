"""What a change brings, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.conftest import HOME, VISITS
from tests.reports.review.test_facts import edit

from jiedui.reports.review.overview import overview
from jiedui.reports.review.sides import BothSides
from jiedui.rules.former import Former

SidesOf = Callable[..., BothSides]


def test_records_are_counted_by_federation_and_kind(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-21")
    del after.records[f"{VISITS}/2026-05-10.yml"]
    edit(after, HOME, village="示例新村")
    edit(after, "policy/service.yml", years=[])
    assert list(overview(sides(before, after, "../README.md", "city/照片.jpg"))) == [
        "市残联：别的文件新增 1 份。",
        "岳阳楼区残联：帮扶对象家庭修改 1 份，走访联系新增 2 份、删除 1 份。",
        "政策和名录：办理时限和工作日修改 1 份。",
        "台账以外：别的文件新增 1 份。",
    ]


def test_what_git_was_told_to_forget_is_gone(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    path = frozenset((f"{VISITS}/2026-05-10.yml",))
    assert list(overview(sides(before, after, paths=path, forgotten=path))) == ["岳阳楼区残联：走访联系删除 1 份。"]


def test_folders_of_no_federation_are_one_line_however_many(sides: SidesOf, worlds: Any) -> None:
    strange = [f"u{number}/x.yml" for number in range(50)]
    assert list(overview(sides(*worlds, *strange))) == ["原来没有的残联、别的文件夹：别的文件新增 50 份。"]


def test_what_says_the_same_in_another_form_is_counted(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    former = (Former(before.records[HOME].place, before.records[HOME].data),)
    assert list(overview(sides(before, after, HOME, added=frozenset(), before=former)))[1:] == [
        "其中 1 份只换了写法，说的和原来一样。"
    ]


def test_of_nothing_nothing_is_said(sides: SidesOf, worlds: Any) -> None:
    assert list(overview(sides(*worlds))) == []
