"""What needs doing now: each sentence, what is late first, and nothing where nothing is to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.deadline import DutyKind
from jiedui.reports.attention import (
    AttentionLine,
    LineOwner,
    attention,
    attention_groups,
    undated,
)
from jiedui.reports.deadlines import when_text
from jiedui.reports.figures import Figures
from jiedui.reports.severity import DutySeverity

YYL = "yueyanglou"
ADULT = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
CHILD = {"certificates": [{"number": "49060220160312101752", "category": "智力", "grade": "二级"}]}


def lines(world: Any, when: date, unit: str = YYL) -> list[AttentionLine]:
    return attention(Figures(world.ledger(), when).units[unit])


def told(world: Any, key: str, when: date = date(2026, 8, 3)) -> list[tuple[str, bool]]:
    return [(line.text, line.late) for line in lines(world, when) if line.key == key]


@pytest.fixture
def home(world: Any) -> Any:
    """One helper who owes one household and has it: all that is asked for was done by 2026-08-03."""
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.visit("YYL-2222", "YYL-B-2222", "2026-08-03")
    return world


def test_contacts_that_run_are_told_with_the_days_left(home: Any) -> None:
    assert told(home, "running") == []
    assert told(home, "running", date(2026, 8, 2)) == [("本季还有 1 户未联系，截止 9月30日，还剩 59 天。", False)]
    assert told(home, "running", date(2026, 12, 31)) == [("本季还有 1 户未联系，截止 12月31日，今天到期。", False)]


def test_contacts_missed_in_the_last_quarter_are_late(home: Any) -> None:
    helper = home.helper("YYL-B-3333")
    home.household("YYL-3333", home.pairing(helper))
    assert told(home, "overdue_closed", date(2026, 7, 1)) == [("2026年第二季度有 2 户逾期，没有完成联系。", True)]
    assert told(home, "overdue_closed", date(2026, 10, 1)) == [("2026年第三季度有 1 户逾期，没有完成联系。", True)]
    assert told(home, "overdue_closed", date(2023, 9, 30)) == []


def test_what_is_owed_and_who_is_unpaired(home: Any) -> None:
    assert told(home, "gap") == told(home, "unpaired") == []
    home.helper("YYL-B-3333")
    home.helper("YYL-B-4444")
    home.household("YYL-3333")
    assert told(home, "gap") == [("2 名帮扶责任人还差 2 户。", True)]
    assert told(home, "unpaired") == [("名册里还有 1 户没有主责帮扶责任人。", False)]


def test_first_tasks_are_late_from_the_day_after_the_earliest_deadline(home: Any) -> None:
    for number in ("3333", "4444"):
        helper = home.helper(f"YYL-B-{number}")
        home.household(f"YYL-{number}", {"helper": helper, "role": "主责", "from": "2026-07-20"})
    still = [("2 户的入户五件事没有做齐，最早的期限是 8月19日。", False)]
    assert told(home, "intake", date(2026, 8, 3)) == told(home, "intake", date(2026, 8, 19)) == still
    assert told(home, "intake", date(2026, 8, 20)) == [("2 户的入户五件事没有做齐，其中 2 户已过期限。", True)]


def test_the_earliest_of_two_deadlines_is_told_and_only_the_late_are_counted(home: Any) -> None:
    for number, start in (("3333", "2026-07-25"), ("4444", "2026-07-20")):
        helper = home.helper(f"YYL-B-{number}")
        home.household(f"YYL-{number}", {"helper": helper, "role": "主责", "from": start})
    assert told(home, "intake") == [("2 户的入户五件事没有做齐，最早的期限是 8月19日。", False)]
    assert told(home, "intake", date(2026, 8, 20)) == [("2 户的入户五件事没有做齐，其中 1 户已过期限。", True)]


def test_risks_and_hazards_are_late(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    risk = [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": "未申报"}]}]
    for number in ("2222", "3333"):
        world.household(f"YYL-{number}", world.pairing(helper), relapse=risk)
    world.visit("YYL-2222", helper, "2025-07-15", hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-3333", helper, "2026-07-15", hazards={"fire": "有"})
    world.visit("YYL-2222", helper, "2026-07-16", hazards={"gas": "无"})
    assert told(world, "risks") == [("2 户有返贫致贫风险，还没有纳入防返贫监测。", True)]
    assert told(world, "hazards") == [("2 处安全隐患没有消除，最早的发现于 2025年7月15日。", True)]


def test_a_risk_that_was_refused_is_told_and_is_not_late(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    refused, reported = (
        [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": status, "date": "2026-04-01"}]}]
        for status in ("未通过", "已申报")
    )
    world.household("YYL-2222", world.pairing(helper), relapse=refused)
    assert told(world, "risks") == [("1 户有返贫致贫风险，还没有纳入防返贫监测，其中 1 户申报未通过。", False)]
    world.household("YYL-3333", world.pairing(helper), relapse=reported)
    assert told(world, "risks") == [("2 户有返贫致贫风险，还没有纳入防返贫监测，其中 1 户申报未通过。", True)]


def test_what_has_no_day_is_told_beside_the_duties_and_needs_are_not(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    adult = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
    members = [{**adult, "disability": ADULT, "benefits": {"low_income": "符合未享受"}}]
    risk = [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": "未申报"}]}]
    world.household(
        "YYL-2222", world.pairing(helper), members=members, relapse=risk, needs=[world.need(1, "2026-08-01")]
    )
    figures = Figures(world.ledger(), date(2026, 8, 3))
    found = undated(figures.of_households([figures.ledger.households["YYL-2222"]]))
    # The risk is due within ten working days, and so stands in the list of what is due.
    assert [line.key for line in found] == ["benefits"]
    assert undated(figures.of_households(())) == []


def test_benefits_and_schooling_are_late_and_suspicions_are_not(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    adult = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
    child = {"id": "m-3G9H", "name": "示例丙", "sex": "男", "birth": "2016-03-12", "relation": "子女"}
    members = [
        {**adult, "disability": ADULT, "benefits": {"low_income": "符合未享受"}},
        {**child, "disability": CHILD, "schooling": "未入学", "benefits": {"low_income": "符合未享受"}},
    ]
    world.household("YYL-2222", world.pairing(helper), members=members)
    assert told(world, "benefits") == [("2 项惠残政策符合条件、还没有享受。", True)]
    assert told(world, "school") == [("1 名学龄残疾儿童少年没有入学。", True)]
    assert all(not late for _, late in told(world, "suspects"))


def test_open_needs_are_late_where_one_is_urgent_or_waits_too_long_for_an_answer(world: Any) -> None:
    """A need is to be answered within 20 working days: one of 1 February 2026 waits too long on 3 August."""
    helper = world.helper("YYL-B-2222")
    plain, urgent = world.need(1, "2026-02-01"), world.need(2, "2026-03-01", urgent=True)
    assert told(world, "needs") == []
    world.household("YYL-2222", world.pairing(helper), needs=[plain])
    assert told(world, "needs", date(2026, 2, 2)) == [("1 项需求没有办结，还没有过期限。", False)]
    assert told(world, "needs") == [("1 项需求过了期限没有办结。", True)]
    world.household("YYL-3333", world.pairing(helper), needs=[plain, urgent])
    assert told(world, "needs") == [("3 项需求过了期限没有办结，其中 1 项是突发困难。", True)]
    # Raised on the day before, the last has its twenty working days still before it, in a household with late ones.
    world.household("YYL-4444", world.pairing(helper), needs=[plain, world.need(2, "2026-08-02")])
    assert told(world, "needs") == [
        ("4 项需求过了期限没有办结，其中 1 项是突发困难。", True),
        ("1 项需求没有办结，还没有过期限。", False),
    ]


def test_activities_of_the_year_are_asked_for_until_its_last_day(home: Any) -> None:
    assert told(home, "outings") == [("今年还有 1 人没有走出家门参加集体活动，截止 12月31日。", False)]
    outing = {"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"}
    home.household("YYL-2222", home.pairing("YYL-B-2222"), outings=[outing])
    assert told(home, "outings") == []


def test_what_is_late_comes_first_and_keeps_its_order(home: Any) -> None:
    home.helper("YYL-B-3333")
    home.household("YYL-3333")
    found = lines(home, date(2026, 10, 1))
    assert [line.late for line in found] == sorted((line.late for line in found), reverse=True)
    assert [line.key for line in found if line.late] == ["gap"]
    assert [line.key for line in found if not line.late][:3] == ["running", "outings", "unpaired"]


def one(world: Any, key: str, when: date = date(2026, 8, 3), unit: str = YYL) -> AttentionLine:
    figures = Figures(world.ledger(), when)
    (line,) = (line for line in attention(figures.units[unit] if unit else figures.city) if line.key == key)
    return line


def test_a_missed_quarter_is_grave_from_its_first_day_and_a_running_one_pressing_near_its_end(home: Any) -> None:
    missed = one(home, "overdue_closed", date(2026, 7, 1))
    assert (missed.severity, missed.on, missed.when) == (DutySeverity.GRAVE, date(2026, 6, 30), "")
    # The lists of what is due look 30 days ahead: 31 December is in sight from the 1st on.
    ends = [one(home, "running", day).severity for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31))]
    assert ends == [DutySeverity.LATER, DutySeverity.SOON, DutySeverity.SOON]
    assert one(home, "running", date(2026, 12, 1)).when == ""


def test_the_earliest_day_of_several_is_told_as_such(home: Any) -> None:
    for number, start in (("3333", "2026-07-25"), ("4444", "2026-07-20")):
        home.household(f"YYL-{number}", {"helper": home.helper(f"YYL-B-{number}"), "role": "主责", "from": start})
    line = one(home, "intake")
    assert (line.severity, line.on, line.when) == (DutySeverity.SOON, date(2026, 8, 19), "最早的还剩 16 天")
    assert one(home, "intake", date(2026, 8, 20)).severity is DutySeverity.LATE
    # 30 days after 19 August is 18 September.
    assert one(home, "intake", date(2026, 9, 18)).severity is DutySeverity.LATE
    assert one(home, "intake", date(2026, 9, 19)).severity is DutySeverity.GRAVE


def test_what_has_a_limit_in_working_days_is_told_in_these_as_in_the_list_of_what_is_due(world: Any) -> None:
    """Twenty working days from Sunday 1 February 2026: 11 to Saturday 14, which is worked, 5 more to 28, 4 to 5 March.

    Three after 2 March are left on that day; 6 and 9 March are over on 9 March.
    """
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper), needs=[world.need(1, "2026-02-01")])
    for day, said in (("2026-03-02", "还剩 3 个工作日"), ("2026-03-09", "超期 2 个工作日")):
        figures = Figures(world.ledger(), date.fromisoformat(day))
        (item,) = (item for item in figures.due["YYL-2222"] if item.kind is DutyKind.ANSWER)
        assert one(world, "needs", figures.as_of).when == when_text(item, figures.as_of, figures.calendar) == said
    world.household("YYL-3333", world.pairing(helper), needs=[world.need(1, "2026-02-09")])
    assert one(world, "needs", date(2026, 3, 2)).when == "最早的还剩 3 个工作日"


def test_a_gap_tells_since_when_the_oldest_stands(home: Any) -> None:
    """Both have been in office since 2020, so they owe since the programme began."""
    home.helper("YYL-B-3333")
    line = one(home, "gap")
    assert (line.severity, line.when) == (DutySeverity.GRAVE, "从 2023年9月1日起欠")


def test_the_city_names_federations_and_a_federation_its_helpers_who_has_most_first(home: Any) -> None:
    first = home.helper("YYL-B-3333")
    for number in ("3333", "4444"):
        home.household(f"YYL-{number}", home.pairing(first))
    home.household("PJ-2222", home.pairing(home.helper("PJ-B-2222", "pingjiang")), unit="pingjiang")
    home.household("YYL-5555")
    assert one(home, "running", unit="").owners == (LineOwner(YYL, 2), LineOwner("pingjiang", 1))
    assert one(home, "running").owners == (LineOwner(first, 2),)
    assert one(home, "unpaired").owners == (LineOwner("", 1),)
    assert one(home, "unpaired", unit="").owners == (LineOwner(YYL, 1),)
    lacking = home.helper("YYL-B-4444")
    assert one(home, "gap").owners == (LineOwner(lacking, 1),)
    assert one(home, "gap", unit="").owners == (LineOwner(YYL, 1),)


def test_lines_stand_in_groups_and_no_group_is_empty(home: Any) -> None:
    home.helper("YYL-B-3333")
    home.household("YYL-3333")
    groups = attention_groups(Figures(home.ledger(), date(2026, 10, 1)).units[YYL])
    assert [(group.severity.key, [line.key for line in group.lines]) for group in groups] == [
        ("grave", ["gap"]), ("later", ["running", "outings", "unpaired"]),
    ]  # fmt: skip
