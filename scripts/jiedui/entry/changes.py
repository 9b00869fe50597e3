"""What somebody has changed in a record, field by field, and putting it onto what the record says by now (B-09).

``site/assets/entry/changes.js`` is the same in the form: shared examples hold the two together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.records.mask import MASK
from jiedui.records.values import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedui.records.schema import RecordSchema, Schema

Data = dict[str, Any]
# A field by its key, an entry of a list by {"id": …}, {"like": the entry as it was} or {"new": True}.
Step = str | dict[str, Any]
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or one entry of a list, that was ``old`` and is to be ``new``; ``None`` where there is none.

    ``at`` leads to it from the whole record. A list of plain words is one value. An entry of a list goes by its id,
    where the schema wants one of it, else by all that it said.
    """

    at: tuple[Step, ...]
    old: Any = None
    new: Any = None

    @classmethod
    def of(cls, said: object) -> Self:
        """Return the change that plain data says, as :meth:`plain` gives it. Raises ``ValueError`` where it is none."""
        if not isinstance(said, dict) or not said.keys() <= {"at", "old", "new"}:
            raise ValueError("not a change")
        at = said.get("at")
        if not isinstance(at, list) or not at or not all(isinstance(step, str | dict) for step in at):
            raise ValueError("a change of nothing")
        return cls(tuple(at), said.get("old"), said.get("new"))

    def plain(self) -> Data:
        """Return the change as plain data for a file; what is not there is left out."""
        sides = {"old": self.old, "new": self.new}
        return {"at": list(self.at), **{key: value for key, value in sides.items() if value is not None}}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that does not go onto a record by itself: in its place stands ``theirs``, not what it changed.

    ``gone`` says that its place is not there (any more), or cannot be told from others: it cannot be decided for.
    """

    change: Change
    theirs: Any = None
    gone: bool = False


class Applied(NamedTuple):
    """A record with changes on it, and what of them a person has to decide first."""

    data: Data
    conflicts: list[Conflict]


def diff(base: Data, mine: Data, record: RecordSchema) -> list[Change]:
    """Return what somebody who has made ``mine`` of ``base`` has changed, in the order of the schema.

    In which order the entries of a list stand is no change, nor is what the canonical writer leaves out.
    """
    return list(_Difference(record).of(_settled(base), _settled(mine), record.root, ()))


def apply(changes: Sequence[Change], theirs: Data, record: RecordSchema) -> Applied:
    """Return a record with all of the changes that go onto it; those that do not are told.

    What is already as it is to be stays. A new entry goes behind the last, in a list of days before those of a later
    day; two of two people never contradict each other. ``theirs`` is left alone.
    """
    onto = _Onto(record, [Conflict(change, gone=True) for change in changes if not _is_known(change, record)])
    data = onto.value([change for change in changes if _is_known(change, record)], 0, theirs, record.root)
    return Applied(deepcopy(data), onto.conflicts)


def decide(changes: Sequence[Change], conflict: Conflict, *, mine: bool) -> list[Change]:
    """Return changes as somebody has decided on a conflict of one of them.

    Decided for ``mine`` it replaces what is there now, and nothing that comes later; else it is given up.
    """
    decided = [Change(conflict.change.at, conflict.theirs, conflict.change.new)] if mine else []
    return [each for change in changes for each in (decided if change is conflict.change else [change])]


@dataclass(frozen=True, slots=True)
class _Difference:
    record: RecordSchema

    def of(self, base: Any, mine: Any, schema: Schema, at: tuple[Step, ...]) -> Iterator[Change]:  # noqa: ANN401
        """Yield the changes from one value to another, both at ``at``."""
        if base == mine or mine == MASK:
            return
        one, other = ({} if side is None else side for side in (base, mine))
        items = _items(schema, self.record)
        if "properties" in schema and isinstance(one, dict) and isinstance(other, dict):
            for key, part in self.record.properties(schema).items():
                yield from self.of(one.get(key), other.get(key), part, (*at, key))
        elif items and _are_told_apart(base or [], items) and _are_told_apart(mine or [], items):
            yield from self._entries(base or [], mine or [], items, at)
        else:
            yield Change(at, base, mine)

    def _entries(self, base: list[Data], mine: list[Data], items: Schema, at: tuple[Step, ...]) -> Iterator[Change]:
        goes_on = _same_ids(base, mine) if _has_id(items) else _most_alike(base, mine)
        for place, row in enumerate(base):
            step = {"id": row["id"]} if _has_id(items) else {"like": row}
            if place in goes_on:
                yield from self.of(row, mine[goes_on[place]], items, (*at, step))
            else:
                yield Change((*at, step), old=row)
        for place, row in enumerate(mine):
            if place not in goes_on.values():
                yield Change((*at, {"new": True}), new=row)


@dataclass(slots=True)
class _Onto:
    """Puts changes onto a record: those of one call lead to one place, with the first ``depth`` of their steps."""

    record: RecordSchema
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, changes: Sequence[Change], depth: int, theirs: Any, schema: Schema) -> Any:  # noqa: ANN401
        """Return a value with the changes of it and of what lies in it."""
        inner: list[Change] = []
        for change in changes:
            if len(change.at) > depth:
                inner.append(change)
            elif _fits(theirs, change.old):
                theirs = change.new
            elif theirs != change.new:
                self.conflicts.append(Conflict(change, theirs))
        if not inner:
            return theirs
        if items := _items(schema, self.record):
            return self._list(inner, depth, _mappings(theirs), items)
        return self._mapping(inner, depth, theirs if isinstance(theirs, dict) else {}, schema)

    def _mapping(self, changes: Sequence[Change], depth: int, theirs: Data, schema: Schema) -> Data:
        data, parts = dict(theirs), self.record.properties(schema)
        for group in _by_step(changes, depth):
            key = str(group[0].at[depth])
            data[key] = self.value(group, depth + 1, data.get(key), parts[key])
        return {key: value for key, value in data.items() if value not in _EMPTY}

    def _list(self, changes: Sequence[Change], depth: int, theirs: list[Data], items: Schema) -> list[Data]:
        rows: list[Data | None] = [*theirs]
        new: list[Data] = []
        for group in _by_step(changes, depth):
            place = self._place(group, depth, theirs, items)
            row = None if place is None else rows[place]
            if row is None and any(len(change.at) > depth + 1 for change in group):
                self.conflicts += (Conflict(change, gone=True) for change in group)
                continue
            row = self.value(group, depth + 1, row, items)
            if place is not None:
                rows[place] = row
            elif row:
                new.append(row)
        return _with([row for row in rows if row], new, self._day(changes[0].at[:depth], items))

    def _place(self, group: Sequence[Change], depth: int, theirs: list[Data], items: Schema) -> int | None:
        """Return which entry of theirs a step leads to, if it leads to exactly one."""
        step, row = group[0].at[depth], group[0].new
        if not isinstance(step, dict):
            return None
        if _has_id(items):
            code = row.get("id") if "new" in step else step["id"]
            return _only(place for place, entry in enumerate(theirs) if entry.get("id") == code)
        if "new" in step:
            return _only(place for place, entry in enumerate(theirs) if entry == row)
        inner = [change for change in group if len(change.at) > depth + 1]
        after = _Onto(self.record).value(inner, depth + 1, step["like"], items)
        touched = {change.at[depth + 1] for change in inner if isinstance(change.at[depth + 1], str)}
        stays = {key: value for key, value in step["like"].items() if key not in touched and not _is_deep(value)}
        for test in (step["like"], after):
            if places := [place for place, entry in enumerate(theirs) if _fits(entry, test)]:
                return _only(places)
        return _only(
            place for place, entry in enumerate(theirs) if all(_fits(entry.get(key), stays[key]) for key in stays)
        )

    def _day(self, at: Iterable[Step], items: Schema) -> str:
        """Return the field by which the entries of a list stand in order: their first day; an id knows no order."""
        plan: Any = self.record.typed
        for step in at:
            plan = plan and (plan.get(step) if isinstance(step, str) else plan[0])
        days = plan[0].items() if plan and not _has_id(items) else ()
        return next((key for key, part in days if part == "date"), "")


def _is_known(change: Change, record: RecordSchema) -> bool:
    """Tell whether a change is of a place that the schema knows, and a new entry is one."""
    schema: Schema | None = record.root
    for step in change.at:
        schema = schema and _below(schema, step, record)
    last = change.at[-1]
    entry = change.new is None or isinstance(change.new, dict)
    if isinstance(last, dict) and not (entry and ("new" not in last or change.new)):
        return False
    return bool(schema) and {"new": True} not in change.at[:-1]


def _below(schema: Schema, step: Step, record: RecordSchema) -> Schema | None:
    if isinstance(step, str):
        return record.properties(schema).get(step)
    items = _items(schema, record)
    way = {"id": str} if items and _has_id(items) else {"like": dict}
    known = step == {"new": True} or (step.keys() == way.keys() and isinstance(*step.values(), *way.values()))
    return items if known else None


def _items(schema: Schema, record: RecordSchema) -> Schema | None:
    """Return the schema of the entries of a list; ``None`` for a list of plain words and what is no list."""
    items = record.resolve(schema.get("items", {}))
    return items if "properties" in items else None


def _has_id(items: Schema) -> bool:
    return "id" in items.get("required", ())


def _are_told_apart(rows: Any, items: Schema) -> bool:  # noqa: ANN401  (what stands where a list should)
    """Tell whether each entry of a list can be found again."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return False
    if _has_id(items):
        return len({str(row.get("id", "")) for row in rows} - {""}) == len(rows)
    return not any(_fits(row, other) for place, row in enumerate(rows) for other in rows[:place])


