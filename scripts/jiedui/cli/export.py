"""``jiedui export``: the ledger as one workbook, to be filled in and taken back by ``jiedui import``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.audience import refuse_audience, unit_for
from jiedui.cli.counts import UnpublishedError, counts_for
from jiedui.cli.envelopes import closed_for, sealed_for_option, whom_of
from jiedui.cli.ledger import (
    ledger_folder,
    ledger_of_this_format,
    needing_policy,
    refuse_unknown,
    refuse_unreadable,
    schemas,
    sound_ledger,
    warn_of_part,
)
from jiedui.cli.options import OutFile, OutFolder, as_of_option, audience_option, records_option
from jiedui.cli.outcome import CLEAN, fail, typed, warn
from jiedui.cli.output import say_written, warn_of_place, write_sheets
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, argument, option
from jiedui.custody.envelope import SUFFIX
from jiedui.model.audience import PUBLIC, AudienceKind
from jiedui.rollup import LACKING
from jiedui.struct import replace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.audience import Audience
    from jiedui.model.ledger import Ledger
    from jiedui.reports.public.published import PublicCounts
    from jiedui.workbook.book.cover import BookCover
    from jiedui.workbook.book.source import BookSource

_SUFFIX = ".xlsx"


@click.command(
    cls=Command,
    short_help="台账导出成 Excel。",
    help="台账导出成一个 Excel 文件：户、成员、结对、走访等各一张表，空的台账导出来就是空表。"
    "改好、填好以后用 jiedui import 收回来。证件号码、出生日期写成“已隐去”，收回来时不动；要写出来的，"
    "用 --sealed-for 加密。里面有姓名和电话，文件要保管好。"
    "--audience public 只导出能公开的数，没有一户、一个人的情况。"
    "--figures 写出报给省里的数（figures.json 和 facts.parquet），也只有能公开的，不写 Excel。",
)
@argument("file", type=OutFile(), metavar="文件", required=False)
@records_option
@as_of_option
@audience_option
@option("--unit", "units", multiple=True, metavar="代号", help="只导出这个残联的，可以写几次；默认全部残联。")
@sealed_for_option
@option("--figures", type=OutFolder(), metavar="文件夹", help="报给省里的数写到这个文件夹，省里用 jiedui rollup 汇总。")
def command(
    *,
    file: Path | None,
    records: Path,
    as_of: date,
    audience: Audience,
    units: tuple[str, ...],
    whom: str,
    figures: Path | None,
) -> None:
    """Export the ledger, what the public gets of it, or what the province does."""
    if figures:
        if file or units or whom or not audience.is_internal:
            fail("--figures 写的是全市能公开的数，单独用：不写文件名，也不用 --audience、--unit 和 --sealed-for。")
        _deliver(figures, records, as_of)
    if not file:
        fail(f"没有写导出到哪个文件，例如 台账{_SUFFIX}。")
    _refuse_name(file, sealed=bool(whom))
    if audience.kind is AudienceKind.PUBLIC:
        if units or whom:
            fail("公开的数是全市的，谁都能看：不用 --unit 和 --sealed-for。")
        _export_counts(file, records, as_of, audience)
    refuse_audience(audience, (AudienceKind.INTERNAL, AudienceKind.COUNTY), "导出的台账")
    units = units if audience.is_internal else tuple(dict.fromkeys(unit_for(audience, unit) for unit in units or ("",)))
    _export_ledger(file, records, as_of, audience, units, whom)


def _export_ledger(
    file: Path, records: Path, as_of: date, audience: Audience, units: tuple[str, ...], whom: str
) -> NoReturn:
    """Write the ledger, or what some federations have of it, closed for ``whom`` where somebody is named; and leave."""
    from jiedui.records.files import write_bytes
    from jiedui.workbook.book.choices import BookChoices
    from jiedui.workbook.book.source import BookSource
    from jiedui.workbook.book.write import SheetFullError, write_book

    sealed_for = whom_of(whom)
    root, library = ledger_of_this_format(records), schemas()
    with needing_policy():
        source = BookSource.of(root, library, units, ProgressLine("正在读台账"))
    for unit in units:
        refuse_unknown(source.ledger, unit=unit)
    refuse_unreadable(source.findings, records)
    if not units:
        warn_of_part(records)
    ledger = source.ledger if audience.is_internal else _with_its_people(source)
    cover, choices = _cover(source, as_of), BookChoices.of(ledger, source.units, as_of)
    try:
        book = write_book(library, cover, choices, source.rows(ProgressLine("正在写户"), whole=bool(whom)))
    except SheetFullError as full:
        fail(f"“{full}”的行数超过一张表能放的。用 --unit 分几个残联导出。")
    refuse_unreadable(source.findings, records)
    write_bytes(file, closed_for(book, sealed_for))
    say_written(file)
    if not whom:
        warn_of_place(file)
    raise SystemExit(CLEAN)


def _export_counts(file: Path, records: Path, as_of: date, audience: Audience) -> NoReturn:
    """Write what the public gets, and leave."""
    from jiedui.workbook.public import public_sheets

    write_sheets(public_sheets(_counts(audience, sound_ledger(records, schemas(), as_of), as_of)), file)
    raise SystemExit(CLEAN)


def _counts(audience: Audience, ledger: Ledger, as_of: date) -> PublicCounts:
    """Return what the public gets, or leave with 2 where that is nothing."""
    try:
        counts = counts_for(audience, ledger, as_of)
    except UnpublishedError as error:
        fail(error.reason)
    if not counts.quarters:
        fail("还没有冻结的季通报，没有数字可以公开。先用 jiedui bulletin freeze 冻结。")
    return counts


def _deliver(folder: Path, records: Path, as_of: date) -> NoReturn:
    """Write what the province gets, and leave."""
    from jiedui.reports.delivery.facts import facts
    from jiedui.reports.delivery.figures import figures

    try:
        from jiedui.rollup.deliver import write_delivery
    except ImportError:
        fail(LACKING)
    ledger = sound_ledger(records, schemas(), as_of)
    counts = _counts(PUBLIC, ledger, as_of)
    commit = _commit(ledger_folder(records), "写出的文件里就没有是哪个版本")
    write_delivery(folder, figures(counts, ledger, as_of, commit), facts(counts, ledger))
    say_written(folder)
    raise SystemExit(CLEAN)


def _with_its_people(source: BookSource) -> Ledger:
    """Return the ledger with those helpers alone who are of the federations, or have to do with their households."""
    paired = {spell["helper"] for record in source.records for spell in record.data.get("pairings", ())}
    helpers = source.ledger.helpers.items()
    return replace(
        source.ledger, helpers={key: item for key, item in helpers if item.unit in source.units or key in paired}
    )


def _refuse_name(file: Path, *, sealed: bool) -> None:
    """Leave with 2 where the name is of no workbook, or of a file that is there: somebody may have filled it in."""
    suffix = f"{_SUFFIX}{SUFFIX}" if sealed else _SUFFIX
    if not file.name.lower().endswith(suffix):
        fail(f"{'加密的' if sealed else ''}文件名用 {suffix} 结尾，例如 台账{suffix}。")
    if file.exists():
        fail(f"已经有 {typed(file)}，里面可能有填好还没有导入的内容。换一个名字，或者先把它移走。")


def _commit(root: Path, lost: str) -> str:
    """Return the commit that a ledger is of; nothing, which is told with what is ``lost``, where it has changed."""
    from jiedui.review.git import GitUnavailableError, is_clean, revision

    try:
        commit = revision(root) if is_clean(root) else ""
        if not commit:
            warn(f"台账里有没提交的改动，{lost}。先提交再导出更稳妥。")
    except GitUnavailableError:
        commit = ""
    return commit


def _cover(source: BookSource, as_of: date) -> BookCover:
    from jiedui.migrations.chain import CURRENT
    from jiedui.workbook.book.cover import BookCover

    return BookCover(
        title=source.ledger.policy.name,
        units=tuple(source.ledger.units[unit].short for unit in source.units),
        day=as_of.isoformat(),
        commit=_commit(source.root, "表格上就写不出是哪个版本，收回来时分不清别人后来改过的"),
        records_format=str(CURRENT),
    )
