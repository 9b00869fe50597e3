"""``jiedui card``: what became of the contact cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.options import Day, as_of_option, dry_run_option, records_option
from jiedui.cli.usage import Group, argument, option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.group(cls=Group, help="联系卡：记哪天留给了家庭。")
def command() -> None:
    """Hold the commands of the cards."""


@command.command(help="联系卡留给了家庭：记在那天主责责任人的结对里。换了新卡的，再记一次。")
@argument("household", metavar="户编号")
@records_option
@option("--on", type=Day(), required=True, help="哪天留的。")
@option("--version", default="", metavar="版号", help="卡右下角的版号，例如 2026-03-02-7K。")
@as_of_option
@dry_run_option
def delivered(*, records: Path, as_of: date, dry_run: bool, **known: str | date) -> None:
    """Note that a card was left."""
    from jiedui.entry import card

    asked = card.CardDelivery(**known)  # type: ignore[arg-type]  # click gives what it names
    act(records, lambda found: card.act(asked, found), as_of, dry_run=dry_run)
