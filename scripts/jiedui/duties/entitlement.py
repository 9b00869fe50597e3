"""疑似应享未享: who may be missing a policy, and who may lack schooling or work (R-037, R-038, R-039, 四(三)).

A suspicion is a prompt to go and check, never a decision. Where a fact is not known, the answer is 信息不足 with the
fields to fill in, never a gap.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.duties.facts import Circumstances
from jiedui.duties.judgement import standing
from jiedui.duties.promise import PromiseState, promises
from jiedui.duties.verdict import Verdict, all_of, any_of
from jiedui.model.entitlement import Prompt
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jiedui.model.entitlement import EntitlementRule
    from jiedui.model.household import Household
    from jiedui.model.member import Judgement, Member
    from jiedui.model.policy import Policy

TITLE = "疑似应享未享"
SERVES: tuple[str, ...] = ("R-037", "R-038", "R-039")


class GapState(StrEnum):
    """What a rule says of a person. The first three are to be looked into; all but the last two are told.

    REMINDER is what a rule prompts to look into that is no lack: a policy enjoyed twice, a certificate that ends.
    """

    SUSPECT = "疑似应享未享"
    REMINDER = "请核实"
    UNKNOWN = "信息不足"
    SETTLED = "已核实"
    MET = "不用再办"
    NOT_APPLICABLE = "不适用"

    @property
    def listed(self) -> bool:
        """Whether staff are told of it: they have something to look into, or have done so."""
        return self not in (GapState.MET, GapState.NOT_APPLICABLE)


class Gap(Struct, frozen=True):
    """What a rule says of a person; where that is 信息不足, ``missing`` are the titles of the fields to fill in.

    Where it is 已核实, ``judgement`` is what people found.

    ``lacking`` are the keys of the policies that the rule is about and that the person is not known to have.
    """

    state: GapState
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    judgement: Judgement | None = None


_OUT, _MET = Gap(GapState.NOT_APPLICABLE), Gap(GapState.MET)


class Suspect(Struct, frozen=True):
    """One rule for one person, and what it says of that person."""

    household: str
    person: str
    rule: EntitlementRule
    gap: Gap

    @property
    def state(self) -> GapState:
        """What the rule says of the person."""
        return self.gap.state

    @property
    def missing(self) -> tuple[str, ...]:
        """The Chinese titles of the fields that would decide it."""
        return self.gap.missing

    @property
    def clause(self) -> str:
        """The clause of the notice that the rule serves, such as 四(三)3."""
        return self.rule.clause

    @property
    def wording(self) -> str:
        """What to show: the rule's prompt, what has to be filled in first, or what was found."""
        if done := self.gap.judgement:
            return f"{done.on}核实：{done.verdict}。依据：{done.basis}" + (
                f"。有效到{done.until}" if done.until else ""
            )
        return f"信息不足，请补填：{'、'.join(self.missing)}" if self.missing else self.rule.wording


def gap(rule: EntitlementRule, person: Circumstances) -> Gap:
    """Return what a rule says of a person, whether the rule is switched on or not."""
    applies = all_of(_applies(rule, person))
    if applies.value is False:
        return _OUT
    met = any_of(map(person.judge, rule.met))
    found = all_of((applies, ~met))
    if found.value is False:
        return _MET
    lacking = _lacking(rule, person)
    if judgement := standing(rule, person):
        return Gap(GapState.SETTLED, (), lacking, judgement)
    if found.value is None:
        return Gap(GapState.UNKNOWN, found.missing, lacking)
    return Gap(GapState.SUSPECT if rule.wording is Prompt.LACKING else GapState.REMINDER, (), lacking)


def _lacking(rule: EntitlementRule, person: Circumstances) -> tuple[str, ...]:
    wanted = (item for condition in rule.met for item in condition.benefits)
    return tuple(dict.fromkeys(item.key for item in wanted if not person.benefit(item.key, item.states).value))


def _applies(rule: EntitlementRule, person: Circumstances) -> Iterator[Verdict]:
    yield from map(person.judge, rule.when)
    if rule.any is not None:
        yield any_of(map(person.judge, rule.any))
    for item in rule.unless:
        yield ~person.judge(item)


