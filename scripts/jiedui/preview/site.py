"""The files of the site that is previewed: pages as written, and what the engine made of those in Markdown."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.records.staging import Staging
from jiedui.site import build_pages
from jiedui.site.machine import engine
from jiedui.site.machine.stale import noted

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Progress
    from jiedui.site import Edition
    from jiedui.site.machine.engine import Settings

_MARKDOWN, _PAGE = ".md", ".html"


class EngineError(Exception):
    """The engine made nothing of the pages; what it said was passed on."""


class PreviewSite:
    """A site below ``folder``: complete pages and assets in one folder, and in another what the engine made.

    ``note`` stands on top of every page until it is taken away: that what is shown is older than the ledger, and why.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._docs, self._built = folder / "docs", folder / "built"
        self._settings = settings
        self._marks: dict[str, bytes] = {}
        self.note = ("", "")

    def update(self, ledger: Ledger, as_of: date, edition: Edition, progress: Progress | None = None) -> int:
        """Make the pages anew that are of something else by now; return how many files were written or deleted.

        Raises :class:`EngineError`, and what :func:`~jiedui.site.build_pages` does.
        """
        report = build_pages(ledger, as_of, self._docs, edition, progress=progress)
        self._render(ledger.policy.name)
        return report.written + report.deleted

    def read(self, path: str) -> bytes | None:
        """Return what lies at a path of the site, from its top with ``/``; ``None`` where nothing does.

        What is hidden, and what the engine takes for a source, is no part of the site.
        """
        parts = path.split("/")
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts) or path.endswith(_MARKDOWN):
            return None
        for folder in (self._docs, self._built):
            file = folder.joinpath(*parts)
            if file.is_file():
                found = file.read_bytes()
                return noted(found, *self.note) if path.endswith(_PAGE) and self.note[0] else found
        return None

    def _render(self, name: str) -> None:
        """Let the engine see the Markdown pages that are others than those it saw last."""
        pages = {page.relative_to(self._docs).as_posix(): page for page in self._docs.rglob(f"*{_MARKDOWN}")}
        marks = {path: hashlib.blake2b(page.read_bytes(), digest_size=16).digest() for path, page in pages.items()}
        anew = [path for path, mark in marks.items() if self._marks.get(path) != mark]
        for path in self._marks.keys() - marks.keys():
            (self._built / path).with_suffix(_PAGE).unlink(missing_ok=True)
        if anew:
            with tempfile.TemporaryDirectory(prefix="jiedui-") as folder:
                self._engine(Path(folder), anew, name)
        self._marks = marks

    def _engine(self, folder: Path, paths: list[str], name: str) -> None:
        docs, out = folder / "docs", folder / "site"
        for path in paths:
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._docs / path, docs / path)
        told = {key: value for key, value in self._settings.items() if key != "nav"} | {"site_name": name}
        if engine.build(told, docs, out, "mkdocs"):
            raise EngineError
        self._built.mkdir(parents=True, exist_ok=True)
        with Staging(self._built) as staging:
            for path in paths:
                page = Path(path).with_suffix(_PAGE)
                staging.write_bytes(self._built / page, (out / page).read_bytes())
