"""Reading tokens in a record that is judged."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing, key
from tests.records.test_sealable import HOME

from jiedui.records import reader, writer
from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealable import sealable, shown, values
from jiedui.records.sealing.cipher import SealedPlace, seal
from jiedui.records.sealing.sealed_text import SealedText, is_hidden

RING = MemoryRing({"YYL-2222": [key("YYL-2222")]})
PATH = "yueyanglou/households/YYL-2222/household.yml"


@pytest.fixture(scope="module")
def with_keys() -> SchemaLibrary:
    return SchemaLibrary(default_folder(), RING)


def tokens(library: SchemaLibrary, home: dict[str, Any] = HOME) -> dict[str, Any]:
    """Return a household with a token in the place of each value that can be sealed."""
    made = copy.deepcopy(home)
    for value in values(made, sealable(library["household"])):
        clear = shown(value.text, value.field.definition, RING.hash_key)
        place = SealedPlace(home["id"], value.at)
        value.owner[value.key] = str(seal(value.text, place, clear, RING.keys(home["id"])[0]))
    return made


def test_without_keys_a_sealed_record_is_sound_and_is_written_back_as_it_was(library: SchemaLibrary) -> None:
    text = writer.write(tokens(library), library["household"])
    data = reader.parse(text, PATH, library["household"]).data
    assert data is not None
    assert all(is_hidden(value.owner[value.key]) for value in values(data, sealable(library["household"])))
    assert data["members"][0]["name"] == data["members"][0]["name"]
    assert str(data["members"][0]["name"]) == "m-2F8D"
    assert "示例" not in text
    assert writer.write(data, library["household"]) == text


def test_with_its_keys_it_says_what_was_sealed_and_is_written_back_as_it_was(with_keys: SchemaLibrary) -> None:
    text = writer.write(tokens(with_keys), with_keys["household"])
    data = reader.parse(text, PATH, with_keys["household"]).data
    assert data == HOME
    assert isinstance(data["phone"], SealedText)
    assert writer.write(data, with_keys["household"]) == text


def test_a_long_text_is_sealed_on_one_line(with_keys: SchemaLibrary) -> None:
    home = {**HOME, "plan": "第一行\n第二行" * 30}
    text = writer.write(tokens(with_keys, home), with_keys["household"])
    data = reader.parse(text, PATH, with_keys["household"]).data
    assert data is not None
    assert data["plan"] == home["plan"]
    assert "plan: 密封1." in text
    assert writer.write(data, with_keys["household"]) == text


def test_what_was_moved_to_another_place_stays_closed(with_keys: SchemaLibrary) -> None:
    data = tokens(with_keys)
    first, son = data["members"]
    first["name"], son["name"] = son["name"], first["name"]
    other = {**tokens(with_keys), "id": "YYL-3333"}
    assert judge(data, with_keys["household"], PATH).findings == ()
    assert [is_hidden(member["name"]) for member in data["members"]] == [True, True]
    assert [is_hidden(member["birth"]) for member in data["members"]] == [False, False]
    assert judge(other, with_keys["household"], PATH).findings == ()
    assert is_hidden(other["phone"])


def test_a_broken_token_is_told_where_it_stands_and_what_it_says_is_not(library: SchemaLibrary) -> None:
    for change in (lambda text: text[:-1], lambda text: text.replace("1958.", ""), lambda _: "密封1."):
        data = tokens(library)
        data["members"][0]["birth"] = change(data["members"][0]["birth"])
        judged = judge(data, library["household"], PATH)
        assert judged.data is None
        broken = [finding for finding in judged.findings if finding.rule.id == "sealed-broken"]
        assert [finding.pointer for finding in broken] == [("members", 0, "birth")]
        assert not any("密封1" in finding.message + finding.remedy for finding in judged.findings)


def test_what_is_wrong_beside_is_told_as_ever_and_the_record_stays_sealed(library: SchemaLibrary) -> None:
    data = {**tokens(library), "hukou": "没有"}
    judged = judge(data, library["household"], PATH)
    assert [finding.pointer for finding in judged.findings] == [("hukou",)]
    assert is_hidden(data["phone"])


def test_a_record_that_was_read_before_is_judged_again(library: SchemaLibrary) -> None:
    data = judge(tokens(library), library["household"], PATH).data
    assert data is not None
    again = copy.deepcopy(data)
    assert judge(again, library["household"], PATH).data == data
    assert is_hidden(again["phone"])


def test_an_opened_day_that_is_in_no_calendar_is_told(with_keys: SchemaLibrary) -> None:
    home = copy.deepcopy(HOME)
    home["members"][0]["birth"] = "1958-02-30"
    judged = judge(tokens(with_keys, home), with_keys["household"], PATH)
    assert [finding.pointer for finding in judged.findings] == [("members", 0, "birth")]
