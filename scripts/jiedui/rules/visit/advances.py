"""What a visit says of a need agrees with the household's record (R-013, R-031)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, visit_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.need import Need
    from jiedui.model.visit import Progress, Visit
    from jiedui.rules.context import Findings, VisitContext

RAISED = "提出"


def _progress(visit: Visit, context: VisitContext) -> Iterator[tuple[int, Progress, Need]]:
    """Yield what a visit says of the needs that the household's record holds, with its row."""
    if not visit.progress or not visit.stem.startswith(visit.date.isoformat()):
        return  # which day is meant is asked elsewhere
    known = {need.id: need for need in context.household.needs}
    repeated = len(known) < len(context.household.needs)
    for index, item in enumerate(visit.progress):
        if item.need in known and not repeated:
            yield index, item, known[item.need]


@visit_rule(
    "visit-need-raised",
    "走访说提出了需求，户档案里是另一天提出的",
    why="同一项需求只提出一次；日子对不上的，多半是编号写成了别的需求。",
    clause="四",
    requirement="R-031",
    given=("needs",),
)
def raised_on_the_day(visit: Visit, context: VisitContext) -> Findings:
    for index, item, need in _progress(visit, context):
        if item.action == RAISED and need.raised_on != visit.date and not item.note:
            yield context.fault(
                ("needs", index, "id"),
                f"需求 {need.id} 在户档案里是 {need.raised_on} 提出的，不是这一天。",
                remedy="核对需求编号和户档案里的 raised_on；确实不是同一天提出的，在这一项的 note（说明）里写明。",
            )


@visit_rule(
    "visit-need-early",
    "走访推进了还没有提出的需求",
    why="先提出，后推进、办结；先后不对，多半是编号写成了别的需求。",
    clause="四",
    requirement="R-031",
    given=("needs",),
)
def raised_before(visit: Visit, context: VisitContext) -> Findings:
    for index, item, need in _progress(visit, context):
        if item.action != RAISED and visit.date < need.raised_on:
            yield context.fault(
                ("needs", index, "id"),
                f"需求 {need.id} 在户档案里 {need.raised_on} 才提出，这一天不能{item.action}。",
                remedy="核对需求编号、这次联系的日期，和户档案里的 raised_on（提出日期）。",
            )


@visit_rule(
    "visit-need-twice",
    "一次走访里同一项进展写了两遍",
    why="同一项需求的同一步，一次走访只写一遍。",
    clause="四",
    requirement="R-031",
    severity=WARNING,
    given=("needs",),
)
def once_a_visit(visit: Visit, context: VisitContext) -> Findings:
    seen = set()
    for index, item in enumerate(visit.progress):
        if (item.need, item.action) in seen:
            yield context.fault(
                ("needs", index, "id"),
                f"需求 {item.need} 的“{item.action}”写了两遍。",
                remedy="合成一条；说的是另一项需求的，改编号。",
            )
        seen.add((item.need, item.action))
