"""The plain lists of the notice, typed one by one."""

from __future__ import annotations

from datetime import date

from jiedui.model.catalogue import (
    Benefit,
    HazardKind,
    IntakeTask,
    MeasureCode,
    MilestoneTask,
    Notice,
    Occasion,
    RecurringTask,
)


def test_the_notice_has_a_head() -> None:
    data = {"title": "方案", "number": "20号", "issuer": "市残联", "addressees": ["甲", "乙"], "attachments": ["表"]}
    assert Notice.of(data) == Notice("方案", "20号", "市残联", ("甲", "乙"))


def test_a_measure_code_is_known_by_its_code() -> None:
    data = {"code": "领", "name": "听党话", "group": "一领", "clause": "四(一)", "kinds": ["宣讲"]}
    assert MeasureCode.of(data) == MeasureCode("领", "听党话", "一领", "四(一)", ("宣讲",))


def test_a_benefit_says_whether_the_form_asks_for_it() -> None:
    data = {"key": "dibao", "name": "低保", "clause": "四(三)3", "on_form": True}
    assert Benefit.of(data) == Benefit("dibao", "低保", "四(三)3", on_form=True)
    assert not Benefit.of({**data, "on_form": False}).on_form


def test_hazards_and_tasks() -> None:
    data = {"key": "fire", "name": "火灾", "clause": "四(二)2"}
    assert HazardKind.of(data) == HazardKind("fire", "火灾", "四(二)2")
    assert IntakeTask.of(data) == IntakeTask("fire", "火灾", "四(二)2")
    due = MilestoneTask.of({**data, "due": "2023-09-30"})
    assert due == MilestoneTask("fire", "火灾", "四(二)2", date(2023, 9, 30))


def test_a_recurring_task_says_who_does_what_how_often() -> None:
    data = {"key": "dispatch", "every": "季度", "who": "办公室", "what": "调度", "clause": "六(二)", "requirements": []}
    assert RecurringTask.of(data) == RecurringTask("dispatch", "季度", "办公室", "调度", "六(二)")


def test_an_occasion_has_a_day() -> None:
    assert Occasion.of({"date": "2024-02-10", "name": "春节", "core": True}) == Occasion(date(2024, 2, 10), "春节")
