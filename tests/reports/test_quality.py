"""Data quality: what lacks, what is doubtful, what came late, and what has long not been touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.records.finding import Rule, Severity
from jiedui.reports.figures import Figures
from jiedui.reports.quality import Quality, QualityQuarter, doubts, entry_days
from jiedui.struct import Struct, asdict

TODAY = date(2026, 8, 3)
WARNS = Rule(id="may-be", title="可能不对", scope="户", why="看一眼", severity=Severity.WARNING)
STOPS = Rule(id="is-wrong", title="不对", scope="户", why="要改")
FORM_POLICIES = (
    "惠残政策 6 项（最低生活保障、困难残疾人生活补贴、重度残疾人护理补贴、基本养老保险、养老保险代缴、基本医疗保险）"
)


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
        (home, "", ("联系电话",)), (home, "示例乙", ("生活自理能力", "劳动能力", FORM_POLICIES)),
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


# Days that nobody entered something on: until when something holds or is promised.
NOT_ENTERED = {"due_on", "expires", "until"}


def days_in(item: Any, name: str = "") -> Iterator[tuple[str, date]]:
    """Yield every day in a record, by the name of its field."""
    if isinstance(item, date):
        yield name, item
    elif isinstance(item, Mapping):
        yield from (found for value in item.values() for found in days_in(value, name))
    elif isinstance(item, tuple | list):
        yield from (found for value in item for found in days_in(value, name))
    elif isinstance(item, Struct):
        yield from (found for key, value in asdict(item).items() for found in days_in(value, key))


def test_every_dated_entry_of_a_household_counts(world: Any) -> None:
    sent = {
        "receiver": "民政",
        "office": "县民政局",
        "sent_on": "2024-03-02",
        "asked": "请核实",
        "answered_on": "2024-03-20",
        "answer": "同意",
    }
    measure = world.measure("2024-03-01", due="2024-12-01", done="2024-04-01", referrals=[sent])
    needy = world.need(
        1,
        "2024-02-01",
        measure,
        closed="2024-05-01",
        origin="本人申报",
        looked_on="2024-02-02",
        urgent=True,
        responded_on="2024-02-03",
    )
    disability = {
        "certificates": [
            {
                "number": "49060219580312101741",
                "category": "肢体",
                "grade": "一级",
                "from": "2022-02-01",
                "expires": "2032-02-01",
            }
        ],
        "no_need_on": "2024-10-01",
        "outing_exemption": {"from": "2024-10-02", "to": "2024-10-03", "reason": "卧床", "alternative": "上门"},
    }
    person = {
        "id": "m-2F8D",
        "name": "示例乙",
        "sex": "男",
        "birth": "1958-03-12",
        "relation": "本人",
        "disability": disability,
        "joined_on": "2023-08-01",
        "since": [{"what": "employment", "date": "2024-09-01"}],
        "judgements": [
            {"rule": "living_check", "verdict": "不符合", "date": "2024-10-04", "basis": "看过", "to": "2025-10-04"}
        ],
    }
    gone = {
        "id": "m-3G9E",
        "name": "示例丙",
        "sex": "女",
        "birth": "1960-03-12",
        "relation": "配偶",
        "left": {"date": "2024-11-01", "reason": "去世"},
    }
    helper = world.helper("YYL-B-2222")
    world.household(
        "YYL-2222",
        world.pairing(helper, "2024-01-05", "2024-11-30", decided_on="2024-11-29", consulted_on="2024-11-28",
                      module_on="2024-01-20", form_on="2024-01-06", card_on="2024-01-07", onsite_on="2024-01-08",
                      module_updates=[{"date": "2024-11-02", "by": helper}]),
        needs=[needy],
        members=[person, gone],
        outings=[{"person": "m-2F8D", "date": "2024-06-01", "kind": "游一次园"}],
        relapse=[{"risk": "有", "kind": "大病", "found_on": "2024-07-01",
                  "monitoring": [{"status": "已申报", "date": "2024-08-01"}]}],
        hardship=[{"status": "低保户", "from": "2023-08-15"}],
        closed={"date": "2024-12-05", "reason": "去世"},
    )  # fmt: skip
    household = world.ledger().households["YYL-2222"]
    written = {day for name, day in days_in(household) if name not in NOT_ENTERED}
    # The exemption's last day is no entry either.
    assert set(entry_days(household, ())) == written - {date(2024, 10, 3)}
    assert len(written) == 31
    assert entry_days(household, ())[-1] == date(2024, 12, 5)
