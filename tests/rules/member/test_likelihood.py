"""What one person is recorded to be at an age, and two things that cannot both be so. The day is 2026-11-23."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.rules.member.likelihood import BANDS, OPPOSITES

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
Said = Callable[[dict[str, Any]], list[str]]


def relative(birth: str, **more: Any) -> dict[str, Any]:
    """Return a change that adds a relative born on a day."""
    person = {"id": "m-7K3Q", "name": "示例寅", "sex": "男", "birth": birth, "relation": "其他亲属", **more}
    return {"file": OWN, "append": {"members": person}}


# Each at the limit and on the day after, by which one year more, or less, is completed.
LIMITS: list[tuple[str, str, dict[str, Any], str]] = [
    ("2010-11-23", "2010-11-24", {"education": "大学专科"}, "15 岁，受教育程度写的是“大学专科”。"),
    ("2013-11-23", "2013-11-24", {"education": "普通高中"}, "12 岁，受教育程度写的是“普通高中”。"),
    ("2016-11-23", "2016-11-24", {"education": "初中"}, "9 岁，受教育程度写的是“初中”。"),
    ("2017-11-24", "2017-11-23", {"education": "学龄前"}, "9 岁，受教育程度写的是“学龄前”。"),
    ("2017-11-24", "2017-11-23", {"employment": "学龄前"}, "9 岁，就业状况写的是“学龄前”。"),
    ("2012-11-23", "2012-11-24", {"employment": "灵活就业"}, "13 岁，就业状况写的是“灵活就业”。"),
    ("1986-11-23", "1986-11-24", {"employment": "退休"}, "39 岁，就业状况写的是“退休”。"),
    ("1980-11-24", "1980-11-23", {"employment": "在校学习"}, "46 岁，就业状况写的是“在校学习”。"),
    ("2023-11-23", "2023-11-24", {"employment": "在校学习"}, "2 岁，就业状况写的是“在校学习”。"),
    ("2024-11-23", "2024-11-24", {"schooling": "送教上门"}, "1 岁，就学情况写的是“送教上门”。"),
    ("2000-11-24", "2000-11-23", {"schooling": "在校"}, "26 岁，就学情况写的是“在校”。"),
    ("1971-11-23", "1971-11-24", {"facts": {"pension_paid": "是"}}, "54 岁，领取养老待遇写的是“是”。"),
    ("2000-11-24", "2000-11-23", {"facts": {"orphan_allowance": "是"}}, "26 岁，领取孤儿等津贴写的是“是”。"),
]


@pytest.mark.parametrize(("birth", "after", "told", "words"), LIMITS)
def test_an_age_is_unlikely_from_the_day_after_its_limit(
    said: Said, birth: str, after: str, told: dict[str, Any], words: str
) -> None:
    assert said(relative(birth, **told)) == []
    assert said({"file": OWN, "set": {"members.2.birth": after}}) == [f"age-unlikely: m-7K3Q {words}"]


def test_nobody_answers_for_himself_before_he_is_sixteen(said: Said) -> None:
    def born(day: str) -> dict[str, Any]:
        of_age = {"members.0.disability.guardian": "具备完全民事行为能力", "members.0.birth": day}
        return {"file": CHILD, "set": {**of_age, "members.0.disability.certificates.0.exception": "户籍更正中"}}

    assert said(born("2010-11-23")) == []
    assert said(born("2010-11-24")) == ["age-unlikely: m-JC43 15 岁，监护情况写的是“具备完全民事行为能力”。"]


def test_every_value_that_is_looked_for_can_be_written(library: SchemaLibrary) -> None:
    """One that is misspelt here, or renamed in the schema, would never be found."""
    fields = {field.path[1:]: field for field in library["household"].fields() if field.path[:1] == ("members",)}
    looked_for = [(band.place, band.values) for band in BANDS]
    for place, values, other, others in OPPOSITES:
        looked_for += [(place, values), (other, others)]
    for place, values in looked_for:
        assert set(values) <= set(fields[place].schema["enum"]), place


def test_nobody_is_older_than_115(said: Said) -> None:
    assert said(relative("1911")) == []
    assert said({"file": OWN, "set": {"members.2.birth": "1910"}}) == ["age-unlikely: m-7K3Q 按出生日期已经 116 岁。"]


def test_who_has_left_or_is_no_longer_helped_is_not_looked_at(said: Said) -> None:
    assert said(relative("2016-01-01", employment="退休", left={"date": "2026-01-01", "reason": "迁出"})) == []
    assert said({"file": CLOSED, "set": {"members.0.schooling": "在校"}}) == []


@pytest.mark.parametrize("work", ["个体就业", "退休"])
def test_who_works_or_has_retired_has_an_income(said: Said, work: str) -> None:
    change = relative("1960", employment=work, facts={"no_income": "是"})
    assert said(change) == [f"facts-contradict: m-7K3Q 的无收入来源是“是”，就业状况却是“{work}”。"]


def test_what_is_denied_contradicts_nothing(said: Said) -> None:
    change = relative("1960", employment="个体就业", facts={"no_income": "否", "fuel_subsidy": "否"})
    assert said(change) == []
