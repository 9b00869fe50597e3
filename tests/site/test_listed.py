"""Which households have no page: those of which no more is known, now and later, than their row of the survey."""

from __future__ import annotations

import pytest

from jiedui.site.listed import ROWS, ListedHouseholds
from jiedui.struct import replace

HOME, PLACE = "YYL-3333", "430602100"


def with_home(ledger, **changes):
    return replace(ledger, households={**ledger.households, HOME: replace(ledger.households[HOME], **changes)})


def test_it_is_whoever_is_known_by_the_row_alone(ledger):
    found = ListedHouseholds(ledger, ledger)
    assert [home for home in ledger.households if home in found] == [HOME]
    assert found.page_of(HOME) == f"townships/{PLACE}-1.html"
    assert found.page_of("PJ-2222") == ""
    ((only,),) = [part.households for part in found.of(PLACE)]
    assert (only.id, [part.path for part in found]) == (HOME, [f"townships/{PLACE}-1.html"])
    assert found.of("430626101") == ()


@pytest.mark.parametrize(
    "more", [{"difficulties": "住得远"}, {"plan": "先走访"}, {"note": "要再问"}, {"annual": {2026: "没有"}}]
)
def test_who_is_known_better_has_a_page(ledger, more):
    assert HOME not in ListedHouseholds(with_home(ledger, **more), with_home(ledger, **more))


def test_nor_is_one_listed_who_is_paired_from_tomorrow(ledger):
    pairing = next(iter(ledger.households["PJ-2222"].pairings))
    assert HOME not in ListedHouseholds(ledger, with_home(ledger, pairings=(pairing,)))


def test_nor_one_whom_somebody_contacted(ledger):
    visit = replace(ledger.visits["PJ-2222"][0], household=HOME)
    assert HOME not in ListedHouseholds(ledger, replace(ledger, visits={**ledger.visits, HOME: [visit]}))


def test_many_are_cut_into_parts_of_one_size_by_village(ledger):
    like = ledger.households[HOME]
    many = {f"YYL-{number:04}": replace(like, id=f"YYL-{number:04}", village=f"示例{9 - number % 2}村")
            for number in range(2 * ROWS + 1)}  # fmt: skip
    ledger = replace(ledger, households=many)
    parts = ListedHouseholds(ledger, ledger).of(PLACE)
    assert [len(part.households) for part in parts] == [80, 80, 81]
    assert [part.name for part in parts] == ["示例8村（1／3）", "示例8村至示例9村（2／3）", "示例9村（3／3）"]
    assert sorted(home.id for part in parts for home in part.households) == sorted(many)
