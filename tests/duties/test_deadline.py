"""What is due: golden cases reckoned by hand, and properties of every day and every history."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.duties.contact import Book, ContactState
from jiedui.duties.deadline import Due, DutyKind, household_due, own_contacts
from jiedui.model.ledger import Ledger
from jiedui.model.service import ServiceLevels
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
DONE = dict.fromkeys(("form_on", "card_on", "onsite_on", "module_on"), "2026-01-20")


def due(world, as_of=AS_OF):
    return household_due(world.ledger, Book(world.ledger, world.ledger.households["YYL-2222"], as_of))


def settled(world, **more):
    """A household paired since January, all tasks done, contacted in every quarter but the running one."""
    world.helper("A")
    outings = more.pop("outings", [{"person": "m1", "date": "2026-05-17", "kind": "游一次园"}])
    world.household("YYL-2222", world.pairing("A", "2026-01-05", **DONE), outings=outings, **more)
    for when in ("2026-01-20", "2026-05-05", "2026-08-08"):
        world.visit("YYL-2222", "A", when)


def test_a_contact_made_ends_the_duty(world):
    settled(world)
    (contact,) = due(world)
    assert (contact.on, contact.key) == (date(2026, 12, 31), "contact-YYL-2222-2026Q4")
    assert contact.summary == "联系帮扶户 YYL-2222（2026年第四季度）"
    world.visit("YYL-2222", "A", "2026-10-10", channel="电话")
    assert due(world) == []


def test_last_quarter_without_contact_is_missed_and_comes_first(world):
    settled(world)
    world.ledger.visits["YYL-2222"].pop()  # the one of August
    assert [(item.on, item.missed) for item in due(world)] == [(date(2026, 9, 30), True), (date(2026, 12, 31), False)]


def test_who_took_over_did_not_miss_it(world):
    world.helper("A")
    world.helper("B")
    first = world.pairing("A", "2026-01-05", "2026-10-10", "岗位调整", **DONE)
    world.household("YYL-2222", first, world.pairing("B", "2026-10-11", **DONE))
    found = [(item.on, item.helper, item.missed) for item in due(world) if item.kind is DutyKind.CONTACT]
    assert found == [(date(2026, 9, 30), "", True), (date(2026, 12, 31), "B", False)]


def test_tasks_of_the_first_visit_are_due_after_thirty_days(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2026-11-02", form_on="2026-11-10"))
    (tasks,) = [item for item in due(world) if item.kind is DutyKind.INTAKE]
    assert (tasks.on, tasks.helper) == (date(2026, 12, 2), "A")
    assert tasks.detail == "还缺入户了解家庭情况、留下联系卡（附件3）、解决现场能解决的困难、录入省平台“结对帮扶模块”"


def test_promises_hazards_hardships_and_the_outing(world):
    promised = {"content": "示例", "promised_on": "2026-07-15", "by": "A"}
    measures = [
        {"code": "帮就学", "due_on": "2026-12-01", **promised},
        {"code": "帮就业", "due_on": "2026-10-01", "done_on": "2026-11-01", **promised},
        {"code": "帮就医", **promised},
    ]
    needs = [
        {"id": "n1", "content": "示例", "raised_on": "2026-07-15", "measures": measures},
        {"id": "n2", "content": "示例", "raised_on": "2026-11-20", "urgent": True},
        {"id": "n3", "content": "示例", "raised_on": "2026-11-20", "urgent": True, "responded_on": "2026-11-21"},
    ]
    settled(world, needs=needs, outings=[])
    world.visit("YYL-2222", "A", "2026-10-10", hazards={"electric": "有", "fire": "无"})
    assert [(str(item.on), item.kind, item.detail, item.anchor) for item in due(world)] == [
        ("2026-11-09", DutyKind.HAZARD, "触电", "risks"),
        ("2026-11-20", DutyKind.URGENT, "11月20日提出", "need-n2"),
        ("2026-12-01", DutyKind.PROMISE, "帮就学", "need-n1"),
        ("2026-12-31", DutyKind.OUTING, "2026年，1人", "outings"),
        ("None", DutyKind.PROMISE, "帮就医", "need-n1"),
    ]


def test_nothing_is_due_for_one_who_died_from_that_day_on(world):
    """The promise, the sudden hardship and the outing of the year were his; the contact is the family's."""
    measure = {"code": "帮就学", "content": "示例", "promised_on": "2026-07-15", "due_on": "2026-12-01", "by": "A"}
    needs = [
        {"id": "n1", "content": "示例", "raised_on": "2026-07-15", "measures": [measure], "person": "m1"},
        {"id": "n2", "content": "示例", "raised_on": "2026-11-20", "urgent": True, "person": "m1"},
    ]

    def kinds(died: str) -> list[DutyKind]:
        gone = {**world.member(), "left": {"date": died, "reason": "去世"}}
        world.helper("A")
        world.household("YYL-2222", world.pairing("A", "2026-01-05", **DONE), needs=needs, members=[gone])
        return [item.kind for item in due(world) if item.on >= date(2026, 11, 1)]

    assert kinds("2026-11-24") == [DutyKind.URGENT, DutyKind.PROMISE, DutyKind.CONTACT, DutyKind.OUTING]
    assert kinds("2026-11-23") == [DutyKind.CONTACT]


