"""The lists of the policy: one row for a thing on a day, and no hole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

QUOTAS, PHASES, OCCASIONS = "policy/quotas.yml", "policy/phases.yml", "policy/occasions.yml"
CHAIR = {"title": "协会主席", "clause": "五(二)1", "bodies": ["市级专门协会", "县级专门协会"], "post": "主席"}
LOCAL = {"document": "本地文件", "clause": "五(二)1"}
CHIEFS = {
    "title": "县级残联科级干部", "clause": "五(二)1", "bodies": ["县级残联"], "class": "科级", "from": "2024-01-01",
}  # fmt: skip
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "a row that begins on the day after the old one": {
        "file": QUOTAS,
        "set": {"quotas.4.to": "2024-12-31"},
        "append": {"quotas": {**CHAIR, "id": "chair_new", "from": "2025-01-01", "need": "2"}},
    },
    "a row written above the one that it follows": {
        "file": QUOTAS,
        "set": {
            "quotas.4.from": "2025-01-01",
            "quotas.8": {**CHAIR, "id": "chair_old", "to": "2024-12-31", "need": "2"},
        },
    },
    "days on which nothing is asked for, said in a row": {
        "file": QUOTAS,
        "set": {"quotas.4.to": "2028-11-30"},
        "append": {"quotas": {**CHAIR, "id": "chair_none", "from": "2028-12-01", "to": "2028-12-31", "need": "0"}},
    },
    "a row without days, which reaches from the first to the last day": {"file": QUOTAS, "remove": ["quotas.4.from"]},
    "a raise that ends, and those of two counties, two classes and two bodies": {
        "file": QUOTAS,
        "set": {
            "raises": [
                {**LOCAL, "unit": "pingjiang", "need": "2", "from": "2024-01-01", "to": "2024-12-31"},
                {**LOCAL, "unit": "pingjiang", "need": "3", "from": "2025-01-01", "to": "2025-12-31"},
                {**LOCAL, "unit": "pingjiang", "class": "科级", "need": "4", "from": "2024-01-01"},
                {**LOCAL, "unit": "yueyanglou", "need": "2", "from": "2024-01-01"},
                {**LOCAL, "unit": "yueyanglou", "bodies": ["县级残联"], "need": "3", "from": "2024-01-01"},
                {**LOCAL, "unit": "yueyanglou", "bodies": ["乡镇(街道)残联"], "need": "4", "from": "2024-01-01"},
            ]
        },
    },
    "phases that run at a time and a review on the next day": {"file": PHASES, "set": {"phases.4.from": "2024-11-01"}},
    "two occasions on a day, and one that is not told ahead to the end": {
        "file": OCCASIONS,
        "append": {"days": {"date": "2026-09-25", "name": "本地活动日"}},
        "remove": ["days.84"],
    },
    "an occasion that falls twice in a year of the calendar": {
        "file": OCCASIONS,
        "append": {"days": {"date": "2028-12-23", "name": "国际残疾人日"}},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_three_rows_of_a_day_are_two_faults(said: Said) -> None:
    rows = [{**LOCAL, "unit": "pingjiang", "need": "2", "from": f"202{year}-01-01"} for year in (6, 4, 5)]
    words = "row-overlap: 平江县提高的要求（专职人员）在"
    assert said({"file": QUOTAS, "set": {"raises": rows}}) == [
        f"{words} 2026-01-01 有两条：第 1 条和第 2 条。",
        f"{words} 2026-01-01 有两条：第 1 条和第 3 条。",
    ]


def test_two_holes_of_a_row_are_two_findings_and_one_of_two_bodies_is_one(
    said: Said,
) -> None:
    change = {
        "file": QUOTAS,
        "set": {"quotas.4.from": "2024-01-01", "quotas.4.to": "2025-12-31"},
        "append": {"quotas": {**CHAIR, "id": "chair_new", "from": "2026-03-01", "need": "1"}},
    }
    words = "row-hole: 县级专门协会主席的户数要求，从"
    assert said(change) == [f"{words} 2023-09-01 到 2023-12-31 没有。", f"{words} 2026-01-01 到 2026-02-28 没有。"]


def test_the_phases_reach_from_the_first_to_the_last_day_of_the_programme(
    said: Said,
) -> None:
    days = {f"phases.{number}.from": "2023-09-04" for number in range(3)}
    assert said({"file": PHASES, "set": {**days, "phases.4.to": "2028-12-29"}}) == [
        "row-hole: 工作阶段，从 2023-09-01 到 2023-09-03 没有。",
        "row-hole: 工作阶段，从 2028-12-30 到 2028-12-31 没有。",
    ]


def test_a_hole_at_the_beginning_is_told_at_the_first_row_in_time(check: Callable[..., Any], patcher: Any) -> None:
    rows = [{**LOCAL, **CHIEFS, "need": "1", "id": f"chief_{year}", "from": f"{year}-01-01"} for year in (2026, 2024)]
    rows[1]["to"] = "2025-12-31"
    for row in rows:
        del row["document"]
        patcher.apply({"file": QUOTAS, "append": {"quotas": row}})
    (finding,) = check().findings
    assert (finding.pointer, finding.message) == (
        ("quotas", 10), "县级残联科级的户数要求，从 2023-09-01 到 2023-12-31 没有。",
    )  # fmt: skip


def test_a_reversed_row_of_two_bodies_is_told_once(said: Said) -> None:
    reversed_row = {**CHAIR, "id": "chair_new", "from": "2024-01-02", "to": "2024-01-01", "need": "1"}
    found = said({"file": QUOTAS, "append": {"quotas": reversed_row}})
    assert [line for line in found if line.startswith("row-order")] == [
        "row-order: 县级专门协会主席的户数要求，结束日期早于开始日期。"
    ]
