"""The files of the site that is previewed: pages as written, and what becomes of those in Markdown."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from jiedui.records.staging import Staging
from jiedui.site.build import pages_of, pages_of_people, write_pages
from jiedui.site.machine.rendering import Rendering
from jiedui.site.machine.stale import noted
from jiedui.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Progress
    from jiedui.site import Edition
    from jiedui.site.machine.engine import Settings
    from jiedui.site.page import Page
    from jiedui.site.run import KnownPages

_MARKDOWN, _PAGE = ".md", ".html"
# No name of the site has these; Windows takes ``D:`` for another disk.
_FOREIGN = frozenset("\\:\0")
# Of more people nothing is made first.
_FEW = 200


class PreviewSite:
    """A site below ``folder``: complete pages and assets in one folder, and in another what those in Markdown become.

    ``note`` stands on top of every page until it is taken away: that what is shown is older than the ledger, and why.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._docs, self._built = folder / "docs", folder / "built"
        self._rendering = Rendering(settings["markdown_extensions"])
        self._marks: dict[Path, bytes] = {}
        self._site: Site | None = None
        self._is_anew = True
        self._known: KnownPages = {}
        self._fresh: dict[str, bytes] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self.note = ("", "")

    def begin(self, ledger: Ledger, as_of: date, edition: Edition) -> int:
        """Make the pages of those first of whom something changed; return how many.

        They are what is read from then on. The first time nothing is made.
        """
        first = self._site is None
        self._site = Site(ledger, as_of, edition, self._site)
        pages, before = pages_of_people(self._site), self._of
        self._of = {page.path: page.of for page in pages}
        self._is_anew = first or len(self._site.touched) > _FEW
        anew = [] if self._is_anew else touched_pages(self._site, pages, before)
        self._fresh |= {page.path: self._site.render(page).encode("utf-8") for page in anew}
        return len(anew)

    def finish(self, edition: Edition, progress: Progress | None = None) -> int:
        """Make all pages anew that are of something else by now; return how many files were written or deleted.

        Raises what ``progress`` and :func:`~jiedui.site.build_pages` do: the next time makes what is lacking then.
        """
        if self._site is None:
            return 0
        report = write_pages(self._site, self._docs, edition, progress=progress, known=self._known)
        self._render()
        self._fresh.clear()
        return report.written + report.deleted

    def prepare(self, is_waited_for: Callable[[], bool]) -> None:
        """Reckon what is left for the next edit to reckon, where all was made anew, until somebody waits for that.

        Pages of everybody draw on figures that other processes reckoned, each some, and that went with them.
        """
        if self._site is None or not self._is_anew:
            return
        for page in pages_of(self._site):
            if is_waited_for():
                return
            if page.draws_on_all:
                self._site.render(page)

    def read(self, path: str) -> bytes | None:
        """Return what lies at a path of the site, from its top with ``/``; ``None`` where nothing does.

        What is hidden, what the engine takes for a source, and what leads out of the site is no part of it.
        """
        parts = path.split("/")
        if any(part.startswith(".") or not _FOREIGN.isdisjoint(part) for part in parts) or path.endswith(_MARKDOWN):
            return None
        found = self._fresh.get(path) or self._file(parts)
        return noted(found, *self.note) if found and path.endswith(_PAGE) and self.note[0] else found

    def _file(self, parts: list[str]) -> bytes | None:
        folders = (folder.resolve() for folder in (self._docs, self._built))
        files = ((folder, folder.joinpath(*parts).resolve()) for folder in folders)
        there = (file for folder, file in files if file.is_relative_to(folder) and file.is_file())
        with suppress(OSError):  # such a name no file can have, or somebody has just taken it away
            return next((file.read_bytes() for file in there), None)
        return None

    def _render(self) -> None:
        """Make of the Markdown pages that are others than before what the engine makes of them."""
        pages = {path.relative_to(self._docs): path.read_bytes() for path in self._docs.rglob(f"*{_MARKDOWN}")}
        marks = {path: hashlib.blake2b(text, digest_size=16).digest() for path, text in pages.items()}
        for path in self._marks.keys() - marks.keys():
            (self._built / path).with_suffix(_PAGE).unlink(missing_ok=True)
        self._built.mkdir(parents=True, exist_ok=True)
        with Staging(self._built) as staging:
            for path in [path for path, mark in marks.items() if self._marks.get(path) != mark]:
                page = self._rendering.page(pages[path].decode("utf-8"))
                staging.write_text((self._built / path).with_suffix(_PAGE), page)
        self._marks = marks


def touched_pages(site: Site, pages: Iterable[Page], before: Mapping[str, tuple[str, ...]]) -> list[Page]:
    """Return the ``pages`` of those of whom anything is another than before, or that were of others ``before``."""
    return [page for page in pages if before.get(page.path) != page.of or not site.touched.isdisjoint(page.of)]
