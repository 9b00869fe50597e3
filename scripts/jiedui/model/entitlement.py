"""The rules that look for policies a person may not be receiving (应享未享, R-039), as data of ``records/policy/``.

A rule is four flat lists of conditions: ``when`` (all hold), ``any`` (one holds), ``unless`` (none holds) and ``met``
(one settles it). A condition holds where all that it names holds. Switches and numbers of ``config`` are resolved
here, once: what a switch turns off is not there.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import DAY, Span, day
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

# The properties of a condition that ask whether a word of the record is one of several.
WORDS = ("hardship", "hukou", "employment", "schooling", "self_care", "care", "monitoring")
# The lists of conditions of a rule.
LISTS = ("when", "any", "unless", "met")


class Prompt(StrEnum):
    """What a rule prompts staff to look into, as it is worded: only the first kind is 疑似应享未享."""

    LACKING = "疑似应享未享，请核实"
    TWICE = "疑似重复享受，请核实"
    EXPIRING = "残疾人证快到期或已过期，请核实"


class RuleOption(Struct, frozen=True):
    """A switch or number of a rule's ``config``, by the rule's place in the file, its id, and the option's name."""

    index: int
    rule: str
    name: str


class AgeBand(Struct, frozen=True):
    """Ages in whole years, both ends included."""

    at_least: int
    at_most: int
    clause: str


class SchoolAge(AgeBand, frozen=True, kw_only=True):
    """义务教育年龄 (R-038): who is of school age, and which words of 就学情况 mean that a child is not at school.

    ``term_begins`` is the month and day (``09-01``) on which a school year begins, and with it school for those who
    have come of age before; empty where the birthday itself counts. ``finished`` are the words of 受教育程度 of one who
    has been through school in the last year of the band.
    """

    schooling: frozenset[str]
    term_begins: str
    finished: frozenset[str]

    def entered_by(self, when: date) -> date:
        """Return the day by which one who has to be at school on ``when`` had come of age: the last of the holidays."""
        if not self.term_begins:
            return when
        term = date.fromisoformat(f"{when.year}-{self.term_begins}")
        return (term if term <= when else term.replace(year=when.year - 1)) - DAY


class WorkingAge(AgeBand, frozen=True, kw_only=True):
    """劳动年龄 (R-037): who counts as able to work, which measure is due, and whose work is settled already."""

    labour: frozenset[str]
    measure: str
    settled: frozenset[str]


class Impairment(Struct, frozen=True):
    """Grades of disability that count; no ``categories`` means all of them."""

    categories: frozenset[str]
    grades: frozenset[str]


class WordCondition(NamedTuple):
    """That a word of the record is one of several; ``key`` is one of :data:`WORDS`."""

    key: str
    words: frozenset[str]


class BenefitCondition(NamedTuple):
    """That a policy, by its key, is in one of several states."""

    key: str
    states: frozenset[str]


class MeasureCondition(Struct, frozen=True):
    """A measure of one code in a state: 已登记, 未办结 or 有期限; ``days`` asks that its need be older than that."""

    code: str
    state: str
    days: int | None


class Condition(Struct, frozen=True, kw_only=True):
    """A conjunction: every property that is set must hold. Ages in whole years, ``expires_in`` in days."""

    facts: tuple[str, ...]
    age_at_least: int | None
    age_at_most: int | None
    school_age: SchoolAge | None
    disability: tuple[Impairment, ...]
    words: tuple[WordCondition, ...]
    benefits: tuple[BenefitCondition, ...]
    measures: tuple[MeasureCondition, ...]
    expires_in: int | None


