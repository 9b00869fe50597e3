"""The leading group and its office on a day (R-090, R-091, R-110, 附件1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.unit import Office

# The order of 附件1.
POSTS = ("组长", "副组长", "成员", "办公室主任", "办公室副主任")


class LeadingGroup(Struct, frozen=True):
    """The leading group and its office on a day, in the order of 附件1.

    ``vacant`` are the posts that were held before and are not now: the last holder's spell. Successors fill in without
    another document (附件1).
    """

    as_of: date
    holders: tuple[Office, ...]
    vacant: tuple[Office, ...]

    def of(self, kind: str) -> tuple[Office, ...]:
        """Return the holders of one kind, such as 副组长."""
        return tuple(item for item in self.holders if item.kind == kind)


def leading_group(ledger: Ledger, as_of: date) -> LeadingGroup:
    """Return who is in the leading group and its office on a day (R-090, R-091, R-110)."""
    spells = [item for unit in ledger.units.values() if unit.is_city for item in unit.leading_group]
    spells.sort(key=lambda item: POSTS.index(item.kind))
    holders = tuple(item for item in spells if item.span.covers(as_of))
    held = {(item.kind, item.post) for item in holders}
    last: dict[tuple[str, str], Office] = {}
    for item in sorted(spells, key=lambda item: item.span.start):
        if item.span.start <= as_of and (item.kind, item.post) not in held:
            last[item.kind, item.post] = item
    return LeadingGroup(as_of, holders, tuple(sorted(last.values(), key=lambda item: POSTS.index(item.kind))))
