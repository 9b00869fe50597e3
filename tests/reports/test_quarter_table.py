"""The columns of a quarter's table: titles that stand once, and for whom each is counted."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.reports import indicators
from jiedui.reports.definition import Whose
from jiedui.reports.quarter_table import BY_KEY, BY_STAFF, COMPARED, FIGURES, Sort


def test_a_title_that_an_indicator_has_too_is_the_indicators() -> None:
    shared = {"rate": "contact_rate", "needs_open": "needs", "intake_open": "intake"}
    for key in ("roster", "paired", "coverage", "owed", "have", "gap", "due", "met", *shared):
        assert BY_KEY[key].title == indicators.BY_KEY[shared.get(key, key)].title


def test_what_follows_from_other_figures_is_not_compared() -> None:
    assert [figure.key for figure in FIGURES if figure.sort.is_derived] == [
        "coverage", "rate", "rate_before", "rate_change", "promise_rate",
    ]  # fmt: skip
    assert len(COMPARED) == len(FIGURES) - 5
    assert [figure.key for figure in FIGURES if figure.sort is Sort.AMOUNT] == ["have", "gap"]


def test_each_figure_of_a_quarter_says_for_whom_it_is_counted() -> None:
    whose = {kind: [item.key for item in FIGURES if item.definition.whose is kind] for kind in Whose}
    assert whose[Whose.RESIDENCE] == ["coverage"]
    assert whose[Whose.STAFF] == ["helpers", "owed", "have", "gap", "short"]
    assert whose[Whose.DAY] == ["roster", "paired", "needs_open", "needs_overdue", "intake_open"]
    assert (whose[Whose.RAISED], whose[Whose.CLOSED]) == (["needs_raised"], ["needs_closed"])
    assert whose[Whose.PROMISE] == ["promises_ripe", "promises_kept", "promise_rate"]
    assert len(whose[Whose.PERIOD]) == len(FIGURES) - 16


def test_what_figures_of_a_quarter_cite_is_in_the_policy(world: Any) -> None:
    policy = world.ledger().policy
    readings = {reading.id for reading in policy.readings}
    for item in FIGURES:
        assert item.definition.clause in policy.clauses, item.key
        assert set(item.definition.readings) <= readings, item.key


def test_by_workplace_every_figure_has_a_column_but_coverage() -> None:
    assert [item.key for item in FIGURES if item not in BY_STAFF] == ["coverage"]


@pytest.mark.parametrize(
    ("key", "stored", "shown"),
    [
        ("rate", "94%", "94.0%"),
        ("rate", "66.7%", "66.7%"),
        ("rate", "—", "不计算"),
        ("rate_change", "+20", "+20.0"),
        ("rate_change", "-0.8", "-0.8"),
        ("rate_change", "0", "0.0"),
        ("rate_change", "—", "不计算"),
        ("due", 12, "12"),
        ("gap", "1.5", "1.5"),
    ],
)
def test_stored_values_stand_in_their_columns_with_as_many_decimals_each(
    key: str, stored: str | int, shown: str
) -> None:
    assert BY_KEY[key].in_column(stored) == shown
