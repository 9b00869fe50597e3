"""Records as rows of the tables: what stands in each cell, as text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.workbook.book.cells import written
from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.records.reader import Record
    from jiedui.workbook.book.tables import BookColumn, BookPart, BookTable, Keys

Data = dict[str, Any]
Cells = dict[int, Any]
# What parts a code from the name of who has it.
_BEFORE_NAME = " "


class BookNames(NamedTuple):
    """What codes are the codes of, to stand beside them: short names of federations, names of helpers and people.

    ``people`` are by household, the members of each by their codes.
    """

    units: Mapping[str, str]
    helpers: Mapping[str, str]
    people: Mapping[str, Mapping[str, str]]
    called: Mapping[str, str]
    """By household the name of the one that it is called after: its first disabled person who has not left."""


def names_in(records: list[Record]) -> BookNames:
    """Return the names that the rows of some records need."""
    units, helpers, people, called = {}, {}, {}, {}
    for record in records:
        place, data = record.place, record.data
        if place.kind == "unit":
            units[place.unit] = data["short"]
        elif place.kind == "helper":
            helpers[place.stem] = data["name"]
        elif place.kind == "household":
            people[place.stem] = {each["id"]: each["name"] for each in data["members"]}
            called[place.stem] = name_of(data)
    return BookNames(units, helpers, people, called)


def name_of(data: Data) -> str:
    """Return the name of the first disabled person of a household who has not left, else of the first of all."""
    members = [each for each in data.get("members", ()) if each.get("name")]
    disabled = [each for each in members if "disability" in each]
    still = [each for each in disabled if "left" not in each]
    return next((str(each["name"]) for each in (*still, *disabled, *members)), "")


def rows(record: Record, table: BookTable, names: BookNames) -> Iterator[list[str]]:
    """Yield the rows of a record in a table of its kind, each a text for each column."""
    keys = _keys(record, names)
    people = names.people.get(record.place.household or record.place.stem, {})
    for entry, found in _subjects(record.data, table.at, table.lists, keys):
        for cells in _lines(entry, table.part):
            yield [
                found.get(column.key, "") if column.key else _said(cells.get(place), column, names.helpers, people)
                for place, column in enumerate(table.columns)
            ]


def _keys(record: Record, names: BookNames) -> dict[RowKey, str]:
    place = record.place
    home = place.household or place.stem
    return {
        RowKey.UNIT: names.units.get(place.unit, place.unit),
        RowKey.HOUSEHOLD: home,
        RowKey.HELPER: place.stem,
        RowKey.VISIT: place.stem,
        RowKey.PERSON: names.called.get(home, ""),
    }


def _subjects(
    data: Data, at: Keys, lists: tuple[int, ...], keys: dict[RowKey, str]
) -> Iterator[tuple[Any, dict[RowKey, str]]]:
    """Yield what each row of a table is of, with the keys that lead to it."""
    found = _at(data, at[: lists[0]] if lists else at)
    if not lists:
        if found:
            yield found, keys
        return
    inner = tuple(number - lists[0] for number in lists[1:])
    for entry in found or ():
        own = {RowKey.MEMBER: entry.get("id", ""), RowKey.NEED: entry.get("id", ""), RowKey.NAME: entry.get("name", "")}
        yield from _subjects(entry, at[lists[0] :], inner, {**keys, **own})


def _lines(value: Data, part: BookPart) -> Iterator[Cells]:
    """Yield the values of what stands in one row and in those below it, by their places; nothing where there is none.

    Lists beside each other share rows.
    """
    own = {place: found for place, keys in part.columns if (found := _at(value, keys)) is not None}
    below = [
        [cells for entry in _at(value, keys) or () for cells in _lines(entry, inner)] for keys, inner in part.lists
    ]
    for number, beside in enumerate(zip_longest(*below, fillvalue={}) if any(below) else [()]):
        cells = {} if number else own
        for each in beside:
            cells |= each
        if cells:
            yield cells


def _at(value: Any, keys: Keys) -> Any:  # noqa: ANN401  (any part of a record)
    for key in keys:
        if value is None:
            return None
        value = value.get(key)
    return value


def _said(value: Any, column: BookColumn, helpers: Mapping[str, str], people: Mapping[str, str]) -> str:  # noqa: ANN401  (any value)
    """Return what stands in a cell: of a code the name of who has it behind it."""
    if value is None:
        return ""
    text = written(value, column)
    name = (helpers if column.named == "helper" else people).get(text) if column.named else None
    return named(text, name) if name else text


def named(code: str, name: str) -> str:
    """Return a code with the name of who has it behind it."""
    return f"{code}{_BEFORE_NAME}{name}"
