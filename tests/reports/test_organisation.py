"""Leading group, responsible persons, meetings, reminders and recurring duties, counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.duties.cadence import CadenceState
from jiedui.reports import organisation
from jiedui.reports.organisation import ReminderState

DAY = date(2026, 11, 23)
ONE = date(2025, 3, 1)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def spell(kind: str, post: str, holder: str, start: str = "2023-09-01", end: str = "") -> dict[str, Any]:
    return {"kind": kind, "post": post, "holder": holder, "from": start, **({"to": end} if end else {})}


def described(unit: str, **more: Any) -> dict[str, Any]:
    level = "市残联" if unit == CITY else "县级残联"
    return {"prefix": unit[:2].upper(), "name": f"{unit}全称", "short": unit, "level": level, **more}


@pytest.fixture
def led(world: Any) -> Any:
    """Leaders: the city's chief was followed on 2025-03-01; 岳阳楼区 lost its 直接责任人; 平江县 wrote nothing."""
    group = [
        spell("成员", "教就部部长", "示例丙"),
        spell("办公室主任", "副理事长", "示例丁"),
        spell("组长", "党组书记", "示例甲", end="2025-02-28"),
        spell("组长", "党组书记", "示例乙", "2025-03-01"),
        spell("副组长", "理事长", "示例戊", end="2026-01-31"),
    ]
    first, direct = spell("第一责任人", "党组书记", "示例乙"), spell("直接责任人", "副理事长", "示例丁")
    world.unit(CITY, **described(CITY, lead_department="文教就业科", responsible=[first, direct], leading_group=group))
    left = spell("直接责任人", "副理事长", "示例己", end="2026-06-30")
    world.unit(YYL, **described(YYL, lead_department="教就股", responsible=[first, left]))
    return world


def test_leading_group_of_a_day(led: Any) -> None:
    now = organisation.leading_group(led.ledger(), DAY)
    assert [(item.kind, item.holder) for item in now.holders] == [
        ("组长", "示例乙"), ("成员", "示例丙"), ("办公室主任", "示例丁"),
    ]  # fmt: skip
    assert [(item.kind, item.post, item.holder) for item in now.vacant] == [("副组长", "理事长", "示例戊")]
    assert [item.holder for item in now.of("组长")] == ["示例乙"]


def test_succession_needs_no_other_document(led: Any) -> None:
    chiefs = [organisation.leading_group(led.ledger(), day).of("组长") for day in (date(2025, 2, 28), ONE)]
    assert [[item.holder for item in found] for found in chiefs] == [["示例甲"], ["示例乙"]]
    assert organisation.leading_group(led.ledger(), ONE).vacant == ()


def test_responsible_persons_and_what_is_missing(led: Any) -> None:
    found = {item.unit: item for item in organisation.responsibilities(led.ledger(), DAY)}
    assert next(iter(found)) == CITY
    assert {unit: item.gaps for unit, item in found.items()} == {
        CITY: (), YYL: ("直接责任人",), PJ: ("牵头部门", "第一责任人", "直接责任人"),
    }  # fmt: skip
    before = {item.unit: item.gaps for item in organisation.responsibilities(led.ledger(), date(2026, 6, 30))}
    assert before[YYL] == ()


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
    found = organisation.reminders(world.ledger(), DAY)
    assert [line.state.value for line in found.lines] == ["待答复", "待答复", "逾期未答复", "逾期答复", "已答复"]
    assert found.closed_share == Fraction(2, 5)
    assert [line.reminder.date for line in found.of(ReminderState.OVERDUE)] == [date(2026, 10, 8)]
    then = organisation.reminders(world.ledger(), date(2026, 2, 28))
    assert [line.state.value for line in then.lines] == ["待答复", "已答复"]


def test_reminders_to_one_federation_or_one_helper(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    remind(world, "2026-01-05", answered="2026-01-06")
    world.event("reminder", CITY, "2026-01-07", kind="督办", reason="其他", content="请办理。", helper=helper)
    ledger = world.ledger()
    assert organisation.reminders(ledger, DAY, unit=PJ).closed_share == 1
    assert organisation.reminders(ledger, DAY, helper=helper).closed_share == 0
    assert organisation.reminders(ledger, DAY, unit=YYL).closed_share is None


def test_cadence_table_names_what_is_missing(world: Any) -> None:
    world.event("meeting", PJ, "2023-12-20", kind="听取汇报", title="听取汇报")
    world.event("meeting", PJ, "2026-11-30", kind="听取汇报", title="听取汇报")
    world.event("meeting", CITY, "2024-02-01", kind="调度", title="调度")
    rows = {(row.unit, row.duty): row for row in organisation.cadence_table(world.ledger(), date(2024, 10, 5))}
    assert set(rows) == {(CITY, "听取汇报"), (CITY, "调度"), (CITY, "季通报"), (YYL, "听取汇报"), (PJ, "听取汇报")}
    half = rows[PJ, "听取汇报"]
    assert [cell.state.value for cell in half.cells[:4]] == ["已完成", "缺", "进行中", "未到"]
    assert [period.title for period in half.missing] == ["2024年上半年"]
    # 2023Q3, Q4, 2024Q2 and Q3 are over without a dispatch.
    assert [period.title for period in rows[CITY, "调度"].missing] == [
        "2023年第3季度", "2023年第4季度", "2024年第2季度", "2024年第3季度",
    ]  # fmt: skip
    # The bulletin of 2024Q3 is drawn up in 2024Q4.
    assert len(rows[CITY, "季通报"].missing) == 4
    assert rows[CITY, "季通报"].cells[4].state is CadenceState.RUNNING
    assert [len(row.cells) for row in (half, rows[CITY, "调度"], rows[CITY, "季通报"])] == [11, 22, 22]


def test_meetings_come_latest_first(world: Any) -> None:
    for when, unit in (("2026-01-05", CITY), ("2026-03-05", PJ), ("2026-12-01", CITY)):
        world.event("meeting", unit, when, kind="其他", title="会")
    assert [item.unit for item in organisation.meetings(world.ledger(), DAY)] == [PJ, CITY]
    assert [item.date for item in organisation.meetings(world.ledger(), DAY, CITY)] == [date(2026, 1, 5)]
