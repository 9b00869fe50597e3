"""走访提纲: what is known is filled in, what is to be asked stays open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.visit import COUNTERPARTS, Visit
from jiedui.prints import Choice
from jiedui.prints.outline import documents, outline
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


@pytest.fixture
def visited(small: Ledger) -> Ledger:
    """PJ-7K3Q with four contacts until today, a fifth after it, and a fire hazard that stands since March."""
    days = ("2026-01-05", "2026-03-05", "2026-06-05", "2026-09-05", "2026-10-05")
    record = {"by": "PJ-B-2222", "channel": "入户", "reached": True, "counterpart": "本人", "entered_on": "2026-10-05"}
    for when in days:
        more = {"hazards": {"fire": "有"}} if when == "2026-03-05" else {}
        small.visits.setdefault("PJ-7K3Q", []).append(Visit.of({**record, "date": when, **more}, "PJ-7K3Q", when))
    return small


def html_of(ledger: Ledger) -> str:
    return "".join(item.html for item in documents(Figures(ledger, TODAY), Choice(households=("PJ-7K3Q",))))


def test_the_last_three_contacts_by_the_day_are_told_latest_first(visited: Ledger) -> None:
    found = outline(Figures(visited, TODAY), visited.households["PJ-7K3Q"])
    assert [(str(item.visit.date), item.helper) for item in found.contacts] == [
        ("2026-09-05", "示例甲"),
        ("2026-06-05", "示例甲"),
        ("2026-03-05", "示例甲"),
    ]


def test_the_contact_of_the_quarter_is_told_until_it_is_made(visited: Ledger) -> None:
    told = "2026年第四季度还没有联系，截止 <strong>2026年12月31日</strong>。"
    assert told in html_of(visited)
    after = documents(Figures(visited, date(2026, 10, 5)), Choice(households=("PJ-7K3Q",)))
    assert "还没有联系，截止" not in "".join(item.html for item in after)


def test_an_open_hazard_says_since_when(visited: Ledger) -> None:
    found = outline(Figures(visited, TODAY), visited.households["PJ-7K3Q"])
    assert [(hazard.name, hazard.since) for hazard in found.hazards] == [
        ("火灾", date(2026, 3, 5)),
        ("触电", None),
        ("溺水", None),
        ("煤气中毒", None),
    ]
    assert "（2026年3月5日发现，没有消除）" in html_of(visited)


def test_each_disabled_person_has_a_state_for_every_policy(small: Ledger) -> None:
    record = small.households["PJ-2222"]
    first = replace(record.head, benefits={"dibao": "已享受"})
    home = replace(record, members=(first, *record.members[1:]))
    found = outline(Figures(small, TODAY), home)
    assert [column.person for column in found.policies] == ["示例丑", "示例卯", "示例辰"]
    assert found.policies[0].states == ("已享受", *["未填"] * 9)


def test_every_field_of_a_visit_record_can_be_written_down(visited: Ledger, repo_root: Path) -> None:
    schema = json.loads((repo_root / "schemas" / "visit.schema.json").read_text("utf-8"))["properties"]
    html = html_of(visited)
    own_parts = {"topics": "三项了解", "hazards": "四类安全隐患", "needs": "没办结的需求"}
    told = {key: own_parts.get(key, field["title"]) for key, field in schema.items() if key != "withdrawn"}
    missing = [title for title in told.values() if title not in html]
    assert missing == [], "give each a line to write on, in scripts/jiedui/prints/outline.html.j2"
    order = ("date", "by", "channel", "reached", "counterpart", "entered_on", "also", "companions", "satisfaction")
    places = [html.rfind(told[key]) for key in (*order, "content")]
    assert places == sorted(places)
    assert tuple(schema["counterpart"]["enum"]) == COUNTERPARTS


def test_no_certificate_number_and_no_other_household(visited: Ledger) -> None:
    html = html_of(visited)
    assert "0730" in html
    assert [word for word in ("不印", "示例丑", "PJ-2222") if word in html] == []


def test_hostile_text_stays_text(small: Ledger) -> None:
    record = small.households["PJ-7K3Q"]
    small.households["PJ-7K3Q"] = replace(record, address="<script>alert(1)</script>")
    assert "&lt;script&gt;" in html_of(small)
    assert "<script" not in html_of(small)


@pytest.mark.parametrize(("left", "people"), [("2026-10-02", ["示例子", "示例丑"]), ("2026-10-01", ["示例子"])])
def test_nobody_asks_for_the_policies_of_who_has_left(desk: Any, left: str, people: list[str]) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力")])
    desk.leaves("PJ-2222", "示例丑", left)
    found = outline(Figures(desk.ledger, TODAY), desk.ledger.households["PJ-2222"])
    assert [column.person for column in found.policies] == people
