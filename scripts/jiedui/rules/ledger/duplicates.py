"""Duplicates over open and closed records, in the whole ledger, however a name is written (R-112)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.rules.context import Findings, LedgerContext
    from jiedui.rules.summaries import Summaries
    from jiedui.rules.summary import HelperSummary, HouseholdSummary, PersonSummary


class _Person(NamedTuple):
    """A member as registered: in which household, at which place of its list, and by which of the certificates."""

    household: HouseholdSummary
    row: int
    member: PersonSummary
    certificate: int = 0


def _people(summaries: Summaries) -> Iterator[_Person]:
    for household in summaries.households.values():
        for index, member in enumerate(household.people):
            yield _Person(household, index, member)


def _twins(marked: Iterable[tuple[bytes, _Person]], summaries: Summaries) -> Iterator[tuple[_Person, _Person]]:
    """Yield each person with the first registered earlier under the same mark in a record that is not continued."""
    groups: defaultdict[bytes, list[_Person]] = defaultdict(list)
    for mark, person in marked:
        groups[mark].append(person)
    for group in groups.values():
        if len(group) == 1:  # as nearly everybody
            continue
        group.sort(key=lambda person: (person.household.registered_on, person.household.id, person.row))
        for number, person in enumerate(group):
            for earlier in group[:number]:
                if not (_linked(person.household, earlier.household, summaries) or _left_for(person, earlier)):
                    yield person, earlier
                    break


def _left_for(one: _Person, other: _Person) -> bool:
    """Tell whether somebody left one household before coming to the other: by marriage, or as a family divides."""
    pairs = ((one.member, other.member), (other.member, one.member))
    return any(gone.left and gone.left <= there.since for gone, there in pairs)


def _linked(one: HouseholdSummary, other: HouseholdSummary, summaries: Summaries) -> bool:
    """Tell whether one of two records continues the other."""
    return other.id in _origins(one, summaries) or one.id in _origins(other, summaries)


def _origins(household: HouseholdSummary, summaries: Summaries) -> set[str]:
    """Return the records that a household continues, after one or several moves within the city."""
    found: set[str] = set()
    while household.moved_from and household.moved_from not in found:
        found.add(household.moved_from)
        household = summaries.households.get(household.moved_from, household)
    return found


@ledger_rule(
    "duplicate-certificate",
    "同一个人登记了两次",
    why="一个残疾人只能在一户里。两户都算，覆盖数就多了。",
    clause="附件2",
    requirement="R-112",
)
def same_certificate(context: LedgerContext) -> Findings:
    marked = (
        (identity, person._replace(certificate=index) if index else person)
        for person in _people(context.summaries)
        for identity, index in person.member.identities
    )
    for person, earlier in _twins(marked, context.summaries):
        where = "本户" if earlier.household is person.household else f"户 {earlier.household.id}"
        remedy = (
            "核对是不是同一个人：重复的一户写 withdrawn（撤销）；全家从别处迁来的写 moved_from（原户编号）；"
            "一个人离开那一户来的，在那一户的这个人下面写 left（离开），日期不晚于到这一户。"
        )
        if earlier.household.closed_on:
            where += "（已终止）"
            remedy += "重新帮扶已终止的户，不建新户：删掉那一户的 closed，另写一段结对。"
        yield context.file(person.household.path).fault(
            ("members", person.row, "disability", "certificates", person.certificate, "number"),
            f"这个残疾人证号与{where}的 {earlier.member.id} 相同。",
            remedy=remedy,
        )


@ledger_rule(
    "duplicate-person",
    "疑似同一个人",
    why="姓名、出生日期和乡镇都一样，可能是同一户建了两次。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def same_person(context: LedgerContext) -> Findings:
    marked = ((person.member.alike, person) for person in _people(context.summaries) if person.member.alike)
    for person, earlier in _twins(marked, context.summaries):
        if earlier.household is person.household or _same_certificate(person.member, earlier.member):
            continue
        yield context.file(person.household.path).fault(
            ("members", person.row, "name"),
            f"与户 {earlier.household.id} 的 {earlier.member.id} 姓名、出生日期、乡镇都相同。",
            remedy="核对是不是同一个人；是的话，后建的一户写 withdrawn（撤销）。",
        )


def _same_certificate(member: PersonSummary, twin: PersonSummary) -> bool:
    return not dict(member.identities).keys().isdisjoint(dict(twin.identities))


@ledger_rule(
    "duplicate-helper",
    "疑似同一个责任人",
    why="姓名和手机号都一样，两个编号会把户数算散。",
    clause="五(二)1",
    requirement="R-069",
    severity=WARNING,
)
def same_helper(context: LedgerContext) -> Findings:
    seen: dict[tuple[bytes, bytes], HelperSummary] = {}
    for _, helper in sorted(context.summaries.helpers.items()):
        known = seen.setdefault((helper.person, helper.mobile), helper)
        if known is not helper and not _went_over(known, helper):
            yield context.file(helper.path).fault(
                ("name",),
                f"与 {known.id} 姓名和手机号相同。",
                remedy="一个人有几个身份，写在同一份文件的 roles 里；多出的一份写 withdrawn（撤销）。",
            )


def _went_over(one: HelperSummary, other: HelperSummary) -> bool:
    """Tell whether somebody has left one federation for another: in two of them, and never in both on a day."""
    together = any(role.overlaps(more) for role in one.roles for more in other.roles)
    return one.unit != other.unit and not together
