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
