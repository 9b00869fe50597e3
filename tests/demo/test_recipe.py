"""What is settled about a household before it is drawn."""

from __future__ import annotations

from jiedui.demo.recipe import PLAIN, Recipe


def test_a_plain_household_has_nothing_settled() -> None:
    assert Recipe() == PLAIN
    assert (PLAIN.family, PLAIN.slot, PLAIN.closing, PLAIN.needs, PLAIN.marks) == ("", "any", "", (), frozenset())
