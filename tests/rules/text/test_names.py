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


def test_of_a_name_with_an_odd_character_nothing_else_is_told(said: Callable[[dict[str, Any]], list[str]]) -> None:
    """Its dot is another, and U+20000 beyond what many fonts have: it has to be written anew as a whole anyway."""
    assert said({"file": HOUSEHOLD, "set": {"members.0.name": "示例\u0430\u2022\U00020000"}}) == [
        "name-character: m-6GCR 的姓名，第 3 个字是西里尔（俄文）字母（U+0430）。"
    ]
