"""The limits of office: typed, dated, and none where the ledger sets none."""

from __future__ import annotations

from datetime import date

from jiedui.model.service import ServiceKind, ServiceLevel, ServiceLevels
from jiedui.model.time import Span

ROW = {
    "key": "risk",
    "title": "风险申报纳入",
    "wording": "从发现到申报",
    "days": 10,
    "from": "2024-01-01",
    "clause": "四(二)1",
    "reading": "定两个星期。",
}


def test_a_limit_in_full() -> None:
    assert ServiceLevels.of({"levels": [{**ROW, "to": "2025-12-31"}]}).levels == (
        ServiceLevel(
            kind=ServiceKind.RISK,
            title="风险申报纳入",
            wording="从发现到申报",
            days=10,
            span=Span(date(2024, 1, 1), date(2025, 12, 31)),
            clause="四(二)1",
            reading="定两个星期。",
        ),
    )


def test_the_limit_of_the_day_on_which_it_began_holds() -> None:
    found = ServiceLevels.of({"levels": [{**ROW, "to": "2025-12-31"}, {**ROW, "days": 5, "from": "2026-01-01"}]})

    def days(when: date, kind: ServiceKind = ServiceKind.RISK) -> int | None:
        level = found.level(kind, when)
        return level.days if level else None

    assert days(date(2023, 12, 31)) is None
    assert [days(date(2024, 1, 1)), days(date(2025, 12, 31)), days(date(2026, 1, 1))] == [10, 10, 5]
    assert days(date(2026, 1, 1), ServiceKind.URGENT) is None


def test_a_ledger_without_the_file_has_no_limits_and_counts_weekdays() -> None:
    found = ServiceLevels.of({})
    assert found.levels == ()
    assert found.calendar.years == ()
    assert ServiceLevels().level(ServiceKind.NEED, date(2026, 1, 1)) is None
