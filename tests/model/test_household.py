"""A household as it is recorded: the hardship that it is in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from jiedui.model.household import Hardship, Household
from jiedui.model.relapse import Relapse
from jiedui.model.time import Span
from jiedui.struct import replace

PERSON: dict[str, Any] = {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1958-03-12", "relation": "本人"}


def household(**more: Any) -> Household:
    data = {
        "id": "PJ-2H3J", "registered_on": "2023-09-10", "county": "平江县", "township": "安定镇",
        "village": "示例村", "hardship": [{"status": "低保户"}], "members": [PERSON],
    }  # fmt: skip
    return Household.of({**data, **more}, "pingjiang")


def test_what_households_and_members_say_alike_is_said_once() -> None:
    card = {"number": "49060219580312101741", "category": "肢体", "grade": "二级"}
    lives = {
        "self_care": "部分丧失",
        "care": "子女照料",
        "guardian": "无监护人",
        "labour": "无",
        "certificates": [card],
    }
    member = {**PERSON, "education": "小学", "employment": "务农", "schooling": "在校", "disability": lives}
    said = json.dumps({"hukou": "农业", "members": [member]})
    one, other = (household(**json.loads(said)) for _ in range(2))
    alike = ("county", "township", "recorded_township", "hukou", "registered_on", "annual", "hardship")
    assert [name for name in alike if getattr(one, name) is not getattr(other, name)] == []
    mine, theirs = one.head, other.head
    alike = ("sex", "relation", "education", "employment", "schooling", "benefits", "facts", "since")
    assert [name for name in alike if getattr(mine, name) is not getattr(theirs, name)] == []
    assert mine.disability
    assert theirs.disability
    words = ("category", "grade", "self_care", "care", "guardian", "labour")
    assert [word for word in words if getattr(mine.disability, word) is not getattr(theirs.disability, word)] == []


def test_the_hardship_recorded_last_is_the_one_in_force() -> None:
    spells = [
        {"status": "低保户", "from": "2020-01-01", "to": "2024-12-31"},
        {"status": "低保边缘户", "from": "2025-01-01", "to": "2026-06-30"},
    ]
    found = household(hardship=spells)
    assert found.hardships == (
        Hardship("低保户", date(2020, 1, 1), date(2024, 12, 31)),
        Hardship("低保边缘户", date(2025, 1, 1), date(2026, 6, 30)),
    )
    assert (found.hardship, found.hardship_until) == ("低保边缘户", date(2026, 6, 30))
    assert (household().hardship, household().hardship_until) == ("低保户", None)


def test_hardship_of_a_day_is_the_last_recorded_that_covers_it() -> None:
    spells = [
        {"status": "低保户", "to": "2024-12-31"},
        {"status": "低保边缘户", "from": "2025-02-01", "to": "2026-06-30"},
        {"status": "单人户低保", "from": "2026-06-30"},
    ]
    found = household(hardship=spells)
    days = ("2019-01-01", "2024-12-31", "2025-01-01", "2025-02-01", "2026-06-29", "2026-06-30", "2027-01-01")
    assert [found.hardship_on(date.fromisoformat(day)) for day in days] == [
        "低保户", "低保户", "", "低保边缘户", "低保边缘户", "单人户低保", "单人户低保",
    ]  # fmt: skip


def test_who_belongs_to_a_household_on_a_day() -> None:
    came = {**PERSON, "id": "m-3G9H", "joined_on": "2024-03-01", "left": {"date": "2026-03-12", "reason": "去世"}}
    born = {**PERSON, "id": "m-4H7J", "birth": "2025-05-05"}
    of_a_year = {**PERSON, "id": "m-5J8K", "birth": "2025"}
    found = household(members=[PERSON, came, born, of_a_year])
    present = {
        day: [member.id for member in found.present_on(date.fromisoformat(day))]
        for day in ("2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01", "2025-05-05", "2026-03-11", "2026-03-12")
    }
    assert present == {
        "2024-02-29": ["m-2F8D"],
        "2024-03-01": ["m-2F8D", "m-3G9H"],
        "2024-12-31": ["m-2F8D", "m-3G9H"],
        "2025-01-01": ["m-2F8D", "m-3G9H", "m-5J8K"],
        "2025-05-05": ["m-2F8D", "m-3G9H", "m-4H7J", "m-5J8K"],
        "2026-03-11": ["m-2F8D", "m-3G9H", "m-4H7J", "m-5J8K"],
        "2026-03-12": ["m-2F8D", "m-4H7J", "m-5J8K"],
    }


# What was known on a day

DAY = date(2025, 6, 30)


def test_household_is_not_known_before_it_was_registered() -> None:
    assert household().until(date(2023, 9, 9)) is None
    assert household().until(date(2023, 9, 10)) == household()


def test_household_is_not_known_while_nobody_has_come() -> None:
    late = household(members=[{**PERSON, "joined_on": "2024-05-01"}])
    assert late.until(date(2024, 4, 30)) is None
    assert late.until(date(2024, 5, 1)) == late


def test_what_began_later_is_not_known() -> None:
    found = household(
        hardship=[{"status": "低保户"}, {"status": "低保边缘户", "from": "2025-07-01"}],
        members=[PERSON, {**PERSON, "id": "m-3G9H", "birth": "2025-07-01"}],
        pairings=[{"helper": helper, "role": "主责", "from": day} for helper, day in (
            ("A", "2025-06-30"), ("B", "2025-07-01"))],
        needs=[{"id": "n-7K3Q", "content": "轮椅", "raised_on": day} for day in ("2025-06-30", "2025-07-01")],
        outings=[{"person": "m-2F8D", "date": day, "kind": "游一次园"} for day in ("2025-06-30", "2025-07-01")],
        annual=[{"year": year, "text": "好"} for year in (2025, 2026)],
    ).until(DAY)  # fmt: skip
    assert found is not None
    assert found.hardships == (Hardship("低保户", None, None),)
    assert [member.id for member in found.members] == ["m-2F8D"]
    assert [pairing.helper for pairing in found.pairings] == ["A"]
    assert [need.raised_on for need in found.needs] == [DAY]
    assert [outing.on for outing in found.outings] == [DAY]
    assert found.annual == {2025: "好"}


def test_hardship_that_began_later_leaves_none_known() -> None:
    found = household(hardship=[{"status": "低保户", "from": "2025-07-01"}]).until(DAY)
    assert found is not None
    assert (found.hardship, found.hardship_until, found.hardship_on(DAY)) == ("", None, "")


def test_a_spell_that_was_begun_anew_at_once_is_one_when_the_second_has_begun() -> None:
    spells = [{"helper": "A", "role": "主责", "from": "2025-06-30"},
              {"helper": "A", "role": "主责", "from": "2024-01-01", "to": "2025-06-29"}]  # fmt: skip
    before, after = (household(pairings=spells).until(day) for day in (date(2025, 6, 29), DAY))
    assert before is not None
    assert after is not None
    assert [item.span for item in before.pairings] == [Span(date(2024, 1, 1), date(2025, 6, 29))]
    assert [item.span for item in after.pairings] == [Span(date(2024, 1, 1))]


@pytest.mark.parametrize(("status", "since"), [("低保边缘户", "2025-01-01"), ("低保户", "2025-01-02")])
def test_another_hardship_or_one_after_a_day_between_is_another_spell(status: str, since: str) -> None:
    spells = [{"status": "低保户", "from": "2024-01-01", "to": "2024-12-31"}, {"status": status, "from": since}]
    found = household(hardship=spells).until(DAY)
    assert found is not None
    assert len(found.hardships) == 2


def test_a_hardship_that_goes_on_is_one_spell() -> None:
    spells = [{"status": "低保户", "to": "2024-12-31"}, {"status": "低保户", "from": "2025-01-01"}]
    found = household(hardship=spells).until(DAY)
    assert found is not None
    assert found.hardships == (Hardship("低保户", None, None),)


@pytest.mark.parametrize(("last", "known"), [("2025-06-30", DAY), ("2025-07-01", None)])
def test_end_of_hardship_is_known_on_its_day(last: str, known: date | None) -> None:
    found = household(hardship=[{"status": "低保户", "from": "2024-01-01", "to": last}]).until(DAY)
    assert found is not None
    assert found.hardships == (Hardship("低保户", date(2024, 1, 1), known),)
    assert found.hardship_until == known


@pytest.mark.parametrize(
    ("day", "closed"),
    [("2025-06-30", (DAY, "脱困", "好了")), ("2025-07-01", (None, "", ""))],
)
def test_end_is_known_on_its_day(day: str, closed: tuple[date | None, str, str]) -> None:
    found = household(closed={"date": day, "reason": "脱困", "note": "好了"}).until(DAY)
    assert found is not None
    assert (found.closed_on, found.closed_reason, found.closed_note) == closed


def test_risk_is_that_of_the_day() -> None:
    """R-035: found on the day itself, and taken up for monitoring on the next."""
    step = {"status": "已纳入", "date": "2025-07-01"}
    home = household(relapse=[{"risk": "有", "kind": "学费", "found_on": "2025-06-30", "monitoring": [step]}])
    assert (home.relapse.risk, home.relapse.monitored) == (True, True)
    found = home.until(DAY)
    assert found is not None
    assert (found.relapse.risk, found.relapse.monitored, found.relapse.found_on) == (True, False, DAY)
    assert household().relapse == Relapse()


def test_a_household_is_called_after_a_disabled_member_who_has_not_left() -> None:
    """Of two the first, until the day on which he dies; of the last one it keeps the name, for the family goes on."""
    certificate = {"number": "49062619580312101X41", "category": "肢体", "grade": "一级"}
    first, second = (
        {**PERSON, "id": name, "disability": {"certificates": [certificate]}} for name in ("m-2222", "m-3333")
    )
    spouse = {**PERSON, "id": "m-4444", "relation": "配偶"}
    died = {"left": {"date": "2025-06-30", "reason": "去世"}}
    found = household(members=[spouse, first | died, second])
    before = found.until(date(2025, 6, 29))
    assert before is not None
    assert (before.head.id, found.head.id) == ("m-2222", "m-3333")
    assert [member.id for member in found.disabled_on(date(2025, 6, 29))] == ["m-2222", "m-3333"]
    assert [member.id for member in found.disabled_on(DAY)] == ["m-3333"]
    assert household(members=[spouse, first | died]).head.id == "m-2222"
    assert household(members=[spouse]).head.id == "m-4444"


def test_of_the_disabled_who_have_all_left_the_last_is_known_from_the_day_of_leaving() -> None:
    card = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}

    def person(identifier: str, left: str, **more: Any) -> dict[str, Any]:
        said = {"id": identifier, "name": "示例甲", "sex": "男", "birth": "1958", "relation": "本人", **more}
        return {**said, **({"left": {"date": left, "reason": "去世"}} if left else {})}

    def last(when: str, *members: dict[str, Any]) -> str | None:
        found = household(members=list(members)).last_disabled(date.fromisoformat(when))
        return found and found.id

    first, second = person("m1", "2026-05-02", disability=card), person("m2", "2026-03-01", disability=card)
    third, widow = person("m3", "2026-05-02", disability=card), person("m4", "2026-06-01")
    assert last("2026-05-01", first, second, widow) is None
    assert last("2026-05-02", first, second, widow) == "m1"
    assert last("2026-07-01", first, second, third, widow) == "m3"
    assert last("2026-07-01", first, person("m5", "", disability=card)) is None
    assert last("2026-07-01", widow) is None


def test_a_need_lapses_on_the_day_its_person_leaves_unless_it_was_closed_by_the_day_asked_for() -> None:
    gone = {
        "id": "m1", "name": "示例甲", "sex": "男", "birth": "1958", "relation": "本人",
        "left": {"date": "2026-05-02", "reason": "迁出"},
    }  # fmt: skip
    needs = [
        {"id": "n1", "person": "m1", "content": "示例", "raised_on": "2026-01-01"},
        {"id": "n2", "person": "m1", "content": "示例", "raised_on": "2026-01-01", "closed_on": "2026-05-10"},
        {"id": "n3", "content": "示例", "raised_on": "2026-01-01"},
    ]
    home = household(members=[gone], needs=needs)

    def lapsed(when: date) -> list[date | None]:
        return [home.lapsed(need, when) for need in home.needs]

    day = date(2026, 5, 2)
    assert lapsed(date(2026, 5, 1)) == [None, None, None]
    assert lapsed(date(2026, 5, 9)) == [day, day, None]
    assert lapsed(date(2026, 5, 10)) == [day, None, None]


CARD = {"certificates": [{"number": "49062619580312001712", "category": "肢体", "grade": "一级"}]}


@pytest.mark.parametrize(
    ("more", "listed"),
    [
        ({}, True),
        ({"members": [{**PERSON, "disability": CARD}]}, True),
        ({"consent": {"date": "2023-09-12", "by": "本人", "form": "书面"}}, True),
        ({"members": [{**PERSON, "schooling": "在校"}]}, False),
        ({"members": [{**PERSON, "benefits": {"dibao": "已享受"}}]}, False),
        ({"members": [{**PERSON, "disability": {**CARD, "labour": "无"}}]}, False),
        ({"note": "要再问"}, False),
    ],
)
def test_a_row_of_the_survey_is_known_by_what_is_not_there(more: dict[str, Any], *, listed: bool) -> None:
    assert household(**more).is_listed is listed


def test_it_names_whom_entries_that_were_withdrawn_name() -> None:
    withdrawn = {"withdrawn": {"date": "2024-02-01", "reason": "重复录入"}}
    spell = {"role": "主责", "from": "2024-01-01"}
    need = {"id": "n-7K3Q", "kind": "助残服务", "raised_on": "2024-01-01", "content": "示例"}
    measure = {"measure": "送信息", "promised_on": "2024-01-01"}
    data = {
        "id": "PJ-2H3J", "registered_on": "2023-09-10", "county": "平江县", "township": "安定镇", "village": "示例村",
        "hardship": [{"status": "低保户"}], "members": [PERSON],
        "pairings": [{**spell, "helper": "PJ-B-2222", **withdrawn}, {**spell, "helper": "PJ-B-3333"}],
        "needs": [{**need, "measures": [{**measure, "by": "PJ-B-4444", **withdrawn}, {**measure, **withdrawn}]}],
    }  # fmt: skip
    found = Household.as_written(data, "pingjiang")
    assert found.struck == {"PJ-B-2222", "PJ-B-3333", "PJ-B-4444"}
    assert [spell.helper for spell in found.pairings] == ["PJ-B-3333"]
    assert found.needs[0].measures == ()
    stands = {**data, "pairings": data["pairings"][1:], "needs": []}
    assert Household.as_written(stands, "pingjiang") == replace(found, needs=(), struck=frozenset())
