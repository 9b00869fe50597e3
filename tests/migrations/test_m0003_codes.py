"""Format 3: codes in place of running numbers, the same from wherever they are worked out."""

from __future__ import annotations

import re
from math import gcd

import pytest

from jiedui.migrations import m0003_codes
from jiedui.migrations.m0003_codes import MEMBER, MIGRATION, NEED, code
from jiedui.records.kinds import path_of
from jiedui.records.tree import Place

HOUSEHOLD = Place(path_of("household", "pingjiang", "PJ-2H3J"), "household", "PJ-2H3J", "pingjiang", "PJ-2H3J")
VISIT = Place("pingjiang/households/PJ-2H3J/visits/2024-01-02.yml", "visit", "2024-01-02", "pingjiang", "PJ-2H3J")


def test_a_code_follows_from_household_letter_and_number() -> None:
    assert [code("PJ-2H3J", MEMBER, 1), code("PJ-2H3J", MEMBER, 2)] == ["m-JC43", "m-HKMN"]
    assert (code("PJ-2H3J", NEED, 1), code("PJ-4K5M", MEMBER, 1)) == ("n-RDB5", "m-2P5D")


def test_codes_look_like_all_ids() -> None:
    shape = re.compile(r"m-[2-9A-HJKMNP-TV-Z]{4}\Z")
    assert all(shape.match(code(f"YYL-{number}", MEMBER, 1)) for number in range(500))


def test_two_numbers_of_a_household_never_meet() -> None:
    for household in ("PJ-2H3J", "YYL-7K3Q", "CITY-ZZZZ"):
        assert len({code(household, NEED, number) for number in range(1, 2001)}) == 2000
    assert gcd(m0003_codes._STRIDE, m0003_codes._CODES) == 1


def test_whoever_is_named_is_followed() -> None:
    before = {
        "id": "PJ-2H3J",
        "members": [{"id": "m1", "name": "n1"}, {"id": "m2"}],
        "needs": [{"id": "n1", "person": "m2", "content": "m1"}, {"id": "n12"}],
        "outings": [{"person": "m1", "date": "2024-05-01"}],
        "note": "m1",
    }
    assert MIGRATION.steps["household"](HOUSEHOLD, before) == {
        "id": "PJ-2H3J",
        "members": [{"id": "m-JC43", "name": "n1"}, {"id": "m-HKMN"}],
        "needs": [{"id": "n-RDB5", "person": "m-HKMN", "content": "m1"}, {"id": code("PJ-2H3J", NEED, 12)}],
        "outings": [{"person": "m-JC43", "date": "2024-05-01"}],
        "note": "m1",
    }


def test_a_visit_arrives_at_the_same_code_alone() -> None:
    before = {"date": "2024-01-02", "needs": [{"id": "n1", "action": "推进"}], "content": "n1"}
    after = {"date": "2024-01-02", "needs": [{"id": "n-RDB5", "action": "推进"}], "content": "n1"}
    assert MIGRATION.steps["visit"](VISIT, before) == after
    assert MIGRATION.steps["visit"](VISIT, after) == after


@pytest.mark.parametrize("identifier", ["m0", "m100", "m1x", "x1", "m", "", "m-JC43"])
def test_what_was_no_number_stays(identifier: str) -> None:
    data = {"members": [{"id": identifier}], "needs": [{"person": identifier}, "m1"], "outings": "m1"}
    assert MIGRATION.steps["household"](HOUSEHOLD, data) == data
