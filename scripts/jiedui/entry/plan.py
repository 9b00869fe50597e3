"""A plan of edits: what some records are to say, judged with all others before any file is written."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from jiedui import check
from jiedui.records import dialect, reader, writer
from jiedui.records.finding import Severity
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, Records
from jiedui.records.sealable import KIND
from jiedui.records.sealer import SETTINGS, ClosedError, make_keys, sealed, sealed_classes
from jiedui.records.staging import Staging
from jiedui.rules.report import WholeLedger, told
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.records.finding import Finding
    from jiedui.records.reader import AnyRecords
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.sensitivity import SensitiveClass
    from jiedui.records.tree import Place
    from jiedui.rules.engine import Engine


CHECK_FIRST = "先用 jiedui check 检查，改好再运行。"
"""What to do about a record that cannot be read."""


# What cannot be read and is written nowhere stands there as this: it is not missing.
_UNREADABLE = b""


class RefusedError(Exception):
    """What was asked for cannot be done; the message says in Chinese why, and what to do."""


class RecordEdit(Struct, frozen=True):
    """What one record is to say, as plain data of this format. ``new`` tells that there is no file yet.

    ``source`` is where it was said, and ``note`` what there is to tell of it beside, both in words for staff.
    """

    place: Place
    data: dict[str, Any]
    new: bool = False
    source: str = ""
    note: str = ""


class Act(Struct, frozen=True):
    """What a command does: its edits, and in words for staff what else follows from them."""

    edits: tuple[RecordEdit, ...]
    told: tuple[str, ...] = ()


class Plan(Struct, frozen=True):
    """Edits with the files that they come to, by path from the ledger's root, and what a check of the whole would find.

    ``read`` are the texts of the files that are there already, as they were when this was planned. ``findings``
    are those of the records that are edited, with all in the folder of a household, and the errors that the edits bring
    about in others.
    ``whole`` is what the edits make of the ledger, read when it is asked for; ``None`` where its policy is not usable.
    """

    edits: tuple[RecordEdit, ...]
    files: dict[str, bytes]
    read: dict[str, str]
    findings: tuple[Finding, ...]
    whole: WholeLedger | None = None

    @property
    def ledger(self) -> Ledger | None:
        """What the edits make of the ledger; ``None`` where its policy is not usable."""
        return self.whole.ledger if self.whole else None

    @property
    def errors(self) -> list[Finding]:
        """The findings that nothing is to be written for."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    def write(self, root: Path) -> None:
        """Write every file below ``root``, in the order of the edits; raises as the staging does."""
        with Staging(root) as staging:
            there = {path: root / path for path in self.files}
            files, read = ({there[path]: said[path] for path in said} for said in (self.files, self.read))
            staging.write_all(files, {there[edit.place.path] for edit in self.edits if edit.new}, read=read)


def plan(
    edits: Iterable[RecordEdit], records: AnyRecords, library: SchemaLibrary, as_of: date, now: Engine | None = None
) -> Plan:
    """Return the plan of edits to a ledger of ``records``, at which one looks ``now``, if one does.

    What a ledger keeps sealed is sealed first. Raises :class:`~jiedui.records.staging.ChangedMeanwhileError` where one
    has other content by now, and :class:`RefusedError` where something cannot be sealed here.
    """
    edits = _sealed(tuple(edits), records, library)
    files: dict[str, bytes] = {}
    read: dict[str, str] = {}
    findings: list[Finding] = []
    valid: dict[str, Record] = {}
    for edit in edits:
        schema, path = library[edit.place.kind], edit.place.path
        if not edit.new:
            read[path] = reader.reread(records.root, valid.get(path) or _there(records, path), schema)
        text = writer.write(edit.data, schema, dialect.modeline(read.get(path, "").replace("\r\n", "\n")))
        files[path] = text.encode()
        judged = reader.parse(text, path, schema)
        findings += judged.findings
        if judged.data is not None:  # of very many, what is held already is not held twice
            valid[path] = Record(edit.place, edit.data if judged.data == edit.data else judged.data)
    touched = {_touched(edit.place) for edit in edits}
    there = records.root.as_posix()
    unwritten = {item.path: _UNREADABLE for item in records.broken if not os.path.lexists(f"{there}/{item.path}")}
    with nullcontext(now) if now else check.look_at(records.root, library, as_of) as now:
        look = now.changed(unwritten) if unwritten else now
        then = look.changed(
            {path: files[path] for path in valid}, {path: record.data for path, record in valid.items()}
        )
        found = [finding for finding in check.found_in(then, library) if finding.path not in unwritten]
        findings += (finding for finding in found if _is_of(finding.path, touched))
        elsewhere = [item for item in found if item.severity is Severity.ERROR and not _is_of(item.path, touched)]
        if elsewhere:
            before = {told(finding) for finding in check.found_in(look, library)}
            findings += (finding for finding in elsewhere if told(finding) not in before)
    whole = WholeLedger(lambda: _after(records, valid)) if then.is_judged else None
    return Plan(edits, files, read, tuple(findings), whole)


def _there(records: AnyRecords, path: str) -> Record:
    """Return a record that was read; without it nobody could have planned to change it."""
    found = records.at(path)
    assert found
    return found


def _after(records: AnyRecords, changed: Mapping[str, Record]) -> Records:
    """Return what the records come to with some that are changed, or new."""
    valid = {**{record.path: record for record in records.valid}, **changed}
    return Records(records.root, list(valid.values()), list(records.broken))


def _sealed(edits: tuple[RecordEdit, ...], records: AnyRecords, library: SchemaLibrary) -> tuple[RecordEdit, ...]:
    known = {path: item.data for path in _paths(edits) if (item := records.at(path))}
    classes = sealed_classes(known.get(path_of(SETTINGS), {}))
    try:
        if classes and library.ring:
            make_keys((edit.place.stem for edit in edits if edit.new and edit.place.kind == KIND), library.ring)
        return tuple(_sealed_edit(edit, library, classes, known.get(edit.place.path)) for edit in edits)
    except ClosedError as error:
        raise RefusedError(str(error)) from error


def _sealed_edit(
    edit: RecordEdit, library: SchemaLibrary, classes: Collection[SensitiveClass], known: dict[str, Any] | None
) -> RecordEdit:
    data = sealed(edit.data, library[edit.place.kind], classes, known)
    return edit if data is edit.data else replace(edit, data=data)


def _paths(edits: Iterable[RecordEdit]) -> Iterator[str]:
    yield path_of(SETTINGS)
    yield from (edit.place.path for edit in edits)


def _touched(place: Place) -> str:
    """Return how the paths begin of what belongs to a record: all in its folder, where that is a household's."""
    return f"{place.path.rpartition('/')[0]}/" if place.household else place.path


def _is_of(path: str, touched: Container[str]) -> bool:
    """Tell whether a file is one that is ``touched``, or lies in a folder that is."""
    parts = path.split("/")
    return path in touched or any(f"{'/'.join(parts[:depth])}/" in touched for depth in range(1, len(parts)))
