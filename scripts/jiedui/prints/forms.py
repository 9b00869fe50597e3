"""登记表: one A4 for each disabled person, cell for cell as in 附件2, and a blank one (R-111 … R-119; A-17).

A text that is too long is set smaller in steps; what even the smallest size cannot hold goes on a second page, which
both pages say. Nothing is cut. This print alone shows the certificate number.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import Box
from jiedui.prints.paper import PageSetup, foot
from jiedui.reports.form import CERTIFICATE, COLUMNS, FormRow, form_rows
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "forms"
HEADING = "结对帮扶情况登记表"
PURPOSE = "通知的附件2：每位残疾人一张，另有空白表。"
TITLE = "登记表打印"
SERVES: tuple[str, ...] = ("R-111", "R-112", "R-113", "R-114", "R-115", "R-116", "R-117", "R-118", "R-119")

PER_FILE = 50
CONTINUED = "……（见续页）"
MONITORED = COLUMNS[0]
# Points; what does not fit at 9, the smallest that is read with ease, goes on the second page.
SIZES = (10.5, 9.5, 9.0)
LEADING = 1.25
PAPER = PageSetup(top=10, side=17.5, bottom=14)
PADDING = 1.2

# The seven columns in mm: the notice gives cells, not widths. The last one holds the certificate number.
WIDTHS = (24, 20, 28, 20, 26, 24, 32)

HINTS = {
    "家庭成员情况": "（填写家庭所有成员的姓名、年龄、与残疾人关系、受教育程度、就业状况）",
    "惠残政策享受情况": "是否参加医保、养老保险；是否享受了代缴政策；是否纳入低保；是否享受两项补贴",
    "家庭特殊困难情况": "（描述困境情况：比如本人无生活自理能力且无监护人或监护人无监护能力等）",
}


class FormCell(Struct, frozen=True):
    """One cell of the form: a printed ``label``, or the value of a ``column`` of :data:`COLUMNS`."""

    label: str = ""
    column: str = ""
    span: int = 1
    rows: int = 1


class FormLine(Struct, frozen=True):
    """One row of the form: its height in mm and its cells."""

    height: float
    cells: tuple[FormCell, ...]


def _pair(label: str, column: str, span: int = 1) -> tuple[FormCell, FormCell]:
    return FormCell(label), FormCell(column=column, span=span)


# The form of 附件2.
GRID = (
    FormLine(9, (*_pair("姓　名", "姓名", 2), *_pair("性　别", "性别"), *_pair("出生日期", "出生日期"))),
    FormLine(13, (*_pair("残疾类别", "残疾类别", 2), *_pair("残疾等级", "残疾等级"),
                  *_pair("残疾人证\n号码", CERTIFICATE))),
    FormLine(13, (*_pair("家庭地址", "家庭地址", 4), *_pair("联系电话", "联系电话"))),
    FormLine(40, _pair("家庭成员\n情况", "家庭成员情况", 6)),
    FormLine(18, _pair("惠残政策\n享受情况", "惠残政策享受情况", 6)),
    FormLine(32, _pair("家庭特殊\n困难情况", "家庭特殊困难情况", 6)),
    FormLine(12, (FormCell("帮扶人\n情况", rows=2), *_pair("姓名", "帮扶人姓名"), *_pair("性　别", "帮扶人性别"),
                  *_pair("联系方式", "帮扶人联系方式"))),
    FormLine(19, (*_pair("单　位", "帮扶人单位"), *_pair("职　务", "帮扶人职务"), *_pair("职　级", "帮扶人职级"))),
    FormLine(35, _pair("拟帮扶\n措施", "拟帮扶措施", 6)),
    FormLine(51, _pair("年度帮扶\n工作落实\n情况", "年度帮扶工作落实情况", 6)),
)  # fmt: skip


class FormValue(Struct, frozen=True):
    """A value as it fits into its cell: the text and its size in points; on the blank form the hint of the notice."""

    text: str
    size: float
    hint: str = ""


class Continuation(Struct, frozen=True):
    """The rest of a column's text, for the second page."""

    column: str
    rest: str


class Form(Struct, frozen=True):
    """One person's form: the values by column, what goes on the second page, and the line below the form."""

    monitored: str
    values: Mapping[str, FormValue]
    continued: tuple[Continuation, ...]
    name: str = ""
    household: str = ""


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the blank form, and the filled forms of the households that were asked for, by federation."""
    ledger, as_of = figures.ledger, figures.as_of
    blank = Form("", {column: FormValue("", SIZES[0], HINTS.get(column, "")) for column in COLUMNS}, ())
    yield _document("blank/form.html", "空白登记表", "", [blank], as_of)
    for unit, households in choice.by_unit(ledger, as_of):
        rows = [
            row for household in households for row in form_rows(ledger, household, figures.asked_on, certificates=True)
        ]
        for suffix, part in batches(rows, PER_FILE):
            short = ledger.unit_name(unit)
            title = f"{short} 结对帮扶情况登记表{suffix}"
            yield _document(f"{unit}/forms{suffix}.html", title, unit, [form_of(row) for row in part], as_of)


def form_of(row: FormRow) -> Form:
    """Return the form of one person, each text in the size that fits its cell."""
    values, continued = {}, []
    for column, text in row.cells:
        if column == MONITORED:
            continue
        part = _box(column).part(text, CONTINUED)
        shown = part.text.rstrip() + CONTINUED if part.rest else part.text
        values[column] = FormValue(shown, part.size)
        if part.rest:
            continued.append(Continuation(column, part.rest.lstrip("\n")))
    return Form(row[MONITORED], values, tuple(continued), row["姓名"], row.household)


def certificate_groups(number: str) -> list[str]:
    """Return a certificate number in the groups in which it is compared: 6 of the place, 8 of the birth, the rest."""
    return [part for part in (number[:6], number[6:14], number[14:]) if part]


@cache
def _box(column: str) -> Box:
    """Return the room that a column's cell has."""
    for line in GRID:
        # The second row of a label that spans two begins one column further right.
        place = len(WIDTHS) - sum(cell.span for cell in line.cells)
        for cell in line.cells:
            if cell.column == column:
                width = sum(WIDTHS[place : place + cell.span])
                return Box(width - 2 * PADDING - 0.6, line.height - 2 * PADDING - 0.6, SIZES, LEADING, 0)
            place += cell.span
    raise KeyError(column)


def _document(path: str, title: str, unit: str, forms: list[Form], as_of: date) -> Document:
    html = environment().get_template("forms.html.j2").render(
        kind=NAME, title=title, paper=PAPER, feet=[foot(HEADING, form.name) for form in forms],
        forms=forms, grid=GRID, widths=WIDTHS, padding=PADDING, leading=LEADING,
        as_of=day_text(as_of), certificate=CERTIFICATE, certificate_groups=certificate_groups,
    )  # fmt: skip
    return Document(path, title, unit, f"{len(forms)} 张", html)
