"""日历文件 and what is due: hand-checked days, lasting entries, and nothing of a person in a file that leaves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from jiedui.duties.deadline import DutyKind
from jiedui.site.files.calendars import files, open_on
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def calendars(site) -> dict[str, bytes]:
    return {file.path: file.content for file in files(site)}


def events(data: bytes) -> list[tuple[date, str]]:
    return [(event.decoded("dtstart"), str(event["summary"])) for event in Calendar.from_ical(data).walk("VEVENT")]


def test_what_is_due_in_a_household(site) -> None:
    found = {(item.kind.value, item.on.isoformat(), item.helper) for item in site.figures.due["PJ-2222"]}
    # Paired on 1 July with the form alone done: thirty days for the rest. The hazard of 15 July had thirty days, too,
    # and the risk found on that Wednesday ten working days, in which no holiday falls: Wednesday two weeks later.
    assert found == {
        ("突发困难", "2026-07-15", "YY-B-2222"),
        ("申报纳入", "2026-07-29", "YY-B-2222"),
        ("入户五件事", "2026-07-31", "YY-B-2222"),
        ("安全隐患", "2026-08-14", "YY-B-2222"),
        ("承诺的措施", "2026-12-01", "YY-B-2222"),
        ("季度联系", "2026-12-31", "YY-B-2222"),
        ("集体活动", "2026-12-31", "YY-B-2222"),
    }
    # Contacted on 10 October, out in May, all five tasks done; the quarter before passed without a contact.
    assert [(item.period, item.missed) for item in site.figures.due["YYL-2222"]] == [("2026Q3", True)]
    assert site.figures.due["YYL-3333"] == []  # never paired


def test_a_contact_of_another_helper_leaves_the_quarter_due(site) -> None:
    kinds = [(item.kind.value, item.on, item.helper) for item in site.figures.due["PJ-3333"]]
    assert ("季度联系", date(2026, 12, 31), "PJ-B-2222") in kinds


def test_each_helper_and_federation_with_something_to_come_has_a_calendar(calendars, source, pages) -> None:
    assert sorted(calendars) == [
        "calendars/PJ-B-2222.ics", "calendars/YY-B-2222.ics",
        "calendars/unit-city.ics", "calendars/unit-pingjiang.ics", "calendars/unit-yueyanglou.ics",
    ]  # fmt: skip
    assert ".ics" in source(pages, "helpers/YY-B-2222")
    assert ".ics" not in source(pages, "helpers/YYL-B-2222")
    assert all(events(data) for data in calendars.values())


def test_a_helper_s_calendar_holds_what_is_still_to_come(calendars) -> None:
    assert events(calendars["calendars/YY-B-2222.ics"]) == [
        (date(2026, 12, 1), "办好答应的措施 PJ-2222（帮就学）"),
        (date(2026, 12, 31), "联系帮扶户 PJ-2222（2026年第四季度）"),
        (date(2026, 12, 31), "带出家门参加集体活动 PJ-2222（2026年，1人）"),
    ]


def test_the_successor_s_calendar_holds_his_own_contact_and_the_federation_s_does_not(handed_over) -> None:
    found = {file.path: file.content for file in files(handed_over)}
    contact = (date(2026, 12, 31), "联系帮扶户 YYL-2222（2026年第四季度，本户本季已有人联系，本人还没有联系）")
    assert contact in events(found["calendars/YYL-B-3333.ics"])
    assert "calendars/YYL-B-2222.ics" not in found
    assert [summary for _, summary in events(found["calendars/unit-yueyanglou.ics"]) if "还没有联系" in summary] == []


def test_a_federation_s_calendar_joins_the_households_of_a_day(calendars) -> None:
    found = {summary: on for on, summary in events(calendars["calendars/unit-pingjiang.ics"])}
    assert found["2026年第四季度还没有联系：2 户"] == date(2026, 12, 31)


def test_a_calendar_names_nobody(calendars, ledger) -> None:
    names = [member.name for home in ledger.households.values() for member in home.members]
    names += [helper.name for helper in ledger.helpers.values()]
    for path, data in calendars.items():
        text = data.replace(b"\r\n ", b"").decode()
        assert [word for word in (*names, "1540000", "0730", "示例村", "示例社区") if word in text] == [], path


def test_a_calendar_is_made_for_every_reader(calendars) -> None:
    for data in calendars.values():
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert max(map(len, data.split(b"\r\n"))) <= 75
    soon, event, *_ = Calendar.from_ical(calendars["calendars/YY-B-2222.ics"]).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    # At nine in the morning, and none before the day of the file: 1 December is eight days away.
    fortnight, three = timedelta(days=-14, hours=9), timedelta(days=-3, hours=9)
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [fortnight, three]
    assert [alarm.decoded("trigger") for alarm in soon.walk("VALARM")] == [three]
    assert event["class"] == "PRIVATE"


def test_an_entry_keeps_its_name_until_it_is_done(make_pages, tmp_path: Path) -> None:
    def uids(day: date) -> dict[str, str]:
        make_pages(tmp_path / str(day), day)
        data = (tmp_path / str(day) / "calendars" / "YY-B-2222.ics").read_bytes()
        return {str(event["summary"]): str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")}

    before, after = uids(date(2026, 11, 23)), uids(date(2026, 12, 15))
    common = set(before) & set(after)
    assert len(common) == 2
    assert all(before[summary] == after[summary] for summary in common)
    assert len(set(before.values())) == 3


def test_the_next_day_says_nothing_new_of_an_event(site, edition) -> None:
    """Each event is stamped with the day on which its duty arose; only the calendar says how fresh it is."""

    def of(day: date) -> dict[str, bytes]:
        return {file.path: file.content for file in files(Site(site.ledger, day, edition))}

    first, second = of(AS_OF), of(AS_OF + timedelta(days=1))
    fresh = "X-WR-CALDESC:情况截至2026-11-{}。".format
    assert {path: data.replace(fresh(23).encode(), fresh(24).encode()) for path, data in first.items()} == second
    stamps = [
        event.decoded("dtstamp").date() for event in Calendar.from_ical(first["calendars/YY-B-2222.ics"]).walk("VEVENT")
    ]
    # Promised on 15 July; the quarter and the year began.
    assert stamps == [date(2026, 7, 15), date(2026, 10, 1), date(2026, 1, 1)]


def test_what_has_no_last_day_or_cannot_be_made_up_is_in_no_calendar(site) -> None:
    """Of the promise of 1 December: it stands there until that day is over, without one or missed never."""
    (promise,) = (item for item in site.figures.due["PJ-2222"] if item.kind is DutyKind.PROMISE)
    assert [open_on([promise], date(2026, 12, day)) for day in (1, 2)] == [[promise], []]
    assert open_on([replace(promise, on=None), replace(promise, missed=True)], AS_OF) == []
