"""The bulletin as a workbook: the federations' figures, the lists, the corrections and the readings (R-096)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedui.model.time import Quarter
from jiedui.reports.quarterly import FIGURES, Value
from jiedui.workbook.sheets import Column, Sheet


def bulletin_sheets(data: Mapping[str, Any]) -> list[Sheet]:
    """Return the sheets of a bulletin's record."""
    title = Quarter.parse(data["id"]).title
    names = {row["unit"]: row["name"] for row in data.get("units", ())}
    return [_summary(data, title), _figures(data, title), _lists(data, title, names), _corrections(data, title, names),
            _readings(data)]  # fmt: skip


def _summary(data: Mapping[str, Any], title: str) -> Sheet:
    rows = [("总体情况", text) for text in data["summary"]]
    rows += [("三种情形", text) for text in data["lists"]]
    rows += [("下一步要求", text) for text in data["next_steps"]]
    rows += [("好经验", f"{item['title']}：{item['content']}") for item in data.get("practices", ())]
    rows += [("统计日", data["as_of"]), ("台账版本", data["commit"]), ("软件版本", data["software"])]
    return Sheet(
        "通报", f"{title}结对帮扶通报", (Column("项目", 14), Column("内容", 100)), tuple(rows), landscape=False
    )


def _figures(data: Mapping[str, Any], title: str) -> Sheet:
    columns = (Column("单位", 16), *(Column(figure.title, 11) for figure in FIGURES), Column("情况", 80))
    rows = [
        (row["name"], *(as_number(row[figure.key]) for figure in FIGURES), row["text"]) for row in data.get("units", ())
    ]
    rows.append(("全市", *(as_number(data["total"][figure.key]) for figure in FIGURES), ""))
    return Sheet("各单位", f"{title}各单位结对帮扶情况", columns, tuple(rows), ("“—”表示没有可算的。",))


def _lists(data: Mapping[str, Any], title: str, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("情形", 16), Column("单位", 16), Column("户编号", 12), Column("责任人编号", 14), Column("责任人", 12),
        Column("责任人所在残联", 16), Column("从哪天起", 12), Column("事实", 50), Column("依据", 8),
        Column("划去理由", 40),
    )  # fmt: skip
    rows = [
        (
            item["list"], names.get(item["unit"], item["unit"]), item["household"], item.get("helper", ""),
            item.get("name", ""), names.get(item.get("helper_unit", ""), ""), item["since"], item["why"],
            item["clause"], item.get("reason", ""),
        )
        for key in ("shortfalls", "struck")
        for item in data.get(key, ())
    ]  # fmt: skip
    return Sheet("名单", f"{title}三种情形名单", columns, tuple(rows), ("写了划去理由的，已经从名单里划去。",))


def _corrections(data: Mapping[str, Any], title: str, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column("原通报季度", 12), Column("类别", 8), Column("单位", 16), Column("户编号", 12), Column("原为", 12),
        Column("更正为", 12), Column("说明", 70),
    )  # fmt: skip
    rows = [
        (
            item["quarter"], item["kind"], names.get(item.get("unit", ""), ""), item.get("household", ""), item["was"],
            item["now"], item["text"],
        )
        for item in data.get("corrections", ())
    ]  # fmt: skip
    return Sheet("更正", f"{title}通报对以前各期的更正", columns, tuple(rows))


def _readings(data: Mapping[str, Any]) -> Sheet:
    rows = tuple((item["id"], item["reading"], item.get("settings", "")) for item in data["readings"])
    return Sheet("读法", "计算用的读法", (Column("编号", 8), Column("本系统读法", 80), Column("计算参数", 40)), rows)


def as_number(value: Value) -> Value:
    """Return a whole number that is written as text as a number, so that a sheet can sum it; all else as it is."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value
