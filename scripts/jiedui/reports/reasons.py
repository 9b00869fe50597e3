"""政策计算: each rule of a person in words, what the record says to each of its conditions, and what it lacks (B-12).

Nothing is judged here: whether a condition holds, and what the rule says, is what ``duties`` say.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jiedui.duties.entitlement import GapState, Suspect, assessed, persons, rules_in_use
from jiedui.duties.facts import FIELDS, WORD_FIELDS, Circumstances
from jiedui.model.entitlement import Condition
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from jiedui.model.entitlement import EntitlementRule, Impairment, MeasureCondition
    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.policy import Policy

TITLE = "政策计算"
SERVES: tuple[str, ...] = ("R-039",)

# What the record implies, in words: the policy asks for it by these keys.
IMPLIED_WORDS = {
    "certificate_valid": "残疾人证在有效期内",
    "dibao": "享受低保（全家或者本人）",
    "dibao_single": "单人户低保",
    "dibao_edge": "低保边缘户",
    "tekun": "特困供养",
    "student": "在校学习",
    "relapse_risk": "有返贫致贫风险",
    "asked": "问过需求",
}
_HARDSHIP = ("dibao", "dibao_single", "dibao_edge", "tekun")
# Those that the record may say of the person alone, too.
_OF_ONE = ("dibao", "dibao_single")
_SINCE = {"self_care": "disability.self_care", "care": "disability.care"}
RECEIVED = "已享受"
UNFILLED = "没有填"


class ConditionRole(StrEnum):
    """What part a condition has in its rule; the value heads it."""

    WHEN = "都要符合"
    ANY = "还要符合一项"
    UNLESS = "不能有"
    MET = "有一项就算落实"


# What alone keeps a rule from applying.
_DECIDING = ((ConditionRole.WHEN, False), (ConditionRole.UNLESS, True))


class RuleReason(Struct, frozen=True):
    """One condition of a rule: in words, what the record says to it, and whether it is so.

    ``holds`` is ``None`` where it is not known; of what must not be, it tells whether it is.
    """

    role: ConditionRole
    words: str
    recorded: str
    holds: bool | None


class LackingField(Struct, frozen=True):
    """A field that is not filled in: its Chinese title and where in the record of the household it is to be written."""

    title: str
    place: str


class RuleReasons(Struct, frozen=True):
    """What a rule says of a person, and why; ``settled_by`` is the recorded state of the one policy that settles it.

    ``reasons`` are all its conditions, or those alone that keep it from being about the person.
    """

    found: Suspect
    reasons: tuple[RuleReason, ...]
    lacks: tuple[LackingField, ...]
    settled_by: str = ""

    @property
    def said(self) -> str:
        """What the rule says in a word: of a settled one how the policy that settles it is recorded, where one does.

        申请中 and 不愿 settle a rule, and so do questions asked and steps taken: none of them is 已享受.
        """
        return self.settled_by or self.found.state.value

    @property
    def rule(self) -> EntitlementRule:
        """The rule."""
        return self.found.rule

    @property
    def by_role(self) -> list[tuple[ConditionRole, list[RuleReason]]]:
        """The conditions by the part that they have in the rule."""
        return [(role, list(found)) for role, found in groupby(self.reasons, key=lambda reason: reason.role)]


class RecordedPolicy(Struct, frozen=True):
    """A policy by name as it stands recorded of a person, and since when, where the record says so."""

    name: str
    state: str
    since: date | None


class PersonReasons(Struct, frozen=True):
    """All rules in use for one disabled person, and the policies that are recorded of whom no rule shown speaks."""

    member: Member
    rules: tuple[RuleReasons, ...]
    others: tuple[RecordedPolicy, ...]

    def counted(self, *states: GapState) -> Counter[str]:
        """Return how many of the rules say what, in their order."""
        return Counter(item.said for item in self.of(*states))

    def of(self, *states: GapState) -> tuple[RuleReasons, ...]:
        """Return the rules that say one of ``states``, in their order."""
        return tuple(item for state in states for item in self.rules if item.found.state is state)


def reasons(
    household: Household, policy: Policy, as_of: date, rules: Sequence[EntitlementRule] | None = None
) -> list[PersonReasons]:
    """Return the rules of every disabled person of a household on a day; nobody of one that is not in the roster.

    ``rules`` are those in use in its federation, where whoever asks has looked them up.
    """
    if rules is None:
        rules = rules_in_use(policy, household.unit, as_of)
    return [_person(person, rules) for person in persons(household, policy, as_of)]


def _person(person: Circumstances, rules: Sequence[EntitlementRule]) -> PersonReasons:
    found = tuple(_rule(person, assessed(person, rules)))
    told = {key for item in found if item.found.state is not GapState.NOT_APPLICABLE for key in item.rule.benefits}
    return PersonReasons(person.member, found, tuple(_others(person, told)))


def _others(person: Circumstances, told: Collection[str]) -> Iterator[RecordedPolicy]:
    for item in person.policy.benefits_on(person.as_of):
        if item.key in person.benefits and item.key not in told:
            yield RecordedPolicy(item.name, person.benefits[item.key], person.member.since.get(f"benefits.{item.key}"))


def _rule(person: Circumstances, found: Iterable[Suspect]) -> Iterator[RuleReasons]:
    for item in found:
        lacks = tuple(LackingField(title, place(title, person.policy)) for title in item.missing)
        settled = _settled_by(item.rule, person) if item.state is GapState.MET else ""
        told = _against if item.state is GapState.NOT_APPLICABLE else _judged
        reasons = tuple(_reason(asked, person, holds) for asked, holds in told(item.rule, person))
        yield RuleReasons(item, reasons, lacks, settled)


def _settled_by(rule: EntitlementRule, person: Circumstances) -> str:
    """Return how the one policy that settles a rule is recorded; nothing where something else settles it."""
    for condition in rule.met:
        if person.judge(condition).value and len(condition.benefits) == 1 and len(parts(condition)) == 1:
            return person.benefits.get(condition.benefits[0].key, "")
    return ""


def place(title: str, policy: Policy) -> str:
    """Return where in the record of the household a field of a Chinese title is written."""
    found = next((key for key, known in FIELDS.items() if known == title), "")
    benefit = next((item.key for item in policy.benefits if item.name == title), "")
    return found or (f"members.benefits.{benefit}" if benefit else "")


def _judged(rule: EntitlementRule, person: Circumstances) -> list[tuple[_Asked, bool | None]]:
    """Return what a rule asks, each with whether it is so."""
    return [(asked, person.judge(asked.condition).value) for asked in _asked(rule, person.policy)]


def _against(rule: EntitlementRule, person: Circumstances) -> list[tuple[_Asked, bool | None]]:
    """Return why a rule is not about a person: what alone keeps it from applying, or that none of several is so."""
    judged = _judged(rule, person)
    alone = [(asked, holds) for asked, holds in judged if (asked.role, holds) in _DECIDING]
    return alone or [(asked, holds) for asked, holds in judged if (asked.role, holds) == (ConditionRole.ANY, False)]


def _reason(asked: _Asked, person: Circumstances, holds: bool | None) -> RuleReason:  # noqa: FBT001 (a value)
    texts = dict.fromkeys(recorded(part, person) for part in asked.parts)
    return RuleReason(asked.role, asked.words, "；".join(filter(None, texts)), holds)


class _Asked(NamedTuple):
    """What a rule asks of everybody: a condition in its parts, each of which asks for one thing, and in words."""

    role: ConditionRole
    condition: Condition
    parts: tuple[Condition, ...]
    words: str


_ASKED: dict[int, tuple[EntitlementRule, Policy, tuple[_Asked, ...]]] = {}


def _asked(rule: EntitlementRule, policy: Policy) -> tuple[_Asked, ...]:
    """Return what a rule asks; put into words once, since a city has thousands of people to ask it of."""
    known = _ASKED.get(id(rule))
    if known is None or known[0] is not rule or known[1] is not policy:
        known = _ASKED[id(rule)] = rule, policy, tuple(_asks(rule, policy))
    return known[2]


def _asks(rule: EntitlementRule, policy: Policy) -> Iterator[_Asked]:
    conditions = [(ConditionRole.WHEN, part) for condition in rule.when for part in parts(condition)]
    conditions += [(ConditionRole.ANY, condition) for condition in rule.any or ()]
    conditions += [(ConditionRole.UNLESS, condition) for condition in rule.unless]
    conditions += [(ConditionRole.MET, condition) for condition in rule.met]
    for role, condition in conditions:
        known = parts(condition)
        yield _Asked(role, condition, known, "，并且".join(words(part, policy) for part in known))


NOTHING = Condition(
    facts=(), age_at_least=None, age_at_most=None, school_age=None, disability=(), words=(), benefits=(), measures=(),
    expires_in=None,
)  # fmt: skip


@cache
def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return conditions that each ask for one thing and together for what ``condition`` asks for."""
    ages = replace(
        NOTHING,
        age_at_least=condition.age_at_least,
        age_at_most=condition.age_at_most,
        school_age=condition.school_age,
    )
    found = (
        ages,
        replace(NOTHING, disability=condition.disability),
        *(replace(NOTHING, words=(item,)) for item in condition.words),
        *(replace(NOTHING, benefits=(item,)) for item in condition.benefits),
        *(replace(NOTHING, measures=(item,)) for item in condition.measures),
        replace(NOTHING, expires_in=condition.expires_in),
        *(replace(NOTHING, facts=(key,)) for key in condition.facts),
    )
    return tuple(part for part in found if part != NOTHING)


