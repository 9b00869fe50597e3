"""The two reports on a period hold to what the command asks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports import annual, halfyear
from jiedui.reports.kind import PeriodReport

KINDS: dict[str, PeriodReport] = {"annual": annual, "halfyear": halfyear}


def test_each_report_has_its_heading_and_says_how_a_period_is_written() -> None:
    assert [(kind.HEADING, kind.PERIODS) for kind in KINDS.values()] == [
        ("年度总结", "年份写成 2026，第一年写 first。"),
        ("半年汇报", "半年写成 2026H1 或者 2026H2。"),
    ]


def test_each_report_names_its_periods_and_takes_every_name(world: Any) -> None:
    ledger = world.ledger()
    names = {kind: list(report.names(ledger.policy)) for kind, report in KINDS.items()}
    assert names["annual"] == ["2023", "2024", "2025", "2026", "2027", "2028", "first"]
    assert names["halfyear"] == [
        "2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1", "2026H2", "2027H1", "2027H2", "2028H1", "2028H2",
    ]  # fmt: skip
    for kind, report in KINDS.items():
        days = [report.period_of(ledger, name).start for name in names[kind] if name != annual.FIRST]
        assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("kind", "name", "title", "start", "end"),
    [
        ("annual", "2026", "2026年度", date(2026, 1, 1), date(2026, 12, 31)),
        ("annual", "first", "第一年（2023年9月—2024年9月）", date(2023, 9, 1), date(2024, 9, 30)),
        ("halfyear", "2026H2", "2026年下半年", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_each_report_knows_its_periods_by_name(
    world: Any, kind: str, name: str, title: str, start: date, end: date
) -> None:
    period = KINDS[kind].period_of(world.ledger(), name)
    assert (period.title, period.start, period.end) == (title, start, end)


@pytest.mark.parametrize(
    ("kind", "name"), [("annual", "2022"), ("annual", "2026H1"), ("halfyear", "2026"), ("halfyear", "2029H1")]
)
def test_a_period_that_is_none_is_refused_by_its_name(world: Any, kind: str, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        KINDS[kind].period_of(world.ledger(), name)


@pytest.mark.parametrize(
    ("kind", "name", "unit", "title"),
    [
        ("annual", "2026", "", "全市2026年度结对帮扶工作总结"),
        ("annual", "2026", "pingjiang", "平江县残联2026年度结对帮扶工作总结"),
        ("halfyear", "2026H2", "", "全市2026年下半年结对帮扶工作情况汇报"),
        ("halfyear", "2026H2", "pingjiang", "平江县残联2026年下半年结对帮扶工作情况汇报"),
    ],
)
def test_each_report_makes_a_paper_of_a_federation_or_the_city(
    quarter_world: Any, kind: str, name: str, unit: str, title: str
) -> None:
    report, ledger = KINDS[kind], quarter_world.ledger()
    assert report.paper(ledger, report.period_of(ledger, name), unit, date(2027, 2, 1)).title == title
