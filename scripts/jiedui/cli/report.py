"""``jiedui report``: half-year and annual papers, appraisal sheets, papers for dispatches, workbooks, the trial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.audience import refuse_audience, unit_for
from jiedui.cli.envelopes import sealed_for_option, whom_of
from jiedui.cli.ledger import refuse_unknown, schemas, sound_ledger
from jiedui.cli.options import OutFolder, QuarterName, YearNumber, as_of_option, audience_option, records_option
from jiedui.cli.outcome import fail, typed
from jiedui.cli.output import write_paper, write_sheets
from jiedui.cli.quarters import refuse_not_begun, refuse_unfinished
from jiedui.cli.usage import Group, OneOf, argument, option
from jiedui.model.audience import AudienceKind
from jiedui.records.finding import OwnWords

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.reports.assessment import AppraisalSheet
    from jiedui.reports.kind import PeriodReport
    from jiedui.reports.period import PeriodFigures

unit_option = option("--unit", default="", metavar="代号", help="哪个残联，默认全市。")
out_option = option("--out", type=OutFolder(), default=Path("build/reports"), show_default=True, help="放在哪里。")
paper_option = option(
    "--format", "kind", type=OneOf(["docx", "html"]), default="docx", show_default=True, help="输出格式。"
)


@click.group(cls=Group, help="汇报、总结、考核表、台账表格和口径试算。")
def command() -> None:
    """Hold the commands of the period reports."""


@command.command(help="半年汇报材料，例如 2026H1（上半年）、2026H2（下半年）。")
@argument("half", metavar="半年")
@records_option
@as_of_option
@audience_option
@unit_option
@paper_option
@out_option
def halfyear(*, half: str, records: Path, as_of: date, audience: Audience, unit: str, kind: str, out: Path) -> None:
    """Write the half-year material."""
    from jiedui.reports import halfyear as report

    ledger, unit = _seen(records, as_of, audience, AudienceKind.COUNTY), unit_for(audience, unit)
    _write_period(report, half, ledger, as_of=as_of, unit=unit, kind=kind, out=out)


@command.command(help="年度总结，例如 2026；写 first 是第一年（2023年9月到2024年9月）。")
@argument("year", metavar="年份")
@records_option
@as_of_option
@audience_option
@unit_option
@paper_option
@out_option
def annual(*, year: str, records: Path, as_of: date, audience: Audience, unit: str, kind: str, out: Path) -> None:
    """Write the annual summary."""
    from jiedui.reports import annual as report

    ledger, unit = _seen(records, as_of, audience, AudienceKind.COUNTY), unit_for(audience, unit)
    _write_period(report, year, ledger, as_of=as_of, unit=unit, kind=kind, out=out)


def _seen(records: Path, as_of: date, audience: Audience, *kinds: AudienceKind) -> Ledger:
    """Return the ledger as an audience may see it; leave with 2 where it is neither for all nor for ``kinds``."""
    refuse_audience(audience, (AudienceKind.INTERNAL, *kinds, AudienceKind.OFFICE), "汇报和表格")
    return sound_ledger(records, schemas(), as_of, audience)


def _write_period(
    report: PeriodReport, name: str, ledger: Ledger, *, as_of: date, unit: str, kind: str, out: Path
) -> None:
    try:
        period = report.period_of(ledger, name)
    except ValueError:
        fail(OwnWords(f"{report.PERIODS}可以写：{'、'.join(report.names(ledger.policy))}。"))
    refuse_unknown(ledger, unit=unit)
    refuse_not_begun(period, as_of)
    write_paper(report.paper(ledger, period, unit, as_of), out / f"{report.HEADING}-{name}-{unit or '全市'}.{kind}")


@command.command(
    help="年度考核表，例如 2026：单位的用 --unit，科室的加 --department，个人的用 --helper，"
    "单位和科室一次做完用 --all。没有规定权重就不打分。"
)
@argument("year", type=YearNumber(), metavar="年份")
@records_option
@as_of_option
@audience_option
@unit_option
@option("--department", default="", metavar="名称", help="这个残联的哪个科室或直属单位，例如 文教就业科。")
@option("--helper", default="", metavar="编号", help="哪位帮扶责任人。")
@option("--all", "everybody", is_flag=True, help="全部残联和市残联的科室、直属单位，一次写完，每个一个文件。")
@paper_option
@out_option
def assessment(
    *, year: int, records: Path, as_of: date, audience: Audience, unit: str, department: str, helper: str,
    everybody: bool, kind: str, out: Path,
) -> None:  # fmt: skip
    """Write an appraisal sheet, or those of all federations and of the city's departments."""
    from jiedui.reports.annual import year_period, years
    from jiedui.reports.assessment import all_sheets, unit_sheet_of
    from jiedui.reports.assessment_paper import sheet_paper
    from jiedui.reports.period import PeriodFigures
    from jiedui.reports.personal import person_sheet_of

    if [bool(unit), bool(helper), everybody].count(True) != 1:
        fail("写 --unit、--helper 或者 --all，只写一个。")
    if department and not unit:
        fail("写 --department 就要用 --unit 写明是哪个残联的。")
    ledger = _seen(records, as_of, audience, AudienceKind.COUNTY)
    unit = unit_for(audience, unit) if unit else unit
    refuse_unknown(ledger, helper=helper)
    try:
        period = year_period(ledger, year)
    except ValueError:
        fail(OwnWords(f"年份写成 2026。可以写：{'、'.join(map(str, years(ledger.policy)))}。"))
    refuse_unknown(ledger, unit=unit)
    refuse_not_begun(period, as_of)
    figures = PeriodFigures(ledger, period, as_of)
    if everybody:
        sheets = all_sheets(figures)
    elif helper:
        sheets = {helper: person_sheet_of(figures, ledger.helpers[helper])}
    elif department:
        sheets = {f"{unit}-{department}": _department_sheet(figures, unit, department)}
    else:
        sheets = {unit: unit_sheet_of(figures, unit)}
    for name, sheet in sheets.items():
        write_paper(sheet_paper(sheet), out / f"考核表-{year}-{name}.{kind}")


