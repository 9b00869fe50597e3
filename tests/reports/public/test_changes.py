"""Changes that nobody sees: every sum holds, nothing is below nothing, all are whole."""

from __future__ import annotations

import subprocess
import sys

from jiedui.reports.public.changes import Changes
from jiedui.reports.public.counts import Count, CountBook, Sum

A, B, C, WHOLE = (Count(name, "", "2026Q3") for name in ("a", "b", "c", "whole"))
CHANGES = Changes(CountBook({A: 3, B: 2, C: 40, WHOLE: 45}, (Sum(WHOLE, (A, B, C)),)))


def test_one_count_rises_by_what_another_has() -> None:
    assert CHANGES.best({A: 1}, still=(C, WHOLE), most={A: 5}) == {A: 2, B: -2}
    assert CHANGES.best({A: -1}, still=(C, WHOLE), most={}) == {A: -3, B: 3}


def test_no_more_than_is_asked_for() -> None:
    found = CHANGES.best({A: 1}, still=(WHOLE,), most={A: 5})
    assert found
    assert found[A] == 5
    assert CHANGES.keeps(found)


def test_alone_in_a_sum_nothing_changes() -> None:
    assert CHANGES.best({A: 1}, still=(B, C, WHOLE), most={A: 5}) == {}


def test_the_cheapest_changes_are_made() -> None:
    price = {B: 9.0, C: 1.0, WHOLE: 3.0}
    assert CHANGES.best({A: 100}, still=(), most={A: 5}, price=price) == {A: 5, C: -5}


def test_whole_numbers_are_looked_for_where_halves_would_do() -> None:
    """Each two of three make one, or none: in halves each could be a half."""
    x, y, z, p, q, r, s = (Count(name, "", "") for name in "xyzpqrs")
    sums = (Sum(p, (x, y)), Sum(q, (y, z)), Sum(r, (x, z)), Sum(s, (x, y, z)))
    changes = Changes(CountBook({x: 1, y: 0, z: 0, p: 1, q: 0, r: 1, s: 1}, sums))
    found = changes.best({s: 1}, still=(), most={p: 0, q: 1, r: 0})
    assert found == {}


def test_what_does_not_keep_to_the_sums_is_no_change() -> None:
    assert CHANGES.keeps({A: 1, B: -1})
    assert not CHANGES.keeps({A: 1})
    assert not CHANGES.keeps({A: -4, C: 4})


def test_the_solver_says_nothing() -> None:
    script = (
        "from jiedui.reports.public.changes import Changes\n"
        "from jiedui.reports.public.counts import Count, CountBook\n"
        "Changes(CountBook({Count('a', '', ''): 1}, ())).best({}, still=(), most={})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
