"""数据质量: what the records of each federation lack, leave in doubt, got late, or have long not touched (B-13)."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.reports.quality import Quality, doubts
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiedui.model.household import Household
    from jiedui.records.finding import Rule
    from jiedui.reports.quality import Doubt
    from jiedui.site.site import Site

# It serves no requirement of the notice, but what users of such ledgers ask for.
SERVES: tuple[str, ...] = ()
SHOWN_TO = READERS


class RuleCount(Struct, frozen=True):
    """How many warnings of a rule there are: in all, and by federation, ``""`` for what belongs to none."""

    rule: Rule
    all: int
    units: Counter[str]


def by_rule(found: Sequence[Doubt]) -> list[RuleCount]:
    """Return the rules of some warnings, those that warn most first."""
    rules = {item.rule.id: item.rule for item in found}
    counts = {key: Counter(item.unit for item in found if item.rule.id == key) for key in rules}
    rows = [RuleCount(rule, counts[key].total(), counts[key]) for key, rule in rules.items()]
    return sorted(rows, key=lambda row: (-row.all, row.rule.id))


def _quality(site: Site, households: Iterable[Household], found: Iterable[Doubt]) -> Quality:
    """Return the quality of the records of some households; of those that are but listed nobody has asked any yet."""
    return Quality(site.figures, (home for home in households if home.id not in site.listed), found)


def _listed_only(site: Site, households: Iterable[Household]) -> int:
    """Return how many of some households are on the roster and nothing else."""
    return sum(home.id in site.listed and home.active_on(site.as_of) for home in households)


def _shared(site: Site, quality: Quality) -> dict[str, Any]:
    return {"quality": quality, "rules": by_rule(quality.doubts), "late_days": site.ledger.policy.settings.late_days}


def city_view(site: Site, units: Mapping[str, Quality], found: Sequence[Doubt]) -> Mapping[str, Any]:
    """Return the numbers of every federation, of every rule, and of the last quarters."""
    own = site.ledger.own_households.values()
    return {
        **_shared(site, _quality(site, own, found)),
        "listed_only": _listed_only(site, own),
        "units": units,
        "elsewhere": Counter((item.path, item.message) for item in found if not item.unit),
    }


def unit_view(site: Site, unit: str, found: Sequence[Doubt], part: Part | None = None) -> Mapping[str, Any]:
    """Return the rows behind the numbers of a federation, or of a part of it."""
    parts = site.parts(unit)
    group = part.group if part else site.figures.units[unit]
    kept = [
        item for item in found if item.unit == unit and (not part or parts.of_household(item.household) == part.key)
    ]
    quality = _quality(site, group.households, kept)
    listings: dict[str, CutList[Any]] = {
        "missing": CutList(quality.gaps, 9, lambda row: parts.of_household(row.household)),
        "doubts": CutList(quality.doubts, 9, lambda row: parts.of_household(row.household)),
        "late": CutList(quality.late, 13, lambda row: parts.of_household(row.household)),
        "stale": CutList(quality.stale, 10, lambda row: parts.of_household(row.household)),
    }
    shown = Lists(listings, f"quality/{unit}.html", parts, part)
    listed_only = _listed_only(site, group.households)
    return {**_shared(site, quality), "unit": site.ledger.units[unit], "lists": shown, "listed_only": listed_only}


def pages(site: Site) -> list[Page]:
    """Return the page of the city and one of each federation."""
    found = doubts(site.warnings, site.ledger)
    units = {
        unit: _quality(site, group.households, [item for item in found if item.unit == unit])
        for unit, group in site.figures.units.items()
    }
    city = Page("quality.md", "数据质量", "quality.md.j2", lambda: city_view(site, units, found), wide=True)
    return [
        city,
        *(
            page
            for unit in units
            for page in site.kept(
                f"quality {unit}",
                site.people_of(unit),
                partial(unit_pages, site, unit, found),
                made_of=_told(unit, found),
            )
        ),
    ]


def _told(unit: str, found: Sequence[Doubt]) -> str:
    return repr([(item.path, item.rule.id, item.message) for item in found if item.unit == unit])


def unit_pages(site: Site, unit: str, found: Sequence[Doubt]) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    short = site.ledger.units[unit].short
    frame = Frame(
        f"quality/{unit}.html", "quality_unit.html.j2", lambda part: f"{short}{part}数据质量", of=site.people_of(unit),
        made_of=_told(unit, found),
    )  # fmt: skip
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, unit, found, part))
