"""The bulletin as an official paper: its sections, and annexes with the figures, the lists and the readings (R-096)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.shortfall import Shortfall
from jiedui.model.time import Quarter
from jiedui.reports.bulletin.computation import COMPUTATION, FIRST
from jiedui.reports.bulletin.correction_paper import TITLE as CORRECTIONS
from jiedui.reports.bulletin.correction_paper import correction_annex, correction_text
from jiedui.reports.department import place
from jiedui.reports.paper import (
    BLANK_DAY,
    OFFICE,
    Annex,
    Block,
    Column,
    Note,
    Paper,
    Paragraph,
    Table,
    paragraphs,
    sections,
    subsections,
)
from jiedui.reports.quarter_table import BY_KEY, BY_STAFF
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.reports.wording import NOTHING, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.model.policy import Policy
    from jiedui.reports.quarter_table import Figure

TITLE = "季通报公文"
SERVES: tuple[str, ...] = ("R-096",)

SHOWN = (
    "roster", "coverage", "owed", "have", "gap", "due", "met", "rate", "rate_change", "overdue", "needs_open",
    "promise_rate",
)  # fmt: skip
_NAME_SHARE, _FIGURE_SHARE = 2.6, 1.0


def bulletin_paper(data: Mapping[str, Any], policy: Policy, date: str = "", number: str = "") -> Paper:
    """Return the paper of a bulletin's record.

    ``date`` is the day of issue as it is to be written, ``number`` the number of the document; without them there is
    room to fill them in.
    """
    quarter = Quarter.parse(data["id"])
    document = policy.notice
    intro = (
        f"按照《{document.title}》（{document.number}）建立季通报制度的要求，"
        f"现将{quarter.title}结对帮扶工作情况通报如下。"
    )
    names = {row["unit"]: row["name"] for row in data.get("units", ())}
    return Paper(
        title=f"关于{quarter.title}结对帮扶工作情况的通报",
        addressees=f"{'，'.join(document.addressees)}：",
        blocks=(
            Paragraph(intro),
            *sections(
                (
                    ("总体情况", paragraphs(data["summary"])),
                    ("各单位情况", _units(data)),
                    ("好经验、好做法", _practices(data, names)),
                    ("回访抽查情况", paragraphs(data.get("recheck", ()))),
                    ("存在的问题", _problems(data, names)),
                    ("下一步要求", paragraphs(data["next_steps"])),
                    (CORRECTIONS, correction_text(data)),
                )
            ),
        ),
        signature=OFFICE,
        date=date or BLANK_DAY,
        footnote=f"统计日 {data['as_of']}；台账版本 {data['commit'][:10]}；按附件3所列读法计算。",
        annexes=(
            _figures(data, quarter),
            _lists(data, quarter, names),
            _readings(data),
            *_definitions(data),
            *correction_annex(data, names),
        ),
        issuer=document.issuer,
        number=number or f"　　　〔{quarter.next.end.year}〕　　号",
    )


def _units(data: Mapping[str, Any]) -> list[Block]:
    """Tell each federation by residence and, in a bulletin that has them, each workplace."""
    residence = paragraphs(row["text"] for row in data.get("units", ()))
    if "workplaces" not in data:
        return residence
    workplace = paragraphs(row["text"] for row in data["workplaces"])
    return subsections(((f"按{BY_RESIDENCE}", residence), (f"按{BY_WORKPLACE}", workplace)))


def _practices(data: Mapping[str, Any], names: Mapping[str, str]) -> list[Block]:
    return subsections(
        (f"{item['title']}（{names.get(item['unit'], item['unit'])}）", paragraphs([item["content"]]))
        for item in data.get("practices", ())
    )


def _problems(data: Mapping[str, Any], names: Mapping[str, str]) -> list[Block]:
    """Name the federations of the households and of the persons, and the persons, of each list, as the notice asks."""
    return [
        *paragraphs(data["lists"]),
        *subsections((name.value, paragraphs(_named(data, name, names))) for name in Shortfall),
    ]


def _named(data: Mapping[str, Any], name: Shortfall, names: Mapping[str, str]) -> list[str]:
    entries = [item for item in data.get("shortfalls", ()) if item["list"] == name]
    if not entries:
        return []
    residence: dict[str, set[str]] = {}
    workplace: dict[str, set[str]] = {}
    persons: dict[tuple[int, str, str], set[str]] = {}
    order = {unit: number for number, unit in enumerate(names)}
    for item in entries:
        residence.setdefault(item["unit"], set()).add(item["household"])
        if "helper" in item:
            # Who is in no record stands there by his number, of no federation.
            if "helper_unit" in item:
                workplace.setdefault(item["helper_unit"], set()).add(item["household"])
            person = f"{_where(item, names)}{item.get('name', item['helper'])}"
            at = order.get(item.get("helper_unit", ""), len(order))
            persons.setdefault((at, item["helper"], person), set()).add(item["household"])
    lines = [f"{BY_RESIDENCE}：{_counted(residence, names)}。"]
    lines += [f"{BY_WORKPLACE}：{_counted(workplace, names)}。"] if workplace else []
    if persons:
        said = [f"{person}（{len(found)}户）" for (*_, person), found in sorted(persons.items())]
        lines.append(f"个人：{listed(said, most=len(said))}。")
    return lines


def _counted(units: Mapping[str, set[str]], names: Mapping[str, str]) -> str:
    """Say how many households each federation has, in the order in which the bulletin lists them."""
    order = list(dict.fromkeys((*names, *units)))
    found = sorted(units, key=order.index)
    return "、".join(f"{names.get(unit, unit)}{len(units[unit])}户" for unit in found)


def _where(item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the federation and, where it is told, the department of the person of an entry."""
    unit = item.get("helper_unit", "")
    return place(names.get(unit, unit), item.get("helper_department", ""))


