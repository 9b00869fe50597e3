"""What hangs together with what, and which counts are small."""

from __future__ import annotations

from jiedui.reports.public.counts import NONE, Count, CountBook, Sum

A, B, WHOLE, OTHER = (Count(name, "", "2026Q3") for name in ("a", "b", "whole", "other"))
COUNTS = CountBook({A: 3, B: 0, WHOLE: 3, OTHER: 7}, (Sum(WHOLE, (A, B)),), frozenset({B}))


def test_small_is_somebody_and_not_nobody() -> None:
    assert COUNTS.small(5) == {A, WHOLE}
    assert COUNTS.small(3) == frozenset()


def test_rests_are_not_printed() -> None:
    assert COUNTS.printed == {A, WHOLE, OTHER}


def test_what_hangs_together_is_found_through_every_sum() -> None:
    assert set(COUNTS.around([B]).values) == {A, B, WHOLE}
    assert COUNTS.around([B]).unprinted == {B}
    assert COUNTS.around([OTHER]) == CountBook({OTHER: 7}, ())


def test_counts_are_joined_with_their_sums() -> None:
    later = Count("whole", "", "2026")
    joined = NONE.with_all([COUNTS, CountBook({later: 3}, (Sum(later, (WHOLE,)),))])
    assert joined.values == {**COUNTS.values, later: 3}
    assert len(joined.sums) == 2
    assert set(joined.around([later]).values) == {A, B, WHOLE, later}


def test_what_does_not_hang_together_makes_pieces() -> None:
    assert [set(piece.values) for piece in COUNTS.pieces([B, OTHER, A])] == [{A, B, WHOLE}, {OTHER}]
