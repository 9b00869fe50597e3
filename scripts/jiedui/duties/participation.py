"""Everybody takes part, and leaders take the hardest households (R-010, R-011, 二(一); A-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.eligible import categories
from jiedui.model.helper import SOCIAL, Helper
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger

TITLE = "全员参与和领导带头"
SERVES: tuple[str, ...] = ("R-010", "R-011")


class Participation(Struct, frozen=True):
    """The staff in office on a day, those paired with any household, and the leaders among them.

    ``led`` are the households that leaders are in charge of; ``hard`` are those among them in a category to help first.
    """

    staff: tuple[str, ...]
    paired: tuple[str, ...]
    leaders: tuple[str, ...]
    led: tuple[str, ...]
    hard: tuple[str, ...]


def is_leader(helper: Helper, ledger: Ledger, when: date) -> bool:
    """Tell whether a helper holds a leading post on a day: one whose title names a post of A-15, in any body."""
    posts = ledger.policy.settings.leader_posts
    return any(post in role.post for role in helper.roles_on(when) for post in posts)


def participation(ledger: Ledger, helpers: Iterable[Helper], when: date) -> Participation:
    """Return who of ``helpers`` takes part on a day. Social forces are no staff; whoever owes nothing is counted."""
    staff = [
        helper for helper in helpers if helper.active_on(when) and any(r.body != SOCIAL for r in helper.roles_on(when))
    ]
    leaders = [helper for helper in staff if is_leader(helper, ledger, when)]
    led = {
        household.id: household
        for helper in leaders
        for household in ledger.households_of(helper.id)
        if (pairing := household.primary_on(when)) and pairing.helper == helper.id
    }
    return Participation(
        staff=tuple(helper.id for helper in staff),
        paired=tuple(helper.id for helper in staff if _is_paired(ledger, helper, when)),
        leaders=tuple(helper.id for helper in leaders),
        led=tuple(led),
        hard=tuple(key for key, household in led.items() if categories(household, ledger.policy, when)),
    )


def _is_paired(ledger: Ledger, helper: Helper, when: date) -> bool:
    return any(
        pairing.helper == helper.id
        for household in ledger.households_of(helper.id)
        for pairing in household.pairings_on(when)
    )
