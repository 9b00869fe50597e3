"""What somebody has changed in a record, field by field, and putting it onto what the record says by now (B-09).

``site/assets/entry/changes.js`` is the same in the form: shared examples hold the two together.
"""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.records.dialect import MAX_DEPTH
from jiedui.records.mask import is_mask
from jiedui.records.sealing.sealed_text import stands_for
from jiedui.records.values import tidy
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from jiedui.records.schema import RecordSchema, Schema

Data = dict[str, Any]
# A field by its key, an entry of a list by {"id": …}, {"like": the entry as it was} or {"new": True}.
Step = str | dict[str, Any]
_NEW: Step = {"new": True}
_WAYS = (("id", str), ("like", dict))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class RecordChange(Struct, frozen=True):
    """One field, or one entry of a list, that was ``old`` and is to be ``new``; ``None`` where there is none.

    ``at`` leads to it from the whole record. A list of plain words is one value. An entry of a list goes by its id,
    where the schema wants one of it, else by all that it said: of entries that say the same it is any.
    """

    at: tuple[Step, ...]
    old: Any = None
    new: Any = None

    @classmethod
    def of(cls, said: object) -> Self:
        """Return the change that plain data says, as :meth:`plain` gives it. Raises ``ValueError`` where it is none."""
        if not isinstance(said, dict) or not said.keys() <= {"at", "old", "new"}:
            raise ValueError("not a change")
        if is_deep(said, MAX_DEPTH):
            raise ValueError("a change that no record is deep enough for")
        at = said.get("at")
        if not isinstance(at, list) or not at or not all(map(_is_step, at)) or _NEW in at[:-1]:
            raise ValueError("a change of nothing")
        change = cls(tuple(at), said.get("old"), said.get("new"))
        if isinstance(at[-1], dict) and not isinstance(change.new, dict if at[-1] == _NEW else dict | None):
            raise ValueError("a change of an entry to what is none")
        return change

    def plain(self) -> Data:
        """Return the change as plain data for a file; what is not there is left out."""
        sides = {"old": self.old, "new": self.new}
        return {"at": list(self.at), **{key: value for key, value in sides.items() if value is not None}}


class RecordConflict(Struct, frozen=True):
    """A change that does not go onto a record by itself: in its place stands ``theirs``, not what it changed.

    ``gone`` says that its place is not there (any more), or cannot be told from others: it cannot be decided for.
    """

    change: RecordChange
    theirs: Any = None
    gone: bool = False


class Applied(NamedTuple):
    """A record with changes on it, and what of them a person has to decide first."""

    data: Data
    conflicts: list[RecordConflict]


def diff(base: Data, mine: Data, record: RecordSchema) -> list[RecordChange]:
    """Return what somebody who has made ``mine`` of ``base`` has changed, in the order of the schema.

    In which order the entries of a list stand is no change, nor is what the canonical writer leaves out.
    """
    return list(_Difference(record).of(settled(base), settled(mine), record.root, ()))


def apply(changes: Sequence[RecordChange], theirs: Data, record: RecordSchema) -> Applied:
    """Return a record with all of the changes that go onto it; those that do not are told.

    What is already as it is to be stays. A new entry goes behind the last, in a list of days before those of a later
    day; two of two people never contradict each other. ``theirs`` is left alone.
    """
    onto = _Onto(record)
    data = settled(copy.deepcopy(onto.value(changes, 0, theirs, record.root)))
    return Applied(data, onto.conflicts)


def decide(changes: Sequence[RecordChange], conflict: RecordConflict, *, mine: bool) -> list[RecordChange]:
    """Return changes as somebody has decided on a conflict of one of them.

    Decided for ``mine`` it replaces what is there now, and nothing that comes later; else it is given up. In an entry
    without id it stays even so, as a change to what is there: the others of that entry find it by what is not changed.
    """
    at, theirs = conflict.change.at, conflict.theirs
    decided = [RecordChange(at, theirs, conflict.change.new if mine else theirs)]
    if not mine and (conflict.gone or not any("like" in step for step in at if isinstance(step, dict))):
        decided = []
    return [each for change in changes for each in (decided if change == conflict.change else [change])]


