"""The records of a ledger that is judged, for whoever needs all of them: each file is read once, be it for both."""

from __future__ import annotations

import marshal
import pickle
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from jiedui.records.parallel import each
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place
from jiedui.rules.subject import ReadSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jiedui.records.finding import Finding, Judged
    from jiedui.records.listing import FileListing
    from jiedui.records.memo import Shelf
    from jiedui.records.source import LedgerSource

# How the records of a subject are packed: as plain values, but for those of which something is sealed.
_PLAIN, _SEALED = b"m", b"p"


class SureFiles(Protocol):
    """The files that records are read from: whether each said what it is known by, for as far as they were read."""

    is_sure: bool


class LedgerReading:
    """The records of each subject of a ledger: as they were read when it was judged, or before, or are when asked for.

    ``read`` reads a record from ``where``; ``many`` are as many subjects as several processes read faster than one.
    Those read before lie on the ``shelf`` under the ``keys`` of their subjects.
    """

    def __init__(  # noqa: PLR0913  (a reading has these parts)
        self,
        source: LedgerSource,
        subjects: Sequence[Place],
        read: Callable[[Place], Judged],
        where: SureFiles,
        shelf: Shelf,
        keys: Mapping[str, bytes],
        *,
        many: int,
    ) -> None:
        self._root, self._listing, self._subjects, self._read = source.root, source.listing, subjects, read
        self._where, self._shelf, self._keys, self._many = where, shelf, keys, many
        self._handed: dict[bytes, bytes] = {}

    def take(self, subject: Place, records: bytes) -> None:
        """Take in the records of a subject that was read, as :func:`packed` gives them."""
        self._handed[self._keys[subject.path]] = records

    def records(self, broken: Iterable[Place], findings: Sequence[Finding]) -> Records:
        """Return all records in order of path, beside where the others lie and what was found in reading.

        What was handed over is held no longer; it lies on the shelf, with all that was read.
        """
        found, shelved = self._handed, self._shelf.load()
        self._handed = {}
        for name in self._keys.values():
            if name in shelved:
                found.setdefault(name, shelved[name])
        self._read_lacking(found)
        plain = {name: records for name, records in found.items() if records.startswith(_PLAIN)}
        if self._where.is_sure and plain.keys() != shelved.keys():
            self._shelf.keep(plain)
        valid = sorted(chain.from_iterable(map(_unpacked, found.values())), key=lambda record: record.path)
        return Records(self._root, valid, sorted(broken, key=lambda place: place.path), list(findings))

    def _read_lacking(self, found: dict[bytes, bytes]) -> None:
        lacking = [place for place in self._subjects if self._keys[place.path] not in found]
        work = partial(_packed_at, self._listing, self._read, self._where)
        for place, (records, is_sure) in zip(lacking, each(work, lacking, many=self._many), strict=True):
            found[self._keys[place.path]] = records
            self._where.is_sure &= is_sure


def _packed_at(
    listing: FileListing, read: Callable[[Place], Judged], where: SureFiles, place: Place
) -> tuple[bytes, bool]:
    return packed(ReadSubject.at(place, listing, read).valid), where.is_sure


def packed(records: Sequence[Record]) -> bytes:
    """Return records as bytes, by which they go from one process to another."""
    plain = [
        (place.path, place.kind, place.stem, place.unit, place.household, record.data)
        for record in records
        for place in (record.place,)
    ]
    try:
        return _PLAIN + marshal.dumps(plain)
    except ValueError:
        return _SEALED + pickle.dumps(plain)


def _unpacked(records: bytes) -> list[Record]:
    said = memoryview(records)[1:]
    found = marshal.loads(said) if records.startswith(_PLAIN) else pickle.loads(said)
    return [Record(Place(*place), data) for *place, data in found]
