"""``jiedui scan``: what in a folder that was built for an audience is not for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, needing_policy, refuse_unseen, schemas
from jiedui.cli.options import as_of_option, audience_option, records_option, whole_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, argument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.trust.leak import Leak

# So many leaks are listed where not all are asked for.
_LISTED = 50


@click.command(
    cls=Command,
    short_help="查文件夹里有没有不该给人看的。",
    help="查生成好的文件夹里，有没有给这种人看的网站不该有的：证件号码、姓名、电话、住址、出生日期、记录里的情况。"
    "网页、日历、Excel、Word、PDF、图片和文件名都查。只说在哪里、是哪一种，不显示内容。",
)
@argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@records_option
@as_of_option
@audience_option
@whole_option
def command(*, folder: Path, records: Path, as_of: date, audience: Audience, whole: bool) -> None:
    """Scan a folder."""
    from jiedui.migrations.reading import read
    from jiedui.model.ledger import Ledger
    from jiedui.model.narrowing import seen
    from jiedui.records.reader import read_ledger
    from jiedui.trust.scan import scan
    from jiedui.trust.sought import Sought

    if not folder.is_dir():
        fail(f"没有文件夹 {typed(folder)}。先用 jiedui site 生成网站。")
    root, library = ledger_of_this_format(records), schemas()
    found = read_ledger(root, library, ProgressLine("正在读台账"), read)
    with needing_policy():
        ledger = Ledger.of(found)
    refuse_unseen(audience, ledger)
    if found.broken:
        warn(f"台账里有 {len(found.broken)} 份记录读不了，里面写了谁，没有查。")
    sought = Sought.of(found.valid, seen(found, ledger, audience, library, as_of), library)
    result = scan(folder, sought, ProgressLine("正在查"))
    if not result.files:
        fail(f"文件夹 {typed(folder)} 是空的。")
    _tell(result.leaks if whole else result.leaks[:_LISTED])
    click.echo(f"查了 {result.files} 个文件，按 {audience} 能看的查：{_in_short(result.leaks)}")
    raise SystemExit(FINDINGS if result.leaks else CLEAN)


def _tell(leaks: Sequence[Leak]) -> None:
    for leak in leaks:
        click.echo(f"{leak.file}：{leak.place}：{leak.kind}")


def _in_short(leaks: Sequence[Leak]) -> str:
    if not leaks:
        return "没有不该有的。"
    files = len({leak.file for leak in leaks})
    said = f"{files} 个文件里有 {len(leaks)} 处不该有的，不要发布。"
    return said if len(leaks) <= _LISTED else f"{said}上面是前 {_LISTED} 处，要看全部，加上 --all。"
