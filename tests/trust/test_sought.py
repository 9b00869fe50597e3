"""What is looked for: what the ledger says of persons, without what the audience sees."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from tests.trust.ledger import OTHERS, OWN, PLANTED, household, sought

from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.tree import Place
from jiedui.trust.leak import LeakKind, Trace
from jiedui.trust.sought import Sought, Traces


@pytest.mark.parametrize(("kind", "text"), PLANTED.items())
def test_each_value_of_others_is_a_leak(kind: LeakKind, text: str) -> None:
    assert sought().leaks(f"（{text}）") == {kind}


def test_what_the_audience_sees_is_none() -> None:
    text = "示例未，PJ-5X7N，15400008888，示例河村3组，自己的话，说的是自家的难处，这里可以看。"
    assert sought().leaks(text) == set()


def test_the_beginning_of_an_address_that_one_sees_is_none_where_another_lives_there(library: SchemaLibrary) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    own = household("PJ-6X7N", "pingjiang", **{**said, "address": f"{PLANTED[LeakKind.ADDRESS]}老屋场"})
    assert Sought.of(Traces.of([OTHERS, own], library), [own], library).leaks(PLANTED[LeakKind.ADDRESS]) == set()


@pytest.mark.parametrize(("text", "kind"), [("1970-04-05", LeakKind.BIRTH), ("49062119700405401441", LeakKind.NUMBER)])
def test_births_and_numbers_are_nobodys_to_see(text: str, kind: LeakKind) -> None:
    assert sought().leaks(text) == {kind}


def test_the_mobile_of_a_helper_is_found_in_any_grouping(library: SchemaLibrary) -> None:
    helper = Record(Place("helpers/SLX-B-7K3Q.yml", "helper", "SLX-B-7K3Q"), {"mobile": "15400007777"})
    assert Sought.of(Traces.of([helper], library), [], library).leaks("154 0000 7777") == {LeakKind.PHONE}


def test_what_the_program_says_itself_is_none(library: SchemaLibrary) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    others = household("HR-5X7N", "huarong", **{**said, "name": "配偶", "phone": "13800138000"})
    wanted = Sought.of(Traces.of([others], library), [], library)
    assert wanted.leaks("配偶 13800138000") == set()
    assert wanted.leaks(PLANTED[LeakKind.ADDRESS]) == {LeakKind.ADDRESS}


def test_a_code_of_an_example_with_the_letters_of_the_ledger_is_none(
    library: SchemaLibrary,
) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    others = [household(code, "huarong", **said) for code in ("HR-7K3Q", "HR-5X7N")]
    wanted = Sought.of(Traces.of(others, library), [], library)
    assert wanted.leaks("records/huarong/households/HR-7K3Q/visits") == set()
    assert wanted.leaks("records/huarong/households/HR-5X7N/visits") == {LeakKind.CODE}


def test_a_day_that_is_another_thing_too_is_no_birth(library: SchemaLibrary) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    child = household("HR-5X7N", "huarong", **{**said, "birth": "2024-01-01"})
    older = household("HR-6X7N", "huarong", **{**said, "birth": "2015-05-04"})
    policy = household("PJ-6X7N", "pingjiang", **{**said, "text": "2015年5月4日的文件"})
    assert Sought.of(Traces.of([child, older], library), [policy], library).leaks("2024-01-01 2015-05-04") == set()


def test_a_name_that_is_spread_is_found_and_two_signs_are_not_put_together(library: SchemaLibrary) -> None:
    assert LeakKind.NAME in sought().leaks("示例\u3000戊未 酉")
    short = household("HR-5X7N", "huarong", **{**{k.name.lower(): v for k, v in PLANTED.items()}, "name": "戊酉"})
    wanted = Sought.of(Traces.of([short], library), [], library)
    assert wanted.leaks("戊酉") == {LeakKind.NAME}
    assert wanted.leaks("甲戊 酉乙") == set()


def test_signs_of_one_sound_side_by_side_are_no_name(library: SchemaLibrary) -> None:
    short = household("HR-5X7N", "huarong", **{**{k.name.lower(): v for k, v in PLANTED.items()}, "name": "戊酉"})
    wanted = Sought.of(Traces.of([short], library), [], library)
    table = ",".join(f'"{sound}":"午戊酉"' for sound in ascii_lowercase)
    assert wanted.leaks(f"{{{table}}}") == set()
    assert wanted.leaks('{"name":"戊酉","kind":"低保户"}') == {LeakKind.NAME}


def test_one_who_sees_all_misses_only_what_is_nobodys(library: SchemaLibrary) -> None:
    wanted = Sought.of(Traces.of([OTHERS, OWN], library), [OTHERS, OWN], library)
    found = {kind for kind, text in PLANTED.items() if wanted.leaks(text)}
    assert found == {LeakKind.NUMBER, LeakKind.BIRTH}


def test_what_is_sealed_is_no_trace_and_is_told(library: SchemaLibrary) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    name = SealedText("已加密的人", Token((), b"1" * 32), SealedPlace("HR-5X7N", "members/m-2222/name"))
    traces = Traces.of([household("HR-5X7N", "huarong", **{**said, "name": name})], library)
    assert traces.hidden
    assert traces.found(f"{name} {PLANTED[LeakKind.PHONE]}") == {Trace(LeakKind.PHONE, PLANTED[LeakKind.PHONE])}
    assert not Traces.of([OTHERS], library).hidden


def test_what_was_erased_wants_no_key(library: SchemaLibrary) -> None:
    said = {kind.name.lower(): text for kind, text in PLANTED.items()}
    name = SealedText("m-2222", Token.erased(()), SealedPlace("HR-5X7N", "members/m-2222/name"))
    assert not Traces.of([household("HR-5X7N", "huarong", **{**said, "name": name})], library).hidden
