"""Needs and promises of a group of households: states, days, what takes long, what was kept."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from jiedui.duties.promise import PromiseState
from jiedui.model.time import Quarter
from jiedui.reports.figures import Figures
from jiedui.reports.needs import NeedBook, NeedQuarter, NeedState

TODAY = date(2026, 8, 3)


def book(world: Any, when: date = TODAY) -> NeedBook:
    return NeedBook(Figures(world.ledger(), when).city)


def told(found: tuple[Any, ...]) -> list[tuple[str, str, int]]:
    return [(line.need.id, line.state.value, line.days) for line in found]


def one(world: Any, *needs: dict[str, Any], **more: Any) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")), needs=list(needs), **more)


def test_a_need_counts_from_the_day_it_was_raised_to_the_day_it_was_closed(world: Any) -> None:
    done = world.measure("2026-07-01", done="2026-07-02")
    one(world, world.need(1, "2026-08-03"), world.need(2, "2026-08-04"), world.need(3, "2026-07-01", done,
        closed="2026-08-03"), world.need(4, "2026-07-31", done, closed="2026-08-04"))  # fmt: skip
    assert told(book(world).lines) == [
        ("n-9P6T", "已办结", 33), ("n-ABCD", "办理中", 3), ("n-7K3Q", "办理中", 0),
    ]  # fmt: skip
    assert told(book(world).of(NeedState.CLOSED)) == [("n-9P6T", "已办结", 33)]


def test_a_need_ends_with_its_household(world: Any) -> None:
    one(world, world.need(1, "2026-07-01"), closed={"date": "2026-07-11", "reason": "去世"})
    assert told(book(world).lines) == [("n-7K3Q", "已终止", 10)]


def test_a_need_ends_with_the_person_whose_it_was(world: Any) -> None:
    """Ten days from 1 to 11 July; an end of the household on the 13th changes nothing, one on the 9th does."""
    card = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
    gone = {
        "id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人", "disability": card,
        "left": {"date": "2026-07-11", "reason": "去世"},
    }  # fmt: skip
    need = world.need(1, "2026-07-01", person="m-2F8D")
    for more, days in (({}, 10), ({"closed": {"date": "2026-07-13", "reason": "去世"}}, 10),
                       ({"closed": {"date": "2026-07-09", "reason": "去世"}}, 8)):  # fmt: skip
        one(world, need, members=[gone], **more)
        assert told(book(world).lines) == [("n-7K3Q", "已终止", days)]


def test_what_stands_open_for_one_day_more_than_the_limit_takes_long(world: Any) -> None:
    limit = world.ledger().policy.settings.open_days
    on, over = (TODAY - timedelta(days=days) for days in (limit, limit + 1))
    one(world, world.need(1, on.isoformat()), world.need(2, over.isoformat()))
    assert [line.need.id for line in book(world).long] == ["n-8M4R"]


def test_a_need_is_bare_until_the_day_something_is_promised(world: Any) -> None:
    today, later = world.measure("2026-08-03"), world.measure("2026-08-04")
    one(world, world.need(1, "2026-07-01", today), world.need(2, "2026-07-01", later), world.need(3, "2026-07-01"))
    assert [line.need.id for line in book(world).bare] == ["n-8M4R", "n-9P6T"]


def test_promises_come_by_their_day_and_are_kept_or_late(world: Any) -> None:
    kept, late = world.measure("2026-01-05", "2026-06-30", "2026-06-30"), world.measure("2026-01-05", "2026-08-02")
    due, free = world.measure("2026-01-05", "2026-08-03", code="帮就业"), world.measure("2026-01-05")
    one(world, world.need(1, "2026-01-01", free, due), world.need(2, "2026-01-01", late, kept))
    found = book(world)
    assert [item.measure.due_on for item in found.promises] == [
        date(2026, 6, 30), date(2026, 8, 2), date(2026, 8, 3), None,
    ]  # fmt: skip
    assert (found.kept, found.overdue, found.kept_rate) == (1, 1, Fraction(1, 2))
    assert sum(found.by_code["送康复"].values()) == 3
    assert found.by_code["送康复"][PromiseState.OVERDUE] == 1
    assert sum(found.by_code["帮就业"].values()) == 1
    assert list(found.by_code) == [code.key for code in world.ledger().policy.measures]


def test_quarters_run_from_the_first_need_to_the_day(world: Any) -> None:
    done = world.measure("2026-01-05", done="2026-07-01")
    one(world, world.need(1, "2026-01-01", done, closed="2026-07-01"), world.need(2, "2026-01-31"))
    assert book(world).quarters == (
        NeedQuarter(Quarter(2026, 1), 2, 0), NeedQuarter(Quarter(2026, 2), 0, 0), NeedQuarter(Quarter(2026, 3), 0, 1),
    )  # fmt: skip
    assert book(world, date(2025, 12, 31)).quarters == ()


def test_sudden_hardships_come_latest_first(world: Any) -> None:
    one(
        world,
        world.need(1, "2026-07-01", urgent=True),
        world.need(2, "2026-07-03", urgent=True, responded_on="2026-07-04"),
    )
    assert [item.need.id for item in book(world).urgent] == ["n-8M4R", "n-7K3Q"]


def test_by_workplace_a_closed_need_is_of_who_was_in_charge_then_and_an_open_one_of_who_is_now(world: Any) -> None:
    """The county's helper closed one need and left; the city's has the other, and kept one promise of two."""
    county, city = world.helper("YYL-B-2222"), world.helper("YYS-B-2222", "city")
    kept, owed = (world.measure("2026-06-01", "2026-07-31", day, by=county) for day in ("2026-07-20", ""))
    world.household(
        "YYL-2222", world.pairing(county, end="2026-07-10"), world.pairing(city, "2026-07-11"),
        needs=[world.need(1, "2026-06-01", kept, owed), world.need(2, "2026-06-01", closed="2026-07-10")],
    )  # fmt: skip
    figures = Figures(world.ledger(), TODAY)
    books = {unit: NeedBook(group) for unit, group in figures.workplaces.items()}
    assert told(books["city"].lines) == [("n-7K3Q", "办理中", 63)]
    assert told(books["yueyanglou"].lines) == [("n-8M4R", "已办结", 39)]
    assert (books["city"].kept, books["city"].overdue, books["yueyanglou"].promises) == (1, 1, ())
    assert told(NeedBook(figures.city).lines) == [("n-7K3Q", "办理中", 63), ("n-8M4R", "已办结", 39)]
