"""``jiedui left``: a member of a household died or left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.answers import CodeAnswer, WordAnswer
from jiedui.cli.asking.endings import is_other
from jiedui.cli.asking.inquiry import AskingCommand, argument_of, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import argument
from jiedui.entry.needs import open_needs
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.cli.asking.answers import Scene
    from jiedui.records.schema import SchemaLibrary


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of a departure."""
    household, left = library["household"], ("members", 0, "left")
    return (
        Question.of(household, (*left, "date"), key="on"),
        Question.of(household, (*left, "reason")),
        Question.of(household, (*left, "note"), needed=is_other, folded="说明"),
        Question(
            key="family",
            title="改成全家的需求",
            kind=WordAnswer({"是": True, "否": False}),
            help="他还没有办结的需求，家里其他人还需要的，改成全家的；不需要的，就此办结。",
            when=_has_needs,
            default=lambda _: "否",
        ),
        Question.of(household, ("needs", 0, "result"), when=_is_settled, needed=_is_settled),
    )


def _has_needs(scene: Scene) -> bool:
    member = scene.answers["member"]
    return any(need.get("person") == member for need in open_needs(scene.household))


def _is_settled(scene: Scene) -> bool:
    return _has_needs(scene) and not scene.answers.get("family")


@click.command(
    cls=AskingCommand,
    questions=questions,
    short_help="家里有人去世或者离开。",
    help="家里有人去世或者离开：人不删，写哪天、为什么；他没有办结的需求，办结或者改成全家的。",
)
@argument("household", metavar="户")
@argument("member", metavar="成员")
@records_option
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, household: str, member: str, **said: str) -> None:
    """Let a member leave."""
    from jiedui.entry import leaving

    scene = scene_of(records, as_of)
    home = meant("household", household, scene)
    scene = replace(scene, household=home.data)
    scene.answers["member"] = argument_of(CodeAnswer("member"), member, scene)

    def do() -> None:
        asked = leaving.Leaving(household=home.place.stem, **scene.answers)
        act(records, lambda found: leaving.act(asked, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)
