"""The bulletin as a workbook: the federations' figures, the lists, the corrections and the readings (R-096)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.computation import COMPUTATION, FIRST
from jiedui.reports.bulletin.correction_paper import whose
from jiedui.reports.quarter_table import BY_KEY, BY_STAFF, FIGURES
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, day, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.reports.quarter_table import Figure

TITLE = "季通报表格"
SERVES: tuple[str, ...] = ("R-096",)


def bulletin_sheets(data: Mapping[str, Any]) -> list[Sheet]:
    """Return the sheets of a bulletin's record."""
    title = Quarter.parse(data["id"]).title
    names = {row["unit"]: row["name"] for row in data.get("units", ())}
    return [
        _summary(data, title),
        _residence(data, title),
        *_workplace(data, title),
        *_sentences(data, title),
        _lists(data, title, names),
        _corrections(data, title, names),
        _readings(data),
        *_definitions(data),
    ]


def _summary(data: Mapping[str, Any], title: str) -> Sheet:
    rows: list[tuple[CellValue, ...]] = [("总体情况", text) for text in data["summary"]]
    rows += [("三种情形", text) for text in data["lists"]]
    rows += [("回访抽查", text) for text in data.get("recheck", ())]
    rows += [("下一步要求", text) for text in data["next_steps"]]
    rows += [("好经验", f"{item['title']}：{item['content']}") for item in data.get("practices", ())]
    rows += [("统计日", day(data["as_of"])), ("台账版本", data["commit"]), ("算法版本", data.get("computation", FIRST))]
    return Sheet(
        name="通报",
        title=f"{title}结对帮扶通报",
        columns=(SheetColumn("项目", 14), SheetColumn("内容", 100)),
        rows=tuple(rows),
        landscape=False,
    )


def _residence(data: Mapping[str, Any], title: str) -> Sheet:
    rows = [(row["name"], *_written(row, FIGURES)) for row in data.get("units", ())]
    rows.append(("全市", *_written(data["total"], FIGURES)))
    return Sheet(
        name="各单位",
        title=f"{title}各单位结对帮扶情况，按{BY_RESIDENCE}，配额按{BY_WORKPLACE}",
        columns=(SheetColumn("单位", 16), *_columns(FIGURES)),
        rows=tuple(rows),
        notes=("“—”表示没有可算的。",),
    )


def _workplace(data: Mapping[str, Any], title: str) -> list[Sheet]:
    """Return the figures by workplace, which older bulletins do not know."""
    if "workplaces" not in data:
        return []
    rows = [(row["name"], row.get("body", ""), *_written(row, BY_STAFF)) for row in data["workplaces"]]
    rows.append(("全市", "", *_written(data["total"], BY_STAFF)))
    return [
        Sheet(
            name="按责任人的单位",
            title=f"{title}各单位结对帮扶情况，按{BY_WORKPLACE}",
            columns=(SheetColumn("单位", 16), SheetColumn("机构类型", 14), *_columns(BY_STAFF)),
            rows=tuple(rows),
            notes=("“—”表示没有可算的。写了机构类型的是所在残联的一部分，不另外相加。",),
        )
    ]


def _sentences(data: Mapping[str, Any], title: str) -> list[Sheet]:
    """Return what the bulletin says of each federation and workplace: beside 28 figures it could not be printed."""
    views = ((BY_RESIDENCE, "units"), (BY_WORKPLACE, "workplaces"))
    rows = tuple((view, row["name"], row["text"]) for view, key in views for row in data.get(key, ()))
    columns = (SheetColumn("按什么", 14), SheetColumn("单位", 20), SheetColumn("情况", 90))
    return [Sheet(name="各单位情况", title=f"{title}各单位情况", columns=columns, rows=rows)] if rows else []


def _columns(figures: Sequence[Figure]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(figure.title, 8) for figure in figures)


def _written(row: Mapping[str, Any], figures: Sequence[Figure]) -> tuple[CellValue, ...]:
    return tuple(written(row[figure.key], figure.sort) for figure in figures)


def _lists(data: Mapping[str, Any], title: str, names: Mapping[str, str]) -> Sheet:
    rows = [
        (
            item["list"], names.get(item["unit"], item["unit"]), item["household"], item.get("helper", ""),
            item.get("name", ""), names.get(item.get("helper_unit", ""), ""), item.get("helper_department", ""),
            day(item["since"]), item["why"], item["clause"], item.get("reason", ""),
        )
        for key in ("shortfalls", "struck")
        for item in data.get(key, ())
    ]  # fmt: skip
    return Sheet(
        name="名单",
        title=f"{title}三种情形名单",
        columns=(
            SheetColumn("情形", 16),
            SheetColumn("户的属地", 16),
            SheetColumn("户编号", 12),
            SheetColumn("责任人编号", 14),
            SheetColumn("责任人", 12),
            SheetColumn("责任人所在残联", 16),
            SheetColumn("责任人的科室", 16),
            SheetColumn("从哪天起", 12),
            SheetColumn("事实", 50),
            SheetColumn("依据", 8),
            SheetColumn("划去理由", 40),
        ),
        rows=tuple(rows),
        notes=("写了划去理由的，已经从名单里划去。",),
    )


def _corrections(data: Mapping[str, Any], title: str, names: Mapping[str, str]) -> Sheet:
    rows = [
        (
            item["quarter"], item["kind"], item.get("list", ""), whose(item, names), item.get("household", ""),
            item.get("helper", ""), item.get("name", ""),
            names.get(item.get("helper_unit", ""), ""), *_compared(item), "、".join(item.get("reasons", ())),
            item["text"],
        )
        for item in data.get("corrections", ())
    ]  # fmt: skip
    return Sheet(
        name="更正",
        title=f"{title}通报对以前各期的更正",
        columns=(
            SheetColumn("原通报季度", 12),
            SheetColumn("类别", 8),
            SheetColumn("情形", 16),
            SheetColumn("单位", 16),
            SheetColumn("户编号", 12),
            SheetColumn("责任人编号", 14),
            SheetColumn("责任人", 12),
            SheetColumn("责任人所在残联", 16),
            SheetColumn("原为", 12),
            SheetColumn("更正为", 12),
            SheetColumn("改了什么", 12),
            SheetColumn("说明", 70),
        ),
        rows=tuple(rows),
        notes=() if rows else ("没有要更正的。",),
    )


def _compared(item: Mapping[str, Any]) -> tuple[CellValue, CellValue]:
    figure = BY_KEY.get(item.get("figure", ""))
    was, now = item["was"], item["now"]
    return (written(was, figure.sort), written(now, figure.sort)) if figure else (was, now)


def _readings(data: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name="读法",
        title="计算用的读法",
        columns=(SheetColumn("编号", 8), SheetColumn("本系统读法", 110)),
        rows=tuple((item["id"], item["reading"]) for item in data["readings"]),
    )


def _definitions(data: Mapping[str, Any]) -> list[Sheet]:
    """Return what each column counts, for whom and on which day; of what another computation reckoned, nothing."""
    if data.get("computation", FIRST) != COMPUTATION:
        return []
    columns = (SheetColumn("栏目", 16), SheetColumn("名称", 26), SheetColumn("口径", 120))
    rows = tuple((f"{item.group}：{item.short}", item.title, item.definition.sentence) for item in FIGURES)
    return [Sheet(name="口径", title="指标口径", columns=columns, rows=rows)]