def _department_sheet(figures: PeriodFigures, unit: str, name: str) -> AppraisalSheet:
    from jiedui.reports.assessment import department_sheet_of

    staffed = figures.day.staffed(unit)
    found = next((item for item in staffed if item.name == name), None)
    if found is None:
        said = f"可以写：{'、'.join(typed(item.name) for item in staffed)}。" if staffed else "那天它没有在岗的人。"
        fail(f"{figures.ledger.unit_name(unit)}没有叫 {typed(name)} 的科室或直属单位。{said}")
    return department_sheet_of(figures, found)


@command.command(help="调度会材料：一个残联一页，有数字和要问的问题，默认全部残联。")
@records_option
@as_of_option
@audience_option
@option("--unit", default="", metavar="代号", help="哪个残联，默认每个残联一个文件。")
@paper_option
@out_option
def dispatch(*, records: Path, as_of: date, audience: Audience, unit: str, kind: str, out: Path) -> None:
    """Write the papers for a dispatch."""
    from jiedui.reports.dispatch_paper import dispatch_paper
    from jiedui.reports.figures import Figures

    ledger, unit = _seen(records, as_of, audience, AudienceKind.COUNTY), unit_for(audience, unit)
    refuse_unknown(ledger, unit=unit)
    figures = Figures(ledger, as_of)
    for name in [unit] if unit else figures.units:
        write_paper(dispatch_paper(figures, name), out / f"调度材料-{as_of.isoformat()}-{name}.{kind}")


@command.command(
    help="各残联的台账表格（附件2 的栏目），一个残联一个文件。"
    "不写证件号码，写年龄、不写出生日期；要写的，用 --sealed-for 加密。"
)
@records_option
@as_of_option
@audience_option
@unit_option
@sealed_for_option
@out_option
def register(*, records: Path, as_of: date, audience: Audience, unit: str, whom: str, out: Path) -> None:
    """Write the ledgers of federations as workbooks."""
    from jiedui.workbook.register import register_sheet

    sealed_for = whom_of(whom)
    ledger, unit = _seen(records, as_of, audience, AudienceKind.COUNTY), unit_for(audience, unit)
    refuse_unknown(ledger, unit=unit)
    for name in [unit] if unit else sorted(ledger.units):
        sheet = register_sheet(ledger, name, as_of, identities=bool(whom))
        write_sheets([sheet], out / f"台账-{name}.xlsx", sealed_for)


@command.command(help="全市总览表格。")
@records_option
@as_of_option
@audience_option
@out_option
def overview(records: Path, as_of: date, audience: Audience, out: Path) -> None:
    """Write the overview as a workbook."""
    from jiedui.reports.figures import Figures
    from jiedui.workbook.overview import overview_sheets

    write_sheets(
        overview_sheets(Figures(_seen(records, as_of, audience), as_of)),
        out / f"全市总览-{as_of.isoformat()}.xlsx",
    )


@command.command(help="口径试算：一个季度（例如 2026Q3）的户数和联系，换一种读法会怎样。")
@argument("quarter", type=QuarterName(), metavar="季度")
@records_option
@as_of_option
@audience_option
@out_option
def simulation(quarter: Quarter, records: Path, as_of: date, audience: Audience, out: Path) -> None:
    """Write the trial of other readings as a workbook."""
    from jiedui.reports.simulation import simulate
    from jiedui.workbook.simulation import simulation_sheets

    ledger = _seen(records, as_of, audience)
    refuse_unfinished(quarter, ledger.policy.quarters, as_of)
    write_sheets(simulation_sheets(ledger, simulate(ledger, quarter)), out / f"口径试算-{quarter}.xlsx")
