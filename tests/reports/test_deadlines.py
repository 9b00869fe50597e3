"""What is due: joined by day, kind and federation, told in words, and split at today and at the digest's horizon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from jiedui.duties.deadline import Due, DutyKind
from jiedui.model.workdays import WorkCalendar
from jiedui.reports.deadlines import Batch, Deadlines, batches, organisation_due, when_text
from jiedui.reports.figures import Figures

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)


def due(on: date | None = TODAY, *, kind: DutyKind = DutyKind.CONTACT, unit: str = "pingjiang", **more: Any) -> Due:
    given = {
        "opened": date(2026, 7, 1), "household": "PJ-2222", "helper": "PJ-B-2222", "period": "2026Q3", "action": "联系",
        "detail": "2026年第三季度", "clause": "五(四)3",
    }  # fmt: skip
    return Due(on=on, kind=kind, unit=unit, **{**given, **more})


def test_a_duty_tells_its_days_as_they_count() -> None:
    """From Monday 3 August to Friday 7 are four days of either kind, to Monday 10 seven or five."""
    calendar = WorkCalendar()
    plain, worked = due(date(2026, 8, 10)), due(date(2026, 8, 10), workdays=True)
    assert when_text(plain, TODAY, calendar) == "还剩 7 天"
    assert when_text(worked, TODAY, calendar) == "还剩 5 个工作日"
    assert when_text(due(missed=True, workdays=True), TODAY, calendar) == "已错过"


def test_duties_of_one_day_kind_and_federation_are_one_batch() -> None:
    one, two = due(), due(household="PJ-3333")
    other = due(unit="yueyanglou", household="YYL-2222")
    later, missed = due(TODAY + DAY), due(TODAY + DAY, missed=True)
    intake = due(kind=DutyKind.INTAKE, action="填登记表")
    found = batches([later, intake, other, one, missed, two])
    assert [batch.items for batch in found if batch.kind is DutyKind.CONTACT] == [
        (missed,), (one, two), (other,), (later,),
    ]  # fmt: skip
    assert found[0].missed
    assert [batch.on for batch in found] == [TODAY + DAY, TODAY, TODAY, TODAY, TODAY + DAY]


def test_a_batch_says_what_in_how_many_households() -> None:
    twice = Batch((due(), due(period="2026Q2"), due(household="PJ-3333")))
    assert twice.households == ("PJ-2222", "PJ-3333")
    assert twice.title == "2026年第三季度还没有联系：2 户"
    assert Batch((due(missed=True),)).title == "2026年第三季度没有完成联系：1 户"
    assert Batch((due(kind=DutyKind.INTAKE, action="填登记表"),)).title == "填登记表：1 户"
    own = due(kind=DutyKind.ORGANISATION, household="", helper="", action="印发季通报", detail="2026年第二季度")
    assert Batch((own,)).title == "印发季通报（2026年第二季度）"
    assert (twice.unit, twice.clause, twice.missed) == ("pingjiang", "五(四)3", False)
    assert twice.key == "d-contact-2026-08-03"


def test_today_is_near_yesterday_passed_and_the_day_after_the_horizon_neither(quarter_world: Any) -> None:
    deadlines = Deadlines(Figures(quarter_world.ledger(), TODAY))
    horizon = deadlines.horizon
    assert horizon == TODAY + quarter_world.ledger().policy.settings.digest_days * DAY
    items = [due(on) for on in (TODAY - DAY, TODAY, horizon, horizon + DAY)]
    items.append(due(None, kind=DutyKind.PROMISE))
    assert [item.on for item in deadlines.passed(items)] == [TODAY - DAY]
    assert [item.on for item in deadlines.near(items)] == [TODAY, horizon]
    assert when_text(items[-1], TODAY, WorkCalendar()) == ""


def test_everyone_gets_the_own_duties_in_order(quarter_world: Any) -> None:
    deadlines = Deadlines(Figures(quarter_world.ledger(), date(2026, 10, 15)))
    assert list(deadlines.by_unit) == ["city", "yueyanglou", "pingjiang"]
    mine = deadlines.by_helper["PJ-B-2222"]
    assert {item.household for item in mine} == {"PJ-2222"}
    assert set(mine) <= set(deadlines.by_unit["pingjiang"])
    for items in (*deadlines.by_unit.values(), *deadlines.by_helper.values()):
        assert [item.sort_key for item in items] == sorted(item.sort_key for item in items)
    assert "" not in deadlines.by_helper


def test_a_successor_has_his_own_contact_and_the_federation_does_not_count_it(world: Any) -> None:
    # A called on 5 October and handed over on the 15th: the household's quarter is met, B owes his own.
    world.helper("PJ-B-2222", "pingjiang")
    world.helper("PJ-B-3333", "pingjiang")
    spells = world.pairing("PJ-B-2222", "2026-01-05", "2026-10-15"), world.pairing("PJ-B-3333", "2026-10-16")
    world.household("PJ-2222", *spells, unit="pingjiang")
    for when in ("2026-02-02", "2026-05-05", "2026-08-08", "2026-10-05"):
        world.visit("PJ-2222", "PJ-B-2222", when, "pingjiang")
    figures = Figures(world.ledger(), date(2026, 11, 23))
    deadlines = Deadlines(figures)
    contacts = [item for item in deadlines.by_helper["PJ-B-3333"] if item.kind is DutyKind.CONTACT]
    assert [(item.on, item.detail) for item in contacts] == [
        (date(2026, 12, 31), "2026年第四季度，本户本季已有人联系，本人还没有联系"),
    ]  # fmt: skip
    assert [item for item in deadlines.by_unit["pingjiang"] if item.kind is DutyKind.CONTACT] == []
    assert "PJ-B-2222" not in deadlines.by_helper
    kinds = [DutyKind.INTAKE, DutyKind.CONTACT, DutyKind.OUTING]
    assert [item.kind for item in figures.due_in_charge["PJ-2222"]] == kinds, "in order of time, then of kind"
    assert [item.kind for item in figures.due["PJ-2222"]] == [DutyKind.INTAKE, DutyKind.OUTING]


def test_each_duty_counts_once_for_the_household_and_once_for_the_helper_who_owes_it(world: Any) -> None:
    """23 November 2026, nobody came since 1 July: A, in charge, missed the contact of Q3 and owes the five tasks, that
    of Q4 and the outing; B, who assists, promised one thing by 1 December and one without a day. Six, four and two.
    """
    a, b = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    promises = (world.measure("2026-07-15", "2026-12-01", by=b), world.measure("2026-07-15", by=b))
    world.household(
        "YYL-2222", world.pairing(a, "2026-07-01"), world.pairing(b, "2026-07-01", role="协助"),
        needs=[world.need(1, "2026-07-15", *promises)],
    )  # fmt: skip
    figures = Figures(world.ledger(), date(2026, 11, 23))
    deadlines = Deadlines(figures)
    assert len(figures.due["YYL-2222"]) == 6
    kinds = [DutyKind.CONTACT, DutyKind.INTAKE, DutyKind.CONTACT, DutyKind.OUTING]
    assert [item.kind for item in deadlines.by_helper[a]] == kinds
    assert [(item.kind, item.on) for item in deadlines.by_helper[b]] == [
        (DutyKind.PROMISE, date(2026, 12, 1)), (DutyKind.PROMISE, None),
    ]  # fmt: skip
    assert [item for item in deadlines.by_unit["yueyanglou"] if item.household] == figures.due["YYL-2222"]


def organisation(world: Any, when: date) -> list[tuple[str, str, str, date, date | None]]:
    found = organisation_due(Figures(world.ledger(), when))
    return [(item.unit, item.action, item.detail, item.opened, item.on) for item in found]


HEARING, DISPATCH = "党组听取结对帮扶工作汇报", "领导小组办公室调度工作"


def test_hearings_dispatches_and_bulletins_that_run_are_due(world: Any) -> None:
    half = (date(2026, 7, 1), date(2026, 12, 31))
    quarter = (date(2026, 10, 1), date(2026, 12, 31))
    assert organisation(world, date(2026, 10, 1)) == [
        ("city", HEARING, "2026年下半年", *half),
        ("city", DISPATCH, "2026年第四季度", *quarter),
        ("city", "印发季通报", "2026年第三季度", *quarter),
        ("yueyanglou", HEARING, "2026年下半年", *half),
        ("pingjiang", HEARING, "2026年下半年", *half),
    ]


def test_the_anchors_lead_to_the_tables_of_the_duties(world: Any) -> None:
    found = organisation_due(Figures(world.ledger(), date(2026, 10, 1)))
    assert [item.anchor for item in found] == ["hearings", "dispatches", "dispatches", "hearings", "hearings"]
    assert found[2].period == "季通报-2026-07-01"
    assert {item.kind for item in found} == {DutyKind.ORGANISATION}


def test_what_was_done_is_due_no_longer(world: Any) -> None:
    world.event("meeting", "pingjiang", "2026-08-05", kind="听取汇报", title="党组听取汇报")
    world.event("meeting", "city", "2026-10-01", kind="调度", title="调度")
    found = organisation(world, date(2026, 10, 1))
    assert [(unit, action) for unit, action, *_ in found] == [
        ("city", HEARING), ("city", "印发季通报"), ("yueyanglou", HEARING),
    ]  # fmt: skip


def test_after_the_programme_no_organisation_owes_anything(quarter_world: Any) -> None:
    last, over = (Figures(quarter_world.ledger(), day) for day in (date(2028, 12, 31), date(2029, 1, 1)))
    assert {item.action for item in organisation_due(last)} == {
        "党组听取结对帮扶工作汇报", "领导小组办公室调度工作", "印发季通报",
    }  # fmt: skip
    assert organisation_due(over) == []
    assert not any(Deadlines(over).by_unit.values())


def test_a_batch_is_told_from_the_day_that_its_last_duty_came_near_whatever_day_is_asked(quarter_world: Any) -> None:
    digest = quarter_world.ledger().policy.settings.digest_days * DAY
    for today in (TODAY, TODAY + DAY):
        told_on = Deadlines(Figures(quarter_world.ledger(), today)).told_on
        far = TODAY + 100 * DAY
        assert told_on(Batch((due(far),))) == far - digest
        assert told_on(Batch((due(far), due(far, opened=far - 2 * DAY)))) == far - 2 * DAY
        assert told_on(Batch((due(TODAY),))) == max(date(2026, 7, 1), TODAY - digest)
        assert told_on(Batch((due(TODAY - DAY, missed=True),))) == TODAY
