"""What is reckoned for a day: the quarters around it, and one entry for each household and helper."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jiedui.duties import entitlement
from jiedui.duties.contact import Book, ContactQuarter, ContactState
from jiedui.duties.outing import OutingState
from jiedui.model.following import follow
from jiedui.model.time import DAY, Quarter
from jiedui.reports.day import DayFigures

TODAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("day", "quarter", "number", "closed", "year"),
    [
        ("2023-08-01", "2023Q3", 1, None, 2023),
        ("2023-09-30", "2023Q3", 1, None, 2023),
        ("2023-10-01", "2023Q4", 2, "2023Q3", 2023),
        ("2028-12-31", "2028Q4", 22, "2028Q3", 2028),
        ("2029-01-01", "2028Q4", 22, "2028Q4", 2028),
    ],
)
def test_the_quarters_around_a_day(
    world: Any, day: str, quarter: str, number: int, closed: str | None, year: int
) -> None:
    figures = DayFigures(world.ledger(), date.fromisoformat(day))
    assert (str(figures.quarter), figures.quarter_number) == (quarter, number)
    assert (str(figures.closed_quarter) if figures.closed_quarter else None) == closed
    assert figures.outing_year_now == year
    assert len(figures.quarters) == 22


def test_each_household_and_helper_is_reckoned_in_the_order_of_the_ids(quarter_world: Any) -> None:
    figures = DayFigures(quarter_world.ledger(), date(2026, 8, 3))
    homes = ["PJ-2222", "PJ-3333", "YYL-2222"]
    assert list(figures.quota_lines) == ["PJ-B-2222", "PJ-B-3333", "YYL-B-2222", "YYS-B-2222"]
    for found in (figures.intakes, figures.outings, figures.hazards, figures.suspects):
        assert list(found) == homes
    assert sorted(figures.books) == sorted(figures.histories) == sorted(figures.due) == homes
    assert all(len(found) == 22 for found in figures.histories.values())


def test_the_states_of_one_quarter_are_those_of_the_history_and_no_other_is_reckoned(
    quarter_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter_world.household("PJ-4444", unit="pingjiang")  # nobody was ever in charge of it
    reckoned = Counter[Quarter]()

    def counting(book: Book, quarter: Quarter) -> ContactQuarter:
        reckoned[quarter] += 1
        return of_quarter(book, quarter)

    of_quarter = Book._quarter
    monkeypatch.setattr(Book, "_quarter", counting)
    alone = DayFigures(quarter_world.ledger(), date(2026, 8, 3))
    found = alone.states(Quarter(2026, 3))
    assert reckoned == {Quarter(2026, 3): 4}
    running = dict.fromkeys(("PJ-2222", "PJ-3333", "YYL-2222"), ContactState.RUNNING)
    assert found == {**running, "PJ-4444": ContactState.NOT_DUE}
    for index, quarter in enumerate(alone.quarters):
        states = {household: history[index].state for household, history in alone.histories.items()}
        assert DayFigures(quarter_world.ledger(), date(2026, 8, 3)).states(quarter) == states


def test_after_the_programme_the_state_of_its_last_day_stays_and_every_period_is_over(quarter_world: Any) -> None:
    """YYL-2222 was not contacted in 2028Q4 and nobody went out in 2028: running on the last day, then missed."""
    quarter_world.household("PJ-4444", quarter_world.pairing("PJ-B-2222", end="2028-12-31"), unit="pingjiang")
    quarter_world.household("PJ-5555", quarter_world.pairing("PJ-B-2222", "2029-01-01"), unit="pingjiang")
    ledger = quarter_world.ledger()
    last, next_day, later = (
        DayFigures(ledger, day) for day in (date(2028, 12, 31), date(2029, 1, 1), date(2030, 7, 1))
    )
    assert (last.is_over, last.as_of, last.asked_on) == (False, date(2028, 12, 31), date(2028, 12, 31))
    assert last.histories["YYL-2222"][-1].state is ContactState.RUNNING
    assert [item.state for item in last.outings["YYL-2222"]][-1] is OutingState.RUNNING
    assert last.due["YYL-2222"] != []
    for figures in (next_day, later):
        assert (figures.is_over, figures.as_of) == (True, date(2028, 12, 31))
        assert figures.quota_lines == last.quota_lines
        assert figures.quota_lines["PJ-B-2222"].have == 2  # the pairing that ended with the programme was still there
        assert figures.histories["YYL-2222"][-1].state is ContactState.OVERDUE
        assert [item.state for item in figures.outings["YYL-2222"]][-1] is OutingState.MISSED
        assert not any(figures.due.values())
        assert not any(figures.due_in_charge.values())
    assert next_day.asked_on == date(2029, 1, 1)


def test_the_rules_of_a_federation_are_looked_up_once_for_all_its_households(
    quarter_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, asked = DayFigures(quarter_world.ledger(), date(2026, 8, 3)), list[str]()
    known = entitlement.rules_in_use
    monkeypatch.setattr(
        entitlement, "rules_in_use", lambda policy, unit, when: asked.append(unit) or known(policy, unit, when)
    )
    found = figures.suspects
    assert sorted(asked) == sorted(figures.ledger.units)
    homes, policy = figures.ledger.households.values(), figures.ledger.policy
    assert found == {home.id: entitlement.suspects(home, policy, figures.as_of) for home in homes}
    assert any(found.values())


def test_whoever_asks_for_the_figures_of_a_day_of_a_ledger_that_is_edited_gets_the_same(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    assert DayFigures.of(ledger, TODAY) is not DayFigures.of(ledger, TODAY)
    follow(ledger, None)
    assert DayFigures.of(ledger, TODAY) is DayFigures.of(ledger.until(TODAY), TODAY)
    assert DayFigures.of(ledger, TODAY) is not DayFigures.of(ledger, TODAY + DAY)
    edited = replace(ledger)
    follow(edited, ledger)
    assert DayFigures.of(edited, TODAY).ledger is edited.until(TODAY)
