"""No module of rules is forgotten."""

from __future__ import annotations

import inspect
import pkgutil
from collections import Counter
from importlib import import_module

from jiedui import check, rules  # noqa: F401  (enters the rules, also those that lie elsewhere)
from jiedui.records.finding import RULES
from jiedui.rules import every
from jiedui.rules.registry import RULE_SETS


def test_every_module_that_holds_a_rule_is_entered() -> None:
    for info in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        import_module(info.name)
    holding = {entry.judge.__module__ for entered in RULE_SETS for entry in entered}
    entered = {module.__name__ for module in vars(every).values() if inspect.ismodule(module)}
    missing = sorted(name for name in holding - entered if name.startswith("jiedui.rules."))
    assert missing == [], "import each in scripts/jiedui/rules/every.py"


def test_no_two_rules_are_called_alike() -> None:
    """A list of titles, as the page of a clause gives it, says which is meant."""
    titles = Counter(rule.title for rule in RULES)
    assert [title for title, count in titles.items() if count > 1] == []
