"""What pages and prints call the entries of the policy's lists and a person's disability."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedui.model.household import Member
    from jiedui.model.policy import Policy


def hazard_names(policy: Policy) -> dict[str, str]:
    """Return the Chinese names of the hazards that a home visit looks for, by key (四(二)2)."""
    return {hazard.key: hazard.name for hazard in policy.hazards}


def benefit_names(policy: Policy) -> dict[str, str]:
    """Return the Chinese names of the policies that a member may receive, by key (四(三)3)."""
    return {benefit.key: benefit.name for benefit in policy.benefits}


def disability_text(member: Member) -> str:
    """Return category and grade of a member, such as 肢体一级; nothing where there is no certificate."""
    return f"{member.disability.category}{member.disability.grade}" if member.disability else ""
