"""What is done for a household that is newly paired: the card, and the provincial module (R-081, R-082, 五(四)2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.pairing import ModuleEntry
from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext


_DAY = len("2026-03-02")


@household_rule(
    "pairing-card",
    "联系卡的版号与留卡日期对不上",
    why="先印卡，后留卡；版号里的日期不会晚于留卡，没有留卡就没有版号。",
    clause="五(四)2",
    requirement="R-081",
    given=("pairings",),
)
def card_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        place: Pointer = ("pairings", index)
        if pairing.card_version and pairing.card_on is None:
            yield context.fault(
                place,
                "没有留联系卡日期，却有联系卡版号。",
                remedy="补上 card_on（留联系卡日期）。",
                missing="card_on",
            )
        elif pairing.card_on and pairing.card_version[:_DAY] > pairing.card_on.isoformat():
            yield context.fault(
                (*place, "card_version"),
                "联系卡版号里的日期晚于留卡。",
                remedy="照抄卡右下角的版号；换了新卡的，card_on 写留新卡的日期。",
            )


@household_rule(
    "pairing-module",
    "省平台的更新先后不对",
    why="先录入省平台，后更新；照着录入的录入单，单号里的日期不会晚于录入。",
    clause="五(四)2",
    requirement="R-082",
    given=("pairings",),
)
def module_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        place: Pointer = ("pairings", index)
        if pairing.module_on is None and (pairing.module_updates or pairing.module_version):
            yield context.fault(
                place,
                "没有录入省平台日期，却有录入单号或更新。",
                remedy="补上 module_on（录入省平台日期），写第一次录入的日期。",
                missing="module_on",
            )
        if pairing.module_on and pairing.module_version:
            first = ModuleEntry(pairing.module_on, pairing.module_by, pairing.module_version)
            yield from _version_in_order(first, (*place, "module_version"), context)
        for number, entry in enumerate(pairing.module_updates):
            if pairing.module_on and entry.on < pairing.module_on:
                yield context.fault(
                    (*place, "module_updates", number, "date"),
                    "省平台的更新早于录入。",
                    remedy="核对更新日期；module_on 写第一次录入的日期，以后不改。",
                )
            yield from _version_in_order(entry, (*place, "module_updates", number, "version"), context)


def _version_in_order(entry: ModuleEntry, pointer: Pointer, context: RuleContext) -> Findings:
    if entry.version and not entry.version.startswith(entry.day.isoformat()):
        yield context.fault(
            pointer,
            "录入单号里的日期不对，或者晚于录入。",
            remedy="照抄录入单上的单号；前面是出录入单那天的日期。",
        )
