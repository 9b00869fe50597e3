"""Which households something is printed for."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.audience import Audience, AudienceKind
from jiedui.model.ledger import Ledger
from jiedui.model.relapse import Relapse
from jiedui.prints.choice import ALL, Choice
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("choice", "households"),
    [
        (ALL, ["PJ-2222", "PJ-7K3Q", "PJ-9999", "YYL-5555"]),
        (Choice(units=("yueyanglou",)), ["YYL-5555"]),
        (Choice(helper="PJ-B-2222"), ["PJ-7K3Q", "PJ-9999"]),
        (Choice(households=("PJ-2222", "PJ-9999")), ["PJ-2222", "PJ-9999"]),
        (Choice(townships=("安定镇", "三市镇"), helper="PJ-B-2222"), ["PJ-7K3Q", "PJ-9999"]),
        (Choice(townships=("三市镇",)), []),
        (Choice(units=("yueyanglou",), households=("PJ-2222",)), []),
        (Choice(helper="PJ-B-2222", households=("PJ-2222", "PJ-9999")), ["PJ-9999"]),
    ],
)
def test_what_is_asked_for_is_printed_by_federation_and_id(
    small: Ledger, choice: Choice, households: list[str]
) -> None:
    assert [household.id for household in choice.of(small, TODAY)] == households


def test_only_households_of_the_roster_on_the_day(small: Ledger) -> None:
    assert ALL.of(small, date(2023, 8, 31)) == []
    assert len(ALL.of(small, date(2023, 9, 1))) == 4


def test_of_a_household_that_somebody_had_before_nothing_is_printed_for_him(small: Ledger) -> None:
    guests = frozenset(("PJ-2222", "PJ-9999", "YYL-5555", *small.helpers.keys() - {"PJ-B-2222"}))
    own = replace(small, audience=Audience(AudienceKind.COUNTY, "pingjiang"), guests=guests)
    assert [household.id for household in ALL.of(own, TODAY)] == ["PJ-7K3Q", "PJ-9999"]


def test_each_federation_comes_with_its_households(small: Ledger) -> None:
    found = [(unit, [household.id for household in homes]) for unit, homes in ALL.by_unit(small, TODAY)]
    assert found == [("pingjiang", ["PJ-2222", "PJ-7K3Q", "PJ-9999"]), ("yueyanglou", ["YYL-5555"])]


@pytest.mark.parametrize(
    ("choice", "units"),
    [
        (ALL, {"pingjiang", "yueyanglou"}),
        (Choice(units=("yueyanglou",)), {"yueyanglou"}),
        (Choice(households=("PJ-2222",)), {"pingjiang"}),
        (Choice(helper="PJ-B-2222"), {"pingjiang"}),
        (Choice(units=("yueyanglou",), households=("PJ-2222",)), set()),
    ],
)
def test_of_single_households_only_their_own_federation_is_asked_for(
    small: Ledger, choice: Choice, units: set[str]
) -> None:
    assert choice.federations(small, TODAY) == units


def test_for_one_that_is_but_listed_nothing_is_printed_until_it_is_named(small: Ledger) -> None:
    home = small.households["YYL-5555"]
    row = replace(home, pairings=(), needs=(), relapse=Relapse(), difficulties="", members=home.members[:1])
    ledger = replace(small, households={row.id: row})
    assert row.is_listed
    assert ALL.of(ledger, TODAY) == []
    assert Choice(households=("YYL-5555",)).of(ledger, TODAY) == [row]
