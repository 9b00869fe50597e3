"""Whom to help and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
RETIRED = "yueyanglou/helpers/YYL-B-4D5E.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "outside the area with a reason": {
        "file": OWN,
        "append": {
            "pairings": {"helper": "PJ-B-2H3J", "role": "协助", "from": "2024-03-01", "exception_reason": "原来的邻居"},
        },
    },
    "reason given for the third grade": {
        "file": HANDED,
        "set": {
            "members.0.disability.certificates.0.grade": "三级",
            "members.0.disability.certificates.0.number": "49062119850724104153",
            "exception_reason": "智力三级，父母年迈",
        },
    },
    "reason given for going on after the disabled person died": {
        "file": HANDED,
        "set": {"members.0.left": {"date": "2026-07-01", "reason": "去世"}, "exception_reason": "父母年迈，继续帮"},
    },
    "unattended until he died": {
        "file": OWN,
        "set": {
            "members.0.left": {"date": "2026-07-01", "reason": "去世"},
            "members.0.disability.care": "事实无人照料",
            "exception_reason": "家里仍然困难",
        },
        "remove": ["needs.1.person"],
    },
    "reason given for going on after 低保 ended": {
        "file": OWN,
        "set": {"hardship.0.to": "2026-06-30", "exception_reason": "医疗支出仍然很大"},
    },
    "closed after 低保 ended, with the reason of its time": {
        "file": CLOSED,
        "set": {"hardship.0.to": "2024-06-30", "exception_reason": "医疗支出大"},
    },
    "old carers, recorded as such": {
        "file": UNPAIRED,
        "set": {"members.1.birth": "1960", "priorities": [{"kind": "依老养残", "basis": "父亲六十多岁"}]},
    },
    "carer is fifty-nine": {"file": UNPAIRED, "set": {"members.1.birth": "1965"}},
    "social force that helped only before it was one": {
        "file": RETIRED,
        "append": {
            "roles": {"body": "社会力量", "department": "示例志愿队", "post": "志愿者", "from": "2025-09-01"},
        },
    },
    "unattended in a closed household": {"file": CLOSED, "set": {"members.0.disability.care": "事实无人照料"}},
    "closed household that is not hard up": {
        "file": CLOSED,
        "set": {"hardship.0.status": "其他特殊困难", "difficulties": "医疗支出大。"},
    },
    "closed, in a township that another federation manages": {
        "file": CLOSED,
        "set": {"county": "岳阳楼区", "township": "岳阳楼街道"},
    },
    "closed after 低保 ended": {"file": CLOSED, "set": {"hardship.0.to": "2024-06-30"}},
    "closed with a reason that it no longer needs": {"file": CLOSED, "set": {"exception_reason": "医疗支出大"}},
    "old carers in a closed household": {
        "file": CLOSED,
        "append": {"members": {"id": "m-8R2K", "name": "示例亥", "sex": "男", "birth": "1950", "relation": "父亲"}},
    },
    "household that the city manages itself": {
        "move": {UNPAIRED: "city/households/YY-6F7G/household.yml"},
        "file": "city/households/YY-6F7G/household.yml",
        "set": {"id": "YY-6F7G"},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