def _figures(data: Mapping[str, Any], quarter: Quarter) -> Annex:
    caption = f"{quarter.title}各单位结对帮扶情况表"
    staff = data.get("workplaces", ())
    tables: list[Block] = [_table(data, f"{caption}（按{BY_RESIDENCE}，配额按{BY_WORKPLACE}）", "units", SHOWN)]
    note = (
        "单位：户；“未办结”为需求项数；“升降”为联系率比上季度升降的百分点；“不计算”表示没有要算的户或者措施。"
        "一个人多结的户，不抵别人的差。"
    )
    if staff:
        shown = tuple(figure.key for figure in BY_STAFF if figure.key in SHOWN)
        tables.append(_table(data, f"{caption}（按{BY_WORKPLACE}）", "workplaces", shown))
        note += "科室、直属单位和协会的数已经在所在残联的数里；各残联和无责任人的相加，就是全市。"
    return Annex("各单位结对帮扶情况表", (*tables, Note(note)))


def _table(data: Mapping[str, Any], caption: str, key: str, shown: Sequence[str]) -> Table:
    """Return the lines under a key of the record, and the city."""
    figures = [BY_KEY[figure] for figure in shown]
    columns = (
        Column("单位", _NAME_SHARE),
        *(Column(_head(figure), _FIGURE_SHARE, is_number=True) for figure in figures),
    )
    lines = [*((_called(row), row) for row in data.get(key, ())), ("全市", data["total"])]
    rows = tuple((name, *(figure.in_column(row[figure.key]) for figure in figures)) for name, row in lines)
    return Table(caption, columns, rows)


def _called(row: Mapping[str, Any]) -> str:
    """Return what a line is called; a department is a part of the federation above it."""
    return f"其中：{row['name']}" if "body" in row else str(row["name"])


def _head(figure: Figure) -> str:
    """Return a column's head: the group's word where the short one alone says too little."""
    return {"owed": "应结对", "have": "实结对", "gap": "欠户"}.get(figure.key, figure.short)


def _lists(data: Mapping[str, Any], quarter: Quarter, names: Mapping[str, str]) -> Annex:
    """Return each of the three lists as a table, and what was struck from them."""
    columns = (
        Column("户编号", 1.8), Column("户的属地", 2), Column("责任人", 1.6), Column("责任人的单位", 2.6),
        Column("从哪天起", 2), Column("事实", 4.4),
    )  # fmt: skip

    def row(item: Mapping[str, Any]) -> tuple[str, ...]:
        unit, name = names.get(item["unit"], item["unit"]), item.get("name", item.get("helper", NOTHING))
        fact = item.get("reason") or item["why"]
        return (item["household"], unit, name, _where(item, names) or NOTHING, item["since"], fact)

    tables: list[Block] = []
    for key, caption in (("shortfalls", "名单"), ("struck", "，县级残联写明理由划去的")):
        for name in Shortfall:
            rows = tuple(row(item) for item in data.get(key, ()) if item["list"] == name)
            tables += [Table(f"{quarter.title}{name.value}{caption}", columns, rows)] if rows else []
    return Annex("三种情形名单", tuple(tables) or (Paragraph("本季度没有属于三种情形的家庭。"),))


def _readings(data: Mapping[str, Any]) -> Annex:
    """Return the readings in words; what they set is part of the sentences."""
    columns = (Column("编号", 1), Column("读法", 12))
    rows = tuple((item["id"], item["reading"]) for item in data["readings"])
    return Annex("计算用的读法", (Table("这一期的数字按这些读法计算", columns, rows),))


def _definitions(data: Mapping[str, Any]) -> list[Annex]:
    """Return what each column counts, for whom and on which day; of what another computation reckoned, nothing."""
    if data.get("computation", FIRST) != COMPUTATION:
        return []
    columns = (Column("指标", 2.4), Column("怎么算", 10))
    rows = tuple((BY_KEY[key].title, BY_KEY[key].definition.sentence) for key in SHOWN)
    return [Annex("指标口径", (Table("表里各栏的算法", columns, rows),))]