class EntitlementRule(Struct, frozen=True, kw_only=True):
    """One policy that a person may be missing. ``any`` is ``None`` where the rule has no such list.

    ``plain`` says what it is in words that a household uses, where the policy says so itself.
    """

    id: str
    name: str
    plain: str
    clause: str
    requirements: tuple[str, ...]
    basis: tuple[str, ...]
    expect: str
    wording: Prompt
    severity: str
    confidence: str
    enabled: bool
    units_off: frozenset[str]
    units_on: frozenset[str]
    since: date | None
    until: date | None
    when: tuple[Condition, ...]
    any: tuple[Condition, ...] | None
    unless: tuple[Condition, ...]
    met: tuple[Condition, ...]
    note: str

    @property
    def benefits(self) -> tuple[str, ...]:
        """The keys of the recorded policies of which having one settles the rule; none where it looks elsewhere."""
        return tuple(dict.fromkeys(item.key for condition in self.met for item in condition.benefits))

    def applies_in(self, unit: str, when: date) -> bool:
        """Tell whether a federation uses the rule on a day: switched on there, and within its dates."""
        switched_on = unit not in self.units_off if self.enabled else unit in self.units_on
        return switched_on and Span(self.since or date.min, self.until).covers(when)

    @classmethod
    def of(cls, data: Mapping[str, Any], bands: Mapping[str, AgeBand]) -> EntitlementRule:
        """Type a rule whose ``config`` holds what its conditions ask for: see :func:`missing`."""
        config = data.get("config", {})
        parts = {
            name: tuple(
                _condition(item, config, bands)
                for item in data.get(name, ())
                if "option" not in item or config[item["option"]]
            )
            for name in LISTS
        }
        return cls(
            id=data["id"],
            name=data["name"],
            plain=data.get("plain", ""),
            clause=data["clause"],
            requirements=tuple(data["requirements"]),
            basis=tuple(data["basis"]),
            expect=data["expect"],
            wording=Prompt(data["wording"]),
            severity=data["severity"],
            confidence=data["confidence"],
            enabled=data["enabled"],
            units_off=frozenset(data.get("units_off", ())),
            units_on=frozenset(data.get("units_on", ())),
            since=day(data.get("from")),
            until=day(data.get("to")),
            when=parts["when"],
            any=parts["any"] if "any" in data else None,
            unless=parts["unless"],
            met=parts["met"],
            note=data.get("note", ""),
        )


def school_age(data: Mapping[str, Any]) -> SchoolAge:
    """Type the section ``school_age`` of the file."""
    return SchoolAge(
        at_least=data["at_least"],
        at_most=data["at_most"],
        clause=data["clause"],
        schooling=frozenset(data["schooling"]),
        term_begins=data.get("term_begins", ""),
        finished=frozenset(data.get("finished", ())),
    )


def working_age(data: Mapping[str, Any]) -> WorkingAge:
    """Type the section ``working_age`` of the file."""
    return WorkingAge(
        at_least=data["at_least"],
        at_most=data["at_most"],
        clause=data["clause"],
        labour=frozenset(data["labour"]),
        measure=data["measure"],
        settled=frozenset(data["settled"]),
    )


def rules(data: Mapping[str, Any]) -> tuple[EntitlementRule, ...]:
    """Type the rules of the file, in its order."""
    bands = {"school_age": school_age(data["school_age"]), "working_age": working_age(data["working_age"])}
    return tuple(EntitlementRule.of(item, bands) for item in data["rules"])


def missing(data: Mapping[str, Any]) -> tuple[RuleOption, ...]:
    """Return what conditions of the file's rules ask for and the ``config`` of their rule lacks, each once."""
    return tuple(
        dict.fromkeys(
            RuleOption(index, rule["id"], name)
            for index, rule in enumerate(data["rules"])
            for key in LISTS
            for condition in rule.get(key, ())
            for name in _asked(condition)
            if name not in rule.get("config", {})
        )
    )


def _asked(condition: Mapping[str, Any]) -> list[str]:
    """Return the names of the options and numbers of ``config`` that a condition uses."""
    measures = [item["open_for"] for item in condition.get("measures", ()) if "open_for" in item]
    return [condition[key] for key in ("option", "age_up_to", "expires_in") if key in condition] + measures


def _condition(data: Mapping[str, Any], config: Mapping[str, Any], bands: Mapping[str, AgeBand]) -> Condition:
    band = bands[data["age_band"]] if "age_band" in data else None
    ceiling = config[data["age_up_to"]] if "age_up_to" in data else None
    return Condition(
        facts=tuple(data.get("facts", ())),
        age_at_least=max(_known(data.get("age_at_least"), band.at_least if band else None), default=None),
        age_at_most=min(_known(data.get("age_at_most"), ceiling, band.at_most if band else None), default=None),
        school_age=band if isinstance(band, SchoolAge) else None,
        disability=tuple(
            Impairment(frozenset(item.get("categories", ())), frozenset(item["grades"]))
            for item in data.get("disability", ())
        ),
        words=tuple(WordCondition(key, frozenset(data[key])) for key in WORDS if key in data),
        benefits=tuple(BenefitCondition(item["key"], frozenset(item["states"])) for item in data.get("benefits", ())),
        measures=tuple(
            MeasureCondition(item["code"], item["state"], config[item["open_for"]])
            if "open_for" in item
            else MeasureCondition(item["code"], item["state"], None)
            for item in data.get("measures", ())
        ),
        expires_in=config[data["expires_in"]] if "expires_in" in data else None,
    )


def _known(*numbers: int | None) -> list[int]:
    return [number for number in numbers if number is not None]
