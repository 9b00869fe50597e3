"""户页: everything that staff know of one household on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.duties import eligible, promise, upkeep
from jiedui.duties.benefit import states_on
from jiedui.duties.contact import ContactState
from jiedui.duties.entitlement import GapState
from jiedui.model.time import age
from jiedui.reports import case
from jiedui.reports.attention import undated
from jiedui.reports.form import relation_words
from jiedui.reports.implementation import implementations
from jiedui.reports.needs import NeedState
from jiedui.site.family import WORKERS
from jiedui.site.page import Page
from jiedui.site.pages.household_contacts import contact_row, need_steps, timeline, visit_anchor
from jiedui.site.pages.household_entitlements import entitlements
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.need import Measure, Need
    from jiedui.model.policy import Policy
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = (
    "R-014", "R-022", "R-030", "R-031", "R-033", "R-034", "R-039", "R-040", "R-041", "R-043", "R-044", "R-045", "R-050",
    "R-052", "R-053", "R-054", "R-055", "R-056", "R-085", "R-112", "R-113", "R-118",
)  # fmt: skip
SHOWN_TO = WORKERS

# The younger bands begin with school, with work and with being of age, as the policy says; these are the others.
DECADES = range(30, 90, 10)


def age_band(birth: str, policy: Policy, when: date) -> str:
    """Return the band of a person's age, such as 60–69岁. A birth date beside other data gives the certificate away."""
    begun = {0, policy.school_age.at_least, policy.working_age.at_least, policy.settings.adult_age, *DECADES}
    years = age(birth, when)
    first = max((band for band in begun if band <= years), default=0)
    after = min((band for band in begun if band > first), default=None)
    return f"{first}–{after - 1}岁" if after else f"{first}岁以上"


class Flag(Struct, frozen=True):
    """One mark below the household's name, with its mood."""

    text: str
    mood: str


def flags(site: Site, household: Household) -> list[Flag]:
    """Return the marks of a household: hardship, severity, categories to help first, pairing, risk, hazards."""
    policy, as_of = site.ledger.policy, site.as_of
    found = [Flag("个人信息已清除", "free")] if household.is_erased else []
    found.append(Flag(household.hardship, "none"))
    if eligible.has_severe(household, policy, as_of):
        found.append(Flag("重度残疾", "none"))
    found += [Flag(kind, "none") for kind in eligible.categories(household, policy, as_of)]
    if household.closed_on and household.closed_on < as_of:
        return [*found, Flag(f"已终止：{household.closed_reason}", "free")]
    found.append(Flag("✓ 已结对", "good") if household.primary_on(as_of) else Flag("✗ 未结对", "bad"))
    if eligible.awaits_review(household, policy, as_of):
        found.append(Flag("？ 已退出困难身份，请核实", "wait"))
    if household.relapse.risk:
        watched = not upkeep.unmonitored_risk(household)
        found.append(
            Flag(
                f"{'✓' if watched else '✗'} 返贫风险：{household.relapse.monitoring or '未申报'}",
                "good" if watched else "bad",
            )
        )
    standing_hazards = sum(hazard.removed_on is None for hazard in site.figures.hazards[household.id])
    if standing_hazards:
        found.append(Flag(f"✗ 隐患 {standing_hazards} 处", "bad"))
    overdue = sum(item.state is ContactState.OVERDUE for item in site.figures.histories[household.id])
    if overdue:
        found.append(Flag(f"✗ 累计逾期 {overdue} 个季度", "bad"))
    return found


def without_need(household: Household, as_of: date) -> list[Member]:
    """Return the disabled members of whom no need is open, their own or the whole household's (R-014)."""
    open_for = {need.person for need in upkeep.open_needs(household, as_of)}
    return [] if "" in open_for else [member for member in household.disabled_on(as_of) if member.id not in open_for]


class BenefitCell(NamedTuple):
    """The state of a policy with a member, and since when, where that was recorded."""

    state: str
    since: date | None


class BenefitRow(Struct, frozen=True):
    """One policy: its name, and how it stands with each member who has a column."""

    name: str
    cells: tuple[BenefitCell, ...]


class BenefitMatrix(Struct, frozen=True):
    """The policies by members: those with a certificate or with any policy recorded."""

    members: tuple[Member, ...]
    rows: tuple[BenefitRow, ...]


# In what order the page tells of the rules: what to look into first, what was looked into last.
_TOLD = tuple(state for state in GapState if state.listed)


