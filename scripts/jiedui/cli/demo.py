"""``jiedui demo``: a ledger of people who do not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import MOST_HOUSEHOLDS, MOST_ROSTER, MOST_VISITS, OutFolder, as_of_option, refuse_in_ledger
from jiedui.cli.outcome import fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, argument, option

if TYPE_CHECKING:
    from datetime import date

    from jiedui.demo.source import Source


@click.command(cls=Command, help="生成一份虚构的示例台账。")
@argument("out", type=OutFolder("policy"), metavar="文件夹")
@option("--households", type=click.IntRange(1, MOST_HOUSEHOLDS), default=120, show_default=True, help="多少户。")
@option(
    "--roster",
    type=click.IntRange(0, MOST_ROSTER),
    default=0,
    help="名册上一共多少户，默认同上；多出来的只登记、不结对。",
)
@option("--visits", type=click.IntRange(0, MOST_VISITS), default=None, help="大约多少次走访，默认按户数推算。")
@option("--seed", type=int, default=20260101, show_default=True, help="随机种子，同样的种子得到同样的文件。")
@as_of_option
@option(
    "--policy",
    type=click.Path(path_type=Path),
    default=None,
    help="从哪份台账复制政策和区划；不写的，用本系统自带的那份。",
    is_eager=True,
)
def command(
    out: Path, households: int, roster: int, visits: int | None, seed: int, as_of: date, policy: Path | None
) -> None:
    """Generate a fictional ledger."""
    from jiedui import demo as generator
    from jiedui.demo.source import own

    refuse_in_ledger(out)
    source = _lent(policy) if policy else own()
    try:
        generator.build(
            out,
            schemas(),
            source=source,
            households=households,
            visits=visits,
            roster=roster,
            as_of=as_of,
            seed=seed,
            progress=ProgressLine("正在生成"),
        )
    except generator.OutputNotEmptyError:
        fail(f"{typed(out)} 里已经有文件，请换一个空文件夹。")
    except generator.DayTooEarlyError:
        fail("--as-of 不能早于方案开始的日期。")
    click.echo(f"示例台账在 {out}。")
    _ignore(out)


def _ignore(out: Path) -> None:
    """Let Git pass by what is made beside a ledger, in a folder that holds nothing else: there it was begun for it.

    Nobody named that folder: it is the one where the command runs, or a repository, or else nothing is written there.
    Nor is anything lost where it cannot be.
    """
    from jiedui.founding.machinery import IGNORE, ignored
    from jiedui.records.files import write_text

    made = out.resolve()
    beside = made.parent
    try:
        if beside != Path.cwd().resolve() and not (beside / ".git").exists():
            return
        if not {entry.name for entry in beside.iterdir()} <= {made.name, ".git"}:
            return
        write_text(beside / IGNORE, ignored())
    except OSError:
        return
    click.echo(f"旁边写了 {IGNORE}：生成的网页不进 Git。")


def _lent(policy: Path) -> Source:
    """Read what a ledger lends."""
    from jiedui.demo.source import read
    from jiedui.model.policy import PolicyMissingError

    lender = ledger_of_this_format(policy, option="--policy")
    try:
        return read(lender, schemas())
    except PolicyMissingError:
        fail(f"{typed(lender)} 里的政策文件不全，先用 jiedui check 检查。")
