"""``jiedui pair``: a household is given to a helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.options import Day, as_of_option, dry_run_option, records_option
from jiedui.cli.usage import Command, OneOf, argument, option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="一户与一位帮扶责任人结对。",
    help="一户与一位帮扶责任人结对。先看是不是在任、是不是本辖区、有没有别的主责；写好以后说明户数和五件事的期限。",
)
@argument("household", metavar="户编号")
@argument("helper", metavar="责任人编号")
@records_option
@option("--on", type=Day(), required=True, help="从哪天起负责。")
@option("--role", type=OneOf(["主责", "协助"]), default="主责", show_default=True, help="结对身份。")
@option("--cross-area", "area_reason", default="", metavar="理由", help="帮扶本辖区以外的家庭才写。")
@option("--plan", default="", metavar="文字", help="打算怎么帮；档案里还没有的才写。")
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, **known: str | date) -> None:
    """Pair a household with a helper."""
    from jiedui.entry import pairing

    beginning = pairing.Beginning(**known)  # type: ignore[arg-type]  # click gives what it names
    act(records, lambda found: pairing.act(beginning, found), as_of, dry_run=dry_run)
