"""What pages and prints call a person's disability."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedui.model.member import Member


def disability_text(member: Member) -> str:
    """Return category and grade of a member, such as 肢体一级; nothing where there is no certificate."""
    return f"{member.disability.category}{member.disability.grade}" if member.disability else ""
