"""An appraisal sheet as a paper: its indicators by residence and by workplace, score, notes, and what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.reports.assessment import BY_KEY
from jiedui.reports.paper import Annex, Column, Note, Paper, Paragraph, Table
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.reports.wording import share_in_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.reports.assessment import AppraisalSheet, Rated
    from jiedui.reports.assessment_rows import Lack

TITLE = "年度考核表的样子"
SERVES: tuple[str, ...] = ("R-098", "R-099")

LACKING = "没有完成的户和人"


def sheet_paper(sheet: AppraisalSheet) -> Paper:
    """Return a sheet as a paper of one page, with the rows that it lacks as an annex."""
    tables = [_table(sheet, sheet.rows, BY_RESIDENCE if sheet.staff else "")]
    tables += [_table(sheet, sheet.staff, BY_WORKPLACE)] if sheet.staff else []
    score = sheet.formula or "还没有规定权重，只列指标，不打分。"
    return Paper(
        title=f"{sheet.subject}{sheet.period.title}结对帮扶考核表",
        addressees="",
        blocks=(*tables, Paragraph(score), *map(Note, sheet.notes)),
        signature="",
        date="",
        footnote=f"统计日 {sheet.as_of.isoformat()}。",
        annexes=_annexes(sheet),
    )


def _table(sheet: AppraisalSheet, rated: Sequence[Rated], view: str) -> Table:
    weighed = any(row.weight for row in rated)
    columns = [Column("指标", 5.4), Column("依据", 1.1)]
    columns += [Column(title, 1.1, is_number=True) for title in ("完成", "应完成", "完成率")]
    columns += [Column("权重", 1, is_number=True)] if weighed else []
    rows = [
        (
            sheet.label(row.yardstick),
            row.yardstick.clause,
            str(row.portion.part),
            str(row.portion.whole),
            share_in_column(row.rate),
            *((str(row.weight) if row.weight else "不计分",) if weighed else ()),
        )
        for row in rated
    ]
    return Table(_caption(sheet, view), tuple(columns), tuple(rows))


def _annexes(sheet: AppraisalSheet) -> tuple[Annex, ...]:
    """Return what is between 完成 and 应完成, row by row, by residence and by workplace; nothing where all is done."""
    views = ((sheet.lacks, BY_RESIDENCE if sheet.staff else BY_WORKPLACE), (sheet.staff_lacks, BY_WORKPLACE))
    tables = tuple(_lacking(found, view) for found, view in views if found)
    return (Annex(LACKING, tables),) if tables else ()


def _lacking(found: Sequence[Lack], view: str) -> Table:
    columns = (Column("指标", 1.6), Column("户编号", 1), Column("没有完成的", 3))
    rows = tuple((BY_KEY[item.yardstick].title, item.household or "不涉及户", item.what) for item in found)
    return Table(f"{LACKING}（按{view}）", columns, rows)


def _caption(sheet: AppraisalSheet, view: str) -> str:
    until = f"到统计日{day_text(sheet.as_of)}，年度还没有结束" if sheet.runs else ""
    said = "；".join(filter(None, (f"按{view}" if view else "", until)))
    return f"{sheet.period.title}指标{f'（{said}）' if said else ''}"