def words(part: Condition, policy: Policy) -> str:
    """Return a condition that asks for one thing in words."""
    if part.school_age:
        return f"在义务教育年龄（{part.age_at_least}到{part.age_at_most}岁）"
    if part.age_at_least is not None or part.age_at_most is not None:
        return _age_words(part.age_at_least, part.age_at_most)
    if part.disability:
        return "残疾是" + "，或者".join(map(_impairment_words, part.disability))
    for key, asked in part.words:
        return f"{FIELDS[WORD_FIELDS[key][0]]}是{_or(asked)}"
    for key, states in part.benefits:
        return f"{policy.benefit_name(key)}{_or(states)}"
    for measure in part.measures:
        return _measure_words(measure)
    if part.expires_in is not None:
        return f"残疾人证{part.expires_in}天内到期，或者已经过期"
    return fact_words(part.facts[0])


def fact_words(key: str) -> str:
    """Return a fact of the policy, by its key, in words."""
    return IMPLIED_WORDS.get(key) or FIELDS[f"members.facts.{key}"]


def _age_words(at_least: int | None, at_most: int | None) -> str:
    if at_least is None:
        return f"年龄不大于{at_most}岁"
    return f"年龄{at_least}到{at_most}岁" if at_most is not None else f"年龄满{at_least}岁"


