"""What was withdrawn counts for nothing, and where in a record the rest stands."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from jiedui.model.withdrawal import WithdrawnRecord, as_written, is_withdrawn, standing
from jiedui.records.reader import Record
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.tree import Place

WITHDRAWN = {"date": "2026-01-05", "reason": "记错了"}
RECORD: dict[str, Any] = {
    "id": "YYL-2A3C",
    "needs": [
        {"id": "n-2222", "withdrawn": WITHDRAWN},
        {
            "id": "n-3333",
            "measures": [
                {"code": "领"},
                {"code": "守安全", "withdrawn": WITHDRAWN},
                {"code": "送康复"},
            ],
        },
        {"id": "n-4444"},
    ],
    "outings": [{"person": "m-2222", "withdrawn": WITHDRAWN}],
    "topics": ["一", "二"],
    "withdrawn": WITHDRAWN,
}


def test_entries_that_were_withdrawn_go_at_every_depth_and_the_record_stays_as_it_was() -> None:
    before = copy.deepcopy(RECORD)
    assert standing(RECORD) == {
        "id": "YYL-2A3C",
        "needs": [{"id": "n-3333", "measures": [{"code": "领"}, {"code": "送康复"}]}, {"id": "n-4444"}],
        "outings": [],
        "topics": ["一", "二"],
        "withdrawn": WITHDRAWN,
    }
    assert before == RECORD


def test_a_record_of_which_nothing_was_withdrawn_is_itself_what_stands() -> None:
    whole = {"needs": [{"id": "n-2222", "measures": [{"code": "领"}]}]}
    assert standing(whole) is whole
    assert standing(whole | {"withdrawn": WITHDRAWN}) == whole | {"withdrawn": WITHDRAWN}


@pytest.mark.parametrize(
    ("item", "withdrawn"),
    [
        ({"withdrawn": WITHDRAWN}, True),
        ({"withdrawn": {}}, True),
        ({"id": "一"}, False),
        ("withdrawn", False),
        ([], False),
    ],
)
def test_what_bears_the_word_was_withdrawn(item: object, *, withdrawn: bool) -> None:
    assert is_withdrawn(item) is withdrawn


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ((), ()),
        (("id",), ("id",)),
        (("needs",), ("needs",)),
        (("needs", 0, "id"), ("needs", 1, "id")),
        (("needs", 1, "id"), ("needs", 2, "id")),
        (("needs", 0, "measures", 0), ("needs", 1, "measures", 0)),
        (("needs", 0, "measures", 1, "code"), ("needs", 1, "measures", 2, "code")),
        (("topics", 1), ("topics", 1)),
        # What leads nowhere.
        (("needs", 2), ("needs", 2)),
        (("plan", 3, "a"), ("plan", 3, "a")),
        (("needs", 0, "none", 1), ("needs", 1, "none", 1)),
        (("id", 0), ("id", 0)),
    ],
)
def test_places_are_told_as_in_the_record_itself(place: tuple[str | int, ...], there: tuple[str | int, ...]) -> None:
    assert as_written(RECORD, place) == there
    assert as_written(standing(RECORD), place) == place


def test_of_a_withdrawn_record_the_day_is_known_of_any_other_and_of_an_erased_one_nothing() -> None:
    place = Place.of("household", "yueyanglou", "YYL-2A3C")
    erased = SealedText("已清除", Token.erased(()), SealedPlace("YYL-2A3C", "village"))
    found = WithdrawnRecord.of(Record(place, RECORD))
    assert found == WithdrawnRecord("yueyanglou", "household", "YYL-2A3C", date(2026, 1, 5))
    assert WithdrawnRecord.of(Record(place, RECORD | {"village": erased})) is None
    assert WithdrawnRecord.of(Record(place, {key: RECORD[key] for key in RECORD if key != "withdrawn"})) is None
