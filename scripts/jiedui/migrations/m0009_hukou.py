"""Format 9: whether somebody is registered in the province is asked of any province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, each, renamed

if TYPE_CHECKING:
    from jiedui.records.tree import Place

_FACT = ("hunan_hukou", "province_hukou")
_DATED = tuple(f"facts.{name}" for name in _FACT)
_CONDITIONS = ("when", "any", "unless", "met")


def household(_place: Place, data: Data) -> Data:
    """Rename the fact, and where it is said since when it holds."""
    return each(data, "members", _member)


def _member(member: Data) -> Data:
    facts = member.get("facts")
    if isinstance(facts, dict) and _FACT[1] not in facts:
        member = {**member, "facts": renamed(facts, [_FACT])}
    return each(member, "since", lambda item: {**item, "what": _DATED[1]} if item.get("what") == _DATED[0] else item)


def entitlements(_place: Place, data: Data) -> Data:
    """Rename the fact in the conditions of the rules."""
    return each(data, "rules", _rule)


def _rule(rule: Data) -> Data:
    for name in _CONDITIONS:
        rule = each(rule, name, _condition)
    return rule


def _condition(condition: Data) -> Data:
    facts = condition.get("facts")
    if not isinstance(facts, list):
        return condition
    return {**condition, "facts": [_FACT[1] if fact == _FACT[0] else fact for fact in facts]}


MIGRATION = Migration(
    9,
    "“湖南户籍”改叫“本省户籍”，哪个省都能用；填过的照旧",
    {"household": household, "policy-entitlements": entitlements},
    {"household": ("湖南户籍",)},
)
