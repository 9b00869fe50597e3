"""台账 as a workbook: a row for each disabled person, the columns of 附件2 in the form's order (R-080, R-110 … R-119).

Certificate numbers and days of birth are left out unless asked for: they belong on the printed form, and into a closed
file.
"""

from __future__ import annotations

from functools import partial
from itertools import starmap
from typing import TYPE_CHECKING

from jiedui.duties.eligible import awaits_review
from jiedui.model.time import age
from jiedui.reports.day import DayFigures
from jiedui.reports.form import BIRTH, CERTIFICATE, COLUMNS, form_rows
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, day

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

TITLE = "台账表格"
SERVES: tuple[str, ...] = (
    "R-080", "R-110", "R-111", "R-112", "R-113", "R-114", "R-115", "R-116", "R-117", "R-118", "R-119",
)  # fmt: skip

_HEAD = (SheetColumn("户编号", 12), SheetColumn("管理残联", 14), SheetColumn("名册核实", 24))
# Characters across; columns that are not named hold a name or a word.
_WIDTHS = {
    BIRTH: 12,
    CERTIFICATE: 24,
    "家庭地址": 34,
    "联系电话": 14,
    "家庭成员情况": 50,
    "惠残政策享受情况": 50,
    "家庭特殊困难情况": 50,
    "帮扶人联系方式": 14,
    "帮扶人单位": 24,
    "帮扶人职务": 12,
    "帮扶人职级": 12,
    "拟帮扶措施": 50,
    "年度帮扶工作落实情况": 70,
}
_NARROW = 10
_AGE = "年龄"


def register_sheet(ledger: Ledger, unit: str, as_of: date, *, identities: bool = False) -> Sheet:
    """Return the ledger of one federation on a day; of each household first the person that it is called after.

    With ``identities``, certificate numbers and days of birth stand in it; else ages.
    """
    figures = DayFigures(ledger, as_of)
    ledger, as_of = figures.ledger, figures.as_of
    short = ledger.units[unit].short
    heads = [name for name in COLUMNS if identities or name != CERTIFICATE]
    columns = [SheetColumn(name, _WIDTHS.get(name, _NARROW)) for name in heads]
    if not identities:
        columns[heads.index(BIRTH)] = SheetColumn(_AGE, _NARROW)
    cell = partial(_cell, as_of=None if identities else as_of)
    rows = tuple(
        (household.id, short, _review(ledger, household, as_of), *starmap(cell, row.cells))
        for household in sorted(ledger.of_unit(unit), key=lambda item: item.id)
        if household.active_on(as_of)
        for row in form_rows(ledger, household, figures.asked_on, certificates=identities)
    )
    title = f"{short}困难重度残疾人帮扶台账（{as_of.isoformat()}）"
    notes = (
        "栏目和登记表（附件2）相同，一名残疾人一行。“名册核实”一栏，是结对以后退出低保等困难身份、还要核实帮不帮的户。",
    )
    return Sheet(name="台账", title=title, columns=(*_HEAD, *columns), rows=rows, notes=notes)


def _review(ledger: Ledger, household: Household, as_of: date) -> str:
    """Return what is to be looked into before the household stays in the roster (A-29)."""
    if not awaits_review(household, ledger.policy, as_of):
        return ""
    return f"请核实：困难身份到 {household.hardship_until} 为止"


def _cell(column: str, text: str, as_of: date | None) -> CellValue:
    """Return what stands in a cell: of a day of birth, where a day is given, the age in years on that day."""
    if column != BIRTH:
        return text
    return age(text, as_of) if as_of else day(text)
