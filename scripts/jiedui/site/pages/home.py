"""首页: four figures beside those of the last quarter, the clock, what to do now, the units, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.day_words import left_text
from jiedui.reports.attention import attention_groups
from jiedui.reports.pace import quota_sentence
from jiedui.site.drawing.charts import trend
from jiedui.site.drawing.signs import BAD, GOOD, NONE, WAIT, Sign
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.pages.contact import matrix
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiedui.model.catalogue import Phase
    from jiedui.model.time import Quarter
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-003", "R-044", "R-087", "R-101")
SHOWN_TO = READERS

UPCOMING = 1


class ComingOccasion(NamedTuple):
    """A festival or observance that comes, and in how many days."""

    day: date
    name: str
    days: int


class ProgrammeClock(Struct, frozen=True, kw_only=True):
    """Where the programme stands: quarter ``number`` of ``total``, the phases that run, the days that remain.

    ``past`` quarters are over. Before the programme it is none that runs, after it the last one of those.
    """

    has_begun: bool
    is_over: bool
    past: int
    number: int
    total: int
    quarter: Quarter
    phases: tuple[Phase, ...]
    quarter_left: str
    programme_left: str
    upcoming: tuple[ComingOccasion, ...]


def clock(site: Site) -> ProgrammeClock:
    """Return the programme's clock (R-003, R-087: phases overlap and all are named)."""
    figures, policy = site.figures, site.ledger.policy
    ahead = sorted((when, name) for when, name in site.occasions.items() if when >= site.as_of)[:UPCOMING]
    begun, over = site.as_of >= policy.programme.start, figures.is_over
    return ProgrammeClock(
        has_begun=begun,
        is_over=over,
        past=figures.quarter_number - (0 if over else 1),
        number=figures.quarter_number if begun else 0,
        total=len(figures.quarters),
        quarter=figures.quarter,
        phases=tuple(phase for phase in policy.phases if phase.span.covers(figures.asked_on)),
        quarter_left=left_text(figures.quarter.end, figures.as_of),
        programme_left=left_text(policy.end, figures.as_of),
        upcoming=tuple(ComingOccasion(when, name, (when - site.as_of).days) for when, name in ahead),
    )


class GroupTile(Struct, frozen=True):
    """One federation or township at a glance: its page, its contacts of the quarter and what is worst about it."""

    path: str
    name: str
    group: GroupFigures
    sign: Sign
    word: str


def tiles(site: Site) -> list[GroupTile]:
    """Return a tile for each federation; in a county's site for each of its townships with households."""
    if site.county:
        return list(_townships(site))
    figures = site.figures
    return [
        GroupTile(f"units/{unit}.html", figures.unit_called(unit), group, *_worst(group))
        for unit, group in figures.standing.items()
    ]


def _townships(site: Site) -> Iterator[GroupTile]:
    for place in site.ledger.divisions.of_unit(site.county):
        if homes := site.townships.households(place):
            group = site.figures.of_households(homes)
            yield GroupTile(f"townships/{place.code}.html", place.name, group, *_worst(group))


def _worst(group: GroupFigures) -> tuple[Sign, str]:
    """Overdue and lacking households weigh more than a running quarter, which weighs more than nothing to do."""
    when = "最后一季" if group.figures.is_over else "上季"
    late = f"{when}逾期 {len(group.overdue_last)} 户" if group.overdue_last else ""
    lacking = f"欠 {float(group.quota.gap):g} 户" if group.quota.gap else ""
    if late or lacking:
        return BAD, "、".join(filter(None, (late, lacking)))
    if waiting := len(group.contact_now.due) - len(group.contact_now.met):
        return WAIT, f"还有 {waiting} 户未联系"
    if group.contact_now.due:
        return GOOD, "本季都已联系"
    city = group.unit and group.figures.ledger.units[group.unit].is_city  # which need not have any
    return NONE, "本季没有任务" if group.coverage.roster or city else "名册里没有户"


def view(site: Site) -> Mapping[str, Any]:
    """Return the clock, the figures of the city, what to do, and a tile for each federation or township."""
    city = site.figures.city
    return {
        "clock": clock(site),
        "city": city,
        "pace": site.pace,
        "quota_sentence": quota_sentence(city.quota),
        "lines": attention_groups(city),
        "tiles": tiles(site),
        "trend": trend(matrix(city), site.figures.quarter),
    }


def pages(site: Site) -> list[Page]:
    """Return the first page."""
    return [Page("index.md", "首页", "home.md.j2", lambda: view(site), wide=True, clauses=("五(四)", "发文"))]
