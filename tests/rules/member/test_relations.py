"""与残疾人关系: one 本人, and everybody of the sex and the age that the word stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
TOWN = "yueyanglou/households/YYL-4D5E/household.yml"
Said = Callable[[dict[str, Any]], list[str]]


def relative(relation: str, sex: str, birth: str, **more: Any) -> dict[str, Any]:
    """Return a change that adds a relative of a man born on 1958-03-12, whose wife was born in 1979."""
    person = {"id": "m-7K3Q", "name": "示例寅", "sex": sex, "birth": birth, "relation": relation, **more}
    return {"file": OWN, "append": {"members": person}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "mother sixteen years older": {"file": CHILD, "set": {"members.1.birth": "1995"}},
    "daughter sixteen years younger": relative("女", "女", "1974"),
    "wife of eighteen": {"file": OWN, "set": {"members.1.birth": "2008-11-23"}},
    "elder brother born earlier in the year": relative("兄", "男", "1958-03-11"),
    "younger brother born later in the year": relative("弟", "男", "1958-03-13"),
    "twins": relative("兄", "男", "1958-03-12"),
    "twins, of whom the other is called the younger": relative("弟", "男", "1958-03-12"),
    "sex of the first that the certificate gives otherwise, which is told there": {
        "file": OWN,
        "set": {"members.0.disability.certificates.0.exception": "户籍更正中", "members.0.sex": "女"},
    },
    "wife who came on the day on which the one before left": {
        **relative("配偶", "女", "1965", joined_on="2024-06-01"),
        "set": {"members.1.left": {"date": "2024-06-01", "reason": "婚嫁分户"}},
    },
    "son-in-law and daughter-in-law of a man": {
        **relative("女婿", "男", "1980"),
        "more": [relative("儿媳", "女", "1985", id="m-8Q9R", name="示例卯")],
    },
    "parents of the wife of a man": relative("岳母", "女", "1930"),
    "parents of the husband of a woman": {
        "file": TOWN,
        "append": {"members": {"id": "m-7K3Q", "name": "示例辰", "sex": "男", "birth": "1960", "relation": "公公"}},
    },
    "namesake born in another year": relative("其他亲属", "女", "1980", name="示例丑"),
    "one who left and came back": {
        **relative("其他亲属", "女", "1979", name="示例丑", joined_on="2025-01-01"),
        "set": {"members.1.left": {"date": "2025-01-01", "reason": "婚嫁分户"}},
    },
    "birth that the certificate gives otherwise, which is told there": {
        "file": OWN,
        "set": {"members.0.disability.certificates.0.exception": "户籍更正中", "members.0.birth": "1999-03-12"},
        "append": {
            "members": {"id": "m-7K3Q", "name": "示例寅", "sex": "男", "birth": "1985", "relation": "子"},
        },
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"file": CHILD, "set": {"members.1.birth": "1996"}}, "m-HKMN 是 m-JC43 的母亲，相差只有 15 岁。"),
        ({"file": OWN, "set": {"members.1.birth": "2008-11-24"}}, "m-5QWC 是 m-6GCR 的配偶，有一位只有 17 岁。"),
        (relative("女", "女", "1973"), "m-7K3Q 是 m-6GCR 的女儿，相差只有 15 岁。"),
    ],
)
def test_ages_are_unlikely_from_the_next_year_on(said: Said, change: dict[str, Any], told: str) -> None:
    assert said(change) == [f"relation-unlikely: {told}"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (relative("兄", "男", "1958-03-13"), "m-7K3Q 是 m-6GCR 的哥哥，却比他年轻。"),
        (relative("弟", "男", "1958-03-11"), "m-7K3Q 是 m-6GCR 的弟弟，却比他年长。"),
        (relative("祖父母、外祖父母", "男", "1958"), "m-7K3Q 是 m-6GCR 的祖父母、外祖父母，却不比他年长。"),
        (relative("孙子女、外孙子女", "女", "1950"), "m-7K3Q 是 m-6GCR 的孙子女、外孙子女，却不比他年轻。"),
    ],
)
def test_a_day_too_young_or_too_old_is_told(said: Said, change: dict[str, Any], told: str) -> None:
    assert said(change) == [f"relation-age: {told}"]


def test_of_three_two_too_many_are_told(said: Said) -> None:
    change = {**relative("本人", "女", "1990"), "set": {"members.1.relation": "本人"}}
    assert said(change) == ["relation-self: m-5QWC 也写成了“本人”。", "relation-self: m-7K3Q 也写成了“本人”。"]


def test_parents_of_a_husband_are_not_a_mans_and_of_a_wife_not_a_womans(said: Said) -> None:
    parent = {"id": "m-7K3Q", "name": "示例辰", "sex": "男", "birth": "1955", "relation": "岳父"}
    assert said({"file": TOWN, "append": {"members": parent}}) == ["relation-sex: m-7K3Q 是岳父，m-NJK6 的性别是女。"]


def test_a_wife_who_came_on_the_day_before_the_other_left_is_told(said: Said) -> None:
    change = {
        **relative("配偶", "女", "1965", joined_on="2024-05-31"),
        "set": {"members.1.left": {"date": "2024-06-01", "reason": "婚嫁分户"}},
    }
    assert said(change) == ["relation-twice: m-7K3Q 是又一位配偶。"]


def test_one_who_is_written_three_times_is_told_twice(said: Said) -> None:
    change = relative("其他亲属", "女", "1979", name="示例丑")
    change["more"] = [relative("其他亲属", "女", "1979-05-06", name="示例丑", id="m-8Q9R")]
    assert said(change) == [
        "member-repeated: m-7K3Q 与 m-5QWC 姓名、出生都相同。",
        "member-repeated: m-8Q9R 与 m-5QWC 姓名、出生都相同。",
    ]


def test_a_disabled_person_who_is_written_twice_is_told_once(said: Said) -> None:
    """With one certificate by the rule that compares certificates; with two by that of the names, as anybody else."""

    def again(number: str) -> dict[str, Any]:
        card = {"number": number, "category": "肢体", "grade": "一级"}
        disability = {"certificates": [card], "no_need_on": "2026-01-06"}
        return relative("其他亲属", "男", "1958-03-12", name="示例子", disability=disability)

    assert said(again("49060219580312101741")) == ["duplicate-certificate: 这个残疾人证号与本户的 m-6GCR 相同。"]
    assert said({"file": OWN, "set": {"members.2.disability.certificates.0.number": "49060219580312103341"}}) == [
        "member-repeated: m-7K3Q 与 m-6GCR 姓名、出生都相同。"
    ]


def test_whose_sex_a_certificate_gives_otherwise_is_not_told_of_but_the_next_is(said: Said) -> None:
    """The certificate says 女 of 示例辰, so the 男 beside 姐姐 is told as an exception of that."""
    card = {"number": "49060219500101102741", "category": "肢体", "grade": "一级", "exception": "户籍更正中"}
    sister = {"id": "m-8Q9R", "name": "示例辰", "sex": "男", "birth": "1950-01-01", "relation": "姐姐"}
    sister["disability"] = {"certificates": [card], "no_need_on": "2026-01-06"}
    change = {"file": OWN, "append": {"members": sister}, "more": [relative("姐姐", "男", "1950")]}
    assert said(change) == ["relation-sex: m-7K3Q 是姐姐，性别写的是男。"]
