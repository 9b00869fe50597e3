"""Where a notice goes: to standard output, into a file, or into an issue on the forge of the ledger."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from jiedui.cli.options import OutFile
from jiedui.cli.outcome import fail
from jiedui.cli.output import say_written
from jiedui.cli.usage import option
from jiedui.records.finding import redact

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.model.forge import Forge
    from jiedui.publishing.issue import IssueText

out_option = option("--out", type=OutFile(), help="写进哪个文件，默认写在屏幕上。")
issue_option = option(
    "--issue", "as_issue", is_flag=True,
    help="发成代码平台上的议题（issue），已经有开着的就更新那一个。令牌放在环境变量 JIEDUI_TOKEN 里。",
)  # fmt: skip


def refuse_both(out: Path | None, *, as_issue: bool) -> None:
    """Leave with 2 where a file and an issue are asked for at once."""
    if out and as_issue:
        fail("写 --out 或者 --issue，只写一个。")


def hand_out(notice: IssueText, forge: Forge | None, out: Path | None, *, as_issue: bool, begin: bool = True) -> None:
    """Hand a notice out; where ``begin`` is false, an open issue of its kind is renewed, but none begun.

    Leaves with 2 where the forge is not known, or does not take it.
    """
    if as_issue:
        _post(notice, forge, begin=begin)
    elif out:
        from jiedui.records.files import write_text

        write_text(out, notice.text)
        say_written(out)
    else:
        click.echo(notice.text, nl=False)


def _post(notice: IssueText, forge: Forge | None, *, begin: bool) -> None:
    from jiedui.publishing.issue import post
    from jiedui.publishing.trouble import ForgeTroubleError

    if forge is None:
        fail("台账没有写放在哪个代码平台上。在 policy/ledger.yml 里写 forge（种类 kind、网址 url、主分支 branch）。")
    try:
        posted = post(forge, notice, os.environ, begin=begin)
    except ForgeTroubleError as error:
        fail(str(error))
    if posted is None:
        click.echo("没有要说的，也没有开着的议题，什么也没有发。")
    else:
        click.echo(redact(f"{'更新' if posted.renewed else '发'}了议题 #{posted.number}：{notice.title}。"))
