"""Certificates and persons: what the number states must agree with the form (R-112, 附件2; domain §2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.model.identity import GRADES, Certificate
from jiedui.model.time import age
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Disability, Household, Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

CONSENT_AGE = 14


def _disabled(household: Household) -> Iterator[tuple[Pointer, Member, Disability]]:
    for index, member in enumerate(household.members):
        if member.disability:
            yield ("members", index), member, member.disability


@household_rule(
    "certificate-checksum",
    "残疾人证号校验不对",
    why="第 18 位是校验码，对不上就是有数字写错了。",
    clause="附件2",
    requirement="R-112",
)
def checksum(household: Household, context: RuleContext) -> Findings:
    for pointer, member, disability in _disabled(household):
        if not Certificate.read(disability.certificate).checksum_ok:
            yield context.fault(
                (*pointer, "disability", "certificate"),
                f"{member.id} 的残疾人证号校验码不对。",
                remedy="对照残疾人证逐位核对前 18 位。",
            )


@household_rule(
    "certificate-birth",
    "残疾人证号里的日期不存在",
    why="第 7 到 14 位是出生日期，日历上没有这一天，就是有数字写错了。",
    clause="附件2",
    requirement="R-112",
)
def birth_exists(household: Household, context: RuleContext) -> Findings:
    for pointer, member, disability in _disabled(household):
        if Certificate.read(disability.certificate).birth is None:
            yield context.fault(
                (*pointer, "disability", "certificate"),
                f"{member.id} 的残疾人证号里，出生日期在日历上没有。",
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


@household_rule(
    "certificate-mismatch",
    "登记内容与残疾人证号对不上",
    why="证号里有出生日期、性别、类别和等级，登记的要一致。",
    clause="附件2",
    requirement="R-112",
)
def cross_check(household: Household, context: RuleContext) -> Findings:
    for pointer, member, disability in _disabled(household):
        if disability.certificate_exception:
            continue
        for place, words in _cross_faults(member, disability):
            yield context.fault(
                (*pointer, *place),
                f"{member.id} 的{words}。",
                remedy="对照残疾人证更正。证件或户籍正在更正的，填 certificate_exception（证件例外）。",
            )


@household_rule(
    "certificate-exception-unused",
    "证件例外没有用处",
    why="内容已经对得上，就删掉例外，免得以后漏查。",
    clause="附件2",
    requirement="R-112",
)
def exception_needed(household: Household, context: RuleContext) -> Findings:
    for pointer, member, disability in _disabled(household):
        if disability.certificate_exception and not _cross_faults(member, disability):
            yield context.fault(
                (*pointer, "disability", "certificate_exception"),
                f"{member.id} 的登记内容与证号一致，不需要例外。",
                remedy="删掉这一行。",
            )


@household_rule(
    "components",
    "多重残疾明细不对",
    why="多重残疾至少两类，等级按最重的一类；别的类别不写明细。",
    clause="附件2",
    requirement="R-112",
)
def components(household: Household, context: RuleContext) -> Findings:
    for pointer, member, disability in _disabled(household):
        place = (*pointer, "disability")
        parts = disability.components
        if disability.category != "多重":
            if parts:
                yield context.fault(
                    (*place, "components"),
                    f"{member.id} 不是多重残疾，不写明细。",
                    remedy="删掉明细，或更正残疾类别。",
                )
            continue
        if not parts:
            yield context.fault(
                place,
                f"{member.id} 是多重残疾，没有写明细。",
                remedy="补上各类残疾和等级。",
                missing="components",
            )
        elif len({category for category, _ in parts}) < len(parts):
            yield context.fault(
                (*place, "components"), f"{member.id} 的明细里有重复的类别。", remedy="每一类只写一次。"
            )
        elif min((grade for _, grade in parts), key=GRADES.index) != disability.grade:
            yield context.fault(
                (*place, "grade"),
                f"{member.id} 的等级不是明细里最重的一级。",
                remedy="多重残疾按最重的一类定级，核对等级和明细。",
            )


@household_rule(
    "birth-incomplete",
    "残疾人的出生日期不完整",
    why="残疾人的出生日期要写到日，登记表上要填。",
    clause="附件2",
    requirement="R-112",
)
def birth_complete(household: Household, context: RuleContext) -> Findings:
    for pointer, member, _ in _disabled(household):
        if len(member.birth) != 10:
            yield context.fault(
                (*pointer, "birth"),
                f"{member.id} 的出生日期只写了年份。",
                remedy="按残疾人证写到日，例如 1968-04-09。",
            )


@household_rule(
    "birth-future",
    "出生日期还没有到",
    why="还没有出生的人，不会在档案里。",
    clause="附件2",
    requirement="R-113",
)
def birth_past(household: Household, context: RuleContext) -> Findings:
    for index, member in enumerate(household.members):
        if member.birth > context.as_of.isoformat():
            yield context.fault(
                ("members", index, "birth"),
                f"{member.id} 的出生日期还没有到。",
                remedy="核对出生日期。",
            )


@household_rule(
    "no-disabled-member",
    "户内没有残疾人",
    why="帮扶对象是困难重度残疾人家庭。",
    clause="五(一)",
    requirement="R-056",
)
def someone_disabled(household: Household, context: RuleContext) -> Findings:
    if not household.disabled and not household.exception_reason:
        yield context.fault(
            ("members",),
            "家庭成员里没有填残疾情况的人。",
            remedy="给残疾人补上 disability；确有特殊情况的，写 exception_reason（例外理由）。",
        )


@household_rule(
    "consent-guardian",
    "未满十四周岁没有监护人同意",
    why="未满十四周岁的，要由监护人同意（个人信息保护法第三十一条）。",
    clause="附件2",
    requirement="R-112",
)
def guardian_consents(household: Household, context: RuleContext) -> Findings:
    children = [
        member for _, member, _ in _disabled(household) if age(member.birth, household.registered_on) < CONSENT_AGE
    ]
    consent = context.files.written(household).get("consent", {})
    if children and consent.get("by") != "监护人":
        yield context.fault(
            ("consent", "by") if consent else ("members",),
            "户内有未满十四周岁的残疾人，没有监护人同意的记录。",
            remedy="补上 consent（知情同意），同意人选“监护人”。",
        )


@household_rule(
    "schooling",
    "适龄儿童没有就学，也没有需求",
    why="义务教育阶段未入学的残疾儿童，要帮助接受义务教育。",
    clause="四(三)2",
    requirement="R-038",
    severity=WARNING,
)
def schooling(household: Household, context: RuleContext) -> Findings:
    band = context.policy.school_age
    helped = {need.person for need in household.needs if any(measure.code == "帮就学" for measure in need.measures)}
    if household.closed_on or "" in helped:
        return
    for pointer, member, _ in _disabled(household):
        of_age = band.at_least <= age(member.birth, context.as_of) <= band.at_most
        if of_age and member.schooling in band.schooling and member.id not in helped:
            yield context.fault(
                (*pointer, "schooling"),
                f"{member.id} {member.schooling}，需求里没有“帮就学”的措施。",
                remedy="在 needs 里写一项帮就学的需求和措施。",
            )
