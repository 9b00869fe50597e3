"""What serves each requirement of the notice: record fields, rules, indicators, reckonings, prints and pages.

Each says itself what it serves: a field in its schema (``x-serves``), a rule and an indicator by their requirement, a
module by its constant ``SERVES``. Nothing is read out of source text, and nothing is listed twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from jiedui.reports.indicators import INDICATORS, Indicator
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.model.policy import Policy
    from jiedui.records.finding import Rule
    from jiedui.records.schema import Field, RecordSchema

_REQUIREMENT = re.compile(r"R-[0-9]{3}")

# Words of the notice that no software can serve.
NO_DUTY: Mapping[str, str] = {"R-106": "指导思想和作风要求，不涉及软件职责；原文在政策页。"}

# What is asked for and not there yet, with the reason. A test holds this list to what is really missing.
NOT_YET: Mapping[str, str] = {}


class Serving(Protocol):
    """A module that reckons or prints for requirements of the notice: what staff call it, and which it serves."""

    TITLE: str
    SERVES: tuple[str, ...]


class Service(Struct, frozen=True):
    """A reckoning or a print: what staff call it, and the requirements that it serves."""

    title: str
    serves: tuple[str, ...]

    @classmethod
    def of(cls, module: Serving) -> Service:
        """Return what a module declares."""
        return cls(module.TITLE, module.SERVES)


class Services(Struct, frozen=True):
    """All reckonings and all prints of the package, each in the order in which a page names them."""

    reckonings: tuple[Service, ...]
    prints: tuple[Service, ...]


class ServingField(Struct, frozen=True):
    """A field in which a requirement is written down, of the kind of record that it belongs to."""

    record: RecordSchema
    field: Field


def clauses_of(policy: Policy) -> dict[str, list[str]]:
    """Return the clauses of each requirement, in the order of the numbers."""
    found: dict[str, list[str]] = {}
    for clause in policy.clauses.values():
        for requirement in clause.requirements:
            found.setdefault(requirement, []).append(clause.id)
    return dict(sorted(found.items()))


def fields_of(requirement: str, records: Iterable[RecordSchema]) -> tuple[ServingField, ...]:
    """Return the fields whose schema names a requirement, in the order of the kinds and of writing."""
    return tuple(
        ServingField(record, field) for record in records for field in record.fields() if requirement in field.serves
    )


def rules_of(requirement: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules of the check that serve a requirement."""
    return tuple(rule for rule in rules if requirement in _REQUIREMENT.findall(rule.requirement))


def indicators_of(requirement: str) -> tuple[Indicator, ...]:
    """Return the indicators that serve a requirement."""
    return tuple(indicator for indicator in INDICATORS if requirement in _REQUIREMENT.findall(indicator.requirement))


def titles_of(requirement: str, services: Iterable[Service]) -> tuple[str, ...]:
    """Return what staff call the services that serve a requirement."""
    return tuple(service.title for service in services if requirement in service.serves)
