"""What is new in the ledger: contacts, households, helpers, events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from jiedui.entry import adding
from jiedui.entry.adding import NewContact
from jiedui.entry.known import KnownLedger
from jiedui.entry.plan import RefusedError, plan
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 23)
MET = {"date": "2026-11-20", "by": "PJ-B-2H3J", "channel": "电话", "reached": True, "counterpart": "监护人"}
NEED, VISITS = "n-RDB5", "pingjiang/households/PJ-2H3J/visits"


@pytest.fixture
def known(records: Callable[[], Records]) -> KnownLedger:
    return KnownLedger(records(), AS_OF)


def first() -> Callable[[str], str]:
    """Choose the first letter for the first code, the second one for the next."""
    letters = count()
    return lambda of: of[next(letters) // 4]


def contact(known: KnownLedger, **more: Any) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return what the records say after a contact, and what is told."""
    act = adding.contact(NewContact(household="PJ-2H3J", data=MET, **more), known, first())
    return [edit.data for edit in act.edits], act.told


def test_a_contact_is_a_record_of_its_day_and_tells_how_the_quarter_stands(
    known: KnownLedger, library: SchemaLibrary
) -> None:
    act = adding.contact(NewContact(household="PJ-2H3J", data=MET), known)
    assert [edit.place.path for edit in act.edits] == [f"{VISITS}/2026-11-20.yml"]
    assert act.edits[0].data == {**MET, "entered_on": "2026-11-23"}
    assert act.told == ("户 PJ-2H3J 2026年第四季度的联系：已完成，联系 1 次。",)
    assert plan(act.edits, known.records, library, AS_OF).errors == []


def test_a_second_contact_of_a_day_has_the_next_name(known: KnownLedger) -> None:
    (known.records.root / VISITS).mkdir(exist_ok=True)
    (known.records.root / VISITS / "2026-11-20.yml").write_text("", "utf-8")
    act = adding.contact(NewContact(household="PJ-2H3J", data=MET), known)
    assert act.edits[0].place.stem == "2026-11-20-2"


def test_a_contact_that_does_not_count_says_so(known: KnownLedger) -> None:
    act = adding.contact(NewContact(household="PJ-2H3J", data={**MET, "reached": False}), known)
    assert act.told == ("户 PJ-2H3J 2026年第四季度的联系：进行中，截止 12月31日。",)


def test_a_need_that_is_settled_is_closed_with_its_open_measures(known: KnownLedger, library: SchemaLibrary) -> None:
    row = {"id": NEED, "action": "办结"}
    (visit, home), _ = contact(known, advanced=[row], results={NEED: "报销了"})
    assert visit["needs"] == [row]
    (need,) = home["needs"]
    assert (need["closed_on"], need["result"]) == ("2026-11-20", "报销了")
    assert [(each["done_on"], each["result"]) for each in need["measures"]] == [("2026-11-20", "报销了")]
    assert "closed_on" not in known.data("household", "PJ-2H3J")["needs"][0]
    act = adding.contact(NewContact(household="PJ-2H3J", data=MET, advanced=[row], results={NEED: "报销了"}), known)
    assert act.edits[1].note == f"；办结需求 {NEED} 和它的 1 条措施"
    assert plan(act.edits, known.records, library, AS_OF).errors == []


def test_a_measure_that_was_done_or_withdrawn_stays_as_it_is(known: KnownLedger) -> None:
    (need,) = known.record("household", "PJ-2H3J").data["needs"]
    done = {"code": "领", "content": "甲", "promised_on": "2024-03-06", "done_on": "2024-04-01", "result": "好了"}
    gone = {
        "code": "领",
        "content": "乙",
        "promised_on": "2024-03-06",
        "withdrawn": {"date": "2024-04-01", "reason": "错"},
    }
    need["measures"] += [done, gone]
    (_, home), _ = contact(known, results={NEED: "报销了"})
    assert home["needs"][0]["measures"][1:] == [done, gone]


def test_a_need_that_was_settled_before_is_not_settled_again(known: KnownLedger) -> None:
    known.record("household", "PJ-2H3J").data["needs"][0] |= {"closed_on": "2025-01-01", "result": "好了"}
    with pytest.raises(RefusedError, match="需求 n-RDB5 已于 2025-01-01 办结"):
        contact(known, results={NEED: "再办"})