def test_a_promise_of_one_who_left_passes_on_with_the_household(world):
    world.helper("A")
    world.helper("B")
    measure = {"code": "帮就学", "content": "示例", "promised_on": "2026-07-15", "due_on": "2026-12-01", "by": "A"}
    first = world.pairing("A", "2026-01-05", "2026-10-10", "岗位调整", **DONE)
    needs = [{"id": "n1", "content": "示例", "raised_on": "2026-07-15", "measures": [measure]}]
    world.household("YYL-2222", first, world.pairing("B", "2026-10-11", **DONE), needs=needs)
    assert [item.helper for item in due(world) if item.kind is DutyKind.PROMISE] == ["B"]


def test_in_a_pause_the_deputy_owes(world):
    settled(world)
    world.helper("A", pauses=[{"from": "2026-11-01", "to": "2026-12-15", "reason": "病假", "deputy": "B"}])
    world.helper("B")
    assert [item.helper for item in due(world)] == ["B"]
    assert [item.helper for item in due(world, date(2026, 12, 16))] == ["A"]


def test_the_outing_is_due_on_the_last_day_of_the_year_too(world):
    settled(world, outings=[])
    world.visit("YYL-2222", "A", "2026-10-10")
    assert [item.kind for item in due(world, date(2026, 12, 31))] == [DutyKind.OUTING]


# Each kind in full


def promise_of(world, *measures, **more):
    return world.need("n1", "2026-07-01", *measures, **more)


def test_a_running_contact_in_full(world):
    settled(world)
    assert due(world) == [
        Due(
            on=date(2026, 12, 31), opened=date(2026, 10, 1), kind=DutyKind.CONTACT, unit="yueyanglou",
            household="YYL-2222", helper="A", period="2026Q4", action="联系帮扶户", detail="2026年第四季度",
            clause="五(四)3", anchor="q-2026Q4",
        )
    ]  # fmt: skip


def test_a_missed_contact_in_full(world):
    settled(world)
    world.ledger.visits["YYL-2222"].pop()  # the one of August
    assert due(world)[0] == Due(
        on=date(2026, 9, 30), opened=date(2026, 7, 1), kind=DutyKind.CONTACT, unit="yueyanglou", household="YYL-2222",
        helper="A", period="2026Q3", action="联系帮扶户", detail="2026年第三季度", clause="五(四)3", anchor="q-2026Q3",
        missed=True,
    )  # fmt: skip


def test_the_tasks_of_the_first_visit_in_full(world):
    world.helper("A", pauses=[{"from": "2026-11-20", "to": "2026-11-30", "reason": "病假", "deputy": "D"}])
    world.helper("D")
    world.household("YYL-2222", world.pairing("A", "2026-11-02", **{**DONE, "card_on": "2026-11-24"}))
    world.visit("YYL-2222", "A", "2026-11-05")
    (tasks,) = [item for item in due(world) if item.kind is DutyKind.INTAKE]
    assert tasks == Due(
        on=date(2026, 12, 2), opened=date(2026, 11, 2), kind=DutyKind.INTAKE, unit="yueyanglou", household="YYL-2222",
        helper="D", period="2026-11-02", action="做齐入户五件事", detail="还缺留下联系卡（附件3）", clause="五(四)2",
        anchor="intake",
    )  # fmt: skip
    assert [item.kind for item in due(world, date(2026, 11, 24))] == []


