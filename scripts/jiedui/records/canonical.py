"""The fast reader of records that stand as the canonical writer writes them, or as plainly.

Of a text it says "this is a valid record, and this is its data", or nothing: what is not plain, what is wrong and what
it does not know is for the strict loader and the judge, who have the last word. The lines of a ledger are mostly the
same few: what a line says, and that its field takes the value, is found once. A value is judged by the judge, after the
schema of its field; what is left to see of a record is whether all is there that has to be.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records import characters
from jiedui.records.judge import judge
from jiedui.records.sealing.token import PREFIX, is_token
from jiedui.records.values import convert, tidy
from jiedui.records.writer import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
    from jiedui.records.values import Json, Plan, Pointer

    Line = tuple[int, str, Any]

_KEY, _COMMENT = r" *(?P<dash>- )?(?P<key>[a-z_]+):", r"(?:  (?P<comment>#.*))?"
_VALUE = rf'(?:(?P<plain>{PLAIN})|"(?P<quoted>[^"\\\t\n{characters.SUSPECT}]+)")'
_FIELD = re.compile(rf"{_KEY}(?: {_VALUE})?{_COMMENT}")
_HEADER = re.compile(rf"{_KEY} \|-{_COMMENT}")
_ENTRY = re.compile(rf" *- {_VALUE}")
_BLOCK = re.compile(rf"[^\t{characters.SUSPECT}]+")
_NOTHING = frozenset(("null", "Null", "NULL"))  # to the strict loader, where it stands without quotes
# What is looked at here of an object and of a list, and what says nothing of their shape.
_SEEN = frozenset(
    ("type", "properties", "required", "additionalProperties", "minProperties", "items", "minItems", "uniqueItems")
)
_SAYS_NOTHING = frozenset(("title", "description", "$ref", "$schema", "$id", "$defs"))
_MOST_LINES, _LONGEST_LINE = 4096, 80

# What a line does: set a field, begin an entry of a list with a field, or be an entry.
_SET, _BEGIN, _ADD = range(3)


class _NotPlainError(Exception):
    """The text is for the strict loader."""


def read(text: str, record: RecordSchema) -> dict[str, Any] | None:
    """Return the data of a text that is a valid record of a kind and plainly written; ``None`` where it may not be.

    The data is what :func:`jiedui.records.reader.parse` gives: typed, with sealed texts for what is sealed.
    """
    reader = _reader_of(record)
    try:
        data = reader.read(text)
    except _NotPlainError:
        return None
    return data if reader.sees_all and PREFIX not in text else judge(data, record, "").data


@cache
def _reader_of(record: RecordSchema) -> _Reader:
    return _Reader(record)


class _Reader:
    """The reader of one kind of record.

    ``sees_all`` tells whether the schemas met so far say nothing of objects and lists that is not looked at here.
    """

    def __init__(self, record: RecordSchema) -> None:
        self.library = record.library
        self.comments = record.comments
        self.sees_all = True
        self._root = _Level(self, _Spot(str(record.root["$id"])), record.typed, 0)

    def read(self, text: str) -> dict[str, Any]:
        """Return the data of a text; what is sealed in it is neither opened nor judged."""
        level, data = self._root, dict[str, Any]()
        known_as, target, entries = level.lines.get, data, list[Any]()
        above: list[tuple[_Level, dict[str, Any], list[Any]]] = []
        for line in _lines(text):
            known = known_as(line)
            if known is None:
                indent = len(line) - len(line.lstrip(" "))
                while indent < level.indent:
                    level.close(target, entries)
                    level, target, entries = above.pop()
                known_as = level.lines.get
                known = known_as(line) or level.line(line)
            does, key, value = known
            if does == _ADD:
                entries.append(value)
                continue
            if does == _BEGIN:
                if target:
                    level.complete(target, entries)
                target = {}
                entries.append(target)
            elif key in target:
                raise _NotPlainError
            if value.__class__ is not _Level:
                target[key] = value
                continue
            above.append((level, target, entries))
            level, known_as, entries = value, value.lines.get, []
            below: dict[str, Any] = {}
            target[key] = entries if level.is_list else below
            target = below
        while above:
            level.close(target, entries)
            level, target, entries = above.pop()
        level.close(target, entries)
        return data

    def followed(self, spot: _Spot) -> tuple[_Spot, Schema]:
        """Return a place in the schemas, or the one that it refers to, and what stands there."""
        schema = spot.schema(self.library)
        while "$ref" in schema:
            self._look(schema)
            spot = spot.target(schema["$ref"])
            schema = spot.schema(self.library)
        if schema.get("type") in ("object", "array"):
            self._look(schema, _SEEN)
        return spot, schema

    def below(self, spot: _Spot, plan: Plan, indent: int) -> _Field | _Level:
        """Return what stands below a key: the value of a field, or a level at ``indent``."""
        if self.followed(spot)[1].get("type") in ("object", "array"):
            return _Level(self, spot, plan, indent)
        return _Field(self.library, spot, plan)

    def _look(self, schema: Schema, seen: frozenset[str] = frozenset()) -> None:
        says = {key for key in schema if not key.startswith("x-")}
        self.sees_all = self.sees_all and says <= seen | _SAYS_NOTHING


def _lines(text: str) -> list[str]:
    """Return the lines of a text; a field and its block of text are one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.removesuffix("\n").split("\n")
    return list(_joined(lines)) if "|-" in text else lines


