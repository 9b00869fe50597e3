"""``jiedui compare``: a list from elsewhere beside the ledger, for doubts that people look into (B-03)."""

from __future__ import annotations

from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import refuse_unknown, schemas, sound_ledger
from jiedui.cli.options import OutFolder, as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed
from jiedui.cli.output import write_sheets
from jiedui.cli.usage import Command, OneOf, argument, option
from jiedui.records.finding import OwnWords

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.reports.comparison.comparison import Comparison
    from jiedui.workbook.list_columns import ListFault, ListReading

SAYS = ("去世", "迁出", "证件注销", "证件冻结", "证件过期", "退出低保")
# Of the rows that cannot be read so many are told; their number tells the rest.
_TOLD = 20


@click.command(
    cls=Command,
    short_help="拿外面来的名单比对：去世、迁出、证件、低保。",
    help=(
        "拿公安、民政、医保等来的名单（xlsx、xls、ods、csv）和台账比对，按户列出疑点：去世、迁出、证件注销或过期、"
        "类别等级不同、低保和特困变了。只提示去核实，名单不存进台账，号码不显示。有疑点，退出码是 1。"
    ),
)
@argument("file", metavar="名单", type=click.Path(path_type=Path))
@records_option
@as_of_option
@option("--unit", default="", metavar="代号", help="只比哪个残联的户，默认全市。")
@option("--says", type=OneOf(SAYS), help="名单只有人、没有写什么事的，说明名单上的人都怎么了。")
@option("--complete", is_flag=True, help="名单是完整的低保或特困名单：台账里是、名单上没有的户也列出来。")
@option("--out", type=OutFolder(), help="另外写成表格，一个残联一个文件，放在哪里；表里有一栏填核实结果。")
def command(
    *, file: Path, records: Path, as_of: date, unit: str, says: str | None, complete: bool, out: Path | None
) -> None:
    """Compare a list with the ledger."""
    from jiedui.reports.comparison.comparison import compare

    reading = _read(file, says)
    ledger = sound_ledger(records, schemas(), as_of)
    refuse_unknown(ledger, unit=unit)
    found = compare(ledger, as_of, reading.rows, unit=unit, complete=complete)
    for line in _lines(found, ledger, records):
        click.echo(line)
    for heading, faults in (("名单里读不出是谁的行：", reading.faults), ("名单里读不懂的格子：", reading.unread)):
        for line in _fault_lines(heading, faults):
            click.echo(line)
    click.echo(_summary(found, reading))
    if out:
        _write(found, ledger, as_of, out)
    raise SystemExit(FINDINGS if found.doubts or reading.faults or reading.unread else CLEAN)


def _read(file: Path, says: str | None) -> ListReading:
    from jiedui.workbook.list_columns import Says, read_rows
    from jiedui.workbook.list_file import read_list
    from jiedui.workbook.package import UnreadableListError

    try:
        reading = read_rows(read_list(file), Says(says) if says else None)
    except UnreadableListError as error:
        fail(f"{typed(file)}：{error}")
    if reading is None:
        fail(OwnWords("名单里没有找到写“姓名”、“身份证号”或者“残疾人证号”的表头。"))
    if not reading.tells:
        fail(OwnWords(f"名单没有写什么事。用 --says 说明名单上的人都怎么了：{'、'.join(SAYS)}。"))
    return reading


def _lines(found: Comparison, ledger: Ledger, records: Path) -> Iterator[str]:
    from jiedui.workbook.doubts import BY_NAME

    for home, doubts in groupby(found.doubts, key=lambda item: item.household):
        yield f"{ledger.unit_name(home.unit)} {home.township} {home.village} {home.id}"
        for item in doubts:
            said, recorded = item.doubt.listed, item.doubt.recorded
            yield f"  {item.person} {item.doubt.kind}：名单{item.place}写“{said}”，档案写“{recorded}”。"
            yield f"    {BY_NAME if item.by_name else ''}{item.doubt.remedy}依据 {item.doubt.clause}"
        yield f"    {records.as_posix()}/{home.unit}/households/{home.id}/household.yml"


def _fault_lines(heading: str, faults: tuple[ListFault, ...]) -> Iterator[str]:
    if not faults:
        return
    yield heading
    for fault in faults[:_TOLD]:
        yield f"  {fault.place}：{fault.message}"
    if len(faults) > _TOLD:
        yield f"  还有 {len(faults) - _TOLD} 行。"


def _summary(found: Comparison, reading: ListReading) -> str:
    lost = sum(fault.rows for fault in reading.faults)
    unread = f"，其中读不出是谁的 {lost} 行" if lost else ""
    counted = f"名单上 {found.rows + lost} 行{unread}，台账里有 {found.known} 人。"
    if not found.doubts:
        return f"{counted}没有疑点。"
    return f"{counted}{found.households} 户有疑点，共 {len(found.doubts)} 处：先核实，再改档案。"


def _write(found: Comparison, ledger: Ledger, as_of: date, out: Path) -> None:
    from jiedui.workbook.doubts import doubt_sheet

    for unit, doubts in groupby(found.doubts, key=lambda item: item.household.unit):
        write_sheets([doubt_sheet(ledger, unit, as_of, doubts)], _free(out, f"名单比对待核实-{unit}-{as_of}"))


def _free(out: Path, name: str) -> Path:
    """Return a path that is not there yet: answers may have been written into an earlier one of the day."""
    names = (f"{name}{f'-{number}' if number > 1 else ''}.xlsx" for number in count(1))
    return next(path for each in names if not (path := out / each).exists())
