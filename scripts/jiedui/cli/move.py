"""``jiedui move``: a household goes from one federation of the city to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import Day, as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail
from jiedui.cli.progress import ProgressLine
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
@option("--consulted", "consulted_on", type=Day(), help="哪天商的结对干部；还在结对的要写。")
@option("--decided-by", default="", metavar="单位", help="谁决定结束结对，不写就是原来的残联。")
@option("--decided", "decided_on", type=Day(), help="哪天决定的，不写就是迁入那天。")
@option("--note", default="", metavar="文字", help="终止的说明。")
@as_of_option
@option("--dry-run", is_flag=True, help="只看要改哪些，不改文件。")
def command(
    *, records: Path, as_of: date, dry_run: bool, household: str, unit: str, on: date, **known: str | date | None
) -> None:
    """Move a household to another federation."""
    from jiedui.entry.move import Move, edits
    from jiedui.entry.plan import RefusedError, plan
    from jiedui.migrations.reading import read
    from jiedui.model.policy import PolicyMissingError
    from jiedui.records.alone import BusyError, alone
    from jiedui.records.finding import Severity
    from jiedui.records.reader import read_ledger
    from jiedui.rules.reporters import lines

    root, library = ledger_of_this_format(records), schemas()
    move = Move(household=household, unit=unit, on=on, **known)  # type: ignore[arg-type]  # click gives what it names
    try:
        with alone(root):
            found = read_ledger(root, library, ProgressLine("正在读取"), read)
            planned = plan(edits(move, found, as_of), found, library, as_of)
            errors = [finding for finding in planned.findings if finding.severity is Severity.ERROR]
            if not errors and not dry_run:
                planned.write(root)
    except RefusedError as error:
        fail(str(error))
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")
    except BusyError:
        fail("另一个 jiedui 命令正在改这份台账，等它做完再运行。")
    for line in lines(planned.findings, records.as_posix()):
        click.echo(line)
    if errors:
        click.echo(f"没有改：先改好上面 {len(errors)} 处。")
        raise SystemExit(FINDINGS)
    for edit in planned.edits:
        done = ("将新建" if edit.new else "将改") if dry_run else ("已新建" if edit.new else "已改")
        click.echo(f"{done}：{records.as_posix()}/{edit.place.path}")
    click.echo(
        "走访、集体活动和办结的需求留在原来的档案里，两户的网页互相有链接。下一步：在新档案里写结对（pairings）。"
    )
    raise SystemExit(CLEAN)
