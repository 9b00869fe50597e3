"""As many fictional households as a test asks for: 示例 and one or two characters of many, as various as real names."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from jiedui.site.files.search.entries import UNPAIRED, Entries, HelperEntry, HouseholdEntry, SearchPlace, TownshipEntry

SIGNS = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰春梅海燕红波辉斌宇浩凯健俊帆雪荣爱琴云莲真环雅琳晶妍茜秋珊莎锦黛青倩"
    "婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒"
)
CODES = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
COUNTIES = [f"{sign}县" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅"]


def _crowd(households: int) -> Entries:
    """Return so many households of 13 counties with 13 townships each, and a helper for every sixteen."""
    chance = random.Random(1)
    codes = chance.sample(range(len(CODES) ** 4), households + households // 16)
    towns = [SearchPlace(county, f"{county}{_name(chance, 2)}镇") for county in COUNTIES for _ in range(13)]

    def code() -> str:
        number = codes.pop()
        return "".join(CODES[number // len(CODES) ** digit % len(CODES)] for digit in range(4))

    helpers = [
        HelperEntry(
            id=f"SL-B-{code()}",
            name=f"示例{_name(chance)}",
            post=chance.choice(["残疾人工作专干", "干事", "副理事长"]),
            unit=chance.choice(COUNTIES),
            township="",
            department=chance.choice(["办公室", "康复科", "教就股"]),
            state=chance.choice(["达标", "欠户"]),
        )
        for _ in range(households // 16)
    ]
    homes = [_home(chance, code(), towns[number % len(towns)], helpers) for number in range(households)]
    return Entries(
        tuple(sorted(homes, key=lambda entry: (entry.place, entry.village, entry.id))),
        tuple(sorted(helpers, key=lambda entry: (entry.unit, entry.id))),
        tuple(
            TownshipEntry(f"9906{number:05}", town.township.removeprefix(town.unit), town.unit, town.unit, 0)
            for number, town in enumerate(towns)
        ),
    )


def _name(chance: random.Random, length: int = 0) -> str:
    return "".join(chance.choices(SIGNS, k=length or chance.choice((1, 2, 2, 2))))


def _home(chance: random.Random, code: str, place: SearchPlace, helpers: list[HelperEntry]) -> HouseholdEntry:
    helper = chance.choice(helpers) if chance.random() < 0.3 else None
    return HouseholdEntry(
        id=f"SL-{code}",
        name=f"示例{_name(chance)}",
        others=tuple(f"示例{_name(chance)}" for _ in range(chance.randint(0, 4))),
        place=place,
        village=f"{_name(chance, 2)}村",
        group=f"{chance.randint(1, 18)}组",
        helper=helper.name if helper else UNPAIRED,
        helper_id=helper.id if helper else "",
    )


@pytest.fixture(scope="session")
def crowd() -> Callable[[int], Entries]:
    """Make a crowd: ``crowd(40_000)``."""
    return _crowd
