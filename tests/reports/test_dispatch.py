"""What is asked at a dispatch: each question from its figure, and nothing where nothing is amiss."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.dispatch import MOST, questions
from jiedui.reports.figures import Figures

YYL, PJ = "yueyanglou", "pingjiang"
OUT = [{"person": "m-2F8D", "date": "2026-03-01", "kind": "看一次电影"}]


def asked(world: Any, when: date, unit: str = YYL) -> list[str]:
    return questions(Figures(world.ledger(), when).units[unit])


@pytest.fixture
def home(world: Any) -> Any:
    """One helper who owes one household and has it: contacted in each quarter of 2026, nothing else is amiss."""
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")), outings=OUT)
    for day in ("2026-02-03", "2026-05-03", "2026-08-03"):
        world.visit("YYL-2222", "YYL-B-2222", day)
    return world


def test_where_nothing_is_amiss_nothing_is_asked(home: Any) -> None:
    assert asked(home, date(2026, 8, 3)) == []


def test_a_quarter_that_runs_is_asked_for_with_the_days_left(home: Any) -> None:
    """From 2026-08-02 to 2026-09-30 are 29 days of August and 30 of September."""
    assert asked(home, date(2026, 8, 2)) == ["本季还有1户没有联系，9月30日截止，还剩59天，怎样安排？"]


def test_overdue_households_are_named_three_of_more_and_so_is_the_fall_of_the_rate(home: Any) -> None:
    """Q2: one of one was met. Q3: four more are paired, all five due, one met: 100 % to 20 %."""
    for number in ("3333", "4444", "5555", "6666"):
        home.household(f"YYL-{number}", home.pairing("YYL-B-2222", "2026-07-01"))
    said = asked(home, date(2026, 10, 1))
    assert said[:2] == [
        "2026年第三季度为什么有4户逾期（示例乙 YYL-3333、示例乙 YYL-4444、示例乙 YYL-5555等）？"
        "分别是什么情况？联系过没有登记的何时补录，没有联系的本季由谁先联系？",
        "2026年第三季度的联系率比上季度下降80个百分点，原因是什么？",
    ]
    home.household("YYL-6666", home.pairing("YYL-B-2222", "2026-10-01"))
    assert "（示例乙 YYL-3333、示例乙 YYL-4444、示例乙 YYL-5555）" in asked(home, date(2026, 10, 1))[0]


def test_who_owes_and_what_nobody_has_is_asked(home: Any) -> None:
    home.helper("YYL-B-3333")
    home.household("YYL-3333", outings=OUT)
    assert asked(home, date(2026, 8, 3)) == [
        "1名帮扶责任人还差1户（示例甲差1户），何时结对到位？",
        "名册里的1户没有主责帮扶责任人（示例乙 YYL-3333），准备由谁结对，何时结对？",
    ]


def test_measures_past_their_day_and_sudden_hardships_are_asked_for(home: Any) -> None:
    """The last day of a measure is not past it."""
    needs = [
        home.need(1, "2026-07-01", home.measure("2026-07-01", "2026-08-02")),
        {**home.need(2, "2026-08-01"), "urgent": True},
    ]
    home.household("YYL-2222", home.pairing("YYL-B-2222"), needs=needs, outings=OUT)
    assert asked(home, date(2026, 8, 3))[:2] == [
        "1项需求的措施过了期限（示例乙 YYL-2222），为什么没有办结，由谁办，新的期限是哪一天？",
        "1项突发困难没有办结（示例乙 YYL-2222），现在是什么情况，还缺什么？",
    ]
    (said,) = (text for text in asked(home, date(2026, 8, 2)) if "需求的措施" in text or "突发" in text)
    assert said.startswith("1项突发困难")


@pytest.mark.parametrize(
    ("status", "question"),
    [
        ("未申报", "1户有返贫致贫风险、没有申报监测（示例乙 YYL-2222），何时申报？"),
        ("已申报", "1户有返贫致贫风险、已申报、没有纳入监测（示例乙 YYL-2222），何时纳入？"),
        ("未通过", "1户有返贫致贫风险、申报未通过（示例乙 YYL-2222），怎样帮扶，要不要再申报？"),
    ],
)
def test_of_a_risk_is_asked_what_its_monitoring_waits_for(home: Any, status: str, question: str) -> None:
    risk = [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": status, "date": "2026-04-01"}]}]
    home.household("YYL-2222", home.pairing("YYL-B-2222"), relapse=risk, outings=OUT)
    assert [text for text in asked(home, date(2026, 8, 3)) if "风险" in text] == [question]


def test_care_and_hazards_are_asked_for(home: Any) -> None:
    person = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
    limb = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
    gap = {**person, "disability": limb, "benefits": {"dibao": "符合未享受"}}
    risk = [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": "未申报"}]}]
    home.household("YYL-2222", home.pairing("YYL-B-2222"), members=[gap], relapse=risk, outings=OUT)
    home.visit("YYL-2222", "YYL-B-2222", "2026-08-02", hazards={"fire": "有", "gas": "有"})
    assert asked(home, date(2026, 8, 3))[:3] == [
        "1户有返贫致贫风险、没有申报监测（示例乙 YYL-2222），何时申报？",
        "2处安全隐患没有消除（示例乙 YYL-2222），由谁整改，何时消除？",
        "1项惠残政策符合条件、没有享受（最低生活保障1项），卡在哪里，何时落实？",
    ]


def test_what_is_asked_of_one_federation_is_not_asked_of_another(home: Any) -> None:
    home.household("PJ-2222", unit=PJ, outings=OUT)
    assert asked(home, date(2026, 8, 3)) == []
    assert asked(home, date(2026, 8, 3), PJ) == [
        "名册里的1户没有主责帮扶责任人（示例乙 PJ-2222），准备由谁结对，何时结对？"
    ]


def test_who_did_not_go_out_this_year_is_asked_for_last(home: Any) -> None:
    home.household("YYL-2222", home.pairing("YYL-B-2222"))
    assert asked(home, date(2026, 8, 3)) == ["2026年还有1名残疾人没有走出家门参加集体活动，何时安排？"]


def test_children_who_are_not_at_school_are_asked_for(home: Any) -> None:
    """Born on 2016-03-12, ten years old, recorded as not at school."""
    certificate = {"number": "49060220160312101752", "category": "智力", "grade": "二级"}
    child = {
        "id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "2016-03-12", "relation": "本人",
        "disability": {"certificates": [certificate]}, "schooling": "未入学",
    }  # fmt: skip
    home.household("YYL-2222", home.pairing("YYL-B-2222"), members=[child], outings=OUT)
    assert "1名学龄残疾儿童少年没有入学（示例乙 YYL-2222），怎样安排？" in asked(home, date(2026, 8, 3))


def test_no_quarter_is_asked_for_before_the_first_is_over(world: Any) -> None:
    assert asked(world, date(2023, 9, 15)) == []


def test_there_are_no_more_questions_than_a_page_holds() -> None:
    assert MOST == 9


def test_of_those_who_owe_the_three_who_owe_most_are_named(home: Any) -> None:
    """处级 of the city owes four, everybody else one: he stands first whatever the order of the numbers."""
    for number in ("3333", "4444", "5555"):
        home.helper(f"YYL-B-{number}")
    home.helper(
        "YYL-B-6666", YYL, {"body": "市残联机关", "post": "理事长", "post_level": "县处级正职"}, name="示例领导"
    )
    (said,) = (text for text in asked(home, date(2026, 8, 3)) if "还差" in text)
    assert said.startswith("4名帮扶责任人还差7户")
    assert "（示例领导差4户、" in said
    assert said.count("差1户") == 2
