"""政策计算 on a household's page: what each rule says of each disabled person, of which facts, what lacks (R-039)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from jiedui.duties.entitlement import GapState
from jiedui.reports.reasons import ConditionRole, reasons
from jiedui.site.drawing.markup import html, joined
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.model.household import Household
    from jiedui.reports.reasons import PersonReasons, RuleReason, RuleReasons
    from jiedui.site.site import Site


class HouseholdEntitlements(Struct, frozen=True):
    """What ``_entitlements.j2`` shows of a household: of whom, and of which state of a rule what."""

    people: Sequence[PersonReasons]

    # In this order: what is to be looked into, what lacks, what is settled.
    told: ClassVar = (GapState.SUSPECT, GapState.REMINDER, GapState.UNKNOWN, GapState.SETTLED, GapState.MET)
    first: ClassVar = told[:3]
    unknown: ClassVar = GapState.UNKNOWN
    met: ClassVar = GapState.MET
    out: ClassVar = GapState.NOT_APPLICABLE

    @staticmethod
    def conditions(found: RuleReasons) -> Markup:
        """Return the conditions of a rule, in a list for each part that they have in it."""
        return joined([_part(role, reasons) for role, reasons in found.by_role], "\n")

    @staticmethod
    def against(found: RuleReasons) -> Markup:
        """Return why a rule does not apply."""
        return joined([_against(reason) for reason in found.reasons], "；")


def entitlements(site: Site, household: Household) -> HouseholdEntitlements:
    """Return what each rule says of the disabled people of a household; of one that has ended, of nobody."""
    policy, rules = site.ledger.policy, site.figures.rules.get(household.unit)
    active = household.active_on(site.as_of)
    return HouseholdEntitlements(reasons(household, policy, site.as_of, rules) if active else ())


def _part(role: ConditionRole, reasons: Sequence[RuleReason]) -> Markup:
    return html(
        "<p>{role}</p>\n<ul>\n{conditions}\n</ul>",
        role=role.value, conditions=joined([_condition(reason) for reason in reasons], "\n"),
    )  # fmt: skip


# In Python, and kept: of each household there are a hundred and more, and of a city's few are unlike any other.
@lru_cache(maxsize=1 << 12)
def _condition(item: RuleReason) -> Markup:
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
def _against(item: RuleReason) -> Markup:
    """Return a condition that keeps a rule from applying, and what the record says."""
    word = "有" if item.role is ConditionRole.UNLESS else "不是"
    return html("{word}“{words}”{recorded}", word=word, words=item.words, recorded=_recorded(item))


def _recorded(item: RuleReason) -> Markup:
    return html(" <small>档案：{text}</small>", text=item.recorded) if item.recorded else Markup("")
