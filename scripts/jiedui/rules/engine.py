"""Judging a ledger subject by subject, by several processes, and not again what was found before of the same."""

from __future__ import annotations

import marshal
import sys
from dataclasses import replace
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.model.withdrawal import as_written
from jiedui.records.finding import Judged
from jiedui.records.kinds import is_policy
from jiedui.records.listing import CLOSED, DEVICE, FOLDER, LINK, UNREADABLE, is_content
from jiedui.records.memo import Shelf
from jiedui.records.parallel import each
from jiedui.records.reader import Record, Records
from jiedui.records.source import Overlay
from jiedui.records.tally import Tally
from jiedui.records.tree import meant, placed
from jiedui.rules.apply import hear_change, hear_ledger
from jiedui.rules.consequences import without_consequences
from jiedui.rules.context import Files, Inspection
from jiedui.rules.digit_texts import digit_texts
from jiedui.rules.directory import Directory
from jiedui.rules.kept import HeardRules, Kept, findings_of
from jiedui.rules.number_texts import NumberText, number_texts
from jiedui.rules.reading import LedgerReading, packed
from jiedui.rules.standing import LedgerStanding
from jiedui.rules.subject import SubjectJudge, in_text
from jiedui.rules.summaries import Summaries
from jiedui.rules.summary import HelperSummary, HouseholdSummary
from jiedui.rules.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.model.visit import Visit
    from jiedui.records.files import Readable
    from jiedui.records.finding import Finding
    from jiedui.records.memo import Memo
    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.source import LedgerSource
    from jiedui.records.tree import Place
    from jiedui.records.values import Pointer
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.standing import Still

# From so many subjects on, several processes judge them faster than one.
_MANY = 100
# Each subject is judged, and once more where it asked for what turned out to lie astray. The names of the files tell
# what does: to judge again finds no more of it.
_ROUNDS = 2


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
        if name.encode() in (b"", FOLDER, CLOSED, LINK, DEVICE):
            raise FileNotFoundError(path)
        try:
            raw = self._source.read(path)
        except OSError:
            self.is_sure &= name.encode() == UNREADABLE
            raise
        self.is_sure = self.is_sure and is_content(raw, name)
        return raw


