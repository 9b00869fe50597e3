"""与残疾人关系 seen from another member: right, or nothing is said."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from jiedui.model.household import Household
from jiedui.model.relation import by_birth, first_of, of_sex, printed, seen_from
from jiedui.records.schema import SchemaLibrary, default_folder

MEN = ("子", "女婿", "父亲", "公公", "岳父", "继父或养父", "兄", "弟")
WOMEN = ("女", "儿媳", "母亲", "婆婆", "岳母", "继母或养母", "姐姐", "妹妹")


def household(*members: tuple[str, str, str], **joined: str) -> Household:
    """Return a household of members given as relation, sex and birth, called p0, p1 and so on."""
    people: list[dict[str, Any]] = []
    for number, (relation, sex, birth) in enumerate(members):
        person: dict[str, Any] = {
            "id": f"p{number}",
            "name": "示例甲",
            "sex": sex,
            "birth": birth,
            "relation": relation,
        }
        if f"p{number}" in joined:
            person["joined_on"] = joined[f"p{number}"]
        people.append(person)
    return Household.of(
        {
            "id": "YYL-2222", "registered_on": "2023-09-18", "county": "岳阳楼区", "township": "示例镇",
            "village": "示例村", "hardship": [{"status": "低保户"}], "members": people,
        },
        "yueyanglou",
    )  # fmt: skip


def said(*members: tuple[str, str, str], **joined: str) -> str:
    """Return what the last member is to the last but one."""
    home = household(*members, **joined)
    return seen_from(home, home.members[-2], home.members[-1])


def words() -> list[str]:
    (members,) = (SchemaLibrary(default_folder())["household"].root["properties"]["members"],)
    found: list[str] = members["items"]["properties"]["relation"]["enum"]
    return found


WORDS = words()

MAN, WOMAN = ("本人", "男", "1970-05-06"), ("本人", "女", "1970-05-06")

# What the first is to one who is recorded as …: seen by a man or a woman of fitting sex, the first a man, a woman.
INVERSE = {
    "配偶": ("配偶", "配偶"),
    "子": ("父亲", "母亲"),
    "女": ("父亲", "母亲"),
    "女婿": ("岳父", "岳母"),
    "儿媳": ("公公", "婆婆"),
    "孙子女、外孙子女": ("祖父母、外祖父母",) * 2,
    "父亲": ("子", "女"),
    "母亲": ("子", "女"),
    "公公": ("", "儿媳"),
    "婆婆": ("", "儿媳"),
    "岳父": ("女婿", ""),
    "岳母": ("女婿", ""),
    "继父或养父": ("子", "女"),
    "继母或养母": ("子", "女"),
    "祖父母、外祖父母": ("孙子女、外孙子女",) * 2,
    "兄": ("弟", "妹妹"),
    "弟": ("兄", "姐姐"),
    "姐姐": ("弟", "妹妹"),
    "妹妹": ("兄", "姐姐"),
    "其他亲属": ("其他亲属",) * 2,
    "非亲属": ("非亲属",) * 2,
    "户主": ("", ""),
}


def sex_of(relation: str, first: str) -> str:
    """Return the sex of somebody who is recorded so; a spouse's is the other than the first's."""
    if relation == "配偶":
        return "女" if first == "男" else "男"
    return "女" if relation in WOMEN else "男"


def test_the_table_of_what_the_first_is_has_every_word_of_the_record() -> None:
    assert {*INVERSE, "本人"} == set(WORDS)
    assert len(WORDS) == 23


@pytest.mark.parametrize("relation", INVERSE)
@pytest.mark.parametrize(("first", "column"), [(MAN, 0), (WOMAN, 1)])
def test_what_the_first_is_to_another(relation: str, first: tuple[str, str, str], column: int) -> None:
    home = household(first, (relation, sex_of(relation, first[1]), "1971"))
    assert seen_from(home, home.members[1], home.members[0]) == INVERSE[relation][column]


@pytest.mark.parametrize("relation", WORDS)
def test_seen_from_the_first_a_relation_is_the_one_recorded(relation: str) -> None:
    home = household(MAN, (relation if relation != "本人" else "配偶", "女", "1971"))
    assert seen_from(home, home.members[0], home.members[1]) == home.members[1].relation


# What one recorded as … is to another recorded as …, told for a first of either sex. Births: the persons are 1985 and
# 1990, the first 1970 (his spouse's are fit for children: 1965). All other pairs are not told.
TOLD = {
    "男": {
        ("配偶", "父亲"): "公公", ("配偶", "母亲"): "婆婆",
        ("配偶", "继父或养父"): "公公", ("配偶", "继母或养母"): "婆婆",
        **{(parent, "配偶"): "儿媳" for parent in ("父亲", "母亲", "继父或养父", "继母或养母")},
        ("女婿", "配偶"): "岳母", ("儿媳", "配偶"): "婆婆",
    },
    "女": {
        ("配偶", "父亲"): "岳父", ("配偶", "母亲"): "岳母",
        ("配偶", "继父或养父"): "岳父", ("配偶", "继母或养母"): "岳母",
        **{(parent, "配偶"): "女婿" for parent in ("父亲", "母亲", "继父或养父", "继母或养母")},
        ("女婿", "配偶"): "岳父", ("儿媳", "配偶"): "公公",
    },
}  # fmt: skip
TOLD_OF_BOTH = {
    ("配偶", "子"): "子", ("配偶", "女"): "女", ("孙子女、外孙子女", "配偶"): "祖父母、外祖父母",
    **{(child, parent): "祖父母、外祖父母" for child in ("子", "女") for parent in ("父亲", "母亲")},
    **{
        (parent, child): "孙子女、外孙子女"
        for parent in ("父亲", "母亲", "继父或养父", "继母或养母") for child in ("子", "女")
    },
    **dict.fromkeys((("子", "子"), ("女", "子")), "弟"),
    **dict.fromkeys((("子", "女"), ("女", "女")), "妹妹"),
    ("兄", "弟"): "弟", ("兄", "妹妹"): "妹妹", ("姐姐", "弟"): "弟", ("姐姐", "妹妹"): "妹妹",
    ("弟", "兄"): "兄", ("弟", "姐姐"): "姐姐", ("妹妹", "兄"): "兄", ("妹妹", "姐姐"): "姐姐",
    # Both older, or both younger, than the first: their births tell, 1985 before 1990.
    ("兄", "兄"): "弟", ("兄", "姐姐"): "妹妹", ("姐姐", "兄"): "弟", ("姐姐", "姐姐"): "妹妹",
    ("弟", "弟"): "弟", ("弟", "妹妹"): "妹妹", ("妹妹", "弟"): "弟", ("妹妹", "妹妹"): "妹妹",
}  # fmt: skip


@pytest.mark.parametrize("first", [MAN, WOMAN])
@pytest.mark.parametrize(("mine", "his"), [*itertools.product(INVERSE, INVERSE)])
def test_every_pair_of_relations(first: tuple[str, str, str], mine: str, his: str) -> None:
    person = (mine, sex_of(mine, first[1]), "1965" if mine == "配偶" else "1985")
    expected = {**TOLD_OF_BOTH, **TOLD[first[1]]}.get((mine, his), "")
    assert said(first, person, (his, sex_of(his, first[1]), "1990")) == expected


@pytest.mark.parametrize(
    ("spouse", "child", "expected"),
    [("1974", "1990", "子"), ("1975", "1990", ""), ("1975-01-01", "1991-12-31", "子"), ("1995", "1990", "")],
)
def test_a_spouse_hardly_old_enough_is_not_called_the_childs_parent(spouse: str, child: str, expected: str) -> None:
    """Sixteen years between the years of birth: 1974 to 1990 is, 1975 to 1990 is not."""
    assert said(MAN, ("配偶", "女", spouse), ("子", "男", child)) == expected


@pytest.mark.parametrize(("came", "expected"), [("2020-03-04", "子"), ("2020-03-05", "子"), ("2020-03-06", "")])
def test_a_spouse_who_came_after_the_birth_is_not_called_the_childs_parent(came: str, expected: str) -> None:
    assert said(MAN, ("配偶", "女", "1974"), ("子", "男", "2020-03-05"), p1=came) == expected


def test_with_two_spouses_nothing_follows_from_being_the_spouse() -> None:
    late = ("配偶", "女", "1968")
    assert said(MAN, late, ("配偶", "女", "1974"), ("子", "男", "1999")) == ""
    assert said(MAN, late, ("配偶", "女", "1974"), ("母亲", "女", "1940")) == ""


@pytest.mark.parametrize(
    ("mine", "his", "expected"),
    [("1985", "1985", ""), ("1985-03-02", "1985", ""), ("1985", "1985-03-02", ""), ("1985-03-02", "1985-03-02", ""),
     ("1985-03-02", "1985-03-01", "兄"), ("1985-03-02", "1985-03-03", "弟"), ("1986", "1985-12-31", "兄")],
)  # fmt: skip
def test_of_two_children_the_birth_as_far_as_both_are_known_tells_who_is_older(
    mine: str, his: str, expected: str
) -> None:
    assert said(MAN, ("女", "女", mine), ("子", "男", his)) == expected


@pytest.mark.parametrize(
    ("mine", "his", "order"),
    [
        ("1990-05-01", "1990-05-02", -1), ("1990-05-02", "1990-05-01", 1), ("1990-05-01", "1990-05-01", 0),
        ("1989", "1990-05-01", -1), ("1990-05-01", "1989", 1), ("1990", "1990-05-01", 0),
    ],
)  # fmt: skip
def test_two_births_are_compared_as_far_as_both_are_known(mine: str, his: str, order: int) -> None:
    one, other = household(("本人", "男", mine), ("配偶", "女", his)).members
    assert by_birth(one, other) == order


def test_what_contradicts_itself_is_not_told() -> None:
    home = household(MAN, ("配偶", "男", "1974"))
    assert seen_from(home, home.members[1], home.members[0]) == ""
    assert said(MAN, ("配偶", "男", "1965"), ("子", "男", "1990")) == ""
    assert said(MAN, ("父亲", "男", "1945"), ("配偶", "男", "1972")) == ""
    assert said(MAN, ("子", "女", "1985"), ("女", "女", "1990")) == ""
    assert said(MAN, ("女", "女", "1985"), ("子", "女", "1990")) == ""


@pytest.mark.parametrize("members", [[("配偶", "女", "1970")], [MAN, WOMAN]])
def test_where_not_exactly_one_is_recorded_as_the_first_nothing_follows(members: list[tuple[str, str, str]]) -> None:
    assert first_of(household(*members)) is None
    assert said(*members, ("子", "男", "1995"), ("女", "女", "1999")) == ""
    home = household(*members, ("子", "男", "1995"))
    assert seen_from(home, home.members[0], home.members[-1]) == ""


@pytest.mark.parametrize(
    ("first", "side"), [(MAN, ("祖父", "祖母", "孙子", "孙女")), (WOMAN, ("外祖父", "外祖母", "外孙", "外孙女"))]
)
def test_grandparents_and_grandchildren_are_printed_of_the_side_where_the_first_is_between(
    first: tuple[str, str, str], side: tuple[str, ...]
) -> None:
    """The first's father is a grandfather on the father's side of the first's son where the first is a man."""
    home = household(
        first, ("父亲", "男", "1940"), ("母亲", "女", "1941"), ("子", "男", "1995"), ("女", "女", "1999")
    )  # fmt: skip
    _, father, mother, son, daughter = home.members
    pairs = ((son, father), (daughter, mother), (father, son), (mother, daughter))
    assert tuple(printed(home, person, other) for person, other in pairs) == side
    assert printed(home, son, daughter) == "妹妹"


