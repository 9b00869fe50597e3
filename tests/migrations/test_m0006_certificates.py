"""Format 6: certificates in a dated list."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jiedui.migrations.m0006_certificates import MIGRATION
from jiedui.records.tree import Place

PLACE = Place("pingjiang/households/PJ-2H3J/household.yml", "household", "PJ-2H3J", "pingjiang", "PJ-2H3J")
NUMBER = "49062319930418005572"


def member(disability: Any) -> dict[str, Any]:
    return {"id": "m-2F8D", "disability": disability, "facts": {"no_income": "是"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"category": "肢体", "grade": "一级", "certificate": NUMBER},
            {"certificates": [{"category": "肢体", "grade": "一级", "number": NUMBER}]},
        ),
        (
            {
                "category": "多重",
                "grade": "二级",
                "certificate": NUMBER,
                "expires": "2031-05-20",
                "certificate_exception": "证件待更新",
                "components": [{"category": "肢体", "grade": "二级"}, {"category": "言语", "grade": "三级"}],
                "self_care": "部分丧失",
                "care": "父母照料",
                "guardian": "无监护人",
                "labour": "部分",
                "outing_exemption": {"from": "2025-11-01"},
                "no_need_on": "2024-03-18",
            },
            {
                "certificates": [
                    {
                        "category": "多重",
                        "grade": "二级",
                        "number": NUMBER,
                        "expires": "2031-05-20",
                        "exception": "证件待更新",
                        "components": [{"category": "肢体", "grade": "二级"}, {"category": "言语", "grade": "三级"}],
                    }
                ],
                "self_care": "部分丧失",
                "care": "父母照料",
                "guardian": "无监护人",
                "labour": "部分",
                "outing_exemption": {"from": "2025-11-01"},
                "no_need_on": "2024-03-18",
            },
        ),
        # What is missing is for the judge to tell, at the place where it is to stand.
        ({"grade": "一级", "care": "父母照料"}, {"certificates": [{"grade": "一级"}], "care": "父母照料"}),
        ({"category": {"x": "y"}}, {"certificates": [{"category": {"x": "y"}}]}),
        # Whoever adds what is missing has been told its new name.
        (
            {"grade": "一级", "number": NUMBER, "exception": "证件待更新"},
            {"certificates": [{"grade": "一级", "number": NUMBER, "exception": "证件待更新"}]},
        ),
        # Of two numbers neither is lost.
        (
            {"certificate": NUMBER, "number": "另一个", "exception": "证件待更新"},
            {"certificates": [{"number": NUMBER, "exception": "证件待更新"}], "number": "另一个"},
        ),
    ],
)
def test_what_was_written_is_the_only_certificate(before: Any, after: Any) -> None:
    step = MIGRATION.steps["household"]
    other = {"id": "m-3G9H", "name": "示例乙"}
    data = {"id": "PJ-2H3J", "members": [member(before), other, member(before)], "note": "x"}
    kept = copy.deepcopy(data)
    expected = {"id": "PJ-2H3J", "members": [member(after), other, member(after)], "note": "x"}
    assert step(PLACE, data) == expected
    assert data == kept
    assert step(PLACE, expected) == expected


@pytest.mark.parametrize(
    "data",
    [
        {"members": "x"},
        {"members": ["x", member("x"), member([]), member({}), member({"care": "父母照料"})]},
        {"members": [member({"certificate": [{"number": NUMBER}], "care": "父母照料"})]},
        {"members": [member({"number": NUMBER, "exception": "证件待更新"})]},
        {"members": [member({"certificates": [{"number": NUMBER}], "grade": "一级"})]},
    ],
)
def test_what_makes_no_certificate_stays_for_the_judge(data: dict[str, Any]) -> None:
    assert MIGRATION.steps["household"](PLACE, data) == data
