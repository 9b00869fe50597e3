"""Duplicates over open and closed records, in the whole ledger (R-112)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jiedui.model.household import Household, Member
from jiedui.model.identity import holder
from jiedui.records.finding import Finding, Rule
from jiedui.rules.registry import WARNING, Context, check

Entry = tuple[Household, int, Member]


def _people(context: Context) -> Iterator[Entry]:
    for household in context.ledger.households.values():
        for index, member in enumerate(household.members):
            yield household, index, member


def _origins(household: Household, context: Context) -> set[str]:
    """Return the records that a household continues, after one or several moves within the city."""
    found: set[str] = set()
    while household.moved_from and household.moved_from not in found:
        found.add(household.moved_from)
        household = context.ledger.households.get(household.moved_from, household)
    return found


def _pairs(groups: dict[object, list[Entry]], context: Context) -> Iterator[tuple[Entry, Entry]]:
    """Yield each entry of a group with the first earlier one that it does not continue."""
    for entries in groups.values():
        if len(entries) == 1:
            continue
        entries.sort(key=lambda entry: (entry[0].registered_on, entry[0].id, entry[1]))
        for number, entry in enumerate(entries):
            origins = _origins(entry[0], context)
            first = next(
                (other for other in entries[:number] if not _linked(entry[0], other[0], origins, context)), None
            )
            if first:
                yield entry, first


def _linked(household: Household, other: Household, origins: set[str], context: Context) -> bool:
    return other.id in origins or household.id in _origins(other, context)


@check(
    "ledger",
    "duplicate-certificate",
    "同一个人登记了两次",
    "一个残疾人只能在一户里。两户都算，覆盖数就多了。",
    clause="附件2",
    requirement="R-112",
)
def same_certificate(rule: Rule, context: Context) -> Iterator[Finding]:
    groups: dict[object, list[Entry]] = defaultdict(list)
    for household, index, member in _people(context):
        if member.disability:
            groups[holder(member.disability.certificate)].append((household, index, member))
    for (household, index, _), (other, _, twin) in _pairs(groups, context):
        where = "本户" if other is household else f"户 {other.id}"
        remedy = "核对是不是同一个人：重复的一户写 withdrawn（撤销）；从别处迁来的写 moved_from（原户编号）。"
        if other.closed_on:
            where += "（已终止）"
            remedy += "重新帮扶已终止的户，不建新户：删掉那一户的 closed，另写一段结对。"
        yield rule.at(
            context.path(household),
            ("members", index, "disability", "certificate"),
            message=f"这个残疾人证号与{where}的 {twin.id} 相同。",
            remedy=remedy,
        )


@check(
    "ledger",
    "duplicate-person",
    "疑似同一个人",
    "姓名、出生日期和乡镇都一样，可能是同一户建了两次。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def same_person(rule: Rule, context: Context) -> Iterator[Finding]:
    groups: dict[object, list[Entry]] = defaultdict(list)
    for household, index, member in _people(context):
        if len(member.birth) == 10:
            groups[(member.name, member.birth, household.county, household.township)].append((household, index, member))
    for (household, index, member), (other, _, twin) in _pairs(groups, context):
        if other is household or _same_certificate(member, twin):
            continue
        yield rule.at(
            context.path(household),
            ("members", index, "name"),
            message=f"与户 {other.id} 的 {twin.id} 姓名、出生日期、乡镇都相同。",
            remedy="核对是不是同一个人；是的话，后建的一户写 withdrawn（撤销）。",
        )


def _same_certificate(member: Member, twin: Member) -> bool:
    mine, theirs = member.disability, twin.disability
    return bool(mine and theirs and holder(mine.certificate) == holder(theirs.certificate))


@check(
    "ledger",
    "duplicate-helper",
    "疑似同一个责任人",
    "姓名和手机号都一样，两个编号会把户数算散。",
    clause="五(二)1",
    requirement="R-069",
    severity=WARNING,
)
def same_helper(rule: Rule, context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for identifier, helper in sorted(context.ledger.helpers.items()):
        first = seen.setdefault((helper.name, helper.mobile), identifier)
        if first != identifier:
            yield rule.at(
                context.path(helper),
                ("name",),
                message=f"与 {first} 姓名和手机号相同。",
                remedy="一个人有几个身份，写在同一份文件的 roles 里；多出的一份写 withdrawn（撤销）。",
            )
