"""Referrals: sent after the promise and once, answered after they were sent, by a body that can be found (六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.need import RECEIVERS
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Need, Referral
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

OTHER = RECEIVERS[-1]
# How the names of offices call the bodies that they belong to.
_OFFICES = {
    "民政": ("民政",),
    "医保": ("医保", "医疗保障"),
    "教育": ("教育", "教体"),
    "住建": ("住建", "住房和城乡建设", "住房城乡建设"),
    "人社": ("人社", "人力资源"),
    "卫健": ("卫健", "卫生健康"),
    "农业农村": ("农业农村",),
}


def _each(household: Household) -> Iterator[tuple[Pointer, Need, Measure, Referral]]:
    for row, need in enumerate(household.needs):
        for column, measure in enumerate(need.measures):
            for place, referral in enumerate(measure.referrals):
                yield ("needs", row, "measures", column, "referrals", place), need, measure, referral


@household_rule(
    "referral-order",
    "转介的日期先后不对",
    why="先答应措施，再转给别的部门，再有答复；措施办好了，就不用再转。",
    clause="六(二)",
    requirement="R-100",
    given=("referrals",),
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for pointer, need, measure, referral in _each(household):
        if referral.sent_on < measure.promised_on:
            yield context.fault(
                (*pointer, "sent_on"), "转出日期早于这条措施的承诺日期。", remedy="核对转出日期和承诺日期。"
            )
        if measure.done_on and referral.sent_on > measure.done_on:
            yield context.fault(
                (*pointer, "sent_on"), "转出日期晚于这条措施的办结日期。", remedy="核对转出日期和办结日期。"
            )
        elif need.closed_on and referral.sent_on > need.closed_on:
            yield context.fault(
                (*pointer, "sent_on"), "转出日期晚于这项需求的办结日期。", remedy="核对转出日期和办结日期。"
            )
        if referral.answered_on and referral.answered_on < referral.sent_on:
            yield context.fault((*pointer, "answered_on"), "答复日期早于转出日期。", remedy="核对两个日期。")


@household_rule(
    "referral-answer",
    "转介的答复没有写全",
    why="哪天答复的、怎样答复的，缺一样就不知道是不是还要催。",
    clause="六(二)",
    requirement="R-100",
    given=("referrals",),
)
def answered_in_full(household: Household, context: RuleContext) -> Findings:
    for pointer, _, _, referral in _each(household):
        if referral.answered_on and not referral.answer:
            yield context.fault(
                (*pointer, "answered_on"), "写了答复日期，没有写怎样答复的。", remedy="补上 answer（答复）。"
            )
        elif referral.answer and referral.answered_on is None:
            yield context.fault(
                (*pointer, "answer"),
                "写了答复，没有写哪天答复的。",
                remedy="补上 answered_on（答复日期）；还没有答复的，删掉 answer。",
            )


@household_rule(
    "referral-office",
    "接收部门是“其他”，没有写接收单位",
    why="不知道转给了谁，就不知道向谁催。",
    clause="六(二)",
    requirement="R-100",
    given=("referrals",),
)
def office_is_known(household: Household, context: RuleContext) -> Findings:
    for pointer, _, _, referral in _each(household):
        if referral.receiver == OTHER and not referral.office:
            yield context.fault(
                (*pointer, "receiver"), "接收部门是“其他”，没有写接收单位。", remedy="补上 office（接收单位）。"
            )


@household_rule(
    "referral-receiver",
    "接收部门和接收单位像是两家",
    why="转介台账按接收部门分，写错了就向别家催。",
    clause="六(二)",
    requirement="R-100",
    severity=WARNING,
    given=("referrals",),
)
def office_is_of_receiver(household: Household, context: RuleContext) -> Findings:
    for pointer, _, _, referral in _each(household):
        named = [body for body, words in _OFFICES.items() if any(word in referral.office for word in words)]
        if named and referral.receiver not in named:
            yield context.fault(
                (*pointer, "receiver"),
                f"接收部门是“{referral.receiver}”，接收单位像是{named[0]}的。",
                remedy=f"转给{named[0]}的，receiver（接收部门）改成“{named[0]}”；不是的，核对 office（接收单位）。",
            )


@household_rule(
    "referral-twice",
    "同一次转介写了两遍",
    why="写两遍，转介数会多一件，答复了一遍还有一遍在催。",
    clause="六(二)",
    requirement="R-100",
    severity=WARNING,
    given=("referrals",),
)
def sent_once(household: Household, context: RuleContext) -> Findings:
    seen: set[tuple[Pointer, str, str, date, str]] = set()
    for pointer, _, _, referral in _each(household):
        mark = (pointer[:-1], referral.receiver, referral.office, referral.sent_on, referral.asked)
        if mark in seen:
            yield context.fault(
                pointer,
                "与前面一次转介，接收部门、转出日期、请求事项都一样。",
                remedy="是同一次的，多出的写 withdrawn（撤销）和原因；这次刚写重的，删掉。",
            )
        seen.add(mark)
