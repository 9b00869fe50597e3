"""The corrections in a bulletin's paper: the city's sums in the text, every other one as a row of the annex."""

from __future__ import annotations

from typing import Any

from jiedui.reports.bulletin.correction_paper import correction_annex, correction_text, whose
from jiedui.reports.paper import Annex, Paragraph, Table

NAMES = {"pingjiang": "平江县残联", "city": "市残联"}


def item(kind: str, was: str, now: str, quarter: str = "2026Q2", **more: Any) -> dict[str, Any]:
    return {"quarter": quarter, "kind": kind, "was": was, "now": now, "text": f"{kind}改了。", **more}


def figure(was: str, now: str, unit: str = "", key: str = "met", **more: Any) -> dict[str, Any]:
    return item("指标", was, now, figure=key, **({"unit": unit} if unit else {}), **more)


def said(*items: dict[str, Any]) -> list[str]:
    return [block.text for block in correction_text({"corrections": items}) if isinstance(block, Paragraph)]


def rows(*items: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    (annex,) = correction_annex({"corrections": items}, NAMES)
    (table,) = annex.blocks
    assert isinstance(table, Table)
    return table.rows


def test_the_text_names_the_city_s_sums_and_leads_to_the_rest() -> None:
    household = item("户", "逾期", "已完成", unit="pingjiang", household="PJ-2222")
    assert said(figure("1", "2", "pingjiang"), figure("4", "5"), figure("3", "2", key="overdue"), household) == [
        "2026年第二季度，全市本季已联系户数原为4，更正为5；本季逾期户数原为3，更正为2。"
        "各单位和各户另有2处更正，见附件《对以前各期通报的更正》。"
    ]


def test_where_the_city_s_figures_stay_the_text_says_so() -> None:
    """A household that moved: one federation has one less, the other one more."""
    assert said(figure("2", "1", "pingjiang"), figure("0", "1", "city")) == [
        "2026年第二季度，全市的数字没有变。各单位和各户另有2处更正，见附件《对以前各期通报的更正》。"
    ]


def test_the_city_alone_leads_nowhere() -> None:
    assert said(figure("4", "5")) == ["2026年第二季度，全市本季已联系户数原为4，更正为5。"]


def test_quarters_stand_apart_in_order_and_what_changed_as_a_whole_before_them() -> None:
    notice = item("算法", "第 1 版", "第 2 版", quarter="2026Q1")
    reading = item("读法", "A-07", "读法已改")
    assert said(figure("1", "2", quarter="2026Q1"), notice, reading, figure("4", "5")) == [
        "算法改了。",
        "读法改了。",
        "2026年第一季度，全市本季已联系户数原为1，更正为2。",
        "2026年第二季度，全市本季已联系户数原为4，更正为5。",
    ]
    assert said(reading) == ["读法改了。"]
    assert said() == []


def test_the_annex_has_a_row_for_each_but_what_changed_as_a_whole() -> None:
    person = {"unit": "pingjiang", "household": "PJ-2222", "helper": "PJ-B-2222", "name": "示例甲"}
    workplace = {"unit": "city", "body": "市残联机关", "department": "康复科", "figure": "due"}
    assert rows(
        item("算法", "第 1 版", "第 2 版"),
        figure("1", "2", "pingjiang", reasons=["台账", "读法"]),
        figure("4", "5"),
        item("责任人单位", "3", "4", **workplace),
        item("户", "逾期", "已完成", unit="pingjiang", household="PJ-2222"),
        item("名单", "列入", "没有列入", list="沟通联络不及时", **person),
    ) == (
        ("2026年第二季度", "平江县残联", "—", "—", "本季已联系户数", "1", "2", "台账、读法"),
        ("2026年第二季度", "全市", "—", "—", "本季已联系户数", "4", "5", "—"),
        ("2026年第二季度", "市残联康复科", "—", "—", "本季应联系户数（按责任人的单位）", "3", "4", "—"),
        ("2026年第二季度", "平江县残联", "PJ-2222", "—", "本季联系", "逾期", "已完成", "—"),
        ("2026年第二季度", "平江县残联", "PJ-2222", "示例甲", "沟通联络不及时名单", "列入", "没有列入", "—"),
    )


def test_a_figure_that_is_no_more_is_named_by_its_key() -> None:
    assert rows(figure("1", "2", key="gone"))[0][4] == "gone"


def test_without_corrections_there_is_no_annex() -> None:
    assert correction_annex({}, NAMES) == []
    assert correction_annex({"corrections": [item("读法", "A-07", "读法已改")]}, NAMES) == []


def test_the_annex_bears_its_name() -> None:
    (annex,) = correction_annex({"corrections": [figure("1", "2")]}, NAMES)
    assert isinstance(annex, Annex)
    assert annex.title == "对以前各期通报的更正"


def test_a_federation_that_is_no_more_is_named_by_its_id() -> None:
    assert whose(figure("1", "2", "gone"), NAMES) == "gone"
    assert whose(figure("1", "2", "pingjiang"), NAMES) == "平江县残联"
