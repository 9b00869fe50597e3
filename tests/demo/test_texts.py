"""What a contact's record says in words."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import hazards
from jiedui.demo.draft import House, Record
from jiedui.demo.needs import Needs
from jiedui.demo.texts import PREACHED, TOPICS, Diary
from jiedui.demo.world import World


@pytest.fixture(scope="module")
def written(world: World) -> list[tuple[House, dict[str, Record]]]:
    copied = copy.deepcopy(world)
    found = []
    for home in copied.houses:
        Needs(home, copied).write()
        hazards.look(home, copied)
        found.append((home, Diary(home, copied).records()))
    return found


def test_each_contact_becomes_a_record_of_its_own(written: list[tuple[House, dict[str, Record]]]) -> None:
    for home, records in written:
        assert len(records) == len(home.contacts)
        assert [record["date"] for record in records.values()] == [item.day.isoformat() for item in home.contacts]


def test_the_second_of_a_day_is_numbered(written: list[tuple[House, dict[str, Record]]]) -> None:
    stems = next(list(records) for home, records in written if "same_day" in home.recipe.marks)
    twice = [stem for stem in stems if stem.endswith("-2") and len(stem) == 12]
    assert [stem for stem in twice if stem[:-2] not in stems] == []
    assert len(twice) == 1


def test_words_fit_the_lists_of_the_policy_in_their_order(written: list[tuple[House, dict[str, Record]]]) -> None:
    records = [record for _, found in written for record in found.values()]
    assert any(record.get("preached") for record in records)
    for record in records:
        for key, known in (("topics", TOPICS), ("preached", PREACHED)):
            assert record.get(key, []) == [word for word in known if word in record.get(key, [])]


def test_other_channels_are_explained_and_no_brace_is_left(written: list[tuple[House, dict[str, Record]]]) -> None:
    for _, records in written:
        for record in records.values():
            assert bool(record["channel_note"]) is (record["channel"] == "其他")
            assert "{" not in record["content"]


def test_what_was_not_reached_says_so_and_asks_nothing(written: list[tuple[House, dict[str, Record]]]) -> None:
    missed = [record for _, found in written for record in found.values() if not record["reached"]]
    assert missed
    assert all(record["content"] and "topics" not in record for record in missed)


def test_a_withdrawn_record_keeps_its_reason(written: list[tuple[House, dict[str, Record]]]) -> None:
    (record,) = [record for _, found in written for record in found.values() if "withdrawn" in record]
    assert record["withdrawn"]["reason"]
