"""Visits: a contact that can have taken place (R-033, R-036, R-084)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.visit import HOME, Visit
from jiedui.records.draft import blank
from jiedui.rules.registry import WARNING, visit_rule
from jiedui.rules.visit.advances import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, VisitContext

# Who enters a contact later than this has more likely mistyped its year.
_MOST_DAYS = 90

# What a household's page writes in place of the text of a contact.
NOTHING_WRITTEN = blank("联系情况")


@visit_rule("visit-future", "联系的日期还没有到", why="只记已经发生的联系。", clause="五(四)3", requirement="R-084")
def not_in_future(visit: Visit, context: VisitContext) -> Findings:
    for key, when in (("date", visit.date), ("entered_on", visit.entered_on)):
        if when > context.as_of:
            yield context.fault(
                (key,),
                f"{key} {when} 还没有到。",
                remedy="核对年份和月份；文件名也要一致。",
            )


@visit_rule("visit-entered-before", "录入早于联系", why="先联系，后录入。", clause="五(四)3", requirement="R-084")
def entered_after(visit: Visit, context: VisitContext) -> Findings:
    if visit.entered_on < visit.date <= context.as_of:
        yield context.fault(("entered_on",), "录入日期早于联系日期。", remedy="核对两个日期。")


@visit_rule(
    "visit-programme",
    "联系早于方案开始",
    why="方案开始以前的联系不属于方案。",
    clause="五(四)",
    requirement="R-003",
)
def not_before_programme(visit: Visit, context: VisitContext) -> Findings:
    policy = context.policy
    if visit.date < policy.programme.start:
        yield context.fault(
            ("date",),
            f"联系日期 {visit.date} 不在方案期内。",
            remedy=f"方案期是 {policy.programme.start} 至 {policy.end}，核对日期；方案开始以前的走访不用登记。",
        )


@visit_rule(
    "visit-before-pairing",
    "联系早于结对",
    why="结对以前的走访不算季度联系。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def after_pairing(visit: Visit, context: VisitContext) -> Findings:
    if not context.policy.programme.covers(visit.date):
        return
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
    "visit-blank",
    "联系情况还是空白的",
    why="从户页上拿来的内容，括号里的话是请人来填的，不是联系情况。",
    clause="五(四)3",
    requirement="R-085",
)
def blank_filled(visit: Visit, context: VisitContext) -> Findings:
    if visit.content == NOTHING_WRITTEN:
        yield context.fault(
            ("content",),
            f"content 还是“{NOTHING_WRITTEN}”。",
            remedy="写聊了什么、看到什么、办了什么；没有要写的，删掉这一行。",
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
    given=("companions",),
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
    given=("hazards",),
)
def hazards_seen_at_home(visit: Visit, context: VisitContext) -> Findings:
    if visit.hazards and visit.channel != HOME:
        yield context.fault(
            ("hazards",),
            "联系方式不是入户，却填了安全隐患察看。",
            remedy="改联系方式，或删掉这一项。",
        )


@visit_rule(
    "visit-late",
    "录入比联系晚得多",
    why=f"晚了{_MOST_DAYS}天以上才录入的，多半是联系日期的年份或者月份写错了。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def entered_soon(visit: Visit, context: VisitContext) -> Findings:
    days = (visit.entered_on - visit.date).days
    if days > _MOST_DAYS and visit.entered_on <= context.as_of and context.policy.programme.covers(visit.date):
        yield context.fault(
            ("date",),
            f"联系日期 {visit.date}，过了 {days} 天才录入。",
            remedy="核对联系日期的年份和月份，文件名也要一致；确实是补录的，可以不理会。",
        )


@visit_rule(
    "visit-unreached",
    "没有联系上，却填了联系上才知道的",
    why="没有联系上的，不会了解情况、宣讲、打分、提出需求；填反了，就少算一次联系。",
    clause="五(四)3",
    requirement="R-084",
)
def nothing_heard(visit: Visit, context: VisitContext) -> Findings:
    if visit.reached:
        return
    told = [word for _, word in _heard(visit)]
    for pointer, _ in list(_heard(visit))[:1]:
        yield context.fault(
            pointer,
            f"没有联系上，却填了{'、'.join(told)}。",
            remedy="联系上了的，reached（是否联系上）改成 true；没有联系上的，删掉这些。",
        )


def _heard(visit: Visit) -> Iterator[tuple[Pointer, str]]:
    """Yield what a contact tells that only the family can have said, with its place."""
    if visit.topics:
        yield ("topics",), "了解的情况"
    if visit.preached:
        yield ("preached",), "宣讲内容"
    if visit.satisfaction is not None:
        yield ("satisfaction",), "满意度"
    for index, item in enumerate(visit.progress):
        if item.action == RAISED:
            yield ("needs", index, "action"), "提出的需求"
            break
