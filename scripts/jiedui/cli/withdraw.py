"""``jiedui withdraw``: a record, or an entry of a household, was made in error."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, scene_of
from jiedui.cli.asking.question import Question
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument, option

if TYPE_CHECKING:
    from datetime import date

    from jiedui.records.schema import SchemaLibrary


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of what was recorded in error."""
    household = library["household"]
    return (
        Question.of(household, ("withdrawn", "reason")),
        Question.of(household, ("withdrawn", "date"), key="on", default=lambda scene: str(scene.as_of)),
    )


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="撤销写错的记录，或者户里的一条。",
    help=(
        "撤销写错的记录，或者户里的一条：不删，写哪天、为什么撤销，以后不算。记录写文件（records/…/2026-11-20.yml）"
        "或者户、责任人的编号；户里的一条，后面再写需求编号（n-7K3Q，它的第二条措施是 n-7K3Q/2）、结对的责任人编号"
        "或者集体活动的日期。真的发生过、后来变了的，不撤销。"
    ),
)
@argument("what", metavar="文件或者编号")
@argument("entry", metavar="哪一条", required=False, default="")
@records_option
@option("--which", type=click.IntRange(1, 99), help="同样的有几条的，写第几条。")
@as_of_option
@dry_run_option
def command(
    *, records: Path, as_of: date, dry_run: bool, what: str, entry: str, which: int | None, **said: str
) -> None:
    """Withdraw what was recorded in error."""
    from jiedui.entry import withdrawing

    scene = scene_of(records, as_of)

    def do() -> None:
        asked = withdrawing.Withdrawing(what=_in_ledger(what, records), entry=entry, which=which, **scene.answers)
        act(records, lambda found: withdrawing.act(asked, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)


def _in_ledger(what: str, records: Path) -> str:
    """Return a path from the ledger's root where the file that was typed lies in it, else what was typed."""
    if not {*what} & {"/", "\\", "."}:
        return what
    root, file = (Path(os.path.realpath(path)) for path in (records, what))
    return file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else what.replace("\\", "/")
