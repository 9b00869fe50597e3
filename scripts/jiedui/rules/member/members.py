"""Members: whole dates of birth, somebody disabled, consent and school of children (R-038, R-056, R-112, R-113)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.entitlement import school_age_not_enrolled
from jiedui.model.time import age
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

# 个人信息保护法 art. 31, no number of the notice.
CONSENT_AGE = 14


def _disabled(household: Household) -> Iterator[tuple[Pointer, Member]]:
    for index, member in enumerate(household.members):
        if member.disability:
            yield ("members", index), member


def asks_for_guardian(household: Household) -> bool:
    """Tell whether a disabled child was registered for whom a guardian has to agree."""
    return any(age(member.birth, household.registered_on) < CONSENT_AGE for _, member in _disabled(household))


@household_rule(
    "birth-incomplete",
    "残疾人的出生日期不完整",
    why="残疾人的出生日期要写到日，登记表上要填。",
    clause="附件2",
    requirement="R-112",
)
def birth_complete(household: Household, context: RuleContext) -> Findings:
    for pointer, member in _disabled(household):
        if not member.has_whole_birth and not is_hidden(member.birth):
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
    elif not household.present_on(household.registered_on):
        yield context.fault(
            ("members",),
            f"建档那天（{household.registered_on}）家庭成员里一个人也没有。",
            remedy="核对 registered_on（建档日期）和成员加入、离开的日期；建档时就在的，不写 joined_on。",
        )


@household_rule(
    "consent-guardian",
    "未满十四周岁没有监护人同意",
    why="未满十四周岁的，要由监护人同意（个人信息保护法第三十一条）。",
    clause="附件2",
    requirement="R-112",
)
def guardian_consents(household: Household, context: RuleContext) -> Findings:
    consent = context.files.written(household).get("consent", {})
    if asks_for_guardian(household) and consent.get("by") != "监护人":
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
    given=("schooling",),
)
def schooling(household: Household, context: RuleContext) -> Findings:
    missed = school_age_not_enrolled(household, context.policy, context.as_of)
    helped = {need.person for need in household.needs if any(measure.code == "帮就学" for measure in need.measures)}
    if household.closed_on or "" in helped:
        return
    for pointer, member in _disabled(household):
        if member in missed and member.id not in helped:
            yield context.fault(
                (*pointer, "schooling"),
                f"{member.id} {member.schooling}，需求里没有“帮就学”的措施。",
                remedy="在 needs 里写一项帮就学的需求和措施。",
            )


@household_rule(
    "since-idle",
    "情况起日对不上登记的情况",
    why="起日说明登记的情况从哪天起是这样；没有登记，或者写了两次，就不知道说的是什么。",
    clause="四(三)3",
    requirement="R-039",
    given=("since",),
)
def days_of_what_is_recorded(household: Household, context: RuleContext) -> Findings:
    for index, member in enumerate(context.files.written(household).get("members", ())):
        told: set[str] = set()
        for number, item in enumerate(member.get("since", ())):
            what = item["what"]
            section, _, key = what.rpartition(".")
            lacks = key not in (member.get(section, {}) if section else member)
            if lacks or what in told:
                words = f"没有登记 {what}，却写了它的起日。" if lacks else f"{what} 的起日写了两次。"
                yield context.fault(
                    ("members", index, "since", number, "what"),
                    words,
                    remedy="先登记这一项再写起日，一项只写一次；情况又变了的，改登记和起日。",
                )
            told.add(what)
