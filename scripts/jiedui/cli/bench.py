"""``jiedui bench``: speed and memory, beside other tools."""

from __future__ import annotations

import os
from pathlib import Path

import click

from jiedui.cli.ledger import ledger_of_this_format
from jiedui.cli.options import MOST_HOUSEHOLDS, MOST_VISITS
from jiedui.cli.outcome import fail
from jiedui.cli.usage import Command, option


@click.command(cls=Command, help="测量速度和内存（和别的工具比）。")
@option("--households", type=click.IntRange(10, MOST_HOUSEHOLDS), default=3000, show_default=True, help="多少户。")
@option("--visits", type=click.IntRange(0, MOST_VISITS), default=60000, show_default=True, help="多少次走访。")
@option(
    "--records",
    type=click.Path(path_type=Path),
    default=Path("records"),
    show_default=True,
    help="从哪份台账复制政策和区划。",
)
def command(households: int, visits: int, records: Path) -> None:
    """Measure speed and memory."""
    from jiedui import benchmark

    if not hasattr(os, "wait4"):
        fail("这个命令靠 Linux 和 macOS 计量内存，Windows 上不能用。")
    for line in benchmark.run(households, visits, ledger_of_this_format(records)):
        click.echo(line)
