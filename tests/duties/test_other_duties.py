"""Coverage, the five tasks of the first visit, annual outings, hazards and categories, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.coverage import coverage
from jiedui.duties.eligible import categories, is_eligible
from jiedui.duties.intake import intakes
from jiedui.duties.outing import outing_years
from jiedui.duties.upkeep import hazards, open_needs, unmonitored_risk

LATER = date(2026, 11, 23)
PERSON = {"id": "m1", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
DISABILITY = {"category": "肢体", "grade": "一级", "certificate": "49060219580312101741"}


def member(**disability):
    return {**PERSON, "disability": {**DISABILITY, **disability}}


def test_coverage_counts_eligible_households_with_an_open_pairing(world):
    world.helper("A")
    households = [
        world.household("YYL-2222", world.pairing("A", "2024-01-01")),
        world.household("YYL-3333"),
        world.household("YYL-4444", world.pairing("A", "2024-01-01", "2025-01-01", "失联")),
        world.household("YYL-5555", hardship="其他特殊困难"),
        world.household("YYL-6666", hardship="其他特殊困难", exception_reason="一户多残，因病返贫"),
        world.household("YYL-7777", closed={"date": "2025-06-30", "reason": "去世"}),
        world.household("YYL-8888", registered_on="2027-01-01"),
    ]
    found = coverage(world.ledger, households, LATER)
    assert found.paired == ("YYL-2222",)
    assert found.unpaired == ("YYL-3333", "YYL-4444", "YYL-6666")


@pytest.mark.parametrize(("grade", "expected"), [("一级", True), ("二级", True), ("三级", False), ("四级", False)])
def test_severe_means_grade_one_or_two(world, policy, grade, expected):
    household = world.household("YYL-2222", members=[member(grade=grade)])
    assert is_eligible(household, policy, LATER) is expected


def test_hardship_ends_with_its_last_day(world, policy):
    household = world.household("YYL-2222", hardship_until="2025-06-30")
    assert is_eligible(household, policy, date(2025, 6, 30))
    assert not is_eligible(household, policy, date(2025, 7, 1))


def test_categories_are_recorded_or_computed(world, policy):
    two = [member(self_care="完全丧失"), {**member(category="智力"), "id": "m2", "birth": "2001-01-01"}]
    household = world.household("YYL-2222", members=two, priorities=[{"kind": "事实无人照料", "basis": "独居"}])
    assert categories(household, policy, date(2018, 3, 11)) == ("事实无人照料", "一户多残", "无生活自理能力")
    assert categories(household, policy, date(2018, 3, 12)) == (
        "事实无人照料",
        "一户多残",
        "老残一体",
        "无生活自理能力",
    )


def test_blindness_without_self_care_is_not_in_the_third_category(world, policy):
    household = world.household("YYL-2222", members=[member(category="视力", self_care="完全丧失")])
    assert categories(household, policy, date(2000, 1, 1)) == ()


@pytest.mark.parametrize(
    ("start", "deadline"),
    [("2023-09-01", date(2023, 10, 31)), ("2023-10-01", date(2023, 10, 31)), ("2023-10-02", date(2023, 11, 1)),
     ("2026-01-01", date(2026, 1, 31))],
)  # fmt: skip
def test_the_five_tasks_are_due_with_the_phase_or_after_30_days(world, start, deadline):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", start))
    (found,) = intakes(world.ledger, household, LATER)
    assert [task.deadline for task in found.tasks] == [deadline] * 5


def test_the_states_of_the_five_tasks(world):
    world.helper("A")
    pairing = world.pairing("A", "2026-01-01", form_on="2026-01-31", card_on="2026-02-01", module_on="2026-12-01")
    household = world.household("YYL-2222", pairing)
    world.visit("YYL-2222", "A", "2026-01-05", channel="电话")
    world.visit("YYL-2222", "A", "2026-01-20")
    (found,) = intakes(world.ledger, household, LATER)
    assert [(task.key, task.state(LATER)) for task in found.tasks] == [
        ("visit", "已完成"),
        ("form", "已完成"),
        ("card", "迟完成"),
        ("onsite", "逾期"),
        ("module", "逾期"),
    ]
    assert found.tasks[0].done_on == date(2026, 1, 20)
    assert [task.key for task in found.open_tasks(LATER)] == ["onsite", "module"]


def test_only_the_running_pairing_owes_the_five_tasks(world):
    world.helper("A")
    world.helper("B")
    household = world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"), world.pairing("B", "2024-07-01")
    )
    assert [found.helper for found in intakes(world.ledger, household, LATER)] == ["B"]


def test_outings_by_person_and_year(world, policy):
    world.helper("A")
    exempt = {"from": "2026-01-01", "reason": "长期卧床", "alternative": "听广播"}
    people = [member(), {**member(outing_exemption=exempt), "id": "m2"}]
    household = world.household(
        "YYL-2222",
        world.pairing("A", "2024-07-03"),
        members=people,
        outings=[{"person": "m1", "date": "2025-05-18", "kind": "游一次园"}],
    )
    states = {(year.person, year.year): year.state.value for year in outing_years(household, policy, LATER)}
    # 3 July to 31 December 2024 = 182 days, one short of 183.
    assert states == {
        ("m1", 2024): "不计",
        ("m1", 2025): "已参加",
        ("m1", 2026): "进行中",
        ("m2", 2024): "不计",
        ("m2", 2025): "未参加",
        ("m2", 2026): "不宜外出",
    }


@pytest.mark.parametrize(("day", "state"), [("2025-12-31", "进行中"), ("2026-01-01", "未参加")])
def test_the_last_day_of_the_year_still_has_time(world, policy, day, state):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2025-01-01"), members=[member()])
    years = outing_years(household, policy, date.fromisoformat(day))
    assert [year.state.value for year in years if year.year == 2025] == [state]


def test_half_a_year_of_pairing_makes_the_outing_due(world, policy):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-07-02"))
    assert outing_years(household, policy, LATER)[0].state.value == "未参加"


def test_a_hazard_stands_until_a_later_visit_sees_none(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    world.visit("YYL-2222", "A", "2024-02-01", hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-2222", "A", "2024-05-01", hazards={"fire": "有", "gas": "未查"})
    world.visit("YYL-2222", "A", "2024-08-01", hazards={"fire": "无", "gas": "未查"})
    found = [(item.key, item.found_on.isoformat(), item.removed_on) for item in hazards(world.ledger, household, LATER)]
    assert found == [("fire", "2024-02-01", date(2024, 8, 1)), ("gas", "2024-02-01", None)]
    assert [item.removed_on for item in hazards(world.ledger, household, date(2024, 7, 31))] == [None, None]


def test_needs_are_open_from_raising_to_closing(world):
    need = {"id": "n1", "content": "轮椅", "raised_on": "2024-02-01", "closed_on": "2024-06-01", "result": "已配"}
    household = world.household("YYL-2222", needs=[need])
    counts = [len(open_needs(household, date.fromisoformat(day))) for day in ("2024-01-31", "2024-02-01", "2024-06-01")]
    assert counts == [0, 1, 0]


@pytest.mark.parametrize(
    ("relapse", "expected"),
    [({"risk": "无"}, False), ({"risk": "有"}, True), ({"risk": "有", "monitoring": "已申报"}, True),
     ({"risk": "有", "monitoring": "已纳入"}, False), ({"risk": "有", "monitoring": "已消除"}, False)],
)  # fmt: skip
def test_a_known_risk_is_open_until_it_is_monitored(world, relapse, expected):
    assert unmonitored_risk(world.household("YYL-2222", relapse=relapse)) is expected
