"""Numbers of persons among all other digits."""

from __future__ import annotations

import pytest
from tests.trust.ledger import CARD, IDENTITY

from jiedui.trust.digit_rows import DigitRows
from jiedui.trust.leak import LeakKind, Trace

MOBILE, LANDLINE = Trace(LeakKind.PHONE, "15400007391"), Trace(LeakKind.PHONE, "07300123456")
NUMBER = Trace(LeakKind.NUMBER, IDENTITY)
ROWS = DigitRows([MOBILE, LANDLINE, NUMBER])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15400007391", {MOBILE}),
        ("154 0000 7391", {MOBILE}),
        ("154-00-00-73-91", {MOBILE}),
        ("x15400007391x", {MOBILE}),
        ("8615400007391", {MOBILE}),
        ("１５４００００７３９１", {MOBILE}),
        ("0730-0123456", {LANDLINE}),
        ("(0730) 0123456", {LANDLINE}),
        (f"{IDENTITY}41B1", {NUMBER, Trace(LeakKind.NUMBER, f"{IDENTITY}411")}),
        ("490621 19610203 401" + IDENTITY[-1], {NUMBER}),
        ("154.0000.9999", set()),  # of nobody in the ledger, and in no usual form
        ("154-0000-9999", {Trace(LeakKind.PHONE, "15400009999")}),
        ("+86 154-0000-9999", {Trace(LeakKind.PHONE, "15400009999")}),
        (" ".join(CARD[place : place + 4] for place in range(0, 19, 4)), {Trace(LeakKind.NUMBER, CARD)}),
    ],
)
def test_those_of_the_ledger_are_found_in_any_grouping_and_others_in_usual_forms(text: str, found: set[Trace]) -> None:
    assert set(ROWS.found(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "M12.5 430.6 21 196 10 203 401 4 100",  # what is drawn
        "1 5 4 0 0 0 0 7 3 9 1",  # cells of a table
        "≠ 154 2113 1990 123",
        "0.15400009999",
        "a15400009999b4c",  # a hash
        "4906211961020340",
        "2026-03-05 2026-03-06",
        "6222000000000012349",  # a wrong check digit
    ],
)
def test_digits_of_nobody_are_none(text: str) -> None:
    assert set(ROWS.found(text)) == set()
