"""Pages, prints, papers, workbooks and bulletins agree on every figure that is shown more than once.

The figures are read from what comes out: from HTML, Word and Excel files, by the heads of columns and rows and by the
words of sentences. What a head or a sentence is about is listed here; a figure is its name, whom it is of, and its day
or quarter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from lxml import html
from openpyxl import load_workbook

from jiedui.documents.docx_file import build as build_docx
from jiedui.documents.html_file import render
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.prints import county
from jiedui.prints.choice import ALL
from jiedui.records.finding import RULES
from jiedui.records.schema import SchemaLibrary
from jiedui.reports import annual, halfyear
from jiedui.reports.assessment import unit_sheet_of
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.paper import bulletin_paper
from jiedui.reports.dispatch_paper import dispatch_paper
from jiedui.reports.figures import Figures
from jiedui.reports.paper import Paper
from jiedui.reports.period import PeriodFigures
from jiedui.reports.simulation import simulate
from jiedui.serving import services
from jiedui.site import Edition
from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import replace
from jiedui.workbook.bulletin import bulletin_sheets
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.sheets import Sheet
from jiedui.workbook.simulation import simulation_sheets
from jiedui.workbook.xlsx_file import build as build_xlsx

# The last day of a quarter, on which the figures of the day, of the quarter and of a period meet.
AS_OF = date(2026, 9, 30)
QUARTER = Quarter(2026, 3)
CITY = "全市"
BY_WORKPLACE = "按责任人的单位"

# What columns and rows are called, by the figure that they hold: first those of a day, then those of a quarter.
OF_A_DAY = {
    "名册": ("结对：名册", "结对名册", "摸底名册户数", "名册户数"),
    "已结对": ("结对：已结对", "结对已结对", "已结对户数"),
    "结对覆盖率": ("结对：覆盖率", "结对覆盖率", "覆盖率"),
    "在岗责任人": ("配额责任人", "在岗帮扶责任人数", "责任人"),
    "应结对": ("配额：应", "配额应", "应结对户数", "应"),
    "实结对": ("配额：实", "配额实", "实结对户数", "实"),
    "欠户": ("配额：差", "配额差", "欠户数", "差"),
    "欠户人数": ("配额欠户人数", "欠户的责任人数"),
    "五件事未齐": ("其他工作：五件事未齐", "入户五件事未齐户数", "入户五件事未齐", "未齐户数"),
    "在结对": (),
    "五件都齐": (),
    "未办结": ("其他工作：需求未办结", "未办结需求项数", "需求未办结", "未办结需求", "办理中"),
    "措施超期": ("需求超期", "措施超期的需求项数"),
    "到期和已办的措施": ("承诺到期", "到期和已办的措施项数"),
    "已办结的措施": ("承诺已兑现", "已办结的措施项数"),
    "承诺兑现率": ("承诺兑现率", "兑现率"),
    "累计逾期": ("联系逾期：累计", "累计逾期户次"),
    "风险未纳入": ("其他工作：风险未纳入", "有返贫致贫风险、未纳入监测户数"),
    "隐患未消除": ("其他工作：隐患未消除", "未消除安全隐患处数"),
    "符合未享受": ("其他工作：符合未享受", "登记为“符合未享受”的项数"),
    "疑似应享未享": ("其他工作：疑似应享未享", "疑似应享未享项数"),
    "没有参加集体活动": ("今年还没有参加", "今年还没有参加集体活动人数"),
}
OF_A_QUARTER = {
    "应联系": ("本季联系：应联系", "联系应联系", "本季应联系户数", "本季应联系"),
    "已联系": ("本季联系：已联系", "联系已联系", "本季已联系户数", "本季已联系"),
    "进行中": ("本季联系：进行中", "本季进行中户数"),
    "联系率": ("联系联系率", "本季联系率"),
    "补录": ("联系补录", "已联系里补录的户数"),
    "逾期": ("联系逾期", "本季逾期户数"),
    "豁免": ("联系豁免", "本季豁免户数"),
    "升降": ("联系升降", "联系率比上季升降（百分点）"),
    "本季提出": ("需求本季提出", "本季提出的需求项数"),
    "本季办结": ("需求本季办结", "本季办结的需求项数"),
    "措施不到位": ("名单措施", "帮扶措施不到位户数"),
    "联络不及时": ("名单联络", "沟通联络不及时户数"),
    "成效不明显": ("名单成效", "帮扶成效不明显户数"),
}
OF_THE_QUARTER_BEFORE = {
    "应联系": ("上季应联系",),
    "联系率": ("联系上季", "上季联系率"),
    "逾期": ("联系逾期：上季", "最近结束季度逾期户数", "上季逾期"),
}
# What sentences say: each group of a pattern is the figure of the same place.
SENTENCES = (
    (r"名册\s?(\d+)\s?户", ("名册",)),
    (r"已结对\s?(\d+)\s?户", ("已结对",)),
    (r"覆盖率([\d.]+%)", ("结对覆盖率",)),
    (r"在岗(?:的?帮扶责任人共|帮扶责任人)\s?(\d+)\s?[名人]", ("在岗责任人",)),
    (r"应结对\s?(\d+)\s?户、?，?\s?实结对\s?(\d+)\s?户", ("应结对", "实结对")),
    (r"(\d+)\s?(?:名责任人|名帮扶责任人|人)还差\s?(\d+)\s?户", ("欠户人数", "欠户")),
    (r"(?:期末|季末)未办结(\d+)项", ("未办结",)),
    (r"未办结需求(\d+)项", ("未办结",)),
    (r"其中措施超期(\d+)项", ("措施超期",)),
    (r"(\d+)项需求的措施超过了期限", ("措施超期",)),
    (
        r"到期和已办的措施(\d+)项，已办结(\d+)项，承诺兑现率([\d.]+%)",
        ("到期和已办的措施", "已办结的措施", "承诺兑现率"),
    ),
    (r"入户五件事未齐(\d+)户", ("五件事未齐",)),
    (r"(\d+)\s?户的入户五件事没有做齐", ("五件事未齐",)),
    (r"提出需求(\d+)项，办结(\d+)项；季末", ("本季提出", "本季办结")),
    (r"(\d+)\s?户有返贫致贫风险，(?:还)?没有纳入", ("风险未纳入",)),
    (r"(\d+)\s?处安全隐患没有消除", ("隐患未消除",)),
    (r"(\d+)\s?项惠残政策符合条件、(?:还)?没有享受", ("符合未享受",)),
    (r"(\d+)\s?项政策疑似应享未享", ("疑似应享未享",)),
    (r"今年还有\s?(\d+)\s?人没有走出家门", ("没有参加集体活动",)),
    (r"应联系\s?(\d+)\s?户，已联系\s?(\d+)\s?户，联系率([\d.]+%)", ("应联系", "已联系", "联系率")),
    (r"帮扶措施不到位(\d+)户", ("措施不到位",)),
    (r"沟通联络不及时(\d+)户", ("联络不及时",)),
    (r"帮扶成效不明显(\d+)户", ("成效不明显",)),
)

# The parts of an appraisal's rows: what is done, what is asked, and the share.
APPRAISED = {
    "结对覆盖率": ("已结对", "名册", "结对覆盖率"),
    "入户五件事齐全率": ("五件都齐", "在结对", ""),
    "承诺兑现率": ("已办结的措施", "到期和已办的措施", "承诺兑现率"),
    "集体活动参加率": ("参加集体活动", "应参加集体活动", ""),
}
NAMES = {
    label: (kind, name)
    for kind, figures in enumerate((OF_A_DAY, OF_A_QUARTER, OF_THE_QUARTER_BEFORE))
    for name, labels in figures.items()
    for label in (*((name,) if kind < 2 else ()), *labels)
}


def plain(value: Any, number_format: str = "") -> str:
    """A figure without sign, state and unit; a share of a workbook as it is shown, what a page shows without its .0."""
    if isinstance(value, int | float) and "%" in number_format:
        return f"{round(value * 100, 1):g}%"
    text = str(value).strip().replace("−", "-")
    text = re.sub(r"^[✓✗…≠＝↑↓－](?:全部联系|进行中|有逾期)?\s*(?=.)", "", text).lstrip("+")
    text = re.sub(r"\.0(?=%?$)", "", {"不计算": "—"}.get(text, text))
    return re.sub(r"\s*(户次|户|项|处|人|名|个百分点)$", "", text)


@dataclass
class Shown:
    """Every figure that was read, by name, whom and when: where it stands, by its value."""

    found: dict[tuple[str, str, str], dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, figure: str, whom: str, when: object, value: str, where: str) -> None:
        self.found[figure, whom, str(when)][plain(value)].append(where)

    @property
    def contradictions(self) -> list[str]:
        return [f"{key}: {dict(values)}" for key, values in self.found.items() if len(values) > 1]

    def shared(self, where: str) -> int:
        """How many figures of an output another one shows, too."""
        places = ({name for names in values.values() for name in names} for values in self.found.values())
        return sum(where in names and len(names) > 1 for names in places)


@dataclass(frozen=True)
class Output:
    """What came out, of which day and quarter; ``whom`` it is about where that stands in no row."""

    where: str
    day: date
    quarter: Quarter
    shown: Shown
    whom: str = CITY

    def read(self, label: str, whom: str, value: str) -> None:
        """Take a value under the head of its column or row; heads that are not listed are no figures to compare."""
        moved = re.fullmatch(r"(\d{4})年第([一二三四])季度：(.+)", label)
        quarter = Quarter(int(moved[1]), "一二三四".index(moved[2]) + 1) if moved else self.quarter
        label = moved[3] if moved else label
        if label in NAMES:
            kind, name = NAMES[label]
            self.shown.add(name, whom, (self.day, quarter, quarter.previous)[kind], value, self.where)

    def table(self, heads: list[str], rows: Iterable[list[str]], names: Iterable[str], view: str = "") -> None:
        """Take the rows of a table that begin with one of ``names``."""
        for row in rows:
            if row and row[0] in names:
                for head, cell in zip(heads[1:], row[1:], strict=False):
                    self.read(head, f"{row[0]}{view}", cell)

    def sentences(self, text: str, whom: str) -> None:
        for pattern, figures in SENTENCES:
            for found in re.finditer(pattern, text):
                for figure, value in zip(figures, found.groups(), strict=True):
                    self.read(figure, whom, value)

    def appraisal(self, rows: Iterable[list[str]], view: str) -> None:
        for title, _clause, part, whole, rate, *_ in rows:
            for figure, value in zip(APPRAISED.get(title.partition("（")[0], ()), (part, whole, rate), strict=False):
                if figure:
                    self.shown.add(figure, f"{self.whom}{view}", self.day, value, self.where)


@dataclass
class Grid:
    """A table as it came out: its caption, its heads, several rows of these joined, and its rows."""

    caption: str
    heads: list[str]
    rows: list[list[str]]

    @property
    def view(self) -> str:
        return view_of(self.caption)


def text_of(element: Any) -> str:
    """The text of a cell without references to clauses and small print."""
    for aside in element.xpath(".//a[contains(@class, 'jd-ref')] | .//small"):
        aside.drop_tree() if aside.tail is None else aside.clear(keep_tail=True)
    return re.sub(r"\s+", " ", element.text_content()).strip()


def heads_of(rows: list[Any]) -> list[str]:
    """The heads of columns; those that span others are written before them: 结对：名册."""
    cells: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./th | ./td"):
            while (number, column) in cells:
                column += 1
            wide, high = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            text = text_of(cell)
            for across in range(wide):
                cells.update({(number + down, column + across): text for down in range(high)})
            column += wide
    columns = max((column for _, column in cells), default=-1) + 1
    heads = [[cells.get((number, column), "") for number in range(len(rows))] for column in range(columns)]
    return ["：".join(dict.fromkeys(filter(None, parts))) for parts in heads]


def grids_of(page: Any) -> list[Grid]:
    return [
        Grid(
            caption="".join(table.xpath("./caption//text()")),
            heads=heads_of(table.xpath("./thead/tr")),
            rows=[
                [plain(text_of(cell)) for cell in row.xpath("./th | ./td")]
                for row in table.xpath("./tbody/tr | ./tfoot/tr")
            ],
        )
        for table in page.xpath("//table")
    ]


def parsed(source: str) -> Any:
    return html.document_fromstring(f"<div>{source}</div>" if "<html" not in source else source)


def read_sheets(sheets: Iterable[Sheet], output: Output, names: Iterable[str]) -> None:
    """Read sheets as Excel does: heads in the second row, whom in the first column."""
    for tab in load_workbook(BytesIO(build_xlsx(sheets))):
        heads = [str(cell.value) for cell in tab[2]]
        rows = ([plain(cell.value, cell.number_format) for cell in row] for row in tab.iter_rows(min_row=3))
        output.table(heads, rows, names, view_of(str(tab.cell(1, 1).value)))


def read_docx(paper: Paper, output: Output, names: Iterable[str]) -> None:
    """Read a paper as Word does: a table's caption is the paragraph before it."""
    target = BytesIO()
    build_docx(paper).save(target)
    said = [paper.title]
    for part in Document(BytesIO(target.getvalue())).iter_inner_content():
        if isinstance(part, Paragraph):
            said.append(part.text)
            read_paragraph(said, output, names)
        else:
            cells = [[cell.text.replace("\n", "") for cell in row.cells] for row in part.rows]
            upper = sum("w:tblHeader" in row._tr.xml for row in part.rows)
            heads = ["：".join(dict.fromkeys(found)) for found in zip(*cells[:upper], strict=True)]
            output.table(heads, cells[upper:], names, view_of(said[-1]))


