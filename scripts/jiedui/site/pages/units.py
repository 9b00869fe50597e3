"""县市区: the list of federations, and one page for each with everything that it answers for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jiedui.duties.coverage import coverage
from jiedui.duties.quota import QuotaState
from jiedui.model.unit import DIRECT, FIRST
from jiedui.reports.attention import attention_groups
from jiedui.reports.deadlines import batches
from jiedui.reports.group_rows import HouseholdMember
from jiedui.reports.indicators import BY_KEY, OFF_OVERVIEW, OVERVIEW
from jiedui.reports.milestones import milestones
from jiedui.reports.severity import GRAVE, grouped
from jiedui.site.drawing.charts import trend
from jiedui.site.family import READERS
from jiedui.site.files import calendars
from jiedui.site.page import Page, Prominence
from jiedui.site.pages.contact import matrix
from jiedui.site.parts import CutList, Frame, Lists, Part, part_pages
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiedui.duties.entitlement import Suspect
    from jiedui.duties.quota import QuotaLine
    from jiedui.model.divisions import Township
    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.need import Need
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-002", "R-015", "R-021", "R-031", "R-035", "R-036", "R-039", "R-060", "R-080", "R-102")

CLAUSES = (
    "发文", "二(三)", "二(四)", "三(二)", "四", "四(二)1", "四(二)2", "四(三)3", "五(一)", "五(三)2", "六(一)",
    "六(三)",
)  # fmt: skip
SHOWN_TO = READERS


class TownshipRow(Struct, frozen=True):
    """One township of a federation and how many households and helpers it has."""

    township: Township
    households: int
    paired: int
    helpers: int


def places(site: Site, unit: str) -> list[TownshipRow]:
    """Return the townships that a federation manages, in the order of the list."""
    return [
        TownshipRow(
            township,
            len(homes := site.townships.households(township)),
            len(coverage(site.ledger, homes, site.as_of).paired),
            len(site.townships.helpers(township)),
        )
        for township in site.ledger.divisions.of_unit(unit)
    ]


class NeedRow(NamedTuple):
    """An open need of a household and the days since it was raised."""

    household: Household
    need: Need
    days: int


class UnclaimedPolicy(NamedTuple):
    """A policy, by name, that a member is entitled to and does not get."""

    household: Household
    member: Member
    policy: str


class SuspectRow(NamedTuple):
    """What a member may be missing."""

    household: Household
    member: Member
    suspect: Suspect


class UndecidedRow(NamedTuple):
    """A member of whom some rules cannot tell: how many, and the fields to fill in."""

    household: Household
    member: Member
    rules: int
    missing: tuple[str, ...]


class _OfHousehold(Protocol):
    """A row of a household."""

    @property
    def household(self) -> Household: ...


def need_rows(site: Site, group: GroupFigures) -> list[NeedRow]:
    """Return the open needs with the days since they were raised, the urgent and the oldest first (R-031)."""
    rows = [NeedRow(item.household, item.need, (site.as_of - item.need.raised_on).days) for item in group.open_needs]
    return sorted(rows, key=lambda row: (not row.need.urgent, row.need.raised_on, row.household.id))


def benefit_rows(site: Site, group: GroupFigures) -> list[UnclaimedPolicy]:
    """Return who is entitled to what and does not get it (R-039), in the words of the policy's list."""
    name = site.ledger.policy.benefit_name
    return [UnclaimedPolicy(item.household, item.member, name(item.benefit)) for item in group.benefit_gaps]


def suspect_rows(site: Site, found: Iterable[Suspect]) -> list[SuspectRow]:
    """Return who may be missing which policy, or what else is to be looked into (R-039), the surest rules first."""
    rows = [SuspectRow(*HouseholdMember.of(site.ledger, item.household, item.person), item) for item in found]
    order = ("高", "中", "低")
    return sorted(rows, key=lambda row: (order.index(row.suspect.rule.confidence), row.household.id, row.member.id))


def undecided_rows(site: Site, group: GroupFigures) -> list[UndecidedRow]:
    """Return of whom some rules cannot tell, and what to fill in (R-039)."""
    return [
        UndecidedRow(*HouseholdMember.of(site.ledger, item.household, item.person), item.rules, item.missing)
        for item in group.undecided
    ]


SECTIONS = {
    "summary": "责任人和户", "townships": "乡镇", "todo": "要办的事", "due": "近期到期", "upcoming": "还未生效",
    "risks": "风险", "hazards": "隐患", "suspects": "疑似应享未享", "school": "学龄未入学", "able": "有能力无措施",
    "benefits": "符合未享受", "figures": "主要数字", "quarters": "各季度联系", "milestones": "四件事",
    "unpaired": "没有结对", "short": "欠户", "needs": "需求", "helpers": "责任人", "roster": "帮扶户",
}  # fmt: skip


# The lists in the order in which the page of a part shows them.
TITLES = {
    "helpers": "帮扶责任人", "left": "已经离岗的责任人", "short": "欠户的责任人", "paired": "已结对的户",
    "unpaired": "没有结对的户", "outside": "不在名册的户", "closed": "已经终止的户", "risks": "返贫致贫风险未纳入监测",
    "hazards": "安全隐患未消除", "suspects": "疑似应享未享", "reminders": "重复享受、证件到期",
    "settled": "已核实、不再提示", "undecided": "信息不足", "school": "学龄未入学",
    "able": "有劳动能力、没有就业帮扶措施", "benefits": "登记为“符合未享受”的政策", "needs": "没有办结的需求",
}  # fmt: skip

