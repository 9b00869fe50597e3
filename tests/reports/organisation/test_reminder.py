"""Reminders, answered and not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.reports.organisation.reminder import ReminderState, reminders

DAY = date(2026, 11, 23)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def remind(world: Any, when: str, due: str = "", answered: str = "", **more: Any) -> None:
    data = {"kind": "提醒", "reason": "其他", "content": "请办理。", "unit": PJ, **more}
    data |= {"due_on": due} if due else {}
    data |= {"answered_on": answered, "answer": "已办理。"} if answered else {}
    world.event("reminder", CITY, when, **data)


def test_reminders_closed_late_open_and_overdue(world: Any) -> None:
    remind(world, "2026-01-05", "2026-01-31", "2026-01-31")
    remind(world, "2026-02-05", "2026-02-28", "2026-03-01")
    remind(world, "2026-10-08", "2026-11-22")
    remind(world, "2026-11-01", "2026-11-23")
    remind(world, "2026-11-02")
    remind(world, "2026-11-24")
    found = reminders(world.ledger(), DAY)
    assert [line.state.value for line in found.lines] == ["待答复", "待答复", "逾期未答复", "逾期答复", "已答复"]
    assert found.closed_share == Fraction(2, 5)
    assert [line.reminder.date for line in found.of(ReminderState.OVERDUE)] == [date(2026, 10, 8)]
    then = reminders(world.ledger(), date(2026, 2, 28))
    assert [line.state.value for line in then.lines] == ["待答复", "已答复"]


def test_reminders_to_one_federation_or_one_helper(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    remind(world, "2026-01-05", answered="2026-01-06")
    world.event("reminder", CITY, "2026-01-07", kind="督办", reason="其他", content="请办理。", helper=helper)
    ledger = world.ledger()
    assert reminders(ledger, DAY, unit=PJ).closed_share == 1
    assert reminders(ledger, DAY, helper=helper).closed_share == 0
    assert reminders(ledger, DAY, unit=YYL).closed_share is None
