"""政策计算 on a household's page: what each rule says of each disabled person, of which facts, what lacks (R-039)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jiedui.duties.entitlement import GapState
from jiedui.reports.reasons import ConditionRole, reasons
from jiedui.site.drawing.markup import html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.reports.reasons import RuleReason
    from jiedui.site.site import Site

# In this order: what is to be looked into, what lacks, what is settled.
TOLD = (GapState.SUSPECT, GapState.REMINDER, GapState.UNKNOWN, GapState.SETTLED, GapState.MET)


def view(site: Site, household: Household) -> Mapping[str, Any]:
    """Return what ``_entitlements.j2`` shows of a household as ``entitlements``; of one that has ended, nobody."""
    policy, rules = site.ledger.policy, site.figures.rules.get(household.unit)
    return {
        "people": reasons(household, policy, site.as_of, rules) if household.active_on(site.as_of) else [],
        "told": TOLD,
        "first": TOLD[:3],
        "unknown": GapState.UNKNOWN,
        "met": GapState.MET,
        "out": GapState.NOT_APPLICABLE,
        "Role": ConditionRole,
        "condition": condition,
        "against": against,
    }


# In Python, and kept: of each household there are a hundred and more, and of a city's few are unlike any other.
@lru_cache(maxsize=1 << 12)
def condition(item: RuleReason) -> Markup:
    """Return a condition in a list: whether it is so, its words, what the record says. What is not known stands out.

    Of what there must not be, it is good that there is none.
    """
    unless = item.role is ConditionRole.UNLESS
    if item.holds is None:
        sign = Markup('<span class="jd-s wait">？ 不清楚</span>')
    elif unless:
        sign = Markup("－ 有" if item.holds else "✓ 没有")
    else:
        sign = Markup("✓ 是" if item.holds else "－ 不是")
    return html("<li>{sign} {words}{recorded}</li>", sign=sign, words=item.words, recorded=_recorded(item))


@lru_cache(maxsize=1 << 12)
def against(item: RuleReason) -> Markup:
    """Return a condition that keeps a rule from applying, and what the record says."""
    word = "有" if item.role is ConditionRole.UNLESS else "不是"
    return html("{word}“{words}”{recorded}", word=word, words=item.words, recorded=_recorded(item))


def _recorded(item: RuleReason) -> Markup:
    return html(" <small>档案：{text}</small>", text=item.recorded) if item.recorded else Markup("")
