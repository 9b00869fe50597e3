"""What happened in a stretch of time, hand-checked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jiedui.duties.change import ChangeKind
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports import halfyear
from jiedui.reports.figures import Figures
from jiedui.reports.ledgers.change import change_ledger
from jiedui.reports.period import PeriodFigures

AFTER = date(2027, 2, 1)
YYL, PJ = "yueyanglou", "pingjiang"


def test_a_running_half_year_shows_the_quarters_that_are_over(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), date(2026, 11, 23))
    assert [str(quarter) for quarter in figures.quarters] == ["2026Q3"]
    assert figures.end == date(2026, 11, 23)
    assert figures.contact(figures.group(""), figures.quarters[0]).rate == Fraction(2, 3)


@pytest.mark.parametrize(
    ("when", "closed", "running"),
    [
        (date(2026, 6, 29), ["2026Q1"], "2026Q2"),
        (date(2026, 6, 30), ["2026Q1"], "2026Q2"),
        (date(2026, 7, 1), ["2026Q1", "2026Q2"], None),
        (AFTER, ["2026Q1", "2026Q2"], None),
    ],
)
def test_a_quarter_runs_until_its_last_day_is_over(
    quarter_world: Any, when: date, closed: list[str], running: str | None
) -> None:
    """Of 2026Q2 the half-year says nothing final on 2026-06-30: somebody may still be contacted that evening."""
    ledger = quarter_world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H1"), when)
    assert [str(quarter) for quarter in figures.quarters] == closed
    assert (str(figures.running) if figures.running else None) == running


def test_changes_of_the_period(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-07-31"), world.pairing(new, "2026-08-01"))
    world.household("YYL-3333", world.pairing(old, "2026-09-01", "2026-11-30"))
    world.household("YYL-4444", world.pairing(old, "2026-06-30"))
    world.household("PJ-2222", world.pairing(world.helper("PJ-B-2222", PJ), "2026-12-31"), unit=PJ)
    ledger = world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), AFTER)
    counts = figures.change_counts(figures.group(YYL))
    assert counts == {ChangeKind.REASSIGNED: 1, ChangeKind.NEW: 1, ChangeKind.ENDED: 1}
    assert [item.household for item in figures.waiting(figures.group(YYL))] == ["YYL-3333"]
    assert [(item.household, item.kind, item.on) for item in figures.changes(figures.group(PJ))] == [
        ("PJ-2222", ChangeKind.NEW, date(2026, 12, 31)),
    ]  # fmt: skip
    assert [item.household for item in figures.changes(figures.group(""))] == [
        "YYL-2222",
        "YYL-3333",
        "PJ-2222",
        "YYL-3333",
    ]


@pytest.mark.parametrize("as_of", [date(2026, 6, 30), date(2026, 7, 1), AFTER])
def test_a_hand_over_on_the_last_day_is_no_ending(world: Any, as_of: date) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, "2026-01-01", "2026-06-30"), world.pairing(new, "2026-07-01"))
    world.household("YYL-3333", world.pairing(old, "2026-01-01", "2026-06-30"), world.pairing(new, "2026-07-02"))
    world.household("YYL-4444", world.pairing(old, "2026-01-01", "2026-06-30"))
    ledger = world.ledger()
    first = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H1"), as_of)
    # Three begun; of two the ending stands: nobody, or nobody on the very next day, took them over.
    assert first.change_counts(first.group("")) == {ChangeKind.NEW: 3, ChangeKind.ENDED: 2}
    assert [item.household for item in first.changes(first.group("")) if item.kind is ChangeKind.ENDED] == [
        "YYL-3333",
        "YYL-4444",
    ]
    second = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), AFTER)
    assert second.change_counts(second.group("")) == {ChangeKind.REASSIGNED: 1, ChangeKind.RESUMED: 1}


def test_the_half_years_of_the_shipped_ledger_sum_up_to_the_page_of_changes(
    shipped_root: Path, library: SchemaLibrary
) -> None:
    ledger, day = Ledger.of(read_ledger(shipped_root, library)), date(2026, 11, 23)
    halves = {
        name: PeriodFigures(ledger, halfyear.period_of(ledger, name), day) for name in halfyear.names(ledger.policy)[:7]
    }
    counts = {name: half.change_counts(half.group("")) for name, half in halves.items()}
    # Endings in the first half of 2026 are those of JS-JSYJ, HR-Z8DJ, XY-4DPD and NH-8EZB; HR-W8F5 was handed over
    # with the last of June, and its successor began with July.
    assert counts["2026H1"] == {ChangeKind.NEW: 12, ChangeKind.REASSIGNED: 7, ChangeKind.ENDED: 4}
    pages = Counter(line.change.kind for line in change_ledger(ledger.until(day), day).lines)
    assert sum(counts.values(), Counter()) == pages


def test_a_pairing_of_tomorrow_owes_nothing_in_the_quarter_that_runs_today(world: Any) -> None:
    """From 2026-08-02 to 2026-09-30 there are 60 days, of which 45 make a quarter due: on 1 August nobody owes it."""
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222"), "2026-08-02"))
    ledger = world.ledger()
    half = halfyear.period_of(ledger, "2026H2")
    before, after = (PeriodFigures(ledger, half, date(2026, 8, day)) for day in (1, 2))
    assert before.running == after.running == Quarter(2026, 3)
    assert before.contact(before.group(YYL), Quarter(2026, 3)).due == ()
    assert after.contact(after.group(YYL), Quarter(2026, 3)).due == ("YYL-2222",)


def test_figures_at_hand_serve_for_the_last_day_alone(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    half = halfyear.period_of(ledger, "2026H1")
    ran, over = Figures(ledger, date(2026, 6, 1)), Figures(ledger, date(2026, 7, 1))
    assert PeriodFigures(ledger, half, date(2026, 6, 1), at_hand=ran).day is ran
    found = PeriodFigures(ledger, half, date(2026, 7, 1), at_hand=over).day
    assert (found.as_of, found.asked_on) == (date(2026, 6, 30), date(2026, 6, 30))


def test_what_happened_in_the_city_is_added_up_from_its_federations(shipped_ledger: Ledger) -> None:
    figures = PeriodFigures(shipped_ledger, halfyear.period_of(shipped_ledger, "2026H1"), AFTER)
    known = figures.day.ledger
    city, whole = figures.group(""), figures.day.of_households(known.households.values(), known.helpers.values())
    assert city.parts
    for found in (figures.channels, figures.change_counts, figures.outings, figures.home_visits):
        assert found(city) == found(whole)
    for quarter in figures.quarters:
        assert figures.contact(city, quarter) == figures.contact(whole, quarter)
    assert figures.outings(city) > 3
