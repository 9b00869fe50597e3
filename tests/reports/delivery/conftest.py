"""A ledger whose published quarters, and contacts in them, are counted by hand."""

from __future__ import annotations

import pytest
from tests.reports.conftest import HOMES, PJ, YYL, World
from tests.reports.public.conftest import freeze

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.struct import replace

QUARTER = Quarter(2023, 4)
COMMIT = "4" * 40
ANSWERED, IN_VAIN = True, False
# Another township of the county, of which fewer are contacted than may be told.
SMALL = "西塘镇"


def deliverable(world: World, others: int = 5) -> Ledger:
    """2023Q4 of two federations, frozen.

    - Yueyanglou: six households of 郭镇乡, each visited once and telephoned once, one of them in vain; one of them a
      third time, entered a year later; two of 西塘镇, visited once.
    - Pingjiang: so many ``others``, visited once each.
    """
    for number in range(8 + others):
        unit = PJ if number > 7 else YYL
        prefix = "PJ" if unit == PJ else "YYL"
        helper, home = world.helper(f"{prefix}-B-22{number:02}", unit), f"{prefix}-22{number:02}"
        place = {"township": SMALL} if number in (6, 7) else {}
        world.household(home, world.pairing(helper), unit=unit, **place)
        world.visit(home, helper, "2023-10-10", unit)
        if number < 6:
            world.visit(home, helper, "2023-11-10", channel="电话", reached=number > 0)
    world.visit("YYL-2200", "YYL-B-2200", "2023-12-10", entered_on="2024-12-10")
    ledger = freeze(world.ledger(), [QUARTER])
    frozen = {key: {"commit": COMMIT, "computation": 3, **data} for key, data in ledger.bulletins.items()}
    return replace(ledger, bulletins=frozen)


@pytest.fixture
def ledger(world: World) -> Ledger:
    assert HOMES[YYL] == ("岳阳楼区", "郭镇乡")
    return deliverable(world)
