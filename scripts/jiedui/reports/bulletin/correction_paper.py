"""The corrections of a bulletin, as its paper tells them: the city's sums in the text, all of them in an annex (A-14).

A change of a few records alters dozens of figures. The text says what became of the city's; whoever wants to know
those of a federation, a department or a household finds them row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.correction import CITY, called
from jiedui.reports.bulletin.statement import StatementKind, Subject
from jiedui.reports.paper import Annex, Block, Column, Paragraph, Table
from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.share import BY_WORKPLACE
from jiedui.reports.wording import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = "对以前各期通报的更正"
SERVES: tuple[str, ...] = ("R-096",)

# What a later bulletin rests on as a whole: told in words, before the figures.
_NOTICES = (StatementKind.COMPUTATION, StatementKind.READING)
_CONTACT = "本季联系"


def correction_text(data: Mapping[str, Any]) -> list[Block]:
    """Return the paragraphs of the text: what changed as a whole, and each quarter's sums of the city."""
    items = data.get("corrections", ())
    blocks: list[Block] = [Paragraph(item["text"]) for item in items if item["kind"] in _NOTICES]
    for quarter in dict.fromkeys(item["quarter"] for item in items):
        found = [item for item in items if item["quarter"] == quarter and item["kind"] not in _NOTICES]
        if found:
            blocks.append(Paragraph(f"{Quarter.parse(quarter).title}，{_sums(found)}。"))
    return blocks


def _sums(items: Sequence[Mapping[str, Any]]) -> str:
    """Say what became of the city's figures of a quarter, and how many other corrections there are."""
    city = [item for item in items if _is_city(item)]
    told = "；".join(f"{_what(item)}原为{item['was']}，更正为{item['now']}" for item in city)
    said = f"全市{told}" if city else "全市的数字没有变"
    others = len(items) - len(city)
    return f"{said}。各单位和各户另有{others}处更正，见附件《{TITLE}》" if others else said


def correction_annex(data: Mapping[str, Any], names: Mapping[str, str]) -> list[Annex]:
    """Return all corrections of figures, households and lists row by row; nothing where there is none."""
    columns = (
        Column("季度", 2.2), Column("单位", 3), Column("户编号", 1.7), Column("责任人", 1.6), Column("更正什么", 3.4),
        Column("原为", 1.6, is_number=True), Column("更正为", 1.6, is_number=True), Column("改了什么", 1.5),
    )  # fmt: skip
    rows = tuple(
        (
            Quarter.parse(item["quarter"]).title,
            whose(item, names) or NOTHING,
            item.get("household", NOTHING),
            item.get("name", NOTHING),
            _what(item),
            str(item["was"]),
            str(item["now"]),
            "、".join(item.get("reasons", ())) or NOTHING,
        )
        for item in data.get("corrections", ())
        if item["kind"] not in _NOTICES
    )
    return [Annex(TITLE, (Table("按季度、单位和户逐条列出", columns, rows),))] if rows else []


def whose(item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what staff call the federation or department that a stored correction is about."""
    return called(Subject.of(item), item.get("unit", ""), names)


def _is_city(item: Mapping[str, Any]) -> bool:
    return item["kind"] == StatementKind.FIGURE and whose(item, {}) == CITY


def _what(item: Mapping[str, Any]) -> str:
    """Return what is corrected: a figure, the contact with a household, or a name on a list."""
    match StatementKind(item["kind"]):
        case StatementKind.FIGURE:
            return _figure(item)
        case StatementKind.WORKPLACE:
            return f"{_figure(item)}（按{BY_WORKPLACE}）"
        case StatementKind.LIST:
            return f"{item['list']}名单"
        case _:
            return _CONTACT


def _figure(item: Mapping[str, Any]) -> str:
    """Return a figure's title; one that is no more is named by its key."""
    known = BY_KEY.get(item["figure"])
    return known.title if known else str(item["figure"])
