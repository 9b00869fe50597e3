"""Format 2: three marks of the policy that nothing was reckoned from."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.migrations.m0002_flags import MIGRATION
from jiedui.records.tree import Place


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (
            "policy-channels",
            {"channels": [{"name": "入户", "two_way": "true"}, {"name": "群发"}], "topics": [{"two_way": "x"}]},
            {"channels": [{"name": "入户"}, {"name": "群发"}], "topics": [{"two_way": "x"}]},
        ),
        (
            "policy-benefits",
            {"benefits": [{"key": "dibao", "group": "低保", "in_notice_seven": "true", "on_form": "true"}]},
            {"benefits": [{"key": "dibao", "group": "低保", "on_form": "true"}]},
        ),
        (
            "policy-occasions",
            {"clause": "四(四)4", "days": [{"date": "2024-02-10", "name": "春节", "core": "true"}]},
            {"clause": "四(四)4", "days": [{"date": "2024-02-10", "name": "春节"}]},
        ),
    ],
)
def test_the_mark_goes_and_the_rest_stays(kind: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    step = MIGRATION.steps[kind]
    place = Place(f"policy/{kind}.yml", kind, kind)
    assert step(place, before) == after
    assert step(place, after) == after


def test_other_kinds_stay() -> None:
    assert set(MIGRATION.steps) == {"policy-channels", "policy-benefits", "policy-occasions"}
