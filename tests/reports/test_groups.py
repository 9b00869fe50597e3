"""The figures of a group: which households and rows each holds, in which order, at which boundary."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import ContactState
from jiedui.duties.outing import OutingState
from jiedui.model.time import Quarter
from jiedui.reports.figures import Figures
from jiedui.reports.group_rows import UndecidedPerson
from jiedui.reports.groups import GroupFigures
from jiedui.reports.share import ResidenceShare
from jiedui.struct import replace

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger

YYL, PJ = "yueyanglou", "pingjiang"
ADULT = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}


def group(world: Any, when: date, unit: str = YYL) -> GroupFigures:
    return Figures(world.ledger(), when).units[unit]


def test_quotas_are_summed_over_who_is_in_office_and_nothing_fills_anothers_gap(world: Any) -> None:
    busy, idle, other = world.helper("YYL-B-2222"), world.helper("YYL-B-3333"), world.helper("YYL-B-4444")
    gone = world.helper("YYL-B-5555", YYL, {"to": "2025-12-31", "end_reason": "退休离岗"})
    for number, helper in (("2", busy), ("3", busy), ("4", busy), ("5", gone)):
        end = "2025-12-31" if helper == gone else ""
        world.household(f"YYL-{number * 4}", world.pairing(helper, end=end))
    found = group(world, date(2026, 8, 3)).quota
    assert (found.helpers, found.owed, found.have, found.gap) == (3, 3, 3, 2)
    assert found.short == (idle, other)


def test_coverage_is_of_the_roster_and_none_without_one(world: Any) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.household("YYL-3333")
    assert group(world, date(2026, 8, 3)).coverage_rate == Fraction(1, 2)
    assert group(world, date(2026, 8, 3), PJ).coverage_rate is None


def test_households_of_a_group_stand_in_the_order_of_their_ids(world: Any) -> None:
    for number in ("4444", "2222", "3333"):
        ended = {"closed": {"date": "2026-08-03", "reason": "去世"}} if number == "3333" else {}
        world.household(f"YYL-{number}", **ended)
    ledger = world.ledger()
    when = date(2026, 8, 4)
    figures = Figures(ledger, when)
    mixed = GroupFigures(figures, "", ResidenceShare(list(reversed(ledger.households.values())), [], figures))
    assert [item.id for item in mixed.households] == ["YYL-2222", "YYL-3333", "YYL-4444"]
    assert [item.id for item in mixed.active] == ["YYL-2222", "YYL-4444"]


def test_a_quarter_alone_is_what_it_is_among_all(quarter_world: Any) -> None:
    for unit in (YYL, PJ):
        found = group(quarter_world, date(2027, 1, 1), unit)
        assert [found.contact_alone(quarter) for quarter in found.figures.quarters] == [
            found.contact(quarter) for quarter in found.figures.quarters
        ]


def test_overdue_quarters_come_latest_first_and_those_of_one_quarter_by_household(quarter_world: Any) -> None:
    found = group(quarter_world, date(2027, 1, 1), PJ)
    assert [(row.household, str(row.contact.quarter)) for row in found.overdue_rows][:3] == [
        ("PJ-2222", "2026Q4"), ("PJ-3333", "2026Q4"), ("PJ-2222", "2026Q3"),
    ]  # fmt: skip
    assert found.overdue_ever == len(found.overdue_rows)
    assert found.overdue_last == ("PJ-2222", "PJ-3333")
    assert found.contact_now.quarter == Quarter(2027, 1)


def test_nothing_is_overdue_before_a_quarter_is_over(quarter_world: Any) -> None:
    last = group(quarter_world, date(2026, 9, 30), PJ)
    assert last.overdue_last == ()
    assert group(quarter_world, date(2026, 10, 1), PJ).overdue_last == ("PJ-2222",)
    assert group(quarter_world, date(2023, 9, 30), PJ).overdue_last == ()
    assert last.contact(Quarter(2026, 3)).of(ContactState.RUNNING) == ("PJ-2222",)


def test_open_needs_stand_in_the_order_of_households_and_needs(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    closed = world.need(1, "2026-01-02", world.measure("2026-01-05", done="2026-02-01"), closed="2026-08-03")
    world.household("YYL-3333", world.pairing(helper), needs=[closed, world.need(2, "2026-08-03")])
    world.household("YYL-2222", world.pairing(helper), needs=[world.need(3, "2026-08-04"), world.need(4, "2026-01-01")])
    found = group(world, date(2026, 8, 3)).open_needs
    assert [(item.household.id, item.need.id) for item in found] == [("YYL-2222", "n-ABCD"), ("YYL-3333", "n-8M4R")]
    before = group(world, date(2026, 8, 2)).open_needs
    assert [(item.household.id, item.need.id) for item in before] == [("YYL-2222", "n-ABCD"), ("YYL-3333", "n-7K3Q")]


def test_gaps_are_one_for_each_person_and_policy(world: Any) -> None:
    person = {"name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人", "disability": ADULT}
    benefits = {"low_income": "符合未享受", "living": "符合未享受", "care": "已享受"}
    members = [
        {"id": "m-2F8D", **person, "benefits": benefits},
        {"id": "m-3G9H", **person, "benefits": {"care": "符合未享受"}},
    ]
    world.household("YYL-2222", members=members)
    found = group(world, date(2026, 8, 3)).benefit_gaps
    assert [(item.household.id, item.member.id, item.benefit) for item in found] == [
        ("YYL-2222", "m-2F8D", "low_income"), ("YYL-2222", "m-2F8D", "living"), ("YYL-2222", "m-3G9H", "care"),
    ]  # fmt: skip


def test_a_policy_that_came_with_a_lost_hardship_lacks_no_more(world: Any) -> None:
    """低保 ends on 2026-08-02: of the two policies recorded as 符合未享受 the one that comes with it is none."""
    person = {**known("m-2F8D"), "benefits": {"living_subsidy": "符合未享受", "pension": "符合未享受"}}
    gone = {**known("m-3G9H"), "benefits": {"pension": "符合未享受"}, "left": {"date": "2026-08-02", "reason": "去世"}}
    world.household("YYL-2222", members=[person, gone], hardship=[{"status": "低保户", "to": "2026-08-02"}])
    found = [[item.benefit for item in group(world, date(2026, 8, number)).benefit_gaps] for number in (2, 3)]
    assert found == [["living_subsidy", "pension"], ["pension"]]


def known(identifier: str, **benefits: str) -> dict[str, Any]:
    """A person of 46 of whom everything is known but the day on which the certificate expires."""
    return {
        "id": identifier, "name": "示例乙", "sex": "男", "birth": "1980-05-01", "relation": "本人",
        "employment": "丧失劳动能力",
        "disability": {
            "certificates": [{"number": "49060219800501101741", "category": "肢体", "grade": "一级"}],
            "self_care": "部分丧失", "care": "父母照料", "labour": "无", "no_need_on": "2024-03-18",
        },
        "benefits": {
            "dibao": "已享受", "living_subsidy": "已享受", "nursing_subsidy": "已享受", "pension": "已享受",
            "pension_aid": "已享受", "medical_insurance": "已享受", "medical_rehab": "不符合", **benefits,
        },
        "facts": dict.fromkeys(("province_hukou", "medical_premium_aid"), "是") | dict.fromkeys(
            ("orphan_allowance", "work_injury_nursing", "no_supporter", "no_income", "employee_medical",
             "employee_pension", "foster_care", "pension_paid", "fuel_subsidy", "motor_wheelchair"), "否",
        ),
    }  # fmt: skip


def test_the_undecided_stand_beside_the_suspected_each_with_what_is_missing(world: Any) -> None:
    more = {"hukou": "农业", "relapse": [{"risk": "无"}]}
    two = [known("m-2F8D", medical_insurance="未通过"), known("m-3G9H", living_subsidy="未通过")]
    world.household("YYL-2222", members=two, **more)
    world.household("YYL-3333", members=[known("m-2F8D")], **more)
    found = group(world, date(2026, 8, 3))
    assert [(item.household, item.person, item.rule.id) for item in found.suspects] == [
        ("YYL-2222", "m-2F8D", "medical_insured"),
    ]  # fmt: skip
    assert found.undecided == (
        UndecidedPerson("YYL-2222", "m-2F8D", 1, ("证件到期日",)),
        UndecidedPerson("YYL-2222", "m-3G9H", 2, ("证件到期日",)),
        UndecidedPerson("YYL-3333", "m-2F8D", 1, ("证件到期日",)),
    )


def test_what_else_is_to_be_looked_into_is_no_suspect(world: Any) -> None:
    person = known("m-2F8D")
    person["disability"]["certificates"][0]["expires"] = "2027-01-30"  # 180 days after 2026-08-03
    world.household("YYL-2222", members=[person], hukou="农业", relapse=[{"risk": "无"}])
    assert group(world, date(2026, 8, 2)).reminders == ()
    found = group(world, date(2026, 8, 3))
    assert [(item.household, item.person, item.rule.id) for item in found.reminders] == [
        ("YYL-2222", "m-2F8D", "cert_expiry"),
    ]  # fmt: skip
    assert (found.suspects, found.undecided) == ((), ())


def test_undecided_persons_are_told_once_with_every_missing_field_once(world: Any) -> None:
    world.household("YYL-2222")
    found = group(world, date(2026, 8, 3))
    (person,) = found.undecided
    assert (person.household, person.person) == ("YYL-2222", "m-2F8D")
    unknown = [item for item in found.figures.suspects["YYL-2222"] if item.missing]
    assert person.rules == len(unknown) > 1
    assert list(person.missing) == list(dict.fromkeys(name for item in unknown for name in item.missing))
    assert not set(unknown) & set(found.suspects)


def test_children_out_of_school_and_adults_without_a_measure_are_named(world: Any) -> None:
    child = {
        "id": "m-3G9H", "name": "示例丙", "sex": "男", "birth": "2016-03-12", "relation": "子女", "schooling": "未入学",
        "disability": {"certificates": [{"number": "49060220160312101752", "category": "智力", "grade": "二级"}]},
    }  # fmt: skip
    adult = {
        "id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1988-03-12", "relation": "本人",
        "disability": {**ADULT, "labour": "有"},
    }  # fmt: skip
    world.household("YYL-2222", members=[adult, child])
    found = group(world, date(2026, 8, 3))
    assert [(item.household.id, item.member.id) for item in found.out_of_school] == [("YYL-2222", "m-3G9H")]
    assert [(item.household.id, item.member.id) for item in found.able_unhelped] == [("YYL-2222", "m-2F8D")]


def test_activities_are_counted_by_year_and_state(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    outing = [{"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"}]
    world.household("YYL-2222", world.pairing(helper), outings=outing)
    world.household("YYL-3333", world.pairing(helper))
    world.household(
        "YYL-4444", world.pairing(helper, end="2026-08-01"), closed={"date": "2026-08-01", "reason": "去世"}
    )
    found = group(world, date(2026, 8, 3))
    assert found.outing_year(2026)["已参加"] == 1
    assert [item.household for item in found.outing_rows(2026, OutingState.DONE)] == ["YYL-2222"]
    assert {item.household for item in found.outing_rows(2025, OutingState.MISSED)} >= {"YYL-2222", "YYL-3333"}
    assert [item.household for item in found.outings_open] == ["YYL-3333"]


def test_hazards_and_first_tasks_that_stand_open(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    world.household("YYL-3333", world.pairing(helper))
    world.visit("YYL-2222", helper, "2023-09-20", hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-2222", helper, "2026-08-03", hazards={"fire": "无"})
    found = group(world, date(2026, 8, 3))
    assert [(item.household, item.key) for item in found.open_hazards] == [("YYL-2222", "gas")]
    assert found.intake_open == ("YYL-3333",)


def test_what_waits_longer_than_its_working_days_is_counted_from_the_day_after(world: Any) -> None:
    """Twenty working days after Monday 6 July end on Monday 3 August; a promise past its day is no matter here."""
    promise = world.measure("2026-07-01", "2026-07-31")
    needs = [world.need(1, "2026-07-06"), world.need(2, "2026-07-03"), world.need(3, "2026-07-01", promise)]
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")), needs=needs)
    world.household("YYL-3333", needs=[world.need(4, "2026-07-01")], closed={"date": "2026-08-02", "reason": "脱困"})
    told = {day: [item.period for item in group(world, date(2026, 8, day)).over_limit] for day in (1, 3, 4)}
    assert told == {1: ["n-ABCD", "n-8M4R"], 3: ["n-8M4R"], 4: ["n-8M4R", "n-7K3Q"]}


def test_participation_and_whom_the_leaders_lead(world: Any) -> None:
    found = group(world, date(2026, 8, 3))
    assert (found.participation_rate, found.hard_share) == (None, None)
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.helper("YYL-B-3333")
    found = group(world, date(2026, 8, 3))
    assert (found.participation_rate, found.hard_share) == (Fraction(1, 2), None)


def test_who_is_paired_but_not_eligible_is_counted_outside_the_roster(world: Any) -> None:
    """Of three paired households one is 其他特殊困难: 已结对 2, and 1 outside; the five tasks lack in all 3."""
    for household, status in (("YYL-2222", "低保户"), ("YYL-3333", "其他特殊困难"), ("YYL-4444", "低保边缘户")):
        pairing = world.pairing(world.helper(f"YYL-B-{household[-4:]}"))
        world.household(household, pairing, hardship=[{"status": status}])
    world.household("YYL-5555", hardship=[{"status": "其他特殊困难"}])
    found = group(world, date(2026, 8, 3))
    assert [home.id for home in found.paired] == ["YYL-2222", "YYL-4444"]
    assert [home.id for home in found.paired_outside] == ["YYL-3333"]
    assert found.coverage.paired == ("YYL-2222", "YYL-4444")
    assert found.intake_open == ("YYL-2222", "YYL-3333", "YYL-4444")


def test_what_the_city_has_is_added_up_from_its_federations_and_is_what_all_of_it_has(shipped_ledger: Ledger) -> None:
    figures = Figures(shipped_ledger, date(2026, 11, 23))
    city, known = figures.city, figures.ledger
    whole = figures.of_households(known.households.values(), known.helpers.values())
    assert (len(city.parts), len(whole.parts)) == (len(known.units), 0)
    assert city.quota == whole.quota
    assert city.coverage == whole.coverage
    assert city.intake_open == whole.intake_open
    assert [city.contact(item) for item in figures.quarters] == [whole.contact(item) for item in figures.quarters]
    assert min(len(city.quota.short), len(city.coverage.paired), len(city.intake_open), len(city.contact_now.due)) > 1


def test_a_city_with_a_household_of_none_of_its_federations_is_reckoned_as_a_whole(shipped_ledger: Ledger) -> None:
    units = {key: unit for key, unit in shipped_ledger.units.items() if key != PJ}
    figures = Figures(replace(shipped_ledger, units=units), date(2026, 11, 23))
    assert figures.city.parts == []
    assert figures.city.coverage == Figures(shipped_ledger, date(2026, 11, 23)).city.coverage
