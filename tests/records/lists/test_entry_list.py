"""A list whose entries stay, and which entry of now goes on which of before."""

from __future__ import annotations

import pytest

from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.marks import Data, Marks

SPELLS = EntryList(keys=("spells",), called="{who} 从 {from} 起的一段", marks=Marks(("who",)), way="写 to。")
PEOPLE = EntryList(keys=("home", "people"), called="{id}", marks=Marks(("name", "birth")), way="写 left。", has_id=True)
ANN, BEN = {"id": "1", "name": "甲", "birth": "1960"}, {"id": "2", "name": "乙", "birth": "1990"}


def places(entries: EntryList, before: list[Data], now: list[Data], **settings: bool) -> list[int | None]:
    """Return for each entry of before the place of what goes it on."""
    return [found.place for found in entries.successors(before, now, **settings)]


def test_a_list_that_is_not_written_is_empty() -> None:
    assert PEOPLE.of({}) == PEOPLE.of({"home": {}}) == []
    assert PEOPLE.of({"home": {"people": [ANN]}}) == [ANN]


def test_an_entry_is_called_by_its_fields_as_far_as_they_can_be_read() -> None:
    assert SPELLS.name({"who": "A", "from": "2024-01-01"}) == "A 从 2024-01-01 起的一段"
    assert SPELLS.name({"from": "2024-01-01"}) == "（看不清） 从 2024-01-01 起的一段"


def test_the_place_of_an_id_is_known_only_where_entries_have_ids() -> None:
    assert PEOPLE.place_of(BEN, [ANN, BEN]) == 1
    assert PEOPLE.place_of({"name": "丙"}, [ANN, BEN]) is None
    assert SPELLS.place_of({"id": "1"}, [{"id": "1"}]) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([BEN, ANN], [1, 0]),
        ([ANN | {"name": "丙"}, BEN | {"birth": "1991"}], [0, 1]),
        ([ANN, BEN | {"id": "3"}], [0, 1]),
        ([ANN, BEN | {"name": "丙", "birth": "1991"}], [0, None]),
        ([ANN, BEN | {"id": "3", "birth": "1991"}], [0, None]),
        ([ANN | {"id": "2"}, BEN | {"id": "1"}], [None, None]),  # exchanged
        ([BEN | {"id": "1"}], [None, 0]),  # one deleted, its id given to the other
        ([ANN | {"id": "3"}, BEN | {"id": "1"}], [None, 1]),  # as an id goes on, not the person
    ],
)
def test_an_entry_goes_on_under_its_id_or_says_the_same_under_a_new_one(
    now: list[Data], expected: list[int | None]
) -> None:
    assert places(PEOPLE, [ANN, BEN], now) == expected


@pytest.mark.parametrize("same", ["name", "birth"])
def test_two_with_one_mark_alike_that_exchanged_their_ids_go_on_nothing(same: str) -> None:
    """Twins; two needs raised on one day."""
    twin = BEN | {same: ANN[same]}
    assert places(PEOPLE, [ANN, twin], [ANN | {"id": "2"}, twin | {"id": "1"}]) == [None, None]
    assert places(PEOPLE, [ANN, twin], [ANN | {"note": "一"}, twin]) == [0, 1]


def test_two_that_say_the_same_go_on_under_their_ids() -> None:
    double = ANN | {"id": "2"}
    assert places(PEOPLE, [ANN, double], [double, ANN]) == [1, 0]
    assert places(PEOPLE, [ANN, BEN], [ANN, double]) == [0, None]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([{"who": "A", "from": "2025"}], [None, 0]),
        ([{"who": "A", "from": "2023"}], [0, None]),
        ([{"who": "A", "from": "2026"}], [None, 0]),  # but its day differs; of the other the end, too
        ([{"who": "A", "from": "2025", "to": "2026"}, {"who": "A", "from": "2023"}], [1, 0]),
        ([{"who": "B", "from": "2023", "to": "2024"}], [None, None]),
    ],
)
def test_without_ids_the_nearest_goes_on_first_of_all_what_is_called_the_same(
    now: list[Data], expected: list[int | None]
) -> None:
    assert places(SPELLS, [{"who": "A", "from": "2023", "to": "2024"}, {"who": "A", "from": "2025"}], now) == expected


def test_of_a_faulty_record_what_may_be_the_same_goes_on() -> None:
    assert places(PEOPLE, [{"name": "甲"}], [ANN]) == [None]
    assert places(PEOPLE, [{"name": "甲"}], [ANN], faulty=True) == [0]
    assert places(PEOPLE, [{"id": "1"}], [ANN]) == [None]
    assert places(PEOPLE, [{"id": "1"}], [ANN], faulty=True) == [0]
    assert places(PEOPLE, [{"id": "1"}], [BEN], faulty=True) == [None]


def test_of_what_a_part_alone_is_said_it_is_the_one_that_nothing_speaks_against() -> None:
    cards = EntryList(keys=("cards",), called="{number}", marks=Marks(("number", "kind", "grade"), most=1), way="")
    old, new = {"number": "1", "kind": "甲", "grade": "一"}, {"number": "2", "kind": "甲", "grade": "二"}
    assert places(cards, [old, new], [{"number": "2"}], partly=True) == [None, 0]
    assert places(cards, [old, new], [{"number": "2"}]) == [None, None]
    assert places(cards, [old, new], [{"number": "2", "kind": "乙"}, {}], partly=True) == [None, None]


def test_what_two_have_added_is_the_same_under_one_id_or_where_all_that_tells_it_is_alike() -> None:
    assert PEOPLE.is_same(ANN, BEN | {"id": "1"})
    assert not PEOPLE.is_same(ANN, ANN | {"id": "3"})
    assert SPELLS.is_same({"who": "A", "from": "2024"}, {"who": "A", "from": "2025"})
    assert not SPELLS.is_same({"who": "A"}, {"who": "B"})
    assert SPELLS.is_same({"from": "2024"}, {"from": "2024"})
    assert not SPELLS.is_same({"from": "2024"}, {"from": "2025"})
