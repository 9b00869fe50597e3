"""Contacts that say the same of the same day."""

from __future__ import annotations

from typing import Any

from jiedui.model.visit import Visit
from jiedui.rules.twins import contact_key, twins

DATA: dict[str, Any] = {
    "date": "2026-03-05",
    "by": "YY-B-2A3C",
    "channel": "入户",
    "reached": True,
    "counterpart": "本人",
    "entered_on": "2026-03-06",
    "content": "上门看望，问了近况，讲了护理补贴怎样申请，看了用电。",
}


def visit(stem: str, **other: str) -> Visit:
    return Visit.of({**DATA, **other}, "YYL-2A3C", stem)


def found(*visits: Visit) -> list[tuple[str, str]]:
    return [(later.stem, first.stem) for later, first in twins(visits)]


def test_one_that_says_the_same_or_nearly_has_the_first_for_its_twin() -> None:
    nearly = DATA["content"].replace("用电", "燃气")
    assert found(visit("a"), visit("b"), visit("c", content=nearly)) == [("b", "a"), ("c", "a")]


def test_one_that_differs_has_none() -> None:
    others = (
        {"date": "2026-03-06"},
        {"by": "YY-B-4D5E"},
        {"channel": "电话"},
        {"counterpart": "监护人"},
        {"content": "打电话约好下周一送轮椅，家里有人。"},
    )
    assert found(visit("a"), *(visit(str(number), **other) for number, other in enumerate(others))) == []


def test_one_that_stands_twice_among_the_contacts_is_no_twin_of_itself() -> None:
    one = visit("a")
    assert found(one, one) == []


def test_key_is_of_the_day_the_helper_and_the_channel() -> None:
    same = contact_key(visit("b", content="别的", entered_on="2026-03-09"))
    assert contact_key(visit("a")) == same
    assert len(same) == 4
    others = ({"date": "2026-03-06"}, {"by": "YY-B-4D5E"}, {"channel": "电话"})
    assert len({same, *(contact_key(visit("a", **other)) for other in others)}) == 4
