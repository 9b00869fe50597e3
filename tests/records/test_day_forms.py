"""Days are told from groups of a number that have their shape."""

from __future__ import annotations

import re

import pytest

from jiedui.records.day_forms import COMPACT_DAY, DAY, WRITTEN_DAY


@pytest.mark.parametrize(
    ("form", "days", "none"),
    [
        (
            DAY,
            ["1900-01-01", "1999-12-31", "2026-03-05", "2099-10-30", "甲2026-09-10乙", "X2026-11-29X"],
            [
                "0730-88-88", "1380-01-38", "4306-02-19", "1899-12-31", "2100-01-01", "2101-02-19", "2026-00-05",
                "2026-13-05", "2026-20-05", "2026-03-00", "2026-03-32", "2026-03-40", "2026-3-05", "2026-03-5",
                "12026-03-05", "2026-03-051", "2026.03.05", "20260305",
            ],
        ),
        (
            COMPACT_DAY,
            ["19000101", "20260305", "20991231", "甲20261110乙"],
            ["07308888", "13800138", "43060219", "21010219", "20261325", "20261100", "20261132", "202603051"],
        ),
        (
            WRITTEN_DAY,
            ["2026-03-05", "2026-3-5", "2026.3.05", "2026/12/31", "1965.10.9"],
            [
                "2026-3.5", "0730-88-88", "4306-02-19", "2101-02-19", "2026-13-5", "2026-0-5", "2026-3-0", "2026-3-32",
                "2026_3_5", "12026-3-5", "2026-3-051", "20260305",
            ],
        ),
    ],
)  # fmt: skip
def test_days_in_each_form(form: str, days: list[str], none: list[str]) -> None:
    assert [text for text in days if not re.search(form, text)] == []
    assert [text for text in none if re.search(form, text)] == []