def read_html(paper: Paper, output: Output, names: Iterable[str]) -> None:
    """Read a paper as a browser does."""
    page = parsed(render(paper))
    said = [paper.title]
    for element in page.xpath("//h2 | //h3 | //p"):
        said.append(element.text_content())
        read_paragraph(said, output, names)
    for grid in grids_of(page):
        output.table(grid.heads, grid.rows, names, grid.view)


def view_of(text: str) -> str:
    # A table by residence says of its quotas that they are by workplace, as they always are.
    return BY_WORKPLACE if BY_WORKPLACE in text and "按户的属地" not in text else ""


def read_paragraph(said: list[str], output: Output, names: Iterable[str]) -> None:
    """Read the last paragraph, which may begin with whom it is about and name a quarter; its heading says the view."""
    heading = next((text for text in reversed(said) if re.match(r"[一二三四五六]、|（[一二三四五六]）", text)), "")
    whom, colon, _ = said[-1].partition("：")
    if view_of(heading) and whom not in names:
        return  # of a department, which no table by federation shows
    whom = whom if colon and whom in names else output.whom
    for part in re.split(r"(?=\d{4}年第[一二三四]季度)", said[-1]):
        named = re.match(r"(\d{4})年第([一二三四])季度", part)
        quarter = Quarter(int(named[1]), "一二三四".index(named[2]) + 1) if named else output.quarter
        for told in re.split(rf"(?={BY_WORKPLACE})", part):
            view = view_of(heading) or view_of(told)
            Output(output.where, output.day, quarter, output.shown).sentences(told, f"{whom}{view}")