def test_where_the_side_is_not_known_both_are_printed_in_the_word_for_the_sex() -> None:
    home = household(
        MAN, ("祖父母、外祖父母", "男", "1920"), ("祖父母、外祖父母", "女", "1922"),
        ("孙子女、外孙子女", "男", "2015"), ("孙子女、外孙子女", "女", "2017"), ("子", "女", "1990"),
    )  # fmt: skip
    first = home.members[0]
    assert [printed(home, first, other) for other in home.members[1:5]] == [
        "祖父（或外祖父）", "祖母（或外祖母）", "孙子（或外孙）", "孙女（或外孙女）",
    ]  # fmt: skip
    assert printed(home, home.members[3], first) == "祖父（或外祖父）"
    assert printed(home, home.members[1], first) == "孙子（或外孙）"
    assert (printed(home, home.members[5], home.members[1]), of_sex("子", first)) == ("", "子")


# Families made at random, in which everybody's relation to everybody is known from the tree.


@dataclass(eq=False)
class Person:
    sex: str
    birth: str
    parents: tuple[Person, ...] = ()
    spouse: Person | None = None
    children: list[Person] = field(default_factory=list)

    def parents_by_law(self) -> set[Person]:
        """The parents, and their spouses of today."""
        return {*self.parents, *(parent.spouse for parent in self.parents if parent.spouse)}

    def children_by_law(self) -> set[Person]:
        """The own children, and those of the spouse."""
        return {*self.children, *(self.spouse.children if self.spouse else ())}


