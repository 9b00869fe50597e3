"""F1 quota: how many households a helper owes, has and lacks on a day (R-060 … R-069, 五(二)1)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from jiedui.duties.owed import Owed, need_on, rules_on
from jiedui.model.time import DAY, episodes
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.model.quota import Quota, Raise
    from jiedui.model.time import Span

TITLE = "结对配额"
# The settings that the quota of a helper hangs on, beside the quotas themselves.
SETTINGS = frozenset({
    "full_time_bodies", "grace_end_reasons", "multi_role", "rank_grace_days", "repair_grace_days", "shared",
    "tenure_classes", "tenure_flag_classes",
})  # fmt: skip
SERVES: tuple[str, ...] = ("R-060", "R-061", "R-062", "R-063", "R-064", "R-065", "R-066", "R-067", "R-068", "R-069")


class QuotaState(StrEnum):
    """How a helper stands against the quota."""

    MET = "达标"
    SHORT = "欠户"
    GRACE = "宽限期"
    FREE = "不作要求"
    LEFT = "已离岗"
    AHEAD = "未到岗"

    @property
    def in_office(self) -> bool:
        """Whether the helper holds an office on the day: not before the first, nor after the last, nor between two."""
        return self not in (QuotaState.LEFT, QuotaState.AHEAD)


class GraceReason(StrEnum):
    """Why more time is given: a new office or rank, another rule (A-26), or a household that dropped out (A-21)."""

    OFFICE = "新任职"
    RULE = "户数要求变了"
    LOSS = "重新结对"


class QuotaChange(Struct, frozen=True):
    """What made more be owed: from which day, until which day the old number counts, and why."""

    start: date
    until: date
    reason: GraceReason


class QuotaLine(Struct, frozen=True, kw_only=True):
    """One row of the quota table.

    ``need`` is what the offices of the day ask for; ``owed`` is what counts while a change of office or rule is in its
    grace (A-26), ``change`` the one that is; ``have`` counts households, which are whole numbers unless the reading
    splits them (A-19); ``gap`` is what is lacking after all graces; ``grace_until`` is the last day of the grace that
    hides a gap, and ``grace_reason`` why it does.
    """

    helper: str
    day: date
    owed_by: tuple[Owed, ...]
    need: int
    owed: int
    have: Fraction
    gap: Fraction
    state: QuotaState
    grace_until: date | None
    households: tuple[str, ...]
    change: QuotaChange | None = None
    grace_reason: GraceReason | None = None

    @property
    def main(self) -> Owed | None:
        """The office that decides the number."""
        return max(self.owed_by, key=lambda owed: owed.need, default=None)


def quota_line(ledger: Ledger, helper: Helper, when: date) -> QuotaLine:
    """Return how a helper stands at the end of a day (A-25)."""
    policy = ledger.policy
    need, owed_by = need_on(helper, policy, when)
    owed, change = _after_change(helper, policy, when, need)
    shares = {item.id: _share(item, helper.id, policy, when) for item in ledger.households_of(helper.id)}
    have = sum(shares.values())
    lacking = max(0, owed - have)
    repair_graces = sorted(_repair_graces(ledger, helper.id, policy, when), reverse=True)
    gap = max(0, lacking - len(repair_graces))
    graces = [(change.until, change.reason)] if change and need > owed and need > have else []
    if lacking and repair_graces:
        # The grace that ends last hides one household, the next another: the gap opens when too few are left.
        graces += [(until, GraceReason.LOSS) for until in repair_graces[: ceil(lacking)]]
    grace_until, grace_reason = min(graces, default=(None, None))
    return QuotaLine(
        helper=helper.id,
        day=when,
        owed_by=owed_by,
        need=need,
        owed=owed,
        have=Fraction(have),
        gap=Fraction(gap),
        state=_state(helper, when, need, have, gap),
        grace_until=grace_until,
        households=tuple(item for item, share in shares.items() if share),
        change=change,
        grace_reason=grace_reason,
    )


def _state(helper: Helper, when: date, need: int, have: Fraction | int, gap: Fraction | int) -> QuotaState:
    if not helper.active_on(when):
        begun = any(role.span.start <= when for role in helper.roles)
        return QuotaState.LEFT if begun else QuotaState.AHEAD
    if need == 0:
        return QuotaState.FREE
    if gap:
        return QuotaState.SHORT
    return QuotaState.MET if have >= need else QuotaState.GRACE


def _after_change(helper: Helper, policy: Policy, when: date, need: int) -> tuple[int, QuotaChange | None]:
    """Return what counts while a new office or rule is younger than its grace, and the change that makes it (A-26).

    Within the grace the lower of the old and the new number counts; a new hire's old number is nought.
    """
    found = (*_new_offices(helper, policy, when), *_new_rules(helper, policy, when))
    changes = sorted((item for item in found if when <= item.until), key=lambda item: (item.until, item.start))
    before = [(item.until, need_on(helper, policy, item.start - DAY)[0]) for item in changes]

    def counts(day: date) -> int:
        return min([need, *(number for until, number in before if day <= until)])

    owed = counts(when)
    return owed, next((item for item in changes if counts(item.until + DAY) > owed), None)


def _new_offices(helper: Helper, policy: Policy, when: date) -> Iterator[QuotaChange]:
    grace = timedelta(days=policy.settings.rank_grace_days)
    for start in {role.span.start for role in helper.roles_on(when)}:
        yield QuotaChange(start, start + grace - DAY, GraceReason.OFFICE)


def _new_rules(helper: Helper, policy: Policy, when: date) -> Iterator[QuotaChange]:
    """Yield the changes by rules that began within the programme; what it began with is no change."""
    for rule in _rules(policy):
        start = rule.span.start
        if not policy.programme.start < start <= when:
            continue
        until = _last_of_grace(rule, policy)
        if when <= until and rule in rules_on(helper, policy, start):
            yield QuotaChange(start, until, GraceReason.RULE)


def _rules(policy: Policy) -> tuple[Quota | Raise, ...]:
    return (*policy.quotas, *policy.raises)


def _last_of_grace(rule: Quota | Raise, policy: Policy) -> date:
    days = policy.settings.rank_grace_days if rule.grace_days is None else rule.grace_days
    return rule.span.start + timedelta(days=days) - DAY


def _share(household: Household, helper: str, policy: Policy, when: date) -> Fraction | int:
    """Return how much of a household counts for a helper (A-19)."""
    open_now = household.pairings_on(when)
    mine = [pairing for pairing in open_now if pairing.helper == helper]
    if not mine:
        return 0
    if policy.settings.shared == "只计主责":
        return int(any(pairing.is_primary for pairing in mine))
    if policy.settings.shared == "平分":
        return Fraction(1, len({pairing.helper for pairing in open_now}))
    return 1


def _charges(household: Household, helper: str, policy: Policy) -> list[Span]:
    """Return the days on which a household counts for a helper, without the seams of spells that follow each other."""
    assisted = policy.settings.shared != "只计主责"
    mine = (pairing for pairing in household.pairings if pairing.helper == helper)
    return episodes(pairing.span for pairing in mine if pairing.is_primary or assisted)


def _losses(household: Household, helper: str, policy: Policy) -> Iterator[date]:
    """Yield the last day of each time with a household that dropped out, for a reason that gives a grace (A-21)."""
    for pairing in household.pairings:
        reason = pairing.end_reason in policy.settings.grace_end_reasons
        if not (pairing.helper == helper and pairing.is_primary and reason and pairing.span.end):
            continue
        if any(charge.end == pairing.span.end for charge in _charges(household, helper, policy)):
            yield pairing.span.end


def _repair_graces(ledger: Ledger, helper: str, policy: Policy, when: date) -> list[date]:
    """Return the last day of each grace that runs on ``when`` and has not been used (A-21).

    A household that comes after a loss, within its grace, replaces it: of several losses the oldest.
    """
    grace = timedelta(days=policy.settings.repair_grace_days)
    households = ledger.households_of(helper)
    losses = sorted(end for item in households for end in _losses(item, helper, policy) if end < when)
    if not losses:
        return []
    starts = sorted(charge.start for item in households for charge in _charges(item, helper, policy))
    for start in starts:
        if start <= when and (used := next((end for end in losses if end < start <= end + grace), None)):
            losses.remove(used)
    return [end + grace for end in losses if when <= end + grace]


def short_since(ledger: Ledger, helper: Helper, when: date) -> date | None:
    """Return the first day of the gap that is open on ``when``, or ``None`` where there is none.

    It is that of the oldest part of the gap: a household that replaces a later loss leaves it as it is.
    """
    if not quota_line(ledger, helper, when).gap:
        return None
    since = when
    for day in sorted((day for day in _turns(ledger, helper) if day <= when), reverse=True):
        if not quota_line(ledger, helper, day).gap:
            break
        since = day
    return since


def _turns(ledger: Ledger, helper: Helper) -> set[date]:
    """Return the days on which a gap can begin: an office, pairing or rule starts or has ended, or a grace has."""
    policy = ledger.policy
    rank, repair = timedelta(days=policy.settings.rank_grace_days), timedelta(days=policy.settings.repair_grace_days)
    held = [pairing.span for household in ledger.households_of(helper.id) for pairing in household.pairings]
    offices = [role.span for role in helper.roles]
    rules = [item.span for item in _rules(policy)]
    starts = {span.start for span in (*offices, *held, *rules)}
    ends = {span.end + DAY for span in (*offices, *held, *rules) if span.end}
    graces = {span.start + rank for span in offices} | {span.end + repair + DAY for span in held if span.end}
    graces |= {_last_of_grace(item, policy) + DAY for item in _rules(policy)}
    return {policy.programme.start} | starts | ends | graces
