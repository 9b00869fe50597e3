"""The workbook of what the public gets: a sheet for each series, shares as numbers, hidden counts as words."""

from __future__ import annotations

from jiedui.model.time import Quarter
from jiedui.reports.public.counts import Count, CountBook
from jiedui.reports.public.published import NO_COUNTS
from jiedui.struct import replace
from jiedui.workbook.public import public_sheets
from jiedui.workbook.values import share

VALUES = {"roster": 40, "paired": 30, "helpers": 16, "due": 0, "met": 0, "needs_raised": 8, "needs_closed": 9}
HIDDEN = Count("needs_closed", "", "2023Q4")


def test_each_series_is_a_sheet() -> None:
    values = {Count(figure, "", "2023Q4"): value for figure, value in VALUES.items()}
    counts = replace(
        NO_COUNTS, book=CountBook(values, ()), shown=frozenset(values) - {HIDDEN}, quarters=(Quarter(2023, 4),)
    )
    course, quarters = public_sheets(counts)
    assert (course.name, quarters.name) == ("全市各季度", "各季度各残联")
    assert [column.title for column in course.columns][:4] == ["表", "季度", "结对：名册", "结对：已结对"]
    row = (40, 30, share(counts.rate("paired", "roster", "", "2023Q4")), 16, 0, 0, "不计算", 8, "不公开")
    assert course.rows == (("全市各季度", "2023年第四季度", *row),)
    assert quarters.rows == (("2023年第四季度各残联", "全市", *row),)
    assert course.notes == ("1 到 4 写“不公开”；能把它算出来的数，也写“不公开”。",)
    assert course.handling == "公开资料"
