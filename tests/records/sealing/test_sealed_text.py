"""A sealed value as the rest of the program meets it."""

from __future__ import annotations

import copy
import json
import pickle

from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText, holds_sealed, is_hidden, stands_for
from jiedui.records.sealing.token import Token

PLACE = SealedPlace("SLX-7K3Q", "members/m-2F8D/birth")
ONE, OTHER = Token(("1955",), b"1" * 32), Token(("1955",), b"2" * 32)


def hidden(token: Token = ONE) -> SealedText:
    return SealedText("1955", token, PLACE)


def opened(text: str, token: Token = ONE) -> SealedText:
    return SealedText(text, token, PLACE, stand_in="1955")


def test_it_reads_as_any_text_does() -> None:
    assert (f"{hidden()}年", "1955" in hidden(), hidden()[:2], len(hidden())) == ("1955年", True, "19", 4)
    assert json.dumps({"birth": hidden()}) == '{"birth": "1955"}'
    assert type(str(hidden())) is str


def test_what_nobody_can_read_is_the_same_as_its_like_alone() -> None:
    assert hidden() == hidden()
    assert hidden() != hidden(OTHER)
    assert hidden() != "1955"
    assert "1955" != hidden()  # noqa: SIM300  (the order is what is tested)
    assert hidden() != opened("1955-02-08", OTHER)
    assert hidden() != opened("1955")
    assert opened("1955") != hidden()
    assert {hidden(): 1}.keys() == {hidden()}
    assert len({hidden(), hidden(OTHER), opened("1955"), "1955"}) == 3
    assert {"birth": hidden()} == {"birth": hidden()}
    assert [hidden()] != [hidden(OTHER)]


def test_what_was_opened_is_the_same_as_its_text() -> None:
    assert opened("1955-02-08") == "1955-02-08"
    assert "1955-02-08" == opened("1955-02-08", OTHER)  # noqa: SIM300
    assert opened("1955-02-08") == opened("1955-02-08", OTHER)
    assert opened("1955-02-08") != "1955-02-09"
    for other in (None, "", [], {}, 0, True):
        assert opened("1955-02-08") != other
        assert hidden() != other
    assert {opened("1955-02-08"): 1}["1955-02-08"] == 1


def test_it_stays_sealed_where_it_is_copied_or_sent_to_another_process() -> None:
    for text in (hidden(), opened("1955-02-08")):
        for other in (copy.deepcopy({"a": [text]})["a"][0], pickle.loads(pickle.dumps(text))):
            assert isinstance(other, SealedText)
            assert (str(other), other.token, other.place, other.is_open) == (str(text), ONE, PLACE, text.is_open)


def test_a_stand_in_is_known_for_what_it_is() -> None:
    assert is_hidden(hidden())
    assert not is_hidden(opened("1955"))
    assert not is_hidden("1955")
    assert stands_for("1955", hidden())
    assert not stands_for("1956", hidden())
    assert not stands_for("1955", opened("1955"))
    assert not stands_for(hidden(), "1955")


def test_a_stand_in_that_comes_from_elsewhere_is_known_with_the_key_too() -> None:
    known = SealedText("1955-02-08", ONE, PLACE, stand_in="1955")
    for text in (known, pickle.loads(pickle.dumps(known)), copy.deepcopy(known)):
        assert stands_for("1955", text)
        assert not stands_for("1955-02-08", text)
        assert not stands_for(hidden(), text)


def test_a_record_holds_what_is_sealed_until_all_of_it_is_erased() -> None:
    erased = SealedText("1955", Token.erased(("1955",)), PLACE)
    for text in (hidden(), opened("1955-02-08")):
        assert holds_sealed(["1955", erased, text])
    assert not holds_sealed(["1955", erased])
    assert not holds_sealed([])
