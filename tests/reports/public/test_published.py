"""What the public gets of a ledger whose counts are known: of frozen quarters, as they were."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.reports.conftest import PJ, YYL, World
from tests.reports.public.conftest import LEAST, freeze, spans

from jiedui import demo
from jiedui.demo.source import own
from jiedui.model.ledger import Ledger
from jiedui.model.time import DAY as ONE
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.public.counts import Count
from jiedui.reports.public.published import HIDDEN, QUARTERLY, PublicCounts, Value, public_counts
from jiedui.reports.quarterly import QuarterFigures
from jiedui.struct import replace

# The quarters of 2023 are over, and that of the new year runs.
DAY = date(2024, 2, 1)
QUARTERS = (Quarter(2023, 3), Quarter(2023, 4))


@pytest.fixture
def ledger(world: World) -> Ledger:
    """Six households of one federation and three of another, all contacted in 2023Q4 but one of the six; frozen."""
    for number, unit in enumerate([YYL] * 6 + [PJ] * 3):
        prefix = "YYL" if unit == YYL else "PJ"
        helper, home = world.helper(f"{prefix}-B-222{number}", unit), f"{prefix}-222{number}"
        measure = world.measure("2023-10-01", "2023-12-20", "2023-12-10")
        needs = [world.need(1, "2023-10-01", measure, closed="2023-12-10")] if unit == YYL else []
        world.household(home, world.pairing(helper), unit=unit, needs=needs)
        world.visit(home, helper, "2023-09-20", unit)
        if number:
            world.visit(home, helper, "2023-11-10", unit)
    return freeze(world.ledger(), QUARTERS)


def without(ledger: Ledger, *quarters: str) -> Ledger:
    return replace(ledger, bulletins={key: item for key, item in ledger.bulletins.items() if key not in quarters})


def values(counts: PublicCounts, period: str, *figures: str) -> list[list[object]]:
    return [[counts.value(figure, place, period) for figure in figures] for place in ("", YYL, PJ)]


def test_the_counts_of_a_ledger_by_hand(ledger: Ledger) -> None:
    """Three of one federation are too few, so the six of the other are hidden with them: nine less three."""
    counts = public_counts(ledger, DAY)
    assert values(counts, "2023Q4", "roster", "paired") == [[9, 9], [HIDDEN, HIDDEN], [HIDDEN, HIDDEN]]
    assert [counts.book.values[key] for key in counts.book.values if key.figure == "unmet" and not key.place] == [
        0,
        1,
        1,
    ]


def test_one_who_was_not_contacted_is_not_told_by_all_and_those_who_were(ledger: Ledger) -> None:
    counts = public_counts(ledger, DAY)
    assert values(counts, "2023Q4", "due", "met")[0] == [9, HIDDEN]
    assert counts.rate("met", "due", "", "2023Q4") == HIDDEN
    assert counts.rate("paired", "roster", "", "2023Q4") == Fraction(1)


def test_a_year_is_there_when_its_quarters_are(ledger: Ledger) -> None:
    """Nine in the fourth quarter of 2023, and none in the third, of which the pairings had too little."""
    assert public_counts(ledger, DAY).value("due", "", "2023") == 9
    earlier = public_counts(ledger, date(2023, 12, 31))
    assert (earlier.years, earlier.quarters) == ((), (Quarter(2023, 3),))


def test_what_is_recorded_later_changes_nothing(ledger: Ledger, world: World) -> None:
    """Else whoever compares two days knows that one was contacted late, and what was hidden for whom."""
    known = public_counts(ledger, DAY)
    world.visit("YYL-2220", "YYL-B-2220", "2023-11-20", YYL)
    later = replace(world.ledger(), bulletins=ledger.bulletins)
    assert QuarterFigures(later, QUARTERS[1]).total["met"] == 9
    assert public_counts(later, DAY + ONE) == known


def test_only_frozen_quarters_that_follow_each_other_are_published(ledger: Ledger) -> None:
    """With one that was frozen late, what was shown of those behind it would have been chosen without it."""
    assert public_counts(without(ledger, "2023Q3", "2023Q4"), DAY).quarters == ()
    assert public_counts(without(ledger, "2023Q4"), DAY).quarters == QUARTERS[:1]
    assert public_counts(without(ledger, "2023Q3"), DAY).quarters == QUARTERS[1:]
    gap = replace(ledger, bulletins=dict.fromkeys(("2023Q3", "2024Q1"), ledger.bulletins["2023Q3"]))
    assert public_counts(gap, date(2024, 5, 1)).quarters == QUARTERS[:1]


def test_who_is_due_does_not_tell_who_is_not_paired(world: World) -> None:
    """Of 20 in the roster two are not paired. With 17 due it could be no more than three: due is hidden, or the roster.

    Where more are due than are paired, as some have left since, it says nothing of them.
    """
    row = {"unit": YYL, **dict.fromkeys(QUARTERLY, 20), "needs_open": 20, "paired": 18}

    def seen(due: int) -> list[Value]:
        bulletins = {"2023Q4": {"units": [{**row, "due": due, "met": due}]}}
        counts = public_counts(replace(world.ledger(), bulletins=bulletins), DAY)
        return [counts.value(figure, YYL, "2023Q4") for figure in ("roster", "paired", "due")]

    assert (HIDDEN in seen(10)[:2], seen(10)[2]) == (True, 10)
    assert HIDDEN in {seen(17)[0], seen(17)[2]}
    assert seen(19)[2] == 19


def test_a_household_that_moved_stops_nothing(world: World) -> None:
    """One more is open than what was raised and closed tells: nobody reckons that from them, so both are shown."""
    row = dict.fromkeys(QUARTERLY, 9)
    first = {"unit": YYL, **row, "needs_raised": 12, "needs_closed": 5, "needs_open": 7}
    second = first | {"needs_raised": 6, "needs_closed": 11}
    rows = {str(quarter): {"units": [line]} for quarter, line in zip(QUARTERS, (first, second), strict=True)}

    def closed(left: int) -> Value:
        second["needs_open"] = left
        return public_counts(replace(world.ledger(), bulletins=rows), DAY).value("needs_closed", YYL, "2023Q4")

    assert (closed(2), closed(3)) == (HIDDEN, 11)


def test_what_was_raised_and_what_was_closed_do_not_tell_what_is_open(world: World) -> None:
    """Ten raised in the third quarter and eight closed in the fourth leave two open: one of both is hidden."""
    helper = world.helper("YYL-B-2222")
    measure = world.measure("2023-08-01", "2023-12-20", "2023-11-10")
    for number in range(2, 10):
        closed = world.need(1, "2023-08-01", measure, closed="2023-11-10")
        more = [world.need(2, "2023-08-01", world.measure("2023-08-01", "2023-12-20"))] if number > 7 else []
        world.household(f"YYL-222{number}", world.pairing(helper), needs=[closed, *more])
    counts = public_counts(freeze(world.ledger(), QUARTERS), DAY)
    assert [counts.book.values[Count("needs_open", YYL, str(item))] for item in QUARTERS] == [10, 2]
    assert counts.value("needs_raised", YYL, "2023Q3") == 10
    assert counts.value("needs_closed", YYL, "2023Q4") == HIDDEN


def test_no_federation_is_shown_that_has_no_count(ledger: Ledger) -> None:
    assert set(public_counts(ledger, DAY).units) == {"city", YYL, PJ}


def test_the_limit_is_the_ledgers_own(ledger: Ledger) -> None:
    counts = public_counts(replace(ledger, policy=replace(ledger.policy, small_cells=3)), DAY)
    assert (counts.least, values(counts, "2023Q4", "roster")) == (3, [[9], [6], [3]])


def test_before_anything_is_frozen_there_is_nothing(ledger: Ledger) -> None:
    counts = public_counts(freeze(ledger, ()), DAY)
    assert (counts.quarters, counts.shown, counts.units) == ((), frozenset(), {})


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_no_attack_on_what_is_published_of_a_ledger_finds_anything_small(
    seed: int, library: SchemaLibrary, tmp_path: Path
) -> None:
    """On the last day, and on one two years before: somebody may have kept what was published then."""
    demo.build(tmp_path, library, source=own(), households=60 + 150 * seed, seed=seed, as_of=date(2026, 11, 23))
    ledger = Ledger.of(read_ledger(tmp_path, library))
    ledger = freeze(ledger, [item for item in ledger.policy.quarters if item.end < date(2026, 11, 23)])
    counts, earlier = (public_counts(ledger, when) for when in (date(2026, 11, 23), date(2024, 11, 23)))
    assert earlier.shown == counts.shown.intersection(earlier.book.values)
    for book, seen in ((counts.book, counts.shown), (earlier.book, counts.shown)):
        for piece in book.pieces(sorted(book.small(LEAST))):
            assert min(spans(piece, seen.intersection(piece.values)).values()) >= LEAST
