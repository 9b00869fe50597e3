"""One quarter's figures at its boundaries, and titles that stand once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.contact import ContactState
from jiedui.duties.promise import promises
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.quarterly import (
    QuarterFigures,
    QuarterOpenError,
    QuarterOutsideError,
    kept_promises,
    overdue_needs,
    require_of_programme,
    require_over,
)
from jiedui.reports.sums import Portion
from jiedui.struct import replace

Q3 = Quarter(2026, 3)
LAST = date(2026, 9, 30)


def total(world: Any, quarter: Quarter = Q3) -> dict[str, Any]:
    return QuarterFigures(world.ledger(), quarter).total


def one(world: Any, *needs: dict[str, Any]) -> dict[str, Any]:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")), needs=list(needs))
    return total(world)


def test_needs_raised_on_the_first_and_the_last_day_are_of_the_quarter(world: Any) -> None:
    days = ("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01")
    found = one(world, *(world.need(number, day) for number, day in enumerate(days, 1)))
    assert (found["needs_raised"], found["needs_open"]) == (2, 3)


def test_needs_closed_on_the_first_and_the_last_day_are_of_the_quarter(world: Any) -> None:
    done = world.measure("2026-01-05", done="2026-02-01")
    days = ("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01")
    found = one(world, *(world.need(number, "2026-01-01", done, closed=day) for number, day in enumerate(days, 1)))
    assert (found["needs_closed"], found["needs_open"]) == (2, 1)


def test_a_measure_due_on_the_last_day_is_not_late_and_not_ripe(world: Any) -> None:
    on_day, before = world.measure("2026-01-05", "2026-09-30"), world.measure("2026-01-05", "2026-09-29")
    later = world.measure("2026-10-01", "2026-10-02")
    done = world.measure("2026-01-05", "2026-09-01", "2026-09-30")
    found = one(world, world.need(1, "2026-01-01", on_day, later), world.need(2, "2026-01-01", before, done))
    assert (found["needs_overdue"], found["promises_ripe"], found["promises_kept"]) == (1, 2, 1)
    assert found["promise_rate"] == "50%"
    households = world.ledger().households.values()
    assert kept_promises(item for home in households for item in promises(home, LAST)) == Portion(1, 2)
    assert [item.need.id for item in overdue_needs(households, LAST)] == ["n-8M4R"]
    assert [item.need.id for item in overdue_needs(households, date(2026, 10, 1))] == ["n-7K3Q", "n-8M4R"]


def test_states_leave_out_what_the_quarter_says_nothing_of(quarter_world: Any) -> None:
    quarter_world.household("YYL-9999")
    found = QuarterFigures(quarter_world.ledger(), Q3)
    assert found.states == {
        "PJ-2222": ContactState.OVERDUE, "PJ-3333": ContactState.LATE, "YYL-2222": ContactState.DONE,
    }  # fmt: skip


def test_each_of_the_three_lists_is_counted_in_its_own_column(quarter_world: Any) -> None:
    found = QuarterFigures(quarter_world.ledger(), Q3)
    assert [found.rows["pingjiang"][key] for key in ("list_measures", "list_contact", "list_results")] == [0, 1, 0]
    quarter_world.household("YYL-3333", quarter_world.pairing("YYL-B-2222"), plan=None)
    row = QuarterFigures(quarter_world.ledger(), Q3).rows["yueyanglou"]
    assert (row["list_measures"], row["list_contact"]) == (1, 1)


KNOWN = [Quarter(2023, 3), Quarter(2028, 4)]


@pytest.mark.parametrize("today", [date(2028, 12, 31), date(2029, 4, 1)])
def test_a_quarter_outside_the_programme_is_refused_whether_it_is_over_or_not(today: date) -> None:
    with pytest.raises(QuarterOutsideError, match=r"^2029Q1$") as refused:
        require_over(Quarter(2029, 1), KNOWN, today)
    assert list(refused.value.known) == KNOWN
    require_of_programme(Quarter(2028, 4), KNOWN)


def test_a_quarter_is_over_from_the_day_after_its_last() -> None:
    with pytest.raises(QuarterOpenError, match=r"^2028Q4$"):
        require_over(Quarter(2028, 4), KNOWN, date(2028, 12, 31))
    require_over(Quarter(2028, 4), KNOWN, date(2029, 1, 1))


def test_a_quarter_under_other_readings_is_that_of_a_ledger_with_them(shipped_ledger: Ledger) -> None:
    found = QuarterFigures(shipped_ledger, Q3)
    policy = shipped_ledger.policy
    rows = []
    for variant in (variant for reading in policy.readings for variant in reading.variants):
        other = policy.under(variant)
        again = QuarterFigures(replace(shipped_ledger, policy=other), Q3)
        assert found.under(other).rows == again.rows
        rows.append(again.total["met"])
    assert len(set(rows)) > 1, "the readings differ"