def _joined(lines: list[str]) -> Iterator[str]:
    block: list[str] = []
    pad = ""
    for line in lines:
        if block and (not line or line.startswith(pad)):
            block.append(line)
            continue
        if block:
            yield "\n".join(block)
            block = []
        match = _HEADER.fullmatch(line) if "|-" in line else None
        if match is None:
            yield line
        else:
            block, pad = [line], " " * (match.start("key") + 1)
    if block:
        yield "\n".join(block)


def _block(lines: list[str], indent: int) -> str:
    """Return what the lines of a block of text say."""
    if lines[0][indent : indent + 1] in ("", " "):
        raise _NotPlainError
    pad = " " * indent
    for line in lines:
        if line and (line.isspace() or not line.startswith(pad)):
            raise _NotPlainError
    text = "\n".join(line[indent:] for line in lines).rstrip("\n")
    if not _BLOCK.fullmatch(text):
        raise _NotPlainError
    return tidy(text) if "\n" in text else text


def _text(match: re.Match[str]) -> str:
    """Return the value of a line without its quotes; empty where there is none."""
    if match["plain"] in _NOTHING:
        raise _NotPlainError
    return match["plain"] or match["quoted"] or ""


class _Spot(NamedTuple):
    """A place in the schemas: the name of the document and the pointer into it."""

    document: str
    pointer: str = ""

    def __truediv__(self, part: str) -> _Spot:
        return _Spot(self.document, f"{self.pointer}/{part}")

    def __str__(self) -> str:
        return f"{self.document}#{self.pointer}"

    def schema(self, library: SchemaLibrary) -> Schema:
        """Return what stands there."""
        return library.lookup(str(self), {}) if self.pointer else library.documents[self.document]

    def target(self, reference: str) -> _Spot:
        """Return the place that a ``$ref`` there leads to."""
        document, _, pointer = reference.partition("#")
        return _Spot(document or self.document, pointer)


class _Field:
    """A value of a record: how it is typed, and who judges it."""

    def __init__(self, library: SchemaLibrary, spot: _Spot, plan: Plan) -> None:
        self._is_valid = library.judge({"$ref": str(spot)}).is_valid
        self._plan = plan

    def typed(self, text: str) -> Json:
        """Return the value that a text stands for; raise where the field does not take it. What is sealed stays."""
        if is_token(text):
            return text
        impossible: list[Pointer] = []
        value = convert(text, self._plan, impossible)
        if impossible or not self._is_valid(value):
            raise _NotPlainError
        return value


class _Level:
    """The fields of an object, or the entries of a list, which stand at ``indent``; ``lines`` are those known."""

    def __init__(self, reader: _Reader, spot: _Spot, plan: Plan, indent: int) -> None:
        spot, schema = reader.followed(spot)
        self.is_list = schema["type"] == "array"
        self._fewest, self._is_unique = max(1, schema.get("minItems", 1)), schema.get("uniqueItems", False)
        if self.is_list:
            spot, schema = reader.followed(spot / "items")
            plan = plan[0] if isinstance(plan, list) else None
        self._reader, self._spot, self._plan, self.indent = reader, spot, plan, indent
        self._is_object, self._keys = schema.get("type") == "object", schema.get("properties", {})
        self._required, self._least = frozenset(schema.get("required", ())), schema.get("minProperties", 1)
        self._below: dict[str, _Field | _Level] = {}
        self.lines: dict[str, Line] = {}

    def line(self, line: str) -> Line:
        """Return what a line says that is not known yet; raise where that is not plain."""
        known = self._field(line) if self._is_object else self._entry(line)
        if len(line) <= _LONGEST_LINE and len(self.lines) < _MOST_LINES:
            self.lines[line] = known
        return known

    def _entry(self, line: str) -> Line:
        match = _ENTRY.fullmatch(line)
        if match is None or not line.startswith("-", self.indent):
            raise _NotPlainError
        if not self._below:
            self._below[""] = self._reader.below(self._spot, self._plan, self.indent)
        return _ADD, "", _value(self._below[""], _text(match))

    def _field(self, line: str) -> Line:
        head, *block = line.split("\n")
        match = (_HEADER if block else _FIELD).fullmatch(head)
        if match is None:
            raise _NotPlainError
        dash, key, comment = match["dash"], match["key"], match["comment"]
        column = self.indent + 2 * self.is_list
        if match.start("key") != column or (dash and not self.is_list) or key not in self._keys:
            raise _NotPlainError
        if comment and comment not in self._reader.comments:
            raise _NotPlainError
        if key not in self._below:
            plan = self._plan.get(key) if isinstance(self._plan, dict) else None
            self._below[key] = self._reader.below(self._spot / "properties" / key, plan, column + 2)
        text = _block(block, column + 2) if block else _text(match)
        return _BEGIN if dash else _SET, key, _value(self._below[key], text)

    def complete(self, target: dict[str, Any], entries: list[Any]) -> None:
        """Raise where an object, the last of the ``entries`` of a list, is not all there."""
        if len(target) < self._least or not self._required <= target.keys() or bool(entries) != self.is_list:
            raise _NotPlainError

    def close(self, target: dict[str, Any], entries: list[Any]) -> None:
        """Raise where what stands at this level is not all there."""
        if self._is_object:
            self.complete(target, entries)
        if self.is_list and (len(entries) < self._fewest or (self._is_unique and len(set(entries)) != len(entries))):
            raise _NotPlainError


def _value(below: _Field | _Level, text: str) -> Any:  # noqa: ANN401  (typed by its schema)
    """Return the value of a field that says ``text``, or, where it says nothing, the level below it."""
    if isinstance(below, _Level) == bool(text):
        raise _NotPlainError
    return below if isinstance(below, _Level) else below.typed(text)
