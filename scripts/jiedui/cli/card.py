"""``jiedui card``: what became of the contact cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.asking.inquiry import AskingCommand, carry_out, meant, scene_of
from jiedui.cli.asking.question import Question, always
from jiedui.cli.ledger import schemas
from jiedui.cli.options import as_of_option, dry_run_option, records_option
from jiedui.cli.usage import Group, argument

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary

_PAIRING = ("pairings", 0)


def questions(library: SchemaLibrary) -> tuple[Question, ...]:
    """Return what is asked of a card that was left."""
    household = library["household"]
    return (
        Question.of(household, (*_PAIRING, "card_on"), key="on", when=always, needed=always),
        Question.of(household, (*_PAIRING, "card_version"), key="version", when=always),
    )


@click.group(cls=Group, help="联系卡：记哪天留给了家庭。")
def command() -> None:
    """Hold the commands of the cards."""


@command.command(
    cls=AskingCommand,
    questions=questions,
    help="联系卡留给了家庭：记在那天主责责任人的结对里。换了新卡的，再记一次。",
)
@argument("household", metavar="户")
@records_option
@as_of_option
@dry_run_option
def delivered(*, records: Path, as_of: date, dry_run: bool, household: str, **said: str) -> None:
    """Note that a card was left."""
    from jiedui.entry import card

    scene = scene_of(records, as_of)
    home = meant("household", household, scene)

    def do() -> None:
        asked = card.CardDelivery(household=home.place.stem, **scene.answers)
        act(records, lambda found: card.act(asked, found), scene, dry_run=dry_run)

    carry_out(questions(schemas()), said, scene, do)
