"""The table of a quarter as a paper."""

from __future__ import annotations

from jiedui.model.time import Quarter
from jiedui.reports.paper import Paragraph, Table
from jiedui.rollup.paper import rollup_paper, sentences
from jiedui.rollup.province import Province

SECOND, THIRD = Quarter(2026, 2), Quarter(2026, 3)


def test_what_is_said_first(province: Province) -> None:
    assert sentences(province, THIRD) == [
        "示例省3个市，2个报送了2026年第三季度的数。没有报的：示例南市。",
        "名册至少150户，已结对至少110户，覆盖率73.3%。",
        "本季应联系至少100户，已联系至少72户，联系率90.0%。",
    ]


def test_the_paper(province: Province) -> None:
    paper = rollup_paper(province, THIRD)
    assert paper.title == "示例省2026年第三季度结对帮扶情况通报表"
    assert [block.text for block in paper.blocks if isinstance(block, Paragraph)] == sentences(province, THIRD)
    [cities] = [block for block in paper.annexes[0].blocks if isinstance(block, Table)]
    assert [row[0] for row in cities.rows] == ["示例东市", "示例西市", "示例南市", "示例省"]
    assert cities.rows[2][1:] == ("未报",) * 9
    assert {len(row) for row in cities.rows} == {len(cities.columns)}
