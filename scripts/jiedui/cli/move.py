"""``jiedui move``: a household goes from one federation of the city to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.editing import edit
from jiedui.cli.options import Day, as_of_option, dry_run_option, ending_options, records_option
from jiedui.cli.outcome import CLEAN
from jiedui.cli.usage import Command, argument, option

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="一户迁到本市别的残联。",
    help="一户迁到本市别的残联：原档案终止、结束结对，新残联建新档案，没办结的需求带过去。全部改好，否则一个不改。",
)
@argument("household", metavar="户编号")
@argument("unit", metavar="残联")
@records_option
@option("--on", type=Day(), required=True, help="从哪天起归新的残联。")
@option("--county", required=True, metavar="名称", help="新住址的县市区。")
@option("--township", required=True, metavar="名称", help="新住址的乡镇（街道）。")
@option("--village", required=True, metavar="名称", help="新住址的村（社区）。")
@option("--address", default="", metavar="文字", help="新住址的门牌组别。")
@option("--phone", default="", metavar="号码", help="新的联系电话，不写就照旧。")
@ending_options
@option("--note", default="", metavar="文字", help="终止的说明。")
@as_of_option
@dry_run_option
def command(
    *, records: Path, as_of: date, dry_run: bool, household: str, unit: str, on: date, **known: str | date | None
) -> None:
    """Move a household to another federation."""
    from jiedui.entry.move import Move, edits

    move = Move(household=household, unit=unit, on=on, **known)  # type: ignore[arg-type]  # click gives what it names
    edit(records, lambda found, _: edits(move, found, as_of), as_of, dry_run=dry_run)
    click.echo(
        "走访、集体活动和办结的需求留在原来的档案里，两户的网页互相有链接。下一步：在新档案里写结对（pairings）。"
    )
    raise SystemExit(CLEAN)
