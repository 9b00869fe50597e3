"""What a federation did in a period, each sentence: pairing, contacts, results, organisation, problems."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.duties.cadence import Period
from jiedui.reports import progress
from jiedui.reports.paper import OFFICE, Heading, Paragraph
from jiedui.reports.period import PeriodFigures

PJ, YYL, CITY = "pingjiang", "yueyanglou", "city"
HALF = Period("2026年下半年", date(2026, 7, 1), date(2026, 12, 31))
AFTER = date(2027, 2, 1)


def figures(world: Any, when: date = AFTER) -> PeriodFigures:
    return PeriodFigures(world.ledger(), HALF, when)


def problems(half: PeriodFigures, unit: str) -> list[str]:
    return progress.problems(half, half.group(unit))


def test_changes_of_pairings_are_counted_by_kind(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-07-31"), world.pairing(new, "2026-08-01"))
    world.household("YYL-3333", world.pairing(old, "2026-07-01", "2026-12-30"))
    world.household("YYL-4444", world.pairing(old, "2026-12-31"))
    assert progress.pairing(figures(world), YYL) == [
        "截至2026年12月31日，名册3户，已结对2户，覆盖率66.7%。",
        "在岗帮扶责任人2名，应结对2户，实结对2户，没有欠户。",
        "期内结对变动：新结对2户、换人1户、终止1户。",
    ]


def test_who_owes_is_said(world: Any) -> None:
    for number in ("2222", "3333"):
        world.helper(f"YYL-B-{number}")
    assert progress.pairing(figures(world), YYL)[1] == "在岗帮扶责任人2名，应结对2户，还没有结对，2名责任人还差2户。"


def test_where_there_is_nobody_and_nothing_no_nought_is_told(world: Any) -> None:
    assert progress.pairing(figures(world), YYL) == [
        "截至2026年12月31日，名册里没有户。", "没有在岗的帮扶责任人。",
    ]  # fmt: skip


def test_what_is_asked_and_not_done_is_said_in_words(world: Any) -> None:
    """One household in the roster that nobody has: no coverage; one that was never contacted; one measure not done."""
    late = world.measure("2026-01-05", "2026-12-30")
    world.household("YYL-2222", needs=[world.need(1, "2026-07-01", late)])
    said = progress.pairing(figures(world), YYL)
    assert said == ["截至2026年12月31日，名册1户，都还没有结对，覆盖率0%。", "没有在岗的帮扶责任人。"]
    assert progress.results(figures(world), "")[:2] == [
        "期内提出需求1项，没有办结；期末未办结1项。",
        "帮扶开始以来，到期和已办的措施1项，都没有办结，承诺兑现率0%。",
    ]


def test_contacts_none_of_which_was_a_home_visit_and_quarters_without_any(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    world.visit("YYL-2222", helper, "2026-07-01", channel="电话")
    assert progress.contacts(figures(world), YYL) == [
        "期内联系1次：电话1次。没有入户。",
        "2026年第三季度应联系1户，已联系1户，联系率100%。",
        "2026年第四季度应联系1户，都没有联系。",
    ]


def test_reminders_that_nobody_answered_are_said_so(world: Any) -> None:
    remind = {"kind": "提醒", "reason": "其他", "content": "请办理。", "unit": PJ}
    world.event("reminder", CITY, "2026-07-01", **remind)
    assert progress.organisation(figures(world), CITY) == ["发出提醒、督办1件，都还没有答复。"]


def test_who_is_in_a_grace_is_said_beside_who_owes(world: Any) -> None:
    """Three owe one each: one holds it, one came on 2026-12-01 and is in the grace of a new office, one lacks it."""
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.helper("YYL-B-3333", YYL, {"from": "2026-12-01"})
    world.helper("YYL-B-4444")
    said = progress.pairing(figures(world), YYL)[1]
    assert said == "在岗帮扶责任人3名，应结对2户，实结对1户，1名责任人还差1户，1名在宽限期里。"


def test_contacts_of_the_first_and_the_last_day_count_and_are_told_by_channel(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    for when, channel in (
        ("2026-06-30", "入户"), ("2026-07-01", "电话"), ("2026-12-30", "入户"), ("2026-12-31", "电话"),
        ("2027-01-01", "入户"),
    ):  # fmt: skip
        world.visit("YYL-2222", helper, when, channel=channel)
    assert progress.contacts(figures(world), YYL) == [
        "期内联系3次：入户1次、电话2次。入户占33.3%。",
        "2026年第三季度应联系1户，已联系1户，联系率100%。",
        "2026年第四季度应联系1户，已联系1户，联系率100%。",
    ]
    assert progress.contacts(figures(world), PJ) == ["2026年第三季度没有应联系的户。", "2026年第四季度没有应联系的户。"]


def test_a_quarter_that_runs_is_told_as_far_as_it_has_come(quarter_world: Any) -> None:
    """On 2026-09-30 the third quarter runs: of PJ-2222 and PJ-3333 one has been contacted, that very day."""
    half = figures(quarter_world, date(2026, 9, 30))
    assert progress.contacts(half, PJ)[1:] == ["2026年第三季度到统计日还没有结束：应联系2户，已联系1户，联系率50%。"]
    assert (
        progress.contacts(figures(quarter_world, date(2026, 10, 1)), PJ)[1]
        == "2026年第三季度应联系2户，已联系1户，联系率50%。"
    )


def test_what_staff_answer_for_elsewhere_is_told_beside_the_federation_s_own_households(world: Any) -> None:
    """The city has one helper, in charge of a household of 岳阳楼区: contacted in 2026Q3, with one need raised."""
    helper = world.helper("YYS-B-2222", CITY)
    world.household("YYL-2222", world.pairing(helper), needs=[world.need(1, "2026-07-01")])
    world.visit("YYL-2222", helper, "2026-08-10")
    half = figures(world, date(2026, 10, 1))
    assert progress.pairing(half, CITY) == [
        "截至2026年10月1日，主责1户。",
        "在岗帮扶责任人1名，应结对1户，实结对1户，没有欠户。",
    ]
    assert progress.contacts(half, CITY) == [
        "期内联系1次：入户1次。入户占100%。",
        "2026年第三季度应联系1户，已联系1户，联系率100%。",
        "2026年第四季度到统计日还没有结束：应联系1户，都没有联系。",
    ]
    assert progress.contacts(half, YYL)[1] == (
        "2026年第三季度按户的属地应联系1户，已联系1户，联系率100%；按责任人的单位没有应联系的户。"
    )
    assert progress.results(half, CITY) == [
        "期内提出需求1项，没有办结；期末未办结1项。",
        "帮扶开始以来，没有到期和已办的措施。",
    ]
    assert progress.results(half, YYL) == [
        "按户的属地，期内提出需求1项，没有办结；期末未办结1项。",
        "按户的属地，帮扶开始以来，没有到期和已办的措施。",
        "按责任人的单位，期内没有提出和办结需求，期末也没有未办结的需求。",
        "按责任人的单位，帮扶开始以来，没有到期和已办的措施。",
    ]


def test_results_name_measures_by_code_and_who_went_out(world: Any) -> None:
    first, last = world.measure("2026-01-05", done="2026-07-01"), world.measure("2026-01-05", done="2026-12-31")
    before, job = world.measure("2026-01-05", done="2026-06-30"), world.measure("2026-07-05", code="帮就业")
    needs = [world.need(1, "2026-01-01", first, last, before, closed="2026-12-31"), world.need(2, "2026-07-01", job)]
    outings = [
        {"person": "m-2F8D", "date": when, "kind": "看一次电影"} for when in ("2026-06-30", "2026-07-01", "2026-12-31")
    ]
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")), needs=needs, outings=outings)
    assert progress.results(figures(world), YYL) == [
        "期内提出需求1项，办结1项；期末未办结1项。",
        "帮扶开始以来，到期和已办的措施3项，已办结3项，承诺兑现率100%。",
        "期内办结的措施：送康复2项。",
        "期内1名残疾人走出家门参加了集体活动。",
    ]
    assert progress.results(figures(world), PJ) == [
        "期内没有提出和办结需求，期末也没有未办结的需求。",
        "帮扶开始以来，没有到期和已办的措施。",
    ]


def test_meetings_reminders_stories_and_awards_of_the_period_are_told(world: Any) -> None:
    for when, kind in (("2026-06-30", "调度"), ("2026-07-01", "调度"), ("2026-08-01", "其他"), ("2026-12-31", "调度")):
        world.event("meeting", CITY, when, kind=kind, title="会")
    remind = {"kind": "提醒", "reason": "其他", "content": "请办理。", "unit": PJ}
    world.event("reminder", CITY, "2026-07-01", **remind, answered_on="2026-12-31", answer="已办理。")
    world.event("reminder", CITY, "2026-12-31", **remind, answered_on="2027-01-01", answer="已办理。")
    story = {"kind": "好经验", "content": "晚上联系。", "anonymised": True}
    world.event("story", CITY, "2026-07-01", **story, title="甲", consent=True)
    world.event("story", CITY, "2026-12-31", **story, title="乙", consent=True)
    world.event("story", CITY, "2026-08-01", **story, title="丙", consent=False)
    for when in ("2026-07-01", "2026-12-31", "2027-01-01"):
        world.event("award", CITY, when, unit=PJ, form="通报表扬", reason="走访及时。")
    assert progress.organisation(figures(world), CITY) == [
        "会议记录3次：调度2次、其他1次。",
        "发出提醒、督办2件，已经答复1件。",
        "总结好经验、好典型2则：甲、乙。",
        "表彰激励2次。",
    ]
    assert progress.organisation(figures(world), PJ) == []


def test_every_problem_has_its_sentence(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.helper("YYL-B-3333")
    late = world.measure("2026-01-05", "2026-12-30")
    person = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
    limb = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
    gap = {**person, "disability": limb, "benefits": {"low_income": "符合未享受"}}
    risk = [{"risk": "有", "found_on": "2026-03-01", "monitoring": [{"status": "未申报"}]}]
    world.household("YYL-2222", world.pairing(helper, form_on="2027-01-01"), needs=[world.need(1, "2026-01-01", late)],
                    members=[gap], relapse=risk)  # fmt: skip
    world.household("YYL-3333", world.pairing(helper, end="2026-12-30"))
    world.household("YYL-4444")
    world.visit("YYL-2222", helper, "2026-12-31", hazards={"fire": "有", "gas": "有"})
    assert problems(figures(world), YYL) == [
        "2026年第三季度有2户逾期，没有完成联系。",
        "2026年第四季度有1户逾期，没有完成联系。",
        "1名帮扶责任人还差1户。",
        "名册里有2户没有主责帮扶责任人，其中1户等待重新结对。",
        "1户的入户五件事没有做齐。",
        "1项需求的措施超过了期限。",
        "1户有返贫致贫风险，没有纳入防返贫监测。",
        "2处安全隐患没有消除。",
        "1项惠残政策符合条件、没有享受。",
        "2名残疾人全年没有走出家门参加集体活动。",
    ]
    assert problems(figures(world), PJ) == []
    assert not [text for text in problems(figures(world, date(2026, 11, 30)), YYL) if "全年" in text]


def test_problems_are_told_by_residence_and_by_workplace_where_these_differ(quarter_world: Any) -> None:
    """PJ-2222, which nobody contacted in the half, passes to the city on 2026-12-31: of its two quarters the last is
    the city's. PJ-3333 was not contacted in the fourth, nor was YYL-2222.
    """
    world = quarter_world
    spells = world.pairing("PJ-B-2222", end="2026-12-30"), world.pairing("YYS-B-2222", "2026-12-31")
    world.household("PJ-2222", *spells, unit=PJ)
    half = figures(world)

    def said(unit: str) -> list[str]:
        blocks = progress.period_paper(half, unit, "总结").blocks
        texts = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
        return [texts[0].partition("汇报如下。")[2], *texts[texts.index("四、存在的问题") + 1 :]]

    assert said(PJ) == [
        "没有写明的数，按户的属地算；责任人的户数，按责任人的单位算。",
        "（一）按户的属地",
        "2026年第三季度有1户逾期，没有完成联系。",
        "2026年第四季度有2户逾期，没有完成联系。",
        "1户的入户五件事没有做齐。",
        "2名残疾人全年没有走出家门参加集体活动。",
        "（二）按责任人的单位",
        "2026年第三季度有1户逾期，没有完成联系。",
        "2026年第四季度有1户逾期，没有完成联系。",
        "1名残疾人全年没有走出家门参加集体活动。",
    ]
    assert said(CITY) == [
        "各项数字按责任人的单位算。",
        "2026年第四季度有1户逾期，没有完成联系。",
        "1户的入户五件事没有做齐。",
        "1名残疾人全年没有走出家门参加集体活动。",
    ]
    assert said("")[:3] == ["", "2026年第三季度有1户逾期，没有完成联系。", "2026年第四季度有3户逾期，没有完成联系。"]


def test_the_paper_is_signed_by_whom_it_is_about(quarter_world: Any) -> None:
    paper = progress.period_paper(figures(quarter_world), PJ, "总结")
    assert (paper.title, paper.signature) == ("平江县残联2026年下半年结对帮扶工作总结", "平江县残联全称")
    assert paper.footnote == "统计日 2026-12-31。"
    assert (paper.addressees, paper.date) == ("", "　　　　年　　月　　日")
    city = progress.period_paper(figures(quarter_world), "", "总结")
    assert (city.title, city.signature) == ("全市2026年下半年结对帮扶工作总结", OFFICE)


def test_the_table_has_a_row_for_each_federation_and_is_none_before_a_quarter_is_over(quarter_world: Any) -> None:
    table, workplace = progress.contact_tables(figures(quarter_world, date(2026, 10, 1)), "")
    assert table.caption == "2026年下半年各季度联系情况（按户的属地）"
    assert [(column.group, column.title) for column in table.columns] == [
        ("", "单位"), *(("2026年第三季度", title) for title in ("应联系", "已联系", "联系率")),
    ]  # fmt: skip
    assert [(group.title, group.count) for group in table.groups] == [("", 1), ("2026年第三季度", 3)]
    assert [(column.share, column.is_number) for column in table.columns] == [(2.4, False), *[(1, True)] * 3]
    assert table.rows == (
        ("市残联", "0", "0", "不计算"), ("岳阳楼区残联", "1", "1", "100.0%"), ("平江县残联", "2", "1", "50.0%"),
    )  # fmt: skip
    assert workplace.caption == "2026年下半年各季度联系情况（按责任人的单位）"
    assert [row[0] for row in workplace.rows] == ["市残联", "其中：办公室", "岳阳楼区残联", "平江县残联", "无责任人"]
    running = figures(quarter_world, date(2026, 9, 30))
    assert progress.contact_tables(running, "") == []
    assert progress.period_paper(running, PJ, "总结").annexes == ()


def test_a_household_that_the_citys_staff_took_over_is_theirs_in_the_table_by_workplace(quarter_world: Any) -> None:
    """PJ-2222 passes from the county to the city on 2026-09-30, the last day of the quarter."""
    world = quarter_world
    spells = world.pairing("PJ-B-2222", end="2026-09-29"), world.pairing("YYS-B-2222", "2026-09-30")
    world.household("PJ-2222", *spells, unit=PJ)
    made = figures(world, date(2026, 10, 1))
    residence, workplace = progress.contact_tables(made, PJ)
    assert residence.rows == (("平江县残联", "2", "1", "50.0%"),)
    assert workplace.rows == (("平江县残联", "1", "1", "100.0%"),)
    (city,) = progress.contact_tables(made, "city")
    assert city.rows == (("市残联", "1", "0", "0.0%"), ("其中：办公室", "1", "0", "0.0%"))
