"""What a look at a ledger came to, for the next one, which mostly finds nearly the same there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.records.listing import NO_FILES, FileListing
from jiedui.records.tree import Place, identifier
from jiedui.rules.directory import Directory, Walked
from jiedui.rules.kept import findings_of, plain_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jiedui.rules.kept import Kept


# The folder of a household is so many deep.
_DEPTH = 3


class LedgerStanding(NamedTuple):
    """The ``directory`` of a ledger that was judged, and what was said of its subjects, by the paths of their records.

    Of each, ``keys`` has the key of what it was judged from, and what stood for the answers that it got meanwhile.
    """

    directory: Directory
    keys: dict[str, tuple[bytes, bytes]]
    astray: frozenset[str]

    @classmethod
    def of(cls, directory: Directory, keys: Iterable[tuple[str, bytes]], kept: Iterable[Kept]) -> Self:
        """Return what is known of a ledger of which all subjects are judged."""
        found = {path: (key, each.answers) for (path, key), each in zip(keys, kept, strict=True)}
        return cls(directory, found, directory.astray)

    @classmethod
    def restored(cls, kept: tuple[Any, ...], listing: Callable[[bytes], FileListing]) -> Self:
        """Return what was kept as :meth:`plain` values, or what is known of no ledger; ``listing`` unpacks one."""
        packed, places, homes, findings, keys, astray = kept or (b"", (), (), (), {}, ())
        walked = Walked([Place(*each) for each in places], [Place(*each) for each in homes], findings_of(findings))
        return cls(Directory(listing(packed), walked), keys, frozenset(astray))

    def plain(self) -> tuple[Any, ...]:
        """Return it as values that :mod:`marshal` takes."""
        there = self.directory
        places, homes = (
            [(each.path, each.kind, each.stem, each.unit, each.household) for each in some]
            for some in (there.places, there.homes)
        )
        findings = tuple(map(plain_finding, there.findings))
        return there.listing.packed, places, homes, findings, self.keys, tuple(sorted(self.astray))

    def still(self, listing: FileListing) -> Still | None:
        """Return what of it is so in another listing; ``None`` where that has other records, or another setting."""
        if listing.lines and not self.keys:  # nothing is known of any
            return None
        changed = listing.differing(self.directory.listing)
        touched = {path: self._subject(path, listing) for path in changed}
        if not all(touched.values()):
            return None
        named = {identifier(path) for path, subject in touched.items() if path == subject}
        return Still(Directory(listing, self.directory.walked), self, frozenset(touched.values()), named)

    def _subject(self, path: str, listing: FileListing) -> str:
        """Return the path of the subject that a file which differs belongs to; nothing if not to it alone."""
        folder = "/".join(path.split("/")[:_DEPTH])
        home = f"{folder}/household.yml"
        if home in self.keys and path != folder and any(listing.paths(os.fsencode(folder))):
            return home
        is_helper = path in self.keys and path.split("/")[1:2] == ["helpers"]
        there = (each.what(os.fsencode(path)) for each in (listing, self.directory.listing))
        return path if is_helper and not any(what in NO_FILES for what in there) else ""


class Still(NamedTuple):
    """What of a standing is so in a ledger that says something else in the subjects ``touched``.

    ``named`` are the ids of those of them whose own records do: who asked for one got another answer.
    """

    directory: Directory
    before: LedgerStanding
    touched: frozenset[str]
    named: set[str]

    @property
    def is_all(self) -> bool:
        """Whether all says the same."""
        return not self.touched

    @property
    def keys(self) -> dict[str, bytes]:
        """The keys of the subjects that are not touched."""
        return {path: key for path, (key, _) in self.before.keys.items() if path not in self.touched}

    def unsure(self, subjects: Mapping[bytes, Place], kept: Mapping[bytes, Kept]) -> list[bytes]:
        """Return the keys of the ``subjects`` but for those that got their answers from what still says the same.

        What is ``kept`` of each is by the same keys.
        """
        if self.directory.astray != self.before.astray:
            return [*subjects]
        before, named = self.before.keys, self.named
        return [
            key
            for key, place in subjects.items()
            if place.path in self.touched
            or key not in kept
            or kept[key].answers != before[place.path][1]
            or not named.isdisjoint(kept[key].asked)
        ]
