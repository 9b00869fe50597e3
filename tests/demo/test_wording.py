"""Words that depend on who is meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jiedui.demo.dice import Dice
from jiedui.demo.draft import House, Person
from jiedui.demo.wording import Picker, age_on, carer, condition, in_town, speaking_of

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("age", "category", "self_care", "expected"),
    [
        (6, "肢体", "完全丧失", "幼儿"),
        (7, "肢体", "完全丧失", "学童"),
        (17, "视力", "具备", "学童"),
        (18, "视力", "具备", "视力"),
        (40, "肢体", "完全丧失", "卧床"),
        (40, "肢体", "部分丧失", "肢体"),
        (40, "言语", "具备", "听力"),
        (40, "精神", "完全丧失", "精神"),
    ],
)
def test_age_category_and_self_care_make_the_condition(
    house: Callable[..., House], age: int, category: str, self_care: str, expected: str
) -> None:
    person = Person("本人", "男", age, category, "一级", self_care)
    assert condition(person, house(person), DAY) == expected


def test_people_grow_older(house: Callable[..., House]) -> None:
    person = Person("本人", "男", 50)
    home = house(person)
    assert [age_on(person, home, day) for day in (DAY, date(2024, 12, 30), date(2024, 12, 31))] == [50, 50, 51]


@pytest.mark.parametrize(
    ("relation", "sex", "called"),
    [
        ("配偶", "女", "妻子"),
        ("配偶", "男", "丈夫"),
        ("母亲", "女", "母亲"),
        ("子", "男", "儿子"),
        ("祖父母、外祖父母", "女", "奶奶"),
        ("其他亲属", "男", "侄子"),
        ("孙辈", "男", "家人"),
    ],
)
def test_the_carer_is_called_as_staff_would(house: Callable[..., House], relation: str, sex: str, called: str) -> None:
    assert carer(house(Person("本人", "男", 40, "肢体"), Person(relation, sex, 40))) == called


def test_nobody_cares_for_who_lives_alone_or_with_a_child(house: Callable[..., House]) -> None:
    alone = Person("本人", "男", 40, "肢体")
    assert carer(house(alone)) == ""
    assert carer(house(alone, Person("子", "男", 17))) == ""
    assert speaking_of(alone, house(alone), DAY, Dice(1))["k"] == "邻居"


def test_a_carer_without_a_certificate_is_named_first(house: Callable[..., House]) -> None:
    home = house(Person("本人", "男", 40, "肢体"), Person("父亲", "男", 70, "听力"), Person("母亲", "女", 70))
    assert carer(home) == "母亲"


def test_in_town_things_are_called_otherwise() -> None:
    assert in_town("村干部在镇上的卫生院") == "社区干部在街上的社区医院"


@pytest.mark.parametrize("unsuitable", ["下地种菜", "产后没恢复"])
def test_what_does_not_suit_is_not_picked(house: Callable[..., House], unsuitable: str) -> None:
    home = house(Person("本人", "男", 40), urban=True)
    assert {Picker(Dice(number), home).one([unsuitable, "在家"]) for number in range(20)} == {"在家"}


def test_what_was_said_is_not_said_again(house: Callable[..., House]) -> None:
    picker = Picker(Dice(1), house(Person("本人", "男", 40)))
    assert {picker.one(["甲", "乙"]), picker.one(["甲", "乙"])} == {"甲", "乙"}


def test_a_fragment_speaks_of_the_person(house: Callable[..., House]) -> None:
    picker = Picker(Dice(1), house(Person("本人", "女", 40)), {"p": "本人", "ta": "她", "k": "母亲"})
    assert picker.fill("{k}说{ta}好多了") == "母亲说她好多了"
