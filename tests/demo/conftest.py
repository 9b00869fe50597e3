"""One world in the making, before it becomes records, and the small things that households are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jiedui import demo
from jiedui.demo.clock import Clock
from jiedui.demo.draft import House, Person
from jiedui.demo.source import Source, own
from jiedui.demo.units import Locality
from jiedui.demo.world import World
from jiedui.records.schema import SchemaLibrary, default_folder

AS_OF = date(2026, 11, 23)
VILLAGE = Locality("安定镇", "平江县", "430626")
TOWN = Locality("岳阳楼街道", "岳阳楼区", "430602")


@pytest.fixture(scope="session")
def schema_library() -> SchemaLibrary:
    return SchemaLibrary(default_folder())


@pytest.fixture(scope="session")
def lender() -> Source:
    """The notice as it was issued, and the divisions of its city."""
    return own()


@pytest.fixture(scope="session")
def clock(lender: Source) -> Clock:
    return Clock.of(lender.policy, AS_OF)


@pytest.fixture(scope="session")
def world(lender: Source) -> World:
    """A world of 120 households: large enough for every showcase. It is shared, and not to be changed."""
    return demo.populate(lender, 120, None, AS_OF, 20260101)


@pytest.fixture
def house() -> Callable[..., House]:
    """Make a household of the persons given, in the country or in town."""

    def make(*people: Person, urban: bool = False, registered: date = date(2024, 1, 1)) -> House:
        unit, place = ("yueyanglou", TOWN) if urban else ("pingjiang", VILLAGE)
        return House("PJ-2222", unit, place, 7, registered, people=list(people))

    return make
