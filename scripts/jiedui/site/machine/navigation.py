"""The navigation of a site follows its pages: a federation may be founded, and another ledger has others."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# An entry as the engines read it: a path, or a title with a path or with entries of its own.
Entry = str | dict[str, "str | list[Entry]"]

_TITLE = re.compile(r'^title: "(.*)"$', re.MULTILINE)


def followed(listed: list[Entry], docs: Path) -> list[Entry]:
    """Return the entries that have a page below ``docs``, and each page that is not listed after those of its folder.

    The engines are strict: an entry without a page, or a page without an entry, ends the build.
    """
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    kept = _kept(listed, pages)
    for page in sorted(pages - set(_paths(kept))):
        folder = str(PurePosixPath(page).parent)
        _of_folder(kept, folder).append({_title(docs / page, page): page})
    return kept


def _kept(entries: list[Entry], pages: set[str]) -> list[Entry]:
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


def _title(file: Path, page: str) -> str:
    """Return the title at the head of a page, its path where it has none."""
    found = _TITLE.search(file.read_text("utf-8"))
    return found[1] if found else page