def _impairment_words(wanted: Impairment) -> str:
    grades = sorted(wanted.grades, key=lambda grade: "一二三四".find(grade[0]))
    return f"{'、'.join(sorted(wanted.categories))}{'、'.join(grades)}"


def _measure_words(wanted: MeasureCondition) -> str:
    late = f"（需求提出超过{wanted.days}天）" if wanted.days is not None else ""
    return f"有{wanted.state}的“{wanted.code}”措施{late}"


def _or(asked: Iterable[str]) -> str:
    """Return words of which one is asked for, 已享受 before any other state of a policy."""
    return "、".join(f"“{word}”" for word in sorted(asked, key=lambda word: (word != RECEIVED, word)))


def recorded(part: Condition, person: Circumstances) -> str:
    """Return what the record says to a condition that asks for one thing, and since when, where it says so."""
    member = person.member
    if part.disability:
        card, components = person.disability, person.disability.components
        detail = "、".join(category + grade for category, grade in components)
        own = f"{card.category}{card.grade}{f'（{detail}）' if detail else ''}"
        return _since(own, card.graded_since)
    for key, _ in part.words:
        return _word(key, person)
    for key, _ in part.benefits:
        return _since(person.benefits.get(key, UNFILLED), member.since.get(f"benefits.{key}"))
    if part.expires_in is not None:
        return _expires(person)
    return _fact(part.facts[0], person) if part.facts else ""


def _word(key: str, person: Circumstances) -> str:
    value = WORD_FIELDS[key][1](person) or UNFILLED
    if key == "hardship":
        return _hardship(person)
    if key == "monitoring":
        steps = person.household.relapse.steps
        return _since(value, steps[-1].on if steps else None)
    return _since(value, person.member.since.get(_SINCE.get(key, key)))


def _fact(key: str, person: Circumstances) -> str:
    member = person.member
    if key in _HARDSHIP:
        own = _since(person.benefits.get("dibao", UNFILLED), member.since.get("benefits.dibao"))
        return _hardship(person) + (f"，低保{own}" if key in _OF_ONE else "")
    if key == "certificate_valid":
        return _expires(person)
    if key == "student":
        return _since(member.employment or member.schooling or UNFILLED, member.since.get("employment"))
    if key == "relapse_risk":
        relapse = person.household.relapse
        return _since("有" if relapse.risk else "没有" if relapse.recorded else UNFILLED, relapse.found_on)
    if key == "asked":
        noted = person.disability.no_need_on
        return f"{noted} 暂无需求" if noted else ""
    return _since(member.facts.get(key, UNFILLED), member.since.get(f"facts.{key}"))


def _hardship(person: Circumstances) -> str:
    spells = person.household.hardships
    since = next((item.since for item in reversed(spells) if item.covers(person.as_of)), None)
    return _since(person.hardship, since)


def _expires(person: Circumstances) -> str:
    expires = person.disability.certificate.expires
    return f"{expires} 到期" if expires else f"到期日{UNFILLED}"


def _since(value: str, since: date | None) -> str:
    return f"{value}（{since} 起）" if since else value
