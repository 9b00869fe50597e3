"""Who may be in the ledger already: the warning of the form before a household or a helper is begun anew."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from jiedui.entry.twins import TwinIndex
from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records
from jiedui.struct import asdict

pytestmark = pytest.mark.node

Ask = Callable[..., list[Any]]


@pytest.fixture
def ask(node_run: Callable[[str, Any], Any], pages: Path) -> Ask:
    """Whom the form names for new records: ``ask(["household", home])``."""

    def asking(*calls: list[Any], broken: tuple[str, ...] = ()) -> list[Any]:
        return list(node_run("entry-data.mjs", {"root": str(pages), "broken": broken, "calls": calls}))

    return asking


@pytest.fixture
def known(small_records: Records) -> Callable[..., dict[str, Any]]:
    """A record of the small ledger under a new code, as somebody would write it again: ``known("PJ-3333")``."""
    by_stem = {record.place.stem: record.data for record in small_records.valid}

    def again(code: str, **other: Any) -> dict[str, Any]:
        return {**copy.deepcopy(by_stem[code]), "id": code[:-4] + "ZZZZ", **other}

    return again


def named(home: dict[str, Any], name: str, birth: str = "1970-01-01") -> dict[str, Any]:
    """A household whose first disabled member has another name and birth date."""
    home["members"][0] |= {"name": name, "birth": birth}
    del home["members"][1:]
    return home


TWIN = {"id": "PJ-3333", "kind": "household", "where": "示例卯，平江县三市镇示例村"}


def test_the_same_person_in_the_same_township_is_a_twin(ask: Ask, known: Callable[..., Any]) -> None:
    same = known("PJ-3333")
    other_birth = named(known("PJ-3333"), "示例卯")
    second = named(known("PJ-3333"), "示例辰")
    assert ask(["household", same], ["household", other_birth], ["household", second]) == [
        [TWIN | {"why": "姓名、乡镇相同"}],
        [TWIN | {"why": "姓名、乡镇相同"}],
        [TWIN | {"why": "姓名、乡镇相同"}],
    ]


def test_a_name_is_the_same_however_it_is_written(ask: Ask, known: Callable[..., Any]) -> None:
    written = [named(known("PJ-2222"), name) for name in ("示例寅", "示 例 寅", "示例·寅")]
    found = ask(*(["household", home] for home in written))
    assert [[twin["id"] for twin in twins] for twins in found] == [["PJ-2222"]] * 3


def test_a_name_with_another_character_counts_in_the_same_village_alone(ask: Ask, known: Callable[..., Any]) -> None:
    near = named(known("PJ-3333"), "示例昴")
    elsewhere = named(known("PJ-3333", village="示例社区"), "示例昴")
    far = named(known("PJ-3333"), "示别昴")
    short = named(known("PJ-3333"), "卯")
    answers = ask(*(["household", home] for home in (near, elsewhere, far, short)))
    assert answers == [[TWIN | {"why": "同一个村，姓名只差一个字"}], [], [], []]


def test_the_same_name_in_another_township_is_nobody(ask: Ask, known: Callable[..., Any]) -> None:
    assert ask(["household", known("PJ-3333", township="安定镇", village="示例社区")]) == [[]]


def test_the_record_itself_and_what_it_goes_on_are_not_named(ask: Ask, known: Callable[..., Any]) -> None:
    same = known("PJ-3333")
    calls = [
        ["household", same | {"id": "PJ-3333"}],
        ["household", same | {"moved_from": "PJ-3333"}],
        ["household", same, {"exclude": ["PJ-3333"]}],
    ]
    assert ask(*calls) == [[], [], []]


def test_the_same_telephone_is_a_twin_wherever_it_is(ask: Ask, known: Callable[..., Any]) -> None:
    by_phone = named(known("PJ-3333", phone="15400000011"), "示例新新")
    both = known("YYL-2222")
    of_helper = named(known("PJ-3333", phone="15400000001"), "示例新新")
    twin = {"id": "YYL-2222", "kind": "household", "where": "示例子，岳阳楼区岳阳楼街道示例社区"}
    assert ask(["household", by_phone], ["household", both], ["household", of_helper]) == [
        [twin | {"why": "电话相同"}],
        [twin | {"why": "姓名、乡镇相同；电话相同"}],
        [],
    ]


def test_helpers_are_told_apart_by_name_and_mobile(ask: Ask, known: Callable[..., Any]) -> None:
    one = known("PJ-B-2222", mobile="15400009999")
    found, nobody = ask(["helper", one], ["helper", one | {"name": "示例新新"}])
    assert found == [
        {"id": "PJ-B-2222", "kind": "helper", "where": "示例丁，平江县安定镇残联干事", "why": "姓名相同"}
    ]  # fmt: skip
    assert nobody == []


def test_of_many_with_the_same_mobile_the_first_are_named(ask: Ask, known: Callable[..., Any]) -> None:
    (found,) = ask(["helper", known("PJ-B-2222")])
    assert [twin["id"] for twin in found] == ["PJ-B-2222", "YY-B-2222", "PJ-B-3333", "YYL-B-2222", "YYL-B-3333"]
    assert found[0]["why"] == "姓名相同；手机号相同"
    assert found[1] == {"id": "YY-B-2222", "kind": "helper", "where": "示例甲，市残联", "why": "手机号相同"}


def test_what_is_half_filled_in_or_cannot_be_read_names_nobody(ask: Ask, known: Callable[..., Any]) -> None:
    assert ask(["household", {}], ["helper", {}], ["household", {"members": [{}], "phone": ""}]) == [[], [], []]
    broken = ("find/r-0", "entry-data/phones-0", "entry-data/r-0")
    assert ask(["household", known("PJ-3333")], ["helper", known("PJ-B-2222")], broken=broken) == [[], []]
    assert ask(["household", known("PJ-3333")], broken=broken[2:]) == [[TWIN | {"why": "姓名、乡镇相同"}]]


def test_the_commands_name_the_same(ask: Ask, known: Callable[..., Any], small_records: Records) -> None:
    homes = [
        known("PJ-3333"),
        named(known("PJ-3333"), "示例昴"),
        named(known("PJ-3333"), "示 例 卯"),
        named(known("PJ-2222"), "示例·寅"),
        known("PJ-3333", township="安定镇", village="示例社区"),
    ]
    answers = ask(*(["household", home] for home in homes))
    assert any(answers)
    index = TwinIndex(Ledger.of(small_records))
    # The form does not know when others were born.
    commands = [[asdict(twin) for twin in index.of("household", home)] for home in homes]
    for twin in chain.from_iterable(commands):
        twin["why"] = twin["why"].replace("姓名、出生日期、乡镇都相同", "姓名、乡镇相同")
    assert commands == [[{key: twin[key] for key in ("id", "where", "why")} for twin in found] for found in answers]