@pytest.fixture(scope="module")
def ledger(copy_of: Callable[..., Any]) -> Ledger:
    return copy_of().ledger()


@pytest.fixture(scope="module")
def names(ledger: Ledger) -> tuple[str, ...]:
    """How outputs call federations and the city."""
    return (*(unit.short for unit in ledger.units.values()), CITY)


@pytest.fixture(scope="module")
def site(ledger: Ledger, library: SchemaLibrary) -> Site:
    edition = Edition(commit="0" * 40, library=library, rules=tuple(RULES), services=services())
    return Site(ledger, AS_OF, edition)


@pytest.fixture(scope="module")
def shown() -> Shown:
    return Shown()


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Any]:
    """The pages that show figures of federations and persons."""
    wanted = re.compile(
        r"(index|overview|quota|contact|intake|outings|needs|indicators|halfyear|annual)\.md|"
        r"units/[a-z]+\.md|bulletins/.*"
    )
    return {page.path: parsed(site.render(page)) for page in pages_of(site) if wanted.fullmatch(page.path)}


def day_output(where: str, shown: Shown, whom: str = CITY) -> Output:
    return Output(where, AS_OF, QUARTER, shown, whom)


TABLES = ("overview.md", "quota.md", "intake.md", "outings.md", "needs.md", "halfyear.md", "annual.md")


