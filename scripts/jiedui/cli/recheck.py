"""``jiedui recheck``: a sample of a quarter's contacts that nobody can choose, drawn and drawn again (B-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas, sound_ledger
from jiedui.cli.options import QuarterName, as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail
from jiedui.cli.quarters import refuse_unfinished
from jiedui.cli.usage import Group, argument, option
from jiedui.reports.recheck.sample import PERCENT

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.time import Quarter


@click.group(cls=Group, help="回访抽查：从一个季度已联系的户里抽几户回访，谁也不能挑。")
def command() -> None:
    """Hold the commands of the re-check."""


@command.command(help="抽一个已经结束的季度，例如 2026Q3。名单按季度结束时的台账抽，写进台账，回访结果填在里面。")
@argument("quarter", type=QuarterName(), metavar="季度")
@records_option
@as_of_option
@option(
    "--percent", type=click.IntRange(1, 100), default=PERCENT, show_default=True, help="每个残联抽百分之几，至少一户。"
)
def draw(*, quarter: Quarter, records: Path, as_of: date, percent: int) -> None:
    """Draw a quarter's sample and write it into the ledger."""
    from jiedui.model.event import Recheck
    from jiedui.records.alone import BusyError
    from jiedui.reports.bulletin.freeze import city_of
    from jiedui.reports.former_ledger import NewerThenError, UnreadableThenError
    from jiedui.reports.recheck import store
    from jiedui.review.git import GitUnavailableError

    ledger = sound_ledger(records, schemas(), as_of)
    refuse_unfinished(quarter, ledger.policy.quarters, as_of)
    if any(event.quarter == quarter for event in ledger.events_of(Recheck)):
        fail(f"{quarter} 已经抽过，只抽一次。")
    try:
        drawing = store.Drawing(quarter, percent, as_of, city_of(ledger))
        found = store.store(records, schemas(), drawing)
    except BusyError:
        fail("另一个 jiedui 命令正在改这份台账，等它做完再运行。")
    except store.NobodyError:
        fail(f"按季度结束时的台账，{quarter} 没有已联系的户，没有可抽的。")
    except (UnreadableThenError, NewerThenError):
        fail("季度结束时的台账，现在的软件读不懂，抽不出来。")
    except GitUnavailableError as error:
        fail(error.remedy or _missing(records, quarter))
    click.echo(
        f"抽到 {found.households} 户，写在 {records.as_posix()}/{found.path}。"
        "回访以后，在每户下面填日期、回访人、方式和结果。"
    )


def _missing(records: Path, quarter: Quarter) -> str:
    """Return why the ledger of a quarter's end is not to be had, and from which quarter on there is one."""
    from jiedui.model.day_words import day_text
    from jiedui.model.time import ZONE, Quarter
    from jiedui.review.git import GitUnavailableError, begun

    try:
        first = begun(records).astimezone(ZONE).date()
    except GitUnavailableError as error:
        return (
            error.remedy
            or "查不到季度结束时的台账：台账不在 Git 里，或者那时还没有提交过。提交以后，从提交的那个季度起抽。"
        )
    if Quarter.of(first) <= quarter:
        return "查不到季度结束时的台账：那时台账不在现在的文件夹里。"
    return f"查不到季度结束时的台账：Git 里的台账从 {day_text(first)}才有，从 {Quarter.of(first)} 起抽。"


@command.command(help="把台账里的每份抽查名单按当时的台账重新抽一遍，核对名单没有改过。")
@records_option
def verify(records: Path) -> None:
    """Draw every sample again and compare."""
    from jiedui.migrations.reading import read
    from jiedui.model.withdrawal import is_withdrawn
    from jiedui.records.reader import read_ledger
    from jiedui.reports.recheck import KIND
    from jiedui.reports.recheck.draw import redraw

    root, library = ledger_of_this_format(records), schemas()
    good = True
    found = [item for item in read_ledger(root, library, read=read).valid if item.place.kind == KIND]
    for record in found:
        if is_withdrawn(record.data):
            continue
        judged = redraw(root, library, record.data)
        good = good and not judged.differs and not judged.hindrance
        click.echo(f"{records.as_posix()}/{record.path}：{judged.text}")
    if not found:
        click.echo("台账里还没有抽查。")
    raise SystemExit(CLEAN if good else FINDINGS)
