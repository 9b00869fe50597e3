"""What a rule is given beside its subject: the ledger around it, and the way to say what it found there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, Self

from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import Finding, Rule
from jiedui.records.tree import identifier, meant
from jiedui.rules.summaries import Summaries
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.model.visit import Visit
    from jiedui.records.reader import Record, Records
    from jiedui.records.values import Pointer
    from jiedui.rules.around import Around, NearFiles, Sight
    from jiedui.rules.change import LedgerChange

Findings = Iterator[Finding]


class Files:
    """The files behind a ledger, for rules about what is written in them.

    ``valid`` are the records that could be read. ``faulty`` are the paths that hold something unreadable: what they
    should hold is not called missing; nor is, wherever it is referred to, a record at one of the paths ``gone``, which
    a change took away. ``units`` are the units' known folders, ``folders`` all that a valid record lies in. ``root`` is
    the ledger's folder, for the rules that ask Git.
    """

    def __init__(
        self,
        valid: Iterable[Record] = (),
        *,
        faulty: frozenset[str] = frozenset(),
        gone: frozenset[str] = frozenset(),
        root: Path | None = None,
    ) -> None:
        self.valid = tuple(valid)
        self.faulty = faulty
        self.root = root
        self._of_kind: dict[str, list[Record]] = {}
        for record in sorted(self.valid, key=lambda record: record.path):
            self._of_kind.setdefault(record.place.kind, []).append(record)
        self._faulty_ids = {*map(identifier, faulty)}
        self._excused = self._faulty_ids | {*map(identifier, gone)}
        self._withdrawn = {record.place.stem for record in self.valid if is_withdrawn(record.data)}
        self.units = {record.place.unit for record in self.of_kind("unit")}
        self.folders = {record.place.unit for record in self.valid if record.place.unit}

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of a kind in order of path."""
        return self._of_kind.get(kind, [])

    @classmethod
    def of(cls, records: Records, gone: Iterable[Record] = ()) -> Self:
        """Return the files of a ledger that was read; ``gone`` are the records that a change took away."""
        faulty = frozenset(path for finding in records.findings for path in (finding.path, meant(finding)) if path)
        faulty |= {place.path for place in records.broken}
        return cls(records.valid, faulty=faulty, gone=frozenset(record.path for record in gone), root=records.root)

    def place(self, _path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself, of records in which nothing was withdrawn."""
        return pointer

    @property
    def paths(self) -> frozenset[str]:
        """Every file that holds a record, or something unreadable."""
        return self.faulty.union(record.path for record in self.valid)

    def hides(self, record: Record) -> bool:
        """Tell whether a record that was there before may be in a file, or in a folder, that cannot be read now."""
        folders = (parent.as_posix() for parent in PurePosixPath(record.path).parents)
        if record.path in self.faulty or not self.faulty.isdisjoint(folders):
            return True
        return record.place.kind in ("helper", "household", "unit") and record.place.stem in self._faulty_ids

    def absent(self, identifier: str, known: Container[str], kind: str) -> str:
        """Say in words that an id stands for no ``kind`` of record; nothing if it does, or if its file is faulty.

        Nor anything of a record that a change has taken away: that is told itself, and is to be brought back.
        """
        if identifier in known or identifier in self._excused:
            return ""
        if identifier in self._withdrawn:
            return f"{kind} {identifier} 已经撤销。"
        return f"没有编号为 {identifier} 的{kind}。"


class Inspection(Struct, frozen=True, kw_only=True):
    """One look at a ledger and its files. ``as_of`` is used only to tell the future from the past.

    ``change`` is what was changed since a commit, where that is asked for. ``lasting`` is what earlier looks found out,
    by what it rests on. ``known`` gives what households and helpers are summed up as, ``visits`` the contacts in a
    household's folder. In ``beyond`` is entered what is asked for beside what the ledger says by itself, in its small
    records and summed up: of it, what a rule finds may be something else another time.
    """

    ledger: Ledger
    as_of: date
    files: Files = field(default_factory=Files)
    change: LedgerChange | None = None
    lasting: dict[bytes, Any] = field(default_factory=dict)
    beyond: list[str] = field(default_factory=list)
    known: Callable[[], Summaries] = Summaries
    visits: Callable[[str], Sequence[Visit]] = lambda _: ()

    @property
    def summaries(self) -> Summaries:
        """What the rules of the whole ledger know of its households and helpers."""
        return self.known()

    def visits_of(self, household: str) -> Sequence[Visit]:
        """Return the contacts in a household's folder, in order of time."""
        self.beyond.append(household)
        return self.visits(household)


class _PlacedFiles(Protocol):
    """The files that a rule speaks of."""

    def place(self, path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself."""


class _Seen(Protocol):
    """What any rule sees."""

    @property
    def files(self) -> _PlacedFiles:
        """The records as they are written."""

    @property
    def as_of(self) -> date:
        """The day of the check."""


class Voice(Struct):
    """What a rule says in one file, and the day on which."""

    rule: Rule
    path: str
    sight: _Seen

    @property
    def as_of(self) -> date:
        """The day of the check."""
        return self.sight.as_of

    def fault(self, pointer: Pointer, message: str, *, remedy: str, suggestion: str = "", missing: str = "") -> Finding:
        """Return a finding of the rule in this file: where it is, what is said, and what to do about it.

        ``pointer`` gives keys and indices from the top of what stands in the file, none for the file as a whole;
        ``missing`` is a key that the mapping at ``pointer`` lacks.
        """
        place = self.sight.files.place(self.path, pointer)
        return self.rule.at(self.path, place, message=message, remedy=remedy, suggestion=suggestion, missing=missing)


class RuleContext(Voice):
    """What one rule may look at while it judges one file, and its voice there."""

    sight: Sight

    @property
    def ledger(self) -> Around:
        """The ledger around the subject: what of it counts."""
        return self.sight.ledger

    @property
    def policy(self) -> Policy:
        """The notice and its readings."""
        return self.sight.ledger.policy

    @property
    def files(self) -> NearFiles:
        """The records as they are written."""
        return self.sight.files


class HouseholdContext(RuleContext):
    """What a rule may look at while it judges a household: also the contacts in its folder, in order of time."""

    visits: Sequence[Visit] = ()

    def visit(self, visit: Visit) -> RuleContext:
        """Return the voice of the same rule in the file of a contact in the folder."""
        folder = PurePosixPath(self.path).parent.as_posix()
        return RuleContext(self.rule, f"{folder}/visits/{visit.stem}.yml", self.sight)


class VisitContext(RuleContext):
    """What a rule may look at while it judges a visit: also the household whose folder it lies in."""

    household: Household


class _WideContext(Voice):
    """What a rule may look at that judges no single file. It names the file of each fault."""

    sight: Inspection

    @property
    def inspection(self) -> Inspection:
        """The look at the ledger."""
        self.sight.beyond.append("look")
        return self.sight

    @property
    def ledger(self) -> Ledger:
        """Every record that counts."""
        return self.sight.ledger

    @property
    def files(self) -> Files:
        """The records as they are written."""
        return self.sight.files

    @property
    def policy(self) -> Policy:
        """The notice and its readings."""
        return self.sight.ledger.policy

    def file(self, path: str) -> Voice:
        """Return the voice of the same rule in the file ``path``."""
        return Voice(self.rule, path, self.sight)

    @property
    def summaries(self) -> Summaries:
        """What is to be known of households and helpers, each by itself."""
        return self.sight.summaries


class LedgerContext(_WideContext):
    """What a rule of the whole ledger may look at."""

    def visits_of(self, household: str) -> Sequence[Visit]:
        """Return the contacts in a household's folder, in order of time: a summary does not tell what they say."""
        return self.sight.visits_of(household)


class ChangeContext(_WideContext):
    """What a rule of a change may look at: the ledger as it is now, and what it was where it differs."""

    change: LedgerChange
