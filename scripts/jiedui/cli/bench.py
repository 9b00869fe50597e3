"""``jiedui bench``: speed and memory, beside other tools, and beside an earlier run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format
from jiedui.cli.options import MOST_HOUSEHOLDS, MOST_ROSTER, MOST_VISITS, OutFile
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed
from jiedui.cli.usage import Command, option

if TYPE_CHECKING:
    from jiedui.benchmark.result import Result

_HOUSEHOLDS = click.IntRange(10, MOST_HOUSEHOLDS)


@click.command(cls=Command, help="测量速度和内存（和别的工具比，也和以前比）。")
@option("--households", type=_HOUSEHOLDS, default=3000, show_default=True, help="多少户。")
@option("--visits", type=click.IntRange(0, MOST_VISITS), default=60000, show_default=True, help="多少次走访。")
@option(
    "--records",
    type=click.Path(path_type=Path),
    default=Path("records"),
    show_default=True,
    help="从哪份台账复制政策和区划。",
)
@option("--also", type=_HOUSEHOLDS, multiple=True, help="还量多少户的，看时间怎样随户数增长，写两次以上。")
@option(
    "--roster",
    type=click.IntRange(0, MOST_ROSTER),
    default=0,
    help="还量名册上一共这么多户的；多出来的只登记、不结对。",
)
@option("--result", type=OutFile(), help="结果存成这个文件（json），另外列成一张表。")
@option("--against", type=click.Path(path_type=Path), help="和以前存的结果比，有一项的比值差了五分之一，退出码是 1。")
def command(
    households: int,
    visits: int,
    also: tuple[int, ...],
    records: Path,
    roster: int,
    result: Path | None,
    against: Path | None,
) -> None:
    """Measure speed and memory."""
    from jiedui import benchmark
    from jiedui.benchmark.process import FailedRunError

    if not hasattr(os, "wait4"):
        fail("这个命令靠 Linux 和 macOS 计量内存，Windows 上不能用。")
    if roster and roster <= households:
        fail("--roster 是名册上一共多少户，要比 --households 大。")
    earlier = _earlier(against) if against else None
    lender = ledger_of_this_format(records)
    try:
        found = benchmark.run(households, visits, lender, click.echo, also, roster)
    except FailedRunError as error:
        click.echo(str(error), err=True)
        fail("有一项没有做成，量出来的都不算。")
    if result:
        found.write(result)
    for line in found.table():
        click.echo(line)
    worse = [*found.worse_than(earlier)] if earlier else []
    for line in worse:
        click.echo(f"比以前慢 / slower: {line}")
    raise SystemExit(FINDINGS if worse else CLEAN)


def _earlier(file: Path) -> Result:
    from jiedui.benchmark.result import Result

    try:
        return Result.read(file)
    except (OSError, ValueError):
        fail(f"{typed(file)} 里没有测量的结果：先用 --result 存一份。")
