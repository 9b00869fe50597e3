"""What is reckoned for a day: the quarters around it, and one entry for each household and helper."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from jiedui.duties import entitlement, outing, upkeep
from jiedui.duties.change import changes
from jiedui.duties.contact import Book, ContactQuarter, ContactState
from jiedui.duties.outing import OutingState
from jiedui.model.following import follow
from jiedui.model.time import DAY, Quarter
from jiedui.reports.day import DayFigures
from jiedui.struct import replace

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


CARD = {"number": "49060219580312101741", "category": "智力", "grade": "一级", "issued_on": "2010-05-01"}
CHILD = {
    "id": "m-3333", "name": "示例丙", "sex": "女", "birth": "2016-01-01", "relation": "子女", "education": "小学",
    "disability": {"certificates": [CARD], "self_care": "完全丧失"},
}  # fmt: skip
# All that a row of the survey may say.
ROWS: tuple[dict[str, Any], ...] = (
    {},
    {"exception_reason": "县残联报市残联同意", "priorities": [{"kind": "一户多残", "basis": "残疾人证"}]},
    {"hardship": [{"status": "低保户", "from": "2020-01-01", "to": "2026-05-01"}], "hukou": "农业"},
    {"members": [CHILD], "phone": "13900000001", "address": "3组"},
    {"members": [CHILD], "consent": {"date": "2023-09-12", "by": "监护人", "form": "书面", "revoked_on": "2026-08-01"}},
)


def listed(world: Any) -> list[str]:
    return [world.household(f"PJ-44{number}4", unit="pingjiang", plan="", **row) for number, row in enumerate(ROWS, 4)]


def test_of_who_is_listed_alone_nothing_is_to_be_counted_or_told(quarter_world: Any) -> None:
    homes = listed(quarter_world)
    ledger = quarter_world.ledger()
    assert ledger.engaged.keys() & {*homes} == set()
    for day in (date(2023, 8, 1), TODAY, date(2028, 12, 31), date(2029, 7, 1)):
        figures, quarter = DayFigures(ledger, day), Quarter.of(min(day, date(2028, 12, 31)))
        there = [home for home in homes if home in figures.ledger.households]
        assert len(there) == (len(homes) if day >= TODAY else 0)
        for home in there:
            record = figures.ledger.households[home]
            nothing = (
                figures.due[home], figures.due_in_charge[home], figures.intakes[home], figures.promises[home],
                figures.hazards[home], figures.benefit_gaps[home], figures.out_of_school[home],
                figures.able_unhelped[home], figures.suspects[home],
                upkeep.open_needs(record, day), changes(record, day),
            )  # fmt: skip
            assert not any(nothing)
            assert not upkeep.unmonitored_risk(record)
            assert not upkeep.refused_risk(record)
            assert {item.state for item in figures.outings[home]} <= {OutingState.NOT_DUE}
            assert not any(item.beside for item in figures.outings[home])
            states = {item.state for item in figures.histories[home]}
            assert states <= {ContactState.NOT_DUE, ContactState.AHEAD}
            assert states >= {Book(figures.ledger, record, day).quarter(quarter).state}


def test_of_who_is_listed_alone_a_figure_is_reckoned_when_it_is_asked_for(
    quarter_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter_world.household("PJ-4444", unit="pingjiang", plan="")
    reckoned, of_home = list[str](), outing.outing_years
    monkeypatch.setattr(outing, "outing_years", lambda home, *on: reckoned.append(home.id) or of_home(home, *on))
    figures = DayFigures(quarter_world.ledger(), TODAY)
    assert figures.outings["PJ-2222"]
    assert reckoned == ["PJ-2222", "PJ-3333", "YYL-2222"]
    assert figures.outings["PJ-4444"]
    assert reckoned[3:] == ["PJ-4444"]


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
