"""Moves within the city: what ends in one federation goes on in another, in order of time (R-017, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.household import MOVED
from jiedui.model.time import by
from jiedui.rules.registry import WARNING, household_rule, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, LedgerContext, RuleContext
    from jiedui.rules.summary import HouseholdSummary


@household_rule(
    "moved-from-order",
    "迁来的先后不对",
    why="在原来的残联终止以后，才在这里建档；先后不对，或者转了一圈又迁回自己，同一天就算了两户。",
    clause="二(四)",
    requirement="R-017",
    given=("moved_from",),
)
def moves_in_order(household: Household, context: RuleContext) -> Findings:
    origin = context.ledger.households.get(household.moved_from)
    if household.moved_from == household.id:
        yield context.fault(
            ("moved_from",),
            "原户编号 moved_from 写的是这一户自己。",
            remedy="改成迁来以前的户编号；不是从市内别的残联迁来的，删掉这一行。",
        )
    elif (
        origin
        and by(origin.closed_on, context.as_of)
        and origin.closed_reason == MOVED
        and not _goes_on(origin, household)
    ):
        yield context.fault(
            ("moved_from",),
            f"这一户 {household.registered_on} 建档，原来的户 {origin.id} 到 {origin.closed_on} 才终止。",
            remedy="核对 moved_from、registered_on 和原来那一户的终止日期：迁走的第二天起，在这里建档。",
        )


def _goes_on(origin: Household, household: Household) -> bool:
    """Tell whether a household began after the one that it came from had ended."""
    return origin.closed_on is None or origin.closed_on < household.registered_on


@household_rule(
    "moved-need-left",
    "没有办结的需求没有跟着迁过来",
    why="迁到市内别的残联的，没有办结的需求由迁入地接着办；没有抄过来，就没有人办了。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
    given=("moved_from",),
)
def needs_go_along(household: Household, context: RuleContext) -> Findings:
    origin = context.ledger.households.get(household.moved_from)
    if origin is None or origin.closed_on is None or origin.closed_reason != MOVED or not _goes_on(origin, household):
        return
    taken = {need.id for need in household.needs} | {(need.content, need.raised_on) for need in household.needs}
    for need in origin.needs:
        done = need.closed_on or (need.measures and all(item.done_on for item in need.measures))
        idle = need.raised_on > origin.closed_on or origin.lapsed(need, origin.closed_on)  # the first is told by itself
        copied = (
            need.id in taken or (need.content, need.raised_on) in taken or context.files.withdrew(household, need.id)
        )
        if not (done or idle or copied):
            yield context.fault(
                ("moved_from",),
                f"原户 {origin.id} 的需求 {need.id} 没有办结，也没有抄过来。",
                remedy="还要办的，抄到这一户的 needs，编号不变；已经办结的，在原户写 closed_on 和 result（办结结果）。",
            )


@ledger_rule(
    "moved-from-twice",
    "两户都从同一户迁来",
    why="一户迁走以后只接着一户；两户都接着，历史就算了两遍。",
    clause="二(四)",
    requirement="R-017",
)
def moves_once(context: LedgerContext) -> Findings:
    households = context.summaries.households
    seen: dict[str, str] = {}
    for _, household in sorted(households.items()):
        origin = households.get(household.moved_from)
        # One that began before the other had ended is told by itself.
        if not household.moved_from or (origin and household.registered_on <= origin.closed_on):
            continue
        first = seen.setdefault(household.moved_from, household.id)
        if first != household.id:
            yield context.file(household.path).fault(
                ("moved_from",),
                f"户 {first} 也写着从 {household.moved_from} 迁来。",
                remedy="核对原户编号；分成两户的，只有一户写 moved_from，另一户在 note 里写明。",
            )


@ledger_rule(
    "moved-nowhere",
    "迁到市内别的残联，没有哪一户接着",
    why="市内迁移的，由迁入地的残联接着建档、结对；没有接着的，这一户就没有人管了。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
)
def somebody_goes_on(context: LedgerContext) -> Findings:
    households = context.summaries.households
    known = {item.moved_from for item in households.values() if item.moved_from}
    if any(path.endswith("/household.yml") for path in context.files.faulty):
        return  # The one that cannot be read may be the one that is looked for: that is told already.
    later: dict[bytes, str] = {}
    for item in households.values():
        for person in _holders(item):
            later[person] = max(item.registered_on, later.get(person, ""))
    for _, household in sorted(households.items()):
        if household.closed_reason == MOVED and household.id not in known and not _is_elsewhere(household, later):
            yield context.file(household.path).fault(
                ("closed", "reason"),
                f"这一户因“{MOVED}”终止，没有哪一户写着从 {household.id} 迁来。",
                remedy=f"请迁入地的残联建档，moved_from 写 {household.id}；迁到市外的，原因改成“迁出市外”。",
            )


def _is_elsewhere(household: HouseholdSummary, later: Mapping[bytes, str]) -> bool:
    """Tell whether one of a household's people is in a later one that does not say so: that is told there.

    ``later`` is by person when the last household was registered.
    """
    return any(later[person] > household.closed_on for person in _holders(household))


def _holders(household: HouseholdSummary) -> Iterator[bytes]:
    """Yield whom the certificates of a household name."""
    return (identity for person in household.people for identity, _ in person.identities)