def test_each_open_promise_is_due_by_its_number_and_last_what_has_no_last_day(world):
    measures = [
        world.measure("2026-07-15"),
        world.measure("2026-07-15", "2026-11-22", code="帮就学"),
        world.measure("2026-07-15", "2026-11-23", "2026-11-24", code="帮就业"),
        world.measure("2026-07-15", "2026-10-01", "2026-11-23"),
        world.measure("2026-11-24", "2026-12-01"),
    ]
    settled(
        world,
        needs=[promise_of(world, *measures), world.need("n2", "2026-07-01", world.measure("2026-11-23", "2026-12-02"))],
    )
    world.visit("YYL-2222", "A", "2026-10-10")
    told = [(item.key, str(item.on), item.opened.isoformat(), item.detail) for item in due(world)]
    assert told == [
        ("promise-YYL-2222-n1-2", "2026-11-22", "2026-07-15", "帮就学"),
        ("promise-YYL-2222-n1-3", "2026-11-23", "2026-07-15", "帮就业"),
        ("promise-YYL-2222-n2-1", "2026-12-02", "2026-11-23", "送康复"),
        ("promise-YYL-2222-n1-1", "None", "2026-07-15", "送康复"),
    ]
    assert due(world)[0] == Due(
        on=date(2026, 11, 22), opened=date(2026, 7, 15), kind=DutyKind.PROMISE, unit="yueyanglou",
        household="YYL-2222", helper="A", period="n1-2", action="办好答应的措施", detail="帮就学", clause="二(二)",
        anchor="need-n1",
    )  # fmt: skip


def test_a_promise_of_a_need_that_is_closed_is_no_longer_due(world):
    settled(world, needs=[promise_of(world, world.measure("2026-07-15", "2026-12-01"), closed="2026-11-23")])
    world.visit("YYL-2222", "A", "2026-10-10")
    assert due(world) == []
    assert len(due(world, date(2026, 11, 22))) == 1


@pytest.mark.parametrize(
    ("by", "owes"),
    [
        ("B", "B"),  # who has the household now
        ("C", "C"),  # an assistant, while assisting
        ("A", "B"),  # who handed over
        ("E", "E"),  # who never had it, such as the clerk of the county
        ("X", "B"),  # who is on no roster
        ("", "B"),
        ("P", "D"),  # an assistant with a deputy today
    ],
)
def test_who_owes_a_promise(world, by, owes):
    for helper in "ABCDE":
        world.helper(helper)
    world.helper("P", pauses=[{"from": "2026-11-01", "to": "2026-12-15", "reason": "病假", "deputy": "D"}])
    world.household(
        "YYL-2222",
        world.pairing("A", "2026-01-05", "2026-10-10", "岗位调整", **DONE),
        world.pairing("B", "2026-10-11", **DONE),
        world.pairing("C", "2026-01-05", role="协助"),
        world.pairing("P", "2026-01-05", role="协助"),
        needs=[promise_of(world, world.measure("2026-07-15", "2026-12-01", by=by))],
    )
    assert [item.helper for item in due(world) if item.kind is DutyKind.PROMISE] == [owes]


def test_hardships_without_help_in_full(world):
    needs = [
        world.need("n1", "2026-11-09", urgent=True),
        world.need("n2", "2026-11-23", urgent=True, responded_on="2026-11-24"),
        world.need("n3", "2026-11-01", urgent=True, responded_on="2026-11-23"),
        world.need("n4", "2026-11-01", urgent=True, closed="2026-11-23"),
        world.need("n5", "2026-11-01", urgent=True, closed="2026-11-24"),
        world.need("n6", "2026-11-24", urgent=True),
        world.need("n7", "2026-11-01", world.measure("2026-11-01")),
    ]
    settled(world, needs=needs)
    world.visit("YYL-2222", "A", "2026-10-10")
    found = due(world)
    assert [item.key for item in found if item.kind is DutyKind.URGENT] == [
        "urgent-YYL-2222-n5", "urgent-YYL-2222-n1", "urgent-YYL-2222-n2",
    ]  # fmt: skip
    assert found[1] == Due(
        on=date(2026, 11, 9), opened=date(2026, 11, 9), kind=DutyKind.URGENT, unit="yueyanglou", household="YYL-2222",
        helper="A", period="n1", action="及时援助突发困难", detail="11月9日提出", clause="四(四)4", anchor="need-n1",
        workdays=True,
    )  # fmt: skip


