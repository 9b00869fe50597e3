"""``jiedui scan``: what in a folder that was built for an audience is not for it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, needing_policy, refuse_unseen, schemas
from jiedui.cli.options import EachAudience, as_of_option, records_option, whole_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, argument, option
from jiedui.model.audience import INTERNAL, WORDS, Audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiedui.model.ledger import Ledger
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
@option(
    "--audience", type=EachAudience(), default=INTERNAL, show_default=True,
    help=f"按给谁看的查：{WORDS}。写 all，里面每个文件夹按它的名字查，是 jiedui site --audience all 生成的。",
)  # fmt: skip
@whole_option
def command(*, folder: Path, records: Path, as_of: date, audience: Audience | None, whole: bool) -> None:
    """Scan a folder, or the folders of all audiences in it."""
    from jiedui.check import records_of
    from jiedui.model.ledger import Ledger
    from jiedui.model.narrowing import seen
    from jiedui.trust.scan import SeenLines, scan
    from jiedui.trust.sought import Sought, Traces

    if not folder.is_dir():
        fail(f"没有文件夹 {typed(folder)}。先用 jiedui site 生成网站。")
    if audience and (folder / INTERNAL.folder).is_dir():
        fail(f"{typed(folder)} 里是给各种人的网站，各按各的查：加上 --audience all。")
    root, library = ledger_of_this_format(records), schemas()
    found = records_of(root, library, ProgressLine("正在读台账"))
    with needing_policy():
        ledger = Ledger.of(found)
    places = {folder: audience} if audience else _places(folder, ledger, as_of)
    if found.broken:
        warn(f"台账里有 {len(found.broken)} 份记录读不了，里面写了谁，没有查。")
    traces = Traces.of(found.valid, library)
    if traces.hidden:
        warn("台账里有加密的姓名、号码，没有给出密钥，这些没有查。")
    lines, leaking = SeenLines(traces), False
    for place, whose in places.items():
        refuse_unseen(whose, ledger)
        sought = Sought.of(traces, seen(found, ledger, whose, library, as_of), library)
        result = scan(place, sought, ProgressLine("正在查"), lines)
        if not result.files:
            fail(f"文件夹 {typed(place)} 是空的。")
        for line in _told(result.leaks, "" if audience else f"{place.name}/", whole=whole):
            click.echo(line)
        click.echo(f"查了 {result.files} 个文件，按 {whose} 能看的查：{_in_short(result.leaks, whole=whole)}")
        leaking = leaking or bool(result.leaks)
    raise SystemExit(FINDINGS if leaking else CLEAN)


def _places(folder: Path, ledger: Ledger, as_of: date) -> dict[Path, Audience]:
    """Return the folders in one by whom each is for; leave with 2 where one is for nobody, or a file lies beside."""
    from jiedui.model.narrowing import audiences

    known = {item.folder: item for item in audiences(ledger, as_of, helpers=True)}
    for place in sorted(folder.iterdir()):
        if place.name not in known:
            fail(f"{typed(place)} 不知道是给谁看的：台账里没有这个残联、没有这个在岗的责任人。删掉它，再运行一遍。")
    return {place: known[place.name] for place in sorted(folder.iterdir())}


def _told(leaks: Iterable[Leak], within: str, *, whole: bool) -> Iterable[str]:
    return (f"{within}{leak.file}：{leak.place}：{leak.kind}" for leak in islice(leaks, None if whole else _LISTED))


def _in_short(leaks: Sequence[Leak], *, whole: bool) -> str:
    if not leaks:
        return "没有不该有的。"
    files = len({leak.file for leak in leaks})
    said = f"{files} 个文件里有 {len(leaks)} 处不该有的，不要发布。"
    return said if whole or len(leaks) <= _LISTED else f"{said}上面是前 {_LISTED} 处，要看全部，加上 --all。"