def test_a_need_that_was_raised_stands_in_both_records(known: KnownLedger) -> None:
    raised = {"content": "想学手艺", "measures": [{"code": "帮就业", "content": "联系培训"}]}
    (visit, home), _ = contact(known, raised=[raised, {"content": "轮椅"}])
    trade, chair = home["needs"][1:]
    assert trade == {
        "id": "n-2222", "content": "想学手艺", "raised_on": "2026-11-20", "origin": "走访",
        "measures": [{"code": "帮就业", "content": "联系培训", "promised_on": "2026-11-20", "by": "PJ-B-2H3J"}],
    }  # fmt: skip
    assert visit["needs"] == [{"id": each["id"], "action": "提出"} for each in (trade, chair)]
    assert chair["id"] == "n-3333"


HOME: dict[str, Any] = {
    "registered_on": "2026-11-20", "county": "平江县", "township": "安定镇", "village": "示例村",
    "hardship": [{"status": "低保户"}],
    "members": [{"id": "m-2F8D", "name": "示例己", "sex": "男", "birth": "1968-04-09", "relation": "本人"}],
}  # fmt: skip


def test_a_new_household_is_of_the_federation_that_manages_its_township(known: KnownLedger) -> None:
    act = adding.household(HOME, known, choose=first())
    assert act.edits[0].place.path == "pingjiang/households/PJ-2222/household.yml"
    assert act.edits[0].data == {"id": "PJ-2222", **HOME}
    assert act.told == ("新的户编号是 PJ-2222。下一步：用 jiedui pair PJ-2222 责任人编号 结对。",)


def test_a_household_that_may_be_there_is_told_and_taken_with_a_reason(known: KnownLedger) -> None:
    again = known.data("household", "PJ-2H3J")
    del again["id"]
    with pytest.raises(RefusedError, match=r"可能已经登记过：PJ-2H3J（.*）：姓名、出生日期、乡镇都相同。核对过"):
        adding.household(again, known)
    act = adding.household(again, known, "看过户口簿")
    assert act.edits[0].data["note"] == "核对过，不是重复：看过户口簿"


def test_members_of_a_new_household_get_codes(known: KnownLedger) -> None:
    members = [{**HOME["members"][0]}, {"name": "示例庚"}, {"name": "示例辛"}]
    (edit,) = adding.household({**HOME, "members": members}, known, choose=first()).edits
    assert [each["id"] for each in edit.data["members"]] == ["m-2F8D", "m-3333", "m-4444"]


def test_a_place_that_nobody_manages_is_refused(known: KnownLedger) -> None:
    with pytest.raises(RefusedError, match="名录里没有平江县没有镇。"):
        adding.household({**HOME, "township": "没有镇"}, known)


def test_a_helper_is_told_to_be_there_and_taken_with_a_reason(known: KnownLedger) -> None:
    data = {"name": "示例丁", "mobile": "15400000099", "roles": []}
    with pytest.raises(RefusedError, match="可能已经登记过：PJ-B-2H3J"):
        adding.helper("pingjiang", data, known)
    act = adding.helper("pingjiang", data, known, "同名", choose=first())
    assert act.edits[0].place.path == "pingjiang/helpers/PJ-B-2222.yml"
    assert act.edits[0].note == "；提示重复，仍要登记，理由：同名"
    with pytest.raises(RefusedError, match="没有代号为 nowhere 的残联"):
        adding.helper("nowhere", data, known)


def test_an_event_is_called_by_its_day_and_kind(known: KnownLedger) -> None:
    act = adding.event("event-meeting", "pingjiang", {"date": "2026-11-20"}, known)
    assert [edit.place.path for edit in act.edits] == ["pingjiang/events/2026-11-20-meeting.yml"]


def test_a_need_is_not_settled_and_gone_on_with_at_once(known: KnownLedger) -> None:
    rows = [{"id": NEED, "action": "办结"}, {"id": NEED, "action": "推进"}]
    with pytest.raises(RefusedError, match="需求 n-RDB5 写了 2 次进展，一次联系只写一次。"):
        contact(known, advanced=rows, results={NEED: "报销了"})
