"""The four tasks of the first phase: done, done late, open on the last day, overdue on the next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jiedui.reports.milestones import milestones

DAY = timedelta(days=1)


def test_each_task_is_judged_by_its_day(world: Any) -> None:
    first, second, third, fourth = world.ledger().policy.milestones
    done = [
        {"key": first.name, "done_on": first.due.isoformat()},
        {"key": second.name, "done_on": (second.due + DAY).isoformat()},
    ]
    short = {"prefix": "PJ", "name": "平江县残联全称", "short": "平江县残联", "level": "县级残联"}
    world.unit("pingjiang", **short, milestones=done)
    ledger = world.ledger()
    unit = ledger.units["pingjiang"]

    def states(as_of: Any) -> list[str]:
        return [row.state for row in milestones(ledger.policy, unit, as_of)]

    last = max(task.due for task in (first, second, third, fourth))
    assert states(last + DAY) == ["已完成", "迟完成", "逾期", "逾期"]
    assert states(third.due)[2] == "待完成"
    assert states(third.due + DAY)[2] == "逾期"
    assert states(first.due - DAY)[0] == "待完成"
    assert states(second.due + DAY)[1] == "迟完成"
    rows = milestones(ledger.policy, unit, last + DAY)
    assert [row.task.name for row in rows] == [first.name, second.name, third.name, fourth.name]
    assert [row.done is not None for row in rows] == [True, True, False, False]
