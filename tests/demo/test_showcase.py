"""The cases that a shipped ledger must show: each is one that the generator knows."""

from __future__ import annotations

from jiedui.demo.families import families
from jiedui.demo.phrases import wants
from jiedui.demo.showcase import CLOSED, PAIRED, SPECIAL_OFFICES, UNPAIRED
from jiedui.demo.source import Source
from jiedui.demo.units import City

ALL = (*CLOSED, *PAIRED, *UNPAIRED)


def test_every_family_and_every_need_is_known() -> None:
    assert {recipe.family for recipe in ALL} <= set(families())
    assert {key for recipe in ALL for key, _ in recipe.needs} <= set(wants())
    assert {state for recipe in ALL for _, state in recipe.needs} == {"open", "closed", "fresh", "overdue"}


def test_every_way_in_which_help_ends_is_shown() -> None:
    assert {recipe.closing for recipe in CLOSED} == {"去世", "迁出市内", "迁出市外", "脱困", "拒绝", "失联", "其他"}


def test_special_offices_are_made_anew_and_belong_to_a_federation(lender: Source) -> None:
    first, again = ([make(lender.city) for make in SPECIAL_OFFICES] for _ in range(2))
    assert all(one is not other for one, other in zip(first, again, strict=True))
    assert {office.unit for office in first} == {*lender.city.federations} - {"nanhu", "chenglingji"}


def test_a_city_of_two_counties_has_them_all(lender: Source) -> None:
    two = {unit: lender.city.places[unit] for unit in ("pingjiang", "miluo")}
    offices = [make(City(lender.city.federations, two)) for make in SPECIAL_OFFICES]
    assert {office.unit for office in offices} == {"city", "pingjiang", "miluo"}
    assert {office.career for office in offices} >= {"newcomer", "elsewhere", "volunteer", "unfiled"}
    assert {office.department for office in offices if office.body == "县级专门协会"} == {"平江县聋人协会"}
