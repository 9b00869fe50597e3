"""What of a household is one helper's own, at every edge of his time and of the year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.own_part import OwnPart, own_parts

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
HOME = "YYL-2222"


def part(world: Any, helper: str, last: date = LAST) -> OwnPart:
    (found,) = own_parts(world.ledger, helper, FIRST, last)
    return found


@pytest.fixture
def handed_over(world: Any) -> Any:
    """A is in charge up to 2026-06-18, B from the day after; A assists from then on."""
    world.household(
        HOME,
        world.pairing("A", "2024-12-10", "2026-06-18", "岗位调整"),
        world.pairing("B", "2026-06-19"),
        world.pairing("A", "2026-06-19", role="协助"),
    )
    return world


def test_each_has_the_own_spells_alone_and_an_assistant_none(handed_over: Any) -> None:
    home = handed_over.ledger.households[HOME]
    assert part(handed_over, "A") == OwnPart(home, (home.pairings[0],), FIRST, LAST)
    assert part(handed_over, "B") == OwnPart(home, (home.pairings[1],), FIRST, LAST)
    assert own_parts(handed_over.ledger, "C", FIRST, LAST) == []


@pytest.mark.parametrize(
    ("when", "owners"),
    [
        ("2025-12-31", ""),
        ("2026-01-01", "A"),
        ("2026-06-18", "A"),
        ("2026-06-19", "B"),
        ("2026-12-31", "B"),
        ("2027-01-01", ""),
    ],
)
def test_a_day_is_of_who_was_in_charge_on_it_within_the_year(handed_over: Any, when: str, owners: str) -> None:
    day = date.fromisoformat(when)
    assert "".join(helper for helper in "AB" if part(handed_over, helper).holds(day)) == owners
    assert not part(handed_over, "B").holds(None)


def test_days_are_counted_from_the_first_of_the_year_to_the_end_of_the_own_time(handed_over: Any) -> None:
    # 1 January to 18 June: 31 + 28 + 31 + 30 + 31 + 18 = 169 days; 19 June to 31 December are the other 196 of 365.
    assert (part(handed_over, "A").days_until(LAST), part(handed_over, "B").days_until(LAST)) == (169, 196)
    # On 30 June B has had 12 days of his 196.
    assert part(handed_over, "B", date(2026, 6, 30)).days_until(date(2026, 6, 30)) == 12
    assert part(handed_over, "B", date(2026, 6, 30)).days_until(LAST) == 196


def test_a_part_runs_where_its_helper_is_in_charge_on_the_last_day(handed_over: Any) -> None:
    assert (part(handed_over, "A").runs, part(handed_over, "B").runs) == (False, True)
    assert part(handed_over, "A", date(2026, 6, 18)).runs
    assert not part(handed_over, "A", date(2026, 6, 19)).runs


def test_a_household_out_of_the_roster_has_no_part_that_runs(world: Any) -> None:
    world.household(HOME, world.pairing("A", "2026-01-05"), closed={"date": "2026-11-30", "reason": "脱困"})
    assert part(world, "A", date(2026, 11, 30)).runs
    assert not part(world, "A", date(2026, 12, 1)).runs


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [("2025-01-01", "2025-12-31", 0), ("2025-01-01", "2026-01-01", 1), ("2026-12-31", "", 1), ("2027-01-01", "", 0)],
)
def test_a_spell_that_does_not_touch_the_year_makes_no_part(world: Any, start: str, end: str, number: int) -> None:
    world.household(HOME, world.pairing("A", start, end))
    assert len(own_parts(world.ledger, "A", FIRST, LAST)) == number


def test_two_spells_of_one_helper_are_one_part_in_order_of_time(world: Any) -> None:
    late, early = world.pairing("A", "2026-07-01"), world.pairing("A", "2026-01-01", "2026-01-31")
    world.household(HOME, late, early)
    found = part(world, "A")
    assert [item.span.start for item in found.spells] == [date(2026, 1, 1), date(2026, 7, 1)]
    assert [found.holds(day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 7, 1))] == [True, False, True]
    # January has 31 days, July to December 184.
    assert found.days_until(LAST) == 31 + 184


def test_the_parts_of_a_helper_come_in_order_of_household(world: Any) -> None:
    for home in ("YYL-4444", "YYL-3333"):
        world.household(home, world.pairing("A", "2026-01-05"))
    assert [item.household.id for item in own_parts(world.ledger, "A", FIRST, LAST)] == ["YYL-3333", "YYL-4444"]
