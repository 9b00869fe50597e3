"""Codes that were mistyped, and names in the place of codes: which record was meant, where there is but one.

A code that its schema accepts is looked up by the rules on references; one that it refuses, or a name, by
:func:`completed`, since only the records around a file tell whose name it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jiedui.model.names import folded
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records import explain, files, loader, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.finding import Finding
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.records.values import Pointer

# What is taken for one another on a screen or in handwriting; of each group the first stands for all.
_ALIKE = str.maketrans({each: group[0] for group in ("0OQD", "1ILJ7", "2Z", "5S", "6G", "8B", "UV") for each in group})
_INNER = re.compile(r"\A[MN]-")  # before the code of a member or a need
_BY_NAME = "在网站“查户”页可以按姓名查到编号。"
_MOST_NAMESAKES = 5
KINDS = ("helper", "household", "member", "need")


class Codes:
    """Codes of records, to look one up that was mistyped."""

    def __init__(self, known: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for code in known:
            self._alike.setdefault(_shape(code), []).append(code)

    def nearest(self, typed: str) -> str:
        """Return the one code that ``typed`` looks like, or becomes when two neighbours change places; else nothing."""
        shape = _shape(typed)
        found = {code for each in (shape, *_swapped(shape)) for code in self._alike.get(each, ())}
        alike = self._alike.get(shape, [])
        return alike[0] if len(alike) == 1 else found.pop() if not alike and len(found) == 1 else ""


def _shape(code: str) -> str:
    """Return a code without its signs, in capitals, and with one letter for all that look the same."""
    wide = _INNER.sub("", unicodedata.normalize("NFKC", code).upper())
    return "".join(each for each in wide if each.isascii() and each.isalnum()).translate(_ALIKE)


def _swapped(shape: str) -> Iterator[str]:
    for index in range(len(shape) - 4, len(shape) - 1):
        if index >= 0:
            yield f"{shape[:index]}{shape[index + 1]}{shape[index]}{shape[index + 2 :]}"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom or what a code stands for: the ``words`` by which people call it, and the federation whose it is."""

    code: str
    words: tuple[str, ...]
    unit: str = ""


def completed(records: Records, library: SchemaLibrary) -> list[Finding]:
    """Return the findings of records, with the code that was meant where one of them is a mistyped code or a name."""
    places = {place.path: place for place in records.broken}
    lookup = _Lookup(records, library)
    return [
        lookup.complete(finding, places[finding.path])
        if finding.rule is explain.PATTERN and not finding.suggestion and finding.path in places
        else finding
        for finding in records.findings
    ]


@dataclass(slots=True)
class _Lookup:
    records: Records
    library: SchemaLibrary
    _texts: dict[str, Any] = field(default_factory=dict)

    def complete(self, finding: Finding, place: Place) -> Finding:
        record = self.library[place.kind]
        kind = record.definition(finding.pointer)
        # An id of its own is told by nobody else; that of a need in a visit is told by the household.
        if kind not in KINDS or (finding.pointer[-1] == "id" and place.kind != "visit"):
            return finding
        typed = _value(self._data(place), finding.pointer)
        if not isinstance(typed, str):
            return finding
        bearers = list(self._bearers(kind, place))
        if code := Codes(bearer.code for bearer in bearers).nearest(typed):
            return replace(finding, suggestion=code)
        called = [bearer for bearer in bearers if _is_called(typed, bearer)]
        own = [bearer for bearer in called if bearer.unit == place.unit] or called
        if len(own) == 1:
            return replace(finding, suggestion=own[0].code)
        if own:
            codes = "、".join(sorted(bearer.code for bearer in own)[:_MOST_NAMESAKES])
            return replace(finding, remedy=f"这样的有 {len(own)} 个：{codes}，写对的那一个编号。")
        return replace(finding, remedy=f"{finding.remedy}{_BY_NAME}") if kind in ("helper", "household") else finding

    def _data(self, place: Place) -> Any:  # noqa: ANN401  (as plain as a record that no schema accepts)
        if place.path not in self._texts:
            text, _ = files.read_text(self.records.root, place.path)
            comments = self.library[place.kind].comments
            self._texts[place.path] = loader.load(text or "", place.path, comments).data
        return self._texts[place.path]

    def _bearers(self, kind: str, place: Place) -> Iterator[Bearer]:
        for record in self.records.valid:
            data = record.data
            if is_withdrawn(data):
                continue
            if kind == record.place.kind == "helper":
                yield Bearer(data["id"], (data["name"],), record.place.unit)
            elif kind == record.place.kind == "household":
                if record.place.household != place.household:
                    yield Bearer(data["id"], tuple(each["name"] for each in data["members"]), record.place.unit)
            elif record.place.kind == "household" and record.place.household == place.household:
                yield from _inner(kind, data)
        if place.kind == "household":
            yield from _inner(kind, self._data(place))


def _inner(kind: str, household: dict[str, Any]) -> Iterator[Bearer]:
    """Yield the members or needs of a household that may be faulty elsewhere."""
    rows, words = ("members", "name") if kind == "member" else ("needs", "content")
    if kind not in ("member", "need") or not isinstance(household.get(rows), list):
        return
    for row in household[rows]:
        if not isinstance(row, dict) or is_withdrawn(row):
            continue
        if isinstance(row.get("id"), str) and isinstance(row.get(words), str):
            yield Bearer(row["id"], (row[words],))


def _is_called(typed: str, bearer: Bearer) -> bool:
    """Tell whether a text is a name that a code stands for, or a part of the words, or holds the name."""
    text = folded(suggest.bare(typed))
    names = [folded(suggest.bare(words)) for words in bearer.words]
    return len(text) > 1 and any(
        name == text or (len(name) > 1 and name in text) or _part(text, name) for name in names
    )


def _part(text: str, words: str) -> bool:
    """Tell whether a text is a good part of longer words: a need is called by its matter."""
    return len(text) >= 4 and text in words


def _value(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401  (any part of a record)
    for part in pointer:
        within = part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        if not within:
            return None
        data = data[part]
    return data
