"""What a clerk does with a household or helper: planned and written as any edit, and what follows from it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.editing import edit
from jiedui.cli.outcome import CLEAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from jiedui.entry.known import KnownLedger
    from jiedui.entry.plan import Act, RecordEdit
    from jiedui.records.reader import Records
    from jiedui.records.schema import SchemaLibrary


def act(records: Path, do: Callable[[KnownLedger], Act], as_of: date, *, dry_run: bool) -> NoReturn:
    """Write what ``do`` makes of what is known, as :func:`~jiedui.cli.editing.edit` does; say what follows; leave."""
    from jiedui.entry.known import KnownLedger

    told: list[str] = []

    def edits(found: Records, _: SchemaLibrary) -> tuple[RecordEdit, ...]:
        done = do(KnownLedger(found, as_of))
        told.extend(done.told)
        return done.edits

    edit(records, edits, as_of, dry_run=dry_run)
    for line in told:
        click.echo(line)
    raise SystemExit(CLEAN)
