"""What is new in the ledger: a contact and what it does to needs of its household, a household, a helper, an event.

A need that a contact settles is closed in the household's record with all that was still to be done for it, and one
that was raised stands there with what is to be done (R-031, R-083). Who may be in the ledger already is told first
(B-06).
"""

from __future__ import annotations

import copy
import os
import secrets
from collections import Counter
from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import Book
from jiedui.entry.needs import close
from jiedui.entry.plan import Act, RecordEdit, RefusedError
from jiedui.entry.twins import TwinIndex
from jiedui.model.time import Quarter
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.codes import new_code
from jiedui.records.finding import redact, shown
from jiedui.records.kinds import MOST_OF_A_DAY, names_of
from jiedui.records.tree import Place
from jiedui.rules.visit.advances import RAISED
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiedui.entry.known import KnownLedger
    from jiedui.model.ledger import Ledger
    from jiedui.records.codes import Choose

Data = dict[str, Any]
SETTLED = "办结"


class NewContact(Struct, frozen=True, kw_only=True):
    """A contact of a household: what its record says, but for the day of entry and the needs.

    ``advanced`` are its lines on needs that are there, ``results`` by need what became of those that it settles, and
    ``raised`` new needs as the household's record has them, but for their codes, days and origin.
    """

    household: str
    data: Data
    advanced: Sequence[Data] = ()
    results: Mapping[str, str] = field(default_factory=dict)
    raised: Sequence[Data] = ()


def contact(new: NewContact, known: KnownLedger, choose: Choose = secrets.choice) -> Act:
    """Return what a contact adds to the ledger and changes in its household.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be recorded.
    """
    home = known.household(new.household)
    day = new.data["date"]
    place = _free("visit", home.unit, day, known, home.id)
    before = known.data("household", home.id)
    after = copy.deepcopy(before)
    _refuse_twice(new.advanced)
    notes = [*_settle(after, new.results, day)]
    codes = [*_raise(after, new, day, choose)]
    rows = [*new.advanced, *({"id": code, "action": RAISED} for code in codes)]
    data = {**new.data, "entered_on": known.as_of.isoformat(), **({"needs": rows} if rows else {})}
    edits = [RecordEdit(place, data, new=True)]
    if after != before:
        note = "".join(f"；{each}" for each in (*notes, *(f"提出需求 {code}" for code in codes)))
        edits.append(known.edit("household", home.id, after, note))
    return Act(tuple(edits), tuple(_told(Visit.of(data, home.id, place.stem), known)))


def _refuse_twice(advanced: Sequence[Data]) -> None:
    """Refuse lines of which two are on one need: it cannot be settled and go on."""
    for need, times in Counter(line["id"] for line in advanced).items():
        if times > 1:
            raise RefusedError(f"需求 {need} 写了 {times} 次进展，一次联系只写一次。")


def _settle(home: Data, results: Mapping[str, str], day: str) -> Iterator[str]:
    """Close needs of a household on a day, with what was open of their measures, and say which."""
    for need in home.get("needs", ()):
        if need["id"] not in results or is_withdrawn(need):
            continue
        if "closed_on" in need:
            raise RefusedError(f"需求 {need['id']} 已于 {need['closed_on']} 办结。")
        measures = close(need, day, results[need["id"]])
        yield f"办结需求 {need['id']}" + (f" 和它的 {measures} 条措施" if measures else "")


def _raise(home: Data, new: NewContact, day: str, choose: Choose) -> Iterator[str]:
    """Add what was raised to the needs of a household, and yield its codes."""
    needs = home.get("needs", [])
    for raised in new.raised:
        code = new_code("n", {need["id"] for need in needs}, choose)
        promised = {"promised_on": day, "by": new.data["by"]}
        measures = [{**measure, **promised} for measure in raised.get("measures", ())]
        needs.append(
            {**raised, "id": code, "raised_on": day, "origin": "走访", **({"measures": measures} if measures else {})}
        )
        home["needs"] = needs
        yield code


