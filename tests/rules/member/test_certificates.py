"""Certificates: each that is listed agrees with the form, and all of one person with each other (R-112, GB 11643)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.rules.report import Report

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
MULTIPLE = "yueyanglou/households/YYL-6F7G/household.yml"
LIST = "members.0.disability.certificates"

Said = Callable[[dict[str, Any]], list[str]]


def card(number: str = "49060219580312101741B1", **more: Any) -> dict[str, Any]:
    """Return a later certificate of the person of ``OWN``, which replaces the first on 2026-11-23."""
    return {"number": number, "category": "肢体", "grade": "一级", "from": "2026-11-23", **more}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "exception for a new category": {
        "file": OWN,
        "set": {f"{LIST}.0.category": "言语", f"{LIST}.0.exception": "证件待更新"},
    },
    "ends in 181 days": {"file": OWN, "set": {f"{LIST}.0.expires": "2027-05-23"}},
    "ended after he had died": {
        "file": OWN,
        "set": {
            "members.0.left": {"date": "2026-07-01", "reason": "去世"},
            f"{LIST}.0.expires": "2026-09-01",
            "exception_reason": "家里仍然困难",
        },
        "remove": ["needs.1.person"],
    },
    "ends on the day it was issued, and before the next": {
        "file": OWN,
        "set": {f"{LIST}.0.from": "2016-05-21", f"{LIST}.0.expires": "2016-05-21"},
        "append": {LIST: card()},
    },
    "expired in a closed household": {"file": CLOSED, "set": {f"{LIST}.0.expires": "2024-01-01"}},
    "the first has expired, the second has no end yet": {
        "file": OWN,
        "set": {f"{LIST}.0.expires": "2026-11-22"},
        "append": {LIST: card()},
    },
    "renewed today under the number of the first": {"file": OWN, "append": {LIST: card("49060219580312101741")}},
    "given another grade and another category, which the number says": {
        "file": OWN,
        "append": {LIST: card("49060219580312101732", category="言语", grade="二级")},
    },
    "three in a row, a day apart": {
        "file": OWN,
        "set": {f"{LIST}.0.from": "2026-11-21"},
        "append": {LIST: card(**{"from": "2026-11-22"})},
        "more": [{"file": OWN, "append": {LIST: card()}}],
    },
    "two persons, the second with an older certificate": {
        "file": OWN,
        "append": {LIST: card()},
        "more": [
            {
                "file": OWN,
                "append": {
                    "members": {
                        "id": "m-8R2K",
                        "name": "示例丑",
                        "sex": "男",
                        "birth": "1958-03-12",
                        "relation": "其他亲属",
                        "disability": {
                            "certificates": [
                                card("49060219580312105X41", **{"from": "2020-05-21"}),
                                card("49060219580312105X41B1", **{"from": "2021-05-21"}),
                            ],
                            "no_need_on": "2026-02-01",
                        },
                    },
                },
            },
        ],
    },
    "parts of a disability that became 多重": {
        "file": OWN,
        "append": {
            LIST: card(
                "49060219580312101771",
                category="多重",
                components=[{"category": "肢体", "grade": "一级"}, {"category": "听力", "grade": "二级"}],
            ),
        },
    },
    "identity that was corrected, with an exception on the old certificate": {
        "file": OWN,
        "set": {f"{LIST}.0.number": "49060219580312105X41", f"{LIST}.0.exception": "户籍更正中"},
        "append": {LIST: card()},
    },
    "identity that was corrected, with an exception on the new certificate": {
        "file": OWN,
        "append": {LIST: card("49060219580312105X41", exception="户籍更正中")},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_certificate_may_end_where_no_rule_asks_how_long_it_lasts(said: Said, ledger: Path) -> None:
    rules = yaml.load((ledger / "policy/entitlements.yml").read_text("utf-8"), yaml.CBaseLoader)["rules"]
    asking = [rule["id"] for rule in rules].index("cert_expiry")
    end = {"file": OWN, "set": {f"{LIST}.0.expires": "2026-11-24"}}
    assert said({"file": "policy/entitlements.yml", "remove": [f"rules.{asking}"], "more": [end]}) == []


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
    certificate: dict[str, Any] = {
        "number": vector["cert_no"],
        "category": CATEGORIES[vector["category"] - 1],
        "grade": GRADES[vector["grade"] - 1],
    }
    if vector["category"] == 7:
        certificate["components"] = [
            {"category": "肢体", "grade": certificate["grade"]},
            {"category": "智力", "grade": "四级"},
        ]
    return {
        "members.0.sex": vector["sex"],
        "members.1.relation": "其他亲属",
        "members.0.birth": vector["birth"],
        "members.0.disability": {"certificates": [certificate], "no_need_on": "2026-01-06"},
        "consent": {"date": "2023-10-08", "by": "监护人", "form": "书面"},
    }


@pytest.mark.parametrize("county", PEOPLE)
def test_valid_number_passes_every_check(
    check: Callable[..., Report], patcher: Any, only_household: Path, county: str
) -> None:
    patcher.apply({"file": HOUSEHOLD, "set": holder(PEOPLE[county])})
    assert PEOPLE[county]["cert_no"] in only_household.read_text("utf-8")
    assert check().findings == ()


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["why"])
def test_invalid_number_is_caught_for_its_reason(
    check: Callable[..., Report], patcher: Any, only_household: Path, vector: dict[str, Any]
) -> None:
    patcher.apply({"file": HOUSEHOLD, "set": holder({**PEOPLE[vector["like"]], "cert_no": vector["cert_no"]})})
    findings = check().findings
    assert [finding.rule.id for finding in findings] == [vector["rule"]]
    line = only_household.read_text("utf-8").split("\n")[findings[0].line - 1]
    assert line[findings[0].column - 1 :].startswith("number:")
