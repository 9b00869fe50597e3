"""Certificates and persons: what the number states agrees with the form (R-112, GB 11643-1999)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.rules.report import Report

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
CORRECTING = {"members.0.disability.certificate_exception": "户籍更正中"}
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
    "sixteen years old and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2010-11-23", "members.0.schooling": "未入学"},
    },
    "not at school, and the family's need says so": {
        "file": CHILD,
        "set": {"members.0.schooling": "未入学", "needs.0.measures.0.code": "帮就学"},
    },
    "certificate exception for a new category": {
        "file": OWN,
        "set": {"members.0.disability.category": "言语", "members.0.disability.certificate_exception": "证件待更新"},
    },
    "born today": {"file": OWN, "set": {"members.1.birth": "2026-11-23"}},
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


# Numbers, good and bad, through the whole check.
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
PEOPLE = {vector["twin_of_county"]: vector for vector in VECTORS["valid"]}
HOUSEHOLD = "yueyanglou/households/YYL-4D5E/household.yml"


@pytest.fixture
def only_household(ledger: Path) -> Path:
    """The base ledger with a single household, so that nobody is registered twice."""
    for folder in (*ledger.glob("*/households/*"), *ledger.glob("*/events")):
        if folder != (ledger / HOUSEHOLD).parent:
            shutil.rmtree(folder)
    return ledger / HOUSEHOLD


def holder(vector: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a first member who is the holder of a certificate."""
    disability: dict[str, Any] = {
        "category": CATEGORIES[vector["category"] - 1],
        "grade": GRADES[vector["grade"] - 1],
        "certificate": vector["cert_no"],
        "no_need_on": "2026-01-06",
    }
    if vector["category"] == 7:
        disability["components"] = [
            {"category": "肢体", "grade": disability["grade"]},
            {"category": "智力", "grade": "四级"},
        ]
    return {
        "members.0.sex": vector["sex"],
        "members.0.birth": vector["birth"],
        "members.0.disability": disability,
        "consent": {"date": "2023-10-08", "by": "监护人", "form": "书面"},
    }


@pytest.mark.parametrize("vector", PEOPLE.values(), ids=PEOPLE.keys())
def test_valid_number_passes_every_check(
    check: Callable[..., Report], patcher: Any, only_household: Path, vector: dict[str, Any]
) -> None:
    patcher.apply({"file": HOUSEHOLD, "set": holder(vector)})
    assert vector["cert_no"] in only_household.read_text("utf-8")
    assert check().findings == ()


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["why"])
def test_invalid_number_is_caught_for_its_reason(
    check: Callable[..., Report], patcher: Any, only_household: Path, vector: dict[str, Any]
) -> None:
    patcher.apply({"file": HOUSEHOLD, "set": holder({**PEOPLE[vector["like"]], "cert_no": vector["cert_no"]})})
    findings = check().findings
    assert [finding.rule.id for finding in findings] == [vector["rule"]]
    line = only_household.read_text("utf-8").split("\n")[findings[0].line - 1]
    assert line[findings[0].column - 1 :].startswith("certificate:")
