"""What happened in a stretch of time, hand-checked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.duties.change import ChangeKind
from jiedui.reports import halfyear
from jiedui.reports.period import PeriodFigures

AFTER = date(2027, 2, 1)
YYL, PJ = "yueyanglou", "pingjiang"


def test_a_running_half_year_shows_the_quarters_that_are_over(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), date(2026, 11, 23))
    assert [str(quarter) for quarter in figures.quarters] == ["2026Q3"]
    assert figures.end == date(2026, 11, 23)
    assert figures.contact("", figures.quarters[0]).rate == Fraction(2, 3)


def test_changes_of_the_period(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-07-31"), world.pairing(new, "2026-08-01"))
    world.household("YYL-3333", world.pairing(old, "2026-09-01", "2026-11-30"))
    world.household("YYL-4444", world.pairing(old, "2026-06-30"))
    world.household("PJ-2222", world.pairing(world.helper("PJ-B-2222", PJ), "2026-12-31"), unit=PJ)
    ledger = world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), AFTER)
    counts = figures.change_counts(YYL)
    assert counts == {ChangeKind.REASSIGNED: 1, ChangeKind.NEW: 1, ChangeKind.ENDED: 1}
    assert [item.household for item in figures.waiting(YYL)] == ["YYL-3333"]
    assert [(item.household, item.kind, item.on) for item in figures.changes(PJ)] == [
        ("PJ-2222", ChangeKind.NEW, date(2026, 12, 31)),
    ]  # fmt: skip
    assert [item.household for item in figures.changes("")] == ["PJ-2222", "YYL-2222", "YYL-3333", "YYL-3333"]
