"""Identity and certificate numbers, good and bad, through the whole check (R-112, GB 11643-1999)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.rules.report import Report

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
