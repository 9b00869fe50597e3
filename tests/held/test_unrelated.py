"""Households of another federation change nothing that is said of a federation, its persons and its households."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

AS_OF = date(2026, 11, 20)
PART = ("city", "huarong", "junshan")
OTHER = "junshan"
# The outputs of one federation, helper or household are called by it.
OWN = re.compile(r"huarong|city\b|HR-|YY-B-")
# Rows of tables and of sheets begin with whom they are about.
ROW = re.compile(r'<tr[^>]*><th scope="row">(<a [^>]*>)?(华容县|市残联)<|(华容县|市残联)\t')


def without(copy: Any, unit: str) -> Any:
    """Take away the households of a federation and their contacts; its helpers stay."""
    copy.records = {
        path: record
        for path, record in copy.records.items()
        if not (record.place.unit == unit and record.place.household)
    }
    return copy


def only_own_helpers(copy: Any, unit: str) -> None:
    """Leave to a federation the households that none but its own helpers ever answered for."""
    own = {record.data["id"] for record in copy.of("helper", unit)}
    foreign = {
        record.data["id"]
        for record in copy.of("household", unit)
        if not {item["helper"] for item in record.data.get("pairings", ())} <= own
    }
    copy.records = {path: record for path, record in copy.records.items() if record.place.household not in foreign}


def of_others(told: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is said of Huarong and of the city's own federation: their outputs, and their rows in those of all."""
    own = {name: lines for name, lines in told.items() if OWN.search(name)}
    rows = {name: [line for line in lines if ROW.match(line)] for name, lines in told.items() if not OWN.search(name)}
    return own | {name: lines for name, lines in rows.items() if lines}


@pytest.fixture(scope="module")
def fewer_and_more(copy_of: Callable[..., Any]) -> tuple[Any, Any]:
    """The ledger without and with five households that none but Junshan's own helpers answer for."""
    more = copy_of(*PART)
    only_own_helpers(more, OTHER)
    assert len(more.of("household", OTHER)) == 5
    return without(copy_of(*PART), OTHER).ledger(), more.ledger()


def test_households_of_another_federation_change_no_paper(
    fewer_and_more: tuple[Any, Any], papers_of: Any, same: Any
) -> None:
    before, after = (of_others(papers_of(ledger, AS_OF)) for ledger in fewer_and_more)
    assert len(before) > 10
    same(before, after)


@pytest.mark.soak
def test_households_of_another_federation_change_nothing(fewer_and_more: tuple[Any, Any], told: Any, same: Any) -> None:
    before, after = (of_others(told(ledger, AS_OF)) for ledger in fewer_and_more)
    assert len(before) > 100
    same(before, after)
