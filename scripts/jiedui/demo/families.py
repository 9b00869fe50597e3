"""Kinds of families: who lives in a household, how they are related, who is disabled and who cares (五(一))."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jiedui.demo.draft import Person
from jiedui.demo.phrases import words
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice

CHILD, ADULT, OLD = 14, 18, 60

_MEN = frozenset(("父亲", "子", "女婿", "兄", "弟"))
_WOMEN = frozenset(("母亲", "女", "儿媳", "姐姐", "妹妹"))
_GRANDPARENT = "祖父母、外祖父母"

Weights = Mapping[str, float]

# Categories by the names that the list of families uses.
_CATEGORIES: Mapping[str, Weights] = {
    "身体": {"肢体": 5, "视力": 2, "听力": 1, "多重": 1},
    "心智": {"智力": 5, "精神": 4, "多重": 1},
    "各类": {"肢体": 5, "智力": 3, "精神": 3, "视力": 2, "听力": 1, "言语": 0.5, "多重": 1.5},
}
# Which categories meet within 多重, in the order of the certificate's digits.
_PARTS: Mapping[tuple[str, ...], float] = {
    ("肢体", "智力"): 5,
    ("言语", "肢体"): 3,
    ("言语", "智力"): 2,
    ("视力", "肢体"): 1,
    ("智力", "精神"): 2,
}
_SEVERE: Weights = {"一级": 5, "二级": 6}
_HARDSHIP: Mapping[str, Weights] = {
    "": {"低保户": 6, "低保边缘户": 3, "单人户低保": 2},
    "孤身": {"分散特困供养": 7, "低保户": 3, "单人户低保": 2},
}


class Kin(Struct, frozen=True):
    """A further member: what the member may be to the first disabled person, how much older, how likely there."""

    relation: Weights
    older: tuple[int, int]
    likely: float
    category: Weights


class Family(Struct, frozen=True):
    """A kind of family. ``care`` is the usual carer; ``priority`` a category that staff record, with its basis."""

    weight: float
    ages: tuple[int, int]
    categories: Weights
    kin: tuple[Kin, ...]
    care: str
    hardship: Weights
    grades: Weights
    priority: tuple[str, ...]
    exception: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Family:
        """Type one entry of the word list."""
        hardship = data.get("hardship", "")
        return cls(
            weight=data["weight"],
            ages=tuple(data["ages"]),
            categories=_categories(data["categories"]),
            kin=tuple(_kin(item) for item in data.get("kin", ())),
            care=data.get("care", ""),
            hardship=_HARDSHIP[hardship] if isinstance(hardship, str) else hardship,
            grades=data.get("grades", _SEVERE),
            priority=tuple(data.get("priority", ())),
            exception=data.get("exception", ""),
        )


def _kin(data: Mapping[str, Any]) -> Kin:
    category = _categories(data["category"]) if "category" in data else {}
    return Kin(data["relation"], tuple(data["older"]), data.get("likely", 1), category)


def _categories(named: str | Weights) -> Weights:
    return _CATEGORIES[named] if isinstance(named, str) else named


@cache
def families() -> dict[str, Family]:
    """Return all kinds of families by name."""
    return {kind: Family.of(data) for kind, data in words("families").items()}


def draw(dice: Dice) -> str:
    """Return a kind of family as often as it occurs."""
    return dice.weigh({kind: family.weight for kind, family in families().items()})


def people(kind: str, dice: Dice) -> list[Person]:
    """Return the members of a new family, the first disabled person first."""
    family = families()[kind]
    age = dice.number(*family.ages)
    head = Person("本人", dice.pick("男女" if kind not in ("独居", "无人照料") else "男男女"), age)
    _disable(head, family.categories, family.grades, family.care, dice)
    found = [head]
    for kin in family.kin:
        if not dice.chance(kin.likely):
            continue
        relation = dice.weigh(kin.relation)
        sex, years = _sex(relation, found, dice), dice.number(*kin.older)
        person = Person(_by_age(relation, years), sex, max(1, age + years))
        if kin.category:
            _disable(person, kin.category, _SEVERE, family.care, dice)
        found.append(person)
    if len(found) == 1 and family.care in ("父母照料", "子女照料"):
        older, relation = ((22, 28), "母亲") if family.care == "父母照料" else ((-28, -24), "女")
        found.append(Person(relation, "女", age + dice.number(*older)))
    return found


def _by_age(relation: str, years: int) -> str:
    """Return what a sibling is called who is so many years older than the first disabled person, or not older."""
    others = {"弟": "兄", "妹妹": "姐姐"} if years > 0 else {"兄": "弟", "姐姐": "妹妹"}
    return others.get(relation, relation)


def _sex(relation: str, found: list[Person], dice: Dice) -> str:
    if relation == "配偶":
        return "女" if found[0].sex == "男" else "男"
    if relation == _GRANDPARENT and found[-1].relation == relation:
        return "男" if found[-1].sex == "女" else "女"
    if relation in _MEN or relation in _WOMEN:
        return "男" if relation in _MEN else "女"
    return dice.pick("男女女")


def _disable(person: Person, categories: Weights, grades: Weights, care: str, dice: Dice) -> None:
    person.category = dice.weigh(categories)
    person.grade = dice.weigh(grades)
    if person.category == "多重":
        person.parts = dice.weigh(_PARTS)
    person.care = care
    person.self_care = _self_care(person, dice)


def _self_care(person: Person, dice: Dice) -> str:
    if person.care in ("事实无人照料", "机构集中照护"):
        return "完全丧失" if person.category in ("肢体", "多重") or dice.chance(0.5) else "部分丧失"
    if person.category in ("听力", "言语"):
        return "具备"
    if person.age < CHILD:
        return dice.weigh({"部分丧失": 6, "完全丧失": 4 if person.grade == "一级" else 1})
    if person.care == "":
        return dice.weigh({"具备": 3, "部分丧失": 2})
    if person.grade == "一级":
        return dice.weigh({"完全丧失": 1 if person.category == "视力" else 6, "部分丧失": 4, "具备": 0.5})
    return dice.weigh({"部分丧失": 7, "完全丧失": 1.5, "具备": 1.5})


def old_carers(found: list[Person], old: int) -> bool:
    """Tell whether all adults without a certificate are old at registration (A-17)."""
    carers = [person.age for person in found if not person.disabled and person.age >= ADULT]
    return bool(carers) and min(carers) >= old
