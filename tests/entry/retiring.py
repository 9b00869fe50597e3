"""A helper with six households who retires, and one who is new, beside the small ledger of ``tests/rules/base``."""

from __future__ import annotations

from typing import Any

from jiedui.records.kinds import path_of
from jiedui.records.reader import Record
from jiedui.records.tree import Place

UNIT, LEAVER, NEW, STAYS = "yueyanglou", "YYL-B-9Z9Z", "YYL-B-8Y8Y", "YYL-B-6F7G"
HOUSEHOLDS = tuple(f"YYL-H{number}H{number}" for number in range(2, 8))


def records() -> list[Record]:
    """Return the records of both helpers and of the six households, the first with a promise that is not kept yet."""
    found = [_record("helper", LEAVER, _helper(LEAVER, "示例一")), _record("helper", NEW, _helper(NEW, "示例二"))]
    return [*found, *(_record("household", code, _household(code, row)) for row, code in enumerate(HOUSEHOLDS))]


def _record(kind: str, code: str, data: dict[str, Any]) -> Record:
    household = code if kind == "household" else ""
    return Record(Place(path_of(kind, UNIT, code, household), kind, code, UNIT, household), data)


def _helper(code: str, name: str) -> dict[str, Any]:
    role = {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2016-01-04"}
    mobile = f"154000002{len(name)}{sum(map(ord, code)) % 10}"
    return {"id": code, "name": name, "sex": "女", "mobile": mobile, "roles": [role]}


def _household(code: str, row: int) -> dict[str, Any]:
    promise = {"code": "帮政策", "content": "帮办手续。", "promised_on": "2026-10-09", "by": LEAVER}
    need = {"id": "n-2222", "content": "手续没有办。", "raised_on": "2026-10-08", "measures": [promise]}
    return {
        "id": code,
        "registered_on": "2024-01-05",
        "county": "岳阳楼区",
        "township": "郭镇乡",
        "village": "示例村",
        "hardship": [{"status": "低保户"}],
        "exception_reason": "确需帮扶，党组会研究同意",
        "members": [
            {
                "id": f"m-222{row + 2}",
                "name": f"示例{'甲乙丙丁戊己'[row]}户",
                "sex": "男",
                "birth": f"197{row}",
                "relation": "本人",
            }
        ],
        "consent": {"date": "2024-01-06", "by": "本人", "form": "书面"},
        "plan": "落实政策。",
        "pairings": [{"helper": LEAVER, "role": "主责", "from": "2024-01-08"}],
        **({"needs": [need]} if row == 0 else {}),
    }
