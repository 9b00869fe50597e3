"""The figures that a city delivers are those that are published of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.reports.conftest import PJ, YYL, World
from tests.reports.delivery.conftest import COMMIT, deliverable

from jiedui.model.ledger import Ledger
from jiedui.reports.delivery.figures import figures
from jiedui.reports.public.published import public_counts
from jiedui.rollup.exchange import judge

DAY = date(2024, 2, 1)


def test_the_figures_by_hand(new_world: Callable[[], World]) -> None:
    """Two households of one federation are too few, and those of the other are hidden with them: their sum is not."""
    ledger = deliverable(new_world(), others=2)
    found = figures(public_counts(ledger, DAY), ledger, DAY, "")
    rows = {row["unit"]: row["values"] for row in found["values"]}
    assert [rows[place]["roster"] for place in ("", YYL, PJ)] == [10, None, None]
    assert (rows[""]["due"], rows[""]["met"]) == (10, 10)
    assert found["quarters"] == [{"id": "2023Q4", "commit": COMMIT, "computation": 3}]
    assert (found["city"], found["fictional"], found["as_of"], found["least"]) == ("岳阳市", True, "2024-02-01", 5)
    assert [item["key"] for item in found["figures"]] == [*rows[""]]


def test_they_are_of_the_shape_that_the_schema_gives_them(ledger: Ledger) -> None:
    found = figures(public_counts(ledger, DAY), ledger, DAY, COMMIT)
    assert judge().is_valid({**found, "facts": {"rows": 0, "sha256": "0" * 64}})
    assert not judge().is_valid(found)
