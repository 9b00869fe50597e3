"""Visits: a contact that can have taken place (R-033, R-036, R-084)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.visit import HOME, Visit
from jiedui.rules.registry import WARNING, visit_rule

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.policy import Policy
    from jiedui.rules.context import Findings, VisitContext


@visit_rule("visit-future", "日期还没有到", why="只记已经发生的联系。", clause="五(四)3", requirement="R-084")
def not_in_future(visit: Visit, context: VisitContext) -> Findings:
    for key, when in (("date", visit.date), ("entered_on", visit.entered_on)):
        if when > context.as_of:
            yield context.fault(
                (key,),
                f"{key} 的日期 {when} 还没有到。",
                remedy="核对年份和月份；文件名也要一致。",
            )


@visit_rule("visit-entered-before", "录入早于联系", why="先联系，后录入。", clause="五(四)3", requirement="R-084")
def entered_after(visit: Visit, context: VisitContext) -> Findings:
    if visit.entered_on < visit.date:
        yield context.fault(("entered_on",), "录入日期早于联系日期。", remedy="核对两个日期。")


@visit_rule(
    "visit-programme",
    "不在方案期内",
    why="方案有开始和结束的日期，这以外的联系不属于方案。",
    clause="五(四)",
    requirement="R-003",
)
def in_programme(visit: Visit, context: VisitContext) -> Findings:
    programme = context.policy.programme
    if not programme.covers(visit.date):
        yield context.fault(
            ("date",),
            f"联系日期 {visit.date} 不在方案期内。",
            remedy=_outside(visit.date, context.policy),
        )


def _outside(when: date, policy: Policy) -> str:
    """Return what to do about a contact that lies before or after the programme."""
    days = f"方案期是 {policy.programme.start} 至 {policy.end}，核对日期"
    if when < policy.programme.start:
        return f"{days}；方案开始以前的走访不用登记。"
    return f"{days}；方案延期了的，先改 policy/ledger.yml 的帮扶结束日期；结束以后的联系不用登记。"


@visit_rule(
    "visit-before-pairing",
    "联系早于结对",
    why="结对以前的走访不算季度联系。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def after_pairing(visit: Visit, context: VisitContext) -> Findings:
    for number, identifier in enumerate(visit.households):
        other = context.ledger.households.get(identifier)
        if other is None or any(pairing.span.start <= visit.date for pairing in other.pairings):
            continue
        first = min((pairing.span.start for pairing in other.pairings), default=None)
        yield context.fault(
            ("also", number - 1) if number else ("date",),
            f"户 {identifier} 从 {first} 起结对，联系早于结对。" if first else f"户 {identifier} 还没有结对。",
            remedy="核对日期；摸底走访可以保留，不算季度联系。",
        )


@visit_rule(
    "visit-counterpart",
    "没有写和谁联系的",
    why="联系上的，要写明是本人、监护人还是家里的成年人，才知道算不算。没有联系上的不用写。",
    clause="五(四)3",
    requirement="R-084",
)
def somebody_named(visit: Visit, context: VisitContext) -> Findings:
    if visit.reached and not visit.counterpart:
        yield context.fault(
            (),
            "联系上了，没有写和谁联系的。",
            remedy="补上 counterpart（联系对象），例如 本人；没有联系上的，reached 写 false。",
            missing="counterpart",
        )


@visit_rule(
    "visit-channel-note",
    "没有写明是什么方式",
    why="“其他”方式要写明，才知道算不算联系。",
    clause="四(一)",
    requirement="R-033",
)
def other_channel_named(visit: Visit, context: VisitContext) -> Findings:
    if visit.channel == "其他" and not visit.channel_note:
        yield context.fault(
            ("channel",),
            "联系方式是“其他”，没有写方式说明。",
            remedy="补上 channel_note，例如 来访、视频。",
        )


@visit_rule(
    "visit-companions",
    "陪同的人多了",
    why="不得层层陪同和迎来送往。通知没有定数，规定了上限的才提醒。",
    clause="六(四)",
    requirement="R-103",
    severity=WARNING,
)
def few_companions(visit: Visit, context: VisitContext) -> Findings:
    limit = context.policy.companions_limit
    if limit is not None and visit.companions is not None and visit.companions > limit:
        yield context.fault(
            ("companions",),
            f"陪同 {visit.companions} 人，超过了规定的 {limit} 人。",
            remedy="核对人数；下次轻车简从，不要层层陪同。",
        )


@visit_rule(
    "visit-hazards",
    "没有入户，却填了隐患察看",
    why="隐患要到家里看，不入户填不了。",
    clause="四(二)2",
    requirement="R-036",
)
def hazards_seen_at_home(visit: Visit, context: VisitContext) -> Findings:
    if visit.hazards and visit.channel != HOME:
        yield context.fault(
            ("hazards",),
            "联系方式不是入户，却填了安全隐患察看。",
            remedy="改联系方式，或删掉这一项。",
        )
