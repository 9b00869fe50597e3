"""The ledger as an audience may see it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from jiedui.model.audience import INTERNAL, OFFICE, PUBLIC, Audience
from jiedui.model.event import Recheck
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.sensitivity import KEYWORD
from jiedui.records.tree import Place
from jiedui.struct import asdict, replace

DAY = date(2026, 6, 30)
OWN, ELSEWHERE, FORMER, FOREIGN = "PJ-2222", "HR-3333", "PJ-4444", "HR-5555"
HE, COLLEAGUE, STRANGER = "PJ-B-2222", "HR-B-3333", "HR-B-5555"


def household(identifier: str, unit: str, *pairings: dict[str, Any], **more: Any) -> Record:
    data = {
        "id": identifier, "registered_on": "2024-01-01", "county": "平江县", "township": "安定镇",
        "village": f"村{identifier}", "address": f"门牌{identifier}", "phone": "15400001234", "note": f"记{identifier}",
        "hardship": [{"status": "低保户"}], "pairings": list(pairings),
        "members": [{"id": "m-2222", "name": f"姓{identifier}", "sex": "男", "birth": "1980", "relation": "本人"}],
        **more,
    }  # fmt: skip
    path = f"{unit}/households/{identifier}/household.yml"
    return Record(Place(path, "household", identifier, unit, identifier), data)


def pairing(helper: str, start: str = "2024-01-01", **more: Any) -> dict[str, Any]:
    return {"helper": helper, "role": "主责", "from": start, **more}


def visit(home: str, unit: str, helper: str, **more: Any) -> Record:
    data = {
        "date": "2026-03-05", "by": helper, "channel": "电话", "reached": True, "counterpart": "本人",
        "entered_on": "2026-03-05", "content": f"谈{home}", **more,
    }  # fmt: skip
    return Record(Place(f"{unit}/households/{home}/visits/2026-03-05.yml", "visit", "2026-03-05", unit, home), data)


def helper(identifier: str, unit: str) -> Record:
    data = {
        "id": identifier, "name": f"名{identifier}", "mobile": "15400005678", "note": f"注{identifier}",
        "roles": [{"body": "县级残联", "department": "办公室", "post": "科员", "from": "2023-09-01"}],
    }  # fmt: skip
    return Record(Place(f"{unit}/helpers/{identifier}.yml", "helper", identifier, unit), data)


def unit(name: str, level: str = "县级残联") -> Record:
    data = {
        "id": name, "prefix": name[:2].upper(), "name": f"{name}残联", "short": name, "level": level,
        "responsible": [{"kind": "第一责任人", "post": "理事长", "holder": f"官{name}", "from": "2023-09-01"}],
    }  # fmt: skip
    return Record(Place(f"{name}/unit.yml", "unit", name, name), data)


def event(owner: str, stem: str, **data: Any) -> Record:
    return Record(Place(f"{owner}/events/{stem}.yml", f"event-{stem[11:]}", stem, owner), {"date": stem[:10], **data})


@pytest.fixture(scope="module")
def records(policy_root: Any, library: SchemaLibrary) -> Records:
    from jiedui.records.reader import read_ledger

    policy = [record for record in read_ledger(policy_root, library).valid if not record.place.unit]
    return Records(
        policy_root,
        [
            *policy, unit("city", "市残联"), unit("pingjiang"), unit("huarong"),
            helper(HE, "pingjiang"), helper(COLLEAGUE, "huarong"), helper(STRANGER, "huarong"),
            household(OWN, "pingjiang", pairing(HE), {**pairing(COLLEAGUE), "role": "协助"}),
            household(ELSEWHERE, "huarong", pairing(HE)),
            household(FORMER, "pingjiang", pairing(HE, to="2025-12-31"), pairing(COLLEAGUE, "2026-01-01")),
            household(FOREIGN, "huarong", pairing(STRANGER)),
            visit(OWN, "pingjiang", HE), visit(FORMER, "pingjiang", HE), visit(FOREIGN, "huarong", STRANGER),
            event("city", "2026-05-01-reminder", kind="提醒", reason="欠户", content="督", unit="pingjiang"),
            event("city", "2026-05-02-reminder", kind="提醒", reason="欠户", content="督", helper=STRANGER),
            event("city", "2026-05-03-meeting", kind="调度", title="会"),
            event("pingjiang", "2026-05-04-award", form="表扬", reason="好", helper=HE),
        ],
    )  # fmt: skip


@pytest.fixture
def see(records: Records, library: SchemaLibrary) -> Any:
    ledger = Ledger.of(records)
    return lambda word, day=DAY: narrowed(
        records, ledger, word if isinstance(word, Audience) else Audience.parse(word), library, day
    )


def said(ledger: Ledger) -> str:
    """Return all that a ledger holds of people, in one text."""
    parts = (ledger.units, ledger.helpers, ledger.households, ledger.visits, ledger.events)
    return json.dumps([str(part) for part in parts], ensure_ascii=False)


def test_all_is_seen_within_the_federations(records: Records, library: SchemaLibrary) -> None:
    ledger = Ledger.of(records)
    assert narrowed(records, ledger, INTERNAL, library, DAY) is ledger


def test_a_county_sees_its_own_and_who_has_to_do_with_it(see: Any) -> None:
    ledger = see("county:pingjiang")
    assert set(ledger.households) == {OWN, ELSEWHERE, FORMER}
    assert set(ledger.helpers) == {HE, COLLEAGUE}
    assert ledger.guests == {ELSEWHERE, COLLEAGUE}
    assert [event.stem for event in ledger.events_of(object)] == ["2026-05-01-reminder", "2026-05-04-award"]
    assert "官pingjiang" in said(ledger)
    assert f"名{COLLEAGUE}" in said(ledger)
    for hidden in ("官huarong", "官city", FOREIGN, STRANGER, f"注{COLLEAGUE}"):
        assert hidden not in said(ledger)


def test_of_households_elsewhere_that_its_people_had_before_a_county_sees_who_it_was(see: Any) -> None:
    ledger = see("county:huarong")
    assert ledger.households[FORMER].note  # helped on the day
    ledger = see("county:pingjiang", date(2023, 12, 31))  # nobody was paired yet
    assert ledger.households[ELSEWHERE].head.name == f"姓{ELSEWHERE}"
    assert ledger.households[ELSEWHERE].note == ""
    assert ledger.households[OWN].note


@pytest.mark.parametrize(("word", "other"), [("county:huarong", "PJ-6666"), ("county:pingjiang", FOREIGN)])
def test_who_sees_a_family_knows_in_codes_that_it_moved(
    records: Records, library: SchemaLibrary, word: str, other: str
) -> None:
    left = household(FOREIGN, "huarong", pairing(STRANGER), closed={"date": "2026-06-01", "reason": "迁出市内"})
    kept = [item for item in records.valid if item.path != left.path]
    found = replace(records, valid=[*kept, left, household("PJ-6666", "pingjiang", pairing(HE), moved_from=FOREIGN)])
    ledger = narrowed(found, Ledger.of(found), Audience.parse(word), library, DAY)
    assert other in ledger.guests
    assert (ledger.households[other].head.name, ledger.households[other].note) == ("姓**", "")
    assert ledger.until(DAY).households[FOREIGN].moved_to == "PJ-6666"


def test_of_a_list_of_households_one_sees_ones_own(records: Records, library: SchemaLibrary) -> None:
    rows = [{"household": home, "result": "属实", "note": f"回{home}"} for home in (OWN, FOREIGN)]
    drawn = event("city", "2026-05-09-recheck", quarter="2026Q1", tree="a" * 40, percent=5, households=rows)
    more = replace(records, valid=[*records.valid, drawn])
    whose = {"county:pingjiang": [OWN], "county:huarong": [OWN, FOREIGN], f"helper:{STRANGER}": [FOREIGN]}
    for word, seen in whose.items():
        ledger = narrowed(more, Ledger.of(more), Audience.parse(word), library, DAY)
        assert [row.household for event in ledger.events_of(Recheck) for row in event.households] == seen, word


def test_a_county_sees_no_bulletin_of_the_city_not_even_the_city_federation(
    records: Records, library: SchemaLibrary
) -> None:
    bulletin = Record(Place("city/bulletins/2026Q1.yml", "bulletin", "2026Q1", "city"), {"id": "2026Q1"})
    more = replace(records, valid=[*records.valid, bulletin])
    ledger = Ledger.of(more)
    assert set(ledger.bulletins) == {"2026Q1"}
    for word in ("county:city", "county:pingjiang", f"helper:{HE}", "public"):
        assert narrowed(more, ledger, Audience.parse(word), library, DAY).bulletins == {}


def test_a_helper_sees_the_households_of_the_day_whole_and_of_former_ones_codes_alone(see: Any) -> None:
    ledger = see(f"helper:{HE}")
    assert set(ledger.households) == {OWN, ELSEWHERE, FORMER}
    assert ledger.guests == {FORMER, COLLEAGUE}
    assert ledger.households[OWN].phone == "15400001234"
    assert ledger.households[FORMER].phone == "154****1234"
    assert ledger.visits[OWN][0].content == f"谈{OWN}"
    assert ledger.visits[FORMER][0].content == ""
    assert [event.stem for event in ledger.events_of(object)] == ["2026-05-04-award"]
    for hidden in (f"姓{FORMER}", f"记{FORMER}", f"门牌{FORMER}", f"村{FORMER}", FOREIGN, STRANGER, "官huarong"):
        assert hidden not in said(ledger)


def test_a_deputy_and_who_made_a_promise_see_the_household(records: Records, library: SchemaLibrary) -> None:
    def seen(*extra: Record) -> set[str]:
        kept = [record for record in records.valid if record.path not in {item.path for item in extra}]
        found = replace(records, valid=[*kept, *extra])
        ledger = narrowed(found, Ledger.of(found), Audience.parse(f"helper:{STRANGER}"), library, DAY)
        return {home.id for home in ledger.households.values() if home.note}

    assert seen() == {FOREIGN}
    paused = helper(HE, "pingjiang")
    paused.data["pauses"] = [{"from": "2026-06-01", "to": "2026-07-31", "reason": "产假", "deputy": STRANGER}]
    assert seen(paused) == {FOREIGN, OWN, ELSEWHERE}
    promise = {"code": "帮政策", "content": "办", "promised_on": "2026-06-01", "by": STRANGER}
    need = {"id": "n-2222", "content": "缺", "raised_on": "2026-05-01", "measures": [promise]}
    assert seen(household(OWN, "pingjiang", pairing(HE), needs=[need])) == {FOREIGN, OWN}
    kept = {**need, "measures": [{**promise, "done_on": "2026-06-20", "result": "好"}]}
    assert seen(household(OWN, "pingjiang", pairing(HE), needs=[kept])) == {FOREIGN}
    of_him = {**need, "measures": [{**promise, "by": HE}]}
    promised = household(FORMER, "pingjiang", pairing(COLLEAGUE), needs=[of_him])
    assert seen(paused, promised) == {FOREIGN, OWN, ELSEWHERE, FORMER}


def test_the_office_sees_everything_but_who_it_is(see: Any, records: Records) -> None:
    whole, ledger = Ledger.of(records), see(OFFICE)
    assert set(ledger.households) == set(whole.households)
    assert {key: len(items) for key, items in ledger.visits.items()} == dict.fromkeys(whole.visits, 1)
    for hidden in ("名", "记", "谈", "门牌", "村", "15400001234", "15400005678"):
        assert hidden not in said(ledger).replace("名**", "")
    assert "姓P" not in said(ledger)
    assert asdict(ledger.households[OWN])["hardships"] == asdict(whole.households[OWN])["hardships"]


def test_the_public_sees_nobody(see: Any) -> None:
    ledger = see(PUBLIC)
    assert (ledger.households, ledger.helpers, ledger.visits, ledger.events) == ({}, {}, {}, {})
    assert set(ledger.units) == {"city", "pingjiang", "huarong"}
    assert "官" not in said(ledger)


@pytest.mark.parametrize("word", ["county:nowhere", "helper:PJ-B-9999"])
def test_whose_it_is_must_be_there(see: Any, word: str) -> None:
    with pytest.raises(KeyError):
        see(word)


def test_every_free_text_of_the_schemas_is_gone_from_what_the_office_sees(library: SchemaLibrary) -> None:
    """A mark in every property with a class: none of them may come through the veil of those who see nobody."""
    from jiedui.model.veil import nameless
    from jiedui.records.sensitivity import classes, veiled

    mark = "记号记号记号"

    def filled(record: Any, schema: Any) -> Any:
        schema = record.resolve(schema)
        if schema["type"] == "array":
            return [filled(record, schema["items"])]
        if schema["type"] == "object":
            return {key: filled(record, part) for key, part in schema["properties"].items()}
        is_free = schema["type"] == "string" and "enum" not in schema
        return mark if is_free and KEYWORD in schema and not schema.get("pattern", "").startswith("^[0-9]{4}") else "甲"

    for record in library:
        seen = veiled(filled(record, record.root), classes(record), nameless)
        assert mark not in json.dumps(seen, ensure_ascii=False), record.kind
