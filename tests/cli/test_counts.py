"""What the public gets by a command, and the ways out where that may not be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reports.public.conftest import freeze

from jiedui.cli import counts
from jiedui.cli.counts import UnpublishedError, counts_for
from jiedui.model.audience import INTERNAL, OFFICE, PUBLIC
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.public.counts import Count
from jiedui.reports.public.hiding import ExposedError
from jiedui.reports.public.published import NO_COUNTS
from jiedui.struct import replace

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def shipped_ledger(shipped_root: Path, library: SchemaLibrary) -> Ledger:
    return freeze(Ledger.of(read_ledger(shipped_root, library)), [Quarter(2023, 3)])


def said(ledger: Ledger) -> str:
    with pytest.raises(UnpublishedError) as raised:
        counts_for(PUBLIC, ledger, DAY)
    return raised.value.reason


def test_nobody_else_gets_them(shipped_ledger: Ledger) -> None:
    assert counts_for(INTERNAL, shipped_ledger, DAY) is NO_COUNTS
    assert counts_for(OFFICE, shipped_ledger, DAY) is NO_COUNTS
    assert [str(item) for item in counts_for(PUBLIC, shipped_ledger, DAY).quarters] == ["2023Q3"]


def test_nothing_is_published_without_a_federation(shipped_ledger: Ledger) -> None:
    assert said(replace(shipped_ledger, without="平江县残联")).startswith("没有算平江县残联，各表就少它的一行，")


def test_nothing_is_published_that_tells_too_much(shipped_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def exposed(*_: object) -> None:
        raise ExposedError((Count("due", "pingjiang", "2023Q4"),))

    monkeypatch.setattr(counts, "public_counts", exposed)
    assert said(shipped_ledger).startswith("有 1 个小的数能从公开的数里算出来，不能公开。")


def test_a_machine_without_the_solver_publishes_nothing(
    shipped_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jiedui.reports.public.attack", None)
    assert said(shipped_ledger).startswith("这台电脑没有 highspy，")
