"""The cover of the workbook."""

from __future__ import annotations

from jiedui.workbook.book.cover import CONFIDENTIAL, HOW, BookCover

COVER = BookCover(title="台账", units=("市残联", "平江县"), day="2026-11-23", commit="0" * 40, records_format="9")


def test_what_the_cover_says_is_read_from_it_again() -> None:
    rows = [("台账",), *COVER.lines()]
    assert BookCover.of(rows) == COVER
    assert BookCover.of([("",), ()]) == BookCover(
        title="", units=(), day="", commit="", records_format="", book_format=""
    )


def test_it_says_first_whose_records_it_holds_and_that_they_are_confidential() -> None:
    names = [name for name, _ in COVER.lines()]
    assert names[:4] == ["残联", "日期", "内部资料", "怎么用"]
    assert names[-3:] == ["版本", "记录格式", "格式"]
    said = dict(COVER.lines())
    assert (said["残联"], said["内部资料"], said["怎么用"]) == ("市残联、平江县", CONFIDENTIAL, f"1. {HOW[0]}")
