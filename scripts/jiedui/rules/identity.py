"""Certificates and persons: what the number states must agree with the form (R-112, 附件2; domain §2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jiedui.model.household import Disability, Household, Member
from jiedui.model.identity import GRADES, Certificate
from jiedui.model.time import age
from jiedui.records.finding import Finding, Rule
from jiedui.records.values import Pointer
from jiedui.rules.registry import WARNING, Context, check

CONSENT_AGE = 14
SCHOOL_AGES = range(6, 16)


def _disabled(household: Household) -> Iterator[tuple[Pointer, Member, Disability]]:
    for index, member in enumerate(household.members):
        if member.disability:
            yield ("members", index), member, member.disability


@check(
    "household",
    "certificate-checksum",
    "残疾人证号校验不对",
    "第 18 位是校验码，对不上就是有数字写错了。",
    clause="附件2",
    requirement="R-112",
)
def checksum(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, disability in _disabled(household):
        if not Certificate.read(disability.certificate).checksum_ok:
            yield rule.at(
                context.path(household),
                (*pointer, "disability", "certificate"),
                message=f"{member.id} 的残疾人证号校验码不对。",
                remedy="对照残疾人证逐位核对前 18 位。",
            )


@check(
    "household",
    "certificate-birth",
    "残疾人证号里的日期不存在",
    "第 7 到 14 位是出生日期，日历上没有这一天，就是有数字写错了。",
    clause="附件2",
    requirement="R-112",
)
def birth_exists(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, disability in _disabled(household):
        if Certificate.read(disability.certificate).birth is None:
            yield rule.at(
                context.path(household),
                (*pointer, "disability", "certificate"),
                message=f"{member.id} 的残疾人证号里，出生日期在日历上没有。",
                remedy="对照残疾人证核对第 7 到 14 位。",
            )


def _cross_faults(member: Member, disability: Disability) -> list[tuple[tuple[str, ...], str]]:
    """Return what the number contradicts, as (place within the member, words)."""
    stated = Certificate.read(disability.certificate)
    found: list[tuple[tuple[str, ...], str]] = []
    if stated.birth and len(member.birth) == 10 and stated.birth != date.fromisoformat(member.birth):
        found.append((("birth",), "出生日期与证号不一致"))
    if stated.sex != member.sex:
        found.append((("sex",), "性别与证号第 17 位不一致"))
    if stated.category != disability.category:
        found.append((("disability", "category"), "残疾类别与证号第 19 位不一致"))
    if stated.grade != disability.grade:
        found.append((("disability", "grade"), "残疾等级与证号第 20 位不一致"))
    return found


@check(
    "household",
    "certificate-mismatch",
    "登记内容与残疾人证号对不上",
    "证号里有出生日期、性别、类别和等级，登记的要一致。",
    clause="附件2",
    requirement="R-112",
)
def cross_check(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, disability in _disabled(household):
        if disability.certificate_exception:
            continue
        for place, words in _cross_faults(member, disability):
            yield rule.at(
                context.path(household),
                (*pointer, *place),
                message=f"{member.id} 的{words}。",
                remedy="对照残疾人证更正。证件或户籍正在更正的，填 certificate_exception（证件例外）。",
            )


@check(
    "household",
    "certificate-exception-unused",
    "证件例外没有用处",
    "内容已经对得上，就删掉例外，免得以后漏查。",
    clause="附件2",
    requirement="R-112",
)
def exception_needed(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, disability in _disabled(household):
        if disability.certificate_exception and not _cross_faults(member, disability):
            yield rule.at(
                context.path(household),
                (*pointer, "disability", "certificate_exception"),
                message=f"{member.id} 的登记内容与证号一致，不需要例外。",
                remedy="删掉这一行。",
            )


@check(
    "household",
    "components",
    "多重残疾明细不对",
    "多重残疾至少两类，等级按最重的一类；别的类别不写明细。",
    clause="附件2",
    requirement="R-112",
)
def components(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, disability in _disabled(household):
        path, place = context.path(household), (*pointer, "disability")
        parts = disability.components
        if disability.category != "多重":
            if parts:
                yield rule.at(
                    path,
                    (*place, "components"),
                    message=f"{member.id} 不是多重残疾，不写明细。",
                    remedy="删掉明细，或更正残疾类别。",
                )
            continue
        if not parts:
            yield rule.at(
                path,
                place,
                message=f"{member.id} 是多重残疾，没有写明细。",
                remedy="补上各类残疾和等级。",
                missing="components",
            )
        elif len({category for category, _ in parts}) < len(parts):
            yield rule.at(
                path, (*place, "components"), message=f"{member.id} 的明细里有重复的类别。", remedy="每一类只写一次。"
            )
        elif min((grade for _, grade in parts), key=GRADES.index) != disability.grade:
            yield rule.at(
                path,
                (*place, "grade"),
                message=f"{member.id} 的等级不是明细里最重的一级。",
                remedy="多重残疾按最重的一类定级，核对等级和明细。",
            )


@check(
    "household",
    "birth-incomplete",
    "残疾人的出生日期不完整",
    "残疾人的出生日期要写到日，登记表上要填。",
    clause="附件2",
    requirement="R-112",
)
def birth_complete(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for pointer, member, _ in _disabled(household):
        if len(member.birth) != 10:
            yield rule.at(
                context.path(household),
                (*pointer, "birth"),
                message=f"{member.id} 的出生日期只写了年份。",
                remedy="按残疾人证写到日，例如 1968-04-09。",
            )


@check(
    "household",
    "birth-future",
    "出生日期还没有到",
    "还没有出生的人，不会在档案里。",
    clause="附件2",
    requirement="R-113",
)
def birth_past(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for index, member in enumerate(household.members):
        if member.birth > context.as_of.isoformat():
            yield rule.at(
                context.path(household),
                ("members", index, "birth"),
                message=f"{member.id} 的出生日期还没有到。",
                remedy="核对出生日期。",
            )


@check(
    "household",
    "no-disabled-member",
    "户内没有残疾人",
    "帮扶对象是困难重度残疾人家庭。",
    clause="五(一)",
    requirement="R-056",
)
def someone_disabled(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    if not household.disabled and not household.exception_reason:
        yield rule.at(
            context.path(household),
            ("members",),
            message="家庭成员里没有填残疾情况的人。",
            remedy="给残疾人补上 disability；确有特殊情况的，写 exception_reason（例外理由）。",
        )


@check(
    "household",
    "consent-guardian",
    "未满十四周岁没有监护人同意",
    "未满十四周岁的，要由监护人同意（个人信息保护法第三十一条）。",
    clause="附件2",
    requirement="R-112",
)
def guardian_consents(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    children = [
        member for _, member, _ in _disabled(household) if age(member.birth, household.registered_on) < CONSENT_AGE
    ]
    consent = context.record(household).get("consent", {})
    if children and consent.get("by") != "监护人":
        yield rule.at(
            context.path(household),
            ("consent", "by") if consent else ("members",),
            message="户内有未满十四周岁的残疾人，没有监护人同意的记录。",
            remedy="补上 consent（知情同意），同意人选“监护人”。",
        )


@check(
    "household",
    "schooling",
    "适龄儿童没有就学，也没有需求",
    "义务教育阶段未入学的残疾儿童，要帮助接受义务教育。",
    clause="四(三)2",
    requirement="R-038",
    severity=WARNING,
)
def schooling(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    helped = {need.person for need in household.needs if any(measure.code == "帮就学" for measure in need.measures)}
    if household.closed_on or "" in helped:
        return
    for pointer, member, _ in _disabled(household):
        of_age = age(member.birth, context.as_of) in SCHOOL_AGES
        if member.schooling == "未入学" and of_age and member.id not in helped:
            yield rule.at(
                context.path(household),
                (*pointer, "schooling"),
                message=f"{member.id} 未入学，需求里没有“帮就学”的措施。",
                remedy="在 needs 里写一项帮就学的需求和措施。",
            )
