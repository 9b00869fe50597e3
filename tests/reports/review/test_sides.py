"""Both sides of a change: what was, what is, and what became of each record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.conftest import HOME, VISITS
from tests.reports.review.test_facts import edit

from jiedui.reports.review.sides import BothSides
from jiedui.struct import replace

SidesOf = Callable[..., BothSides]


def test_what_the_change_left_alone_is_the_same_on_both_sides(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    del after.records[f"{VISITS}/2026-05-10.yml"]
    found = sides(before, after)
    assert found.before
    assert found.after
    assert [visit.stem for visit in found.before.visits["YYL-2222"]] == ["2026-05-10", "2026-08-10"]
    assert [visit.stem for visit in found.after.visits["YYL-2222"]] == ["2026-08-10", "2026-11-20"]
    assert [record.path for record in found.added] == [f"{VISITS}/2026-11-20.yml"]
    assert found.continued == ()
    assert found.before.households["YYL-2222"] is found.after.households["YYL-2222"]


def test_of_a_new_ledger_there_is_no_side_before(sides: SidesOf, worlds: Any) -> None:
    assert sides(*worlds, tree="").before is None


def test_without_a_policy_there_is_no_ledger(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    after.records = {path: item for path, item in after.records.items() if not path.startswith("policy/")}
    found = sides(before, after)
    assert found.after is None
    assert found.before is not None
    assert found.home("YYL-2222") == "示例乙（YYL-2222）"


def test_what_git_was_told_to_forget_is_on_the_side_before_alone(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    path = f"{VISITS}/2026-05-10.yml"
    found = sides(before, after)
    gone = replace(found.change, paths=frozenset((path,)), forgotten=frozenset((path,)))
    again = sides(before, after, paths=gone.paths, forgotten=gone.forgotten)
    assert again.after
    assert [visit.stem for visit in again.after.visits["YYL-2222"]] == ["2026-08-10"]


def test_records_are_called_by_names(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    del after.records[HOME]
    found = sides(before, after)
    assert found.home("YYL-2222") == "示例乙（YYL-2222）"
    assert found.home("YYL-9999") == "YYL-9999"
    assert found.told("由 YYL-B-2222 接 YYL-B-9999") == "由 示例甲（YYL-B-2222） 接 YYL-B-9999"
    assert found.unit("yueyanglou") == "岳阳楼区残联"
    subject = {record.path: found.subject(record) for record in after.records.values()}
    assert subject[f"{VISITS}/2026-08-10.yml"] == "示例乙（YYL-2222）2026-08-10 的联系（2026Q3，已经结束）"
    assert subject["yueyanglou/helpers/YYL-B-2222.yml"] == "示例甲（YYL-B-2222）"
    assert subject["yueyanglou/unit.yml"] == "岳阳楼区残联"
    assert subject["policy/quotas.yml"] == "结对户数要求"


def test_a_federation_is_called_as_it_was_before_the_change(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    edit(after, "yueyanglou/unit.yml", short="可以合并")
    assert sides(before, after).unit("yueyanglou") == "岳阳楼区残联"
    assert sides(before, after, tree="").unit("yueyanglou") == "可以合并"


def test_how_a_file_differs(sides: SidesOf, worlds: Any) -> None:
    before, after = worlds
    edit(after, HOME, village="示例新村")
    del after.records["yueyanglou/unit.yml"]
    found = sides(before, after, "city/照片.jpg")
    ways = [found.way(path) for path in (HOME, "yueyanglou/unit.yml", "city/照片.jpg")]
    assert ways == ["修改", "删除", "新增"]


def test_a_quarter_is_over_from_the_day_after_its_last(sides: SidesOf, worlds: Any) -> None:
    found = sides(*worlds)
    assert [found.is_closed(day) for day in ("2026-09-30", "2026-10-01")] == [True, False]