def test_a_hardship_has_as_many_working_days_as_the_policy_says_or_none(world):
    settled(world, needs=[world.need("n1", "2026-11-20", urgent=True)])
    world.visit("YYL-2222", "A", "2026-10-10")
    levels = [replace(level, days=1) for level in world.ledger.policy.service.levels]
    days = []
    for service in (replace(world.ledger.policy.service, levels=tuple(levels)), ServiceLevels()):
        world.ledger.policy = replace(world.ledger.policy, service=service)
        days += [(item.on, item.workdays) for item in due(world)]
    assert days == [(date(2026, 11, 23), True), (date(2026, 11, 20), False)], "from Friday to Monday, or at once"


def test_needs_that_wait_for_an_answer_in_full(world):
    """Raised on Monday 2 November: two working days end on Wednesday, twenty on Monday four weeks later."""
    needs = [
        world.need("n1", "2026-11-02"),
        world.need("n2", "2026-11-02", origin="本人申报"),
        world.need("n3", "2026-11-02", origin="本人申报", looked_on="2026-11-23"),
        world.need("n4", "2026-11-02", world.measure("2026-11-23"), origin="本人申报"),
        world.need("n5", "2026-11-02", world.measure("2026-11-24")),
        world.need("n6", "2026-11-02", closed="2026-11-23"),
        world.need("n7", "2026-11-24"),
    ]
    settled(world, needs=needs)
    world.visit("YYL-2222", "A", "2026-10-10")
    found = due(world)
    assert [(item.key, item.action) for item in found] == [
        ("look-YYL-2222-n2", "查看本人申报"),
        ("answer-YYL-2222-n1", "答复需求"),
        ("answer-YYL-2222-n2", "答复本人申报"),
        ("answer-YYL-2222-n3", "答复本人申报"),
        ("answer-YYL-2222-n5", "答复需求"),
        ("promise-YYL-2222-n4-1", "办好答应的措施"),
    ]
    assert found[0] == Due(
        on=date(2026, 11, 4), opened=date(2026, 11, 2), kind=DutyKind.LOOK, unit="yueyanglou", household="YYL-2222",
        helper="A", period="n2", action="查看本人申报", detail="11月2日提出", clause="二(二)", anchor="need-n2",
        workdays=True,
    )  # fmt: skip
    assert {item.on for item in found[1:5]} == {date(2026, 11, 30)}


def test_a_risk_that_nobody_reported_in_full(world):
    settled(world, relapse={"risk": "有", "kind": "大病", "found_on": "2026-11-09", "monitoring": "未申报"})
    world.visit("YYL-2222", "A", "2026-10-10")
    assert due(world) == [
        Due(
            on=date(2026, 11, 23), opened=date(2026, 11, 9), kind=DutyKind.RISK, unit="yueyanglou",
            household="YYL-2222", helper="A", period="2026-11-09", action="申报纳入防返贫监测",
            detail="11月9日发现风险", clause="四(二)1", anchor="risks", workdays=True,
        )
    ]  # fmt: skip
    settled(world, relapse={"risk": "有", "kind": "大病", "found_on": "2026-11-09", "monitoring": "已申报"})
    assert due(world) == []


def test_a_referral_without_an_answer_is_asked_after_by_who_promised(world):
    """Sent on Monday 2 November, fifteen working days end on Monday 23."""
    world.helper("B")
    referral = {"receiver": "民政", "sent_on": "2026-11-02", "asked": "请纳入低保。"}
    answered = {**referral, "receiver": "医保", "answered_on": "2026-11-03", "answer": "已参保。"}
    measure = world.measure("2026-11-01", by="B", referrals=[answered, referral])
    settled(world, needs=[world.need("n1", "2026-11-01", measure)])
    world.visit("YYL-2222", "A", "2026-10-10")
    assert [item for item in due(world) if item.kind is not DutyKind.PROMISE] == [
        Due(
            on=date(2026, 11, 23), opened=date(2026, 11, 2), kind=DutyKind.REFERRAL, unit="yueyanglou",
            household="YYL-2222", helper="B", period="n1-1-2", action="催办转介", detail="民政，11月2日转出",
            clause="六(二)", anchor="need-n1", workdays=True,
        )
    ]  # fmt: skip


