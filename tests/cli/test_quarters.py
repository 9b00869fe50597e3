"""The two sentences on a quarter of which nothing can be said."""

from __future__ import annotations

import pytest

from jiedui.cli.quarters import refuse_open, refuse_outside
from jiedui.model.time import Quarter


def test_a_quarter_outside_the_programme_is_told_with_the_first_and_the_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        refuse_outside(Quarter(2029, 1), [Quarter(2023, 3), Quarter(2023, 4), Quarter(2028, 4)])
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "不能运行：2029Q1 不在方案的时间里，可以写 2023Q3 到 2028Q4。\n")


def test_a_quarter_that_is_not_over_is_told_with_the_day_from_which_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        refuse_open(Quarter(2026, 4))
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "不能运行：2026Q4 还没有结束，2027-01-01 起才能做。\n")
