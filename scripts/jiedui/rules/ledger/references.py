"""References: every id of a person, household or need that a record mentions exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.household import MOVED
from jiedui.rules.mistyped import Codes
from jiedui.rules.registry import WARNING, helper_rule, household_rule, visit_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.visit import Visit
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext, VisitContext

_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"
_HELPER, _HOUSEHOLD = "帮扶责任人", "户"


@household_rule(
    "household-helper-unknown",
    "没有这个帮扶责任人",
    why="编号写错，结对就落不到人。",
    clause="五(二)1",
    requirement="R-060",
    given=("pairings", "measures"),
)
def helpers_exist(household: Household, context: RuleContext) -> Findings:
    mentioned: list[tuple[str, Pointer]] = [
        (pairing.helper, ("pairings", index, "helper")) for index, pairing in enumerate(household.pairings)
    ]
    mentioned += [
        (measure.by, ("needs", row, "measures", column, "by"))
        for row, need in enumerate(household.needs)
        for column, measure in enumerate(need.measures)
        if measure.by
    ]
    for helper, pointer in mentioned:
        if words := context.files.absent(helper, context.ledger.helpers, _HELPER):
            suggestion = context.files.nearest(helper, context.ledger.helpers, _HELPER)
            yield context.fault(pointer, words, remedy=_FIND, suggestion=suggestion)


@visit_rule(
    "visit-helper-unknown",
    "没有这个联系人",
    why="编号写错，这次联系就不知道算谁的。",
    clause="五(四)3",
    requirement="R-084",
)
def visitor_exists(visit: Visit, context: VisitContext) -> Findings:
    if words := context.files.absent(visit.by, context.ledger.helpers, _HELPER):
        suggestion = context.files.nearest(visit.by, context.ledger.helpers, _HELPER)
        yield context.fault(("by",), words, remedy=_FIND, suggestion=suggestion)


@helper_rule(
    "deputy-unknown",
    "没有这个代管责任人",
    why="代管人编号写错，暂停期间的联系就不算。",
    clause="五(四)3",
    requirement="R-084",
)
def deputies_exist(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        words = context.files.absent(pause.deputy, context.ledger.helpers, _HELPER) if pause.deputy else ""
        if words:
            suggestion = context.files.nearest(pause.deputy, context.ledger.helpers, _HELPER)
            yield context.fault(("pauses", index, "deputy"), words, remedy=_FIND, suggestion=suggestion)


@household_rule(
    "household-id-repeated",
    "户内编号重复",
    why="两个成员或两项需求用了同一个编号，撤销了的也算：走访记录说的是哪一项，就分不清了。",
    clause="二(三)",
    requirement="R-014",
)
def inner_ids_unique(household: Household, context: RuleContext) -> Findings:
    inner = {
        "members": [member.id for member in household.members],
        "needs": [need.id for need in household.needs],
    }
    for key, identifiers in inner.items():
        seen: set[str] = set()
        for index, identifier in enumerate(identifiers):
            if identifier in seen:
                yield context.fault(
                    (key, index, "id"),
                    f"编号 {identifier} 用了两次。",
                    remedy="后一个换成没用过的编号。",
                )
            elif context.files.withdrew(household, identifier):
                yield context.fault(
                    (key, index, "id"),
                    f"编号 {identifier} 是一项撤销了的需求的。",
                    remedy="撤销了的编号也不再用：这一项换成没用过的编号，说到它的走访记录一起改。",
                )
            seen.add(identifier)


@visit_rule(
    "visit-household-unknown",
    "没有这一户",
    why="同时联系的户写错编号，那一户就少算一次。",
    clause="五(四)3",
    requirement="R-084",
    given=("also",),
)
def also_exist(visit: Visit, context: VisitContext) -> Findings:
    for index, other in enumerate(visit.also):
        if other == context.household.id:
            yield context.fault(("also", index), "本户不用再写一遍。", remedy="also 里只写其余各户。")
        elif words := context.files.absent(other, context.ledger.households, _HOUSEHOLD):
            suggestion = context.files.nearest(other, context.ledger.households, _HOUSEHOLD)
            yield context.fault(("also", index), words, remedy=_FIND, suggestion=suggestion)


@household_rule(
    "moved-from-unknown",
    "没有原来那一户",
    why="迁入户要能查到原来的档案。",
    clause="二(四)",
    requirement="R-017",
    given=("moved_from",),
)
def moved_from_exists(household: Household, context: RuleContext) -> Findings:
    origin = household.moved_from
    if origin in ("", household.id):
        return
    if words := context.files.absent(origin, context.ledger.households, _HOUSEHOLD):
        suggestion = context.files.nearest(origin, context.ledger.households, _HOUSEHOLD)
        yield context.fault(("moved_from",), words, remedy=_FIND, suggestion=suggestion)
    elif origin in context.ledger.households and context.ledger.households[origin].closed_reason != MOVED:
        yield context.fault(
            ("moved_from",),
            f"原来的户 {origin} 没有按“迁出市内”终止。",
            remedy="再运行一遍 jiedui move，或者请原来的残联在那一户写 closed，原因选“迁出市内”，同时结束结对。",
        )


@visit_rule(
    "visit-need-unknown",
    "没有这项需求",
    why="走访里提到的需求要先写在户档案里。",
    clause="四",
    requirement="R-031",
    given=("needs",),
)
def needs_exist(visit: Visit, context: VisitContext) -> Findings:
    for index, progress in enumerate(visit.progress):
        known = sorted({need.id for need in context.household.needs})
        if progress.need not in known and not context.files.withdrew(context.household, progress.need):
            listed = "、".join(known) or "还没有需求"
            yield context.fault(
                ("needs", index, "id"),
                f"户档案里没有编号为 {progress.need} 的需求。",
                remedy=f"户档案里有：{listed}。先在户档案里写需求，再在这里引用。",
                suggestion=Codes(known).nearest(progress.need),
            )


@visit_rule(
    "visit-need-open",
    "走访说办结了，户档案里还没有办结",
    why="办结的需求要在户档案里写办结日期和结果，才算办结。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
    given=("needs",),
)
def closed_needs_agree(visit: Visit, context: VisitContext) -> Findings:
    for index, progress in enumerate(visit.progress):
        if progress.action == "办结" and any(
            need.id == progress.need and not need.closed_on for need in context.household.needs
        ):
            yield context.fault(
                ("needs", index, "action"),
                f"需求 {progress.need} 在户档案里还没有办结。",
                remedy="在户档案里补上这项需求的 closed_on 和 result（办结结果）；没有办结的，这里改成“推进”。",
            )
        elif progress.action == "办结":
            later = [need.closed_on for need in context.household.needs if need.id == progress.need and need.closed_on]
            for closed in later:
                if visit.date < closed <= context.as_of:
                    yield context.fault(
                        ("needs", index, "action"),
                        f"需求 {progress.need} 在户档案里 {closed} 才办结，这一天还没有。",
                        remedy="核对需求编号和户档案里的 closed_on（办结日期）；那天没有办结的，这里改成“推进”。",
                    )