class _Files(Files):
    """Some files of a ledger; what others say is read where it is spoken of, which is entered in ``beyond``.

    ``read`` reads the record of a household, if there is one at a path, ``every`` gives the paths of all files.
    """

    def __init__(
        self,
        valid: Iterable[Record],
        *,
        read: Callable[[str], Record | None],
        every: Callable[[], Iterable[str]],
        beyond: list[str],
        **known: Any,  # noqa: ANN401  (as of any files)
    ) -> None:
        self._read, self._every, self._beyond = read, every, beyond
        super().__init__(valid, **known)

    @property
    def root(self) -> Path | None:
        """The ledger's folder."""
        self._beyond.append("root")
        return self._root

    @root.setter
    def root(self, root: Path | None) -> None:
        self._root = root

    def place(self, path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself, which holds what was withdrawn besides."""
        if not (path.endswith("/household.yml") and any(isinstance(part, int) for part in pointer)):
            return pointer
        self._beyond.append(path)
        record = self._read(path)
        return as_written(record.data, pointer) if record else pointer

    @property
    def paths(self) -> frozenset[str]:
        """Every file of the ledger."""
        self._beyond.append("paths")
        return self.faulty.union(self._every())


class Engine:
    """One look at a ledger as of a day.

    ``memo`` knows what was found of a subject by what it was found from; what is found now is entered in it. The
    records are in ``reading``: where it ``hands_over``, those of what is judged now are not read again.
    """

    def __init__(  # noqa: PLR0913  (a look has these parts)
        self,
        source: LedgerSource,
        library: SchemaLibrary,
        as_of: date,
        read: Callable[[Readable, Place, SchemaLibrary], Judged],
        memo: Memo,
        progress: Progress | None = None,
        said: Mapping[str, dict[str, Any]] = MappingProxyType({}),
        *,
        hands_over: bool = False,
        before: Engine | None = None,
    ) -> None:
        self.root, self.where, self.memo = source.root, ListedFiles(source), memo
        self._source, self._library, self._as_of = source, library, as_of
        self._read, self._progress, self._said = read, progress, said
        # Where there are keys, the file that they lie in is open: two who read it would be in each other's way.
        self._many = _MANY if library.ring is None else sys.maxsize
        self._gone: frozenset[str] = frozenset()
        standing = before.standing if before else LedgerStanding.restored(memo.standing)
        still = standing.still(source.listing)
        self.directory = still.directory if still else Directory(source.listing)
        self._subjects = (*self.directory.places, *self.directory.homes)
        self._read_place = partial(_read_or_said, said, read, self.where, library)
        self._hands_over = hands_over
        self._kept: dict[bytes, Kept] = before._kept if before else {}
        self._keys: dict[str, bytes] = still.keys if still else {}
        is_folder = bool(memo.seen) and source.listing.lines is memo.seen[0]
        shelf = memo.shelf if is_folder else memo.shelf.lent() if hands_over else Shelf(None)
        self.reading = LedgerReading(
            source, self._subjects, self._read_place, self.where, shelf, self._keys, many=self._many
        )
        self._judge_all(still)
        if self.where.is_sure and is_folder and not (still and still.is_all):
            memo.standing = self.standing.plain()

    @property
    def standing(self) -> LedgerStanding:
        """What this look came to."""
        keys = ((place.path, self._key(place)) for place in self._subjects)
        return LedgerStanding.of(self.directory, keys, self._kept.values())

    def take_for_gone(self, paths: Iterable[str]) -> None:
        """Tell which records a change took away: who names one is not told again that there is none."""
        gone = frozenset(paths)
        if gone == self._gone:
            return
        self._gone = gone
        for name in ("summaries", "read_findings", "_faulty"):
            self.__dict__.pop(name, None)
        self.directory.take_for_gone(gone)
        self._judge_all()

    def is_of(self, source: LedgerSource) -> bool:
        """Tell whether a source says in all of its files what was looked at."""
        return self._source.listing.folder_id("") == source.listing.folder_id("")

    def changed(self, files: Mapping[str, bytes | None], said: Mapping[str, dict[str, Any]] | None = None) -> Engine:
        """Return a look at the same ledger where some ``files`` say something else, or with ``None`` are not there.

        What some of them say as records is ``said``, where that is known, and not read again.
        """
        kept = {path: data for path, data in self._said.items() if path not in files}
        source = Overlay(self._source, files)
        said = {**kept, **(said or {})}
        return Engine(source, self._library, self._as_of, self._read, self.memo, said=said, before=self)

    def record(self, place: Place) -> Record | None:
        """Return the record of any place, a contact's too, where it is there and can be read."""
        return self._judge.find(place)

    def visits(self, household: str) -> Sequence[Visit]:
        """Return the contacts in a household's folder, which is read for them, in order of time."""
        homes = (home for home in self.directory.homes if home.household == household)
        return [visit for home in homes for visit in self._judge.visits(home)]

    @cached_property
    def small(self) -> list[Record]:
        """The records of all kinds but households, contacts and helpers, as far as they can be read."""
        return [record for place in self.directory.places if place.kind != "helper" for record in self._known(place)]

    @cached_property
    def read_findings(self) -> list[Finding]:
        """What is wrong with files and their names."""
        return [*self.directory.findings, *chain.from_iterable(findings_of(kept.read) for kept in self._kept.values())]

    @property
    def broken(self) -> list[Place]:
        """Where the records lie that cannot be read."""
        paths = (path for kept in self._kept.values() for path in kept.broken)
        return [place for path in paths if (place := placed(path))]

    @property
    def files(self) -> int:
        """How many records there are."""
        return sum(kept.valid + len(kept.broken) for kept in self._kept.values())

    @property
    def later(self) -> int:
        """How many contacts are recorded of days after that of the check."""
        return sum(kept.later for kept in self._kept.values())

    @cached_property
    def plain(self) -> Ledger | PolicyMissingError:
        """The ledger with its policy and divisions alone, or what the policy lacks."""
        try:
            return Ledger.of(Records(self.root, self.common))
        except PolicyMissingError as missing:
            return missing

    @property
    def is_judged(self) -> bool:
        """Whether the rules can be applied: the policy can be used."""
        return isinstance(self.plain, Ledger)

    @cached_property
    def common(self) -> list[Record]:
        """The records of the policy and the divisions, as far as they can be read."""
        return list(filter(None, (self._record(place) for place in self.directory.places if is_policy(place.path))))

    def records_of(self, *kinds: str) -> list[Record]:
        """Return the records of some kinds, households among them, as far as they can be read."""
        places = (place for place in self._subjects if place.kind in kinds)
        return list(filter(None, map(self._judge.find, places)))

    def _record(self, place: Place) -> Record | None:
        """Return the record of one file, by what is kept of it or else by reading it."""
        key = self._key(place)
        entry = self._kept.get(key) or self.memo.get(key)
        if entry and (said := Kept(*entry).data):
            return Record(place, marshal.loads(said))
        data = self._read_place(place).data
        return None if data is None else Record(place, data)

    def _key(self, place: Place) -> bytes:
        """Return the key of a subject; see :meth:`Directory.key`."""
        known = self._keys.get(place.path)
        if known is None:
            known = self._keys[place.path] = self.directory.key(place)
        return known

    @cached_property
    def _judge(self) -> SubjectJudge:
        plain = self.plain if isinstance(self.plain, Ledger) else None
        return SubjectJudge(self.where, self.directory, self._read_place, plain, self._library, self._as_of)

    def _judge_all(self, still: Still | None = None) -> None:
        """Find of each subject what there is to find: what is kept of it, where that still holds.

        That it does is known of what is ``still`` as it was before. What lies astray in the folders of households is
        known once all are walked over: who asked for it asks again.
        """
        subjects = {self._key(place): place for place in self._subjects}
        kept = {key: self._kept[key] for key in subjects if key in self._kept}
        kept |= {key: Kept(*found) for key in subjects if key not in kept and (found := self.memo.get(key))}
        for number in range(_ROUNDS):
            before = self.directory.astray
            self.directory.lead_astray(name for each in kept.values() for name in each.strays)
            if number and self.directory.astray == before:
                break  # what was just judged asked of the same
            stale = [key for key in subjects if key not in kept or not self._holds(subjects[key], kept[key], still)]
            judged = self._judged([subjects[key] for key in stale])
            for key, (found, is_sure, records) in zip(stale, judged, strict=True):
                kept[key] = Kept(*marshal.loads(found))
                if records:
                    self.reading.take(subjects[key], records)
                if is_sure:
                    self.memo.put_packed(key, found)
                self.where.is_sure &= is_sure
            if not stale:
                break
        self._kept = {key: kept[key] for key in subjects}
        if not self._hands_over:
            self.reading.forget()

    def _holds(self, place: Place, kept: Kept, still: Still | None) -> bool:
        """Tell whether the rest of the ledger still says what it did when a subject was judged."""
        if not kept.asked or (still and still.holds(place.path, kept)):
            return True
        return kept.answers == self.directory.answers(kept.asked)

    def _judged(self, places: Sequence[Place]) -> Iterator[tuple[bytes, bool, bytes]]:
        """Yield what is found of each subject, whether that may be kept, and its records, where they are wanted.

        What is found goes from process to process, and into the memo, as the same bytes.
        """
        if not places:
            return
        if len(places) >= self._many:
            self._judge  # noqa: B018  (it is made before the processes part)
            self.reading.recall()
        for number, found in enumerate(each(self._one, places, many=self._many)):
            if self._progress and number % 100 == 0:
                self._progress(number, len(places))
            yield found
        if self._progress:
            self._progress(len(places), len(places))

    def _one(self, place: Place) -> tuple[bytes, bool, bytes]:
        subject, is_read = self.reading.subject(place)
        records = packed(subject) if self._hands_over and is_read else b""
        return marshal.dumps(tuple(self._judge.judged(place, subject))), self.where.is_sure, records

    def records(self) -> Callable[[], Records]:
        """Return what gives all records, and holds nothing else of the look."""
        return partial(self.reading.records, self.broken, self.read_findings)

    def found(self, change: LedgerChange | None = None, part: Files | None = None) -> list[Finding]:
        """Return what the rules find, each with its place in the text.

        With a ``change``, what is found in it, too; ``part`` are then the files that :meth:`part_of` gives.
        """
        findings = [finding for kept in self._kept.values() for finding in findings_of(kept.found)]
        others, look, name = Tally(), self._look(change), self._said_of_all()
        known = HeardRules(self.memo.get(name))
        before = len(known.found)
        hear_ledger(others, look, known)
        if len(known.found) > before and self.where.is_sure:
            self.memo.put(name, known.found)
        if change and part:
            hear_change(others, replace(look, files=part), change)
        kinds = {finding.path: place.kind for finding in others if (place := placed(finding.path))}
        told = titled(in_text(self.where, others), kinds, self._library) if others else []
        return without_consequences([*findings, *told])

    def part_of(self, change: LedgerChange) -> Files:
        """Return the files that a change is about: what it touched, and what goes by the ids of what was before."""
        sides = [side for merge in change.merges for side in merge.sides]
        paths = change.paths.union(*(side.paths for side in sides))
        for former in (*change.before, *chain.from_iterable(side.records for side in sides)):
            place = former.place
            paths |= {former.path, *(found.path for found in self.directory.places_of(place.household or place.stem))}
            if place.kind == "visit":
                homes = self.directory.places_of(place.household)
                paths |= {f"{home.path.rpartition('/')[0]}/visits/{place.stem}.yml" for home in homes}
        places = (placed(path) for path in sorted(paths) if self._source.listing.file_id(path))
        found = (self._judge.find(place) for place in places if place and place.path in paths)
        return self._files(list(filter(None, found)), [])

    def _look(self, change: LedgerChange | None) -> Inspection:
        beyond: list[str] = []
        files = self._files(self.small, beyond)
        files.folders |= {place.unit for place, kept in self._pairs() if kept.valid and place.unit}
        return Inspection(
            beyond=beyond,
            ledger=Ledger.of(Records(self.root, self.small)),
            as_of=self._as_of,
            files=files,
            change=change,
            known=lambda: self.summaries,
            lasting=self.memo.lasting,
            visits=self.visits,
        )

    @cached_property
    def _faulty(self) -> frozenset[str]:
        """The paths that hold something that cannot be read, or would be called so if that had its right name."""
        named = {path for finding in self.read_findings for path in (finding.path, meant(finding)) if path}
        return frozenset(named.union(place.path for place in self.broken))

    def _said_of_all(self) -> bytes:
        """Return the name under which is kept what rules of the whole ledger find without asking for more than it is.

        It stands for the small records and the summaries, and for what is to be known of the files that are neither.
        """
        ids = (f"{path}\0{self._source.listing.file_id(path)}" for path in sorted(self._faulty | self._gone))
        made = blake2b("\n".join((*ids, "", *sorted(self._gone))).encode(errors="surrogateescape"), digest_size=16)
        for place, kept in self._pairs():
            said = kept.summary if place.kind in ("helper", "household") else self._key(place)
            made.update(b"%b\0%d" % (place.path.encode(errors="surrogateescape"), bool(kept.valid)) + said)
        return b"rules " + made.digest()

    def _files(self, valid: Sequence[Record], beyond: list[str]) -> _Files:
        homes = {home.path: home for home in self.directory.homes}
        return _Files(
            valid,
            read=lambda path: self._judge.find(homes[path]) if path in homes else None,
            every=lambda: self._source.listing.below(""),
            beyond=beyond,
            faulty=self._faulty,
            gone=self._gone,
            root=self.root,
        )

    def _pairs(self) -> Iterator[tuple[Place, Kept]]:
        return zip(self._subjects, self._kept.values(), strict=True)

    def _known(self, place: Place) -> Iterator[Record]:
        if self._kept[self._key(place)].valid and (record := self._record(place)):
            yield record

    @cached_property
    def summaries(self) -> Summaries:
        """What is summed up of households and helpers."""
        folders, staff, numbers = [], [], list[NumberText]()
        for place, kept in self._pairs():
            summary, others = marshal.loads(kept.summary)
            numbers += map(NumberText._make, others)
            if summary and place.kind == "household":
                folders.append(HouseholdSummary.restored(summary))
            elif summary:
                staff.append(HelperSummary.restored(summary))
        misplaced = {path for finding in self.directory.findings for path in (finding.path, meant(finding)) if path}
        numbers += number_texts(digit_texts((), misplaced - {place.path for place in self.broken}, self.where))
        return Summaries(
            sorted(folders, key=lambda item: item.path), sorted(staff, key=lambda item: item.path), numbers
        )


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
    read_place = partial(_read_or_said, {}, read, where, library)
    reading = LedgerReading(source, subjects, read_place, where, shelf, keys, many=_MANY)
    return reading.whole(directory.findings, progress)


def _read_or_said(
    said: Mapping[str, dict[str, Any]],
    read: Callable[[Readable, Place, SchemaLibrary], Judged],
    where: Readable,
    library: SchemaLibrary,
    place: Place,
) -> Judged:
    """Return what a record says, where that is not known by reading it."""
    return Judged(said[place.path]) if place.path in said else read(where, place, library)
