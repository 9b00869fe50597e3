"""The figures of the city, of each federation in the order of the divisions, and of any group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter, Span
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import INDICATORS, IndicatorKind
from jiedui.reports.quarter_table import COMPARED
from jiedui.reports.quarterly import QuarterFigures
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.reports.groups import GroupFigures

TODAY = date(2026, 8, 3)


def test_federations_stand_in_the_order_of_the_divisions_the_citys_first_unlisted_last(quarter_world: Any) -> None:
    for unit, prefix in (("zzz", "ZZ"), ("aaa", "AA")):
        quarter_world.unit(unit, prefix=prefix, name=f"{unit}全称", short=unit, level="县级残联")
    figures = Figures(quarter_world.ledger(), TODAY)
    assert figures.unit_order == ("city", "yueyanglou", "pingjiang", "aaa", "zzz")
    assert list(figures.units) == list(figures.unit_order)


def test_each_federation_has_its_own_households_and_helpers(quarter_world: Any) -> None:
    figures = Figures(quarter_world.ledger(), TODAY)
    found = {
        unit: ([item.id for item in group.households], [item.id for item in group.helpers])
        for unit, group in figures.units.items()
    }
    assert found == {
        "city": ([], ["YYS-B-2222"]), "yueyanglou": (["YYL-2222"], ["YYL-B-2222"]),
        "pingjiang": (["PJ-2222", "PJ-3333"], ["PJ-B-2222", "PJ-B-3333"]),
    }  # fmt: skip
    assert [group.unit for group in figures.units.values()] == list(figures.units)
    city = figures.city
    assert (len(city.households), len(city.helpers), city.unit) == (3, 4, "")


def test_a_group_is_what_is_kept(quarter_world: Any) -> None:
    figures = Figures(quarter_world.ledger(), TODAY)
    some = figures.group(lambda household: household.township == "安定镇")
    assert ([item.id for item in some.households], some.helpers) == (["PJ-2222", "PJ-3333"], [])
    helper = quarter_world.ledger().helpers["PJ-B-2222"]
    assert [item.id for item in figures.group(lambda _: False, [helper]).helpers] == ["PJ-B-2222"]


# The shipped ledger, counted by hand in its records


def test_a_risk_is_none_before_it_was_found_nor_watched_before_it_was(shipped_ledger: Ledger) -> None:
    """R-035: HR-M6N9 was found in 2023 and refused; HR-8DZF found on 2024-12-28 and watched from 2025-01-24.

    YYX-RFMG was found on 2024-12-31 and is gone (已消除) from 2025-02-11 on.
    """
    autumn, winter, later = (
        Figures(shipped_ledger, day) for day in (date(2024, 9, 30), date(2024, 12, 31), date(2025, 1, 24))
    )
    assert autumn.city.unmonitored == ("HR-M6N9",)
    assert winter.units["huarong"].unmonitored == ("HR-8DZF", "HR-M6N9")
    assert winter.city.unmonitored == ("HR-8DZF", "HR-M6N9", "YYX-RFMG")
    assert later.units["huarong"].unmonitored == ("HR-M6N9",)


def test_a_paired_household_stays_in_the_roster_when_it_leaves_hardship(shipped_ledger: Ledger) -> None:
    """A-29: YYX-B8CW left 低保 after it was paired; 岳阳县 has 9 of 12, the city 101 of 109."""
    figures = Figures(shipped_ledger, date(2026, 11, 23))
    county = figures.units["yueyang"].coverage
    assert "YYX-B8CW" in county.paired
    assert (len(county.paired), len(county.roster)) == (9, 12)
    assert (len(figures.city.coverage.paired), len(figures.city.coverage.roster)) == (101, 109)


CITY_DUE = {
    ("机关科室", "党组理事会"): 26, ("机关科室", "办公室"): 6, ("机关科室", "康复科"): 3, ("机关科室", "文教就业科"): 3,
    ("机关科室", "机关党委"): 4, ("机关科室", "组织联络科"): 2, ("机关科室", "维权科"): 2,
    ("直属单位", "就业服务中心"): 2, ("直属单位", "康复服务中心"): 3,
    ("专门协会", "岳阳市智力残疾人及亲友协会"): 1, ("专门协会", "岳阳市盲人协会"): 2,
    ("专门协会", "岳阳市精神残疾人及亲友协会"): 1, ("专门协会", "岳阳市聋人协会"): 1,
}  # fmt: skip


def test_the_citys_staff_answer_for_56_of_the_102_households_of_2026q3(shipped_ledger: Ledger) -> None:
    """R-098: counted in the records by who is 主责 on 2026-09-30 of each household that was due, and in which post."""
    quarter = Quarter(2026, 3)
    figures = Figures(shipped_ledger, date(2026, 11, 23))
    assert len(figures.city.contact(quarter).due) == 102
    assert len(figures.units["city"].contact(quarter).due) == 0
    assert len(figures.workplaces["city"].contact(quarter).due) == 56
    found = {
        (item.kind, item.name): due
        for item, group in figures.departments("city").items()
        if (due := len(group.contact(quarter).due))
    }
    assert found == CITY_DUE


DAYS = (date(2024, 9, 30), date(2025, 12, 31), date(2026, 9, 30), date(2026, 11, 23))
COUNTS = [item for item in INDICATORS if item.kind is not IndicatorKind.RATE]


def everybodys(figures: Figures) -> list[GroupFigures]:
    """The groups of all departments, what nobody answers for included."""
    return [group for unit in figures.workplaces for group in figures.departments(unit).values()]


def total(groups: Iterable[GroupFigures], value: Callable[[GroupFigures], Any]) -> Any:
    return sum(value(group) or 0 for group in groups)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_federations_and_departments_make_the_city_in_every_count(shipped_ledger: Ledger, day: date) -> None:
    figures = Figures(shipped_ledger, day)
    for item in COUNTS:
        whole = item.value(figures.city) or 0
        parts = (figures.units.values(), figures.workplaces.values(), everybodys(figures))
        assert [total(groups, item.value) for groups in parts] == [whole] * 3, item.key


def test_federations_and_departments_make_the_city_in_every_quarter(shipped_ledger: Ledger) -> None:
    for quarter in (Quarter(2023, 4), Quarter(2024, 4), Quarter(2025, 3), Quarter(2026, 2), Quarter(2026, 3)):
        found = QuarterFigures(shipped_ledger, quarter)
        groups = (found.day.units.values(), found.day.workplaces.values(), everybodys(found.day))
        sums = [[found.row(group) for group in some] for some in groups]
        for figure in COMPARED:
            wanted = Fraction(str(found.total[figure.key]))
            assert [sum(Fraction(str(row[figure.key])) for row in rows) for rows in sums] == [wanted] * 3, figure.key


def test_who_took_part_in_a_short_pairing_stands_beside_the_figures_of_the_year(shipped_ledger: Ledger) -> None:
    """A-18: these three were paired 54, 74 and 115 days in 2026, by hand in their records, and took part.

    YYX-N8NF, 154 days from 31 July on, came from HR-Z8DJ, paired until 17 March: with these 76 days 230, and counts.
    """
    found = Figures(shipped_ledger, date(2026, 11, 23)).city.outing_rows(2026)
    assert [(row.household, row.detail) for row in found if row.beside] == [
        ("JS-JSYJ", "参观一次展览；本年结对 54 天，不足 183 天"),
        ("PJ-98JE", "参加一次文化活动；本年结对 74 天，不足 183 天"),
        ("PJ-A2R5", "游一次园；本年结对 115 天，不足 183 天"),
    ]
    (moved,) = (row for row in found if row.household == "YYX-N8NF")
    assert (moved.state.value, moved.detail) == ("已参加", "参加一次文化活动")


def test_the_citys_departments_follow_it_and_what_nobody_answers_for_stands_last(quarter_world: Any) -> None:
    quarter_world.helper("YYS-B-3333", "city", {"body": "市残联直属单位", "department": "就业服务中心"})
    lines = Figures(quarter_world.ledger(), TODAY).workplace_lines
    assert [(line.key, line.name, line.unit) for line in lines] == [
        ("city", "市残联", "city"), ("city-1", "办公室", "city"), ("city-2", "就业服务中心", "city"),
        ("yueyanglou", "岳阳楼区残联", "yueyanglou"), ("pingjiang", "平江县残联", "pingjiang"),
        ("nobody", "无责任人", ""),
    ]  # fmt: skip
    assert [line.department.kind for line in lines if line.department] == ["机关科室", "直属单位"]


def test_who_left_leaves_a_department_without_staff(quarter_world: Any) -> None:
    quarter_world.helper("YYS-B-3333", "city", {"department": "康复科", "to": "2026-08-02", "end_reason": "退休离岗"})
    figures = Figures(quarter_world.ledger(), TODAY)
    assert [item.name for item in figures.departments("city")] == ["办公室", "康复科"]
    assert [item.name for item in figures.staffed("city")] == ["办公室"]


@pytest.mark.parametrize(
    ("days", "quarters"),
    [
        ({"from": "2026-07-01"}, ["2026Q3", "2026Q4"]),
        ({"from": "2026-06-30"}, ["2026Q2", "2026Q3", "2026Q4"]),
        ({"to": "2026-07-01"}, ["2026Q1", "2026Q2", "2026Q3"]),
        ({"to": "2026-06-30"}, ["2026Q1", "2026Q2"]),
    ],
)
def test_a_federation_stands_in_the_quarters_of_its_days(
    quarter_world: Any, days: dict[str, str], quarters: list[str]
) -> None:
    quarter_world.unit("zzz", prefix="ZZ", name="示例新区残联", short="示例新区", level="县级残联", **days)
    ledger = quarter_world.ledger()
    asked = [Quarter(2026, number) for number in (1, 2, 3, 4)]
    found = {str(quarter): QuarterFigures(ledger, quarter) for quarter in asked}
    assert [quarter for quarter, figures in found.items() if "zzz" in figures.rows] == quarters
    assert [quarter for quarter, figures in found.items() if "zzz" in figures.day.units] == list(found)
    told = [quarter for quarter, figures in found.items() if "zzz" in {row.line.unit for row in figures.workplaces}]
    assert told == quarters


def test_a_federation_that_is_no_more_stands_while_it_has_a_household(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    ledger.units["pingjiang"] = replace(ledger.units["pingjiang"], span=Span(date.min, date(2024, 1, 1)))
    assert "pingjiang" in Figures(ledger, TODAY).standing


@dataclass(frozen=True)
class Fate:
    """What becomes of a federation: dissolved after a day or not, its people and households handed over or not."""

    last: date | None
    handed_over: bool


def changing(world: Any, fates: dict[str, Fate]) -> Ledger:
    """A helper and a household of each federation, and a household of the first that the second one's helper leads.

    Each has a promise that was kept and one that is late, a contact in 2026Q1 and none since.
    """
    for unit, short in (("yueyanglou", "岳阳楼区残联"), ("pingjiang", "平江县残联")):
        last = fates[unit].last
        more = {"to": last.isoformat()} if last else {}
        world.unit(unit, prefix=unit[:3].upper(), name=short, short=short, level="县级残联", **more)
    for number, (unit, staff) in enumerate(
        (("yueyanglou", "yueyanglou"), ("pingjiang", "pingjiang"), ("yueyanglou", "pingjiang")), 1
    ):
        gone = [name for name in (unit, staff) if fates[name].last and fates[name].handed_over]
        end = min((str(fates[name].last) for name in gone), default="")
        role = {"to": str(fates[staff].last), "end_reason": "岗位调整"} if staff in gone else {}
        helper = world.helper(f"YYL-B-{number}{number}{number}{number}", staff, role)
        kept, late = world.measure("2026-01-20", "2026-02-28", "2026-02-10"), world.measure("2026-01-20", "2026-03-31")
        needs = [world.need(1, "2026-01-10", kept, closed="2026-02-10"), world.need(2, "2026-01-10", late)]
        closed = {"closed": {"date": end, "reason": "迁出市内"}} if unit in gone else {}
        home = f"YYL-{number}{number}{number}{number}"
        world.household(home, world.pairing(helper, "2026-01-01", end), unit=unit, needs=needs, **closed)
        world.visit(home, helper, "2026-02-10", unit)
    return world.ledger()


FATES = st.builds(
    Fate, st.none() | st.dates(date(2026, 3, 1), date(2026, 12, 31)), handed_over=st.booleans()
)  # fmt: skip


@given(first=FATES, second=FATES, quarter=st.integers(1, 4))
@settings(max_examples=examples(40))
def test_the_lines_make_the_city_whichever_federations_are_dissolved(
    new_world: Callable[[], Any], first: Fate, second: Fate, quarter: int
) -> None:
    ledger = changing(new_world(), {"yueyanglou": first, "pingjiang": second})
    asked = Quarter(2026, quarter)
    figures = Figures(ledger, asked.end)
    for item in COUNTS:
        assert total(figures.standing.values(), item.value) == (item.value(figures.city) or 0), item.key
    found = QuarterFigures(ledger, asked)
    federations = [item.row for item in found.workplaces if item.line.department is None]
    for figure in COMPARED:
        wanted = Fraction(str(found.total[figure.key]))
        for rows in (found.rows.values(), federations):
            assert sum(Fraction(str(row[figure.key])) for row in rows) == wanted, figure.key


def test_the_line_of_a_dissolved_federation_holds_what_it_kept_and_says_so(new_world: Callable[[], Any]) -> None:
    """Pingjiang is dissolved with the first quarter, its own household closed: it kept one promise of two.

    By workplace it kept two: the one of its own household and that of the one in Yueyanglou that its helper led.
    """
    gone = Fate(date(2026, 3, 31), handed_over=True)
    ledger = changing(new_world(), {"yueyanglou": Fate(None, handed_over=False), "pingjiang": gone})
    found = QuarterFigures(ledger, Quarter(2026, 2))
    assert {unit: (row["roster"], row["promises_kept"]) for unit, row in found.rows.items()} == {
        "city": (0, 0), "yueyanglou": (2, 2), "pingjiang": (0, 1),
    }  # fmt: skip
    lines = {item.line.name: item.row["promises_kept"] for item in found.workplaces if item.line.department is None}
    assert lines == {"市残联": 0, "岳阳楼区残联": 1, "平江县残联（已撤销）": 2, "无责任人": 0}
    assert found.day.unit_called("yueyanglou") == "岳阳楼区残联"
    assert found.day.unit_called("nowhere") == "nowhere"
    before = QuarterFigures(ledger, Quarter(2026, 1)).day
    assert before.unit_called("pingjiang") == "平江县残联"
