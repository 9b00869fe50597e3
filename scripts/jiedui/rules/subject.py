"""Judging one subject by what lies in it and by what it asks of the rest: a household's folder, or one file beside."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, Self

from jiedui.model.event import event_of
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.time import Stretch
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records import position
from jiedui.records.contents import alike
from jiedui.records.files import read_text
from jiedui.records.reader import Record
from jiedui.records.sealing.sealed_text import holds_sealed
from jiedui.records.tally import Tally
from jiedui.records.tree import meant
from jiedui.rules.apply import hear_each, hear_event, hear_helper, of_household, of_record, of_visit
from jiedui.rules.digit_texts import digit_texts, tells_any
from jiedui.rules.directory import strays
from jiedui.rules.kept import Kept, plain_finding
from jiedui.rules.number_texts import number_texts
from jiedui.rules.summary import HelperSummary, HouseholdSummary, plain
from jiedui.rules.surroundings import SubjectTurn, Surroundings
from jiedui.rules.titles import titled
from jiedui.rules.twins import contact_keys
from jiedui.rules.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.records.files import Readable
    from jiedui.records.finding import Finding, Judged
    from jiedui.records.listing import FileListing
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.rules.directory import Directory
    from jiedui.rules.number_texts import NumberText


class SubjectJudge:
    """Judges the subjects of one ledger as of a day; without a ``plain`` ledger it but reads them.

    ``plain`` has the policy and the divisions, and no more; where the policy cannot be used, there is none.
    """

    def __init__(  # noqa: PLR0913  (what a subject is judged by has these parts)
        self,
        where: Readable,
        directory: Directory,
        read: Callable[[Place], Judged],
        plain: Ledger | None,
        library: SchemaLibrary,
        as_of: date,
    ) -> None:
        self._where, self._directory, self._read, self._library = where, directory, read, library
        self._as_of, self._plain = as_of, plain
        self._found: dict[str, Record | None] = {}
        self._around = Surroundings(directory, self.find, plain, as_of) if plain else None

    def find(self, place: Place) -> Record | None:
        """Return the record at a place, where it is there and can be read."""
        if place.path not in self._found:
            data = self._read(place).data if self._directory.is_there(place) else None
            self._found[place.path] = None if data is None else Record(place, data)
        return self._found[place.path]

    def visits(self, home: Place) -> list[Visit]:
        """Return the contacts in a household's folder that count, in order of time."""
        return _visits(self.read(home).valid)

    def read(self, place: Place) -> ReadSubject:
        """Read one file, or the whole folder of the household whose record is at ``place``."""
        return ReadSubject.at(place, self._directory.listing, self._read)

    def judged(self, subjects: Sequence[tuple[Place, ReadSubject]]) -> list[Kept]:
        """Judge what was read at some places; households step by step, each step of all of them."""
        around = self._around
        if around is None:
            return [subject.kept() for _, subject in subjects]
        homes = iter(self._homes([_Home(*found) for found in subjects if found[0].kind == "household"], around))
        return [
            next(homes) if place.kind == "household" else self._file(place, subject, around)
            for place, subject in subjects
        ]

    def _file(self, place: Place, subject: ReadSubject, around: Surroundings) -> Kept:
        self._found[place.path] = subject.valid[0] if subject.valid else None
        around.turn, found = SubjectTurn.of(), Tally()
        around.turn.asked.add(place.stem)
        summary: HelperSummary | None = None
        for record in subject.valid:
            data = {**record.data, "id": place.stem}
            hear_each([of_record(record, around, around.turn, found)], around)
            if place.kind == "helper" and (is_withdrawn(record.data) or not self._counts(place)):
                summary = HelperSummary(place.unit, place.stem, counts=False)
            elif place.kind == "helper":
                helper = Helper.of(data, place.unit)
                summary = HelperSummary.of(helper)
                hear_helper(found, helper, around)
            elif place.kind.startswith("event-") and not is_withdrawn(record.data):
                hear_event(found, event_of(place.kind, record.data, place.unit, place.stem), around)
        return self._kept(subject, around.turn, found, summary)

    def _homes(self, homes: Sequence[_Home], around: Surroundings) -> list[Kept]:
        for home in homes:
            home.turn.asked.add(home.place.household)
        records = ((home, record) for home in homes for record in home.subject.valid)
        hear_each((of_record(record, around, home.turn, home.found) for home, record in records), around)
        for home in homes:
            home.type(counts=self._counts, has_twin=len(self._directory.places_of(home.place.stem)) > 1)
        counted = [(home, household) for home in homes if (household := home.household)]
        for _, household in counted:
            around.households.know(household.id, household)  # most ask for no other
        told = (of_household(each, home.visits, around, home.turn, home.found) for home, each in counted)
        hear_each(told, around)
        contacts = ((home, household, visit) for home, household in counted for visit in home.visits)
        hear_each((of_visit(visit, each, around, home.turn, home.found) for home, each, visit in contacts), around)
        for _, household in counted:
            around.households.forget(household.id)
        return [self._summed(home, around) for home in homes]

    def _summed(self, home: _Home, around: Surroundings) -> Kept:
        place, subject, own, flat, visits = home.place, home.subject, home.own, home.turn.flat, home.visits
        summary = HouseholdSummary.of(
            place.unit,
            place.household,
            household=home.household,
            written=home.turn.stands if own else None,
            visits=visits,
            files=[record.path for record in subject.valid if record.place.kind == "visit"],
            numbers=subject.numbers(self._where, None if tells_any(flat.texts) else own),
            after=Stretch(around.policy.end, self._as_of),
        )
        return self._kept(
            subject,
            home.turn,
            home.found,
            summary if subject.valid else None,
            later=sum(visit.date > self._as_of for visit in visits),
            contacts=contact_keys(visit for visit in visits if visit.reached) if home.household else b"",
            also=tuple(sorted(summary.named)),
            holds_sealed=holds_sealed(flat.sealed),
        )

    def _counts(self, place: Place) -> bool:
        """Tell whether a record stands for its id: of two the later one does."""
        places = self._directory.places_of(place.stem)
        if len(places) == 1 or self._around is None:
            return True
        record = self._around.counting(place.stem, place.kind)
        return record is not None and record.path == place.path

    def _kept(
        self,
        subject: ReadSubject,
        turn: SubjectTurn,
        found: Tally,
        summary: HelperSummary | HouseholdSummary | None,
        **others: Any,  # noqa: ANN401  (any part of what is kept)
    ) -> Kept:
        asked = tuple(sorted(turn.asked))
        numbers = () if isinstance(summary, HouseholdSummary) else tuple(subject.numbers(self._where))
        return subject.kept(
            asked=asked,
            answers=self._directory.answers(asked),
            found=tuple(map(plain_finding, self._told(found, subject))),
            summary=alike((plain(summary), plain(numbers))),  # by which it is seen whether it is as it was
            data=subject.data(numbers),
            **others,
        )

    def _told(self, found: Tally, subject: ReadSubject) -> list[Finding]:
        """Return findings with their places in the texts, and the titles of fields."""
        kinds = {record.path: record.place.kind for record in subject.valid}
        return titled(in_text(self._where, found), kinds, self._library) if found else []