def test_hazards_that_stand_in_full(world):
    settled(world)
    world.visit("YYL-2222", "A", "2026-10-10", hazards={"electric": "有", "fire": "有", "attic": "有"})
    world.visit("YYL-2222", "A", "2026-10-11", hazards={"fire": "无"})
    attic, electric = due(world)
    assert electric == Due(
        on=date(2026, 11, 9), opened=date(2026, 10, 10), kind=DutyKind.HAZARD, unit="yueyanglou",
        household="YYL-2222", helper="A", period="electric-2026-10-10", action="消除安全隐患", detail="触电",
        clause="四(二)2", anchor="risks",
    )  # fmt: skip
    assert attic.detail == "attic", "a hazard that the policy does not name is told by its key"


def test_the_outing_in_full_for_all_who_were_not_out(world):
    exemption = {"from": "2026-01-01", "reason": "长期卧床", "alternative": "听广播"}
    people = [world.member(f"m{number}") for number in (1, 2, 3)] + [world.member("m4", outing_exemption=exemption)]
    settled(world, members=people, outings=[{"person": "m2", "date": "2026-05-17", "kind": "游一次园"}])
    world.visit("YYL-2222", "A", "2026-10-10")
    assert due(world) == [
        Due(
            on=date(2026, 12, 31), opened=date(2026, 1, 1), kind=DutyKind.OUTING, unit="yueyanglou",
            household="YYL-2222", helper="A", period="2026", action="带出家门参加集体活动", detail="2026年，2人",
            clause="四(四)3", anchor="outings",
        )
    ]  # fmt: skip


# Order, keys and texts


def one(kind=DutyKind.PROMISE, on=AS_OF, **more):
    told = {
        "unit": "yueyanglou",
        "household": "YYL-2222",
        "helper": "A",
        "period": "n1-1",
        "action": "办",
        "detail": "修门",
    }
    return Due(**{"on": on, "opened": AS_OF, "kind": kind, "clause": "二(二)", **told, **more})


def test_what_is_missed_comes_first_then_the_day_the_kind_the_household_and_the_period():
    expected = [
        one(on=date(2026, 12, 1), missed=True),
        one(on=date(2026, 11, 1)),
        one(DutyKind.URGENT, household="YYL-3333"),
        one(DutyKind.CONTACT),
        one(DutyKind.INTAKE),
        one(household="YYL-2222", period="n1-1"),
        one(household="YYL-2222", period="n1-2"),
        one(household="YYL-3333", period="n1-1"),
        one(DutyKind.HAZARD),
        one(DutyKind.OUTING),
        one(DutyKind.ORGANISATION),
        one(DutyKind.URGENT, on=date(2026, 11, 24)),
        one(DutyKind.URGENT, on=None),
    ]
    backwards = list(reversed(expected))
    assert sorted(backwards, key=lambda item: item.sort_key) == expected


def test_a_duty_of_a_federation_is_known_by_it():
    item = one(DutyKind.ORGANISATION, household="", helper="", period="听取汇报-2026-07-01", detail="2026年下半年")
    assert (item.key, item.summary) == ("organisation-yueyanglou-听取汇报-2026-07-01", "办（2026年下半年）")
    assert one().sentence == "办（修门）"
    assert one().summary == "办 YYL-2222（修门）"


# Who answers, and when nothing is due


def test_who_is_still_in_charge_is_named_for_the_missed_quarter_by_the_deputy_of_today(world):
    settled(world)
    world.ledger.visits["YYL-2222"].pop()
    world.helper("A", pauses=[{"from": "2026-11-01", "to": "2026-12-15", "reason": "病假", "deputy": "D"}])
    assert [(item.helper, item.missed) for item in due(world)] == [("D", True), ("D", False)]


@pytest.mark.parametrize("end", ["2026-09-30", "2026-08-31"])
def test_a_household_without_a_helper_today_has_its_missed_quarter_without_a_name(world, end):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2026-01-05", end, "失联", **DONE))
    found = [(item.key, item.helper, item.missed) for item in due(world) if item.kind is DutyKind.CONTACT]
    assert found == [("contact-YYL-2222-2026Q3", "", True)]


