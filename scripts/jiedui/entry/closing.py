"""A household that is no longer helped: closed for a reason, and its pairings ended with it (二(四), R-017, A-21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.entry.ending import TODAY, Ending
from jiedui.entry.known import refuse_numbers, refuse_unexplained, said_closed
from jiedui.entry.pairing import standings, with_household
from jiedui.entry.plan import Act, RefusedError
from jiedui.model.household import MOVED
from jiedui.model.member import DIED
from jiedui.model.time import DAY
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.entry.known import KnownLedger
    from jiedui.model.household import Household


class Closing(Struct, frozen=True, kw_only=True):
    """What is known of the end of a household: ``on`` is its last day.

    An empty ``decided_by`` is the federation that manages it, and the decision of the day ``on``.
    """

    household: str
    on: date
    reason: str
    consulted: date | None = None
    decided_by: str = ""
    decided: date | None = None
    document: str = ""
    note: str = ""


def act(closing: Closing, known: KnownLedger) -> Act:
    """Return what the end of a household changes.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    refuse_numbers({"--note": closing.note})
    household = known.household(closing.household)
    _refuse_day(closing, known, household)
    _refuse_reason(closing, household)
    ending = Ending(
        last=closing.on,
        reason=closing.reason,
        decided_by=closing.decided_by or known.ledger.units[household.unit].name,
        decided_on=closing.decided or closing.on,
        consulted_on=closing.consulted,
        document=closing.document,
        since=TODAY,
    )
    ending.refuse(household, household.pairings)
    data = known.data("household", household.id)
    ending.end(data.get("pairings", ()))
    data["closed"] = {"date": closing.on.isoformat(), "reason": closing.reason}
    data["closed"] |= {"note": closing.note} if closing.note else {}
    helpers = [known.ledger.helpers[item.helper] for item in household.pairings if item.span.end is None]
    after = with_household(known.ledger, household, data)
    note = f"；终止：{closing.reason}" + (f"；结束 {len(helpers)} 段结对" if helpers else "")
    told = (*standings(helpers, known.ledger, after, closing.on + DAY), *_open_needs(household))
    return Act((known.edit("household", household.id, data, note),), told)


def _refuse_day(closing: Closing, known: KnownLedger, household: Household) -> None:
    known.refuse_to_come("终止日期", closing.on)
    if household.closed_on:
        raise RefusedError(said_closed(household))
    if closing.on < household.registered_on:
        raise RefusedError(f"户 {household.id} 在 {household.registered_on} 才建档，不能 {closing.on} 就终止。")


def _refuse_reason(closing: Closing, household: Household) -> None:
    """Refuse a reason that asks for more than is told, or that is another command's."""
    if closing.reason == MOVED:
        raise RefusedError("迁到本市别的残联的，用 jiedui move：原档案终止，新残联接着帮。")
    refuse_unexplained(closing.reason, closing.note)
    died = [member for member in household.members if member.left and member.left.reason == DIED]
    if closing.reason == DIED and household.disabled and not died:
        raise RefusedError(
            f"户 {household.id} 还没有写谁去世。先运行 jiedui left {household.id} 成员编号 --reason 去世 --on 日期。"
        )


def _open_needs(household: Household) -> Iterator[str]:
    needs = [need.id for need in household.needs if need.closed_on is None]
    if needs:
        yield f"还有 {len(needs)} 项需求没有办结：{'、'.join(needs)}。已经办完的，到档案里写办结日期和结果。"
