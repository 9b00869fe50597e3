"""What the package declares to serve: every requirement of the notice, and every module that declares anything."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import jiedui
from jiedui import check  # noqa: F401  (enters the rules)
from jiedui.duties import contact
from jiedui.model.ledger import Ledger
from jiedui.records.finding import RULES
from jiedui.records.reader import read_ledger
from jiedui.reports import requirements
from jiedui.reports.requirements import Service
from jiedui.serving import PRINTS, RECKONINGS, services
from jiedui.site.build import FAMILIES
from jiedui.site.pages import policy


@pytest.fixture(scope="module")
def numbers(policy_root, library):
    """The requirements that the clauses of the shipped policy name."""
    return requirements.clauses_of(Ledger.of(read_ledger(policy_root, library)).policy)


def declaring():
    """Every module of the rooms that reckon or print, if it has a name for staff."""
    for room in ("duties", "reports", "workbook", "documents", "prints"):
        parent = import_module(f"{jiedui.__name__}.{room}")
        for info in pkgutil.walk_packages(parent.__path__, f"{parent.__name__}."):
            module = import_module(info.name)
            if hasattr(module, "TITLE"):
                yield module


def test_every_module_that_declares_what_it_serves_is_collected_once():
    collected = [*RECKONINGS, *PRINTS]
    assert sorted(module.__name__ for module in declaring()) == sorted(module.__name__ for module in collected)


def test_every_module_serves_requirements_of_the_notice_in_their_order(numbers):
    for module in (*RECKONINGS, *PRINTS, *FAMILIES, policy):
        assert set(module.SERVES) <= set(numbers), module.__name__
        assert list(module.SERVES) == sorted(set(module.SERVES)), module.__name__
    assert all(module.SERVES for module in (*RECKONINGS, *PRINTS))


def test_no_two_services_have_one_title():
    titles = [service.title for service in (*services().reckonings, *services().prints)]
    assert len(titles) == len(set(titles))


def test_every_requirement_is_served_or_listed(numbers):
    given = services()
    served = {
        *(name for service in (*given.reckonings, *given.prints) for name in service.serves),
        *(name for family in (*FAMILIES, policy) for name in family.SERVES),
        *(name for name in numbers if requirements.rules_of(name, RULES) or requirements.indicators_of(name)),
    }
    assert set(numbers) - served == {*requirements.NO_DUTY, *requirements.NOT_YET}


def test_every_field_serves_requirements_of_the_notice(numbers, library):
    named = {name for record in library for field in record.fields() for name in field.serves}
    assert named <= set(numbers)
    assert len(named) > 80


def test_a_mention_in_a_docstring_serves_nothing(monkeypatch):
    before = services()
    monkeypatch.setattr(contact, "__doc__", f"{contact.__doc__} R-070 is not served here.")
    assert services() == before
    assert before.reckonings[RECKONINGS.index(contact)] == Service("每季度联系", ("R-084",))


def test_the_cards_are_prints():
    assert requirements.titles_of("R-120", services().prints) == ("联系卡清单", "联系卡内容")
    assert "联系卡内容" not in requirements.titles_of("R-120", services().reckonings)
