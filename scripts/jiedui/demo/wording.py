"""Words that depend on who is meant: conditions of life, 他 or 她, how the carer is called, and picking fragments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.demo.families import ADULT
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import House, Person

_CALLED = {
    "父亲": "父亲", "母亲": "母亲", "子": "儿子", "女": "女儿", "儿媳": "儿媳", "女婿": "女婿",
    "兄": "哥哥", "弟": "弟弟", "姐姐": "姐姐", "妹妹": "妹妹",
}  # fmt: skip
ELDERLY = 66
_SPEECH = "言语"


def age_on(person: Person, house: House, day: date) -> int:
    """Return the age in years on a day."""
    return person.age + (day - house.registered).days // 365


def condition(person: Person, house: House, day: date) -> str:
    """Return the condition that decides what a person needs and what is written: 卧床, 肢体, 视力 … 幼儿, 学童."""
    age = age_on(person, house, day)
    if age < 7:
        return "幼儿"
    if age < ADULT:
        return "学童"
    if person.self_care == "完全丧失" and (person.category == "肢体" or "肢体" in person.parts):
        return "卧床"
    return "听力" if person.category == _SPEECH else person.category


def carer(house: House) -> str:
    """Return how the one who cares is called by staff: 母亲, 妻子 …; nothing for a person living alone."""
    others = [person for person in house.people[1:] if person.age >= ADULT]
    others.sort(key=lambda person: person.disabled)
    if not others:
        return ""
    found = others[0]
    if found.relation == "配偶":
        return "妻子" if found.sex == "女" else "丈夫"
    if found.relation == "祖父母、外祖父母":
        return "奶奶" if found.sex == "女" else "爷爷"
    if found.relation == "其他亲属":
        return "侄女" if found.sex == "女" else "侄子"
    return _CALLED.get(found.relation, "家人")


def speaking_of(person: Person, house: House, day: date, dice: Dice) -> dict[str, str]:
    """Return what the braces of a fragment stand for."""
    he = "她" if person.sex == "女" else "他"
    age = age_on(person, house, day)
    name = (
        "孩子" if age < 16 else "老人" if age >= ELDERLY and dice.chance(0.6) else "本人" if dice.chance(0.65) else he
    )
    return {"p": name, "ta": "孩子" if age < 7 else he, "k": carer(house) or "邻居"}


# What is called otherwise in town, and what is not said there (or of a man) at all.
_IN_TOWN = {
    "村干部": "社区干部", "村医": "社区医生", "村里": "社区", "村组长": "网格员", "村残协": "社区残协",
    "村口": "小区门口", "村道上": "小区里", "镇里": "街道", "镇上": "街上", "卫生院": "社区医院",
    "卫生室": "社区诊所", "堂屋": "客厅",
}  # fmt: skip
_RURAL = re.compile(
    "村(?!（社区）)|田|地里|菜地|下地|种菜|菜自己种|鸡|塘|井|柴|灶口|坪里|院坝|农家|竹篮|水缸|产业分红|粮食|门槛|屋瓦"
)
_FEMALE = re.compile("产后")


def in_town(fragment: str) -> str:
    """Return a fragment in the words of a town."""
    for rural, urban in _IN_TOWN.items():
        fragment = fragment.replace(rural, urban)
    return fragment


class Picker(Struct):
    """Picks fragments for one household, avoids those that it has used already and those that do not suit it."""

    dice: Dice
    house: House
    words: Mapping[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def one(self, fragments: Sequence[str]) -> str:
        """Return a fragment that suits and was not used yet, if there is one, with its blanks filled."""
        found = self.dice.pick(fragments)
        for _ in range(6):
            if found not in self.seen and self._suits(found):
                break
            found = self.dice.pick(fragments)
        self.seen.add(found)
        return self.fill(found)

    def _suits(self, fragment: str) -> bool:
        if self.house.head.sex == "男" and _FEMALE.search(fragment):
            return False
        return not (self.house.place.urban and _RURAL.search(in_town(fragment)))

    def fill(self, fragment: str) -> str:
        """Return a fragment with its blanks filled, said as in town where the household lives there."""
        if self.house.place.urban:
            fragment = in_town(fragment)
        return fragment.format(**self.words) if "{" in fragment else fragment