def test_a_household_out_of_the_roster_has_nothing_due(world):
    referral = {"receiver": "民政", "sent_on": "2026-08-02", "asked": "请办理。"}
    measure = world.measure("2026-07-15", "2026-12-01", referrals=[referral])
    needs = [world.need("n1", "2026-07-01", measure, urgent=True), world.need("n2", "2026-07-01", origin="本人申报")]
    risk = {"risk": "有", "kind": "大病", "found_on": "2026-07-01"}
    settled(world, needs=needs, relapse=risk, outings=[], closed={"date": "2026-11-23", "reason": "脱困"})
    world.visit("YYL-2222", "A", "2026-08-10", hazards={"electric": "有"})
    kinds = {item.kind for item in due(world)}
    assert kinds == set(DutyKind) - {DutyKind.INTAKE, DutyKind.ORGANISATION}
    assert due(world, date(2026, 11, 24)) == []


def test_what_a_closed_household_owed_in_the_running_quarter_is_missed_and_no_longer_due_in_it(world):
    """1 October to 15 November are 46 days, and nobody came: there is time on the last day; later it is missed."""
    world.helper("A")
    world.household(
        "YYL-2222", world.pairing("A", "2026-09-20", "2026-11-15", "拒绝", **DONE), outings=[],
        closed={"date": "2026-11-15", "reason": "拒绝"},
    )  # fmt: skip
    days = [date(2026, 11, 15), date(2026, 11, 16), date(2027, 1, 1), date(2027, 4, 1)]
    told = [[(item.period, item.missed) for item in due(world, day) if item.kind is DutyKind.CONTACT] for day in days]
    assert told == [[("2026Q4", False)], [], [("2026Q4", True)], []]


