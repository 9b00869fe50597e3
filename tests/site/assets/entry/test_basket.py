"""The basket: what is sent together, and the records as they are with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary

pytestmark = pytest.mark.node

HOME = {
    "id": "PJ-7K3Q", "registered_on": "2026-01-05", "county": "平江县", "township": "岑川镇", "village": "示例村",
    "phone": "15400000001", "hardship": [{"status": "低保户"}],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1968-04-09", "relation": "本人",
         "employment": "务农"}
    ],
}  # fmt: skip
VISIT = {
    "date": "2026-11-20", "by": "PJ-B-7K3Q", "channel": "电话", "reached": True, "counterpart": "本人",
    "entered_on": "2026-11-20",
}  # fmt: skip
PATH = "pingjiang/households/PJ-7K3Q/household.yml"
KNOWN = {
    "kind": "household", "id": "PJ-7K3Q", "unit": "pingjiang", "path": PATH, "blob": "b1", "data": HOME,
    "name": "示例甲", "names": {}, "spells": {}, "stems": ["2026-11-20"], "hazards": {},
    "visits": [{"stem": "2026-11-20", "blob": "b2", "data": VISIT}],
}  # fmt: skip
PLACE = {"kind": "household", "unit": "pingjiang", "stem": "PJ-7K3Q"}
NEW = {"kind": "visit", "unit": "pingjiang", "household": "PJ-7K3Q", "stem": "2026-11-27"}


@pytest.fixture
def do(node_run: Callable[[str, Any], Any], library: SchemaLibrary) -> Callable[..., list[Any]]:
    """What deeds done to an empty basket of a site that knows one household give."""

    def doing(*deeds: list[Any]) -> list[Any]:
        payload = {"documents": library.documents, "records": {"PJ-7K3Q": KNOWN}, "deeds": deeds}
        return list(node_run("entry-basket.mjs", payload))

    return doing


def known(data: dict[str, Any]) -> dict[str, Any]:
    return {"base": data, "blob": "b1", "path": PATH}


def test_a_record_that_is_there_is_in_the_basket_as_what_changed_in_it(do: Callable[..., list[Any]]) -> None:
    _, items, home = do(["say", PLACE, HOME | {"phone": "15400000002"}, known(HOME)], ["items"], ["record", "PJ-7K3Q"])
    [item] = items
    assert (item["blob"], item["path"], "data" in item) == ("b1", PATH, False)
    assert item["changes"] == [{"at": ["phone"], "old": "15400000001", "new": "15400000002"}]
    assert home["data"]["phone"] == "15400000002"
    assert home["base"]["phone"] == "15400000001"


def test_two_changes_of_one_record_are_one_item_and_what_is_as_before_is_none(do: Callable[..., list[Any]]) -> None:
    first, both = HOME | {"phone": "15400000002"}, HOME | {"phone": "15400000002", "address": "3组"}
    said = [["say", PLACE, data, known(HOME)] for data in (first, both)]
    *_, items, _, none, counts = do(*said, ["items"], ["say", PLACE, HOME, known(HOME)], ["items"], ["counts"])
    [item] = items
    assert [change["at"] for change in item["changes"]] == [["address"], ["phone"]]
    assert none == []
    assert counts == [1, 1, 0]


def test_a_new_contact_takes_its_name_and_stands_among_those_of_its_household(do: Callable[..., list[Any]]) -> None:
    data = VISIT | {"date": "2026-11-27", "entered_on": "2026-11-27"}
    _, home = do(["say", NEW, data, {}, {"reason": "补"}], ["record", "PJ-7K3Q"])
    assert home["stems"] == ["2026-11-20", "2026-11-27"]
    new = next(visit for visit in home["visits"] if visit["stem"] == "2026-11-27")
    assert new["data"] == data
    assert "base" not in new


def test_a_household_that_is_in_the_basket_alone_has_its_contacts_too(do: Callable[..., list[Any]]) -> None:
    home = HOME | {"id": "PJ-9999"}
    place, visit = PLACE | {"stem": "PJ-9999"}, NEW | {"household": "PJ-9999"}
    said = ["say", place, home, {}], ["say", visit, VISIT, {}]
    *_, found, nobody = do(*said, ["record", "PJ-9999"], ["record", "PJ-8"])
    assert (found["name"], found["unit"], found["stems"]) == ("示例甲", "pingjiang", ["2026-11-27"])
    assert "base" not in found
    assert nobody is None


def test_what_is_taken_out_is_gone(do: Callable[..., list[Any]]) -> None:
    *_, items, home = do(["say", NEW, VISIT, {}], ["drop", NEW], ["items"], ["record", "PJ-7K3Q"])
    assert items == []
    assert home["stems"] == ["2026-11-20"]
