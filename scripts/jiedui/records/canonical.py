"""The fast reader of records that stand as the canonical writer writes them, or as plainly.

Of a text it says "this is a valid record, and this is its data", or nothing: what is not plain, what is wrong and what
it does not know is for the strict loader and the judge, who have the last word. The lines of a ledger are mostly the
same few: what a line says, and that its field takes the value, is found once. A value is judged by the judge, after the
schema of its field; what is left to see of a record is whether all is there that has to be.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.pattern import pattern
from jiedui.records import characters
from jiedui.records.judge import judge
from jiedui.records.sealing.token import PREFIX, is_token
from jiedui.records.values import convert, tidy

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
    from jiedui.records.values import Json, Plan, Pointer

    Line = tuple[int, str, Any]

_KEY, _COMMENT = r" *(- )?([a-z_]+):", r"(?:  (#.*))?"
_VALUE = rf'(?:({characters.PLAIN})|"([^"\\\t\n{characters.SUSPECT}]+)")'
_FIELD, _ENTRY, _HEADER = rf"{_KEY}(?: {_VALUE})?{_COMMENT}", rf" *- {_VALUE}", rf"{_KEY} \|-{_COMMENT}"
# A block of text behind its key: the lines that stand as deep as the first one, and empty ones.
_BLOCK = pattern(r": \|-(?:  #.*)?\n( +).*(?:\n(?:\1.*)?(?=\n|\Z))*")
_BLOCK_TEXT = pattern(rf"[^\t{characters.SUSPECT}]+")
_NOTHING = frozenset(("null", "Null", "NULL"))  # to the strict loader, where it stands without quotes
# What is looked at here of an object and of a list, and what says nothing of their shape.
_SEEN = frozenset(
    ("type", "properties", "required", "additionalProperties", "minProperties", "items", "minItems", "uniqueItems")
)
_SAYS_NOTHING = frozenset(("title", "description", "$ref", "$schema", "$id", "$defs"))
_MOST_LINES, _LONGEST_LINE = 2**14, 80
# Days, words of closed lists and ids of helpers are no longer: there is one text of each in all records of a ledger.
_SHORT = len("2026-03-05")

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


@lru_cache(128)  # the kinds of some libraries
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
        # To compile these takes as long as to read some hundred records: who reads none does not wait for it.
        self.field, self.entry, self.header = map(re.compile, (_FIELD, _ENTRY, _HEADER))
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
    """Return the lines of a text; a field and its block of text are one, with returns in it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            raise _NotPlainError
    if ": |-" in text:
        text = _BLOCK.sub(_as_line, text)
    return text.removesuffix("\n").split("\n")


def _as_line(block: re.Match[str]) -> str:
    return block[0].rstrip("\n").replace("\n", "\r")


def _block(lines: list[str], indent: int) -> str:
    """Return what the lines of a block of text say."""
    if lines[0][indent : indent + 1] in ("", " ") or lines[0][:indent].strip(" "):
        raise _NotPlainError
    text = "\n".join([line[indent:] for line in lines]).rstrip("\n")
    if not _BLOCK_TEXT.fullmatch(text):
        raise _NotPlainError
    return tidy(text) if "\n" in text else text


def _text(plain: str | None, quoted: str | None) -> str:
    """Return the value of a line; empty where there is none."""
    if plain in _NOTHING:
        raise _NotPlainError
    return plain or quoted or ""


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

    def value(self, text: str) -> Json:
        """Return the value that a text stands for; raise where the field does not take it. What is sealed stays."""
        impossible: list[Pointer] = []
        value = convert(text, self._plan, impossible) if self._plan else text
        if impossible or not (self._is_valid(value) or is_token(text)) or not text:
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
        self._column = indent + 2 * self.is_list
        self._below: dict[str, _Field | _Level] = {}
        self._heads: dict[str, tuple[int, _Field | _Level, str]] = {}
        self.lines: dict[str, Line] = {}

    def value(self, text: str) -> Self:
        """Return the level itself, as what stands behind a key with no text."""
        if text:
            raise _NotPlainError
        return self

    def line(self, line: str) -> Line:
        """Return what a line says that is not known yet; raise where that is not plain."""
        if "\r" in line:
            return self._block(line)
        does, key, value = self._field(line) if self._is_object else self._entry(line)
        if value.__class__ is str and len(value) <= _SHORT:
            value = intern(value)
        known = does, intern(key), value
        if len(line) <= _LONGEST_LINE and len(self.lines) < _MOST_LINES:
            self.lines[line] = known
        return known

    def _entry(self, line: str) -> Line:
        match = self._reader.entry.fullmatch(line)
        if match is None or not line.startswith("-", self.indent):
            raise _NotPlainError
        if not self._below:
            self._below[""] = self._reader.below(self._spot, self._plan, self.indent)
        return _ADD, "", self._below[""].value(_text(*match.groups()))

    def _field(self, line: str) -> Line:
        match = self._reader.field.fullmatch(line)
        if match is None:
            raise _NotPlainError
        dash, key, plain, quoted, comment = match.groups()
        does, below = self._key(match.start(2), dash, key, comment)
        return does, key, below.value(_text(plain, quoted))

    def _block(self, line: str) -> Line:
        head, *lines = line.split("\r")
        if head not in self._heads:
            match = self._reader.header.fullmatch(head)
            if match is None:
                raise _NotPlainError
            dash, key, comment = match.groups()
            self._heads[head] = (*self._key(match.start(2), dash, key, comment), key)
        does, below, key = self._heads[head]
        return does, key, below.value(_block(lines, self._column + 2))

    def _key(self, column: int, dash: str | None, key: str, comment: str | None) -> tuple[int, _Field | _Level]:
        """Return what is done under a key, and what stands below it."""
        if column != self._column or (dash and not self.is_list) or key not in self._keys:
            raise _NotPlainError
        if comment and comment not in self._reader.comments:
            raise _NotPlainError
        if key not in self._below:
            plan = self._plan.get(key) if isinstance(self._plan, dict) else None
            self._below[key] = self._reader.below(self._spot / "properties" / key, plan, column + 2)
        return _BEGIN if dash else _SET, self._below[key]

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
