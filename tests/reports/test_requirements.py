"""What serves a requirement: clauses, fields, rules, indicators and services, each by what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from jiedui.records.finding import Rule
from jiedui.reports import requirements
from jiedui.reports.requirements import Service


@dataclass
class Module:
    TITLE: str
    SERVES: tuple[str, ...]


def rule(requirement):
    return Rule(id="id", title="标题", scope="户", why="为什么", requirement=requirement)


def paths(requirement, library):
    found = requirements.fields_of(requirement, library)
    return [f"{item.record.kind}: {'.'.join(item.field.path)}" for item in found]


def test_a_service_is_what_its_module_declares():
    assert Service.of(Module("每季度联系", ("R-084",))) == Service("每季度联系", ("R-084",))


def test_services_keep_their_order():
    both = [Service("乙", ("R-001", "R-002")), Service("甲", ("R-002",))]
    assert requirements.titles_of("R-002", both) == ("乙", "甲")
    assert requirements.titles_of("R-001", both) == ("乙",)
    assert requirements.titles_of("R-003", both) == ()


@pytest.mark.parametrize(
    ("requirement", "fields"),
    [
        ("R-084", ["visit: date", "visit: by"]),
        ("R-002", ["helper: roles.body", "unit: level"]),
        ("R-038", ["household: members.birth", "household: members.schooling"]),
        ("R-999", []),
    ],
)
def test_fields_come_in_the_order_of_kinds_and_of_writing(requirement, fields, library):
    assert paths(requirement, library) == fields


def test_a_rule_may_serve_several_requirements():
    both, other = rule("R-063、R-064"), rule("R-065")
    assert requirements.rules_of("R-064", (both, other)) == (both,)
    assert requirements.rules_of("R-06", (both, other)) == ()


def test_the_indicators_of_the_contact_are_told_in_order():
    keys = [indicator.key for indicator in requirements.indicators_of("R-084")]
    assert keys == ["due", "met", "running", "contact_rate", "overdue_closed", "overdue_ever"]
    assert requirements.indicators_of("R-999") == ()
