"""与残疾人关系: how one member is related to another, told from how both are related to the first (R-113, 附件2).

The record gives each member's relation to the first disabled person. Seen from another one a relation is derived only
where it follows from what is recorded: a child recorded is a child in law, whether born, adopted or a stepchild, for
the list has one word for all of them; who is married to whom, or whose child somebody is, is not concluded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.member import Member

SELF, SPOUSE = "本人", "配偶"
GRANDCHILD, GRANDPARENT = "孙子女、外孙子女", "祖父母、外祖父母"
# A spouse nearer in age than this to a child of the other was hardly its parent.
PARENT_AGE = 16

_CHILDREN = ("子", "女")
_PARENTS = ("父亲", "母亲", "继父或养父", "继母或养母")
_ELDER, _YOUNGER = ("兄", "姐姐"), ("弟", "妹妹")
_SIBLINGS = (*_ELDER, *_YOUNGER)
_WOMEN = frozenset(
    ("女", "儿媳", "母亲", "婆婆", "岳母", "继母或养母", "姐姐", "妹妹")
)  # fmt: skip
_MEN = frozenset(("子", "女婿", "父亲", "公公", "岳父", "继父或养父", "兄", "弟"))

# Two words each: what a man is called, what a woman.
_SON, _PARENT, _IN_LAW_CHILD = ("子", "女"), ("父亲", "母亲"), ("女婿", "儿媳")
_HUSBANDS_PARENT, _WIFES_PARENT = ("公公", "婆婆"), ("岳父", "岳母")

# The list has one word for a man and a woman, on the father's side and on the mother's: each as (men, women).
_FATHERS_SIDE = {GRANDCHILD: ("孙子", "孙女"), GRANDPARENT: ("祖父", "祖母")}
_MOTHERS_SIDE = {GRANDCHILD: ("外孙", "外孙女"), GRANDPARENT: ("外祖父", "外祖母")}

# What the first is to somebody, by what that one is to the first.
_INVERSE: dict[str, tuple[str, str]] = {
    SPOUSE: (SPOUSE, SPOUSE),
    **dict.fromkeys(_CHILDREN, _PARENT),
    **dict.fromkeys(_PARENTS, _SON),
    "女婿": _WIFES_PARENT,
    "儿媳": _HUSBANDS_PARENT,
    **dict.fromkeys(_HUSBANDS_PARENT, ("", "儿媳")),
    **dict.fromkeys(_WIFES_PARENT, ("女婿", "")),
    GRANDCHILD: (GRANDPARENT, GRANDPARENT),
    GRANDPARENT: (GRANDCHILD, GRANDCHILD),
    **dict.fromkeys(_ELDER, ("弟", "妹妹")),
    **dict.fromkeys(_YOUNGER, ("兄", "姐姐")),
    "其他亲属": ("其他亲属", "其他亲属"),
    "非亲属": ("非亲属", "非亲属"),
}


def seen_from(household: Household, person: Member, other: Member) -> str:
    """Return what ``other`` is to ``person``, another member, in the words of the record; nothing where it is not told.

    Where nobody, or more than one, is recorded as 本人, nothing follows.
    """
    first = first_of(household)
    if first is person:
        return other.relation
    if first is None or not (fits_sex(person) and fits_sex(other)):
        return ""
    if other is first:
        word = _of_sex(_INVERSE.get(person.relation), other)
        return "" if word == SPOUSE and person.sex == other.sex else word
    return _through(household, first, person, other)


def printed(household: Household, person: Member, other: Member) -> str:
    """Return :func:`seen_from` in the word for the other's sex, and of one side where the first is between the two."""
    word = seen_from(household, person, other)
    first = first_of(household)
    if first is None or {person.relation, other.relation}.isdisjoint(_CHILDREN):
        return of_sex(word, other)
    side = _MOTHERS_SIDE if first.sex == "女" else _FATHERS_SIDE
    return _of_sex(side.get(word), other) or word


def of_sex(word: str, member: Member) -> str:
    """Return a relation of the list in the word for a member's sex: 祖父（或外祖父）, as the side is not told."""
    fathers, mothers = _of_sex(_FATHERS_SIDE.get(word), member), _of_sex(_MOTHERS_SIDE.get(word), member)
    return f"{fathers}（或{mothers}）" if fathers else word


def first_of(household: Household) -> Member | None:
    """Return the member whom the recorded relations are to: the only one recorded as 本人."""
    found = [member for member in household.members if member.relation == SELF]
    return found[0] if len(found) == 1 else None


def fits_sex(member: Member) -> bool:
    """Tell whether the sex recorded is that of the relation recorded."""
    return member.relation not in (_MEN if member.sex == "女" else _WOMEN)


def _of_sex(words: tuple[str, str] | None, member: Member) -> str:
    return words[member.sex == "女"] if words else ""


def _through(household: Household, first: Member, person: Member, other: Member) -> str:
    """Return what ``other`` is to ``person`` by way of the first, whom neither is."""
    mine, his = person.relation, other.relation
    if mine == SPOUSE:
        return _from_spouse(household, first, person, other)
    if his == SPOUSE:
        return _spouse_from(first, person, other)
    if mine in _CHILDREN:
        if his in _CHILDREN:
            return _sibling(person, other)
        return GRANDPARENT if his in _PARENT else ""
    if mine in _PARENTS:
        return GRANDCHILD if his in _CHILDREN else ""
    if mine in _SIBLINGS and his in _SIBLINGS:
        if (mine in _ELDER) != (his in _ELDER):
            return his
        return _sibling(person, other)
    return ""


def _from_spouse(household: Household, first: Member, person: Member, other: Member) -> str:
    """Seen from the spouse of the first: the children are the couple's, the first's parents are in-laws."""
    if first.sex == person.sex or _spouses(household) > 1:
        return ""
    if other.relation in _PARENTS:
        return _of_sex(_WIFES_PARENT if person.sex == "男" else _HUSBANDS_PARENT, other)
    if other.relation in _CHILDREN and not _hardly_parent(person, other):
        return other.relation
    return ""


def _spouse_from(first: Member, person: Member, other: Member) -> str:
    """Seen from somebody whose relation to the first is told: the spouse of the first."""
    if first.sex == other.sex:
        return ""
    if person.relation in _PARENTS:
        return _of_sex(_IN_LAW_CHILD, other)
    if person.relation in _IN_LAW_CHILD:
        return _of_sex(_INVERSE[person.relation], other)
    return GRANDPARENT if person.relation == GRANDCHILD else ""


def _spouses(household: Household) -> int:
    return sum(member.relation == SPOUSE for member in household.members)


def _hardly_parent(person: Member, child: Member) -> bool:
    """Tell whether what is recorded speaks against somebody's being the parent of the other's child."""
    came_later = person.joined_on is not None and person.joined_on.isoformat() > child.birth
    return came_later or int(child.birth[:4]) - int(person.birth[:4]) < PARENT_AGE


def _sibling(person: Member, other: Member) -> str:
    """Return what a brother or sister is by age; nothing where the births, as far as recorded, do not tell."""
    order = by_birth(other, person)
    return _of_sex(("兄", "姐姐") if order < 0 else ("弟", "妹妹"), other) if order else ""


def by_birth(member: Member, other: Member) -> int:
    """Return whether a member is older (-1) or younger (1) than another, or neither, as far as both births tell."""
    known = min(len(member.birth), len(other.birth))
    mine, his = member.birth[:known], other.birth[:known]
    return (mine > his) - (mine < his)
