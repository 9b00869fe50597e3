"""A member as recorded: who came and who left, and the certificates one after the other."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.member import Certificate, Component, Departure, Disability, Judgement, Member, OutingExemption
from jiedui.model.time import Span

PERSON: dict[str, Any] = {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1958-03-12", "relation": "本人"}


def test_a_member_was_always_there_and_stays_unless_it_is_said() -> None:
    member = Member.of(PERSON)
    assert (member.joined_on, member.left) == (None, None)


def test_of_a_birth_the_day_is_known_or_the_year_alone() -> None:
    assert Member.of(PERSON).has_whole_birth
    assert not Member.of({**PERSON, "birth": "1958"}).has_whole_birth


def test_a_member_who_left_keeps_day_and_reason() -> None:
    left = {"date": "2026-06-30", "reason": "婚嫁分户", "note": "另立一户。"}
    child = Member.of({**PERSON, "joined_on": "2024-02-17", "left": left})
    assert child.joined_on == date(2024, 2, 17)
    assert child.left == Departure(date(2026, 6, 30), "婚嫁分户", "另立一户。")
    again = Member.of({**PERSON, "left": {"date": "2026-06-30", "reason": "去世"}})
    assert again.left == Departure(date(2026, 6, 30), "去世", "")


def test_who_left_is_gone_from_that_day_on_and_the_words_say_how() -> None:
    gone = Member.of({**PERSON, "left": {"date": "2026-06-30", "reason": "去世"}})
    assert (gone.left_by(date(2026, 6, 29)), gone.left_by(date(2026, 6, 30))) == (None, gone.left)
    assert Departure(date(2026, 6, 30), "去世", "").words == "2026-06-30 去世"
    assert Departure(date(2026, 6, 30), "其他", "").words == "2026-06-30 离开"


def test_the_certificate_recorded_last_is_the_one_in_force() -> None:
    parts = [{"category": "肢体", "grade": "二级"}, {"category": "言语", "grade": "三级"}]
    cards: list[dict[str, Any]] = [
        {"number": "49060219580312101732", "category": "言语", "grade": "二级", "exception": "证件待更新"},
        {
            "number": "49060219580312101772B1",
            "category": "多重",
            "grade": "二级",
            "from": "2021-05-21",
            "expires": "2031-05-20",
            "components": parts,
        },
    ]
    found = Member.of({**PERSON, "disability": {"certificates": cards}}).disability
    assert found is not None
    components = (Component("肢体", "二级"), Component("言语", "三级"))
    first = Certificate(
        number="49060219580312101732", category="言语", grade="二级", since=None, expires=None, components=(),
        exception="证件待更新",
    )  # fmt: skip
    last = Certificate(
        number="49060219580312101772B1", category="多重", grade="二级", since=date(2021, 5, 21),
        expires=date(2031, 5, 20), components=components, exception="",
    )  # fmt: skip
    assert found.certificates == (first, last)
    assert found.certificate == last
    assert (found.category, found.grade, found.components) == ("多重", "二级", components)
    before = Disability.of({"certificates": cards[:1]})
    assert (before.category, before.grade, before.components) == ("言语", "二级", ())


def test_a_person_who_cannot_go_out_is_excused_from_a_day_on() -> None:
    card = {"number": "49060219580312101732", "category": "言语", "grade": "二级"}
    exemption = {"from": "2025-01-01", "to": "2025-12-31", "reason": "卧床", "alternative": "上门读报"}
    found = Disability.of({"certificates": [card], "outing_exemption": exemption})
    assert found.outing_exemption == OutingExemption(Span(date(2025, 1, 1), date(2025, 12, 31)), "卧床", "上门读报")
    assert Disability.of({"certificates": [card]}).outing_exemption is None


def test_a_member_is_known_from_birth_or_coming_and_leaves_on_a_day() -> None:
    child = Member.of({
        **PERSON, "birth": "2024-02-16", "joined_on": "2024-02-17",
        "left": {"date": "2026-06-30", "reason": "去世"},
    })  # fmt: skip
    assert child.until(date(2024, 2, 16)) is None
    there = child.until(date(2026, 6, 29))
    assert there is not None
    assert there.left is None
    assert child.until(date(2026, 6, 30)) == child
    born = Member.of({**PERSON, "birth": "2024-02-16"})
    assert [born.until(date(2024, 2, day)) is None for day in (15, 16)] == [True, False]
    by_year = Member.of({**PERSON, "birth": "2024"})
    assert [by_year.until(day) is None for day in (date(2023, 12, 31), date(2024, 1, 1))] == [True, False]


def test_what_came_to_be_so_on_a_later_day_is_not_known_before() -> None:
    """Every field that can carry a day is gone the day before it, and there on it; what carries none stays."""
    card = {"number": "49060219580312101741", "category": "肢体", "grade": "二级"}
    lived = {"self_care": "具备", "care": "配偶照料", "labour": "部分", "guardian": "无监护人"}
    places = ["education", "employment", "schooling", *(f"disability.{key}" for key in ("self_care", "care", "labour"))]
    places += ["benefits.dibao", "benefits.employment", "facts.no_income"]
    person = {
        **PERSON, "education": "初中", "employment": "退休", "schooling": "在校",
        "disability": {"certificates": [card], **lived},
        "benefits": {"dibao": "已享受", "employment": "不愿", "pension": "已享受"},
        "facts": {"no_income": "是", "province_hukou": "是"},
    }  # fmt: skip
    member = Member.of({**person, "since": [{"what": place, "date": "2026-03-02"} for place in places]})
    before = member.until(date(2026, 3, 1))
    assert before is not None
    assert before.disability is not None
    assert (before.education, before.employment, before.schooling) == ("", "", "")
    assert (before.disability.self_care, before.disability.care, before.disability.labour) == ("", "", "")
    assert before.disability.guardian == "无监护人"
    assert (before.benefits, before.facts, before.since) == ({"pension": "已享受"}, {"province_hukou": "是"}, {})
    assert member.until(date(2026, 3, 2)) == member
    for place in places:
        alone = Member.of({**person, "since": [{"what": place, "date": "2026-03-02"}]})
        assert alone.until(date(2026, 3, 1)) not in (alone, Member.of(person)), place
    assert Member.of(person).until(date(2000, 1, 1)) == Member.of(person)


def test_a_judgement_is_known_from_its_day() -> None:
    items = [
        {"rule": "living_subsidy", "verdict": "不符合", "date": "2026-03-01", "basis": "镇民政办告知"},
        {"rule": "schooling", "verdict": "不愿", "date": "2026-03-02", "basis": "家长不愿", "to": "2027-03-02"},
    ]
    member = Member.of({**PERSON, "judgements": items})
    first = Judgement("living_subsidy", "不符合", date(2026, 3, 1), "镇民政办告知", None)
    second = Judgement("schooling", "不愿", date(2026, 3, 2), "家长不愿", date(2027, 3, 2))
    assert member.judgements == (first, second)
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2))
    assert [found.judgements for day in days if (found := member.until(day))] == [(), (first,), (first, second)]
    assert Member.of(PERSON).judgements == ()


def test_a_grade_is_that_of_the_certificates_issued_by_a_day() -> None:
    cards: list[dict[str, Any]] = [
        {"number": "49060219580312101741", "category": "肢体", "grade": "二级", "from": "2020-01-01"},
        {"number": "49060219580312101742", "category": "肢体", "grade": "一级", "from": "2025-07-01"},
    ]
    exemption = {"from": "2025-07-01", "reason": "卧床", "alternative": "听书"}
    more = {"outing_exemption": exemption, "no_need_on": "2025-07-01"}
    member = Member.of({**PERSON, "disability": {"certificates": cards, **more}})
    before, day_before, after = (
        known.disability
        for day in ("2019-12-31", "2025-06-30", "2025-07-01")
        if (known := member.until(date.fromisoformat(day)))
    )
    assert before is None
    assert day_before is not None
    assert (day_before.grade, day_before.outing_exemption, day_before.no_need_on) == ("二级", None, None)
    assert after == member.disability
    undated = Disability.of({"certificates": [{"number": "1", "category": "肢体", "grade": "二级"}]})
    assert undated.until(date(1990, 1, 1)) == undated


def test_a_renewed_certificate_is_no_regrading() -> None:
    """Of five certificates, the renewal of 2021 and the one of 2025 say what the one before said."""
    components = [{"category": "视力", "grade": "二级"}, {"category": "肢体", "grade": "四级"}]
    cards: list[dict[str, Any]] = [
        {"category": "肢体", "grade": "二级"},
        {"category": "肢体", "grade": "二级", "from": "2021-01-01"},
        {"category": "肢体", "grade": "一级", "from": "2022-01-01"},
        {"category": "多重", "grade": "一级", "from": "2024-01-01", "components": components},
        {"category": "多重", "grade": "一级", "from": "2025-01-01", "components": components},
    ]
    found = Disability.of({"certificates": [{"number": "1", **card} for card in cards]})
    assert found.regradings == (found.certificates[0], found.certificates[2], found.certificates[3])
    assert found.reissues == found.regradings
    assert found.graded_since == date(2024, 1, 1)
    assert Disability.of({"certificates": [{"number": "1", **cards[0]}]}).regradings == found.regradings[:1]
    again = Disability.of({"certificates": [{"number": number, **cards[0]} for number in ("1", "1", "2")]})
    assert (again.regradings, again.reissues) == (again.certificates[:1], again.certificates[::2])


def test_one_person_is_known_by_the_code_or_by_the_holder_of_a_certificate() -> None:
    """The twentieth digit and what follows change when a certificate is re-graded or replaced; the holder stays."""

    def person(code: str, *numbers: str) -> Member:
        cards = [{"number": number, "category": "言语", "grade": "二级"} for number in numbers]
        return Member.of({**PERSON, "id": code, **({"disability": {"certificates": cards}} if cards else {})})

    old = person("m-2F8D", "49060219580312101732")
    assert old.is_same(person("m-2F8D"))
    assert old.is_same(person("m-7K3Q", "49060219580312103333", "49060219580312101731B1"))
    assert not old.is_same(person("m-7K3Q", "49060219580312103333"))
    assert not person("m-2F8D").is_same(person("m-7K3Q"))


def test_a_member_belongs_to_the_household_from_coming_to_the_day_before_leaving() -> None:
    child = Member.of({**PERSON, "joined_on": "2024-02-17", "left": {"date": "2026-06-30", "reason": "迁出"}})
    days = (date(2024, 2, 16), date(2024, 2, 17), date(2026, 6, 29), date(2026, 6, 30))
    assert [child.present_on(day) for day in days] == [False, True, True, False]
