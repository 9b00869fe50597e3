"""Format 5: hardship in dated spells."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.migrations.m0005_hardship import MIGRATION
from jiedui.records.tree import Place

PLACE = Place("pingjiang/households/PJ-2H3J/household.yml", "household", "PJ-2H3J", "pingjiang", "PJ-2H3J")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"id": "PJ-2H3J", "hardship": "低保户", "note": "x"},
            {"id": "PJ-2H3J", "hardship": [{"status": "低保户"}], "note": "x"},
        ),
        (
            {"hardship": "低保边缘户", "hardship_until": "2025-06-30", "plan": "x"},
            {"hardship": [{"status": "低保边缘户", "to": "2025-06-30"}], "plan": "x"},
        ),
    ],
)
def test_what_was_written_is_the_only_spell(before: dict[str, Any], after: dict[str, Any]) -> None:
    step = MIGRATION.steps["household"]
    assert step(PLACE, before) == after
    assert step(PLACE, after) == after


@pytest.mark.parametrize("data", [{"hardship_until": "2025-06-30"}, {"hardship": {"x": "y"}, "hardship_until": "z"}])
def test_what_makes_no_spell_stays_for_the_judge(data: dict[str, Any]) -> None:
    assert MIGRATION.steps["household"](PLACE, data) == data
