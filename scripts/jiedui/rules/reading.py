"""The records of a ledger that is judged, for whoever needs all of them: each file is read once, be it for both."""

from __future__ import annotations

import marshal
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from jiedui.records.parallel import each
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place, placed
from jiedui.rules.directory import Directory
from jiedui.rules.kept import Kept, findings_of
from jiedui.rules.listed import ListedFiles
from jiedui.rules.subject import ReadSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedui.records.files import Readable
    from jiedui.records.finding import Finding, Judged
    from jiedui.records.listing import FileListing
    from jiedui.records.memo import Shelf
    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.source import LedgerSource

# How the records of a subject are packed: as plain values, but for those of which something is sealed. Where others in
# it cannot be read, that is to be told whenever they are asked for.
# What is sealed goes from one process to another alone.
_PLAIN, _FAULTY, _SEALED = b"m", b"f", b"p"
_NOW_AND_THEN = 100

MANY = 100
"""From so many subjects on, several processes read or judge them faster than one."""


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
        self._recalled: dict[bytes, bytes] = {}

    def take(self, subject: Place, records: bytes) -> None:
        """Take in the records of a subject that was read, as :func:`packed` gives them."""
        self._handed[self._keys[subject.path]] = records

    def recall(self) -> None:
        """Look up what was read before, for whoever asks for many subjects, until :meth:`forget` or all are there.

        What lies on the shelf may be of anybody: of it only plain values are read, which run nothing.
        """
        if not self._recalled:
            shelved = self._shelf.load().items()
            self._recalled = {name: records for name, records in shelved if records.startswith(_PLAIN)}

    def forget(self) -> None:
        """Hold it no longer."""
        self._recalled = {}

    def subject(self, place: Place) -> tuple[ReadSubject, bool]:
        """Return what is recalled of a subject, or else read it; and whether it was read."""
        known = self._recalled.get(self._keys[place.path])
        if known:
            return ReadSubject.known(_unpacked(known)), False
        return ReadSubject.at(place, self._listing, self._read), True

    def records(self, broken: Iterable[Place], findings: Sequence[Finding]) -> Records:
        """Return all records in order of path, beside where the others lie and what was found in reading.

        What was handed over is held no longer; it lies on the shelf, with all that was read.
        """
        valid = self._valid()
        return Records(self._root, valid, sorted(broken, key=lambda place: place.path), list(findings))

    def some(self, subjects: Iterable[Place], broken: Iterable[Place], findings: Sequence[Finding]) -> Records:
        """Return what :meth:`records` does, but only what ``subjects`` say; who asks for all of them still may."""
        self.recall()
        names = {self._keys[place.path]: place for place in subjects}
        there = {**self._recalled, **self._handed}
        found = {name: there[name] for name in names if name in there}
        found |= self._read_now([place for name, place in names.items() if name not in found])
        self._shelve({name: there[name] for name in self._keys.values() if name in there} | found, self._recalled)
        return Records(self._root, _in_order(found), sorted(broken, key=lambda place: place.path), list(findings))

    def whole(self, findings: Iterable[Finding], progress: Progress | None = None) -> Records:
        """Return all records of a ledger that nobody judges, beside what is wrong with the others.

        ``findings`` are those of the walk over it; ``progress`` is told (done, all) now and then.
        """
        wrong: list[Kept] = []
        valid = self._valid(wrong, progress)
        broken = (place for kept in wrong for path in kept.broken if (place := placed(path)))
        read = chain.from_iterable(findings_of(kept.read) for kept in wrong)
        return Records(self._root, valid, sorted(broken, key=lambda place: place.path), [*findings, *read])

    def _valid(self, wrong: list[Kept] | None = None, progress: Progress | None = None) -> list[Record]:
        """Return all records that can be read, in order of path; enter what is ``wrong`` with subjects that are read.

        Of one on the shelf nothing is.
        """
        self.recall()
        found, shelved = self._handed, self._recalled
        self._handed, self._recalled = {}, {}
        for name in self._keys.values():
            if name in shelved:
                found.setdefault(name, shelved[name])
        lacking = [place for place in self._subjects if self._keys[place.path] not in found]
        found.update(self._read_now(lacking, wrong, progress))
        self._shelve(found, shelved)
        return _in_order(found)

    def _shelve(self, found: Mapping[bytes, bytes], shelved: Mapping[bytes, bytes]) -> None:
        """Put the plain ones of the records ``found`` onto the shelf, where others were ``shelved``."""
        plain = {name: records for name, records in found.items() if records.startswith(_PLAIN)}
        if self._where.is_sure and plain.keys() != shelved.keys():
            self._shelf.keep(plain)

    def _read_now(
        self, lacking: Sequence[Place], wrong: list[Kept] | None = None, progress: Progress | None = None
    ) -> Iterator[tuple[bytes, bytes]]:
        """Read subjects; yield the key of each with its records, and enter what is ``wrong`` with others in it."""
        work = partial(_read_at, self._listing, self._read, self._where)
        for number, (place, (records, is_sure, kept)) in enumerate(
            zip(lacking, each(work, lacking, many=self._many), strict=True)
        ):
            if progress and number % _NOW_AND_THEN == 0:
                progress(number, len(lacking))
            self._where.is_sure &= is_sure
            if wrong is not None and kept:
                wrong.append(Kept(*kept))
            yield self._keys[place.path], records
        if progress:
            progress(len(lacking), len(lacking))


def _read_at(
    listing: FileListing, read: Callable[[Place], Judged], where: SureFiles, place: Place
) -> tuple[bytes, bool, tuple[Any, ...]]:
    """Return the records of a subject, whether they may be kept, and what is wrong with others in it, if anything."""
    subject = ReadSubject.at(place, listing, read)
    return packed(subject), where.is_sure, () if subject.is_whole else tuple(subject.kept())


def packed(subject: ReadSubject) -> bytes:
    """Return the records of a subject as bytes, by which they go from one process to another."""
    plain = [
        (place.path, place.kind, place.stem, place.unit, place.household, record.data)
        for record in subject.valid
        for place in (record.place,)
    ]
    try:
        return (_PLAIN if subject.is_whole else _FAULTY) + marshal.dumps(plain)
    except ValueError:
        import pickle  # with all that it draws on: few ledgers are sealed

        return _SEALED + pickle.dumps(plain)


def _unpacked(records: bytes) -> list[Record]:
    said = memoryview(records)[1:]
    if records.startswith(_SEALED):
        import pickle

        found = pickle.loads(said)
    else:
        found = marshal.loads(said)
    return [Record(Place(*place), data) for *place, data in found]


def _in_order(found: Mapping[bytes, bytes]) -> list[Record]:
    """Return the records of packed subjects in order of path."""
    return sorted(chain.from_iterable(map(_unpacked, found.values())), key=lambda record: record.path)


def read_whole(
    source: LedgerSource,
    library: SchemaLibrary,
    read: Callable[[Readable, Place, SchemaLibrary], Judged],
    shelf: Shelf,
    progress: Progress | None = None,
) -> Records:
    """Read all records of a ledger that is not judged, and what is wrong with them; those on the shelf are not read."""
    directory, where = Directory(source.listing), ListedFiles(source)
    subjects = (*directory.places, *directory.homes)
    keys = {place.path: directory.key(place) for place in subjects}
    reading = LedgerReading(source, subjects, lambda place: read(where, place, library), where, shelf, keys, many=MANY)
    return reading.whole(directory.findings, progress)
