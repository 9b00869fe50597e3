"""Whether the computation or the records changed: by the records of then, by what was stored, or not to be told."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.reason import AsStored, Reckoned, Said, statements_of, unknown
from jiedui.reports.bulletin.statement import StatementKind, Statements, Subject

Q3 = Quarter(2026, 3)
ROSTER = Subject(kind=StatementKind.FIGURE, figure="roster")  # the records of the small quarter give 3
RECORD = {"id": "2026Q3"}


@pytest.mark.parametrize(
    ("then", "now", "reasons"),
    [("3", "3", ()), ("9", "3", ("算法",)), ("3", "4", ("台账",)), ("9", "4", ("算法", "台账"))],
)
def test_what_the_records_of_then_give_now_parts_the_two(
    quarter_world: Any, then: str, now: str, reasons: tuple[str, ...]
) -> None:
    ledger = quarter_world.ledger()
    attribution = Reckoned(lambda _: ledger)
    said = Said(RECORD, Statements({ROSTER: then}), Statements({ROSTER: now}))
    assert attribution(Q3, ROSTER, said) == reasons


def test_the_records_of_then_are_read_once_for_a_bulletin_and_a_quarter(quarter_world: Any) -> None:
    ledger, asked = quarter_world.ledger(), []

    def ledger_of(record: Any) -> Any:
        asked.append(record["id"])
        return ledger

    attribution = Reckoned(ledger_of)
    said = Said(RECORD, Statements({}), Statements({}))
    for _ in range(2):
        attribution(Q3, ROSTER, said)
        attribution(Quarter(2026, 2), ROSTER, said)
        attribution(Q3, ROSTER, Said({"id": "2026Q4"}, said.then, said.now))
    assert asked == ["2026Q3", "2026Q3", "2026Q4"]


def test_without_the_records_of_then_nobody_can_tell() -> None:
    said = Said(RECORD, Statements({ROSTER: "9"}), Statements({ROSTER: "3"}))
    assert unknown(Q3, ROSTER, said) == ("算法或者台账",)
    assert Reckoned(lambda _: None)(Q3, ROSTER, said) == ("算法或者台账",)


def test_a_stored_bulletin_says_itself_what_changed_the_readings_left_aside() -> None:
    item = {"quarter": "2026Q3", "kind": "指标", "figure": "roster", "reasons": ["算法", "台账", "读法"]}
    attribution = AsStored({"corrections": [item, {"quarter": "2026Q3", "kind": "指标", "figure": "gap"}]})
    said = Said(RECORD, Statements({}), Statements({}))
    assert attribution(Q3, ROSTER, said) == ("算法", "台账")
    assert attribution(Quarter(2026, 2), ROSTER, said) == ()
    assert attribution(Q3, Subject(kind=StatementKind.FIGURE, figure="gap"), said) == ()
    assert AsStored({})(Q3, ROSTER, said) == ()


def test_the_statements_of_a_ledger_know_what_counties_have_struck(quarter_world: Any) -> None:
    listed = Subject(kind=StatementKind.LIST, list="沟通联络不及时", household="PJ-2222", helper="PJ-B-2222")
    assert statements_of(quarter_world.ledger(), Q3)[listed] == "列入"
    strike = {"quarter": "2026Q3", "list": "沟通联络不及时", "household": "PJ-2222", "reason": "道路冲断。"}
    quarter_world.event("strike", "pingjiang", "2026-10-20", **strike)
    assert statements_of(quarter_world.ledger(), Q3)[listed] == "划去"