def read_pages(pages: dict[str, Any], site: Site, shown: Shown, names: tuple[str, ...]) -> None:
    for name in TABLES:
        output = day_output(name, shown)
        for grid in grids_of(pages[name]):
            # 办理中／超期／办成 of each of the ten codes stand in one cell.
            output.table(grid.heads, grid.rows, names, grid.view)
    for quarter, row in quarter_rows(pages["needs.md"]):
        output = Output("needs.md", AS_OF, quarter, shown)
        for label, value in zip(("本季提出", "本季办结"), row, strict=True):
            output.read(label, CITY, value)
    read_matrix(pages["contact.md"], day_output("contact.md", shown), site, names)
    for unit, group in site.figures.units.items():
        short = site.ledger.units[group.unit].short
        read_facts(pages[f"units/{unit}.md"], day_output("units/", shown, short))
        read_text(pages[f"units/{unit}.md"], day_output("units/", shown, short), "//ul[@class='jd-todo']/li")
    read_facts(pages["indicators.md"], day_output("indicators.md", shown))
    read_text(pages["index.md"], day_output("index.md", shown), "//ul[@class='jd-todo']/li | //p")
    read_text(pages["quota.md"], day_output("quota.md", shown), "//p")


def quarter_rows(page: Any) -> Iterator[tuple[Quarter, list[str]]]:
    """The rows of a table by quarter that has two columns of figures."""
    for grid in grids_of(page):
        if grid.heads == ["季度", "提出", "办结"]:
            for title, *values in grid.rows:
                found = re.fullmatch(r"(\d{4})年第([一二三四])季度", title)
                assert found
                yield Quarter(int(found[1]), "一二三四".index(found[2]) + 1), values


