"""``jiedui pair``: a household is given to a helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.endings import home_of
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question, always
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument
from jiedui.model.pairing import PRIMARY
from jiedui.rules.household.areas import is_outside
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.cli.asking.answers import Scene
    from jiedui.records.schema import SchemaLibrary

_PAIRING = ("pairings", 0)


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of a pairing that begins."""
    household = library["household"]
    return (
        Question.of(household, (*_PAIRING, "from"), key="on"),
        Question.of(household, (*_PAIRING, "role"), when=always, default=lambda _: PRIMARY),
        Question.of(household, (*_PAIRING, "exception_reason"), key="cross_area", when=_is_outside, needed=_is_outside),
        Question.of(household, ("plan",), when=_has_no_plan, needed=_has_no_plan),
    )


def _is_outside(scene: Scene) -> bool:
    given = scene.answers
    return "on" in given and is_outside(scene.ledger.helpers[given["helper"]], home_of(scene).unit, given["on"])


def _has_no_plan(scene: Scene) -> bool:
    return not home_of(scene).plan and not home_of(scene).needs


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="一户与一位帮扶责任人结对。",
    help="一户与一位帮扶责任人结对。先看是不是在任、是不是本辖区、有没有别的主责；写好以后说明户数和五件事的期限。",
)
@argument("household", metavar="户")
@argument("helper", metavar="责任人")
@records_option
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, household: str, helper: str, **said: str) -> None:
    """Pair a household with a helper."""
    from jiedui.entry import pairing

    scene = scene_of(records, as_of)
    home, chosen = meant("household", household, scene), meant("helper", helper, scene).place.stem
    scene = replace(scene, household=home.data, answers={"helper": chosen})

    def do() -> None:
        beginning = pairing.Beginning(household=home.place.stem, **scene.answers)
        act(records, lambda found: pairing.act(beginning, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)