def _told(visit: Visit, known: KnownLedger) -> Iterator[str]:
    """Say how the quarter of each household that was met stands after a contact."""
    ledger = known.ledger.around(visit.households)
    visits = {**ledger.visits, visit.household: [*ledger.visits.get(visit.household, ()), visit]}
    after = replace(ledger, visits=visits).until(known.as_of)
    quarter = Quarter.of(visit.date)
    for code in visit.households:
        if code in after.households:
            found = Book(after, after.households[code], known.as_of).quarter(quarter)
            yield f"户 {code} {quarter.title}的联系：{found.state}，{found.reason}。"


def household(data: Data, known: KnownLedger, anyway: str = "", choose: Choose = secrets.choice) -> Act:
    """Return what a new household adds: its federation is the one that manages its township.

    ``anyway`` says why it is not one of those that are alike. Raises as :func:`contact` does.
    """
    ledger = known.ledger
    township = ledger.divisions.find(data["county"], data["township"])
    if township is None:
        raise RefusedError(f"名录里没有{data['county']}{data['township']}。")
    _refuse_unknown(township.unit, known)
    _refuse_twins("household", data, ledger, anyway)
    said = "\n".join(filter(None, (data.get("note"), anyway and f"核对过，不是重复：{anyway}")))
    code = _new_code(ledger.units[township.unit].prefix, known, choose)
    data = {**data, "members": _coded(data["members"], choose)}
    place = Place.of("household", township.unit, code)
    told = (f"新的户编号是 {code}。下一步：用 jiedui pair {code} 责任人编号 结对。",)
    return Act((RecordEdit(place, {"id": code, **data, **({"note": said} if said else {})}, new=True),), told)


def helper(unit: str, data: Data, known: KnownLedger, anyway: str = "", choose: Choose = secrets.choice) -> Act:
    """Return what a new helper of a federation adds; otherwise as :func:`household`."""
    _refuse_unknown(unit, known)
    _refuse_twins("helper", data, known.ledger, anyway)
    code = _new_code(f"{known.ledger.units[unit].prefix}-B", known, choose)
    note = f"；提示重复，仍要登记，理由：{redact(shown(anyway))}" if anyway else ""
    edit = RecordEdit(Place.of("helper", unit, code), {"id": code, **data}, new=True, note=note)
    return Act((edit,), (f"新的责任人编号是 {code}。",))


def event(kind: str, unit: str, data: Data, known: KnownLedger) -> Act:
    """Return what a new event of a federation adds, such as ``event-meeting``. Raises as :func:`contact` does."""
    _refuse_unknown(unit, known)
    place = _free(kind, unit, f"{data['date']}-{kind.partition('-')[2]}", known)
    return Act((RecordEdit(place, data, new=True),))


def _free(kind: str, unit: str, name: str, known: KnownLedger, household: str = "") -> Place:
    """Return the first place of a day that no record has, read or not."""
    records = known.records
    broken = {place.path for place in records.broken}
    for stem in names_of(name):
        place = Place.of(kind, unit, stem, household)
        is_taken = place.path in broken or records.at(place.path) or os.path.lexists(records.root / place.path)
        if not is_taken:
            return place
    raise RefusedError(f"{name[:10]} 这一天的记录已经有 {MOST_OF_A_DAY} 份，不能再写。")


def _new_code(prefix: str, known: KnownLedger, choose: Choose) -> str:
    return new_code(prefix, known.records.codes, choose)


def _coded(members: Sequence[Data], choose: Choose) -> list[Data]:
    """Return members each with a code, those that have none with a new one."""
    coded: list[Data] = []
    for member in members:
        taken = {each["id"] for each in (*members, *coded) if "id" in each}
        coded.append({"id": member.get("id") or new_code("m", taken, choose), **member})
    return coded


def _refuse_unknown(unit: str, known: KnownLedger) -> None:
    """Refuse a federation that is not there, or cannot be read."""
    known.refuse_unreadable(unit)
    if unit not in known.ledger.units:
        raise RefusedError(f"没有代号为 {unit} 的残联。可以写：{'、'.join(known.ledger.units)}。")


def _refuse_twins(kind: str, data: Data, ledger: Ledger, anyway: str) -> None:
    """Refuse a record of somebody who may be there already, unless it is said why he is not."""
    if not anyway and (found := TwinIndex(ledger).of(kind, data)):
        listed = "；".join(map(str, found))
        raise RefusedError(f"可能已经登记过：{listed}。核对过、不是同一个的，写明不是重复的理由（--anyway）。")
