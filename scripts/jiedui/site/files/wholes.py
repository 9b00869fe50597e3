"""A list that is cut by part as one file with all of its rows, which Excel and WPS open (CSV).

The page of the whole offers the file and says which pages have the rows; they are read from the tables of these, so
that the file holds what the pages show, in the order of the parts. A table's own file is made in the browser
(``assets/csv.js``), of the rows that are shown: titles, cells and quoting are the same, to which a test holds them.
"""

from __future__ import annotations

import csv
import html
import io
import re
from functools import partial
from typing import TYPE_CHECKING

from jiedui.site.machine.output import LateFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARK = '<div class="jd-parts" id="t-'
_BLOCK = re.compile(_MARK + r'(?P<key>[^"]+)".*?</div>', re.DOTALL)
_OFFER = re.compile(r'<a href="(?:\.\./)?([^"]+\.csv)" download>')
_LEAD = re.compile(r'<li><a href="(?:\.\./)?([^"#]+)#')
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
# A row and a cell end where the next one begins, be that told or not: a text is split by what begins one.
_ROW = re.compile(r"<tr\b[^>]*>")
_CELL = re.compile(r"<t[hd](?: [^>]*)?>")
_SPAN = re.compile(r'<t[hd](?: [^>]*?colspan="(\d+)")?[^>]*>(.*?)(?=<t[hd]\b|\Z)', re.DOTALL)
_TITLE = re.compile(r'<span class="jd-h"[^>]*>(.*?)</span>', re.DOTALL)
_NUMBERS = re.compile(r'<table[^>]* data-num="([\d ]+)"')
_APART = re.compile(r"<(?:br|small)\b")
_TAG = re.compile(r"<[^>]*>")
# A number loses the sign before it, so that it can be reckoned with.
_SIGN = re.compile(r"\A[✓✗…补免－·]\s*(?=\d)")
_FORMULA = re.compile(r"\A[=+\-@]")
_NUMBER = re.compile(r"\A[+-]?\d+(?:\.\d+)?%?\Z")


Leads = dict[str, str]
"""The blocks of a page that lead to the parts of its lists, by key."""


def leads(text: str) -> Leads:
    """Return the blocks of a page that lead to the parts of a list."""
    return {block["key"]: block[0] for block in _BLOCK.finditer(text)} if _MARK in text else {}


class WholeLists:
    """Knows where the rows of each list that is cut stand, from the pages in their order."""

    def __init__(self) -> None:
        self._tables: dict[str, list[tuple[str, str]]] = {}
        self._wanted: dict[str, dict[str, list[str]]] = {}

    def take(self, path: str, found: Leads) -> None:
        """Take of the page at ``path``, as built, its :func:`leads`, and what others said that it has."""
        wanted = self._wanted.get(path, {})
        for key, block in found.items():
            files = [*wanted.get(key, ()), *_OFFER.findall(block)]
            for part in _LEAD.findall(block):
                self._wanted.setdefault(part, {}).setdefault(key, []).extend(files)
            self._add(files, path, f"{key}-here")
        for key, files in wanted.items():
            if key not in found:
                self._add(files, path, key)

    def _add(self, files: list[str], path: str, key: str) -> None:
        for file in files:
            self._tables.setdefault(file, []).append((path, key))

    def files(self, read: Callable[[str], str], mark: Callable[[str], str]) -> Iterator[LateFile]:
        """Yield each file; by the path of a page, as built, ``read`` gives its text, and ``mark`` what tells that."""
        for path, tables in self._tables.items():
            made_of = repr([(table, mark(page)) for page, table in tables])
            yield LateFile(path, partial(_whole, tables, read), made_of)


def _whole(tables: Iterable[tuple[str, str]], read: Callable[[str], str]) -> str | None:
    found = [table for path, key in tables if (table := table_of(read(path), key))]
    return as_csv([found[0][0], *(row for _, *rows in found for row in rows)]) if found else None


def table_of(text: str, key: str) -> list[list[str]]:
    """Return the titles and the rows of the table ``key`` of a page, as its file says them; nothing without one."""
    start = text.find(f'id="t-{key}"')
    body = _BODY.search(text, start) if start >= 0 else None
    head = _HEAD.search(text, start) if body else None
    if not (body and head) or "</table>" in text[start : head.start()]:
        return []
    marked = _NUMBERS.search(text, start, head.start())
    numbers = {int(place) - 1 for place in marked[1].split()} if marked else set()
    return [_titles(head[1]), *([*_cells(row, numbers)] for row in _ROW.split(body[1])[1:])]


def as_csv(rows: Iterable[list[str]]) -> str:
    """Return rows as a file; by the mark in front programs know that it is UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_field(text) for text in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _titles(head: str) -> list[str]:
    """Return the title of each column, after the name of the band that it stands in."""
    rows = [
        [
            _words(title[1] if (title := _TITLE.search(cell)) else cell)
            for span, cell in found
            for _ in range(int(span or 1))
        ]
        for found in map(_SPAN.findall, _ROW.split(head)[1:])
    ]
    return [" ".join(filter(None, above)) for above in zip(*rows, strict=True)]


def _cells(row: str, numbers: set[int]) -> Iterator[str]:
    for place, cell in enumerate(_CELL.split(row)[1:]):
        yield _SIGN.sub("", _words(cell)) if place in numbers else _words(cell)


def _words(cell: str) -> str:
    """Return the words of a cell; what stands on a line of its own, or small beside it, is set apart by a blank."""
    return " ".join(html.unescape(_TAG.sub("", _APART.sub(lambda tag: f" {tag[0]}", cell))).split())


def _field(text: str) -> str:
    """Return a text that no program of tables takes for a formula; a signed number stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