def rules_in_use(policy: Policy, unit: str, as_of: date) -> tuple[EntitlementRule, ...]:
    """Return the rules that a federation uses on a day, of those that anything can settle then."""
    found = (rule for rule in policy.entitlements if rule.applies_in(unit, as_of))
    return tuple(rule for rule in found if _can_be_met(rule, policy, as_of))


def assessments(
    household: Household, policy: Policy, as_of: date, rules: Sequence[EntitlementRule] | None = None
) -> Iterator[Suspect]:
    """Yield every rule in use for every disabled member, whatever it says; nothing for a household not in the roster.

    Args:
        household: the household with its members, needs and measures.
        policy: the notice as data; ``entitlements`` holds the rules, switched by federation and by date.
        as_of: the day that ages, dates and rules are taken on.
        rules: those in use in its federation, where whoever asks of many households has looked them up.
    """
    if rules is None:
        rules = rules_in_use(policy, household.unit, as_of)
    for person in persons(household, policy, as_of):
        yield from assessed(person, rules)


def assessed(person: Circumstances, rules: Iterable[EntitlementRule]) -> Iterator[Suspect]:
    """Yield what each of the ``rules`` says of a person."""
    for rule in rules:
        yield Suspect(person.household.id, person.member.id, rule, gap(rule, person))


def persons(household: Household, policy: Policy, as_of: date) -> Iterator[Circumstances]:
    """Yield the disabled members of whom rules are asked on a day; none of a household not in the roster."""
    for member in _present(household, as_of):
        yield Circumstances(household, member, policy, as_of)


def _can_be_met(rule: EntitlementRule, policy: Policy, when: date) -> bool:
    """Tell whether the policies that would settle a rule can be received on a day; one may settle it otherwise."""
    ways = [condition.benefits for condition in rule.met if condition.benefits]
    return not ways or any(all(policy.has_benefit(item.key, when) for item in way) for way in ways)


def suspects(
    household: Household, policy: Policy, as_of: date, rules: Sequence[EntitlementRule] | None = None
) -> list[Suspect]:
    """Return what may be missing, what cannot be told and what was looked into, by person and rule (R-039, 四(三)3).

    A policy of a person is asked for once: a rule that asks for none but what rules before it ask for is left out.
    """
    listed: list[Suspect] = []
    asked: set[tuple[str, str]] = set()
    for found in assessments(household, policy, as_of, rules):
        lacking = {(found.person, key) for key in found.gap.lacking}
        if found.state.listed and not (lacking and lacking <= asked):
            asked |= lacking
            listed.append(found)
    return listed


def _present(household: Household, as_of: date) -> Iterator[Member]:
    """Yield the disabled members who belong to the household on a day; none of one not in the roster."""
    for member in household.disabled if household.active_on(as_of) else ():
        if member.present_on(as_of):
            yield member


def school_age_not_enrolled(household: Household, policy: Policy, as_of: date) -> tuple[Member, ...]:
    """Return the disabled children of school age who are recorded as not at school (R-038, 四(三)2)."""
    band = policy.school_age
    return tuple(
        member
        for member in _present(household, as_of)
        if member.schooling in band.schooling
        and Circumstances(household, member, policy, as_of).at_school_age(band).value
    )


def able_without_measure(household: Household, policy: Policy, as_of: date) -> tuple[Member, ...]:
    """Return the disabled members able to work, without settled work and without a measure for it (R-037, 四(三)1).

    A measure counts while it is open, and in the year in which it was done.
    """
    band = policy.working_age
    able = [
        member
        for member in _present(household, as_of)
        if member.disability
        and member.disability.labour in band.labour
        and member.employment not in band.settled
        and Circumstances(household, member, policy, as_of).aged(band.at_least, band.at_most).value
    ]
    if not able:
        return ()
    helped = {
        found.need.person
        for found in promises(household, as_of)
        if found.measure.code == band.measure and _counts(found.state, found.measure.done_on, as_of)
    }
    return tuple(member for member in able if not helped & {"", member.id})


def _counts(state: PromiseState, done_on: date | None, as_of: date) -> bool:
    return state.is_open or (done_on is not None and done_on.year == as_of.year)
