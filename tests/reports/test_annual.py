"""Annual summaries: the years of the programme and the first as the notice counts it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.time import Span
from jiedui.reports import annual
from jiedui.reports.annual import first_year, year_period
from jiedui.reports.paper import Heading, Paper, Paragraph, Table
from jiedui.struct import replace

AFTER = date(2027, 2, 1)


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading)]


def test_the_first_year_is_the_phase_of_the_notice(world: Any) -> None:
    period = first_year(world.ledger().policy)
    assert (period.start, period.end) == (date(2023, 9, 1), date(2024, 9, 30))
    assert period.title == "第一年（2023年9月—2024年9月）"


def test_a_first_year_without_an_end_lasts_as_long_as_the_programme(world: Any) -> None:
    policy = world.ledger().policy
    phases = tuple(replace(phase, span=Span(phase.span.start)) for phase in policy.phases)
    assert first_year(replace(policy, phases=phases)).end == date(2028, 12, 31)


def test_years_of_the_programme(world: Any) -> None:
    ledger = world.ledger()
    assert year_period(ledger, 2023).start == date(2023, 9, 1)
    assert year_period(ledger, 2028).end == date(2028, 12, 31)
    with pytest.raises(ValueError, match="2029"):
        year_period(ledger, 2029)


@pytest.mark.parametrize("year", [0, -1, 10_000, 2**31, 10**20])
def test_a_year_of_no_calendar_is_none_of_the_programme(world: Any, year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        year_period(world.ledger(), year)


def test_the_annual_summary_of_the_city(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    paper = annual.paper(ledger, year_period(ledger, 2026), "", AFTER)
    assert paper.title == "全市2026年度结对帮扶工作总结"
    said = texts(paper)
    assert said[0] == "现将全市2026年1月1日至2026年12月31日结对帮扶工作情况汇报如下。"
    assert "期内联系8次：入户8次。入户占100%。" in said
    assert "期内提出需求3项，办结1项；期末未办结2项。" in said
    assert "帮扶开始以来，到期和已办的措施2项，已办结1项，承诺兑现率50%。" in said
    assert "期内办结的措施：送康复1项。" in said
    table, _ = paper.annexes[0].blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["市残联", "岳阳楼区残联", "平江县残联"]
    assert table.rows[2] == ("平江县残联", "2", "2", "100.0%", "2", "2", "100.0%", "2", "1", "50.0%", "2", "0", "0.0%")
