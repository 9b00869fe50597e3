"""Names that look odd and are right: nothing is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"

SOUND: dict[str, dict[str, Any]] = {
    "wife with a name in Latin letters": {"file": HOUSEHOLD, "set": {"members.1.name": "Shili Thi Hoa"}},
    "disabled person with an apostrophe in the name": {"file": HOUSEHOLD, "set": {"members.0.name": "Shili O'Brien"}},
    "dot between the parts": {"file": HOUSEHOLD, "set": {"members.0.name": "示例阿里·买买提"}},
    "character of the first extension": {"file": HOUSEHOLD, "set": {"members.0.name": "示例㐂"}},
    "organisation with letters, digits and brackets": {
        "file": "pingjiang/helpers/PJ-B-6N7P.yml",
        "set": {"name": "示例ABC公益服务中心（2号店）"},
    },
    "two people of one day whose names differ": {
        "file": HOUSEHOLD,
        "set": {"members.0.name": "示例阿里·买买提"},
        "more": [
            {
                "file": "yueyanglou/households/YYL-6F7G/household.yml",
                "append": {
                    "members": {
                        "id": "m-3PWJ", "name": "示例阿里·买买", "sex": "男", "birth": "1958-03-12",
                        "relation": "其他亲属",
                    },
                },
            },
        ],
    },
}  # fmt: skip


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
