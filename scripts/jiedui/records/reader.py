"""Reading a whole ledger: every file to a record or to findings. One bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jiedui.records import canonical, files, position
from jiedui.records.finding import Finding, Judged
from jiedui.records.judge import judge
from jiedui.records.parallel import each
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.staging import ChangedMeanwhileError
from jiedui.records.tally import Tally
from jiedui.records.tree import Place, Tree
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from jiedui.records.files import Readable

# So many records are read by a process before it gives them back, and from so many of these on by several.
_TOGETHER, _MANY = 500, 8

Progress = Callable[[int, int], None]
Read = Callable[[Path, Place, SchemaLibrary], Judged]


class Record(Struct, frozen=True):
    """One record that its schema accepts: where it lies and what it says, as plain data."""

    place: Place
    data: dict[str, Any]

    @property
    def path(self) -> str:
        """The path of its file from the ledger's root."""
        return self.place.path


class AnyRecords(Protocol):
    """The records of a ledger, be they read already or when they are asked for."""

    @property
    def root(self) -> Path:
        """The folder of the ledger."""

    @property
    def valid(self) -> Sequence[Record]:
        """All that could be read."""

    @property
    def broken(self) -> Sequence[Place]:
        """Where the others lie."""

    @property
    def codes(self) -> set[str]:
        """The codes that are used, be their records valid or not."""

    def at(self, path: str) -> Record | None:
        """Return the record of a path, if there is a valid one."""

    def named(self, kind: str, code: str) -> Record | None:
        """Return the record of a kind that has a code: of two the later one."""

    def of_kind(self, kind: str) -> Sequence[Record]:
        """Return the records of a kind."""

    def called(self, kind: str, name: str) -> Sequence[Record]:
        """Return households or helpers, all that have a name among them; it is :func:`~jiedui.model.names.folded`."""


class Records(Struct, dict=True):
    """What was read: valid records, findings of the rest, and the places that could not be read.

    ``broken`` lets rules tell a reference to nothing from a reference to a record that is there but faulty.
    """

    root: Path
    valid: list[Record] = field(default_factory=list)
    broken: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def at(self, path: str) -> Record | None:
        """Return the record of a path, if there is a valid one."""
        if len(self._by_path) != len(self.valid):  # all are looked through once, not for each that is asked for
            self._by_path = {record.path: record for record in self.valid}
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> dict[str, Record]:
        return {}

    def named(self, kind: str, code: str) -> Record | None:
        """Return the record of a kind that has a code: of two the later one."""
        found = (item for item in reversed(self.valid) if (item.place.kind, item.place.stem) == (kind, code))
        return next(found, None)

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of a kind."""
        return [record for record in self.valid if record.place.kind == kind]

    def called(self, kind: str, name: str) -> list[Record]:
        """Return households or helpers, all that have a name among them; it is :func:`~jiedui.model.names.folded`."""
        return self.of_kind(kind) if name else []

    @property
    def codes(self) -> set[str]:
        """The codes that are used, be their records valid or not."""
        return {*(record.place.stem for record in self.valid), *(place.stem for place in self.broken)}


def read_ledger(
    root: Path, library: SchemaLibrary, progress: Progress | None = None, read: Read | None = None
) -> Records:
    """Read all records below ``root``. Never raises for bad input.

    ``progress`` is told (done, all) now and then. ``read`` reads one record in place of :func:`read_record`: it may
    bring it to another format before it is judged.
    """
    tree = Tree(root)
    records = Records(root, findings=list(tree.findings))
    total = len(tree.places)
    for number, (place, said) in enumerate(zip(tree.places, _said(root, tree.places, library, read), strict=True)):
        if progress and number % 500 == 0:
            progress(number, total)
        if isinstance(said, dict):
            records.valid.append(Record(place, said))
        else:
            records.broken.append(place)
            records.findings += Tally(said)
    if progress:
        progress(total, total)
    return records


def _said(
    root: Path, places: Sequence[Place], library: SchemaLibrary, read: Read | None
) -> Iterator[dict[str, Any] | tuple[Finding, ...]]:
    """Yield what each record says, or the findings that say why it says nothing; many are read by several processes."""
    read = read or read_record

    def some(part: Sequence[Place]) -> list[dict[str, Any] | tuple[Finding, ...]]:
        judged = [read(root, place, library) for place in part]
        return [item.findings if item.data is None else item.data for item in judged]

    parts = [places[start : start + _TOGETHER] for start in range(0, len(places), _TOGETHER)]
    # Where there are keys, the file that they lie in is open: two who read it would be in each other's way.
    return chain.from_iterable(each(some, parts, many=_MANY if library.ring is None else len(parts) + 1))


def read_record(root: Path | Readable, place: Place, library: SchemaLibrary) -> Judged:
    """Read one record from its file; each finding has its place in the text."""
    text, findings = files.read_text(root, place.path)
    return Judged(None, tuple(findings)) if text is None else parse(text, place.path, library[place.kind])


def parse(text: str, path: str, schema: RecordSchema) -> Judged:
    """Read the text of one record; see :func:`read_record`. ``path`` names it in findings."""
    data = canonical.read(text, schema)
    if data is not None:
        return Judged(data)
    from jiedui.records import loader  # a ledger that is as it should be is read without

    loaded = loader.load(text, path, schema.comments, schema)
    if loaded.data is None:
        return loaded
    judged = judge(loaded.data, schema, path)
    if judged.data is not None:
        return judged
    from jiedui.records import explain, inspector  # as the loader has it: by what is wrong alone

    hints = inspector.input_faults(text, path, schema.names)
    placed = position.place(text, explain.condensed(judged.findings), {hint.line for hint in hints})
    return Judged(None, (*hints, *placed))


def reread(root: Path, record: Record, schema: RecordSchema) -> str:
    """Return the text of a record that was read before: what a new one must be made of, and take the place of.

    Raises :class:`~jiedui.records.staging.ChangedMeanwhileError` where the file says something else by now, or cannot
    be read any more.
    """
    text, _ = files.read_text(root, record.path)
    if text is None or parse(text, record.path, schema).data != record.data:
        raise ChangedMeanwhileError(root / record.path)
    return text


def located(root: Path | Readable, findings: list[Finding]) -> list[Finding]:
    """Return ``findings`` sorted, with lines filled in by reading again the files that they are about.

    A finding about a file as a whole keeps line 0.
    """
    by_path: dict[str, list[Finding]] = {}
    result: list[Finding] = []
    for finding in findings:
        if finding.line or not (finding.pointer or finding.missing):
            result.append(finding)
        else:
            by_path.setdefault(finding.path, []).append(finding)
    for path, group in by_path.items():
        text, _ = files.read_text(root, path)
        result += position.place(text, group) if text is not None else group
    return sorted(dict.fromkeys(result), key=Finding.sort_key)
