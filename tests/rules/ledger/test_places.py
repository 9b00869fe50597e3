"""Places: every county, township and federation that a record mentions exists."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
TOWN = "pingjiang/helpers/PJ-B-2H3J.yml"

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "once worked in a township of another county": {
        "file": TOWN,
        "append": {
            "roles": {
                "body": "乡镇(街道)残联",
                "department": "郭镇乡残联",
                "township": "郭镇乡",
                "post": "专干",
                "from": "2015-01-05",
                "to": "2018-01-07",
                "end_reason": "岗位调整",
            },
        },
    },
    "households and posts in a township that went into another": {
        "file": "divisions.yml",
        "set": {"counties.1.townships.1.merged": {"into": "汉昌街道", "date": "2024-03-01"}},
    },
    "households and posts under the former name of a township": {
        "file": "divisions.yml",
        "set": {
            "counties.1.townships.1.name": "新安定镇",
            "counties.1.townships.1.former_names": [{"name": "安定镇", "until": "2024-02-29"}],
        },
    },
    "a township that will be handed over to another federation": {
        "as_of": "2026-12-31",
        "file": "divisions.yml",
        "set": {"counties.1.townships.1.managed": [{"unit": "yueyanglou", "from": "2027-01-01"}]},
    },
    "a township that will go into one of another federation": {
        "as_of": "2026-12-31",
        "file": "divisions.yml",
        "set": {
            "counties.1.townships.0.managed": [{"unit": "yueyanglou"}],
            "counties.1.townships.1.merged": {"into": "汉昌街道", "date": "2027-01-01"},
        },
    },
    "closed in a township that is no more": {"file": CLOSED, "set": {"township": "旧街道"}},
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_ledger_without_households_is_warned_that_it_will_need_divisions(
    said: Callable[[dict[str, Any]], list[str]], ledger: Path
) -> None:
    for folder in (*ledger.glob("*/households"), *ledger.glob("*/events")):
        shutil.rmtree(folder)
    assert said({"delete": ["divisions.yml"]}) == ["ledger-begun: 还缺县市区和乡镇（街道）、摸底的户。"]
