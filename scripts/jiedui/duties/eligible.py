"""Whom the notice means: 困难重度残疾人家庭 and the categories to help first (R-050 … R-055, 五(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.time import age, episodes

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Disability
    from jiedui.model.policy import Policy

TITLE = "帮扶对象条件"
SERVES: tuple[str, ...] = ("R-050", "R-051", "R-052", "R-053", "R-054", "R-055")


def is_hard_up(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether the household counts as 困难 on a day (R-050)."""
    return household.hardship_on(when) in policy.settings.hardship_statuses


def judged_on(household: Household, when: date) -> date:
    """Return the day by which 困难 is judged on ``when``: that on which the household was paired (A-29).

    A hand-over without a break does not pair it anew. One that nobody is in charge of is judged by ``when`` itself.
    """
    if not household.pairings:  # as most of a roster
        return when
    runs = episodes(pairing.span for pairing in household.pairings if pairing.is_primary)
    return next((run.start for run in runs if run.covers(when)), when)


def has_left_hardship(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether a household that was hard-up when it was paired is so no more: to be looked at, not to be ended."""
    return is_hard_up(household, policy, judged_on(household, when)) and not is_hard_up(household, policy, when)


def awaits_review(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether a household is in the roster by the day of its pairing alone, and nobody has said why (A-29)."""
    return has_left_hardship(household, policy, when) and not household.exception_reason


def has_severe(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether somebody severely disabled belongs to the household on a day (R-051, A-16; A-22)."""
    return any(
        policy.settings.is_severe(member.disability.category, member.disability.grade)
        for member in household.disabled_on(when)
        if member.disability
    )


def is_eligible(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether the household meets 五(一): hard-up when it was paired and severe, or admitted with a reason."""
    meets = is_hard_up(household, policy, judged_on(household, when)) and has_severe(household, policy, when)
    return meets or bool(household.exception_reason)


def categories(household: Household, policy: Policy, when: date) -> tuple[str, ...]:
    """Return the categories of 五(一) to help first: those recorded, and those that the people of the day make."""
    found = [kind for kind, _ in household.priorities]
    disabled = household.disabled_on(when)
    if len(disabled) >= 2:
        found.append("一户多残")
    if any(age(member.birth, when) >= policy.settings.old_age for member in disabled):
        found.append("老残一体")
    if any(_helpless(member.disability, policy) for member in disabled):
        found.append("无生活自理能力")
    return tuple(dict.fromkeys(found))


def _helpless(disability: Disability | None, policy: Policy) -> bool:
    """R-054: no self-care, and a severe intellectual, mental or physical disability (or one within 多重)."""
    if disability is None:
        return False
    kinds = {disability.category, *(category for category, _ in disability.components)}
    severe = policy.settings.is_severe(disability.category, disability.grade)
    return disability.self_care == "完全丧失" and severe and bool(kinds & {"智力", "精神", "肢体"})


def carers_all_old(household: Household, policy: Policy, when: date) -> bool:
    """Tell whether every adult who is not disabled is old: a hint at 依老养残, which staff confirm (R-053, A-17)."""
    settings = policy.settings
    ages = [
        age(member.birth, when) for member in household.members if not member.disability and member.present_on(when)
    ]
    carers = [years for years in ages if years >= settings.adult_age]
    return bool(carers) and min(carers) >= settings.old_age
