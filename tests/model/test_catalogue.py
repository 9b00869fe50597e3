"""The notice, its clauses and phases and its plain lists, typed one by one."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.catalogue import (
    Benefit,
    Clause,
    HazardKind,
    IntakeTask,
    MeasureCode,
    MilestoneTask,
    Notice,
    Occasion,
    Phase,
    RecurringTask,
)
from jiedui.model.time import Span
from jiedui.struct import replace


def test_the_notice_has_a_head() -> None:
    data = {"id": "2023", "title": "方案", "number": "20号", "issuer": "市残联", "addressees": ["甲", "乙"]}
    notice = Notice(id="2023", title="方案", number="20号", issuer="市残联", issued_on=None, addressees=("甲", "乙"))
    assert Notice.of(data) == notice
    assert Notice.of({**data, "date": "2023-08-31"}) == replace(notice, issued_on=date(2023, 8, 31))


def test_a_clause_of_a_later_document_bears_its_id_before_its_number() -> None:
    later, first = Clause("2026-2:三(二)", "", "", ()), Clause("三(二)", "", "", ())
    assert (later.document, later.number, later.anchor) == ("2026-2", "三(二)", "c2026-2-3-2")
    assert (first.document, first.number, first.anchor) == ("", "三(二)", "c-3-2")


def test_a_measure_code_is_known_by_its_code() -> None:
    data = {"code": "领", "name": "听党话", "group": "一领", "clause": "四(一)", "kinds": ["宣讲"]}
    assert MeasureCode.of(data) == MeasureCode("领", "听党话", "一领", "四(一)", ("宣讲",))


def test_a_benefit_says_whether_the_form_asks_for_it() -> None:
    data = {"key": "dibao", "name": "低保", "clause": "四(三)3", "on_form": True}
    assert Benefit.of(data) == Benefit(
        key="dibao", name="低保", plain="", clause="四(三)3", on_form=True, span=Span(date.min), hardships=frozenset()
    )
    assert Benefit.of({**data, "plain": "每个月发生活费。"}).plain == "每个月发生活费。"
    dated = Benefit.of({**data, "from": "2024-01-01", "to": "2026-12-31", "hardships": ["低保户"]})
    assert (dated.span, dated.hardships) == (Span(date(2024, 1, 1), date(2026, 12, 31)), {"低保户"})
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


@pytest.mark.parametrize(
    ("clause", "anchor"),
    [("五(四)3", "c-5-4-3"), ("附件2", "c-a2"), ("发文", "c-f0"), ("引言", "c-y0"), ("一", "c-1")],
)
def test_clauses_have_names_for_links(clause: str, anchor: str) -> None:
    assert Clause(clause, "", "", ()).anchor == anchor


def test_a_clause_may_be_a_heading_alone() -> None:
    assert Clause.of({"id": "五", "heading": "工作要求"}) == Clause("五", "工作要求", "", ())
    full = {"id": "五(四)3", "text": "每季度联系。", "requirements": ["R-084"]}
    assert Clause.of(full) == Clause("五(四)3", "", "每季度联系。", ("R-084",))


def test_a_phase_may_have_no_end() -> None:
    data = {"id": "routine", "name": "常态化", "from": "2024-09-01", "clause": "五(四)5", "tasks": ["推进"]}
    assert Phase.of(data) == Phase("routine", "常态化", Span(date(2024, 9, 1)), "五(四)5", ("推进",))
    ended = Phase.of({**data, "to": "2028-12-31"})
    assert ended.span == Span(date(2024, 9, 1), date(2028, 12, 31))
