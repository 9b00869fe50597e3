"""The facts of a ledger that is counted by hand."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date

import pytest
from tests.reports.conftest import PJ, YYL, World
from tests.reports.delivery.conftest import ANSWERED, IN_VAIN, QUARTER, deliverable
from tests.reports.public.conftest import freeze

from jiedui.model.ledger import Ledger
from jiedui.reports.delivery.facts import Fact, facts
from jiedui.reports.public.published import PublicCounts, public_counts
from jiedui.struct import replace

DAY = date(2024, 2, 1)
# 郭镇乡.
PLACE = "430602201"


@pytest.fixture
def counts(ledger: Ledger) -> PublicCounts:
    return public_counts(ledger, DAY)


def test_a_cell_has_as_many_households_as_may_be_told(ledger: Ledger, counts: PublicCounts) -> None:
    """Six were visited and five answered the telephone: the one who did not, and two elsewhere, are too few to tell.

    The contact that was entered a year later is none.
    """
    assert [item for item in facts(counts, ledger) if item.unit in (YYL, PJ)] == [
        Fact(YYL, "", "2023Q4", "入户", ANSWERED, None),
        Fact(YYL, "", "2023Q4", "电话", IN_VAIN, None),
        Fact(YYL, PLACE, "2023Q4", "入户", ANSWERED, 6),
        Fact(YYL, PLACE, "2023Q4", "电话", ANSWERED, 5),
        Fact(PJ, "430626101", "2023Q4", "入户", ANSWERED, 5),
    ]


def test_nothing_is_told_of_how_where_nobody_learns_of_how_many(new_world: Callable[[], World]) -> None:
    """Two of one federation are too few, and those of the other are hidden with them: their contacts are, too."""
    ledger = deliverable(new_world(), others=2)
    assert [item for item in facts(public_counts(ledger, DAY), ledger) if item.unit in (YYL, PJ)] == [
        Fact(YYL, "", "2023Q4", "", None, None),
        Fact(PJ, "", "2023Q4", "", None, None),
    ]


def test_what_is_too_few_in_each_township_is_told_of_the_county_where_it_is_enough(
    new_world: Callable[[], World], ledger: Ledger
) -> None:
    """Two of one township and three of another, none of which may be told by itself, are five of the county."""
    world = new_world()
    deliverable(world)
    for number, township in enumerate(("康王乡", "康王乡", "康王乡"), 1):
        helper, home = world.helper(f"YYL-B-333{number}"), f"YYL-333{number}"
        world.household(home, world.pairing(helper), township=township)
        world.visit(home, helper, "2023-10-10")
    more = replace(world.ledger(), bulletins=ledger.bulletins)
    found = facts(public_counts(more, DAY), more)
    assert found[0] == Fact(YYL, "", "2023Q4", "入户", ANSWERED, 5)


def test_one_household_that_is_often_contacted_is_one(ledger: Ledger, counts: PublicCounts) -> None:
    """Twelve contacts with two households are a cell of two."""
    often = {
        key: [replace(item, stem=f"{item.stem}-{copy}") for item in items for copy in range(6)]
        for key, items in ledger.visits.items()
        if key in ("YYL-2206", "YYL-2207")
    }
    busy = replace(ledger, visits=ledger.visits | often)
    assert facts(counts, busy) == facts(counts, ledger)


def test_nothing_is_told_of_a_quarter_that_is_not_frozen(ledger: Ledger) -> None:
    unfrozen = replace(ledger, bulletins={})
    assert facts(public_counts(unfrozen, DAY), unfrozen) == []


@pytest.mark.parametrize("seed", range(3))
def test_counted_anew_from_what_happened(new_world: Callable[[], World], seed: int) -> None:
    """Each cell that is shown has its contacts, with two households at least; what is told of no township is the rest.

    Forty households of three townships, each contacted up to six times in one way or another, some of it entered late.
    """
    rng, world = random.Random(seed), new_world()
    told: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for number in range(40):
        unit, place, code = rng.choice(
            [(YYL, "郭镇乡", PLACE), (YYL, "康王乡", "430602203"), (PJ, "安定镇", "430626101")]
        )
        prefix = "PJ" if unit == PJ else "YYL"
        helper, home = world.helper(f"{prefix}-B-22{number:02}", unit), f"{prefix}-22{number:02}"
        world.household(home, world.pairing(helper), unit=unit, township=place)
        for day in rng.sample(range(1, 28), rng.randint(0, 6)):
            channel, reached, late = rng.choice(["入户", "电话", "微信"]), rng.random() < 0.8, rng.random() < 0.2
            entered = "2024-12-01" if late else f"2023-11-{day:02}"
            world.visit(home, helper, f"2023-11-{day:02}", unit, channel=channel, reached=reached, entered_on=entered)
            if not late:
                told[unit, code, channel, str(reached)].append(home)
    ledger = freeze(world.ledger(), [QUARTER])
    counts = public_counts(ledger, DAY)
    found = facts(replace(counts, least=2, shown=frozenset(counts.book.values)), ledger)
    alone = {way: len(homes) for way, homes in told.items() if len(set(homes)) > 1}
    cells = {(*item[:2], item.channel, str(item.reached)): item.contacts for item in found}
    assert {way: count for way, count in cells.items() if way[1]} == alone
    rest: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for way, homes in told.items():
        if way not in alone:
            rest[way[0], *way[2:]] += homes
    assert {(way[0], *way[2:]): count for way, count in cells.items() if not way[1]} == {
        way: len(homes) if len(set(homes)) > 1 else None for way, homes in rest.items()
    }
