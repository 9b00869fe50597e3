"""Format 8: the risk of a household as a list of findings, each with the steps of its monitoring."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from jiedui.migrations.m0008_relapse import MIGRATION
from jiedui.model.relapse import Relapse, RiskFinding
from jiedui.records.tree import Place

PLACE = Place("pingjiang/households/PJ-2H3J/household.yml", "household", "PJ-2H3J", "pingjiang", "PJ-2H3J")
STEP = MIGRATION.steps["household"]
GONE = {
    "risk": "无",
    "kind": "受灾",
    "found_on": "2025-06-30",
    "monitoring": "已消除",
    "monitored_on": "2025-08-01",
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"risk": "无"}, {"risk": "无"}),
        ({"risk": "有"}, {"risk": "有"}),
        ({"risk": "有", "found_on": "2025-06-30"}, {"risk": "有", "found_on": "2025-06-30"}),
        (
            {
                "risk": "有",
                "kind": "学费",
                "found_on": "2025-06-30",
                "monitoring": "已纳入",
                "monitored_on": "2025-07-01",
            },
            {
                "risk": "有",
                "kind": "学费",
                "found_on": "2025-06-30",
                "monitoring": [{"status": "已纳入", "date": "2025-07-01"}],
            },
        ),
        ({"risk": "有", "monitoring": "未申报"}, {"risk": "有", "monitoring": [{"status": "未申报"}]}),
        # What was found and is gone was a risk; its last step says that it is gone.
        (
            GONE,
            {
                "risk": "有",
                "kind": "受灾",
                "found_on": "2025-06-30",
                "monitoring": [{"status": "已消除", "date": "2025-08-01"}],
            },
        ),
        # Of one that was never dated nobody knows whether and when it stood; one that is said to be none stays none.
        (
            {"risk": "无", "monitoring": "已消除", "monitored_on": "2025-08-01"},
            {"risk": "无", "monitoring": [{"status": "已消除", "date": "2025-08-01"}]},
        ),
        (
            {"risk": "无", "found_on": "2025-06-30", "monitoring": "未申报"},
            {"risk": "无", "found_on": "2025-06-30", "monitoring": [{"status": "未申报"}]},
        ),
        # Since when it was monitored is the step before; the same day is told once.
        (
            {**GONE, "included_on": "2025-07-10"},
            {
                "risk": "有",
                "kind": "受灾",
                "found_on": "2025-06-30",
                "monitoring": [{"status": "已纳入", "date": "2025-07-10"}, {"status": "已消除", "date": "2025-08-01"}],
            },
        ),
        (
            {"risk": "有", "monitoring": "已纳入", "monitored_on": "2025-07-10", "included_on": "2025-07-10"},
            {"risk": "有", "monitoring": [{"status": "已纳入", "date": "2025-07-10"}]},
        ),
        (
            {"risk": "有", "monitoring": "已纳入", "monitored_on": "2025-07-11", "included_on": "2025-07-10"},
            {
                "risk": "有",
                "monitoring": [{"status": "已纳入", "date": "2025-07-10"}, {"status": "已纳入", "date": "2025-07-11"}],
            },
        ),
        (
            {"risk": "有", "monitoring": "已纳入", "included_on": "2025-07-10"},
            {"risk": "有", "monitoring": [{"status": "已纳入", "date": "2025-07-10"}]},
        ),
        (
            {"risk": "有", "included_on": "2025-07-10"},
            {"risk": "有", "monitoring": [{"status": "已纳入", "date": "2025-07-10"}]},
        ),
        (
            {"risk": "有", "monitoring": "未通过", "included_on": "2025-07-10"},
            {"risk": "有", "monitoring": [{"status": "已纳入", "date": "2025-07-10"}, {"status": "未通过"}]},
        ),
        # What is missing, or of no known shape, is for the judge to tell, at the place where it is to stand.
        ({"risk": "有", "monitored_on": "2025-07-01"}, {"risk": "有", "monitoring": [{"date": "2025-07-01"}]}),
        ({"risk": {"x": "y"}, "monitoring": {"x": "y"}}, {"risk": {"x": "y"}, "monitoring": [{"status": {"x": "y"}}]}),
        ({}, {}),
        # A list of steps is in the new form already, below a list of findings that was forgotten.
        (
            {"risk": "有", "monitoring": [{"status": "已纳入"}]},
            {"risk": "有", "monitoring": [{"status": "已纳入"}]},
        ),
    ],
)
def test_what_was_written_is_the_only_finding_and_step(before: dict[str, Any], after: dict[str, Any]) -> None:
    data = {"id": "PJ-2H3J", "relapse": before, "note": "x"}
    kept = copy.deepcopy(data)
    expected = {"id": "PJ-2H3J", "relapse": [after], "note": "x"}
    assert STEP(PLACE, data) == expected
    assert list(STEP(PLACE, data)) == ["id", "relapse", "note"]
    assert data == kept
    assert STEP(PLACE, expected) == expected


@pytest.mark.parametrize("data", [{}, {"relapse": "无"}, {"relapse": ["x"]}, {"relapse": [{"risk": "无"}]}])
def test_what_is_no_older_risk_stays_for_the_judge(data: dict[str, Any]) -> None:
    assert STEP(PLACE, data) == data


@pytest.mark.parametrize(
    ("day", "risk", "monitoring"),
    [("2025-06-29", False, ""), ("2025-06-30", True, ""), ("2025-07-31", True, ""), ("2025-08-01", False, "已消除")],
)
def test_a_risk_that_is_gone_stood_from_the_day_it_was_found(day: str, *, risk: bool, monitoring: str) -> None:
    """R-035: found on 30 June and 已消除 on 1 August, it stood on each of the 32 days between, as before; of one
    without a day of finding nobody knows since when it stood.
    """
    assert known(GONE, day).risk is risk
    assert known(GONE, day).monitoring == monitoring
    undated = {key: value for key, value in GONE.items() if key != "found_on"}
    assert not known(undated, day).risk


@pytest.mark.parametrize(
    ("day", "risk", "monitored"),
    [
        ("2025-06-29", False, False),
        ("2025-07-09", True, False),
        ("2025-07-10", True, True),
        ("2025-07-31", True, True),
        ("2025-08-01", False, False),
    ],
)
def test_a_risk_that_is_gone_was_monitored_from_the_day_it_was_included(
    day: str, *, risk: bool, monitored: bool
) -> None:
    """R-111: found on 30 June, included on 10 July, gone on 1 August: for 22 days the form ticks 是, as before."""
    found = known({**GONE, "included_on": "2025-07-10"}, day)
    assert (found.risk, found.monitored) == (risk, monitored)


def known(older: dict[str, Any], day: str) -> Relapse:
    (entry,) = STEP(PLACE, {"relapse": older})["relapse"]
    return Relapse((RiskFinding.of(entry),)).until(date.fromisoformat(day))
