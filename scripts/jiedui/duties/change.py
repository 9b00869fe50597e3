"""The change ledger: what began, ended, passed to another hand, and who waits (R-016 … R-018, 二(四))."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.model.time import DAY
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.pairing import Pairing

TITLE = "结对变动"
SERVES: tuple[str, ...] = ("R-016", "R-017", "R-018")


class ChangeKind(StrEnum):
    """What happened to a household's 主责 pairing."""

    NEW = "新结对"
    REASSIGNED = "换人"
    RESUMED = "恢复结对"
    ENDED = "终止"


class Change(Struct, frozen=True, kw_only=True):
    """One change on a day.

    ``before`` and ``after`` are the helpers in charge, empty where there is none. ``reason``, ``decided_by`` and
    ``document`` are those of the end of the spell before, where there was one.
    """

    household: str
    on: date
    kind: ChangeKind
    before: str = ""
    after: str = ""
    reason: str = ""
    decided_by: str = ""
    document: str = ""


def changes(household: Household, as_of: date) -> list[Change]:
    """Return the changes of a household up to a day, in order of time.

    A spell that another follows without a day between is one change, 换人; an end that nothing follows is 终止.
    """
    spells = sorted(
        (item for item in household.pairings if item.is_primary and item.span.start <= as_of),
        key=lambda item: item.span.start,
    )
    found: list[Change] = []
    for number, spell in enumerate(spells):
        before = spells[number - 1] if number else None
        found.append(_begun(household.id, spell, before))
        follower = spells[number + 1] if number + 1 < len(spells) else None
        if spell.span.end and spell.span.end <= as_of and not _follows(spell, follower):
            found.append(_ended(household.id, spell, spell.span.end))
    return sorted(found, key=lambda change: change.on)


def _follows(spell: Pairing, follower: Pairing | None) -> bool:
    return follower is not None and spell.span.end is not None and follower.span.start == spell.span.end + DAY


def _begun(household: str, spell: Pairing, before: Pairing | None) -> Change:
    if before is None:
        return Change(household=household, on=spell.span.start, kind=ChangeKind.NEW, after=spell.helper)
    kind = ChangeKind.REASSIGNED if _follows(before, spell) else ChangeKind.RESUMED
    return replace(_ended(household, before, spell.span.start), kind=kind, after=spell.helper)


def _ended(household: str, spell: Pairing, on: date) -> Change:
    return Change(
        household=household,
        on=on,
        kind=ChangeKind.ENDED,
        before=spell.helper,
        reason=spell.end_reason,
        decided_by=spell.decided_by,
        document=spell.document,
    )


class Waiting(Struct, frozen=True):
    """A household in the roster that was paired and has nobody in charge now: since when and why (待重新结对)."""

    household: str
    since: date
    reason: str
    helper: str


def waiting(ledger: Ledger, household: Household, as_of: date) -> Waiting | None:
    """Return why a household waits for a new helper, or ``None``. A helper who has left office is nobody in charge."""
    if not household.active_on(as_of):
        return None
    spells = [item for item in household.pairings if item.is_primary and item.span.start <= as_of]
    if not spells:
        return None
    last = max(spells, key=lambda item: item.span.start)
    helper = ledger.helpers.get(last.helper)
    if last.span.end and last.span.end < as_of:
        return Waiting(household.id, last.span.end + DAY, last.end_reason, last.helper)
    if helper and not helper.active_on(as_of):
        left = max((role.span.end for role in helper.roles if role.span.end), default=as_of)
        return Waiting(household.id, left + DAY, "责任人已离岗", last.helper)
    return None
