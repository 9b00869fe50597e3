"""``check``: judge everything, apply every rule, give all findings at once."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.migrations import format as formats
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import read, reader_for
from jiedui.model.policy import PolicyMissingError
from jiedui.records.finding import CHANGE
from jiedui.records.kinds import path_of
from jiedui.records.memo import Memo
from jiedui.records.reader import Record, Records, located, read_ledger
from jiedui.records.source import Overlay
from jiedui.reports.bulletin import rule as bulletins  # noqa: F401
from jiedui.reports.recheck import rule as rechecks  # noqa: F401
from jiedui.review.committed import CommittedTree
from jiedui.review.working import WorkingFolder
from jiedui.rules import every, mistyped  # noqa: F401  (enters the rules)
from jiedui.rules.change import OUTSIDE, committed_since, merged_since
from jiedui.rules.engine import Engine
from jiedui.rules.left_out import sound_part
from jiedui.rules.loss.restored import restored
from jiedui.rules.loss.succession import succession
from jiedui.rules.policy import gaps
from jiedui.rules.reading import read_whole
from jiedui.rules.report import Report, WholeLedger, told
from jiedui.rules.titles import titled
from jiedui.sighting import Sighting, kept_of, memo
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jiedui.records.finding import Finding
    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.source import LedgerSource
    from jiedui.review.target import Merged
    from jiedui.review.trigger import Wording
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.left_out import SoundPart


def run(  # noqa: PLR0913  (a check has these parts)
    root: Path,
    library: SchemaLibrary,
    as_of: date,
    progress: Progress | None = None,
    change: LedgerChange | None = None,
    *,
    keeps: bool = False,
    reads: bool = False,
    seen: Sighting | None = None,
    source: LedgerSource | None = None,
) -> Report:
    """Check the ledger below ``root`` as of a day. Never raises for bad input.

    With a ``change``, the report tells what the change brings, and counts what was there before. What is found in a
    file that the change did not touch may come of it (a helper is withdrawn, and a household names him; he retires, and
    his households need another), and what is found in one that it touched may be older: it counts as brought unless the
    same is found in the records of before, which are judged only where there is a finding.

    With ``keeps``, what earlier checks found of the same is not looked for again, and what this one finds is kept for
    later ones, outside the ledger. What is found is the same. ``seen`` is the ledger where it was looked at already.
    Whoever needs all records, too, says so by ``reads``: what is judged now is not read again for them. Where they do
    not all lie below ``root``, the ``source`` has them.
    """
    if other := formats.findings(root):
        return Report(findings=other, files=1, as_of=as_of)
    if seen:
        return _judged_as_seen(seen, library, as_of, progress, change, reads=reads)
    with memo(root, as_of, keeps=keeps, has_keys=library.ring is not None) as known:
        seen = Sighting(source or WorkingFolder(root, known), known)
        return _judged_as_seen(seen, library, as_of, progress, change, reads=reads)


def _judged_as_seen(  # noqa: PLR0913  (a check has these parts)
    seen: Sighting,
    library: SchemaLibrary,
    as_of: date,
    progress: Progress | None,
    change: LedgerChange | None,
    *,
    reads: bool,
) -> Report:
    look = Engine(seen.source, library, as_of, read, seen.known, progress, hands_over=reads)
    report = _report(look, seen.source, library, as_of, change)
    if change is None:
        if look.where.is_sure:
            seen.keep(report)
        return report
    comparable = report.is_judged and change.tree and report.comparable
    return report.since(_found_before(seen.source.root, change, library, as_of, seen.known) if comparable else ())


def run_merged(  # noqa: PLR0913  (a check has these parts)
    found: Merged,
    library: SchemaLibrary,
    as_of: date,
    wordings: Iterable[Wording] = (),
    progress: Progress | None = None,
    *,
    keeps: bool = False,
) -> tuple[Report, LedgerChange | None]:
    """Check what main will be, as what a change brings to it; give the change, too. ``wordings`` are written about it.

    Main itself is checked whole, and so is what was written since the last look at it, where that is known. Raises
    :class:`~jiedui.review.git.GitUnavailableError` where nothing can be compared.
    """
    root = found.folder
    if found.since:
        change = committed_since(root, found.since, library, wordings)
        return run(root, library, as_of, progress, change, keeps=keeps, reads=True, source=found.source), change
    written = merged_since(root, found.base, library) if found.base else None
    return replace(run(root, library, as_of, progress, written, keeps=keeps, source=found.source), older=None), None


def run_for_sound(
    root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None
) -> tuple[Report, SoundPart | None]:
    """Check the ledger as :func:`run` does; return beside the report what of the ledger is sound, if anything is.

    An error in one federation leaves the others standing: see :func:`~jiedui.rules.left_out.sound_part`.
    """
    report = run(root, library, as_of, progress, keeps=True, reads=True)
    if report.records is None:
        return report, None
    whole = {record.path for record in report.records.valid}

    def judge(rest: Records) -> Report:
        left = dict.fromkeys(whole - {record.path for record in rest.valid})
        return judged(rest, library, as_of, left, without=[place.unit for place in rest.broken])

    return report, sound_part(report.records, report, judge)


def judged(
    records: Records,
    library: SchemaLibrary,
    as_of: date,
    files: Mapping[str, bytes | None],
    without: Collection[str] = (),
) -> Report:
    """Return what is found in a ledger where some ``files`` say something else, or with ``None`` are not there.

    Nor is anything of the federations ``without``; that these are there is known. ``records`` are all that is left.
    """
    root = records.root
    with memo(root, as_of, has_keys=library.ring is not None) as known:
        folder = WorkingFolder(root, known)
        gone = chain.from_iterable(folder.listing.below(unit) for unit in without)
        source = Overlay(folder, {**dict.fromkeys(gone), **files})
        look = Engine(source, library, as_of, read, known)
        look.take_for_gone([path_of("unit", unit) for unit in without])
        return replace(_report(look, source, library, as_of), whole=WholeLedger(lambda: records))


def records_of(root: Path, library: SchemaLibrary, progress: Progress | None = None) -> Records:
    """Read all records below ``root`` without judging any; those that were read before and are the same are known."""
    if library.ring is not None:
        return read_ledger(root, library, progress, read)
    known = kept_of(root)
    return read_whole(WorkingFolder(root, known), library, read, known.shelf, progress)


@contextmanager
def look_at(
    root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None, before: Engine | None = None
) -> Iterator[Engine]:
    """Give a look at the ledger below ``root``; what it finds, and what looks made of it find, is kept for later.

    That is the look of ``before``, of the same day, where no file says something else than then.
    """
    if before and before.is_of(WorkingFolder(root, before.memo)):
        yield before
        before.memo.save()
        return
    with memo(root, as_of, has_keys=library.ring is not None) as known:
        yield Engine(WorkingFolder(root, known), library, as_of, read, known, progress)


def found_in(look: Engine, library: SchemaLibrary) -> list[Finding]:
    """Return what is found in a look at a ledger that need not be written anywhere.

    What the rules find is without its place in the text.
    """
    found = _missing(look, look.plain, library) if isinstance(look.plain, PolicyMissingError) else look.found()
    return [*_completed(look, library), *(replace(finding, line=0, column=0) for finding in found)]


def _report(
    look: Engine, source: LedgerSource, library: SchemaLibrary, as_of: date, change: LedgerChange | None = None
) -> Report:
    """Return what is found; with a change, without what only comes of the records and entries that it took away.

    That these are gone is told; what there is to tell beside is found with all of them back in their places, too.
    """
    if change is None or isinstance(look.plain, PolicyMissingError):
        found = told_of(look, library)
    else:
        found = located(look.where, _completed(look, library) + _changed(look, change, source, library, as_of))
    return Report(
        findings=tuple(found),
        files=look.files,
        as_of=as_of,
        is_judged=look.is_judged,
        later=look.later,
        is_sealed=look.is_sealed,
        whole=WholeLedger(look.records(), partial(look.records_about, change) if change else None),
    )


def told_of(look: Engine, library: SchemaLibrary) -> list[Finding]:
    """Return what is found in a look at a ledger as a whole, sorted."""
    if isinstance(look.plain, PolicyMissingError):
        return located(look.where, _completed(look, library) + _missing(look, look.plain, library))
    return located(look.where, _completed(look, library) + look.found())


def _completed(look: Engine, library: SchemaLibrary) -> list[Finding]:
    """Return what is wrong with files and their names, with the codes that were meant."""
    valid = look.records_of("helper", "household") if any(map(mistyped.is_code, look.read_findings)) else []
    return mistyped.completed(Records(look.root, valid, look.broken, look.read_findings), library, look.where)


def _missing(look: Engine, missing: PolicyMissingError, library: SchemaLibrary) -> list[Finding]:
    kinds = {record.path: record.place.kind for record in look.common}
    return titled([*gaps.findings(missing, Records(look.root, look.common, look.broken), library)], kinds, library)


def _changed(
    look: Engine, change: LedgerChange, source: LedgerSource, library: SchemaLibrary, as_of: date
) -> list[Finding]:
    part = look.part_of(change)
    found = succession(change, part)
    look.take_for_gone([record.path for record in found.gone])
    findings = look.found(change, look.part_of(change))
    whole = restored(Records(look.root, list(part.valid)), found, library)
    if whole is None:
        return findings
    back: dict[str, bytes | None] = dict.fromkeys(record.path for record in part.valid if record not in whole.valid)
    back |= {record.path: _text(record, library) for record in whole.valid if record not in part.valid}
    then = Engine(Overlay(source, back), library, as_of, read, look.memo)
    known = {told(finding) for finding in then.found()}
    return [item for item in findings if item.rule.scope == CHANGE or item.count > 1 or told(item) in known]


def _text(record: Record, library: SchemaLibrary) -> bytes:
    from jiedui.records import writer  # few changes ask for it

    return writer.write(record.data, library[record.place.kind]).encode()


def _found_before(
    root: Path, change: LedgerChange, library: SchemaLibrary, as_of: date, known: Memo
) -> Iterable[Finding]:
    """Return what is found in the records as they were before the change, migrated where they were of an older format.

    Git is asked about the repository as it is: what a bulletin rests on is in its history.
    """
    with CommittedTree(root, change.tree) as then:
        seen = Sighting(then, known, change.tree)
        report = seen.report(as_of)
        if report is None:
            is_older = formats.of(then) != CURRENT
            reader, memo_of = (reader_for(then), Memo(None)) if is_older else (read, known)
            look = Engine(then, library, as_of, reader, memo_of)
            report = _report(look, then, library, as_of)
            if look.where.is_sure and not is_older:
                seen.keep(report)
        if not report.is_judged:
            return ()
        return [
            item for item in report.findings if not item.path.startswith(OUTSIDE)
        ]  # what lies there now was not looked at then
