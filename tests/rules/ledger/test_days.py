"""Days that cannot be meant: yet to come, or of another age than the programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
HELPER = "yueyanglou/helpers/YYL-B-6F7G.yml"
SOCIAL = "pingjiang/helpers/PJ-B-6N7P.yml"
UNIT = "yueyanglou/unit.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "registered a year before the programme": {"file": OWN, "set": {"registered_on": "2022-09-01"}},
    "consent of a year before": {"file": OWN, "set": {"consent.date": "2022-09-01"}},
    "in office for sixty years": {"file": HELPER, "set": {"roles.0.from": "1963-09-01"}},
    "in office from the last day of the programme": {
        "file": HELPER,
        "append": {
            "roles": {"body": "县级残联", "department": "教就股", "post": "股长", "from": "2028-12-31"},
        },
    },
    "the year of registration and this year": {
        "file": OWN,
        "set": {"annual": [{"year": "2023", "text": "协调了轮椅。"}, {"year": "2026", "text": "送了米油。"}]},
    },
    "the year of the end": {"file": CLOSED, "set": {"annual": [{"year": "2025", "text": "协调了轮椅。"}]}},
    "filed today": {"file": SOCIAL, "set": {"filing.date": "2026-11-23"}},
    "a milestone of a year before": {"file": UNIT, "set": {"milestones.0.done_on": "2022-09-01"}},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_year_and_a_day_before_the_programme_is_told(said: Said) -> None:
    assert said({"file": OWN, "set": {"registered_on": "2022-08-31"}}) == [
        "day-early: registered_on（建档日期）2022-08-31 比方案早一年以上。"
    ]
    assert said({"file": UNIT, "set": {"milestones.0.done_on": "2022-08-31"}})[1:] == [
        "record-early: done_on（完成日期）2022-08-31 比方案早一年以上。"
    ]


def test_a_consent_of_long_ago_is_told(said: Said) -> None:
    assert said({"file": OWN, "set": {"consent.date": "2013-09-20"}}) == [
        "day-early: date（同意日期）2013-09-20 比方案早一年以上。"
    ]


def test_an_office_of_more_than_sixty_years_is_told(said: Said) -> None:
    assert said({"file": HELPER, "set": {"roles.0.from": "1963-08-31"}}) == ["role-years: 任职从 1963-08-31 起。"]


def test_the_year_after_the_end_is_told(said: Said) -> None:
    assert said({"file": CLOSED, "set": {"annual": [{"year": "2026", "text": "协调了轮椅。"}]}}) == [
        "annual-year: 2026 年不在建档到现在的年份里。"
    ]


def test_what_is_filed_tomorrow_is_told(said: Said) -> None:
    assert said({"file": SOCIAL, "set": {"filing.date": "2026-11-24"}}) == [
        "record-future: date（报备日期）2026-11-24 还没有到。"
    ]
