"""``jiedui close``: a household is no longer helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.endings import ending_questions, home_of, is_other, is_paired
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of the end of a household."""
    household = library["household"]
    return (
        Question.of(household, ("closed", "date"), key="on"),
        Question.of(household, ("closed", "reason")),
        *ending_questions(library, lambda scene: home_of(scene).unit, is_paired),
        Question.of(household, ("closed", "note"), needed=is_other, folded="说明"),
    )


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="一户不再帮扶，终止。",
    help="一户不再帮扶，终止：结对同一天结束。先商结对干部，再由县级残联决定；去世的不用商量，先用 left 写谁去世。",
)
@argument("household", metavar="户")
@records_option
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, household: str, **said: str) -> None:
    """Close a household."""
    from jiedui.entry import closing

    scene = scene_of(records, as_of)
    home = meant("household", household, scene)
    scene = replace(scene, household=home.data)

    def do() -> None:
        asked = closing.Closing(household=home.place.stem, **scene.answers)
        act(records, lambda found: closing.act(asked, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)
