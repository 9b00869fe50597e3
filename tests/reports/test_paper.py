"""Papers as data: numbering and paragraphs."""

from __future__ import annotations

import pytest

from jiedui.reports.paper import numeral


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said
