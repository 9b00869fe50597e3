"""Where the files of a ledger come from: a folder of the machine, a commit, or either with some files otherwise."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from jiedui.records.listing import content_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jiedui.records.listing import FileListing


class LedgerSource(Protocol):
    """The files of a ledger: ``listing`` tells which there are and by what id each is known.

    ``root`` is the folder that the ledger is, whether or not the files are read from it.
    """

    @property
    def root(self) -> Path:
        """The folder of the ledger."""

    @property
    def listing(self) -> FileListing:
        """What lies in the ledger."""

    def read(self, path: str) -> bytes:
        """Return what a file says, of one that is too large for a record only the beginning.

        ``path`` is seen from the ledger's root. Raises ``OSError`` where it is not there or cannot be read.
        """


class Overlay:
    """The files of a ledger as they will be: ``files`` says by path what is written, or with ``None`` what is gone."""

    def __init__(self, source: LedgerSource, files: Mapping[str, bytes | None]) -> None:
        self.root = source.root
        self._source, self._files = source, files
        ids = {path: None if raw is None else content_id(raw).encode() for path, raw in files.items()}
        self.listing = source.listing.changed({os.fsencode(path): what for path, what in ids.items()})

    def read(self, path: str) -> bytes:
        """Return what a file says; see :meth:`LedgerSource.read`."""
        if path not in self._files:
            return self._source.read(path)
        raw = self._files[path]
        if raw is None:
            raise FileNotFoundError(path)
        return raw