class _Difference(Struct, frozen=True):
    record: RecordSchema

    def of(self, base: Any, mine: Any, schema: Schema, at: tuple[Step, ...]) -> Iterator[RecordChange]:  # noqa: ANN401
        """Yield the changes from one value to another, both at ``at``."""
        if base == mine or is_mask(mine) or stands_for(mine, base):
            return
        if "properties" in schema:
            one, other = ({} if side is None else side for side in (base, mine))
            for key, part in self.record.properties(schema).items():
                yield from self.of(one.get(key), other.get(key), part, (*at, key))
        elif items := items_of(schema, self.record):
            yield from self._entries(base or [], mine or [], items, at)
        else:
            yield RecordChange(at, base, mine)

    def _entries(
        self, base: list[Data], mine: list[Data], items: Schema, at: tuple[Step, ...]
    ) -> Iterator[RecordChange]:
        goes_on = going_on(base, mine, by_id=has_id(items))
        for place, row in enumerate(base):
            step = {"id": row["id"]} if has_id(items) else {"like": row}
            if place in goes_on:
                yield from self.of(row, mine[goes_on[place]], items, (*at, step))
            else:
                yield RecordChange((*at, step), old=row)
        for place, row in enumerate(mine):
            if place not in goes_on.values():
                yield RecordChange((*at, _NEW), new=row)


class _Onto(Struct):
    """Puts changes onto a record: those of one call lead to one place, with the first ``depth`` of their steps."""

    record: RecordSchema
    conflicts: list[RecordConflict] = field(default_factory=list)

    def value(self, changes: Sequence[RecordChange], depth: int, theirs: Any, schema: Schema) -> Any:  # noqa: ANN401
        """Return a value with the changes of it and of what lies in it."""
        inner: list[RecordChange] = []
        for change in changes:
            if len(change.at) > depth:
                inner.append(change)
            elif _fits(theirs, change.old):
                theirs = change.new
            elif theirs != change.new:
                self.conflicts.append(RecordConflict(change, theirs))
        if not inner:
            return theirs
        if items := items_of(schema, self.record):
            return self._list(inner, depth, _mappings(theirs), items)
        if "properties" in schema:
            return self._mapping(inner, depth, theirs if isinstance(theirs, dict) else {}, schema)
        self._lose(inner)
        return theirs

    def _mapping(self, changes: Sequence[RecordChange], depth: int, theirs: Data, schema: Schema) -> Data:
        data, fields = dict(theirs), self.record.properties(schema)
        for step, group in _by_step(changes, depth):
            if isinstance(step, str) and step in fields:
                data[step] = self.value(group, depth + 1, data.get(step), fields[step])
            else:
                self._lose(group)
        return data

    def _list(self, changes: Sequence[RecordChange], depth: int, theirs: list[Data], items: Schema) -> list[Data]:
        rows: list[Data | None] = [*theirs]
        new: list[Data] = []
        for step, group in _by_step(changes, depth):
            place = _place_of(step, group, theirs, depth + 1, by_id=has_id(items))
            row = None if place is None else rows[place]
            if place is not None and row:
                rows[place] = self.value(group, depth + 1, row, items)
            elif any(len(change.at) > depth + 1 or bool(change.new) != (step == _NEW) for change in group):
                self._lose(group)
            elif step == _NEW:
                new.append(group[0].new)
        return _with([row for row in rows if row], new, [] if has_id(items) else [*items["properties"]])

    def _lose(self, changes: Iterable[RecordChange]) -> None:
        self.conflicts += (RecordConflict(change, gone=True) for change in changes)


