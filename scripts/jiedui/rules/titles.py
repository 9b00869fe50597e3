"""Keys in findings, each with what staff call the field: nobody has to know what ``decided_on`` means (R-108).

A rule names a field by its key, which stands in the file; its title follows here, from the schema and nowhere else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.records.schema import with_title
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jiedui.records.finding import Finding
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.values import Pointer

# What is quoted and a command, in which nothing is a key; else a key that stands alone: no part of a path or a code,
# not written with its colon. A folder may be called as a field is.
_KEY = pattern(
    r"“(?:[^“”]|“[^“”]*”)*”|(?:git|jiedui)(?: [!-~]+)+"
    r"|(?<![\w./:“<-])(?<!文件夹 )(?P<key>[a-z]+(?:_[a-z]+)*)(?![\w./:-])( ?)",
    re.ASCII,
)


def titled(findings: Collection[Finding], kinds: Mapping[str, str], library: SchemaLibrary) -> list[Finding]:
    """Return the findings of rules, each key in their sentences followed by its title where it stands first.

    ``kinds`` are those of the records that could be read, by their paths.
    """
    if not findings:
        return []
    titles = _titles(library)
    return [titles.completed(finding, kinds.get(finding.path, "")) for finding in findings]


@lru_cache(4)
def _titles(library: SchemaLibrary) -> _Titles:
    return _Titles(library)


class _Titles:
    """What the fields of all kinds of record are called."""

    def __init__(self, library: SchemaLibrary) -> None:
        self._library = library
        self._everywhere: defaultdict[str, set[str]] = defaultdict(set)
        for record in library:
            for field in record.fields():
                self._everywhere[field.key].add(field.title)

    def completed(self, finding: Finding, kind: str) -> Finding:
        """Return a finding in a record of a ``kind`` with the titles in its two sentences."""
        record = self._library[kind] if kind else None
        pointer = (*finding.pointer, finding.missing) if finding.missing else finding.pointer
        message, remedy = (self._told(text, record, pointer) for text in (finding.message, finding.remedy))
        return replace(finding, message=message, remedy=remedy)

    def _told(self, text: str, record: RecordSchema | None, pointer: Pointer) -> str:
        seen: set[str] = set()

        def named(found: re.Match[str]) -> str:
            key = found["key"]
            if not key:
                return found[0]
            beside = text[found.end() :].startswith("（")
            title = "" if key in seen or beside else self._title(key, record, pointer)
            seen.add(key)
            if not title or text[: found.start()].rstrip(" （").endswith(title):
                return found[0]
            return with_title(key, title)

        return _KEY.sub(named, text)

    def _title(self, key: str, record: RecordSchema | None, pointer: Pointer) -> str:
        """Return what a key is called at a place or above it; else in the record, else anywhere, if by one name."""
        if record and (title := _near(key, record, pointer)):
            return title
        within = {field.title for field in record.fields() if field.key == key} if record else set()
        for titles in (within, self._everywhere.get(key, set())):
            if len(titles) == 1:
                return next(iter(titles))
        return ""


def _near(key: str, record: RecordSchema, pointer: Pointer) -> str:
    for depth in range(len(pointer), -1, -1):
        properties = record.properties(record.resolve(record.at(pointer[:depth])))
        if key in properties:
            return str(properties[key].get("title", ""))
    return ""
