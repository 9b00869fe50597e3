"""Reading a whole ledger: every file to a record or to findings. One bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jiedui.records import explain, files, inspector, loader, position, values
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place, Tree

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Record:
    """One record that its schema accepts: where it lies and what it says, as plain data."""

    place: Place
    data: dict[str, Any]

    @property
    def path(self) -> str:
        """The path of its file from the ledger's root."""
        return self.place.path


@dataclass(slots=True)
class Records:
    """What was read: valid records, findings of the rest, and the places that could not be read.

    ``broken`` lets rules tell a reference to nothing from a reference to a record that is there but faulty.
    """

    root: Path
    valid: list[Record] = field(default_factory=list)
    broken: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_ledger(root: Path, library: SchemaLibrary, progress: Progress | None = None) -> Records:
    """Read all records below ``root``. ``progress`` is told (done, all) now and then. Never raises for bad input."""
    tree = Tree(root)
    records = Records(root, findings=list(tree.findings))
    total = len(tree.places)
    for number, place in enumerate(tree.places):
        if progress and number % 500 == 0:
            progress(number, total)
        data, findings = read_record(root, place, library)
        if data is None:
            records.broken.append(place)
            records.findings += findings
        else:
            records.valid.append(Record(place, data))
    if progress:
        progress(total, total)
    return records


def read_record(root: Path, place: Place, library: SchemaLibrary) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Read one record: its data and no findings, or ``None`` and at least one finding with its place."""
    text, findings = files.read_text(root / place.path, place.path)
    if text is None:
        return None, findings
    return parse(text, place.path, place.kind, library)


def parse(text: str, path: str, kind: str, library: SchemaLibrary) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Read the text of one record of ``kind``; see :func:`read_record`."""
    record = library[kind]
    data, findings = loader.load(text, path, record.comments)
    if data is None:
        return None, findings
    impossible: list[values.Pointer] = []
    data = values.convert(data, record.typed, impossible)
    if not impossible and record.validator.is_valid(data):
        return data, []

    hints = inspector.input_faults(text, path, record.names)
    found = explain.faults(data, record, path, impossible)
    return None, hints + position.place(text, found, {hint.line for hint in hints})


def located(root: Path, findings: list[Finding]) -> list[Finding]:
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
        text, _ = files.read_text(root / path, path)
        result += position.place(text, group) if text is not None else group
    return sorted(dict.fromkeys(result), key=Finding.sort_key)