def truths(person: Person, other: Person) -> set[str]:
    """Return every word that is true of what ``other`` is to ``person``."""
    woman = other.sex == "女"
    spouses_parents = person.spouse.parents_by_law() if person.spouse else set()
    grandparents = {old for parent in person.parents_by_law() for old in parent.parents_by_law()}
    in_law = {child.spouse for child in person.children_by_law()}
    found = {
        "配偶": other is person.spouse,
        "女" if woman else "子": other in person.children_by_law(),
        "母亲" if woman else "父亲": other in person.parents,
        "继母或养母" if woman else "继父或养父": other in person.parents_by_law() and other not in person.parents,
        "儿媳" if woman else "女婿": other in in_law,
        ("婆婆" if woman else "公公") if person.sex == "女" else ("岳母" if woman else "岳父"): other
        in spouses_parents,
        "祖父母、外祖父母": other in grandparents,
        "孙子女、外孙子女": any(other in child.children_by_law() for child in person.children_by_law()),
        _sibling_word(person, other): bool(person.parents_by_law() & other.parents_by_law()),
    }
    true = {word for word, holds in found.items() if holds}
    return true or {"其他亲属"}


def _sibling_word(person: Person, other: Person) -> str:
    elder = other.birth < person.birth
    return ("姐姐" if elder else "妹妹") if other.sex == "女" else ("兄" if elder else "弟")