def read_matrix(page: Any, output: Output, site: Site, names: tuple[str, ...]) -> None:
    """Cells such as ✗ 88/97 by federation and quarter."""
    for grid in grids_of(page):
        if len(grid.heads) == len(site.figures.quarters) + 1:
            for row in grid.rows:
                for quarter, cell in zip(site.figures.quarters, row[1:], strict=True):
                    if row[0] in names and "/" in cell:
                        for name, value in zip(("已联系", "应联系"), cell.split("/"), strict=True):
                            output.shown.add(name, f"{row[0]}{grid.view}", quarter, value, output.where)


def read_facts(page: Any, output: Output) -> None:
    """Lists of terms: 摸底名册户数 15 户; on 指标口径 the term is the heading before."""
    for item in page.xpath("//dl/div"):
        term, value = (text_of(part) for part in (item.find("dt"), item.find("dd")))
        if term == "全市现在":
            term = re.sub(r"\s*\{ #.*", "", item.xpath("preceding::text()[contains(., '{ #')][1]")[-1]).strip("# \n")
        output.read(term, output.whom, plain(value))


def read_text(page: Any, output: Output, where: str) -> None:
    for item in page.xpath(where):
        output.sentences(re.sub(r"\s*[✗✓…]\s*", "", item.text_content()), output.whom)