# What is left to the lists beside the figures, the charts and what is due.
ROOM = 2000
# So many households of what is due on a day are named; the list to hand out has all.
NAMED = 6
# So many days and kinds of what is due stand on the page of each severity, the earliest.
BATCHES = 30


def lists(site: Site, unit: str, part: Part | None = None) -> Lists:
    """Return the lists of a federation, or of a part of it."""
    ledger, parts = site.ledger, site.parts(unit)
    group = part.group if part else site.figures.units[unit]
    lines = [site.figures.quota_lines[helper.id] for helper in group.helpers]
    in_roster = set(group.coverage.roster)
    staff: dict[str, list[QuotaLine]] = {
        "helpers": [line for line in lines if line.state.in_office],
        "left": [line for line in lines if line.state is QuotaState.LEFT],
        "short": [line for line in lines if line.gap],
    }
    homes: dict[str, list[Household]] = {
        "paired": group.paired,
        "unpaired": [ledger.households[item] for item in group.coverage.unpaired if item not in site.listed],
        "outside": [item for item in group.active if item.id not in in_roster and item.id not in site.listed],
        "closed": [item for item in group.households if item.closed_on and item.closed_on < site.as_of],
        "risks": [ledger.households[item] for item in group.unmonitored],
    }
    rows: dict[str, Sequence[_OfHousehold]] = {
        "suspects": suspect_rows(site, group.suspects),
        "reminders": suspect_rows(site, group.reminders),
        "settled": suspect_rows(site, group.settled),
        "undecided": undecided_rows(site, group),
        "school": group.out_of_school,
        "able": group.able_unhelped,
        "needs": need_rows(site, group),
        "benefits": benefit_rows(site, group),
    }
    hazards = sorted(group.open_hazards, key=lambda hazard: (hazard.found_on, hazard.household))
    listings: dict[str, CutList[Any]] = {
        **{key: CutList(found, 26, lambda line: parts.of_helper(line.helper)) for key, found in staff.items()},
        **{key: CutList(found, 28, lambda home: parts.of_household(home.id)) for key, found in homes.items()},
        **{key: CutList(found, 15, lambda row: parts.of_household(row.household.id)) for key, found in rows.items()},
        "hazards": CutList(hazards, 12, lambda row: parts.of_household(row.household)),
    }
    return Lists(listings, f"units/{unit}.md", parts, part, room=ROOM)


def view(site: Site, unit: str) -> Mapping[str, Any]:
    """Return everything that a federation answers for, what is urgent first."""
    ledger, group = site.ledger, site.figures.units[unit]
    # Sections that stand only where they hold something.
    given: Mapping[str, Any] = {"upcoming": site.upcoming.of_unit(unit), "townships": places(site, unit)}
    return {
        "unit": ledger.units[unit],
        "group": group,
        "indicators": (*OVERVIEW, BY_KEY["participation"], BY_KEY["hard_share"]),
        "responsible": [(kind, ledger.units[unit].responsible_on(kind, site.as_of)) for kind in (FIRST, DIRECT)],
        "lines": attention_groups(group),
        "due": grouped(site.deadlines.by_unit[unit], site.as_of, site.figures.digest),
        "batches": batches,
        "grave_days": GRAVE.days,
        "calendar": calendars.offered(site, calendars.unit_path(unit), site.deadlines.by_unit[unit]),
        "trend": trend(matrix(group), site.figures.quarter),
        "milestones": milestones(ledger.policy, ledger.units[unit], site.as_of),
        "lists": lists(site, unit),
        "listed_only": sum(item in site.listed for item in group.coverage.unpaired),
        "parts_of": _by_township(site, unit),
        "NAMED": NAMED,
        "BATCHES": BATCHES,
        **given,
        "sections": [item for item in SECTIONS.items() if given.get(item[0], True)],
    }  # fmt: skip


def list_view(site: Site) -> Mapping[str, Any]:
    """Return the federations that the site is of, and those that it only knows how to call."""
    known = site.ledger.units
    return {
        "units": [known[unit] for unit in site.figures.units],
        "others_to_call": [
            unit for unit in site.ledger.divisions.in_order(known.values()) if not site.ledger.owns(unit.id)
        ],
        "others": OFF_OVERVIEW,
    }


def pages(site: Site) -> list[Page]:
    """Return the list of the federations and a page for each."""
    listing = Page("units/index.md", "县市区", "units.md.j2", lambda: list_view(site), wide=True, clauses=CLAUSES)
    return [listing, *site.of_units("units", partial(unit_pages, site))]


def unit_pages(site: Site, unit: str) -> list[Page]:
    """Return the page of a federation and, where its lists are cut, those of its parts."""
    name = site.ledger.units[unit].short
    whole = view(site, unit)
    page = Page(
        f"units/{unit}.md", name, "unit.md.j2", lambda: whole, wide=True, prominence=Prominence.ALIKE,
        of=site.people_of(unit), group=True, doings=unit,
    )  # fmt: skip
    if not whole["lists"].cut:
        return [page]
    frame = Frame(page.path, "unit_part.html.j2", lambda part: f"{name}{part}", of=site.people_of(unit))
    return [page, *part_pages(frame, site.parts(unit), lambda part: part_view(site, unit, part))]


def part_view(site: Site, unit: str, part: Part) -> Mapping[str, Any]:
    """Return the lists of a part of a federation."""
    return {"unit": site.ledger.units[unit], "lists": lists(site, unit, part), "titles": TITLES}


def _by_township(site: Site, unit: str) -> dict[str, list[Part]]:
    """Return the parts of each township by its code; one without households and helpers has none."""
    codes = [place.code for place in site.ledger.divisions.of_unit(unit)]
    return {code: [part for part in site.parts(unit) if part.key.split("-")[0] == code] for code in codes}
