"""What is due: nothing before it opened or after it ended, the running contact once, and who owes it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedui.duties.contact import Book, ContactState
from jiedui.duties.deadline import DutyKind, household_due
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary

DAYS = st.dates(date(2023, 9, 1), date(2028, 12, 31))


@pytest.fixture(scope="module")
def shipped(repo_root: Path) -> Ledger:
    return Ledger.of(read_ledger(repo_root / "records", SchemaLibrary(repo_root / "schemas")))


@given(data=st.data(), when=DAYS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_day_of_every_household(shipped: Ledger, data: st.DataObject, when: date) -> None:
    home = shipped.households[data.draw(st.sampled_from(sorted(shipped.households)))]
    book = Book(shipped, home, when)
    found = household_due(shipped, book)
    assert all(item.opened <= when and item.household == home.id for item in found)
    assert len({item.key for item in found}) == len(found)
    running = [item for item in found if item.kind is DutyKind.CONTACT and not item.missed]
    quarter = Quarter.of(when)
    expected = quarter in shipped.policy.quarters and book.quarter(quarter).state is ContactState.RUNNING
    assert len(running) == int(expected)
    if not home.active_on(when):
        assert {item.kind for item in found} <= {DutyKind.CONTACT}
    missed = [item.missed for item in found]
    assert missed == sorted(missed, reverse=True)
    assert all(item.on < when for item in found if item.missed)


def test_what_is_done_is_no_longer_due(shipped: Ledger) -> None:
    met = next(
        (home, found)
        for home in shipped.households.values()
        if (found := Book(shipped, home, date(2026, 11, 23)).quarter(Quarter(2026, 4))).state is ContactState.DONE
    )
    home, quarter = met
    first = min(visit.date for visit in quarter.counted)
    after = household_due(shipped, Book(shipped, home, first))
    before = household_due(shipped, Book(shipped, home, first - timedelta(days=1)))
    assert [item.kind for item in after if item.kind is DutyKind.CONTACT and not item.missed] == []
    assert first == quarter.quarter.start or DutyKind.CONTACT in {item.kind for item in before}
