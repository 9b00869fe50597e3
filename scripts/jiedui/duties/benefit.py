"""How the policies of 四(三)3 stand for a person on a day (R-039, R-114).

What is recorded of a policy without a day is as it is now. What comes with a kind of hardship of the household is not
had any more once that has ended: what is recorded then tells of the time before, and is to be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.policy import Policy

TITLE = "惠残政策的享受情况"
SERVES: tuple[str, ...] = ("R-039", "R-114")

TO_CHECK = "待核"
ENTITLED = "符合未享受"
# The states that rest on meeting the conditions of a policy.
_RESTING = ("已享受", "申请中", ENTITLED)


def has_lost(household: Household, statuses: Collection[str], when: date) -> bool:
    """Tell whether a household is in none of some kinds of hardship on a day, after one of them had ended before."""
    spells = (item for item in household.hardships if item.status in statuses)
    ended = any(item.until is not None and item.until < when for item in spells)
    return ended and household.hardship_on(when) not in statuses


def states_on(household: Household, member: Member, policy: Policy, when: date) -> dict[str, str]:
    """Return how each policy of a day that is recorded of a member stands, by its key.

    待核 stands for one that came with a hardship that has ended.
    """
    ended = any(item.until is not None and item.until < when for item in household.hardships)
    lost = {item.key for item in policy.benefits if has_lost(household, item.hardships, when)} if ended else ()
    other_days = {item.key for item in policy.benefits if not item.span.covers(when)}
    return {
        key: TO_CHECK if key in lost and state in _RESTING else state
        for key, state in member.benefits.items()
        if key not in other_days
    }
