"""与残疾人关系: one 本人, and everybody of the sex and the age that the word stands for (R-113, 附件2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.model.identity import CertificateNumber
from jiedui.model.relation import (
    GRANDCHILD,
    GRANDPARENT,
    PARENT_AGE,
    SELF,
    SPOUSE,
    by_birth,
    first_of,
    fits_sex,
)
from jiedui.model.time import DAY, Span, age
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

_PARENTS, _CHILDREN = ("父亲", "母亲"), ("子", "女")
_OLDER = (*_PARENTS, GRANDPARENT)
_YOUNGER = (*_CHILDREN, GRANDCHILD)
_NOT_YOUNGER, _NOT_OLDER = ("兄", "姐姐"), ("弟", "妹妹")
_OF_A_WOMAN, _OF_A_MAN = ("公公", "婆婆"), ("岳父", "岳母")
# Nobody has two of these at a time.
_SINGLE = (SPOUSE, *_PARENTS, *_OF_A_WOMAN, *_OF_A_MAN)
_ADULT = 18


@household_rule(
    "relation-self",
    "“本人”没有写对",
    why="与残疾人关系都从第一位残疾人看，所以只有他写“本人”。",
    clause="附件2",
    requirement="R-113",
)
def one_self(household: Household, context: RuleContext) -> Findings:
    remedy = "第一位残疾人的 relation（与残疾人关系）写“本人”，其余成员写与他的关系。"
    rows = [row for row, member in enumerate(household.members) if member.relation == SELF]
    if not rows:
        yield context.fault(("members",), "没有一个成员写“本人”。", remedy=remedy)
    elif household.disabled and not household.members[rows[0]].disability:
        member = household.members[rows[0]]
        yield context.fault(_relation(rows[0]), f"{member.id} 写“本人”，却没有残疾情况。", remedy=remedy)
    for row in rows[1:]:
        yield context.fault(_relation(row), f"{household.members[row].id} 也写成了“本人”。", remedy=remedy)


def _relation(row: int) -> Pointer:
    return "members", row, "relation"


def _relatives(household: Household) -> Iterator[tuple[int, Member, Member]]:
    """Yield every other member with his row and the first, where it is told who that is."""
    if first := first_of(household):
        for row, member in enumerate(household.members):
            if member is not first:
                yield row, member, first


@household_rule(
    "relation-sex",
    "关系与性别对不上",
    why="子、父亲、弟等说的是男，女、母亲、妹妹等说的是女；有一项写错了，登记表就印错。",
    clause="附件2",
    requirement="R-113",
)
def of_the_sex(household: Household, context: RuleContext) -> Findings:
    for row, member, first in _relatives(household):
        if not fits_sex(member):
            message = f"{member.id} 是{member.relation}，性别写的是{member.sex}。"
            remedy = "核对这一位的关系 relation 和性别 sex。"
        elif member.relation == SPOUSE and member.sex == first.sex:
            message = f"{member.id} 是配偶，性别与 {first.id} 一样。"
            remedy = "核对两个人的性别 sex，或者关系 relation。"
        elif member.relation in (_OF_A_WOMAN if first.sex == "男" else _OF_A_MAN):
            message = f"{member.id} 是{member.relation}，{first.id} 的性别是{first.sex}。"
            remedy = "丈夫的父母写公公、婆婆，妻子的父母写岳父、岳母；从第一位残疾人看。"
        else:
            continue
        if not (_sex_doubted(member) or _sex_doubted(first)):
            yield context.fault(_relation(row), message, remedy=remedy)


def _sex_doubted(member: Member) -> bool:
    """Tell whether a certificate says another sex, which is told there."""
    certificates = member.disability.certificates if member.disability else ()
    stated = (CertificateNumber.stated(item.number) for item in certificates)
    return any(each is not None and each.sex != member.sex for each in stated)


@household_rule(
    "relation-twice",
    "只能有一个的亲属写了两个",
    why="配偶、父亲、母亲等，同一天只有一位。",
    clause="附件2",
    requirement="R-113",
)
def one_of_each(household: Household, context: RuleContext) -> Findings:
    for row, member, _ in _relatives(household):
        earlier = [other for other in household.members[:row] if other.relation == member.relation]
        if member.relation in _SINGLE and any(_presence(other).overlaps(_presence(member)) for other in earlier):
            yield context.fault(
                _relation(row),
                f"{member.id} 是又一位{member.relation}。",
                remedy="核对关系；继父母写继父或养父、继母或养母，已经离婚或去世的写 left（离开）。",
            )


def _presence(member: Member) -> Span:
    return Span(member.joined_on or date.min, member.left.on - DAY if member.left else None)


def _birth_doubted(member: Member, context: RuleContext) -> bool:
    """Tell whether it is told elsewhere that a birth is wrong."""
    certificates = member.disability.certificates if member.disability else ()
    numbers = (CertificateNumber.stated(item.number) for item in certificates)
    stated = {each.birth.isoformat() for each in numbers if each and each.birth}
    return member.birth > context.as_of.isoformat() or bool(stated - {member.birth})


def _is_told(member: Member, first: Member, context: RuleContext) -> bool:
    """Tell whether it is told elsewhere that one of two births is wrong: asked where their ages are wrong alone."""
    return _birth_doubted(member, context) or _birth_doubted(first, context)


def _impossible(member: Member, first: Member) -> str:
    """Return in words what cannot be of the ages of two."""
    order = by_birth(member, first)
    if member.relation in _OLDER and order >= 0:
        return "不比他年长"
    if member.relation in _YOUNGER and order <= 0:
        return "不比他年轻"
    if member.relation in _NOT_YOUNGER and order > 0:
        return "比他年轻"
    if member.relation in _NOT_OLDER and order < 0:
        return "比他年长"
    return ""


def _spoken(relation: str) -> str:
    """Return a relation as people say it: the list of the form has 子, 女, 兄 and 弟."""
    return {"子": "儿子", "女": "女儿", "兄": "哥哥", "弟": "弟弟"}.get(relation, relation)


@household_rule(
    "relation-age",
    "关系与年龄对不上",
    why="父母、祖父母比本人年长，子女比本人年轻；有一项写错了，登记表就印错。",
    clause="附件2",
    requirement="R-113",
)
def of_the_age(household: Household, context: RuleContext) -> Findings:
    for row, member, first in _relatives(household):
        if (words := _impossible(member, first)) and not _is_told(member, first, context):
            yield context.fault(
                _relation(row),
                f"{member.id} 是 {first.id} 的{_spoken(member.relation)}，却{words}。",
                remedy="核对两个人的出生日期 birth，或者关系 relation。",
            )


@household_rule(
    "relation-unlikely",
    "关系与年龄不大可能",
    why=f"父母子女相差不到{PARENT_AGE}岁、夫妻有一方未成年的，多半是出生日期或者关系写错了。",
    clause="附件2",
    requirement="R-113",
    severity=WARNING,
)
def likely_ages(household: Household, context: RuleContext) -> Findings:
    for row, member, first in _relatives(household):
        words = _unlikely(member, first, context.as_of)
        if words and not (_impossible(member, first) or _is_told(member, first, context)):
            yield context.fault(
                _relation(row),
                f"{member.id} 是 {first.id} 的{_spoken(member.relation)}，{words}。",
                remedy="核对两个人的出生日期 birth 和关系 relation；确实是继父母、继子女等的，可以不理会。",
            )


def _unlikely(member: Member, first: Member, when: date) -> str:
    """Return in words what is unlikely of the ages of two on a day."""
    if member.relation in _PARENTS or member.relation in _CHILDREN:
        years = abs(int(member.birth[:4]) - int(first.birth[:4]))
        return f"相差只有 {years} 岁" if years < PARENT_AGE else ""
    if member.relation == SPOUSE:
        young = min(age(person.birth, when) for person in (member, first))
        return f"有一位只有 {young} 岁" if young < _ADULT else ""
    return ""


@household_rule(
    "member-repeated",
    "同一个人可能写了两遍",
    why="一个人写两遍，人口和享受政策的人数都会多。",
    clause="附件2",
    requirement="R-113",
    severity=WARNING,
)
def everyone_once(household: Household, context: RuleContext) -> Findings:
    for row, member in enumerate(household.members):
        for other in household.members[:row]:
            alike = other.name == member.name and by_birth(member, other) == 0
            # Of one id, or one certificate, it is told by the rules on these.
            if alike and not member.is_same(other) and _presence(other).overlaps(_presence(member)):
                yield context.fault(
                    ("members", row, "name"),
                    f"{member.id} 与 {other.id} 姓名、出生都相同。",
                    remedy="核对是不是同一个人；是的话，多出的一位写 left（离开），原因选“其他”，说明是重复登记。",
                )
                break
