"""The programme's days: what must follow when they change is named, and nothing more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import writer
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary

PHASES, OCCASIONS, READINGS = "policy/phases.yml", "policy/occasions.yml", "policy/readings.yml"
SECOND = {
    "id": "2026",
    "title": "关于延长结对帮扶时间的通知",
    "number": "岳市残发〔2026〕9号",
    "issuer": "岳阳市残疾人联合会",
    "addressees": ["各县市区残联"],
}
NEW_YEAR = {"name": "元旦", "from": "2029-01-01", "to": "2029-01-01"}


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
        {"file": "policy/service.yml", "append": {"years": {"year": "2029", "holidays": [NEW_YEAR]}}},
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


def ended(day: str) -> dict[str, Any]:
    """The programme came to an end on a day that is past, as a document says."""
    year, month, number = (int(part) for part in day.split("-"))
    return changed(day, f"帮扶工作到{year}年{month}月{number}日结束。")


AS_RECORDED = (
    "结束日期写早了，或者方案延期了的，改 programme_to（帮扶结束日期）。"
    "日期没有错的，已经记下的留着，不算在任何数字里；结束以后的联系不用再登记。"
)
# What a document brings along, whatever it says.
LATER = [
    {
        "file": "yueyanglou/households/YYL-2A3C/household.yml",
        "set": {"pairings.1.from": "2026-08-01", "annual": [{"year": "2026", "text": "没有别的。"}]},
    },
    {
        "file": "yueyanglou/households/YYL-4D5E/household.yml",
        "set": {"annual": [{"year": "2026", "text": "没有别的。"}]},
    },
    {
        "write": {
            f"city/events/2026-10-1{number}-reminder.yml": f'date: "2026-10-1{number}"\nkind: 提醒\nunit: yueyanglou\n'
            f'reason: 沟通联络不及时\nquarter: "{quarter}"\ncontent: 三季度有户没有联系，请走访到位。\n'
            'due_on: "2026-10-31"\n'
            for number, quarter in (("2", "2025Q4"), ("3", "2026Q3"))
        }
    },
]


def after(found: Any) -> list[Any]:
    return [finding for finding in found.findings if finding.rule.id == "programme-after"]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("2026-07-01", "帮扶 2026-07-01 结束，以后还有 1 次联系：最早 2026-07-02（YYL-2A3C）。"),
        (
            "2025-09-02",
            "帮扶 2025-09-02 结束，以后还有 3 次联系：最早 2025-09-03（YYL-4D5E），最后 2026-07-02（YYL-2A3C）。",
        ),
    ],
)
def test_what_is_recorded_after_the_end_is_told_once_and_is_no_error(
    check: Callable[..., Any], patcher: Any, end: str, told: str
) -> None:
    """The small ledger has two contacts on 2025-09-03, one on 2026-07-02 and none later."""
    patcher.apply(ended(end))
    found = check()
    assert [(item.message, item.remedy) for item in after(found)] == [(told, AS_RECORDED)]
    assert [item.rule.id for item in found.findings if item.severity is Severity.ERROR] == []


def test_the_last_day_is_not_after_the_end(check: Callable[..., Any], patcher: Any) -> None:
    patcher.apply(ended("2026-07-02"))
    assert after(check()) == []


def test_of_everything_after_the_end_it_is_said_how_much(check: Callable[..., Any], patcher: Any) -> None:
    """A quarter and a year count by their first day: 2026 after 2025-12-31, 2025Q4 not.

    An assistant began on 2026-08-01; the reminder is of 2026Q3, which began on 2026-07-01.
    """
    for change in (ended("2025-12-31"), *LATER):
        patcher.apply(change)
    found = check()
    assert [item.message for item in after(found)] == [
        "帮扶 2025-12-31 结束，以后还有 1 次联系、1 段结对、2 条年度补充、1 件提醒、核减："
        "最早 2026-01-01（YYL-2A3C），最后 2026-08-01（YYL-2A3C）。"
    ]
    assert [item.rule.id for item in found.findings if item.severity is Severity.ERROR] == []


def test_a_frozen_bulletin_of_a_quarter_after_the_end_stays(
    check: Callable[..., Any], patcher: Any, ledger: Path, repo_root: Path, library: SchemaLibrary
) -> None:
    frozen = json.loads((repo_root / "tests/reports/bulletin/golden/computation-2.json").read_text("utf-8"))
    patcher.apply(ended("2026-07-02"))
    for quarter in ("2026Q2", "2026Q3"):
        (ledger / "city" / "bulletins").mkdir(exist_ok=True)
        data = {**frozen, "id": quarter, "readings": [{"id": "A-01", "reading": "一户一个主责。"}]}
        text = writer.write(data, library["bulletin"])
        (ledger / "city" / "bulletins" / f"{quarter}.yml").write_text(text, "utf-8")
    assert after(check()) == []
    patcher.apply({"file": "policy/ledger.yml", "set": {"programme_to": "2026-06-30"}})
    patcher.apply({"file": "policy/phases.yml", "set": {"phases.4.to": "2026-06-30"}})
    told = "帮扶 2026-06-30 结束，以后还有 1 次联系、1 期通报：最早 2026-07-01（2026Q3），最后 2026-07-02（YYL-2A3C）。"
    assert [item.message for item in after(check())] == [told]


def test_what_has_yet_to_come_after_the_end_is_an_error_where_it_stands(
    check: Callable[..., Any], patcher: Any
) -> None:
    """2026-11-23 is today: a pairing that ends tomorrow, and a text of next year, are no record of what was."""
    patcher.apply(ended("2026-07-02"))
    patcher.apply(
        {
            "file": "yueyanglou/households/YYL-2A3C/household.yml",
            "set": {"pairings.1.from": "2026-11-24", "annual": [{"year": "2027", "text": "没有别的。"}]},
        }
    )
    assert after(check()) == []
    errors = [item for item in check().findings if item.severity is Severity.ERROR]
    assert [(item.rule.id, item.message) for item in errors] == [
        ("pairing-programme", "日期 2026-11-24 不在方案期内。"),
        ("annual-programme", "2027年不在方案期内。"),
    ]
    told = [(item.rule.id, item.message) for item in after(check("2026-11-24"))]
    assert told == [("programme-after", "帮扶 2026-07-02 结束，以后还有 1 段结对：最早 2026-11-24（YYL-2A3C）。")]


def test_a_pairing_that_is_open_when_the_programme_has_ended_stays_as_it_is(check: Callable[..., Any]) -> None:
    """Nothing turns red by time alone: on the day after the end no rule of the programme has anything to say."""
    told = {finding.rule.id for finding in check("2029-01-01").findings}
    assert not told & {"pairing-programme", "programme-after", "contact-until", "row-outside"}
