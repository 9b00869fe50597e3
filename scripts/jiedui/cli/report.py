"""``jiedui report``: half-year material, annual summaries, appraisal sheets, workbooks and the trial of readings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from jiedui.cli.ledger import ledger_folder, schemas
from jiedui.cli.options import QuarterName, as_of_option, records_option
from jiedui.cli.outcome import fail
from jiedui.cli.usage import Group
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.model.time import Quarter, today
from jiedui.reports.paper import Paper

FIRST = "first"

unit_option = click.option("--unit", default="", metavar="代号", help="哪个残联，默认全市。")
out_option = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/reports"), show_default=True, help="放在哪里。"
)
paper_option = click.option(
    "--format", "kind", type=click.Choice(["docx", "html"]), default="docx", show_default=True, help="输出格式。"
)


@click.group(cls=Group, help="汇报、总结、考核表、台账表格和口径试算。")
def command() -> None:
    """Hold the commands of the period reports."""


def _ledger(records: Path) -> Ledger:
    from jiedui.records.reader import read_ledger

    try:
        return Ledger.of(read_ledger(ledger_folder(records), schemas()))
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")


def _known(ledger: Ledger, unit: str) -> str:
    if unit and unit not in ledger.units:
        fail(f"没有代号为 {unit} 的残联。")
    return unit


def _paper(paper: Paper, target: Path, kind: str) -> None:
    from jiedui.documents import write_docx, write_html

    writer: Callable[[Paper, Path], None] = write_docx if kind == "docx" else write_html
    writer(paper, target)
    click.echo(f"写了 {target.as_posix()}。")


def _sheets(sheets: list[Any], target: Path) -> None:
    from jiedui.workbook.sheets import write_workbook

    write_workbook(sheets, target)
    click.echo(f"写了 {target.as_posix()}。")


@command.command(help="半年汇报材料，例如 2026H1（上半年）、2026H2（下半年）。")
@click.argument("half")
@records_option
@as_of_option
@unit_option
@paper_option
@out_option
def halfyear(half: str, records: Path, as_of: date, unit: str, kind: str, out: Path) -> None:
    """Write the half-year material."""
    from jiedui.reports.halfyear import half_year, half_year_paper

    ledger = _ledger(records)
    try:
        period = half_year(ledger, half)
    except ValueError:
        fail("半年写成 2026H1 或者 2026H2，要在方案的时间里。")
    paper = half_year_paper(ledger, period, _known(ledger, unit), as_of)
    _paper(paper, out / f"半年汇报-{half}-{unit or '全市'}.{kind}", kind)


@command.command(help="年度总结，例如 2026；写 first 是第一年（2023年9月到2024年9月）。")
@click.argument("year")
@records_option
@as_of_option
@unit_option
@paper_option
@out_option
def annual(year: str, records: Path, as_of: date, unit: str, kind: str, out: Path) -> None:
    """Write the annual summary."""
    from jiedui.reports.annual import annual_paper, first_year, year_period

    ledger = _ledger(records)
    try:
        period = first_year(ledger.policy) if year == FIRST else year_period(ledger, int(year))
    except ValueError:
        fail("年份写成 2026，要在方案的时间里；第一年写 first。")
    paper = annual_paper(ledger, period, _known(ledger, unit), as_of)
    _paper(paper, out / f"年度总结-{year}-{unit or '全市'}.{kind}", kind)


@command.command(help="年度考核表：--unit 是单位的，--helper 是个人的。没有规定权重就不打分。")
@click.argument("year", type=int)
@records_option
@as_of_option
@unit_option
@click.option("--helper", default="", metavar="编号", help="哪位帮扶责任人。")
@paper_option
@out_option
def assessment(year: int, records: Path, as_of: date, unit: str, helper: str, kind: str, out: Path) -> None:
    """Write an appraisal sheet."""
    from jiedui.reports.annual import year_period
    from jiedui.reports.assessment import person_sheet, sheet_paper, unit_sheet

    ledger, when = _ledger(records), as_of
    if bool(unit) == bool(helper):
        fail("写 --unit 或者 --helper，只写一个。")
    if helper and helper not in ledger.helpers:
        fail(f"没有编号为 {helper} 的帮扶责任人。")
    try:
        period = year_period(ledger, year)
    except ValueError:
        fail("年份写成 2026，要在方案的时间里。")
    if helper:
        sheet = person_sheet(ledger, ledger.helpers[helper], period, when)
    else:
        sheet = unit_sheet(ledger, _known(ledger, unit), period, when)
    _paper(sheet_paper(sheet, personal=bool(helper)), out / f"考核表-{year}-{helper or unit}.{kind}", kind)


@command.command(help="各残联的台账表格（附件2 的栏目），一个残联一个文件。")
@records_option
@as_of_option
@unit_option
@click.option("--with-certificates", is_flag=True, help="写残疾人证号码。只在确有需要时用，文件要保管好。")
@out_option
def register(records: Path, as_of: date, unit: str, with_certificates: bool, out: Path) -> None:
    """Write the ledgers of federations as workbooks."""
    from jiedui.workbook.register import register_sheet

    ledger, when = _ledger(records), as_of
    for name in [_known(ledger, unit)] if unit else sorted(ledger.units):
        _sheets([register_sheet(ledger, name, when, certificates=with_certificates)], out / f"台账-{name}.xlsx")


@command.command(help="全市总览表格。")
@records_option
@as_of_option
@out_option
def overview(records: Path, as_of: date, out: Path) -> None:
    """Write the overview as a workbook."""
    from jiedui.reports.figures import Figures
    from jiedui.workbook.overview import overview_sheets

    when = as_of
    _sheets(overview_sheets(Figures(_ledger(records), when)), out / f"全市总览-{when.isoformat()}.xlsx")


@command.command(help="口径试算：一个季度的户数和联系，换一种读法会怎样。")
@click.argument("quarter", type=QuarterName())
@records_option
@out_option
def simulation(quarter: Quarter, records: Path, out: Path) -> None:
    """Write the trial of other readings as a workbook."""
    from jiedui.reports.simulation import simulate
    from jiedui.workbook.simulation import simulation_sheets

    ledger = _ledger(records)
    if quarter not in ledger.policy.quarters or today() <= quarter.end:
        fail(f"{quarter} 还没有结束，或者不在方案的时间里。")
    _sheets(simulation_sheets(ledger, simulate(ledger, quarter)), out / f"口径试算-{quarter}.xlsx")
