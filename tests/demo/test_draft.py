"""What is being generated, before it becomes records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jiedui.demo.draft import Contact, Holding, House, Person, Seat, Spell
from jiedui.model.time import Span

FIRST, LAST, NEXT = date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)


def test_an_office_is_held_by_one_after_the_other() -> None:
    office = Seat("pingjiang", "县级残联", "办公室", "干部")
    office.holdings = [Holding("A", Span(FIRST, LAST)), Holding("B", Span(NEXT))]
    assert [office.holder(day) for day in (FIRST, LAST, NEXT)] == ["A", "B"][:1] * 2 + ["B"]
    assert office.holder(date(2023, 12, 31)) == ""
    assert office.local
    assert not Seat("city", "市残联机关", "", "").local


def test_the_last_day_of_a_spell_is_covered_and_only_the_one_in_charge_keeps(house: Callable[..., House]) -> None:
    home = house(Person("本人", "男", 50))
    home.spells = [Spell("A", "协助", FIRST), Spell("B", "主责", FIRST, LAST), Spell("C", "主责", NEXT)]
    kept = [home.keeper(day) for day in (LAST, NEXT)]
    assert [spell.helper for spell in kept if spell] == ["B", "C"]
    assert home.keeper(date(2023, 12, 31)) is None


def test_a_contact_counts_when_somebody_of_the_family_was_reached() -> None:
    assert Contact(FIRST, "A", "电话").counts
    assert not Contact(FIRST, "A", "电话", reached=False).counts
    assert not Contact(FIRST, "A", "群发").counts
    assert not Contact(FIRST, "A", "入户", counterpart="其他人").counts
    assert Contact(FIRST, "A", "入户").home


def test_the_disabled_are_those_with_a_category(house: Callable[..., House]) -> None:
    home = house(Person("本人", "男", 50, "肢体", "一级"), Person("配偶", "女", 48))
    assert [person.relation for person in home.disabled] == ["本人"]
    assert home.head.disabled
