"""``jiedui fmt``: records in their one canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, inside
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, argument, machine_trouble, option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.format import Untidy

NOTICE = "写法和统一格式不同"
HARMLESS = "写法不同不影响合并：合并以后由系统整理，也可以自己运行 jiedui fmt。"


@click.command(cls=Command, help="把记录整理成统一格式。读不懂的文件不动。")
@argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="文件")
@records_option
@option("--check", "check_only", is_flag=True, help="只说哪些文件要整理、哪里不同，不改文件。")
@option(
    "--format",
    "reporter",
    type=OneOf(["text", "github"]),
    default="text",
    show_default=True,
    help="输出格式。",
)
def command(*, paths: tuple[Path, ...], records: Path, check_only: bool, reporter: str) -> None:
    """Bring records into canonical form. A difference in form is told and is no failure."""
    from jiedui.migrations.reading import read
    from jiedui.records.format import run
    from jiedui.records.selection import select
    from jiedui.records.tally import counted, in_brief
    from jiedui.rules.reporters import lines

    root = ledger_of_this_format(records)
    try:
        only = select(root, paths)
    except ValueError as error:
        fail(f"台账里没有 {inside(Path(str(error)), records)}。")
    result = run(root, schemas(), check=check_only, only=only, progress=ProgressLine("正在整理"), read=read)
    for line in lines(in_brief(result.findings), records.as_posix()):
        click.echo(line)
    state = "需要整理" if check_only else "已整理"
    for untidy in result.changed:
        click.echo(f"{state}：{records.as_posix()}/{untidy.path}（{'；'.join(untidy.causes)}）")
    for line in notices(result.changed, records) if check_only and reporter == "github" else ():
        click.echo(line)
    click.echo(f"{result.files} 个文件，{len(result.changed)} 个{state}，{counted(result.findings)} 处读不懂。")
    if check_only and result.changed:
        click.echo(HARMLESS)
    if result.trouble:
        fail(machine_trouble(result.trouble))
    raise SystemExit(FINDINGS if result.findings else CLEAN)


def notices(changed: Iterable[Untidy], records: Path) -> Iterator[str]:
    """Yield the workflow command by which GitHub tells of each record beside its file."""
    from jiedui.rules.reporters import annotation

    for untidy in changed:
        body = f"{'；'.join(untidy.causes)}。{HARMLESS}"
        yield annotation("notice", f"{records.as_posix()}/{untidy.path}", body, title=NOTICE)
