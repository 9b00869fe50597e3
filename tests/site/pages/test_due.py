"""近期要办: what is due by federation, counted by hand on the small ledger."""

from __future__ import annotations

from typing import Any

import pytest


def test_the_city_s_page_counts_each_federation(read: Any) -> None:
    rows = {row[0][0]: [cell[0] for cell in row[1:]] for row in read("due").tables["due"]}
    # 平江县: a hardship, a risk that nobody reported, an intake and a hazard are past their day; a promise is due on
    # 1 December; after that two contacts, two outings and the hearing of the half-year. 岳阳楼区: a missed quarter and
    # the hearing. The city's own: dispatch, bulletin and hearing. All that is past its day is so by more than 30 days.
    assert rows == {
        "市残联": ["0", "0", "0", "3"],
        "岳阳楼区": ["1", "0", "0", "1"],
        "平江县": ["4", "0", "1", "5"],
        "全市": ["5", "0", "1", "9"],
    }


def test_a_federation_s_list_holds_the_same_rows(read: Any) -> None:
    tables = read("due/pingjiang").tables
    assert [len(tables.get(key, ())) for key in ("grave", "late", "soon", "later")] == [4, 0, 1, 5]
    days, home, duty, helper, _ = tables["soon"][0]
    assert (days[0], home[0], helper[0]) == ("… 2026-12-01 还剩 8 天", "示例寅 PJ-2222", "示例甲")
    # Found on Wednesday 15 July, ten working days end on Wednesday 29; 79 more to Monday 23 November.
    assert tables["grave"][1][0][0] == "✗ 2026-07-29 超期 79 个工作日"
    assert duty == ("办好答应的措施（帮就学）", "../households/PJ-2222.html#need-n-7K3Q")


@pytest.mark.parametrize("name", ["due", "due/pingjiang"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)
