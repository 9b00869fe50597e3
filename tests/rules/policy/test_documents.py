"""Documents and their clauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CLAUSES = "policy/clauses.yml"
SECOND = {
    "id": "2026-2", "title": "补充通知", "number": "岳市残发〔2026〕9号", "issuer": "市残联", "date": "2026-05-08",
    "addressees": ["各县市区残联"],
}  # fmt: skip
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "a second document and its clause": {
        "file": CLAUSES,
        "append": {"documents": SECOND, "clauses": {"id": "2026-2:一", "text": "科级干部至少联系帮扶3户。"}},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_documents_of_a_year_are_in_the_order_of_their_numbers(said: Said) -> None:
    """The tenth document of a year comes after the second one, though 10 stands before 2 in a list of words."""
    tenth = {**SECOND, "id": "2026-10", "number": "岳市残发〔2026〕41号"}
    change = {
        "file": CLAUSES,
        "append": {"documents": tenth, "clauses": {"id": "2026-10:一", "text": "另行通知。"}},
        "more": [
            {
                "file": CLAUSES,
                "append": {"documents": SECOND, "clauses": {"id": "2026-2:一", "text": "科级干部至少联系帮扶3户。"}},
            }
        ],
    }
    assert said(change) == ["document-order: 文件 2026-2 排在 2026-10 后面。"]
