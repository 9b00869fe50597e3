"""What each helper answers for of what was promised and is not done yet."""

from __future__ import annotations

from datetime import date

from jiedui.reports.figures import Figures
from jiedui.reports.promises import open_promises


def owed(world, day):
    found = open_promises(Figures(world.ledger(), date.fromisoformat(day)))
    return {
        helper: [(item.household, item.need.id, item.measure.content) for item in items]
        for helper, items in found.items()
    }


def test_a_helper_owes_what_is_not_done_the_earliest_due_first(world):
    mine, other = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    late = world.measure("2026-01-10", "2026-03-31", by=mine, content="后办")
    soon = world.measure("2026-01-10", "2026-02-28", by=mine, content="先办")
    never = world.measure("2026-01-10", by=mine, content="没有日期")
    nobody = world.measure("2026-01-10", "2026-01-31", content="没有写谁")
    theirs = world.measure("2026-01-10", "2026-01-31", by=other, content="别人的")
    world.household("YYL-3333", needs=[world.need(1, "2026-01-10", late, soon)])
    same = world.measure("2026-01-10", "2026-03-31", by=mine, content="同一天")
    world.household("YYL-2222", needs=[world.need(1, "2026-01-10", never, nobody, theirs, same)])
    assert owed(world, "2026-02-01") == {
        mine: [("YYL-3333", "n-7K3Q", "先办"), ("YYL-2222", "n-7K3Q", "同一天"), ("YYL-3333", "n-7K3Q", "后办"),
               ("YYL-2222", "n-7K3Q", "没有日期")],
        other: [("YYL-2222", "n-7K3Q", "别人的")],
    }  # fmt: skip


def test_a_promise_ends_on_the_day_that_it_is_done(world):
    helper = world.helper("YYL-B-2222")
    world.household(
        "YYL-2222", needs=[world.need(1, "2026-01-10", world.measure("2026-01-10", done="2026-02-01", by=helper))]
    )
    assert list(owed(world, "2026-01-31")) == [helper]
    assert owed(world, "2026-02-01") == {}


def test_a_closed_need_and_an_ended_household_bind_nobody(world):
    helper = world.helper("YYL-B-2222")
    measure = world.measure("2026-01-10", by=helper)
    world.household("YYL-2222", needs=[world.need(1, "2026-01-10", measure, closed="2026-02-01")])
    ended = {"date": "2026-01-20", "reason": "去世"}
    world.household("YYL-3333", needs=[world.need(1, "2026-01-10", measure)], closed=ended)
    assert {helper: [home for home, *_ in items] for helper, items in owed(world, "2026-01-31").items()} == {
        helper: ["YYL-2222"]
    }
    assert owed(world, "2026-02-01") == {}


def test_what_was_promised_before_a_hand_over_passes_on_with_the_household(world):
    # The first handed over on 30 June; the assistant keeps what is his; nobody's promise is of who is in charge.
    first, second, third = (world.helper(f"YYL-B-{number}") for number in ("2222", "3333", "4444"))
    promised = [
        world.measure("2026-01-10", due, by=by, content=content)
        for due, by, content in (
            ("2026-03-31", first, "前任的"),
            ("2026-12-31", third, "协助的"),
            ("2026-10-31", "", "没有写谁"),
        )
    ]
    spells = (
        world.pairing(first, end="2026-06-30"), world.pairing(second, "2026-07-01"),
        world.pairing(third, role="协助"),
    )  # fmt: skip
    world.household("YYL-2222", *spells, needs=[world.need(1, "2026-01-10", *promised)])
    home, need = "YYL-2222", "n-7K3Q"
    assert owed(world, "2026-06-30") == {
        first: [(home, need, "前任的"), (home, need, "没有写谁")],
        third: [(home, need, "协助的")],
    }
    assert owed(world, "2026-07-01") == {
        second: [(home, need, "前任的"), (home, need, "没有写谁")],
        third: [(home, need, "协助的")],
    }
