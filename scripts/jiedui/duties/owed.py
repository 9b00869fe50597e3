"""What an office asks for on a day: the row of the policy that applies, raised by a county (R-060 … R-069, 五(二)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.helper import FULL_TIME
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.helper import Helper, Role
    from jiedui.model.policy import Policy
    from jiedui.model.quota import Quota, Raise


class Owed(Struct, frozen=True):
    """What one office asks for on a day.

    ``quota`` is the row of the policy that applied, ``need`` the number of households after a county's raise (A-01),
    ``rank_class`` the higher class of post and rank (A-02), ``tenure`` that of the office.
    """

    quota: Quota
    need: int
    rank_class: str
    # A reading that the unit should confirm: a 科级 part-time or seconded post.
    doubtful: bool = False
    tenure: str = FULL_TIME

    @property
    def spared(self) -> bool:
        """Whether the row asks for something, but not of an office that is 兼职 or 挂职 (A-03)."""
        return self.tenure != FULL_TIME and not self.need and self.quota.need > 0


def owed_for(role: Role, unit: str, policy: Policy, when: date) -> Owed | None:
    """Return what one office of a helper of ``unit`` asks for on a day, or ``None`` where no quota speaks of it."""
    rank_class = policy.class_of(role.post_level, role.rank)
    for quota in policy.quotas:
        if not quota.span.covers(when) or role.body not in quota.bodies:
            continue
        if quota.rank_class and quota.rank_class != rank_class:
            continue
        if quota.post and quota.post != role.post:
            continue
        need, doubtful = _by_tenure(role, quota, rank_class, policy)
        # A county may raise what its full-time staff owe, never lower it, and only where something is owed.
        if need:
            need = max([need, *(item.need for item in _raises(role, unit, policy, when))])
        return Owed(quota, need, rank_class, doubtful, role.tenure)
    return None


def _raises(role: Role, unit: str, policy: Policy, when: date) -> list[Raise]:
    """Return the raises of a day that lift what an office asks for (A-01)."""
    if role.body not in policy.settings.full_time_bodies:
        return []
    rank_class = policy.class_of(role.post_level, role.rank)
    return [item for item in policy.raises if item.span.covers(when) and item.lifts(unit, role.body, rank_class)]


def _by_tenure(role: Role, quota: Quota, rank_class: str, policy: Policy) -> tuple[int, bool]:
    """Return what a quota asks of an office by its tenure, and whether that is doubtful (A-03)."""
    settings = policy.settings
    if role.tenure == FULL_TIME:
        return quota.need, False
    if role.body in settings.full_time_bodies:
        return 0, False
    if not quota.rank_class or rank_class in settings.tenure_classes:
        return quota.need, False
    doubtful = rank_class in settings.tenure_flag_classes
    return quota.need if doubtful else 0, doubtful


def need_on(helper: Helper, policy: Policy, when: date) -> tuple[int, tuple[Owed, ...]]:
    """Return how many households all offices of a day ask for, and each office's part (A-05, R-069)."""
    owed = tuple(
        part for role in helper.roles_on(when) if (part := owed_for(role, helper.unit, policy, when)) is not None
    )
    numbers = [part.need for part in owed]
    return (sum(numbers) if policy.settings.multi_role == "相加" else max(numbers, default=0)), owed


def rules_on(helper: Helper, policy: Policy, when: date) -> list[Quota | Raise]:
    """Return the quotas and raises that speak of a helper's offices on a day."""
    found: list[Quota | Raise] = []
    for role in helper.roles_on(when):
        if part := owed_for(role, helper.unit, policy, when):
            found += [part.quota, *_raises(role, helper.unit, policy, when)]
    return found
