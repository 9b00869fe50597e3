"""A household that moves to another federation of the city: closed there, gone on with here (二(四), R-017; A-21).

The record before keeps its code, its visits, its outings and what was closed; the one after has a new code, knows the
one before, and takes along the people and the needs that are open, under their codes.
"""

from __future__ import annotations

import copy
import secrets
from typing import TYPE_CHECKING, Any

from jiedui.entry.ending import Ending
from jiedui.entry.known import refuse_numbers, said_closed
from jiedui.entry.plan import Act, RecordEdit, RefusedError
from jiedui.model.household import MOVED
from jiedui.model.time import DAY
from jiedui.model.withdrawal import standing
from jiedui.records.codes import new_code
from jiedui.records.tree import Place
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from datetime import date

    from jiedui.entry.known import KnownLedger
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.records.codes import Choose

# What is of the place or the time before: all else goes along.
_STAYS = frozenset(
    (
        *("id", "registered_on", "county", "township", "village", "address", "phone"),
        *("pairings", "needs", "outings", "annual", "moved_from", "closed", "note"),
    )
)

_NEXT = "走访、集体活动和办结的需求留在原来的档案里，两户的网页互相有链接。下一步：给新的户结对，用 jiedui pair。"


class Move(Struct, frozen=True, kw_only=True):
    """What is known of a move: ``on`` is the first day in the federation ``unit``.

    An empty ``phone`` is the one of before; ``consulted`` is asked for where somebody is paired. Where nothing else
    is said the federation that the household leaves decided the end of the pairings, on the day ``on``.
    """

    household: str
    unit: str
    on: date
    county: str
    township: str
    village: str
    address: str = ""
    phone: str = ""
    consulted: date | None = None
    decided_by: str = ""
    decided: date | None = None
    document: str = ""
    note: str = ""


def act(move: Move, known: KnownLedger, choose: Choose = secrets.choice) -> Act:
    """Return what a move changes: the new record first, so that what a broken run leaves is gone on with.

    Raises :class:`~jiedui.entry.plan.RefusedError` where the move cannot be.
    """
    refuse_numbers(
        {"--village": move.village, "--address": move.address, "--note": move.note}, "；新的电话用 --phone 写"
    )
    known.refuse_unreadable(move.unit)
    ledger, home = known.ledger, known.household(move.household)
    _refuse_place(move, home, ledger)
    begun = next(iter(ledger.goes_on(home.id)), None)
    if begun and home.closed_on:
        raise RefusedError(f"户 {home.id} 已经迁到{ledger.unit_name(begun.unit)}，现在的编号是 {begun.id}。")
    if begun and (begun.unit, begun.registered_on) != (move.unit, move.on):
        raise RefusedError(
            f"户 {home.id} 的迁移只做了一半：{begun.id} 已经建好，在{ledger.unit_name(begun.unit)}，"
            f"从 {begun.registered_on} 起。残联和日期照它写，就接着做完。"
        )
    _refuse_time(move, home, known)
    data = known.data("household", home.id)
    found = []
    if not begun:
        found.append(_after(move, data, new_code(ledger.units[move.unit].prefix, known.records.codes, choose)))
    if home.closed_on is None:
        ending = _ending(move, ledger.units[home.unit].name)
        ending.refuse(home, home.pairings)
        found.append(known.edit("household", home.id, _before(move, data, ending)))
    return Act(tuple(found), (_NEXT,))


def _refuse_place(move: Move, home: Household, ledger: Ledger) -> None:
    """Refuse a federation that does not manage the place moved to, or that manages the household already."""
    unit = ledger.units.get(move.unit)
    if unit is None or unit.is_city:
        offered = "、".join(f"{item.id}（{item.short}）" for item in ledger.units.values() if not item.is_city)
        raise RefusedError(f"没有代号为 {move.unit} 的县级残联。可以写：{offered}。")
    if home.unit == move.unit:
        raise RefusedError(f"户 {home.id} 就在{unit.short}。只是换了住址的，改档案里的住址。")
    township = ledger.divisions.find(move.county, move.township)
    if township is None:
        offered = "、".join(f"{item.county}{item.name}" for item in ledger.divisions.of_unit(move.unit))
        raise RefusedError(f"名录里没有{move.county}{move.township}。{unit.short}管的有：{offered}。")
    if township.unit != move.unit:
        raise RefusedError(f"{move.county}{move.township}由{ledger.unit_name(township.unit)}管理。")


def _refuse_time(move: Move, home: Household, known: KnownLedger) -> None:
    """Refuse a day that has not come, or on which the household was not there yet or not there any more."""
    known.refuse_to_come("迁入日期", move.on)
    if home.closed_on:
        if home.closed_reason != MOVED:
            raise RefusedError(said_closed(home))
        if move.on <= home.closed_on:
            raise RefusedError(f"户 {home.id} 到 {home.closed_on} 还在原来的残联，迁入日期要晚于这一天。")
        return
    begun = max([home.registered_on, *(item.span.start for item in home.pairings if _runs_on(item.span.end, move.on))])
    if move.on <= begun:
        raise RefusedError(f"户 {home.id} 的建档或者结对从 {begun} 开始，迁入日期要晚于这一天。")
    last = max((visit.date for visit in known.ledger.contacts(home.id)), default=None)
    if last and last >= move.on:
        raise RefusedError(f"原来的档案里 {last} 还有联系记录，迁入日期要晚于这一天；日期写错的先改好。")


def _runs_on(end: date | None, on: date) -> bool:
    """Tell whether a pairing that ends so would run on after the move."""
    return end is None or end >= on


def _ending(move: Move, unit: str) -> Ending:
    return Ending(
        last=move.on - DAY,
        reason=MOVED,
        decided_by=move.decided_by or unit,
        decided_on=move.decided or move.on,
        consulted_on=move.consulted,
        document=move.document,
    )


def _before(move: Move, data: dict[str, Any], ending: Ending) -> dict[str, Any]:
    """Return what the record of the federation that the household leaves says: closed, and its pairings with it."""
    changed = copy.deepcopy(data)
    ending.end(changed.get("pairings", ()))
    closed = {"date": ending.last.isoformat(), "reason": MOVED, **({"note": move.note} if move.note else {})}
    return {**changed, "closed": closed}


def _after(move: Move, data: dict[str, Any], code: str) -> RecordEdit:
    """Return the record of the federation that the household comes to."""
    data = _without_empty(standing(data))
    kept = copy.deepcopy({key: value for key, value in data.items() if key not in _STAYS})
    phone, last = move.phone or data.get("phone", ""), (move.on - DAY).isoformat()
    needs = [copy.deepcopy(need) for need in data.get("needs", ()) if need.get("closed_on", "9999") > last]
    changed = {
        **kept,
        "id": code,
        "registered_on": move.on.isoformat(),
        "county": move.county,
        "township": move.township,
        "village": move.village,
        "moved_from": data["id"],
        **({"address": move.address} if move.address else {}),
        **({"phone": phone} if phone else {}),
        **({"needs": needs} if needs else {}),
    }
    return replace(RecordEdit(Place.of("household", move.unit, code), changed), new=True)


def _without_empty(value: Any) -> Any:  # noqa: ANN401  (any part of a record)
    """Return a part of a record without lists that are empty, as one is of which all entries were withdrawn."""
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return (
        {key: _without_empty(item) for key, item in value.items() if item != []} if isinstance(value, dict) else value
    )
