"""``jiedui reassign``: others go on with the households of a helper who changes office or leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.acting import act
from jiedui.cli.options import Day, as_of_option, dry_run_option, ending_options, records_option
from jiedui.cli.outcome import fail
from jiedui.cli.usage import Command, OneOf, argument, option
from jiedui.model.time import DAY

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="责任人岗位变了或者离岗，户交给别人。",
    help=(
        "责任人岗位变了或者离岗，户交给别人：结束他的结对，第二天起由接手的人负责，没有办完的措施一起交。"
        "几个人接的，按各人还差的户数分。全部改好，否则一个不改；先用 --dry-run 看怎么分。"
    ),
)
@argument("helper", metavar="责任人编号")
@records_option
@option("--to", multiple=True, metavar="责任人编号", help="谁接手，可以写几次。")
@option("--household", "households", multiple=True, metavar="户编号", help="只交哪一户，可以写几次；不写就是全部。")
@option("--on", type=Day(), help="从哪天起由接手的人负责；写了 --retire 的，不写就是离岗的第二天。")
@option("--reason", type=OneOf(["岗位调整", "职务变化", "退休离岗", "其他"]), help="为什么换人。")
@option("--retire", "last_day", type=Day(), help="离岗的，写任职的最后一天：任职也一起结束。")
@ending_options
@option("--handover", default="", metavar="文字", help="交接了什么。")
@option("--cross-area", "area_reason", default="", metavar="理由", help="帮扶本辖区以外的家庭才写。")
@as_of_option
@dry_run_option
def command(
    *,
    records: Path,
    as_of: date,
    dry_run: bool,
    on: date | None,
    last_day: date | None,
    reason: str | None,
    **known: str | date,
) -> None:
    """Hand over the households of a helper."""
    from jiedui.entry import hand_over

    on = on or (last_day and last_day + DAY)
    reason = reason or (last_day and "退休离岗") or ""
    if on is None or not reason:
        fail("用 --on 写从哪天起由接手的人负责，用 --reason 写为什么换人；退休离岗的，用 --retire 写最后一天就行。")
    asked = hand_over.HandOver(on=on, reason=reason, last_day=last_day, **known)  # type: ignore[arg-type]
    act(records, lambda found: hand_over.act(asked, found), as_of, dry_run=dry_run)
