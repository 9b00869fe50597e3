"""``jiedui migrate``: a ledger of an older format brought to this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_folder, schemas
from jiedui.cli.options import records_option, whole_option
from jiedui.cli.outcome import CLEAN, FINDINGS
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command, help="把台账升到软件用的格式，补上缺的计算参数。要么全改，要么不改。")
@records_option
@click.option("--check", "check_only", is_flag=True, help="只看要改哪些，不改文件。")
@whole_option
def command(*, records: Path, check_only: bool, whole: bool) -> None:
    """Bring the ledger to this format."""
    from jiedui.migrations.chain import CURRENT, since
    from jiedui.migrations.run import run
    from jiedui.records.tally import counted, in_brief
    from jiedui.rules.reporters import lines

    result = run(ledger_folder(records), schemas(), check=check_only, progress=ProgressLine("正在升级"))
    findings = result.findings if whole else in_brief(result.findings, "jiedui migrate --check --all")
    for line in lines(findings, records.as_posix()):
        click.echo(line)
    if result.findings:
        click.echo(f"没有升级：先改好上面 {counted(result.findings)} 处。")
        raise SystemExit(FINDINGS)
    for migration in since(result.from_format):
        click.echo(f"第 {migration.number} 版：{migration.title}。")
    for path in result.changed if check_only else ():
        click.echo(f"需要改写：{records.as_posix()}/{path}")
    for setting in result.added:
        click.echo(f"读法 {setting.reading} 缺计算参数 {setting.name}，按默认值补。请看读法的文字，要和它一致。")
    state = "需要改写" if check_only else "已改写"
    click.echo(f"台账格式是第 {result.from_format} 版，软件用第 {CURRENT} 版：{len(result.changed)} 个文件{state}。")
    if result.faulty:
        click.echo(f"另有 {len(result.faulty)} 个文件有升级改不了的问题，没有动；用 jiedui check 看是哪些。")
    raise SystemExit(FINDINGS if check_only and result.changed else CLEAN)
