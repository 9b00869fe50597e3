"""The walk over what is listed of a ledger: all of it but the inside of households' folders, or one of these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records import kinds
from jiedui.records.listing import LINK
from jiedui.records.tree import Place, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jiedui.records.kinds import Folder
    from jiedui.records.listing import FileListing, FolderEntry

_HOME = next(folder for folder in kinds.FOLDERS if folder.path == "{unit}/households/{household}")


class Walk(Tree):
    """A walk that stops at the folders of households: ``homes`` are where their records ought to lie, if they do."""

    def __init__(self, listing: FileListing, home: Place | None = None) -> None:
        """With a ``home``, walk over the folder of that household, and over nothing else."""
        self.homes: list[Place] = []
        self._listing = listing
        if home is None:
            super().__init__("")
            return
        self.places, self.findings = [], []
        if listing.is_alone(home.path):  # as in most: nobody has been there yet
            self.places.append(home)
            return
        folder = home.path.rpartition("/")[0]
        super()._walk(folder, f"{folder}/", _HOME, {"unit": home.unit, "household": home.household})
        self.places.sort(key=lambda place: place.path)

    def _walk(self, where: Path | str, prefix: str, folder: Folder, names: Mapping[str, str]) -> None:
        if folder is _HOME:
            self.homes.append(Place.of("household", names["unit"], names["household"]))
        else:
            super()._walk(where, prefix, folder, names)

    def _entries(self, _where: Path | str, prefix: str) -> Iterator[FolderEntry]:
        folder = prefix.rstrip("/")
        if self._listing.is_closed(folder):
            self._add_closed(folder)
        for entry in self._listing.entries(folder):
            if entry.what == LINK:
                self._add_link(prefix + entry.name)
            else:
                yield entry
