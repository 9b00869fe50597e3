"""Codes that were mistyped, and names in the place of codes: which record was meant, where there is but one.

A code that its schema accepts is looked up by the rules on references; one that it refuses, or a name, by
:func:`completed`, since only the records around a file tell whose name it is.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jiedui.model.names import folded
from jiedui.model.withdrawal import is_withdrawn
from jiedui.pattern import pattern
from jiedui.records import explain, files, suggest
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from jiedui.records.files import Readable
    from jiedui.records.finding import Finding
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.records.values import Pointer

# What is taken for one another on a screen or in handwriting; of each group the first stands for all.
_ALIKE = str.maketrans({each: group[0] for group in ("0OQD", "1ILJ7", "2Z", "5S", "6G", "8B", "UV") for each in group})
_INNER = pattern(r"\A[MN]-")  # before the code of a member or a need
_BY_NAME = "在网站“查户”页可以按姓名查到编号。"
_MOST_NAMESAKES = 5
_PART = 4  # so many characters of a need's words tell which it is
KINDS = ("helper", "household", "member", "need")


class Codes:
    """Codes of records, to look one up that was mistyped."""

    def __init__(self, known: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for code in known:
            self._alike.setdefault(_shape(code), []).append(code)

    def nearest(self, typed: str, known: Container[str] | None = None) -> str:
        """Return the one code that ``typed`` looks like, or becomes when two neighbours change places; else nothing.

        Of the codes only those count that are ``known``, where that is given.
        """
        shape = _shape(typed)
        found = {code for each in (shape, *_swapped(shape)) for code in self._that_look(each, known)}
        alike = self._that_look(shape, known)
        return alike[0] if len(alike) == 1 else found.pop() if not alike and len(found) == 1 else ""

    def _that_look(self, shape: str, known: Container[str] | None) -> list[str]:
        return [code for code in self._alike.get(shape, ()) if known is None or code in known]


def _shape(code: str) -> str:
    """Return a code without its signs, in capitals, and with one letter for all that look the same."""
    wide = _INNER.sub("", unicodedata.normalize("NFKC", code).upper())
    return "".join(each for each in wide if each.isascii() and each.isalnum()).translate(_ALIKE)


def _swapped(shape: str) -> Iterator[str]:
    for index in range(len(shape) - 4, len(shape) - 1):
        if index >= 0:
            yield f"{shape[:index]}{shape[index + 1]}{shape[index]}{shape[index + 2 :]}"


class Bearer(Struct, frozen=True):
    """Whom or what a code stands for: the ``names`` by which it is called, folded, and the federation whose it is."""

    code: str
    names: tuple[str, ...]
    unit: str = ""

    @classmethod
    def called(cls, code: str, words: Iterable[str], unit: str = "") -> Bearer:
        """Return the bearer of a code that is called by ``words``."""
        return cls(code, tuple(folded(suggest.bare(each)) for each in words), unit)

    def is_meant(self, text: str) -> bool:
        """Tell whether a folded text is a name, holds one, or is a good part of longer words: a need's matter."""
        return any(
            name == text or (len(name) > 1 and name in text) or (len(text) >= _PART and text in name)
            for name in self.names
        )


def is_code(finding: Finding) -> bool:
    """Tell whether a finding may be about a code that was mistyped."""
    return finding.rule is explain.PATTERN and not finding.suggestion


def completed(records: Records, library: SchemaLibrary, where: Readable | None = None) -> list[Finding]:
    """Return the findings of records, with the code that was meant where one of them is a mistyped code or a name.

    Of the ``records`` those of helpers and households are looked at; ``where`` the others are read from, if not there.
    """
    places = {place.path: place for place in records.broken}
    lookup = _Lookup(records, library, where or records.root)
    return [
        lookup.complete(finding, places[finding.path]) if is_code(finding) and finding.path in places else finding
        for finding in records.findings
    ]


class _Lookup:
    """Who bears which code, in the whole ledger and in each household. Gathered once, and only if somebody asks."""

    def __init__(self, records: Records, library: SchemaLibrary, where: Path | Readable) -> None:
        self._records, self._where = records, where
        self._library = library
        self._data: dict[str, Any] = {}

    @cached_property
    def _everywhere(self) -> dict[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = {"helper": [], "household": []}
        for record in self._records.valid:
            data, unit = record.data, record.place.unit
            if record.place.kind not in found or is_withdrawn(data):
                continue
            words = [data["name"]] if "name" in data else [member["name"] for member in data["members"]]
            found[record.place.kind].append(Bearer.called(data["id"], words, unit))
        return found

    @cached_property
    def _codes(self) -> dict[str, Codes]:
        return {kind: Codes(bearer.code for bearer in bearers) for kind, bearers in self._everywhere.items()}

    @cached_property
    def _households(self) -> dict[str, dict[str, Any]]:
        return {
            record.place.household: record.data for record in self._records.valid if record.place.kind == "household"
        }

    def complete(self, finding: Finding, place: Place) -> Finding:
        """Return a finding with the code that was meant, or with whom to choose from, or where to look."""
        kind = self._library[place.kind].definition(finding.pointer)
        # An id of its own is told by nobody else; that of a need in a visit is told by the household.
        if kind not in KINDS or (finding.pointer[-1] == "id" and place.kind != "visit"):
            return finding
        typed = _value(self._read(place), finding.pointer)
        if not isinstance(typed, str):
            return finding
        if kind in self._everywhere:
            bearers, codes = self._everywhere[kind], self._codes[kind]
        else:
            bearers = _inner(
                kind, self._read(place) if place.kind == "household" else self._households.get(place.household)
            )
            codes = Codes(bearer.code for bearer in bearers)
        if code := codes.nearest(typed):
            return replace(finding, suggestion=code)
        text = folded(suggest.bare(typed))
        meant = (
            [each for each in bearers if each.is_meant(text) and each.code != place.household] if len(text) > 1 else []
        )
        near = [each for each in meant if each.unit == place.unit] or meant
        if len(near) == 1:
            return replace(finding, suggestion=near[0].code)
        if near:
            listed = "、".join(sorted(each.code for each in near)[:_MOST_NAMESAKES])
            return replace(finding, remedy=f"这样的有 {len(near)} 个：{listed}，写对的那一个编号。")
        return replace(finding, remedy=f"{finding.remedy}{_BY_NAME}") if kind in self._everywhere else finding

    def _read(self, place: Place) -> Any:  # noqa: ANN401  (as plain as a record that no schema accepts)
        if place.path not in self._data:
            from jiedui.records import loader  # as the reader has it

            text, _ = files.read_text(self._where, place.path)
            comments = self._library[place.kind].comments
            self._data[place.path] = loader.load(text or "", place.path, comments).data
        return self._data[place.path]


def _inner(kind: str, household: Any) -> list[Bearer]:  # noqa: ANN401  (any record, also a faulty one)
    """Return the members or the needs of a household that may be faulty elsewhere."""
    rows, words = ("members", "name") if kind == "member" else ("needs", "content")
    found = household.get(rows) if isinstance(household, dict) else None
    return [
        Bearer.called(row["id"], (row[words],))
        for row in (found if isinstance(found, list) else ())
        if isinstance(row, dict) and not is_withdrawn(row)
        if isinstance(row.get("id"), str) and isinstance(row.get(words), str)
    ]


def _value(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401  (any part of a record)
    for part in pointer:
        within = part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        if not within:
            return None
        data = data[part]
    return data
