"""The programme's days: what must follow when they change is named, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PHASES, OCCASIONS, READINGS = "policy/phases.yml", "policy/occasions.yml", "policy/readings.yml"
SECOND = {
    "id": "2026",
    "title": "关于延长结对帮扶时间的通知",
    "number": "岳市残发〔2026〕9号",
    "issuer": "岳阳市残疾人联合会",
    "addressees": ["各县市区残联"],
}


def changed(end: str, words: str, *more: dict[str, Any]) -> dict[str, Any]:
    """The programme ends on another day, by a second document, and everything else follows."""
    return {
        "file": "policy/ledger.yml",
        "set": {"programme_to": end, "clause": "2026:一"},
        "more": [
            {
                "file": "policy/clauses.yml",
                "append": {"documents": SECOND, "clauses": {"id": "2026:一", "text": words}},
            },
            {"file": PHASES, "set": {"phases.4.to": end}},
            {"file": READINGS, "replace": {'contact_until: "2028-12-31"': f'contact_until: "{end}"'}},
            *more,
        ],
    }


SOUND: dict[str, dict[str, Any]] = {
    "extended by a year": changed(
        "2029-12-31",
        "帮扶时间延长到2029年12月。",
        {"file": OCCASIONS, "append": {"days": {"date": "2029-12-03", "name": "国际残疾人日"}}},
    ),
    "ended early, with open pairings": changed("2027-05-20", "帮扶工作到2027年5月20日结束。"),
    "contacts asked for in the phase of the first year alone": {
        "file": READINGS,
        "replace": {'contact_until: "2028-12-31"': 'contact_until: "2024-09-30"'},
    },
    "the first and the last year of the programme": {
        "as_of": "2028-01-02",
        "file": "yueyanglou/households/YYL-4D5E/household.yml",
        "set": {"annual": [{"year": year, "text": "没有别的。"} for year in ("2023", "2028")]},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_contact_after_the_end_is_told_what_to_do(check: Callable[..., Any], patcher: Any) -> None:
    patcher.apply(changed("2026-07-01", "帮扶工作到2026年7月1日结束。"))
    told = {finding.path: finding.remedy for finding in check().findings if finding.rule.id == "visit-programme"}
    assert told["yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"] == (
        "方案期是 2023-09-01 至 2026-07-01，核对日期；方案延期了的，先改 policy/ledger.yml 的帮扶结束日期；"
        "结束以后的联系不用登记。"
    )


def test_a_pairing_that_is_open_when_the_programme_has_ended_stays_as_it_is(check: Callable[..., Any]) -> None:
    """Nothing turns red by time alone: on the day after the end no rule of the programme has anything to say."""
    told = {finding.rule.id for finding in check("2029-01-01").findings}
    assert not told & {"pairing-programme", "visit-programme", "contact-until", "row-outside"}
