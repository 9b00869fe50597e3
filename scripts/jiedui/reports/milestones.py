"""The four tasks of the first phase in a federation (R-080, 五(四)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.catalogue import MilestoneTask
    from jiedui.model.policy import Policy
    from jiedui.model.unit import Milestone, Unit

TITLE = "启动阶段四件事"
SERVES: tuple[str, ...] = ("R-080",)


class MilestoneRow(Struct, frozen=True):
    """One task of the first phase and what a federation did about it (R-080)."""

    task: MilestoneTask
    done: Milestone | None
    state: str


def milestones(policy: Policy, unit: Unit, as_of: date) -> list[MilestoneRow]:
    """Return the four tasks of the first phase with the state of each in a federation."""
    done = {item.key: item for item in unit.milestones if item.done_on <= as_of}
    return [
        MilestoneRow(task, done.get(task.name), _milestone_state(task, done.get(task.name), as_of))
        for task in policy.milestones
    ]


def _milestone_state(task: MilestoneTask, done: Milestone | None, as_of: date) -> str:
    if done:
        return "已完成" if done.done_on <= task.due else "迟完成"
    return "待完成" if as_of <= task.due else "逾期"
