"""Who lives in a household, how they are related, who is disabled and who cares."""

from __future__ import annotations

from collections import Counter

import pytest

from jiedui.demo.dice import Dice
from jiedui.demo.draft import Person
from jiedui.demo.families import draw, families, old_carers, people


@pytest.mark.parametrize("kind", families())
def test_a_family_is_one_that_a_certificate_can_describe(kind: str) -> None:
    family = families()[kind]
    for number in range(40):
        found = people(kind, Dice(kind, number))
        head = found[0]
        assert head.relation == "本人"
        assert head.disabled
        assert family.ages[0] <= head.age <= family.ages[1]
        assert head.grade in family.grades
        assert all(person.age >= 1 for person in found)
        assert all((person.category == "多重") == bool(person.parts) for person in found)
        spouses = [person for person in found if person.relation == "配偶"]
        assert all(spouse.sex != head.sex for spouse in spouses)


def test_a_sibling_is_called_by_age() -> None:
    named = {"兄": 1, "姐姐": 1, "弟": -1, "妹妹": -1}
    for number in range(200):
        head, *kin = people("手足照料", Dice("sibling", number))
        for person in kin:
            assert (named.get(person.relation, -1) > 0) == (person.age > head.age)


def test_families_are_drawn_as_often_as_they_occur() -> None:
    dice = Dice("families")
    found = Counter(draw(dice) for _ in range(3000))
    assert set(found) == {kind for kind, family in families().items() if family.weight}


def test_carers_are_old_only_if_all_of_them_are() -> None:
    head = Person("本人", "男", 30, "智力")
    assert old_carers([head, Person("父亲", "男", 60), Person("母亲", "女", 61)], 60)
    assert not old_carers([head, Person("父亲", "男", 59), Person("母亲", "女", 61)], 60)
    assert not old_carers([head], 60)
    assert not old_carers([head, Person("子", "男", 17)], 60)
