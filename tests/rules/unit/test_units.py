"""A federation's own days: it may be founded and dissolved, and what is recorded ahead does not count yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

COUNTY = "pingjiang/unit.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "to be dissolved on a day to come, nothing handed over yet": {"file": COUNTY, "set": {"to": "2026-12-31"}},
    "on the last day before it is dissolved": {"file": COUNTY, "set": {"to": "2026-11-23"}},
    "to be founded, nobody responsible yet": {
        "write": {
            "xinqu/unit.yml": "id: xinqu\nprefix: XQ\nname: 示例新区残联\nshort: 示例新区\nlevel: 县级残联\n"
            'from: "2026-11-24"\nphone: "0730-0300008"\nsupervision_phone: "0730-0300009"\nlead_department: 办公室\n'
        }
    },
    "somebody comes on its last day": {
        "file": COUNTY,
        "set": {"to": "2026-11-30"},
        "more": [
            {
                "file": "pingjiang/helpers/PJ-B-6N7P.yml",
                "set": {"sex": "男"},
                "append": {
                    "roles": {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2026-11-30"},
                },
            }
        ],
    },
    "there since the day of the first household, its staff older": {"file": COUNTY, "set": {"from": "2023-09-12"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def went_over(since: str) -> dict[str, Any]:
    """A helper of the city left on 2026-06-30 and is in a county's federation since another day."""
    return {
        "file": "city/helpers/YY-B-2A3C.yml",
        "set": {"roles.1.to": "2026-06-30", "roles.1.end_reason": "岗位调整"},
        "more": [
            {
                "copy": {"city/helpers/YY-B-2A3C.yml": "yueyanglou/helpers/YYL-B-2A3C.yml"},
                "file": "yueyanglou/helpers/YYL-B-2A3C.yml",
                "set": {"id": "YYL-B-2A3C", "roles.1.from": since, "roles.1.body": "县级残联"},
                "remove": ["roles.1.to", "roles.1.end_reason", "roles.0"],
            }
        ],
    }


def test_a_helper_may_have_gone_over_to_another_federation_and_is_in_one_of_them_on_a_day(
    said: Callable[[dict[str, Any]], list[str]], ledger: Any
) -> None:
    assert [line for line in said(went_over("2026-07-01")) if line.startswith("duplicate-helper")] == []
    (ledger / "yueyanglou" / "helpers" / "YYL-B-2A3C.yml").unlink()
    told = said({**went_over("2026-06-30"), "set": {}})
    assert [line for line in told if line.startswith("duplicate-helper")] == [
        "duplicate-helper: 与 YY-B-2A3C 姓名和手机号相同。"
    ]


def test_a_federation_of_one_day_is_in_order(said: Callable[[dict[str, Any]], list[str]]) -> None:
    """All of 平江县 is before or after that day: each household and office, but not the federation, is told."""
    one_day = said({"file": COUNTY, "set": {"from": "2023-09-12", "to": "2023-09-12"}})
    assert [line for line in one_day if line.startswith("unit-order")] == []
    assert [line for line in one_day if line.startswith("unit-days-household")] == [
        "unit-days-household: 2023-09-15 这天没有平江县。"
    ]
    assert [line for line in one_day if line.startswith("unit-dissolved")] == [
        "unit-dissolved: 平江县 2023-09-12 以后已经撤销，还有1户没有移交，3名责任人的任职没有结束，"
        "2个乡镇（街道）还归它管。"
    ]


def test_only_what_is_left_of_a_dissolved_federation_is_counted(said: Callable[[dict[str, Any]], list[str]]) -> None:
    townships = {
        f"counties.1.townships.{row}.managed": [{"unit": "yueyanglou", "from": "2026-11-23"}] for row in (0, 1)
    }
    change = {"file": COUNTY, "set": {"to": "2026-11-22"}, "more": [{"file": "divisions.yml", "set": townships}]}
    assert "unit-dissolved: 平江县 2026-11-22 以后已经撤销，还有1户没有移交，3名责任人的任职没有结束。" in said(change)
