"""Edits of several records by a command: planned and written by one alone, whole or not at all, and told."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.outcome import FINDINGS, fail
from jiedui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from jiedui.entry.plan import RecordEdit
    from jiedui.records.finding import Finding
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary

    Edits = Callable[[Records, SchemaLibrary], Iterable[RecordEdit]]


def edit(records: Path, edits: Edits, as_of: date, *, dry_run: bool) -> None:
    """Write what ``edits`` makes of the ledger, and say what: on a ``dry_run`` it is said alone.

    Leaves with 1 where an error would stand in a folder that is touched, with 2 where it cannot be.
    """
    from jiedui.entry.plan import RefusedError, plan
    from jiedui.migrations.reading import read
    from jiedui.model.policy import PolicyMissingError
    from jiedui.records.alone import BusyError, alone
    from jiedui.records.finding import Severity
    from jiedui.records.reader import read_ledger

    root, library = ledger_of_this_format(records), schemas()
    try:
        with alone(root):
            found = read_ledger(root, library, ProgressLine("正在读取"), read)
            planned = plan(edits(found, library), found, library, as_of)
            errors = [finding for finding in planned.findings if finding.severity is Severity.ERROR]
            if not errors and not dry_run:
                planned.write(root)
    except RefusedError as error:
        fail(str(error))
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")
    except BusyError:
        fail("另一个 jiedui 命令正在改这份台账，等它做完再运行。")
    sources = {item.place.path: item.source for item in planned.edits}
    tell(((sources.get(finding.path, ""), finding) for finding in planned.findings), records)
    if errors:
        refuse(len(errors))
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
