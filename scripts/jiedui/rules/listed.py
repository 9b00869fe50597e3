"""The files of a source that are files: whether each says what it is known by is seen while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.listing import NO_FILES, UNREADABLE, is_content

if TYPE_CHECKING:
    from jiedui.records.source import LedgerSource

_NO_FILES, _UNREADABLE = frozenset(what.decode() for what in NO_FILES), UNREADABLE.decode()


class ListedFiles:
    """Reads the files of a source that are files: a pipe would be read for ever, and a link leads out of the ledger.

    ``is_sure`` until a file says something else than what it is known by: it was written meanwhile, and what is found
    from then on may not be kept.
    """

    def __init__(self, source: LedgerSource) -> None:
        self._source = source
        self.is_sure = True

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; raise ``OSError`` where there is none."""
        name = self._source.listing.file_id(path)
        if name in _NO_FILES:
            raise FileNotFoundError(path)
        try:
            raw = self._source.read(path)
        except OSError:
            self.is_sure &= name == _UNREADABLE
            raise
        self.is_sure = self.is_sure and is_content(raw, name)
        return raw
