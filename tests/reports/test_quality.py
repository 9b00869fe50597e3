"""Data quality: what lacks, what is doubtful, what came late, and what has long not been touched."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.records.finding import Rule, Severity
from jiedui.reports.figures import Figures
from jiedui.reports.quality import Quality, QualityQuarter, doubts, entry_days

TODAY = date(2026, 8, 3)
WARNS = Rule(id="may-be", title="可能不对", scope="户", why="看一眼", severity=Severity.WARNING)
STOPS = Rule(id="is-wrong", title="不对", scope="户", why="要改")


def quality(world: Any, when: date = TODAY, findings: Any = ()) -> Quality:
    figures = Figures(world.ledger(), when)
    return Quality(figures, figures.city.households, doubts(findings, figures.ledger))


@pytest.fixture
def home(world: Any) -> Any:
    """A household paired on 2023-09-15, in which nothing else was ever entered."""
    return world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))


def test_a_household_lacks_what_is_not_written_of_it_and_of_each_disabled_person(world: Any, home: str) -> None:
    found = quality(world).gaps
    # The plan is written; no telephone, no self-care, no labour, none of the six policies of the form is. Those that it
    # does not ask of everybody, such as 教育救助 of one of 68 years, are not lacking.
    assert [(gap.household, gap.person, gap.fields) for gap in found] == [
        (home, "", ("联系电话",)), (home, "示例乙", ("生活自理能力", "劳动能力", "惠残政策 6 项")),
    ]  # fmt: skip
    assert quality(world).lacking == 1


def test_a_plan_is_asked_for_once_a_household_is_paired(world: Any) -> None:
    world.household("YYL-2222", phone="15400000011", plan="")
    world.household("YYL-3333", world.pairing(world.helper("YYL-B-2222")), phone="15400000011", plan="")
    own = [(gap.household, gap.fields) for gap in quality(world).gaps if not gap.person]
    assert own == [("YYL-3333", ("拟帮扶措施",))]


def test_what_is_closed_lacks_nothing_and_is_not_stale(world: Any) -> None:
    world.household("YYL-2222", closed={"date": "2026-08-02", "reason": "去世"})
    found = quality(world)
    assert (found.active, found.gaps, found.stale) == ([], [], [])


def test_warnings_are_doubts_of_the_federation_and_household_that_the_path_names(world: Any, home: str) -> None:
    file = f"yueyanglou/households/{home}/household.yml"
    findings = [
        STOPS.at(file, message="错", remedy="改"),
        WARNS.at("policy/readings.yml", message="一", remedy="看"),
        WARNS.at("yueyanglou/helpers/YYL-B-2222.yml", message="二", remedy="看"),
        WARNS.at(f"yueyanglou/households/{home}/visits/2026-01-01.yml", message="三", remedy="看"),
        WARNS.at("yueyanglou/households/YYL-9999/household.yml", message="四", remedy="看"),
    ]
    found = doubts(findings, world.ledger())
    assert [(item.message, item.unit, item.household) for item in found] == [
        ("一", "", ""), ("二", "yueyanglou", ""), ("三", "yueyanglou", home), ("四", "yueyanglou", ""),
    ]  # fmt: skip


def test_a_contact_is_late_when_it_was_entered_more_than_fifteen_days_after(world: Any, home: str) -> None:
    assert world.ledger().policy.settings.late_days == 15
    world.visit(home, "YYL-B-2222", "2026-07-01", entered_on="2026-07-16")
    world.visit(home, "YYL-B-2222", "2026-07-02", entered_on="2026-07-18")
    world.visit(home, "YYL-B-2222", "2026-06-30", entered_on="2026-08-01")
    found = quality(world)
    assert [visit.date.isoformat() for visit in found.late] == ["2026-07-02", "2026-06-30"]
    # Of July one of two, of the quarter before the only one.
    assert found.quarters[-2:] == [
        QualityQuarter(Quarter(2026, 2), 1, 1, 0), QualityQuarter(Quarter(2026, 3), 2, 1, 0),
    ]  # fmt: skip
    assert [row.late_rate for row in found.quarters[-3:]] == [None, Fraction(1), Fraction(1, 2)]


def test_a_household_is_stale_on_the_day_after_a_year_without_an_entry(world: Any, home: str) -> None:
    world.visit(home, "YYL-B-2222", "2025-08-03")
    # From 2025-08-03 to 2026-08-03 are 365 days: a year, and not more.
    assert quality(world).stale == []
    (found,) = quality(world, date(2026, 8, 4)).stale
    assert (found.household, found.last) == (home, date(2025, 8, 3))


def test_the_quarters_say_how_many_were_stale_at_their_ends(world: Any, home: str) -> None:
    world.visit(home, "YYL-B-2222", "2025-08-03")
    # Paired on 2023-09-15: untouched for more than a year from 2024-09-15 until the contact of 2025-08-03.
    told = {str(row.quarter): row.stale for row in quality(world).quarters}
    assert told == {
        "2024Q4": 1, "2025Q1": 1, "2025Q2": 1, "2025Q3": 0, "2025Q4": 0, "2026Q1": 0, "2026Q2": 0, "2026Q3": 0,
    }  # fmt: skip


def test_the_longest_untouched_come_first(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, "2024-01-01"))
    world.household("YYL-3333", world.pairing(helper, "2023-12-01"))
    assert [item.household for item in quality(world).stale] == ["YYL-3333", "YYL-2222"]


def test_before_eight_quarters_are_over_there_are_fewer(world: Any, home: str) -> None:
    assert home
    assert [str(row.quarter) for row in quality(world, date(2024, 1, 1)).quarters] == ["2023Q3", "2023Q4", "2024Q1"]


def test_every_dated_entry_of_a_household_counts(world: Any) -> None:
    measure = world.measure("2024-03-01", done="2024-04-01")
    world.household(
        "YYL-2222",
        world.pairing(world.helper("YYL-B-2222"), "2024-01-05", module_on="2024-01-20"),
        needs=[world.need(1, "2024-02-01", measure, closed="2024-05-01")],
        outings=[{"person": "m-2F8D", "date": "2024-06-01", "kind": "游一次园"}],
        relapse=[{"risk": "有", "kind": "大病", "found_on": "2024-07-01",
                  "monitoring": [{"status": "已申报", "date": "2024-08-01"}]}],
        hardship=[{"status": "低保户", "from": "2023-08-15"}],
    )  # fmt: skip
    days = entry_days(world.ledger().households["YYL-2222"], ())
    assert [day.isoformat() for day in dict.fromkeys(days)] == [
        "2023-08-15", "2023-09-01", "2024-01-05", "2024-01-20", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01",
        "2024-06-01", "2024-07-01", "2024-08-01",
    ]  # fmt: skip
