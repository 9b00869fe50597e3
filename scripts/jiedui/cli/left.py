"""``jiedui left``: a member of a household died or left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.options import Day, as_of_option, dry_run_option, records_option
from jiedui.cli.usage import Command, OneOf, argument, option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

REASONS = ("去世", "迁出", "婚嫁分户", "其他")


@click.command(
    cls=Command,
    short_help="家里有人去世或者离开。",
    help="家里有人去世或者离开：人不删，写哪天、为什么；他没有办结的需求，办结或者改成全家的。",
)
@argument("household", metavar="户编号")
@argument("member", metavar="成员编号或者姓名")
@records_option
@option("--on", type=Day(), required=True, help="从哪天起不再是这一户的成员。")
@option("--reason", type=OneOf(REASONS), required=True, help="为什么离开。")
@option("--note", default="", metavar="文字", help="说明；原因选“其他”的要写。")
@option("--result", default="", metavar="文字", help="没有办结的需求就此办结，写结果。")
@option("--family", is_flag=True, help="没有办结的需求家里其他人还需要，改成全家的。")
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, **known: str | date | bool) -> None:
    """Let a member leave."""
    from jiedui.entry import leaving

    asked = leaving.Leaving(**known)  # type: ignore[arg-type]  # click gives what it names
    act(records, lambda found: leaving.act(asked, found), as_of, dry_run=dry_run)
