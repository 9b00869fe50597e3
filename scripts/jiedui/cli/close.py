"""``jiedui close``: a household is no longer helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.options import Day, as_of_option, dry_run_option, ending_options, records_option
from jiedui.cli.usage import Command, OneOf, argument, option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

REASONS = ("去世", "迁出市内", "迁出市外", "脱困", "拒绝", "失联", "重复", "其他")


@click.command(
    cls=Command,
    short_help="一户不再帮扶，终止。",
    help="一户不再帮扶，终止：结对同一天结束。先商结对干部，再由县级残联决定；去世的不用商量，先用 left 写谁去世。",
)
@argument("household", metavar="户编号")
@records_option
@option("--on", type=Day(), required=True, help="帮扶的最后一天。")
@option("--reason", type=OneOf(REASONS), required=True, help="为什么终止。")
@ending_options
@option("--note", default="", metavar="文字", help="说明；原因选“其他”的要写。")
@as_of_option
@dry_run_option
def command(*, records: Path, as_of: date, dry_run: bool, **known: str | date) -> None:
    """Close a household."""
    from jiedui.entry import closing

    asked = closing.Closing(**known)  # type: ignore[arg-type]  # click gives what it names
    act(records, lambda found: closing.act(asked, found), as_of, dry_run=dry_run)
