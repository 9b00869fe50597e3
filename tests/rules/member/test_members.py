"""Members: whole dates of birth, somebody disabled, consent and school of children."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
CORRECTING = {"members.0.disability.certificates.0.exception": "户籍更正中"}
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "fourteen on the day of registration": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2009-09-12", "consent.by": "本人"},
    },
    "five years old and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2020-11-24", "members.0.schooling": "未入学"},
    },
    "six since the term began and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2020-09-01", "members.0.schooling": "未入学"},
    },
    "fifteen years old and through school": {
        "file": CHILD,
        "set": {
            **CORRECTING,
            "members.0.birth": "2011-11-23",
            "members.0.education": "初中",
            "members.0.schooling": "未入学",
        },
    },
    "what is recorded, each with its day": {
        "file": OWN,
        "set": {
            "members.0.since": [
                {"what": what, "date": "2026-03-01"} for what in ("employment", "disability.care", "benefits.dibao")
            ],
        },
    },
    "sixteen years old and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2010-11-23", "members.0.schooling": "未入学"},
    },
    "not at school, and the family's need says so": {
        "file": CHILD,
        "set": {"members.0.schooling": "未入学", "needs.0.measures.0.code": "帮就学"},
    },
    "born today": {"file": OWN, "set": {"members.1.birth": "2026-11-23", "members.1.relation": "女"}},
    "without disabled member, with a reason": {
        "file": MOVED,
        "remove": ["members.0.disability"],
        "set": {"exception_reason": "残疾人去世，家里仍然困难"},
    },
    "child of a closed household not at school": {
        "file": CLOSED,
        "set": {
            **CORRECTING,
            "members.0.birth": "2012-11-30",
            "members.0.schooling": "未入学",
            "consent": {"date": "2023-09-15", "by": "监护人", "form": "书面"},
        },
    },
    "not at school, and the child's own need says so": {
        "file": CHILD,
        "set": {
            "members.0.schooling": "未入学",
            "needs.0.person": "m-JC43",
            "needs.0.measures.0.code": "帮就学",
        },
    },
    "not at school, and one of two measures is about it": {
        "file": CHILD,
        "set": {"members.0.schooling": "未入学"},
        "append": {"needs.0.measures": {"code": "帮就学", "content": "联系送教。", "promised_on": "2024-03-06"}},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
