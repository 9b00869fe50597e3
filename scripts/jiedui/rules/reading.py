"""The records of a ledger that is judged, for whoever needs all of them: each file is read once, be it for both."""

from __future__ import annotations

import marshal
import pickle
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.records.parallel import each
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place
from jiedui.rules.subject import ReadSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from jiedui.records.finding import Finding, Judged
    from jiedui.records.listing import FileListing

# How the records of a subject are packed: as plain values, but for those of which something is sealed.
_PLAIN, _SEALED = b"m", b"p"


class LedgerReading:
    """The records of each subject of a ledger: as they were read when it was judged, or else when they are asked for.

    ``read`` reads a record; ``many`` are as many subjects as several processes read faster than one.
    """

    def __init__(
        self,
        root: Path,
        listing: FileListing,
        subjects: Sequence[Place],
        read: Callable[[Place], Judged],
        *,
        many: int,
    ) -> None:
        self._root, self._listing, self._subjects, self._read, self._many = root, listing, subjects, read, many
        self._handed: dict[str, list[Record]] = {}

    def take(self, subject: Place, records: bytes) -> None:
        """Take in the records of a subject that was read, as :func:`packed` gives them."""
        self._handed[subject.path] = _unpacked(records)

    def records(self, broken: Iterable[Place], findings: Sequence[Finding]) -> Records:
        """Return all records in order of path, beside where the others lie and what was found in reading.

        What was handed over is held no longer.
        """
        handed, self._handed = self._handed, {}
        lacking = [place for place in self._subjects if place.path not in handed]
        work = partial(_packed_at, self._listing, self._read)
        found = chain(handed.values(), map(_unpacked, each(work, lacking, many=self._many)))
        valid = sorted(chain.from_iterable(found), key=lambda record: record.path)
        return Records(self._root, valid, sorted(broken, key=lambda place: place.path), list(findings))


def _packed_at(listing: FileListing, read: Callable[[Place], Judged], place: Place) -> bytes:
    return packed(ReadSubject.at(place, listing, read).valid)


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