def benefit_matrix(site: Site, household: Household) -> BenefitMatrix:
    """Return the policies of the notice by the members whom they may concern (四(三)3)."""
    policy, as_of = site.ledger.policy, site.as_of
    members = tuple(member for member in household.members if member.disability or member.benefits)
    states = [(states_on(household, member, policy, as_of), member.since) for member in members]
    return BenefitMatrix(
        members,
        tuple(
            BenefitRow(
                benefit.name,
                tuple(BenefitCell(found.get(key, "未填"), since.get(f"benefits.{key}")) for found, since in states),
            )
            for benefit in policy.benefits_on(as_of)
            for key in (benefit.key,)
        ),
    )


# What the page of a household that moved within the city says of what goes on in the record after it.
CARRIED = "已转出"


def need_state(household: Household, need: Need, as_of: date) -> str:
    """Return whether a need is still worked on: none of one who has died or left, nor one that goes on elsewhere."""
    if need in household.carried:
        return CARRIED
    if household.lapsed(need, as_of):
        return NeedState.ENDED.value
    return (NeedState.CLOSED if need.closed_on and need.closed_on <= as_of else NeedState.OPEN).value


def measure_state(household: Household, need: Need, measure: Measure, as_of: date) -> str:
    """Return how a promise stands, in the words of 需求与承诺."""
    found = promise.state_of(measure, as_of)
    if found.is_open and need in household.carried:
        return CARRIED
    return (NeedState.ENDED if found.is_open and household.lapsed(need, as_of) else found).value


def years(site: Site, household: Household) -> list[tuple[int, tuple[str, ...]]]:
    """Return what was done for a household in each year of the programme since it was registered (R-118)."""
    policy, as_of = site.ledger.policy, site.as_of
    last = min(as_of, household.closed_on or as_of)
    first = max(household.registered_on, policy.programme.start)
    found = range(first.year, last.year + 1) if first <= last else ()
    return implementations(site.ledger, site.figures.books[household.id], found)


SECTIONS = {
    "facts": "基本情况", "upcoming": "还未生效", "quarters": "各季度联系", "members": "家庭成员",
    "benefits": "惠残政策", "suspects": "疑似应享未享", "risks": "风险和隐患", "plan": "一户一案",
    "contacts": "联系记录", "intake": "入户五件事", "outings": "集体活动", "years": "年度落实", "pairings": "结对经历",
}  # fmt: skip


def view(site: Site, household: Household) -> Mapping[str, Any]:
    """Return what the page of a household shows."""
    as_of, upcoming = site.as_of, site.upcoming.of_household(household.id)
    return {
        "home": household,
        "sections": [item for item in SECTIONS.items() if upcoming or item[0] != "upcoming"],
        "flags": flags(site, household),
        "kept_until": site.retention.last_day_of(household),
        "names": {member.id: member.name for member in household.members},
        "related": lambda member: relation_words(household, household.head, member, as_of),
        "band": lambda member: age_band(member.birth, site.ledger.policy, as_of),
        "benefits": benefit_matrix(site, household),
        "entitlements": entitlements(site, household),
        "suspects": sorted(site.figures.suspects[household.id], key=lambda found: _TOLD.index(found.state)),
        "hazards": site.figures.hazards[household.id],
        "chapters": timeline(site, household),
        "contact_row": lambda to, item: contact_row(to, household, item, as_of),
        "intakes": site.figures.intakes[household.id],
        "outings": site.figures.outings[household.id],
        "years": years(site, household),
        "needs": [need for need in household.every_need if need.raised_on <= as_of],
        "steps": need_steps(site, household),
        "visit_anchor": lambda visit: visit_anchor(household.id, visit),
        "quiet": without_need(household, as_of),
        "need_state": lambda need: need_state(household, need, as_of),
        "measure_state": lambda need, measure: measure_state(household, need, measure, as_of),
        "upcoming": upcoming,
        "contacts": case.contacts(site.figures, household),
        "tasks": case.tasks(site.figures, household),
        "undated": undated(site.figures.of_households([household])),
        "next_visit": case.next_visit(site.figures, household, site.library),
        "own_file": case.own_file(site.figures, household),
    }


def pages(site: Site) -> list[Page]:
    """Return a page for each household, those that ended included; those that are but listed have a row."""
    homes = sorted(site.ledger.own_households.items())
    return [_page(site, household) for name, household in homes if name not in site.listed]


def _page(site: Site, household: Household) -> Page:
    return Page(
        f"households/{household.id}.html", f"{household.head.name} {household.id}", "household.html.j2",
        lambda: view(site, household), section=f"units/{household.unit}.html", of=(household.id,),
    )  # fmt: skip