def test_before_and_after_the_programme_no_contact_is_due(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2023-05-01", **DONE))
    contacts = {
        day: [item.period for item in due(world, day) if item.kind is DutyKind.CONTACT]
        for day in (date(2023, 6, 30), date(2023, 12, 31), date(2024, 1, 1), date(2028, 12, 31), date(2029, 1, 1))
    }
    assert list(contacts.values()) == [[], ["2023Q4"], ["2023Q4", "2024Q1"], ["2028Q3", "2028Q4"], []]


def test_after_the_programme_nothing_is_due_whatever_was_left_open(world):
    world.helper("A")
    promise = world.need("n-1", "2028-12-01", world.measure("2028-12-01", "2029-02-01"))
    urgent = world.need("n-2", "2028-12-20", urgent=True)
    world.household("YYL-2222", world.pairing("A", "2028-12-10"), needs=[promise, urgent])
    world.visit("YYL-2222", "A", "2028-12-11", hazards={"fire": "有"})
    last = {item.kind for item in due(world, date(2028, 12, 31))}
    assert last == {DutyKind.INTAKE, DutyKind.PROMISE, DutyKind.URGENT, DutyKind.HAZARD}
    assert due(world, date(2029, 1, 1)) == []


# What the one in charge owes for himself after a hand-over


def own(world, as_of=AS_OF):
    return own_contacts(world.ledger, Book(world.ledger, world.ledger.households["YYL-2222"], as_of))


def asked(world, as_of=AS_OF):
    """The contacts that the household itself is still owed."""
    return [item for item in due(world, as_of) if item.kind is DutyKind.CONTACT]


def handed_over(world, first_end, second_start, *contacts, **more):
    """A household that A handed over to B, contacted by whom and when."""
    world.helper("A")
    world.helper("B", **more)
    world.household(
        "YYL-2222",
        world.pairing("A", "2026-01-05", first_end, "岗位调整", **DONE),
        world.pairing("B", second_start, **DONE),
        outings=[{"person": "m1", "date": "2026-05-17", "kind": "游一次园"}],
    )
    for helper, when in contacts:
        world.visit("YYL-2222", helper, when, channel="电话")


def test_the_successor_owes_his_own_contact_where_the_predecessor_met_the_household_s_quarter(world):
    # B has 16 October to 31 December = 77 days. A called on 10 October: the household's quarter is met, B's is not.
    handed_over(world, "2026-10-15", "2026-10-16", ("A", "2026-08-01"), ("A", "2026-10-10"))
    assert asked(world) == []
    assert own(world) == [
        Due(
            on=date(2026, 12, 31), opened=date(2026, 10, 1), kind=DutyKind.CONTACT, unit="yueyanglou",
            household="YYL-2222", helper="B", period="2026Q4", action="联系帮扶户",
            detail="2026年第四季度，本户本季已有人联系，本人还没有联系", clause="五(四)3", anchor="q-2026Q4",
        )
    ]  # fmt: skip
    assert own(world, date(2026, 10, 15)) == [], "A met it himself"
    world.visit("YYL-2222", "B", "2026-11-23")
    assert own(world) == []


@pytest.mark.parametrize(("start", "owes"), [("2026-11-17", 1), ("2026-11-18", 0)])
def test_the_successor_owes_nothing_with_less_than_45_days(world, start, owes):
    # 17 November to 31 December = 14 + 31 = 45 days.
    end = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    handed_over(world, end, start, ("A", "2026-08-01"), ("A", "2026-10-10"))
    assert len(own(world)) == owes


def test_a_contact_that_the_household_itself_still_lacks_is_its_own_duty_alone(world):
    handed_over(world, "2026-10-15", "2026-10-16", ("A", "2026-08-01"))
    assert [(item.key, item.helper) for item in asked(world)] == [("contact-YYL-2222-2026Q4", "B")]
    assert own(world) == []


def test_the_own_contact_is_known_by_the_name_that_the_quarter_has_for_everyone(world):
    handed_over(world, "2026-10-15", "2026-10-16", ("A", "2026-10-10"))
    (mine,) = own(world)
    assert (mine.key, mine.summary) == (
        "contact-YYL-2222-2026Q4",
        "联系帮扶户 YYL-2222（2026年第四季度，本户本季已有人联系，本人还没有联系）",
    )


def test_the_successor_missed_the_own_contact_of_the_quarter_before(world):
    # B has 1 August to 30 September = 61 days of the quarter that A met on 10 July.
    handed_over(world, "2026-07-31", "2026-08-01", ("A", "2026-07-10"), ("B", "2026-10-10"))
    assert asked(world) == []
    found = [(item.on, item.helper, item.missed, item.detail) for item in own(world)]
    assert found == [
        (date(2026, 9, 30), "B", True, "2026年第三季度，本户本季已有人联系，本人没有联系"),
    ]  # fmt: skip


def test_a_quarter_that_nobody_met_is_missed_by_the_one_in_charge_if_he_owed_it_himself(world):
    # 17 August to 30 September = 15 + 30 = 45 days; from 18 August it is 44 and he did not owe it.
    handed_over(world, "2026-08-16", "2026-08-17", ("B", "2026-10-10"))
    assert [(item.period, item.helper) for item in asked(world)] == [("2026Q3", "B")]
    handed_over(world, "2026-08-17", "2026-08-18")
    assert [(item.period, item.helper) for item in asked(world)] == [("2026Q3", "")]


def test_who_was_in_charge_for_most_of_the_quarter_and_came_back_missed_it(world):
    # A had 1 July to 31 August = 62 days, C September alone.
    world.helper("A")
    world.helper("C")
    world.household(
        "YYL-2222",
        world.pairing("A", "2026-01-05", "2026-08-31", "岗位调整", **DONE),
        world.pairing("C", "2026-09-01", "2026-10-10", "岗位调整", **DONE),
        world.pairing("A", "2026-10-11", **DONE),
    )
    missed = [(item.period, item.helper) for item in asked(world) if item.missed]
    assert missed == [("2026Q3", "A")]


def test_in_a_pause_the_deputy_is_told_of_the_own_contact_and_meets_it(world):
    pause = {"from": "2026-11-01", "to": "2026-12-15", "reason": "病假", "deputy": "D"}
    world.helper("D")
    handed_over(world, "2026-10-15", "2026-10-16", ("A", "2026-08-01"), ("A", "2026-10-10"), pauses=[pause])
    assert [item.helper for item in own(world)] == ["D"]
    assert [item.helper for item in own(world, date(2026, 10, 31))] == ["B"]
    world.visit("YYL-2222", "D", "2026-11-20")
    assert own(world) == []


def test_nobody_owes_an_own_contact_for_a_household_without_a_helper(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2026-01-05", "2026-11-20", "失联", **DONE))
    world.visit("YYL-2222", "A", "2026-10-10")
    assert own(world) == []


# Every history


days = st.dates(date(2023, 9, 1), AS_OF)
spells = st.lists(st.tuples(days, st.integers(0, 500), st.booleans()), min_size=1, max_size=3)


def history(world, spell_list, contacts):
    """A household of successive helpers, contacted on some days by whoever was in charge."""
    pairings, reached = [], date(2023, 8, 31)
    for number, (start, length, runs_on) in enumerate(sorted(spell_list)):
        if start <= reached or (pairings and "to" not in pairings[-1]):
            continue
        world.helper(f"H{number}")
        reached = start + timedelta(days=length)
        pairings.append(world.pairing(f"H{number}", start.isoformat(), "" if runs_on else reached.isoformat()))
    home = world.household("YYL-2222", *pairings)
    for when in contacts:
        if pairing := home.primary_on(when):
            world.visit("YYL-2222", pairing.helper, when.isoformat())
    return home


@given(spells, st.lists(days, max_size=6), st.dates(date(2023, 9, 1), date(2028, 12, 31)))
@settings(max_examples=examples(150))
def test_every_history(new_world, spell_list, contacts, as_of):
    world = new_world()
    home = history(world, spell_list, contacts)
    found = due(world, as_of)
    assert found == sorted(found, key=lambda item: item.sort_key)
    # Nobody owes anything for a pairing that has ended.
    assert {item.helper for item in found} <= {pairing.helper for pairing in home.pairings_on(as_of)} | {""}
    # The contact of the quarter stands there once exactly where the matrix says 进行中.
    quarter = Quarter.of(as_of)
    running = Book(world.ledger, home, as_of).quarter(quarter).state is ContactState.RUNNING
    now = [item.period for item in found if item.kind is DutyKind.CONTACT and not item.missed]
    assert now == [str(quarter)] * running
    assert all(item.opened <= as_of and item.opened <= item.on for item in found)
    assert all(item.on < as_of for item in found if item.missed)
    # What is owed for oneself alone stands beside what the household is owed, never twice.
    found += own_contacts(world.ledger, Book(world.ledger, home, as_of))
    assert {item.helper for item in found} <= {pairing.helper for pairing in home.pairings_on(as_of)} | {""}
    assert len({item.key for item in found}) == len(found)


@pytest.fixture(scope="module")
def shipped(repo_root: Path, shipped_root: Path) -> Ledger:
    return Ledger.of(read_ledger(shipped_root, SchemaLibrary(repo_root / "schemas")))


@given(data=st.data(), when=st.dates(date(2023, 9, 1), date(2028, 12, 31)))
@settings(max_examples=examples(60))
def test_every_day_of_every_household(shipped: Ledger, data: st.DataObject, when: date) -> None:
    home = shipped.households[data.draw(st.sampled_from(sorted(shipped.households)))]
    book = Book(shipped, home, when)
    found = household_due(shipped, book)
    assert all(item.opened <= when and item.household == home.id for item in found)
    assert len({item.key for item in found}) == len(found)
    running = [item for item in found if item.kind is DutyKind.CONTACT and not item.missed]
    quarter = Quarter.of(when)
    expected = quarter in shipped.policy.quarters and book.quarter(quarter).state is ContactState.RUNNING
    assert len(running) == int(expected)
    if not home.active_on(when):
        assert {item.kind for item in found} <= {DutyKind.CONTACT}
    missed = [item.missed for item in found]
    assert missed == sorted(missed, reverse=True)
    assert all(item.on < when for item in found if item.missed)


def test_what_is_done_is_no_longer_due(shipped: Ledger) -> None:
    met = next(
        (home, found)
        for home in shipped.households.values()
        if (found := Book(shipped, home, date(2026, 11, 23)).quarter(Quarter(2026, 4))).state is ContactState.DONE
    )
    home, quarter = met
    first = min(visit.date for visit in quarter.counted)
    after = household_due(shipped, Book(shipped, home, first))
    before = household_due(shipped, Book(shipped, home, first - timedelta(days=1)))
    assert [item.kind for item in after if item.kind is DutyKind.CONTACT and not item.missed] == []
    assert first == quarter.quarter.start or DutyKind.CONTACT in {item.kind for item in before}