def is_deep(value: object, most: int) -> bool:
    """Tell whether plain data has more than so many levels, one within another."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not most or any(is_deep(part, most - 1) for part in parts)


def _is_step(step: object) -> bool:
    if not isinstance(step, dict):
        return isinstance(step, str)
    return step == _NEW or any(step.keys() == {key} and isinstance(step[key], kind) for key, kind in _WAYS)


def _by_step(changes: Iterable[RecordChange], depth: int) -> Iterator[tuple[Step, list[RecordChange]]]:
    """Yield changes by the next step of their way; every new entry is one of its own."""
    groups = defaultdict(list)
    for change in changes:
        step = change.at[depth]
        groups[json.dumps([change.new] if step == _NEW else step, sort_keys=True)].append(change)
    for group in groups.values():
        yield group[0].at[depth], group


def _place_of(step: Step, group: Sequence[RecordChange], rows: list[Data], depth: int, *, by_id: bool) -> int | None:
    """Return the place of the entry that a step leads to, if it leads to one alone."""
    if isinstance(step, str):
        return None
    said = group[0].new if step == _NEW else step
    if by_id:
        scores = [int(row.get("id") == said.get("id")) for row in rows]
    elif step == _NEW:
        scores = [int(row == said) for row in rows]
    else:
        fields = [(change.at[depth], change) for change in group if len(change.at) > depth]
        touched = {key for key, _ in fields if isinstance(key, str)}
        made = {key: change.new for key, change in fields if isinstance(key, str) and len(change.at) == depth + 1}
        scores = [_likeness(row, step.get("like"), touched, made) for row in rows]
    best = max(scores, default=0)
    found = [place for place, score in enumerate(scores) if score == best > 0]
    return found[0] if found and all(rows[place] == rows[found[0]] for place in found) else None


def _likeness(row: Data, like: object, touched: Container[str], made: Data) -> int:
    """Return how sure it is that an entry is the one that was ``like`` this, of which some fields are ``touched``.

    Others may have added to it, and it may already be as it is to be, as ``made`` says.
    """
    if not isinstance(like, dict):
        return 0
    for key, value in like.items():
        if key not in touched and not isinstance(value, dict | list) and not _fits(row.get(key), value):
            return 0
    return 1 + 2 * _fits(row, like) + all(row.get(key) == value for key, value in made.items())


def items_of(schema: Schema, record: RecordSchema) -> Schema | None:
    """Return the schema of the entries of a list; ``None`` for a list of plain words and what is no list."""
    items = record.items(schema)
    return items if "properties" in items else None


def has_id(items: Schema) -> bool:
    """Tell whether the entries of a list have to have an id, by their schema."""
    return "id" in items.get("required", ())


def going_on(base: list[Data], mine: list[Data], *, by_id: bool) -> dict[int, int]:
    """Return by the place of each entry which of mine goes it on: that of its id, or the one that says most of it."""

    def likeness(one: Data, other: Data) -> float:
        if by_id:
            return float(one["id"] == other.get("id"))
        shared: int = sum(key in other and value == other[key] for key, value in one.items())
        return shared - len(one.keys() | other.keys()) / 1000

    pairs = [(likeness(one, other), place, index) for place, one in enumerate(base) for index, other in enumerate(mine)]
    found: dict[int, int] = {}
    for score, place, index in sorted(pairs, key=lambda pair: -pair[0]):
        if score > 0 and place not in found and index not in found.values():
            found[place] = index
    return found


def _with(rows: list[Data], new: Iterable[Data], keys: list[str]) -> list[Data]:
    """Return a list with new entries: behind the last that is not of a later day. It is under the first of ``keys``."""
    for row in new:
        day = next((key for key in keys if _DAY.match(str(row.get(key)))), None)
        place = len(rows)
        while day and place and str(rows[place - 1].get(day) or "") > row[day]:
            place -= 1
        rows.insert(place, row)
    return rows


def _fits(one: Any, other: Any) -> bool:  # noqa: ANN401  (any value)
    """Tell whether two values are the same as far as they can be seen: a mask is any value.

    What is sealed is what it reads as.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_fits(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_fits, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one == other or is_mask(one) or is_mask(other) or stands_for(one, other) or stands_for(other, one)
    return bool(one == other)


def _mappings(rows: object) -> list[Data]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def settled(value: Any) -> Any:  # noqa: ANN401  (any value)
    """Return a value as the canonical writer keeps it: tidied, and without what is empty.

    What is so already comes back as it is, and not as a copy: of very many new records none is held twice.
    """
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        parts = [part for part in map(settled, value) if part or isinstance(part, int)]
        return value if len(parts) == len(value) and all(map(is_, parts, value)) else parts
    if isinstance(value, dict):
        said = zip(value, map(settled, value.values()), strict=True)
        kept = {key: part for key, part in said if part or isinstance(part, int)}
        return value if len(kept) == len(value) and all(map(is_, kept.values(), value.values())) else kept
    return value
