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


def _linked(one: Household, other: Household) -> bool:
    """Tell whether one record continues the other after a move within the city."""
    return one.moved_from == other.id or other.moved_from == one.id


def _pairs(groups: dict[object, list[Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each later entry of a group with the first entry of another household, or of the same one."""
    for entries in groups.values():
        entries.sort(key=lambda entry: (entry[0].registered_on, entry[0].id, entry[1]))
        for number, entry in enumerate(entries[1:], 1):
            yield entry, next((other for other in entries[:number] if not _linked(entry[0], other[0])), entry)


@check("ledger", "duplicate-certificate", "同一个人登记了两次", "一个残疾人只能在一户里。两户都算，覆盖数就多了。", clause="附件2", requirement="R-112")
def same_certificate(rule: Rule, context: Context) -> Iterator[Finding]:
    groups: dict[object, list[Entry]] = defaultdict(list)
    for household, index, member in _people(context):
        if member.disability:
            groups[holder(member.disability.certificate)].append((household, index, member))
    for (household, index, _), (other, _, twin) in _pairs(groups):
        if (other, twin) == (household, household.members[index]):
            continue
        where = "本户" if other is household else f"户 {other.id}"
        state = "（已终止）" if other.closed_on else ""
        yield rule.at(
            context.path(household), ("members", index, "disability", "certificate"),
            message=f"这个残疾人证号与{where}{state}的 {twin.id} 相同。",
            remedy="核对是不是同一个人：重复的一户写 withdrawn（撤销）；从别处迁来的写 moved_from（原户编号）。",
        )  # fmt: skip


@check("ledger", "duplicate-person", "疑似同一个人", "姓名、出生日期和乡镇都一样，可能是同一户建了两次。", clause="附件2", requirement="R-112", severity=WARNING)
def same_person(rule: Rule, context: Context) -> Iterator[Finding]:
    groups: dict[object, list[Entry]] = defaultdict(list)
    for household, index, member in _people(context):
        if len(member.birth) == 10:
            groups[(member.name, member.birth, household.county, household.township)].append((household, index, member))
    for (household, index, member), (other, _, twin) in _pairs(groups):
        if other is household or _same_certificate(member, twin):
            continue
        yield rule.at(
            context.path(household), ("members", index, "name"), message=f"与户 {other.id} 的 {twin.id} 姓名、出生日期、乡镇都相同。",
            remedy="核对是不是同一个人；是的话，后建的一户写 withdrawn（撤销）。",
        )  # fmt: skip


def _same_certificate(member: Member, twin: Member) -> bool:
    mine, theirs = member.disability, twin.disability
    return bool(mine and theirs and holder(mine.certificate) == holder(theirs.certificate))


@check("ledger", "duplicate-helper", "疑似同一个责任人", "姓名和手机号都一样，两个编号会把户数算散。", clause="五(二)1", requirement="R-069", severity=WARNING)
def same_helper(rule: Rule, context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for identifier, helper in sorted(context.ledger.helpers.items()):
        first = seen.setdefault((helper.name, helper.mobile), identifier)
        if first != identifier:
            yield rule.at(
                context.path(helper), ("name",), message=f"与 {first} 姓名和手机号相同。",
                remedy="一个人有几个身份，写在同一份文件的 roles 里；多出的一份写 withdrawn（撤销）。",
            )  # fmt: skip
