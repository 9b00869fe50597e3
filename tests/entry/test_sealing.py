"""Households sealed, opened, sealed anew and erased, as edits."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing

from jiedui.entry.plan import RefusedError
from jiedui.entry.sealing import (
    classes_of,
    erased_homes,
    erasing,
    opening,
    plain_homes,
    renewing,
    sealed_homes,
    sealing,
    to_erase,
)  # fmt: skip
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealer import SETTINGS, sealed
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sensitivity import SensitiveClass
from jiedui.records.tree import Place
from jiedui.records.writer import write

IDENTITY = frozenset((SensitiveClass.IDENTITY,))
HOME: dict[str, Any] = {
    "id": "SLX-7K3Q",
    "registered_on": "2025-01-02",
    "county": "示例县",
    "township": "示例镇",
    "village": "示例村",
    "phone": "15400000001",
    "hardship": [{"status": "低保户"}],
    "members": [
        {
            "id": "m-2F8D",
            "name": "示例甲",
            "sex": "男",
            "birth": "1958-03-12",
            "relation": "本人",
            "disability": {
                "certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}],
            },
        }
    ],
    "closed": {"date": "2026-01-01", "reason": "去世"},
}


@pytest.fixture
def library() -> SchemaLibrary:
    return SchemaLibrary(default_folder(), MemoryRing())


def records(*homes: dict[str, Any], said: tuple[str, ...] = ("身份",)) -> Records:
    settings = Record(Place(path_of(SETTINGS), SETTINGS, "ledger"), {"sealing": [*said]} if said else {})
    found = [Record(Place.of("household", "shilixian", home["id"], home["id"]), home) for home in homes]
    return Records(Path(), [settings, *found])


@pytest.fixture
def one(library: SchemaLibrary) -> dict[str, Any]:
    return sealed(HOME, library["household"], IDENTITY)


def test_what_is_sealed_is_known_by_what_the_ledger_says(library: SchemaLibrary, one: dict[str, Any]) -> None:
    assert classes_of(records()) == IDENTITY
    assert classes_of(records(said=())) == frozenset()
    assert [edit.place.stem for edit in sealing(records(HOME), library)] == ["SLX-7K3Q"]
    assert [*sealing(records(one), library)] == plain_homes(records(HOME, said=()), library) == []
    assert sealed_homes(records(one), library) == {"SLX-7K3Q"}
    assert sealed_homes(records(HOME), library) == frozenset()


def test_what_is_opened_is_as_it_was(library: SchemaLibrary, one: dict[str, Any]) -> None:
    (edit,) = opening(records(one), library)
    assert write(edit.data, library["household"]) == write(HOME, library["household"])


def test_a_new_key_gives_other_tokens_of_the_same_values(library: SchemaLibrary, one: dict[str, Any]) -> None:
    assert isinstance(library.ring, MemoryRing)
    library.ring.held["SLX-7K3Q"].insert(0, b"n" * 64)
    (edit,) = renewing(records(one), library, {"SLX-7K3Q"})
    before, after = one["members"][0]["name"], edit.data["members"][0]["name"]
    assert str(before) == str(after) == "示例甲"
    assert before.token != after.token
    assert [*renewing(records(one), library, ())] == []


def test_of_the_erased_nothing_is_left_that_opens_and_figures_go_on(
    library: SchemaLibrary, one: dict[str, Any]
) -> None:
    record = to_erase(records(one), " slx-7k3q ")
    edit = erasing(record, library["household"])
    text = write(edit.data, library["household"])
    assert not [word for word in ("示例甲", "03-12", "490602", "15400000001", "phone") if word in text]
    for word in ("category: 肢体", "grade: 一级", "低保户", "去世"):
        assert word in text
    member = edit.data["members"][0]
    assert isinstance(member["name"], SealedText)
    assert (str(member["name"]), str(member["birth"])) == ("m-2F8D", "1958")
    assert str(edit.data["village"]) == "已清除"
    assert erased_homes(records(edit.data), library) == {"SLX-7K3Q"}
    assert sealed_homes(records(edit.data), library) == erased_homes(records(one, HOME), library) == frozenset()
    again = erasing(record, library["household"]).data["members"][0]["disability"]["certificates"][0]["number"]
    mark = member["disability"]["certificates"][0]["number"].token.shown[1]
    assert again.token.shown[1] != mark  # two of them are not taken for one person


def test_who_is_still_helped_is_not_erased() -> None:
    home = copy.deepcopy(HOME)
    del home["closed"]
    with pytest.raises(RefusedError, match="还在帮扶"):
        to_erase(records(home), "SLX-7K3Q")
    assert to_erase(records({**home, "withdrawn": {"date": "2026-01-01", "reason": "建错"}}), "SLX-7K3Q")
    broken = Records(Path(), [], [Place.of("household", "shilixian", "SLX-7K3Q", "SLX-7K3Q")])
    with pytest.raises(RefusedError, match="的档案有错误"):
        to_erase(broken, "SLX-7K3Q")
