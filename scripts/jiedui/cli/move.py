"""``jiedui move``: a household goes from one federation of the city to another."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.answers import UnitAnswer, WrongAnswerError
from jiedui.cli.asking.endings import ending_questions, home_of, is_paired
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument
from jiedui.model.household import MOVED
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of a move."""
    household = library["household"]
    return (
        Question.of(household, ("registered_on",), key="on", title="迁入日期", help="从哪天起归新的残联。"),
        *(Question.of(household, (key,)) for key in ("county", "township", "village", "address")),
        Question.of(household, ("phone",), help="新的联系电话，不写就照旧。"),
        *ending_questions(library, lambda scene: home_of(scene).unit, is_paired),
        Question.of(household, ("closed", "note"), folded="说明"),
    )


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="一户迁到本市别的残联。",
    help="一户迁到本市别的残联：原档案终止、结束结对，新残联建新档案，没办结的需求带过去。全部改好，否则一个不改。",
)
@argument("household", metavar="户")
@argument("unit", metavar="残联")
@records_option
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, household: str, unit: str, **said: str) -> None:
    """Move a household to another federation."""
    from jiedui.entry import move

    scene = scene_of(records, as_of)
    home = meant("household", household, scene)
    scene = replace(scene, household=home.data, answers={"reason": MOVED})
    with suppress(WrongAnswerError):  # the move says why it is none
        unit = UnitAnswer().read(unit, scene)

    def do() -> None:
        asked = move.Move(
            household=home.place.stem,
            unit=unit,
            **{key: scene.answers[key] for key in scene.answers if key != "reason"},
        )
        act(records, lambda found: move.act(asked, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)
