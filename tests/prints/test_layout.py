"""Where cards lie on an A4 sheet and where it is cut, in millimetres reckoned by hand."""

from __future__ import annotations

import pytest

from jiedui.prints.layout import LARGE, LAYOUTS, STANDARD


def test_cards_come_in_two_sizes() -> None:
    assert [(item.key, item.title, item.width, item.height, item.per_sheet) for item in LAYOUTS] == [
        ("standard", "标准版", 90, 54, 10),
        ("large", "大字版", 148, 105, 2),
    ]


def test_cards_lie_in_the_middle_of_the_sheet() -> None:
    assert (STANDARD.left, STANDARD.top) == (15, 13.5)  # (210 - 2 × 90) / 2, (297 - 5 × 54) / 2
    assert (LARGE.left, LARGE.top) == (31, 43.5)  # (210 - 148) / 2, (297 - 2 × 105) / 2


@pytest.mark.parametrize(
    ("index", "place"), [(0, (15, 13.5)), (1, (105, 13.5)), (2, (15, 67.5)), (8, (15, 229.5)), (9, (105, 229.5))]
)
def test_cards_fill_the_sheet_row_by_row(index: int, place: tuple[float, float]) -> None:
    assert STANDARD.place(index) == place


def test_large_cards_lie_one_below_the_other() -> None:
    assert [LARGE.place(0), LARGE.place(1)] == [(31, 43.5), (31, 148.5)]


def test_cut_marks_stand_2_mm_outside_the_cards_in_line_with_every_edge() -> None:
    above_and_below = "M31 38v3.5M31 255.5v3.5M179 38v3.5M179 255.5v3.5"
    at_both_sides = "M25.5 43.5h3.5M181 43.5h3.5M25.5 148.5h3.5M181 148.5h3.5M25.5 253.5h3.5M181 253.5h3.5"
    assert LARGE.marks() == above_and_below + at_both_sides


def test_edges_run_from_end_to_end() -> None:
    assert LARGE.edges() == "M31 43.5V253.5M179 43.5V253.5M31 43.5H179M31 148.5H179M31 253.5H179"
    assert STANDARD.edges() == (
        "M15 13.5V283.5M105 13.5V283.5M195 13.5V283.5"
        "M15 13.5H195M15 67.5H195M15 121.5H195M15 175.5H195M15 229.5H195M15 283.5H195"
    )
