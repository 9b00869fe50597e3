"""The rows behind the figures of a group."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.reports.group_rows import HouseholdMember


def test_a_member_is_found_by_the_ids_of_the_household_and_of_the_member(world: Any) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    ledger = world.ledger()
    home = ledger.households["YYL-2222"]
    found = HouseholdMember.of(ledger, "YYL-2222", home.members[0].id)
    assert (found.household, found.member) == (home, home.members[0])
    with pytest.raises(StopIteration):
        HouseholdMember.of(ledger, "YYL-2222", "m-9Z9Z")
