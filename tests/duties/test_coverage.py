"""F3 coverage: who is in the roster and who is paired, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.coverage import coverage

LATER = date(2026, 11, 23)


def test_coverage_counts_eligible_households_with_an_open_pairing(world):
    world.helper("A")
    households = [
        world.household("YYL-2222", world.pairing("A", "2024-01-01")),
        world.household("YYL-3333"),
        world.household("YYL-4444", world.pairing("A", "2024-01-01", "2025-01-01", "失联")),
        world.household("YYL-5555", hardship="其他特殊困难"),
        world.household("YYL-6666", hardship="其他特殊困难", exception_reason="一户多残，因病返贫"),
        world.household("YYL-7777", closed={"date": "2025-06-30", "reason": "去世"}),
        world.household("YYL-8888", registered_on="2027-01-01"),
    ]
    found = coverage(world.ledger, households, LATER)
    assert found.roster == ("YYL-2222", "YYL-3333", "YYL-4444", "YYL-6666")
    assert found.paired == ("YYL-2222",)
    assert found.unpaired == ("YYL-3333", "YYL-4444", "YYL-6666")


@pytest.mark.parametrize(
    ("when", "roster", "paired"),
    [
        ("2024-02-29", False, False),
        ("2024-03-01", True, False),
        ("2024-04-01", True, True),
        ("2025-03-31", True, True),
        ("2025-04-01", True, False),
        ("2025-06-30", True, False),
        ("2025-07-01", False, False),
    ],
)
def test_roster_and_pairing_hold_from_their_first_day_to_their_last(world, when, roster, paired):
    household = world.household(
        "YYL-2222",
        world.pairing("A", "2024-04-01", "2025-03-31", "脱困"),
        world.pairing("B", "2023-10-01", role="协助"),
        registered_on="2024-03-01",
        closed={"date": "2025-06-30", "reason": "脱困"},
    )
    found = coverage(world.ledger, [household], date.fromisoformat(when))
    assert (bool(found.roster), bool(found.paired)) == (roster, paired)


@pytest.mark.parametrize(("when", "roster"), [("2025-06-30", ("YYL-2222",)), ("2025-07-01", ())])
def test_hardship_of_a_household_that_nobody_is_in_charge_of_is_that_of_the_day(world, when, roster):
    household = world.household("YYL-2222", hardship_until="2025-06-30")
    assert coverage(world.ledger, [household], date.fromisoformat(when)).roster == roster


def test_paired_household_stays_in_the_roster_when_it_leaves_hardship(world):
    """A-29; a hand-over without a break does not pair it anew, one after a break does."""
    handed_over = (world.pairing("A", "2024-04-01", "2025-08-31", "换人"), world.pairing("B", "2025-09-01"))
    paired_anew = (world.pairing("A", "2024-04-01", "2025-08-31", "退休"), world.pairing("B", "2025-09-02"))
    for pairings, roster in ((handed_over, ("YYL-2222",)), (paired_anew, ())):
        household = world.household("YYL-2222", *pairings, hardship_until="2025-06-30")
        assert coverage(world.ledger, [household], date(2025, 12, 31)).paired == roster
        assert coverage(world.ledger, [household], date(2025, 7, 1)).paired == ("YYL-2222",)
