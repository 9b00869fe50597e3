"""What persons, townships and federations have adds up to what the city has, wherever a figure can be summed.

For departments and federations as of a day and of a quarter, tests/reports/test_figures.py holds the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

import pytest

from jiedui.duties.quota import QuotaState
from jiedui.model.ledger import Ledger
from jiedui.reports import annual, halfyear
from jiedui.reports.assessment import department_sheet_of, unit_sheet_of
from jiedui.reports.deadlines import Deadlines
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import INDICATORS, IndicatorKind
from jiedui.reports.needs import NeedBook
from jiedui.reports.period import PeriodFigures
from jiedui.reports.personal import person_sheet_of
from jiedui.reports.provincial import ModuleState, module_ledger
from jiedui.reports.townships import Townships
from jiedui.workbook.register import register_sheet

DAYS = ("2026-11-20", "2026-09-30", "2024-02-29", "2023-09-01", "2025-12-31")
COUNTS = [item for item in INDICATORS if item.kind is not IndicatorKind.RATE]

on_days = pytest.mark.parametrize("day", [DAYS[0], *(pytest.param(day, marks=pytest.mark.soak) for day in DAYS[1:])])


def hand_over(copy: Any) -> None:
    """Give every third household to somebody of another federation on 1 November 2026, its open promises with it."""
    helpers = copy.of("helper")
    for number, record in enumerate(copy.of("household")[::3]):
        for spell in record.data.get("pairings", []):
            if "to" not in spell and spell["from"] < "2026-10-31" and spell["role"] == "主责":
                unit = next(item.place.unit for item in helpers if item.data["id"] == spell["helper"])
                others = [item.data["id"] for item in helpers if item.place.unit != unit]
                spell |= {"to": "2026-10-31", "end_reason": "岗位调整"}
                successor = {"helper": others[number * 7 % len(others)], "role": "主责", "from": "2026-11-01"}
                record.data["pairings"].append(successor)
                break


@pytest.fixture(scope="module")
def ledger(copy_of: Callable[..., Any]) -> Ledger:
    """The shipped ledger, with more hand-overs from one federation to another than it has."""
    copy = copy_of()
    hand_over(copy)
    return copy.ledger()


@pytest.fixture(scope="module")
def figures_on(ledger: Ledger) -> Callable[[str], Figures]:
    return cache(lambda day: Figures(ledger, date.fromisoformat(day)))


@pytest.fixture(scope="module")
def year_on(ledger: Ledger) -> Callable[[str], PeriodFigures]:
    """The figures of the year that a day lies in, as of the day."""

    def figures(day: str) -> PeriodFigures:
        as_of = date.fromisoformat(day)
        return PeriodFigures(ledger, annual.year_period(ledger, as_of.year), as_of)

    return cache(figures)


@on_days
def test_townships_make_their_federations_and_the_city(figures_on: Callable[[str], Figures], day: str) -> None:
    """Each household of the roster lies in one township; what helpers owe and have has no township."""
    figures = figures_on(day)
    townships, divisions = Townships(figures), figures.ledger.divisions
    homes = {item.code: {home.id for home in townships.households(item)} for item in divisions.townships}
    assert sorted(home for found in homes.values() for home in found) == [item.id for item in figures.city.active]
    roster = figures.group(lambda household: household.active_on(figures.as_of))
    groups = [figures.group(lambda household, some=some: household.id in some) for some in homes.values() if some]
    for item in COUNTS:
        if item.key not in ("owed", "have", "gap"):
            assert sum(item.value(group) or 0 for group in groups) == (item.value(roster) or 0), item.key


@on_days
def test_persons_make_the_departments_and_the_city(figures_on: Callable[[str], Figures], day: str) -> None:
    """Everybody's quota and households, and the households of nobody."""
    figures = figures_on(day)
    for group in (figures.city, *figures.units.values(), *figures.workplaces.values()):
        lines = [figures.quota_lines[helper.id] for helper in group.helpers]
        assert sum(line.owed for line in lines if line.state is not QuotaState.LEFT) == group.quota.owed
        assert sum(line.have for line in lines if line.state is not QuotaState.LEFT) == group.quota.have
        assert sum(line.gap for line in lines) == group.quota.gap
    charges = Counter(
        pairing.helper if (pairing := home.primary_on(figures.as_of)) else "" for home in figures.city.households
    )
    for group in figures.workplaces.values():
        own = [helper.id for helper in group.helpers] if group is not figures.workplaces[""] else [""]
        assert sum(charges[helper] for helper in own) == len(group.households)


