"""Edits of several records by a command: planned and written by one alone, whole or not at all, and told."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import click

from jiedui.cli.ledger import ledger_of_this_format, needing_policy, schemas
from jiedui.cli.outcome import FINDINGS, fail
from jiedui.cli.progress import ProgressLine
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jiedui.entry.plan import Plan, RecordEdit
    from jiedui.records.finding import Finding
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary

    Edits = Callable[[Records, SchemaLibrary], Iterable[RecordEdit]]


def edit(records: Path, edits: Edits, as_of: date, *, dry_run: bool) -> None:
    """Write what ``edits`` makes of the ledger, and say what: on a ``dry_run`` it is said alone.

    Leaves with 1 where an error would stand in a folder that is touched, with 2 where it cannot be.
    """
    from jiedui.entry.plan import plan

    with held(records) as (root, library):
        found = whole(root, library)
        planned = plan(edits(found, library), found, library, as_of)
        write(planned, root, dry_run=dry_run)
    tell_plan(planned, records, dry_run=dry_run)


def write(planned: Plan, root: Path, *, dry_run: bool) -> None:
    """Write what was planned where nothing is wrong with it, and it is to be written."""
    if not planned.errors and not dry_run:
        planned.write(root)


def tell_plan(planned: Plan, records: Path, *, dry_run: bool) -> None:
    """Say what is wrong with a plan and leave with 1 for an error; else say what was written, or would be."""
    sources = {item.place.path: item.source for item in planned.edits}
    begun = {item.place.path: item.data for item in planned.edits if item.new}
    tell(((sources.get(each.path, ""), _by_name(each, begun.get(each.path, {}))) for each in planned.findings), records)
    if planned.errors:
        refuse(len(planned.errors))
    tell_edits(planned, records, dry_run=dry_run)


def _by_name(finding: Finding, home: Mapping[str, Any]) -> Finding:
    """Return a finding in a new household with the names of its members: their codes were drawn just now."""
    from jiedui.entry.sought import by_name

    return replace(finding, message=by_name(finding.message, home))


@contextmanager
def held(records: Path) -> Iterator[tuple[Path, SchemaLibrary]]:
    """Hold the ledger alone while it is looked at and edited; leave with 2 where what is asked for cannot be done."""
    from jiedui.entry.plan import RefusedError
    from jiedui.records.alone import BusyError, alone

    root, library = ledger_of_this_format(records), schemas()
    try:
        with needing_policy(), alone(root):
            yield root, library
    except RefusedError as error:
        fail(str(error))
    except BusyError:
        fail("另一个 jiedui 命令正在改这份台账，等它做完再运行。")


def whole(root: Path, library: SchemaLibrary) -> Records:
    """Return all records of the ledger, told how far the reading is."""
    from jiedui.check import records_of

    return records_of(root, library, ProgressLine("正在读台账"))


def tell_edits(planned: Plan, records: Path, *, dry_run: bool) -> None:
    """Say what was written, or on a ``dry_run`` what would be: a line for each record."""
    for item in planned.edits:
        done = ("将新建" if item.new else "将改") if dry_run else ("已新建" if item.new else "已改")
        source = f"（{item.source}）" if item.source else ""
        click.echo(f"{done}：{records.as_posix()}/{item.place.path}{source}{item.note}")


def tell(findings: Iterable[tuple[str, Finding]], records: Path) -> None:
    """Say findings, those of one source, where there is one, behind it."""
    from jiedui.rules.reporters import lines

    for source, group in groupby(findings, itemgetter(0)):
        if source:
            click.echo(f"{source}：")
        for line in lines((finding for _, finding in group), records.as_posix()):
            click.echo(line)


def refuse(faults: int) -> None:
    """Say that nothing was written for so many faults, which were told, and leave with 1."""
    click.echo(f"没有改：先改好上面 {faults} 处。")
    raise SystemExit(FINDINGS)
