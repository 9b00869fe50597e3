"""Helpers: offices and leaves in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHIEF = "city/helpers/YY-B-2A3C.yml"
RETIRED = "yueyanglou/helpers/YYL-B-4D5E.yml"
CLERK = "yueyanglou/helpers/YYL-B-6F7G.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "social force that helped only before it was one": {
        "file": RETIRED,
        "append": {
            "roles": {"body": "社会力量", "department": "示例志愿队", "post": "志愿者", "from": "2025-09-01"},
        },
    },
    "two offices at a time in two departments": {
        "file": CHIEF,
        "append": {
            "roles": {"body": "市级专门协会", "department": "盲人协会", "post": "主席", "from": "2024-01-01"},
        },
    },
    "came from the city, works in a county": {
        "file": CLERK,
        "append": {
            "roles": {
                "body": "市残联机关",
                "department": "办公室",
                "post": "干事",
                "from": "2018-01-02",
                "to": "2021-06-30",
                "end_reason": "岗位调整",
            },
        },
    },
    "office and leave of one day": {
        "file": CLERK,
        "append": {
            "roles": {
                "body": "县级残联",
                "department": "值班室",
                "post": "值班员",
                "from": "2022-05-01",
                "to": "2022-05-01",
                "end_reason": "岗位调整",
            },
            "pauses": {"from": "2025-05-06", "to": "2025-05-06", "reason": "住院", "deputy": "YY-B-2A3C"},
        },
    },
    "leave that the unit approved": {
        "file": CLERK,
        "remove": ["pauses.0.deputy"],
        "set": {"pauses.0.approved_by": "岳阳楼区残联"},
    },
    "works for an association of the city": {
        "file": CHIEF,
        "set": {"roles.0.body": "市级专门协会", "roles.1.body": "市级专门协会"},
    },
    "works for a body of the city's federation": {
        "file": CHIEF,
        "set": {"roles.0.body": "市残联直属单位", "roles.1.body": "市残联直属单位"},
    },
    "works for an association of a county": {"file": CLERK, "set": {"roles.0.body": "县级专门协会"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
