"""``check``: read everything, apply every rule, give all findings at once."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.migrations import format as formats
from jiedui.migrations.reading import read, reader_for
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.records.finding import CHANGE
from jiedui.records.reader import Progress, Records, located, read_ledger
from jiedui.reports.bulletin import rule as bulletins  # noqa: F401
from jiedui.reports.recheck import rule as rechecks  # noqa: F401
from jiedui.review import trees
from jiedui.rules import every, mistyped  # noqa: F401  (enters the rules)
from jiedui.rules.apply import apply
from jiedui.rules.change import change_since, merged_since
from jiedui.rules.context import Files, Inspection
from jiedui.rules.left_out import sound_part
from jiedui.rules.loss.restored import restored
from jiedui.rules.loss.succession import succession
from jiedui.rules.policy import gaps
from jiedui.rules.report import Report, told
from jiedui.rules.titles import titled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.records.finding import Finding
    from jiedui.records.schema import SchemaLibrary
    from jiedui.review.target import Merged
    from jiedui.review.trigger import Wording
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.left_out import SoundPart


def run(
    root: Path,
    library: SchemaLibrary,
    as_of: date,
    progress: Progress | None = None,
    change: LedgerChange | None = None,
) -> Report:
    """Check the ledger below ``root`` as of a day. Never raises for bad input.

    With a ``change``, the report tells what the change brings, and counts what was there before. What is found in a
    file that the change did not touch may come of it (a helper is withdrawn, and a household names him; he retires, and
    his households need another), and what is found in one that it touched may be older: it counts as brought unless the
    same is found in the records of before, which are judged only where there is a finding.
    """
    report = _checked(root, library, as_of, progress, change)
    if change is None:
        return report
    comparable = report.ledger and change.tree and report.comparable
    return report.since(_found_before(root, change, library, as_of) if comparable else ())


def run_merged(
    found: Merged,
    library: SchemaLibrary,
    as_of: date,
    wordings: Iterable[Wording] = (),
    progress: Progress | None = None,
) -> tuple[Report, LedgerChange | None]:
    """Check what main will be, as what a change brings to it; give the change, too. ``wordings`` are written about it.

    Main itself is checked whole, and so is what was written since the last look at it, where that is known. Raises
    :class:`~jiedui.review.git.GitUnavailableError` where nothing can be compared.
    """
    root = found.folder
    if found.since:
        change = change_since(root, found.since, library, wordings)
        return run(root, library, as_of, progress, change), change
    written = merged_since(root, found.base, library) if found.base else None
    return replace(run(root, library, as_of, progress, written), older=None), None


def run_for_sound(
    root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None
) -> tuple[Report, SoundPart | None]:
    """Check the ledger as :func:`run` does; return beside the report what of the ledger is sound, if anything is.

    An error in one federation leaves the others standing: see :func:`~jiedui.rules.left_out.sound_part`.
    """
    if other := formats.findings(root):
        return Report(findings=other, files=1, as_of=as_of), None
    records = read_ledger(root, library, progress, read)
    report = _placed(root, judged(records, library, as_of))
    sound = sound_part(records, report, lambda rest: judged(rest, library, as_of))
    return report, sound and replace(sound, report=_placed(root, sound.report))


def _checked(
    root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None, change: LedgerChange | None
) -> Report:
    if other := formats.findings(root):
        return Report(findings=other, files=1, as_of=as_of)
    return _placed(root, judged(read_ledger(root, library, progress, read), library, as_of, change))


def _placed(root: Path, report: Report) -> Report:
    return replace(report, findings=tuple(located(root, [*report.findings])))


def judged(records: Records, library: SchemaLibrary, as_of: date, change: LedgerChange | None = None) -> Report:
    """Return what is found in records that have been read; what the rules find has no place in a text yet."""
    findings = mistyped.completed(records, library)
    ledger: Ledger | None = None
    try:
        ledger = Ledger.of(records)
    except PolicyMissingError as missing:
        findings += titled([*gaps.findings(missing, records, library)], records, library)
    else:
        inspection = Inspection(ledger=ledger, as_of=as_of, files=Files.of(records), change=change)
        found = _changed(inspection, change, records, library) if change else apply(inspection)
        findings += titled(found, records, library)
    return Report(
        findings=tuple(findings),
        files=len(records.valid) + len(records.broken),
        ledger=ledger,
        as_of=as_of,
        records=records,
    )


def _changed(inspection: Inspection, change: LedgerChange, records: Records, library: SchemaLibrary) -> list[Finding]:
    """Return what is found in a change, without what only comes of the records and entries that it took away.

    That these are gone is told; what there is to tell beside is found with all of them back in their places, too.
    """
    found = succession(change, inspection.files)
    findings = apply(replace(inspection, files=Files.of(records, found.gone)))
    whole = restored(records, found, library)
    if whole is None:
        return findings
    back = apply(Inspection(ledger=Ledger.of(whole), as_of=inspection.as_of, files=Files.of(whole)))
    known = {told(finding) for finding in back}
    return [item for item in findings if item.rule.scope == CHANGE or item.count > 1 or told(item) in known]


def _found_before(root: Path, change: LedgerChange, library: SchemaLibrary, as_of: date) -> tuple[Finding, ...]:
    """Return what is found in the records as they were before the change, migrated where they were of an older format.

    Git is asked about the repository as it is: what a bulletin rests on is in its history.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            then = trees.unpack(root, change.tree, Path(folder))
            records = read_ledger(then, library, read=reader_for(then))
        ledger = Ledger.of(records)
    except PolicyMissingError:  # it could not be judged
        return ()
    found = apply(Inspection(ledger=ledger, as_of=as_of, files=Files.of(records)))
    return (*records.findings, *titled(found, records, library))
