"""Re-checks: after the quarter, of households that were drawn, by somebody who does not answer for them (B-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Recheck
from jiedui.rules.event.voices import each_event
from jiedui.rules.registry import event_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"
# What is filled in once a household was asked: all of it.
_ANSWER = ("date", "by", "channel", "result")


@event_rule(
    "recheck-open-quarter",
    "季度还没有结束就抽查",
    why="季度结束以后才知道哪些户算已联系；早抽了，就有人知道会抽到谁。",
    clause="六(二)",
    requirement="R-096",
)
def quarter_over(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Recheck) and event.date <= event.quarter.end:
        message = f"{event.date} 时 {event.quarter} 还没有结束。"
        yield context.fault(("quarter",), message, remedy="核对季度和日期。")


@ledger_rule(
    "recheck-repeated",
    "一个季度抽查了两次",
    why="一个季度只按季度结束时的台账抽一次；再抽一次，就成了挑选。",
    clause="六(二)",
    requirement="R-096",
)
def drawn_once(context: LedgerContext) -> Findings:
    first: dict[object, str] = {}
    for event, file in each_event(Recheck, context):
        earlier = first.setdefault(event.quarter, file.path)
        if earlier != file.path:
            yield file.fault(
                ("quarter",),
                f"{event.quarter} 已经抽过，在 {earlier}。",
                remedy="留先抽的一份，这一份写 withdrawn（撤销）。",
            )
        seen: set[str] = set()
        for index, item in enumerate(event.households):
            if item.household in seen:
                yield file.fault(
                    ("households", index, "household"),
                    f"户 {item.household} 写了两次。",
                    remedy="留一条，结果写在一起。",
                )
            seen.add(item.household)


@event_rule(
    "recheck-whom-unknown",
    "没有抽查里写的这一户或这个人",
    why="编号写错，回访结果就落不到户和人。",
    clause="六(二)",
    requirement="R-096",
)
def whom_exist(event: Event, context: RuleContext) -> Findings:
    ledger, files = context.ledger, context.files
    if isinstance(event, Recheck):
        for index, item in enumerate(event.households):
            if words := files.absent(item.household, ledger.households, "户"):
                yield context.fault(("households", index, "household"), words, remedy=_FIND)
            if item.by and (words := files.absent(item.by, ledger.helpers, "帮扶责任人")):
                yield context.fault(("households", index, "by"), words, remedy=_FIND)


@event_rule(
    "recheck-answer",
    "回访结果没有写全",
    why="哪天、谁、怎么问的、结果怎样，都写了才算回访过。",
    clause="六(二)",
    requirement="R-096",
)
def answers_whole(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Recheck):
        for index, item in enumerate(event.households):
            missing = [key for key in _ANSWER if not getattr(item, key)]
            if missing and (len(missing) < len(_ANSWER) or item.note):
                yield context.fault(
                    ("households", index), f"{item.household} 的回访没有写全。",
                    remedy="date（日期）、by（回访人）、channel（方式）、result（结果）都写上；还没有回访的，都不写。",
                    missing=missing[0],
                )  # fmt: skip
            elif item.date and item.date < event.date:
                yield context.fault(
                    ("households", index, "date"),
                    f"回访日期 {item.date} 早于抽查日期 {event.date}。",
                    remedy="核对两个日期。",
                )


@event_rule(
    "recheck-own",
    "自己回访自己结对的户",
    why="回访是核实联系是不是真的，要换一个人问。",
    clause="六(二)",
    requirement="R-096",
)
def asked_by_another(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Recheck):
        for index, item in enumerate(event.households):
            household = context.ledger.households.get(item.household)
            spells = household.pairings if household and item.by else ()
            if any(spell.helper == item.by and spell.span.clip(event.quarter.start, event.date) for spell in spells):
                yield context.fault(
                    ("households", index, "by"), f"{item.by} 就是户 {item.household} 的帮扶责任人。",
                    remedy="请没有和这一户结对的人重新回访，写他的编号。",
                )  # fmt: skip
