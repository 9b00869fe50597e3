"""What a ledger lacks that has only been begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.duties.beginning import steps
from jiedui.model.divisions import NO_DIVISIONS
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

ALL = ["市残联", "县级残联", "县市区和乡镇（街道）", "帮扶责任人", "摸底的户"]


@pytest.fixture(scope="module")
def shipped(shipped_root: Path, library: SchemaLibrary) -> Ledger:
    return Ledger.of(read_ledger(shipped_root, library))


def lacking(ledger: Ledger) -> list[str]:
    there = {"helpers": bool(ledger.helpers), "households": bool(ledger.households)}
    return [step.what for step in steps(ledger.units.values(), ledger.divisions, **there)]


def test_a_ledger_in_use_lacks_nothing(shipped: Ledger) -> None:
    assert lacking(shipped) == []


def test_of_one_that_was_begun_it_is_told_in_order(shipped: Ledger) -> None:
    empty = replace(shipped, divisions=NO_DIVISIONS, helpers={}, households={})
    city = {key: unit for key, unit in shipped.units.items() if unit.is_city}
    county = {key: unit for key, unit in shipped.units.items() if not unit.is_city}
    assert lacking(replace(empty, units={})) == ALL
    assert lacking(replace(empty, units=city)) == ALL[1:]
    assert lacking(replace(empty, units=county)) == [ALL[0], *ALL[2:]]
    assert lacking(empty) == ALL[2:]
    assert lacking(replace(empty, divisions=shipped.divisions)) == ALL[3:]
    assert lacking(replace(shipped, households={})) == ALL[4:]
    # A household without places is an error of its own.
    assert lacking(replace(shipped, divisions=NO_DIVISIONS)) == []
