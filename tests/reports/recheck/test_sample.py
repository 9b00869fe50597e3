"""Who is drawn: a share of each federation's contacted households, in an order that the tree alone gives."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.quarterly import QuarterOutsideError
from jiedui.reports.recheck.sample import sample

Q3 = Quarter(2026, 3)
TREE = "3e5b7a10cd24f68957d1b2a38c4e6f90a1b2c3d4"
CODES = [f"YYL-{first}{second}{second}{second}" for first in "2345" for second in "2345678"]


@pytest.fixture
def ledger(quarter_world: Any) -> Ledger:
    """28 households of 岳阳楼区 contacted in the quarter (YYL-2222 is one of them), and one of 平江县 (补录)."""
    for code in CODES:
        quarter_world.household(code, quarter_world.pairing("YYL-B-2222"))
        quarter_world.visit(code, "YYL-B-2222", "2026-08-10")
    made: Ledger = quarter_world.ledger()
    return made


def test_of_each_federation_the_share_is_drawn_rounded_up(ledger: Ledger) -> None:
    # 5 % of 28 is 1.4, so 2; of the one of 平江县 at least one.
    drawn = sample(ledger, Q3, TREE, 5)
    assert len([each for each in drawn if each.startswith("YYL")]) == 2
    assert [each for each in drawn if each.startswith("PJ")] == ["PJ-3333"]
    assert drawn == sorted(drawn)


@pytest.mark.parametrize(("percent", "households"), [(1, 1), (25, 7), (26, 8), (50, 14), (100, 28)])
def test_the_share_is_exact_where_it_is_whole(ledger: Ledger, percent: int, households: int) -> None:
    # 25 % of 28 is 7 exactly, 26 % is 7.28, 50 % is 14.
    assert len([each for each in sample(ledger, Q3, TREE, percent) if each.startswith("YYL")]) == households


def test_the_order_is_that_of_the_hashes_of_tree_and_household(ledger: Ledger) -> None:
    lots = sorted(CODES, key=lambda code: hashlib.sha256(f"{TREE} {code}".encode()).hexdigest())
    assert sample(ledger, Q3, TREE, 25) == ["PJ-3333", *sorted(lots[:7])]


def test_a_larger_share_keeps_whom_a_smaller_one_drew(ledger: Ledger) -> None:
    assert set(sample(ledger, Q3, TREE, 5)) < set(sample(ledger, Q3, TREE, 20))


def test_another_tree_draws_others(ledger: Ledger) -> None:
    assert sample(ledger, Q3, TREE, 20) != sample(ledger, Q3, TREE[::-1], 20)


def test_who_was_not_contacted_is_never_drawn(ledger: Ledger) -> None:
    # PJ-2222 is overdue in the quarter.
    assert "PJ-2222" not in sample(ledger, Q3, TREE, 100)


def test_a_quarter_outside_the_programme_is_refused(ledger: Ledger) -> None:
    with pytest.raises(QuarterOutsideError):
        sample(ledger, Quarter(2029, 1), TREE, 5)
