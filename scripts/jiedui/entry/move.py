"""A household that moves to another federation of the city: closed there, gone on with here (二(四), R-017; A-21).

The record before keeps its code, its visits, its outings and what was closed; the one after has a new code, knows the
one before, and takes along the people and the needs that are open, under their codes.
"""

from __future__ import annotations

import copy
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jiedui.entry.plan import RecordEdit, RefusedError
from jiedui.model.household import MOVED
from jiedui.model.ledger import Ledger
from jiedui.model.time import DAY
from jiedui.model.withdrawal import is_withdrawn, standing
from jiedui.records.codes import new_code
from jiedui.records.finding import redact
from jiedui.records.kinds import path_of
from jiedui.records.tree import Place
from jiedui.rules.mistyped import Codes
from jiedui.rules.number_forms import has_identity, has_telephone

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.records.codes import Choose
    from jiedui.records.reader import Records

# What is of the place or the time before: all else goes along.
_STAYS = frozenset(
    (
        *("id", "registered_on", "county", "township", "village", "address", "phone"),
        *("pairings", "needs", "outings", "annual", "moved_from", "closed", "note"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What is known of a move: ``on`` is the first day in the federation ``unit``.

    An empty ``phone`` is the one of before; ``consulted_on`` is asked for where somebody is paired. Where nothing else
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
    consulted_on: date | None = None
    decided_by: str = ""
    decided_on: date | None = None
    note: str = ""


def edits(move: Move, records: Records, as_of: date, choose: Choose = secrets.choice) -> tuple[RecordEdit, ...]:
    """Return what a move changes: the new record first, so that what a broken run leaves is gone on with.

    Raises :class:`~jiedui.entry.plan.RefusedError` where the move cannot be.
    """
    _refuse_numbers(move)
    _refuse_unreadable(move, records)
    ledger = Ledger.of(records)
    home = ledger.households.get(move.household)
    if home is None:
        raise RefusedError(_unknown(move.household, records))
    _refuse_place(move, home, ledger)
    begun = next((item for item in ledger.households.values() if item.moved_from == home.id), None)
    if begun and home.closed_on:
        raise RefusedError(f"户 {home.id} 已经迁到{ledger.unit_name(begun.unit)}，现在的编号是 {begun.id}。")
    if begun and (begun.unit, begun.registered_on) != (move.unit, move.on):
        raise RefusedError(
            f"户 {home.id} 的迁移只做了一半：{begun.id} 已经建好，在{ledger.unit_name(begun.unit)}，"
            f"从 {begun.registered_on} 起。残联和日期照它写，就接着做完。"
        )
    _refuse_time(move, home, ledger, as_of)
    data = {record.path: record.data for record in records.valid}[path_of("household", home.unit, home.id)]
    found = []
    if not begun:
        taken = {*ledger.households, *(place.stem for place in records.broken)}
        taken |= {record.place.stem for record in records.valid}
        found.append(_after(move, data, new_code(ledger.units[move.unit].prefix, taken, choose)))
    if home.closed_on is None:
        found.append(_before(move, data, home, move.decided_by or ledger.units[home.unit].name))
    return tuple(found)


def _refuse_numbers(move: Move) -> None:
    """Refuse the number of a person in a text: once merged it stays in the history of the repository."""
    if redact(move.decided_by) != move.decided_by:
        raise RefusedError("--decided-by 写决定的单位，例如示例县残联，不写号码。")
    for option, text in (("--village", move.village), ("--address", move.address), ("--note", move.note)):
        if has_identity(text) or has_telephone(text):
            raise RefusedError(f"{option} 里有证件或者电话的号码，去掉再运行；新的电话用 --phone 写。")


def _unknown(code: str, records: Records) -> str:
    """Say why there is no household under a code, and which one is meant by a code that looks like it."""
    known = {record.place.stem: record for record in records.valid if record.place.kind == "household"}
    if code in known and is_withdrawn(known[code].data):
        return f"户 {code} 已经撤销，不能迁。"
    meant = Codes(known).nearest(code)
    return f"没有编号为 {code} 的户。" + (f"是不是 {meant}？" if meant else "")


def _refuse_unreadable(move: Move, records: Records) -> None:
    """Refuse a household or a federation that is there and cannot be read: it would pass for one that is not."""
    for place in records.broken:
        if (place.kind, place.stem) == ("household", move.household):
            raise RefusedError(f"户 {move.household} 的档案有错误。先用 jiedui check 检查，改好再迁。")
        if (place.kind, place.unit) == ("unit", move.unit):
            raise RefusedError(f"{place.path} 有错误。先用 jiedui check 检查，改好再迁。")


def _refuse_place(move: Move, home: Household, ledger: Ledger) -> None:
    """Refuse a federation that does not manage the place moved to, or that manages the household already."""
    unit = ledger.units.get(move.unit)
    if unit is None or unit.is_city:
        offered = "、".join(item.id for item in ledger.units.values() if not item.is_city)
        raise RefusedError(f"没有代号为 {move.unit} 的县级残联。可以写：{offered}。")
    if home.unit == move.unit:
        raise RefusedError(f"户 {home.id} 就在{unit.short}。只是换了住址的，改档案里的住址。")
    township = ledger.divisions.find(move.county, move.township)
    if township is None:
        offered = "、".join(f"{item.county}{item.name}" for item in ledger.divisions.of_unit(move.unit))
        raise RefusedError(f"名录里没有{move.county}{move.township}。{unit.short}管的有：{offered}。")
    if township.unit != move.unit:
        raise RefusedError(f"{move.county}{move.township}由{ledger.unit_name(township.unit)}管理。")


def _refuse_time(move: Move, home: Household, ledger: Ledger, as_of: date) -> None:
    """Refuse a day that has not come, or on which the household was not there yet or not there any more."""
    if move.on > as_of:
        raise RefusedError(f"迁入日期 {move.on} 还没有到，到那天再运行。")
    if home.closed_on:
        if home.closed_reason != MOVED:
            raise RefusedError(f"户 {home.id} 已于 {home.closed_on} 终止，原因是“{home.closed_reason}”。")
        if move.on <= home.closed_on:
            raise RefusedError(f"户 {home.id} 到 {home.closed_on} 还在原来的残联，迁入日期要晚于这一天。")
        return
    begun = max([home.registered_on, *(item.span.start for item in home.pairings if _runs_on(item.span.end, move.on))])
    if move.on <= begun:
        raise RefusedError(f"户 {home.id} 的建档或者结对从 {begun} 开始，迁入日期要晚于这一天。")
    last = max((visit.date for visit in ledger.contacts(home.id)), default=None)
    if last and last >= move.on:
        raise RefusedError(f"原来的档案里 {last} 还有联系记录，迁入日期要晚于这一天；日期写错的先改好。")
    _refuse_later_end(move, home)
    if move.consulted_on is None and any(item.span.end is None for item in home.pairings):
        raise RefusedError("这一户还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。")


def _refuse_later_end(move: Move, home: Household) -> None:
    """Refuse a day by which a pairing has not ended that is recorded to end later: what is recorded stays."""
    later = ((item.span.end, item.helper) for item in home.pairings if item.span.end and item.span.end >= move.on)
    if found := max(later, default=None):
        end, helper = found
        raise RefusedError(
            f"户 {home.id} 与帮扶责任人 {helper} 的结对到 {end} 才结束，不能 {move.on} 就迁走。"
            f"--on 写 {end + DAY}；结束日期写错的先改好。"
        )


def _runs_on(end: date | None, on: date) -> bool:
    """Tell whether a pairing that ends so would run on after the move."""
    return end is None or end >= on


def _before(move: Move, data: dict[str, Any], home: Household, decided_by: str) -> RecordEdit:
    """Return the record of the federation that the household leaves: closed, and its pairings with it."""
    last = (move.on - DAY).isoformat()
    changed = copy.deepcopy(data)
    ended = {
        "to": last,
        "end_reason": MOVED,
        "decided_by": decided_by,
        "decided_on": (move.decided_on or move.on).isoformat(),
        **({"consulted_on": move.consulted_on.isoformat()} if move.consulted_on else {}),
    }
    for pairing in changed.get("pairings", ()):
        if "to" not in pairing and not is_withdrawn(pairing):
            pairing |= ended
    changed["closed"] = {"date": last, "reason": MOVED, **({"note": move.note} if move.note else {})}
    return RecordEdit(_place(home.unit, home.id), changed)


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
    return replace(RecordEdit(_place(move.unit, code), changed), new=True)


def _without_empty(value: Any) -> Any:  # noqa: ANN401  (any part of a record)
    """Return a part of a record without lists that are empty, as one is of which all entries were withdrawn."""
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return (
        {key: _without_empty(item) for key, item in value.items() if item != []} if isinstance(value, dict) else value
    )


def _place(unit: str, code: str) -> Place:
    return Place(path_of("household", unit, code), "household", code, unit, code)
