"""The data of 查户: who can be found, and what the list of hits says of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from jiedui.model.names import DOTS, folded


def test_the_search_data(pages):
    text = (pages / "assets" / "households.js").read_text("utf-8")
    rows = json.loads(text.removeprefix("window.JIEDUI_ROWS=").rstrip(";\n"))
    assert rows[0][0] == ["PJ-2222", "示例寅", "", "平江县", "平江县安定镇示例村", "示例甲"]
    assert rows[0][1] == ["PJ-3333", "示例卯", "示例辰", "平江县", "平江县三市镇示例村", "示例丁"]
    assert rows[0][3][-1] == "没有结对"
    assert rows[1][2] == ["YY-B-2222", "示例甲", "副理事长", "市残联", "办公室", "欠户"]
    assert rows[2][0] == ["430602001", "岳阳楼街道", "", "岳阳楼区", "岳阳楼区", "1 户"]
    assert [len(kind) for kind in rows] == [4, 5, 4]


def test_no_number_of_a_person_can_be_searched_but_those_of_offices_can(pages, site):
    found = "".join(
        line
        for name in ("households", "pages")
        for line in (pages / "assets" / f"{name}.js").read_text("utf-8").splitlines()
        if not line.startswith('["steward/')  # its examples are numbers of nobody
    )
    homes, helpers = site.ledger.households.values(), site.ledger.helpers.values()
    members = [member for home in homes for member in home.members if member.disability]
    numbers = {card.number for member in members for card in member.disability.certificates}
    numbers |= {home.phone for home in homes} | {helper.mobile for helper in helpers}
    numbers |= {helper.office_phone for helper in helpers}
    numbers.discard("")
    assert len(numbers) == 7
    assert [number for number in sorted(numbers) if number in found] == []
    unit = site.ledger.units["yueyanglou"]
    assert (unit.phone, unit.supervision_phone) == ("0730-0000001", "0730-0000002")
    assert all(number in found for number in (unit.phone, unit.supervision_phone))


@pytest.mark.node
def test_a_person_is_found_however_the_name_is_written(node_run: Callable[[str, Any], Any]) -> None:
    right = "示例阿里·买买提"
    written = [
        *(right.replace("·", dot) for dot in DOTS),
        "示例\u2f00",
        "示例\uf9e1",
        "Ｓｈｉｌｉ Hoa",
        "示例\U0002bc20",
    ]
    queries = [right, "示例一", "示例李", "shili HOA", "示例\U0002bc20", *written]
    told = node_run("find.mjs", {"names": written, "queries": queries})
    same = [[name for name in written if folded(name) == folded(query)] for query in queries]
    assert [sorted(names) for names in told["found"]] == [sorted(names) for names in same]
    assert len(same[0]) == len(DOTS)
    assert all(same)


@pytest.mark.node
def test_what_is_compared_is_as_long_as_what_is_shown(node_run: Callable[[str, Any], Any]) -> None:
    texts = ["㎡、½、ﬁ、①、㈱", "示例\U0002f800", "。．･", "Ｎ０，"]
    told = node_run("find.mjs", {"names": [], "queries": texts})
    assert told["lengths"] == [len(text.encode("utf-16-le")) // 2 for text in texts]