class _Home:
    """The folder of a household while it is judged: its ``own`` record, what was found, and what its record and its
    contacts become.
    """

    def __init__(self, place: Place, subject: ReadSubject) -> None:
        self.place, self.subject, self.found = place, subject, Tally()
        self.own = next((record for record in subject.valid if record.place.kind == "household"), None)
        self.turn = SubjectTurn.of(self.own.data if self.own else None)
        self.household: Household | None = None
        self.visits: list[Visit] = []

    def type(self, counts: Callable[[Place], bool], *, has_twin: bool) -> None:
        """Make the household, where it ``counts``, and the contacts; with a twin they are counted with the other."""
        if self.own and self.turn.stands and not is_withdrawn(self.own.data) and counts(self.place):
            self.household = Household.of({**self.turn.stands, "id": self.place.stem}, self.place.unit)
        if self.household or not has_twin:
            self.visits = _visits(self.subject.valid)


class ReadSubject:
    """What was read of one subject: its ``valid`` records, in order of path, and what is wrong with the others."""

    def __init__(
        self,
        places: Sequence[Place],
        read: Callable[[Place], Judged],
        findings: Sequence[Finding] = (),
    ) -> None:
        self._of_names = findings
        self.valid: list[Record] = []
        self._broken: list[str] = []
        self._read = [*findings]
        for place in places:
            judged = read(place)
            if judged.data is None:
                self._broken.append(place.path)
                self._read += Tally(judged.findings)
            else:
                self.valid.append(Record(place, judged.data))

    @classmethod
    def at(cls, place: Place, listing: FileListing, read: Callable[[Place], Judged]) -> Self:
        """Read one file, or the whole folder of the household whose record is at ``place``."""
        if place.kind != "household":
            return cls([place], read)
        walk = Walk(listing, place)
        return cls(walk.places, read, walk.findings)

    @classmethod
    def known(cls, valid: Iterable[Record]) -> Self:
        """Return one with which nothing is wrong, of records that were read before, in order of path."""
        self = cls((), _nowhere)
        self.valid += valid
        return self

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong with its files and their names."""
        return not (self._read or self._broken)

    def _faulty(self) -> set[str]:
        named = {path for finding in self._read for path in (finding.path, meant(finding)) if path}
        return named.union(self._broken)

    def numbers(self, where: Readable, but: Record | None = None) -> Iterable[NumberText]:
        """Return the texts that hold a number, or what may be one; nothing is looked for in a record that has none."""
        faulty = () if self.is_whole else self._faulty().difference(record.path for record in self.valid)
        return number_texts(digit_texts([record for record in self.valid if record is not but], faulty, where))

    def data(self, numbers: Sequence[NumberText]) -> bytes:
        """Return what a single file says, where the rules of the whole ledger look at it; nothing of one with a number.

        It is in the clear: no household, helper or contact, but a unit, a story or a strike may tell of people.
        """
        known = self.valid[0] if len(self.valid) == 1 else None
        if known is None or known.place.kind in ("helper", "household", "visit") or numbers:
            return b""
        return marshal.dumps(known.data)

    def kept(self, **judged: Any) -> Kept:  # noqa: ANN401  (any part of what is kept)
        """Return what is kept of what was read, with what was found by judging it, where it was."""
        return Kept(
            read=tuple(map(plain_finding, self._read)),
            valid=len(self.valid),
            broken=tuple(self._broken),
            strays=tuple(sorted(strays(self._of_names))) if self._of_names else (),
            **judged,
        )


def _nowhere(place: Place) -> Judged:
    raise LookupError(place.path)


def _visits(valid: Iterable[Record]) -> list[Visit]:
    visits = (
        Visit.of(record.data, record.place.household, record.place.stem)
        for record in valid
        if record.place.kind == "visit" and not is_withdrawn(record.data)
    )
    return sorted(visits, key=lambda visit: (visit.date, visit.stem))


def in_text(where: Readable, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with their lines, by reading again the files that they are about; their order in each stays."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    result: list[Finding] = []
    for path, group in by_path.items():
        lacking = any(not finding.line and (finding.pointer or finding.missing) for finding in group)
        text = read_text(where, path)[0] if lacking else None
        result += group if text is None else _placed(text, group)
    return result


def _placed(text: str, group: list[Finding]) -> list[Finding]:
    wanted = [finding for finding in group if not finding.line and (finding.pointer or finding.missing)]
    placed = iter(position.place(text, wanted))
    return [next(placed) if not finding.line and (finding.pointer or finding.missing) else finding for finding in group]
