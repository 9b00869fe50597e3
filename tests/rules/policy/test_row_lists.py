"""The lists of the policy: none is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.model.time import ALWAYS, Span
from jiedui.rules.policy.row_lists import Row

Said = Callable[[dict[str, Any]], list[str]]

ENTRIES = [
    ("ranks", "ranks"), ("ranks", "post_levels"), ("quotas", "classes"), ("readings", "readings"),
    ("clauses", "clauses"), ("phases", "milestones"), ("phases", "intake"), ("phases", "cadence"),
    ("measures", "measures"), ("benefits", "benefits"), ("hazards", "hazards"), ("channels", "channels"),
    ("entitlements", "rules"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "name"), ENTRIES)
def test_an_entry_that_is_written_twice_is_found_in_each_list(ledger: Path, said: Said, file: str, name: str) -> None:
    path = f"policy/{file}.yml"
    entries = yaml.load((ledger / path).read_text("utf-8"), Loader=yaml.CBaseLoader)[name]
    word = next(entries[0][key] for key in ("id", "key", "code", "name") if key in entries[0])
    found = said({"file": path, "append": {name: entries[0]}})
    assert found == [f"row-overlap: “{word}”有两条：第 1 条和第 {len(entries) + 1} 条。"]


def test_weights_are_looked_at_by_kind_of_sheet(said: Said) -> None:
    weights = [{"indicator": "quota", "weight": "10"}]
    change = {"file": "policy/weights.yml", "set": {"unit": weights * 2, "person": weights}}
    assert said(change) == ["row-overlap: “quota”有两条：第 1 条和第 2 条。"]


def test_rows_are_counted_from_one_as_staff_do() -> None:
    assert Row("户数要求", ALWAYS, ("quotas", 0)).number == "第 1 条"
    assert Row("乡镇", Span(ALWAYS.start), ("counties", 2, "townships", 11)).number == "第 12 条"