def read_prints(ledger: Ledger, shown: Shown) -> None:
    for document in county.documents(Figures(ledger, AS_OF), ALL):
        output = day_output("print county", shown, ledger.units[document.unit].short)
        page = parsed(document.html)
        for grid in grids_of(page):
            for row in grid.rows:
                output.read(row[0], output.whom, row[1] if len(row) > 1 else "")
        read_text(page, output, "//li")


def read_period_papers(ledger: Ledger, shown: Shown, names: tuple[str, ...]) -> None:
    """Read the year of each federation and the half-year of the city; Word files, slow to make, of the city alone."""
    for report, name, units in ((halfyear, "2026H2", ("",)), (annual, "2026", ("", *ledger.units))):
        period = report.period_of(ledger, name)
        for unit in units:
            whom = answering(ledger, unit) if unit else CITY
            paper = report.paper(ledger, period, unit, AS_OF)
            read_html(paper, day_output(f"{report.HEADING} html", shown, whom), names)
            if not unit:
                read_docx(paper, day_output(f"{report.HEADING} docx", shown, whom), names)


def answering(ledger: Ledger, unit: str) -> str:
    """Whom a federation's papers are about: the city's own has no households but those that its staff answer for."""
    return f"{ledger.units[unit].short}{BY_WORKPLACE if ledger.units[unit].is_city else ''}"


def read_dispatches(ledger: Ledger, shown: Shown) -> None:
    """Read the papers for a dispatch, their figures in pairs of a name and a value."""
    figures = Figures(ledger, AS_OF)
    for unit in figures.units:
        output = day_output("调度材料", shown, answering(ledger, unit))
        for row in grids_of(parsed(render(dispatch_paper(figures, unit))))[0].rows:
            for label, value in zip(row[::2], row[1::2], strict=True):
                output.read(label, output.whom, value)


def read_appraisals(ledger: Ledger, shown: Shown) -> None:
    figures = PeriodFigures(ledger, annual.year_period(ledger, AS_OF.year), AS_OF)
    for unit in ledger.units:
        output = day_output("年度考核表", shown, ledger.units[unit].short)
        for grid in grids_of(parsed(render(sheet_paper(unit_sheet_of(figures, unit))))):
            if "完成率" in grid.heads:  # not the annex of the rows that are lacking
                output.appraisal(grid.rows, grid.view)


def read_bulletins(ledger: Ledger, pages: dict[str, Any], shown: Shown, names: tuple[str, ...]) -> None:
    for quarter in (QUARTER.previous, QUARTER):
        data = bulletin(ledger, quarter, "0" * 40).data()
        paper = bulletin_paper(data, ledger.policy)

        def output(kind: str, quarter: Quarter = quarter) -> Output:
            return Output(f"bulletin {kind}", quarter.end, quarter, shown)

        read_html(paper, output("html"), names)
        read_docx(paper, output("docx"), names)
        read_sheets(bulletin_sheets(data), output("xlsx"), names)
    output = Output("bulletins/", QUARTER.previous.end, QUARTER.previous, shown)
    for grid in grids_of(pages[f"bulletins/{QUARTER.previous}.html"]):
        output.table([head.replace("：", "") for head in grid.heads], grid.rows, names, grid.view)


def read_workbooks(ledger: Ledger, shown: Shown, names: tuple[str, ...]) -> None:
    read_sheets(overview_sheets(Figures(ledger, AS_OF)), day_output("overview xlsx", shown), names)
    output = Output("simulation xlsx", QUARTER.end, QUARTER, shown)
    totals, units, _ = simulation_sheets(ledger, simulate(ledger, QUARTER))
    # The first line is the reading that is used; it has no federation in the sheet of the city.
    city = replace(totals, rows=tuple((CITY, *row[2:]) for row in totals.rows[:1]), columns=totals.columns[1:])
    rest = replace(units, rows=tuple(row[2:] for row in units.rows if row[0] == "—"), columns=units.columns[2:])
    read_sheets([city, rest], output, names)


