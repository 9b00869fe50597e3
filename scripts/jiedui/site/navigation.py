"""The navigation of a site follows its pages: a federation may be founded, and another ledger has others."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from jiedui.site.page import NOT_FOUND
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

# An entry as the engines read it: a path, or a title with a path or with entries of its own.
Entry = str | dict[str, "str | list[Entry]"]


class MenuEntry(Struct, frozen=True):
    """One entry of the menu: a page, by its place from the top of the site, or a part with entries ``below``."""

    title: str
    path: str = ""
    below: tuple[MenuEntry, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The pages of the entry and of those below it."""
        return frozenset({self.path} - {""}).union(*(entry.paths for entry in self.below))

    @property
    def told(self) -> list[Any]:
        """The entry as ``frame.js`` reads it: the title, and the page or the entries below."""
        return [self.title, self.path or [entry.told for entry in self.below]]


def followed(listed: list[Entry], titles: Mapping[str, str]) -> list[Entry]:
    """Return the entries that have a page among ``titles``, and each page that is not listed after those of its folder.

    These stand in the order of ``titles``. The engines are strict: an entry without a page, or a page without an entry,
    ends the build. The page for missing addresses is none that one goes to.
    """
    pages = titles.keys() - {NOT_FOUND}
    kept = _kept(listed, pages)
    known = set(_paths(kept))
    for page in (page for page in titles if page in pages and page not in known):
        folder = str(PurePosixPath(page).parent)
        _of_folder(kept, folder).append({titles[page]: page})
    return kept


def menu(entries: list[Entry], titles: Mapping[str, str]) -> tuple[MenuEntry, ...]:
    """Return the entries of a navigation as a menu; an entry without a title has that of its page."""
    found: list[MenuEntry] = []
    for entry in entries:
        for title, below in {titles[entry]: entry}.items() if isinstance(entry, str) else entry.items():
            if isinstance(below, list):
                found.append(MenuEntry(title, below=menu(below, titles)))
            else:
                found.append(MenuEntry(title, f"{below.removesuffix('.md')}.html"))
    return tuple(found)


def among(entries: Iterable[MenuEntry], paths: Set[str]) -> tuple[MenuEntry, ...]:
    """Return the entries of some pages alone, at whatever depth they stand."""
    found = (among(entry.below, paths) if entry.below else (entry,) * (entry.path in paths) for entry in entries)
    return tuple(chain.from_iterable(found))


def _kept(entries: list[Entry], pages: Set[str]) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        if isinstance(entry, str):
            found += [entry] if entry in pages else []
            continue
        for title, below in entry.items():
            inner = _kept(below, pages) if isinstance(below, list) else below
            if inner and (isinstance(inner, list) or inner in pages):
                found.append({title: inner})
    return found


def _paths(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        for below in [entry] if isinstance(entry, str) else entry.values():
            yield from _paths(below) if isinstance(below, list) else (below,)


def _of_folder(entries: list[Entry], folder: str) -> list[Entry]:
    """Return the list that holds the pages of a folder, at whatever depth; the whole where no list does."""
    for entry in entries:
        for below in [] if isinstance(entry, str) else entry.values():
            if isinstance(below, list) and any(str(PurePosixPath(path).parent) == folder for path in _paths(below)):
                return below
    return entries