def family(dice: random.Random) -> list[Person]:
    """Return four generations in which people marry, part, marry again and have children in each marriage."""
    people: list[Person] = []

    def born(parents: tuple[Person, ...], year: int) -> Person:
        person = Person(dice.choice("男女"), f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}", parents)
        for parent in parents:
            parent.children.append(person)
        people.append(person)
        return person

    generation = [born((), 1925 + dice.randrange(5)) for _ in range(2)]
    for depth in range(1, 4):
        following: list[Person] = []
        for person in generation:
            for _ in range(dice.choice((0, 1, 1, 2))):
                year = int(person.birth[:4])
                mate = Person("女" if person.sex == "男" else "男", f"{year + dice.randint(-3, 3)}-06-15")
                people.append(mate)
                if person.spouse:
                    person.spouse.spouse = None
                person.spouse, mate.spouse = mate, person
                following += [
                    born((person, mate), 1925 + 25 * depth + dice.randrange(10)) for _ in range(dice.choice((0, 1, 2)))
                ]
                if dice.random() < 0.3:
                    following.append(born((mate,), 1925 + 25 * depth + dice.randrange(10)))
            if person.spouse and dice.random() < 0.2:
                person.spouse.spouse, person.spouse = None, None
        generation = following
    return people


@pytest.mark.parametrize("seed", range(10))
def test_in_families_made_at_random_nothing_untrue_is_said(seed: int) -> None:
    dice = random.Random(seed)
    people = family(dice)
    first = dice.choice(people)
    others = [person for person in people if person is not first]
    recorded = [dice.choice(sorted(truths(first, other))) for other in others]
    home = household(
        ("本人", first.sex, first.birth),
        *((word, other.sex, other.birth[: dice.choice((4, 10))]) for word, other in zip(recorded, others, strict=True)),
    )
    members = dict(zip([first, *others], home.members, strict=True))
    for one, other in itertools.permutations(people, 2):
        word = seen_from(home, members[one], members[other])
        true = truths(one, other)
        if other is first and members[one].relation in ("子", "女"):
            # A child recorded may be the spouse's: the record has one word for both, and one for their parent.
            true |= {"父亲" if first.sex == "男" else "母亲"}
        assert word in {"", *true}, (members[one], members[other])


def test_the_families_made_at_random_have_told_enough() -> None:
    told = set()
    for seed in range(10):
        dice = random.Random(seed)
        told |= {word for one, other in itertools.permutations(family(dice), 2) for word in truths(one, other)}
    assert told == set(WORDS) - {"本人", "户主", "非亲属"}
