"""The sections of the public pages as rows that 查户 searches: by exact substring, offline, the same in every engine.

No engine's own search knows people, and a reader should not have to know which engine built the page: theirs is off.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jiedui.site.page import Page

EXCLUDED = "data-search-exclude"
_HEADING = re.compile(r"#{1,6} (?P<title>.*?)(?: \{ #(?P<anchor>\S+) \})?\Z")
_SYNTAX = re.compile(r"\*\*|^(?:-|\d+\.|!!!) ", re.MULTILINE)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# Most of a page is in tables that are left out: to read through them tag by tag takes longer than all else.
_LEFT_OUT = re.compile(rf"(<div\b[^>]*\b{EXCLUDED}>\s*)<table\b.*?</table>", re.DOTALL)
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
# Where a piece of text begins: a block with an id is a place that a hit can lead to.
_PLACES = frozenset({"tr", "p", "section", "li"})


class Section(NamedTuple):
    """One hit to offer: ``place`` is the page's path with an anchor; ``find.js`` knows the order of the fields."""

    place: str
    page: str
    heading: str
    text: str
    prominence: int


class _Sections(HTMLParser):
    """Cuts the Markdown of one page, with its blocks of HTML, at headings and at blocks with an id.

    What is marked ``data-search-exclude``, as tables of people, is left out.
    """

    def __init__(self, page: Page, source: str) -> None:
        super().__init__()
        self._page = page
        self._parts: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._heading = ""
        self._excluded = 0
        for line in _LEFT_OUT.sub(r"\1", _FRONT.sub("", source)).splitlines():
            if heading := _HEADING.match(line):
                self._heading = _plain(heading["title"])
                self._begin(heading["anchor"] or "")
            else:
                self.feed(f"{line}\n")
        self.close()

    def _begin(self, anchor: str) -> None:
        self._parts.append((anchor, self._heading, []))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._excluded or any(name == EXCLUDED for name, _ in attrs):
            self._excluded += tag not in _VOID
        elif tag in _PLACES and (anchor := dict(attrs).get("id")):
            self._begin(anchor)
        elif tag not in ("a", "b", "strong", "em", "span", "code", "mark", "small"):
            self._parts[-1][2].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._excluded:
            self._excluded -= 1
        elif tag in ("td", "th", "p", "dt", "dd", "li", "div"):
            self._parts[-1][2].append(" ")

    def handle_data(self, data: str) -> None:
        if not self._excluded:
            self._parts[-1][2].append(data)

    def rows(self) -> list[Section]:
        path = self._page.html_path
        found: list[Section] = []
        for anchor, heading, pieces in self._parts:
            text = " ".join(_SYNTAX.sub("", "".join(pieces)).split())
            if heading or text:
                place = path if anchor in ("", "top") else f"{path}#{anchor}"
                found.append(Section(place, self._page.title, heading, text, int(self._page.prominence)))
        return found


class _Text(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _plain(source: str) -> str:
    return "".join(_Text(source).pieces).strip()


def sections(page: Page, source: str) -> list[Section]:
    """Return the sections of a Markdown page of ours: ``source`` is its text as :meth:`Site.render` gives it."""
    return _Sections(page, source).rows()
