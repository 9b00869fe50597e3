"""Leaves: one at a time, while in office, with a deputy who is there himself (R-084, A-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, helper_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper, Pause
    from jiedui.rules.context import Findings, RuleContext


@helper_rule(
    "pause-overlap",
    "两段暂停重叠",
    why="同一天只有一段暂停，才知道由谁代管。",
    clause="五(四)3",
    requirement="R-084",
)
def one_at_a_time(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        if any(earlier.span.overlaps(pause.span) for earlier in helper.pauses[:index]):
            yield context.fault(
                ("pauses", index, "from"),
                "与前面的一段暂停时间重叠。",
                remedy="给前一段改结束日期 to，后一段从第二天开始；写重了的，删掉一段。",
            )


@helper_rule(
    "pause-outside",
    "暂停不在任职期间",
    why="没有任职的日子不用联系，暂停就没有用处；多半是年份写错了。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def while_in_office(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        if not any(role.span.overlaps(pause.span) for role in helper.roles):
            yield context.fault(
                ("pauses", index, "from"),
                f"从 {pause.span.start} 起的这一段暂停，不在任职期间。",
                remedy="核对起止日期的年份，或者补上那时的任职 roles。",
            )


@helper_rule(
    "pause-deputy",
    "代管人自己也不在",
    why="暂停期间由代管人联系；他离岗了，或者自己也在暂停，就没有人联系。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def deputy_is_there(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        deputy = context.ledger.helpers.get(pause.deputy)
        words = _absent(deputy, pause) if deputy and deputy.id != helper.id else ""
        if words:
            yield context.fault(
                ("pauses", index, "deputy"),
                f"代管责任人 {pause.deputy} 在这一段里{words}。",
                remedy="换一位代管责任人；中间换人的，分成前后两段写。",
            )


def _absent(deputy: Helper, pause: Pause) -> str:
    """Return in words why a deputy does not stand in on all days of a leave; nothing where he does."""
    last = pause.span.end or pause.span.start
    if not (deputy.active_on(pause.span.start) and deputy.active_on(last)):
        return "有几天没有任职"
    if any(own.span.overlaps(pause.span) for own in deputy.pauses):
        return "自己也有暂停"
    return ""
