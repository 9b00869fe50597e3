"""What can be reckoned from what is shown, in tables small enough to do it by hand."""

from __future__ import annotations

from jiedui.reports.public.attack import Attack
from jiedui.reports.public.counts import Count, CountBook, Sum

A, B, C, WHOLE = (Count(name, "", "2026Q3") for name in ("a", "b", "c", "whole"))
COUNTS = CountBook({A: 3, B: 4, C: 40, WHOLE: 47}, (Sum(WHOLE, (A, B, C)),))


def test_one_hidden_count_is_the_whole_less_the_others() -> None:
    assert Attack(COUNTS, 5).exposed([A], {B, C, WHOLE}) == (A,)


def test_what_is_shown_itself_is_exposed() -> None:
    assert Attack(COUNTS, 5).exposed([A], {A}) == (A,)


def test_two_hidden_counts_are_known_to_be_no_more_than_both() -> None:
    """They are 7 together: either is 0 … 7."""
    assert Attack(COUNTS, 7).exposed([A, B], {C, WHOLE}) == ()
    assert Attack(COUNTS, 8).exposed([A, B], {C, WHOLE}) == (A, B)


def test_less_and_more_count_together() -> None:
    """One of 3 may be 3 less and, with another of 4, 4 more: 7 in all, though neither way alone is so far."""
    assert Attack(COUNTS, 7).exposed([A], {C, WHOLE}) == ()


def test_what_was_found_stays_true_as_more_is_hidden() -> None:
    attack = Attack(COUNTS, 7)
    assert attack.exposed([A], {C, WHOLE}) == ()
    assert attack.exposed([A], {WHOLE}) == ()
    assert attack.low(A) == -3


def test_quarters_and_their_year_tell_of_each_other() -> None:
    """Two quarters hidden in each of two federations, all totals shown: one of the four tells the other three."""

    def q(place: str, number: int) -> Count:
        return Count("due", place, f"q{number}")

    sums = [Sum(Count("due", place, "y"), (q(place, 1), q(place, 2))) for place in ("a", "b")]
    sums += [Sum(q("", number), (q("a", number), q("b", number))) for number in (1, 2)]
    values = {q("a", 1): 3, q("a", 2): 30, q("b", 1): 20, q("b", 2): 2}
    values |= {item.whole: sum(values[part] for part in item.parts) for item in sums}
    counts = CountBook(values, tuple(sums))
    hidden = {q("a", 1), q("a", 2), q("b", 1), q("b", 2)}
    assert Attack(counts, 5).exposed([q("a", 1)], set(values) - hidden) == ()
    assert Attack(counts, 5).exposed([q("a", 1)], set(values) - hidden | {q("b", 2)}) == (q("a", 1),)
