"""Judging a ledger subject by subject, by several processes, and not again what was found before of the same."""

from __future__ import annotations

import marshal
import sys
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.records.finding import Judged
from jiedui.records.kinds import is_policy
from jiedui.records.memo import Shelf
from jiedui.records.parallel import each
from jiedui.records.reader import Record, Records
from jiedui.records.sealer import is_sealed
from jiedui.records.tree import placed
from jiedui.rules import reading
from jiedui.rules.directory import Directory
from jiedui.rules.kept import Kept, findings_of
from jiedui.rules.listed import ListedFiles
from jiedui.rules.reading import LedgerReading, packed
from jiedui.rules.standing import LedgerStanding
from jiedui.rules.subject import SubjectJudge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jiedui.model.visit import Visit
    from jiedui.records.files import Readable
    from jiedui.records.finding import Finding
    from jiedui.records.memo import Memo
    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.source import LedgerSource
    from jiedui.records.tree import Place
    from jiedui.rules.standing import Still

# Of much that is said, and not read, a process makes in time a copy of its own: with so many MiB it makes room.
_MEBIBYTES = 64
# So many subjects are judged together, unless that left too few shares of them for several processes.
_TOGETHER, _SHARES = 25, 16
# Each subject is judged, and once more where it asked for what turned out to lie astray. The names of the files tell
# what does: to judge again finds no more of it.
_ROUNDS = 2


class LedgerJudging:
    """The subjects of a ledger, each judged as of a day.

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
        before: LedgerJudging | None = None,
    ) -> None:
        self.root, self.where, self.memo = source.root, ListedFiles(source), memo
        self._source, self._library, self._as_of = source, library, as_of
        self._read, self._progress, self._said = read, progress, said
        # Where there are keys, the file that they lie in is open: two who read it would be in each other's way.
        self._many = reading.MANY if library.ring is None else sys.maxsize
        self._gone: frozenset[str] = frozenset()
        standing = before.standing if before else LedgerStanding.restored(memo.standing, memo.listing)
        still = standing.still(source.listing)
        self.directory = still.directory if still else Directory(source.listing)
        self._subjects = (*self.directory.places, *self.directory.homes)
        self._read_place = partial(_read_or_said, said, read, self.where, library)
        self._hands_over = hands_over
        self._kept: dict[bytes, Kept] = before._kept if before else {}
        self._keys: dict[str, bytes] = still.keys if still else {}
        is_folder = bool(memo.seen) and source.listing.packed is memo.seen[0]
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
        if gone != self._gone:
            self._gone = gone
            self._forget()
            self.directory.take_for_gone(gone)
            self._judge_all()

    def _forget(self) -> None:
        """Forget what was made of what each subject said before."""
        self.__dict__.pop("read_findings", None)

    def is_of(self, source: LedgerSource) -> bool:
        """Tell whether a source says in all of its files what was looked at."""
        return self._source.listing.folder_id("") == source.listing.folder_id("")

    def record(self, place: Place) -> Record | None:
        """Return the record of any place, a contact's too, where it is there and can be read."""
        return self._judge.find(place)

    def visits(self, household: str) -> Sequence[Visit]:
        """Return the contacts in a household's folder, which is read for them, in order of time."""
        homes = (home for home in self.directory.homes if home.household == household)
        return [visit for home in homes for visit in self._judge.visits(home)]

    def records_of(self, *kinds: str) -> list[Record]:
        """Return the records of some kinds, households among them, as far as they can be read."""
        places = (place for place in self._subjects if place.kind in kinds)
        return list(filter(None, map(self._judge.find, places)))

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

    @property
    def is_sealed(self) -> bool:
        """Whether the ledger takes keys, which are here or not; see :func:`~jiedui.records.sealer.is_sealed`."""
        classes = self.plain.policy.sealing if isinstance(self.plain, Ledger) else ()
        return is_sealed(classes, holds=any(kept.holds_sealed for kept in self._kept.values()))

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
        known = self.memo.some(key for key in subjects if key not in kept)
        kept |= {key: Kept._make(found) for key, found in known.items()}
        for number in range(_ROUNDS):
            before = self.directory.astray
            self.directory.lead_astray(name for each in kept.values() for name in each.strays)
            if number and self.directory.astray == before:
                break  # what was just judged asked of the same
            unsure = still.unsure(subjects, kept) if still else subjects
            stale = [key for key in unsure if key not in kept or not self._holds(kept[key])]
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

    def _holds(self, kept: Kept) -> bool:
        """Tell whether the rest of the ledger still says what it did when a subject was judged."""
        return not kept.asked or kept.answers == self.directory.answers(kept.asked)

    def _judged(self, places: Sequence[Place]) -> Iterator[tuple[bytes, bool, bytes]]:
        """Yield what is found of each subject, whether that may be kept, and its records, where they are wanted.

        What is found goes from process to process, and into the memo, as the same bytes.
        """
        if not places:
            return
        are_many = len(places) >= self._many
        if are_many:
            self._judge  # noqa: B018  (it is made before the processes part)
            self.reading.recall()
        size = max(1, min(_TOGETHER, len(places) // _SHARES))
        parts = [places[start : start + size] for start in range(0, len(places), size)]
        mebibytes = _MEBIBYTES if len(self._said) >= self._many else None
        judged = each(self._some, parts, many=1 if are_many else sys.maxsize, mebibytes=mebibytes)
        for number, found in enumerate(judged):
            if self._progress:
                self._progress(number * size, len(places))
            yield from found
        if self._progress:
            self._progress(len(places), len(places))

    def _some(self, places: Sequence[Place]) -> list[tuple[bytes, bool, bytes]]:
        """Read some subjects, and then judge them: to do both of each by turns takes a quarter longer."""
        read = [self.reading.subject(place) for place in places]
        found = self._judge.judged([(place, subject) for place, (subject, _) in zip(places, read, strict=True)])
        is_sure = self.where.is_sure
        records = [packed(subject) if self._hands_over and is_read else b"" for subject, is_read in read]
        kept = map(self._packed, places, found)
        return [(each, is_sure, said) for each, said in zip(kept, records, strict=True)]

    def _packed(self, place: Place, kept: Kept) -> bytes:
        """Return what is kept of a subject as bytes, with what stands for it to the rules of the whole ledger."""
        what = kept.summary if place.kind in ("helper", "household") else self._key(place)
        path = place.path.encode(errors="surrogateescape")
        said = blake2b(b"%b\0%d %b" % (path, bool(kept.valid), what), digest_size=16).digest()
        return marshal.dumps((*kept[:-1], said))

    def _pairs(self) -> Iterator[tuple[Place, Kept]]:
        return zip(self._subjects, self._kept.values(), strict=True)


def _read_or_said(
    said: Mapping[str, dict[str, Any]],
    read: Callable[[Readable, Place, SchemaLibrary], Judged],
    where: Readable,
    library: SchemaLibrary,
    place: Place,
) -> Judged:
    """Return what a record says, where that is not known by reading it."""
    return Judged(said[place.path]) if place.path in said else read(where, place, library)
