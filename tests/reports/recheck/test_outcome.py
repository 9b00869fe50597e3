"""What came of a re-check, in numbers and in the words of the bulletin."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.recheck.outcome import RecheckOutcome, outcome_of, outcomes

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
NAMES = {"pingjiang": "平江县残联", "yueyanglou": "岳阳楼区残联"}


def asked(household: str, result: str) -> dict[str, Any]:
    return {"household": household, "date": "2026-10-12", "by": "YYS-B-2222", "channel": "电话", "result": result}


@pytest.fixture
def ledger(quarter_world: Any) -> Ledger:
    """Two quarters drawn: of 2026Q3 four households, three of them asked; of 2026Q2 one, not asked yet."""
    households = [
        asked("PJ-2222", "不属实"), asked("PJ-3333", "部分属实"), asked("YYL-2222", "属实"), {"household": "YYL-9999"},
    ]  # fmt: skip
    for day, quarter, drawn in (("2026-10-08", "2026Q3", households), ("2026-07-08", "2026Q2", households[3:])):
        data = {"date": day, "quarter": quarter, "tree": "0" * 40, "percent": 5, "households": drawn}
        quarter_world.put("event-recheck", "city", f"{day}-recheck", data)
    made: Ledger = quarter_world.ledger()
    return made


def test_the_answers_are_counted(ledger: Ledger) -> None:
    found = outcome_of(ledger, Q3)
    assert (len(found.households), found.percent, found.asked) == (4, 5, 3)
    assert [found.count(word) for word in ("属实", "部分属实", "不属实", "没有联系上")] == [1, 1, 1, 0]
    assert [item.household for item in found.untrue] == ["PJ-2222", "PJ-3333"]


def test_the_answers_of_a_federation_are_those_of_its_households(ledger: Ledger) -> None:
    assert [item.household for item in outcome_of(ledger, Q3).of("pingjiang", ledger).households] == [
        "PJ-2222",
        "PJ-3333",
    ]
    assert [item.household for item in outcome_of(ledger, Q3).of("yueyanglou", ledger).households] == ["YYL-2222"]


def test_the_bulletin_says_how_many_were_asked_and_what_came_of_it(ledger: Ledger) -> None:
    said = [
        "从各单位已联系的户里各抽5%（至少一户）核实，共抽4户，回访3户：属实1户、部分属实1户、不属实1户，还有1户没有回访。",
        "和联系记录不一致的：平江县残联2户。",
    ]
    assert outcome_of(ledger, Q3).sentences(ledger, NAMES) == said
    assert bulletin(ledger, Q3, "0" * 40).data()["recheck"] == said


def test_where_nobody_was_asked_yet_the_bulletin_says_so(ledger: Ledger) -> None:
    assert outcome_of(ledger, Q2).sentences(ledger, NAMES) == [
        "从各单位已联系的户里各抽5%（至少一户）核实，共抽1户，还没有回访。"
    ]


def test_all_were_asked(ledger: Ledger) -> None:
    part = RecheckOutcome(Q3, 10, outcome_of(ledger, Q3).households[2:3])
    assert part.sentences(ledger, NAMES) == ["从各单位已联系的户里各抽10%（至少一户）核实，共抽1户，回访1户：属实1户。"]


def test_a_quarter_for_which_nothing_was_drawn_says_nothing(ledger: Ledger) -> None:
    assert outcome_of(ledger, Quarter(2026, 1)) == RecheckOutcome(Quarter(2026, 1), 0, ())
    assert outcome_of(ledger, Quarter(2026, 1)).sentences(ledger, NAMES) == []
    assert "recheck" not in bulletin(ledger, Quarter(2026, 1), "0" * 40).data()


def test_the_quarters_come_the_last_one_first_as_far_as_they_were_drawn_by_a_day(ledger: Ledger) -> None:
    assert [found.quarter for found in outcomes(ledger, date(2026, 10, 8))] == [Q3, Q2]
    assert [found.quarter for found in outcomes(ledger, date(2026, 10, 7))] == [Q2]
    assert outcomes(ledger, date(2026, 7, 7)) == []
