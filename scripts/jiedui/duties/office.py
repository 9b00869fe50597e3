"""In which of several posts somebody answers for households: the one that asks for the most of them (A-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.owed import owed_for
from jiedui.model.helper import FULL_TIME

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.helper import Helper, Role
    from jiedui.model.policy import Policy

TITLE = "以哪个职务帮扶"
SERVES: tuple[str, ...] = ("R-069",)


def main_office(helper: Helper, policy: Policy, when: date) -> Role:
    """Return the office by which a helper answers on a day: of two that ask alike, the full-time, then the older one.

    Of whoever holds none, it is the last one held, else the first to come.
    """

    def rank(role: Role) -> tuple[int, bool, date]:
        owed = owed_for(role, helper.unit, policy, when)
        return -owed.need if owed else 0, role.tenure != FULL_TIME, role.span.start

    roles = helper.roles_on(when)
    if len(roles) > 1:
        return min(roles, key=rank)
    return roles[0] if roles else helper.latest_role(when)
