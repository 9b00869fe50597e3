"""``jiedui fmt``: records in their one canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, inside
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, argument, machine_trouble, option


@click.command(cls=Command, help="把记录整理成统一格式。读不懂的文件不动。")
@argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="文件")
@records_option
@option("--check", "check_only", is_flag=True, help="只检查，不改文件。")
def command(*, paths: tuple[Path, ...], records: Path, check_only: bool) -> None:
    """Bring records into canonical form."""
    from jiedui.migrations.reading import read
    from jiedui.records.format import run, select
    from jiedui.records.tally import counted
    from jiedui.rules.reporters import lines

    root = ledger_of_this_format(records)
    try:
        only = select(root, paths)
    except ValueError as error:
        fail(f"台账里没有 {inside(Path(str(error)), records)}。")
    result = run(root, schemas(), check=check_only, only=only, progress=ProgressLine("正在整理"), read=read)
    for line in lines(result.findings, records.as_posix()):
        click.echo(line)
    state = "需要整理" if check_only else "已整理"
    for path in result.changed:
        click.echo(f"{state}：{records.as_posix()}/{path}")
    click.echo(f"{result.files} 个文件，{len(result.changed)} 个{state}，{counted(result.findings)} 处读不懂。")
    if result.trouble:
        fail(machine_trouble(result.trouble))
    raise SystemExit(FINDINGS if result.findings or (check_only and result.changed) else CLEAN)
