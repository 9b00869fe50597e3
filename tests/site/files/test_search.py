"""The data of 查户: who can be found, and what the list of hits says of them."""

from __future__ import annotations

import json


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
