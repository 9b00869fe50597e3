"""Sealing the values of a record before it is written."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing, key
from tests.records.test_sealable import HOME, IN_HOME

from jiedui.records import reader, writer
from jiedui.records.schema import RecordSchema, SchemaLibrary, default_folder
from jiedui.records.sealable import sealable, values
from jiedui.records.sealer import ClosedError, is_sealed, make_keys, sealed, sealed_classes, unsealed
from jiedui.records.sealing.sealed_text import SealedText, is_hidden
from jiedui.records.sensitivity import SensitiveClass

BOTH = frozenset((SensitiveClass.IDENTITY, SensitiveClass.CONTACT))
CODE = HOME["id"]


@pytest.fixture
def ring() -> MemoryRing:
    return MemoryRing()


@pytest.fixture(scope="module")
def schemas() -> dict[str, SchemaLibrary]:
    """A library with keys that each test gives, and one without."""
    return {"open": SchemaLibrary(default_folder()), "closed": SchemaLibrary(default_folder())}


@pytest.fixture
def record(schemas: dict[str, SchemaLibrary], ring: MemoryRing) -> RecordSchema:
    schemas["open"].ring = ring
    return schemas["open"]["household"]


@pytest.fixture
def without(schemas: dict[str, SchemaLibrary]) -> RecordSchema:
    return schemas["closed"]["household"]


def read(data: dict[str, Any], record: RecordSchema) -> dict[str, Any]:
    """Write a record and read it again."""
    found = reader.parse(writer.write(data, record), "a", record).data
    assert found is not None
    return found


def test_the_setting_names_the_classes() -> None:
    assert sealed_classes({}) == frozenset()
    assert sealed_classes({"sealing": ["身份", "联系方式"]}) == BOTH
    assert sealed_classes({"sealing": ["健康", "经济"]}) == frozenset(SensitiveClass) - BOTH


def test_each_value_of_the_classes_is_sealed_and_no_other(record: RecordSchema, ring: MemoryRing) -> None:
    before = copy.deepcopy(HOME)
    home = {**HOME, "plan": "常去看看"}
    made = sealed(home, record, {SensitiveClass.IDENTITY})
    found = {value.at: value.owner[value.key] for value in values(made, sealable(record))}
    assert {at for at, text in found.items() if isinstance(text, SealedText)} == {at for at in IN_HOME if "/" in at}
    assert (found["plan"], made["phone"]) == ("常去看看", "15400000001")
    assert (home, HOME) == ({**before, "plan": "常去看看"}, before)
    assert len(ring.held) == 1
    assert unsealed(made, record) == home
    assert read(made, record) == home


def test_where_nothing_is_sealed_nothing_is_done(record: RecordSchema, ring: MemoryRing) -> None:
    assert sealed(HOME, record, ()) is HOME
    assert ring.held == {}


def test_what_has_not_changed_is_the_same_bytes_and_what_has_is_sealed(record: RecordSchema) -> None:
    text = writer.write(sealed(HOME, record, BOTH), record)
    home = read(sealed(HOME, record, BOTH), record)
    home["members"][0]["name"] = "示例子"  # as it was, typed again
    assert writer.write(sealed(home, record, BOTH), record) == text
    home["members"][0]["name"] = "示例丑"
    changed = writer.write(sealed(home, record, BOTH), record)
    assert [one.partition("#")[2] for one in changed.split("\n") if one not in text] == [" 姓名"]
    assert "示例" not in changed


def test_without_the_key_what_was_not_changed_stays_sealed(record: RecordSchema, without: RecordSchema) -> None:
    text = writer.write(sealed(HOME, record, BOTH), record)
    home = read(sealed(HOME, record, BOTH), without)
    plain = copy.deepcopy(home)
    for value in values(plain, sealable(without)):
        value.owner[value.key] = str(value.owner[value.key])  # as it comes back from a form
    plain["hukou"] = "农业"
    made = sealed(plain, without, BOTH, home)
    assert writer.write(made, without) == text.replace("hardship:", "hukou: 农业  # 户籍类型\nhardship:", 1)
    assert writer.write(sealed(plain, record, BOTH, read(made, record)), record) == writer.write(made, without)
    plain["phone"] = "15400000002"
    with pytest.raises(ClosedError, match="没有密钥"):
        sealed(plain, without, BOTH, home)
    with pytest.raises(ClosedError, match="没有打得开的密钥"):
        unsealed(home, without)


def test_a_value_that_goes_to_another_household_is_sealed_for_it(record: RecordSchema, without: RecordSchema) -> None:
    home = read(sealed(HOME, record, BOTH), record)
    moved = sealed({**home, "id": "YYL-3333"}, record, BOTH)
    assert unsealed(moved, record) == {**HOME, "id": "YYL-3333"}
    assert not is_hidden(read(moved, record)["phone"])
    assert read(moved, record)["phone"].token != home["phone"].token
    with pytest.raises(ClosedError, match="不能搬过去"):
        sealed({**read(sealed(HOME, record, BOTH), without), "id": "YYL-3333"}, without, BOTH)


def test_a_new_key_seals_again_and_the_old_one_opens_the_history(record: RecordSchema, ring: MemoryRing) -> None:
    old = sealed(HOME, record, BOTH)
    ring.held[CODE].insert(0, key("new"))
    assert writer.write(sealed(read(old, record), record, BOTH), record) == writer.write(old, record)
    new = sealed(read(old, record), record, BOTH, again=True)
    assert read(old, record) == HOME
    ring.held[CODE] = [key("new")]
    assert read(new, record) == HOME
    hidden = read(old, record)["phone"]
    assert is_hidden(hidden)
    assert hidden.is_refused


def test_a_birth_of_which_the_year_alone_is_known_is_opened_and_sealed_again(
    record: RecordSchema, ring: MemoryRing
) -> None:
    known = read(sealed(HOME, record, BOTH), record)
    ring.held[CODE].insert(0, key("new"))
    again = sealed(sealed(known, record, BOTH, again=True), record, BOTH, known)
    assert again["members"][1]["birth"].token != known["members"][1]["birth"].token
    assert type(sealed(unsealed(known, record), record, (), known)["members"][1]["birth"]) is str


def test_no_second_key_is_made_for_what_was_sealed_with_one(record: RecordSchema, ring: MemoryRing) -> None:
    old = sealed(HOME, record, BOTH)
    ring.held.clear()
    home = read(old, record)
    with pytest.raises(ClosedError, match="不在这个密钥库里"):
        sealed({**home, "phone": "15400000002"}, record, BOTH, home)
    assert ring.held == {}
    ring.held[CODE] = [key("of before")]  # it would be sealed for whoever has left
    with pytest.raises(ClosedError, match="换过了，先收新的"):
        sealed({**home, "phone": "15400000002"}, record, BOTH, home)


def test_a_household_whose_key_was_destroyed_gets_no_other(record: RecordSchema, ring: MemoryRing) -> None:
    ring.gone.add(CODE)
    with pytest.raises(ClosedError, match=f"户 {CODE} 的密钥已经销毁"):
        sealed(HOME, record, BOTH)
    with pytest.raises(ClosedError, match="已经销毁"):
        make_keys(["YYL-3333", CODE], ring)


def test_a_ledger_takes_keys_where_it_seals_and_where_it_has_sealed() -> None:
    assert [is_sealed(classes, holds=holds) for classes in ((), BOTH) for holds in (False, True)] == [
        False, True, True, True,
    ]  # fmt: skip
