"""The figures of few households are those of all, and no other household is reckoned for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties import deadline
from jiedui.reports.few import FewFigures
from jiedui.reports.figures import Figures

AS_OF = date(2026, 8, 3)
OF_EACH = ("books", "histories", "intakes", "outings", "hazards", "due", "due_in_charge", "suspects")


@pytest.mark.parametrize("name", OF_EACH)
def test_the_figures_are_those_of_all(quarter_world: Any, name: str) -> None:
    few, every = FewFigures(quarter_world.ledger(), AS_OF), Figures(quarter_world.ledger(), AS_OF)
    found, wanted = ({key: repr(value) for key, value in getattr(of, name).items()} for of in (few, every))
    if name == "books":  # each is an object of its own
        found, wanted = sorted(found), sorted(wanted)  # type: ignore[assignment]
    assert found == wanted


def test_of_one_household_no_other_is_reckoned(quarter_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned, due = [], deadline.household_due

    def counting(ledger: Any, book: Any) -> Any:
        reckoned.append(book.household.id)
        return due(ledger, book)

    monkeypatch.setattr(deadline, "household_due", counting)
    figures = FewFigures(quarter_world.ledger(), AS_OF)
    assert figures.due_in_charge["PJ-3333"]
    assert figures.due["PJ-3333"]
    assert reckoned == ["PJ-3333"]
