"""The sentences on a quarter or a period of which nothing can be said."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.cli.quarters import refuse_not_begun, refuse_unfinished
from jiedui.duties.cadence import Period
from jiedui.model.time import Quarter

KNOWN = [Quarter(2023, 3), Quarter(2023, 4), Quarter(2028, 4)]


@pytest.mark.parametrize(
    ("quarter", "as_of", "said"),
    [
        (Quarter(2029, 1), date(2030, 1, 1), "2029Q1 不在方案的时间里，可以写 2023Q3 到 2028Q4。"),
        (Quarter(2029, 1), date(2026, 1, 1), "2029Q1 不在方案的时间里，可以写 2023Q3 到 2028Q4。"),
        (Quarter(2028, 4), date(2028, 12, 31), "2028Q4 还没有结束，2029-01-01 起才能做。"),
    ],
    ids=["outside", "outside and not over", "last day"],
)
def test_a_quarter_outside_the_programme_or_not_over_is_refused(
    capsys: pytest.CaptureFixture[str], quarter: Quarter, as_of: date, said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        refuse_unfinished(quarter, KNOWN, as_of)
    assert left.value.code == 2
    assert capsys.readouterr() == ("", f"不能运行：{said}\n")


def test_a_quarter_is_accepted_from_the_day_after_its_last(capsys: pytest.CaptureFixture[str]) -> None:
    refuse_unfinished(Quarter(2028, 4), KNOWN, date(2029, 1, 1))
    assert capsys.readouterr() == ("", "")


def test_a_period_is_accepted_from_its_first_day(capsys: pytest.CaptureFixture[str]) -> None:
    half = Period("2027年上半年", date(2027, 1, 1), date(2027, 6, 30))
    with pytest.raises(SystemExit) as left:
        refuse_not_begun(half, date(2026, 12, 31))
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "不能运行：2027年上半年还没有开始，2027-01-01 起才能做。\n")
    refuse_not_begun(half, date(2027, 1, 1))
    assert capsys.readouterr() == ("", "")