@pytest.fixture(scope="module")
def everything(ledger: Ledger, site: Site, pages: dict[str, Any], shown: Shown, names: tuple[str, ...]) -> Shown:
    read_pages(pages, site, shown, names)
    read_prints(ledger, shown)
    read_period_papers(ledger, shown, names)
    read_appraisals(ledger, shown)
    read_dispatches(ledger, shown)
    read_bulletins(ledger, pages, shown, names)
    read_workbooks(ledger, shown, names)
    return shown


def test_whatever_is_shown_twice_is_the_same(everything: Shown) -> None:
    assert everything.contradictions == []


@pytest.fixture(scope="module")
def outputs(everything: Shown) -> dict[str, int]:
    """How many figures of each output another one shows, too."""
    places = {where for values in everything.found.values() for found in values.values() for where in found}
    return {where: everything.shared(where) for where in sorted(places)}


def test_every_output_shows_what_others_show(outputs: dict[str, int]) -> None:
    assert sorted(outputs) == sorted((
        "index.md", "overview.md", "quota.md", "contact.md", "intake.md", "outings.md", "needs.md", "indicators.md",
        "halfyear.md", "annual.md", "units/", "bulletins/", "print county", "overview xlsx", "simulation xlsx",
        "bulletin html", "bulletin docx", "bulletin xlsx", "年度考核表", "调度材料", "半年汇报 html", "半年汇报 docx",
        "年度总结 html", "年度总结 docx",
    ))  # fmt: skip
    assert {where: number for where, number in outputs.items() if number < 10} == {}


@pytest.mark.parametrize("figure", [*OF_A_DAY, *OF_A_QUARTER])
def test_every_figure_is_met_in_two_outputs(everything: Shown, figure: str) -> None:
    found = [values for (name, *_), values in everything.found.items() if name == figure]
    assert len({where for values in found for places in values.values() for where in places}) > 1


def test_one_figure_stands_in_many_places(everything: Shown) -> None:
    """102 households were due in 2026Q3, counted by hand in the records; the city's staff answer for 56 of them."""
    ((value, places),) = everything.found["应联系", CITY, "2026Q3"].items()
    assert value == "102"
    assert {"overview.md", "overview xlsx", "contact.md", "indicators.md", "bulletin docx", "simulation xlsx"} <= set(
        places
    )
    assert list(everything.found["应联系", f"市残联{BY_WORKPLACE}", "2026Q3"]) == ["56"]


def quotas_of(page: Any) -> Iterator[tuple[str, list[str]]]:
    """Each helper's 应, 实 and 差 in the tables of those in office, by id."""
    for table in page.xpath("//table"):
        heads = heads_of(table.xpath("./thead/tr"))
        for row in table.xpath("./tbody/tr[th/a[contains(@href, 'helpers/')]]"):
            cells = [plain(text_of(cell)) for cell in row.xpath("./th | ./td")]
            if "差" in heads:
                yield Path(row.xpath("./th/a/@href")[0]).stem, cells[heads.index("应") : heads.index("差") + 1]


@pytest.mark.soak
def test_quotas_of_persons_are_the_same_in_the_table_and_on_their_pages(site: Site, pages: dict[str, Any]) -> None:
    own = {}
    for page in pages_of(site):
        if page.path.startswith("helpers/"):
            said = re.search(r"应 (\S+) 户 · 实 (\S+) 户 · 差 (\S+) 户", parsed(site.render(page)).text_content())
            assert said, page.path
            own[Path(page.path).stem] = list(said.groups())
    listed = dict(quotas_of(pages["quota.md"]))
    assert len(listed) == 84
    assert {helper: own[helper] for helper in listed} == listed