def _same_ids(base: list[Data], mine: list[Data]) -> dict[int, int]:
    places = {row["id"]: place for place, row in enumerate(mine)}
    return {place: places[row["id"]] for place, row in enumerate(base) if row["id"] in places}


def _most_alike(base: list[Data], mine: list[Data]) -> dict[int, int]:
    """Return by the place of each entry which of the other list goes it on: the one that says most of the same."""

    def distance(pair: tuple[int, int]) -> tuple[int, ...]:
        one, other = base[pair[0]], mine[pair[1]]
        shared = sum(key in other and other[key] == value for key, value in one.items())
        return -shared, len(one.keys() | other.keys()), *pair

    pairs = [(place, other) for place in range(len(base)) for other in range(len(mine))]
    found: dict[int, int] = {}
    for pair in sorted(pairs, key=distance):
        if distance(pair)[0] and pair[0] not in found and pair[1] not in found.values():
            found[pair[0]] = pair[1]
    return found


def _by_step(changes: Iterable[Change], depth: int) -> Iterable[list[Change]]:
    """Return changes by the next step of their way; every new entry is one of its own."""
    groups = defaultdict(list)
    for change in changes:
        step = change.at[depth]
        groups[json.dumps([step, change.new if step == {"new": True} else None], sort_keys=True)].append(change)
    return groups.values()


def _only(places: Iterable[int]) -> int | None:
    first, *others = [*places, None]
    return first if len(others) == 1 else None


def _with(rows: list[Data], new: Iterable[Data], day: str) -> list[Data]:
    """Return a list with new entries: behind the last that is not of a later day."""
    for row in new:
        place = len(rows)
        while day in row and place and str(rows[place - 1].get(day, "")) > str(row[day]):
            place -= 1
        rows.insert(place, row)
    return rows


def _fits(one: Any, other: Any) -> bool:  # noqa: ANN401  (any value)
    """Tell whether two values are the same as far as they can be seen: a masked number is any number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_fits(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_fits, one, other))
    return one == other or (MASK in (one, other) and isinstance(one, str) and isinstance(other, str))


def _mappings(rows: object) -> list[Data]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _is_deep(value: object) -> bool:
    return isinstance(value, dict | list)


def _settled(value: Any) -> Any:  # noqa: ANN401  (any value)
    """Return a value as the canonical writer keeps it: tidied, and without what is empty."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [part for part in map(_settled, value) if part not in _EMPTY]
    if isinstance(value, dict):
        return {key: part for key, part in zip(value, map(_settled, value.values()), strict=True) if part not in _EMPTY}
    return value