def appraised(rows: Iterable[Any]) -> Counter[str]:
    """The two parts of each yardstick, added up."""
    found = Counter[str]()
    for row in rows:
        found[row.yardstick.key] += row.portion.part
        found[f"{row.yardstick.key} of"] += row.portion.whole
    return found


# A person's contacts, first visits, measures and activities are his own; these three are each one person's.
SUMMED = ("quota", "quota of", "promise", "promise of", "closed", "closed of")


@on_days
def test_sheets_of_persons_and_departments_make_those_of_federations(
    year_on: Callable[[str], PeriodFigures], day: str
) -> None:
    figures = year_on(day)
    for unit in figures.ledger.units:
        staff = appraised(unit_sheet_of(figures, unit).staff)
        departments = figures.day.departments(unit)
        assert staff == appraised(row for item in departments for row in department_sheet_of(figures, item).rows)
        helpers = figures.ledger.helpers_of(unit)
        persons = appraised(row for helper in helpers for row in person_sheet_of(figures, helper).rows)
        assert {key: persons[key] for key in SUMMED} == {key: staff[key] for key in SUMMED}, unit


@on_days
def test_what_is_due_is_of_federations_once_and_of_persons(figures_on: Callable[[str], Figures], day: str) -> None:
    figures = figures_on(day)
    deadlines = Deadlines(figures)
    towards_homes = sum(item.household != "" for found in deadlines.by_unit.values() for item in found)
    assert towards_homes == sum(map(len, figures.due.values()))
    for group in figures.units.values():
        own = [item for item in deadlines.by_unit[group.unit] if item.household]
        assert len(own) == sum(len(figures.due[home.id]) for home in group.households)


def period_figures(figures: PeriodFigures, unit: str) -> Counter[str]:
    """Every figure of the paper of a federation, or of the city for nothing, that is a number."""
    group = figures.group(unit)
    needs = figures.needs(group)
    found = Counter[str](
        visits=len(figures.visits(group)), home_visits=figures.home_visits(group).part, raised=needs.raised,
        closed=needs.closed, open=needs.open, changes=len(figures.changes(group)), outings=figures.outings(group),
        waiting=len(figures.waiting(group)),
    )  # fmt: skip
    for name, counts in (("channel", figures.channels(group)), ("measure", figures.measures(group))):
        found.update({f"{name} {key}": value for key, value in counts.items()})
    found.update({f"change {key}": value for key, value in figures.change_counts(group).items()})
    for quarter in figures.quarters:
        contact = figures.contact(group, quarter)
        found.update({f"{quarter} {state}": len(homes) for state, homes in contact.by_state.items()})
    return found


@pytest.mark.parametrize(
    ("report", "name", "day"),
    [
        (halfyear, "2026H1", "2026-11-20"),
        (annual, "2026", "2026-11-20"),
        pytest.param(annual, "first", "2024-10-15", marks=pytest.mark.soak),
        pytest.param(annual, "2025", "2025-12-31", marks=pytest.mark.soak),
        pytest.param(halfyear, "2023H2", "2026-11-20", marks=pytest.mark.soak),
    ],
)
def test_federations_make_the_city_in_every_period(ledger: Ledger, report: Any, name: str, day: str) -> None:
    figures = PeriodFigures(ledger, report.period_of(ledger, name), date.fromisoformat(day))
    whole = period_figures(figures, "")
    assert whole.total() > 0
    assert sum((period_figures(figures, unit) for unit in ledger.units), Counter()) == +whole


@on_days
def test_lists_of_federations_make_that_of_the_city(
    figures_on: Callable[[str], Figures], ledger: Ledger, day: str
) -> None:
    """The provincial module's lines, the register's rows and the needs by state."""
    figures = figures_on(day)
    module = module_ledger(figures.ledger, figures.as_of)
    for state in ModuleState:
        of_city = [line for line in module.lines if line.state is state]
        of_units = [line.household for unit in ledger.units for line in of_city if line.unit == unit]
        assert sorted(of_units) == [line.household for line in of_city], state
    rows = [row for unit in ledger.units for row in register_sheet(ledger, unit, figures.as_of).rows]
    disabled = [
        member.id for home in figures.city.active for member in home.present_on(figures.as_of) if member.disability
    ]
    assert len(rows) == len(disabled)
    states = [
        Counter(line.state for line in NeedBook(group).lines) for group in (figures.city, *figures.units.values())
    ]
    assert sum(states[1:], Counter()) == states[0]
