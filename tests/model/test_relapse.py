"""The risk of a household: what is at risk and monitored on a day, and what the days before keep (R-035, R-111)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jiedui.model.relapse import MonitoringStep, Relapse, RiskFinding

NONE = {"risk": "无"}
FLOOD = {
    "risk": "有",
    "kind": "受灾",
    "found_on": "2025-06-30",
    "monitoring": [
        {"status": "已申报", "date": "2025-07-05"},
        {"status": "已纳入", "date": "2025-07-20"},
        {"status": "已消除", "date": "2025-12-01"},
    ],
}
FEES = {
    "risk": "有",
    "kind": "学费",
    "found_on": "2026-03-01",
    "monitoring": [{"status": "未申报"}, {"status": "已纳入", "date": "2026-04-01"}],
}


def relapse(*entries: dict[str, Any]) -> Relapse:
    return Relapse(tuple(RiskFinding.of(entry) for entry in entries))


def told(known: Relapse) -> tuple[bool, bool, bool, str, str]:
    return known.recorded, known.risk, known.monitored, known.monitoring, known.kind


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-29", (True, False, False, "", "")),
        ("2025-06-30", (True, True, False, "", "受灾")),
        ("2025-07-05", (True, True, False, "已申报", "受灾")),
        ("2025-07-19", (True, True, False, "已申报", "受灾")),
        ("2025-07-20", (True, True, True, "已纳入", "受灾")),
        ("2025-11-30", (True, True, True, "已纳入", "受灾")),
        ("2025-12-01", (True, False, False, "已消除", "受灾")),
        ("2026-02-28", (True, False, False, "已消除", "受灾")),
        ("2026-03-01", (True, True, False, "未申报", "学费")),
        ("2026-03-31", (True, True, False, "未申报", "学费")),
        ("2026-04-01", (True, True, True, "已纳入", "学费")),
    ],
)
def test_each_day_knows_what_was_found_by_then(day: str, expected: tuple[object, ...]) -> None:
    """R-035, R-111: none at first; a flood, applied for, monitored, gone on 1 December; school fees from March on."""
    assert told(relapse(NONE, FLOOD, FEES).until(date.fromisoformat(day))) == expected


def test_what_is_added_later_changes_no_earlier_day() -> None:
    """After each entry and step that is added the days before it are told the same, all 700 from 1 June 2025 on."""
    days = [date(2025, 6, 1) + timedelta(days=number) for number in range(700)]
    whole = relapse(NONE, FLOOD, FEES)
    added = [
        date(2025, 6, 30),
        date(2025, 7, 5),
        date(2025, 7, 20),
        date(2025, 12, 1),
        date(2026, 3, 1),
        date(2026, 4, 1),
    ]
    for on in added:
        before = whole.until(on - timedelta(days=1))
        assert before != whole.until(on)
        assert [before.until(day) for day in days if day < on] == [whole.until(day) for day in days if day < on]


def test_what_has_no_day_was_always_so() -> None:
    undated = relapse({"risk": "有", "kind": "学费", "monitoring": [{"status": "已申报"}]})
    assert undated.until(date(2020, 1, 1)) == undated
    assert told(undated) == (True, True, False, "已申报", "学费")
    assert undated.found_on is None


def test_nobody_looked_is_told_from_nothing_found() -> None:
    assert told(Relapse()) == (False, False, False, "", "")
    assert told(relapse(NONE)) == (True, False, False, "", "")
    assert told(relapse({**NONE, "found_on": "2025-07-01"}).until(date(2025, 6, 30))) == (False,) * 3 + ("", "")
    assert told(relapse({**NONE, "found_on": "2025-07-01"}).until(date(2025, 7, 1))) == (True, False, False, "", "")


def test_no_risk_found_is_none_whatever_is_said_of_monitoring() -> None:
    assert not relapse({**NONE, "monitoring": [{"status": "已申报"}]}).risk


def test_finding_is_typed() -> None:
    assert RiskFinding.of(FEES) == RiskFinding(
        risk=True,
        kind="学费",
        found_on=date(2026, 3, 1),
        steps=(MonitoringStep("未申报", None), MonitoringStep("已纳入", date(2026, 4, 1))),
    )
    assert RiskFinding.of(NONE) == RiskFinding(risk=False, kind="", found_on=None, steps=())


@pytest.mark.parametrize(
    ("entries", "kinds"),
    [
        ((), []),
        ((NONE,), []),
        ((FLOOD,), ["受灾"]),
        ((FEES,), []),
        ((NONE, FLOOD, FEES), ["受灾"]),
        ((FLOOD, {**FLOOD, "kind": "学费"}), ["受灾", "学费"]),
        ((FLOOD, {**NONE, "found_on": "2026-01-01"}), ["受灾"]),
    ],
)
def test_past_are_the_risks_that_stand_no_more(entries: tuple[dict[str, Any], ...], kinds: list[str]) -> None:
    assert [finding.kind for finding in relapse(*entries).past] == kinds
