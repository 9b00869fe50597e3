"""Whose each household, quarter, need and promise is: by residence, and by who answered for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.reports import share
from jiedui.reports.department import NOBODY, Department
from jiedui.reports.figures import Figures
from jiedui.reports.share import Answers, ResidenceShare, WorkplaceShare

CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"
OFFICE = Department(CITY, "市残联机关", "办公室")
COUNTY = Department(PJ, "县级残联", "办公室")
Q2, Q3 = (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 9, 30))
LAST = date(2026, 9, 30)


@pytest.fixture
def handed(world: Any) -> Any:
    """PJ-2222 passes from the county's PJ-B-2222 to the city's YYS-B-2222 on 2026-08-15; PJ-3333 has nobody."""
    county, city = world.helper("PJ-B-2222", PJ), world.helper("YYS-B-2222", CITY)
    before = world.measure("2026-03-01", "2026-08-01", "2026-08-14", by=county)
    after = world.measure("2026-03-01", "2026-08-01", "2026-08-15", by=county)
    owed = world.measure("2026-03-01", "2026-08-01", by=county)
    world.household(
        "PJ-2222", world.pairing(county, end="2026-08-14"), world.pairing(city, "2026-08-15"), unit=PJ,
        needs=[
            world.need(1, "2026-02-20", before, after, owed, closed="2026-08-15"),
            world.need(2, "2026-08-15"), world.need(3, "2026-02-20", closed="2026-08-14"),
        ],
    )  # fmt: skip
    world.household("PJ-3333", unit=PJ, needs=[world.need(1, "2026-02-20")])
    return world


def of(world: Any, *departments: Department, when: date = LAST) -> WorkplaceShare:
    return WorkplaceShare(Answers(world.ledger().until(when), when), departments)


def needs(found: list[Any]) -> list[str]:
    return [f"{item.household.id} {item.need.id}" for item in found]


def test_by_residence_all_of_a_household_is_its_federations(handed: Any) -> None:
    ledger = handed.ledger()
    share = ResidenceShare([ledger.households["PJ-2222"]], [], Figures(ledger, LAST))
    assert share.period(*Q2) == share.period(*Q3) == share.households
    assert needs(share.raised) == ["PJ-2222 n-7K3Q", "PJ-2222 n-8M4R", "PJ-2222 n-9P6T"]
    assert needs(share.closed) == ["PJ-2222 n-7K3Q", "PJ-2222 n-9P6T"]
    assert len(share.promises) == 3


def test_by_workplace_each_is_of_who_was_in_charge(handed: Any) -> None:
    city, county, nobody = of(handed, OFFICE), of(handed, COUNTY), of(handed, NOBODY)
    assert [[item.id for item in share.households] for share in (city, county, nobody)] == [
        ["PJ-2222"],
        [],
        ["PJ-3333"],
    ]
    assert [[item.id for item in share.helpers] for share in (city, county, nobody)] == [
        ["YYS-B-2222"], ["PJ-B-2222"], [],
    ]  # fmt: skip
    assert [[item.id for item in share.period(*Q2)] for share in (city, county, nobody)] == [
        [], ["PJ-2222"], ["PJ-3333"],
    ]  # fmt: skip
    assert [[item.id for item in share.period(*Q3)] for share in (city, county, nobody)] == [
        ["PJ-2222"], [], ["PJ-3333"],
    ]  # fmt: skip


def test_by_workplace_a_need_is_of_the_day_when_it_was_raised_and_of_the_day_when_it_was_closed(handed: Any) -> None:
    city, county, nobody = of(handed, OFFICE), of(handed, COUNTY), of(handed, NOBODY)
    assert needs(city.raised) == ["PJ-2222 n-8M4R"]
    assert needs(county.raised) == ["PJ-2222 n-7K3Q", "PJ-2222 n-9P6T"]
    assert needs(nobody.raised) == ["PJ-3333 n-7K3Q"]
    assert (needs(city.closed), needs(county.closed)) == (["PJ-2222 n-7K3Q"], ["PJ-2222 n-9P6T"])
    assert nobody.closed == []


def test_by_workplace_a_promise_is_of_who_kept_it_or_owes_it(handed: Any) -> None:
    """Of three promised by the predecessor he kept one; the successor kept the second and owes the third."""
    assert [item.measure.done_on for item in of(handed, COUNTY).promises] == [date(2026, 8, 14)]
    assert [item.measure.done_on for item in of(handed, OFFICE).promises] == [date(2026, 8, 15), None]


def test_several_departments_make_one_share(handed: Any) -> None:
    both = of(handed, OFFICE, NOBODY)
    assert [item.id for item in both.households] == ["PJ-2222", "PJ-3333"]


def test_every_department_with_any_share_is_listed_once_nobody_first(handed: Any) -> None:
    answers = Answers(handed.ledger(), LAST)
    assert answers.departments == (NOBODY, OFFICE, COUNTY)


def test_a_department_that_answered_for_a_quarter_once_stays(world: Any) -> None:
    """示例乙 moves from 康复科 to 办公室 on 2026-07-01: 2026Q2 remains that of 康复科."""
    moves = {"department": "康复科", "to": "2026-06-30"}, {"from": "2026-07-01"}
    helper = world.helper("YYS-B-2222", CITY, *moves)
    world.household("PJ-2222", world.pairing(helper), unit=PJ)
    figures = Figures(world.ledger(), LAST)
    old = Department(CITY, "市残联机关", "康复科")
    assert list(figures.departments(CITY)) == [OFFICE, old]
    due = {item: [len(group.contact(Quarter(2026, number)).due) for number in (2, 3)]
           for item, group in figures.departments(CITY).items()}  # fmt: skip
    assert due == {old: [1, 0], OFFICE: [0, 1]}


def test_who_has_had_one_office_is_looked_for_in_it_once(handed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = share.department
    monkeypatch.setattr(
        share, "department", lambda ledger, found: asked.append(found.helper if found else "") or known(ledger, found)
    )
    assert of(handed).answers.departments == (NOBODY, OFFICE, COUNTY)
    assert sorted(asked) == ["", "PJ-B-2222", "YYS-B-2222"]
