"""What a clerk does with a household or helper: planned and written as any edit, and what follows from it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.editing import held, tell_plan, write
from jiedui.cli.outcome import CLEAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jiedui.cli.asking.answers import Scene
    from jiedui.entry.known import KnownLedger
    from jiedui.entry.plan import Act


def act(records: Path, do: Callable[[KnownLedger], Act], scene: Scene, *, dry_run: bool) -> NoReturn:
    """Write what ``do`` makes of what is known, as :func:`~jiedui.cli.editing.edit` does; say what follows; leave.

    In the ``scene`` the questions were asked: where nobody has changed the ledger since, it is as it was there.
    """
    from jiedui.check import look_at
    from jiedui.entry.known import KnownLedger
    from jiedui.entry.near import NearLedger, NearRecords
    from jiedui.entry.plan import plan

    with held(records) as (root, library), look_at(root, library, scene.as_of, before=scene.look) as look:
        found = NearRecords(look)
        done = do(KnownLedger(found, scene.as_of, NearLedger.near(look, scene.as_of)))
        planned = plan(done.edits, found, library, scene.as_of, look)
        write(planned, root, dry_run=dry_run)
    tell_plan(planned, records, dry_run=dry_run)
    for line in done.told:
        click.echo(line)
    raise SystemExit(CLEAN)
