"""配额合规表: every helper with what is owed, held and lacking, and since when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.duties.office import main_office
from jiedui.duties.quota import QuotaLine, QuotaState, short_since
from jiedui.reports.standing import quota_readings
from jiedui.reports.wording import number
from jiedui.site.drawing.charts import BarItem, BarPart, Bars, compared
from jiedui.site.family import READERS
from jiedui.site.page import Page
from jiedui.site.parts import CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.helper import Helper, Role
    from jiedui.reports.groups import GroupFigures
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-060", "R-061", "R-062", "R-063", "R-064", "R-065", "R-067", "R-068", "R-069")
SHOWN_TO = READERS

# About how many elements a row takes.
ROW, LEFT = 32, 12

ORDER = (QuotaState.SHORT, QuotaState.GRACE, QuotaState.MET, QuotaState.FREE)


class QuotaRow(Struct, frozen=True):
    """One helper. ``since`` is the first day of an open gap; ``readings`` are those that had a part in the numbers."""

    helper: Helper
    role: Role
    line: QuotaLine
    since: date | None
    readings: tuple[str, ...]

    @property
    def rank_class(self) -> str:
        """The class of post and rank where the quota asks for it, else nothing."""
        main = self.line.main
        return main.rank_class if main and main.quota.rank_class else ""

    @property
    def title(self) -> str:
        """The kind of office that decides the number."""
        return self.line.main.quota.title if self.line.main else "没有任职"


def row(site: Site, helper: Helper) -> QuotaRow:
    """Return a helper's row as of the day of the site."""
    line = site.figures.quota_lines[helper.id]
    return QuotaRow(
        helper, main_office(helper, site.ledger.policy, site.as_of), line, short_since(site.ledger, helper, site.as_of),
        quota_readings(site.ledger, line),
    )  # fmt: skip


def _rows_of(site: Site, group: GroupFigures) -> list[QuotaRow]:
    known = site.ledger.of_each(f"rows of quotas {site.as_of}", site.ledger.helpers, partial(row, site))
    return [known[helper.id] for helper in group.helpers]


def rows(site: Site, group: GroupFigures) -> list[QuotaRow]:
    """Return the helpers in office of a unit, those who lack households first."""
    kept = [item for item in _rows_of(site, group) if item.line.state.in_office]
    return sorted(kept, key=lambda item: (ORDER.index(item.line.state), -item.line.owed, item.helper.id))


def chart(site: Site) -> Bars:
    """Return 应, 实 and 差 of each federation as bars: what is held lies over what is owed, what lacks below."""
    items = []
    for group in site.figures.units.values():
        total = group.quota
        parts = (BarPart(total.owed, "frame"), BarPart(total.have, "full"), BarPart(total.gap, "lack"))
        note = f"{total.owed}／{number(total.have)}／{number(total.gap)}"
        items.append(BarItem(site.ledger.units[group.unit].short, parts, note))
    return compared(items)


def left_rows(site: Site, group: GroupFigures) -> list[QuotaRow]:
    """Return the helpers of a unit who are no longer in office."""
    return [item for item in _rows_of(site, group) if item.line.state is QuotaState.LEFT]


class Staff(Struct, frozen=True):
    """The helpers of a federation: in office, and no longer."""

    group: GroupFigures
    rows: list[QuotaRow]
    left: list[QuotaRow]


def view(site: Site, staff: Mapping[str, Staff]) -> Mapping[str, Any]:
    """Return the helpers of each federation with their quotas, and the rule that sets them."""
    parts = site.federations
    listings = {
        "q": CutList([row for item in staff.values() for row in item.rows], ROW, lambda row: row.helper.unit),
        "left": CutList([row for item in staff.values() for row in item.left], LEFT, lambda row: row.helper.unit),
    }
    return {
        "staff": list(staff.values()),
        "lists": Lists(listings, "quota.md", parts),
        "city": site.figures.city,
        "chart": chart(site),
        "quotas": [quota for quota in site.ledger.policy.quotas if quota.span.covers(site.as_of)],
    }


def unit_view(site: Site, staff: Staff, part: Part | None = None) -> Mapping[str, Any]:
    """Return the helpers of a federation, or of a part of it."""
    unit = staff.group.unit
    parts = site.parts(unit)
    kinds = {f"q-{unit}": (staff.rows, ROW), "left": (staff.left, LEFT)}
    listings = {
        key: CutList(
            [row for row in found if part is None or parts.of_helper(row.helper.id) == part.key],
            elements,
            lambda row: parts.of_helper(row.helper.id),
        )
        for key, (found, elements) in kinds.items()
    }
    return {
        "group": staff.group,
        "unit": site.ledger.units[unit],
        "lists": Lists(listings, f"quota/{unit}.html", parts, part),
    }


def pages(site: Site) -> list[Page]:
    """Return the page of the quotas and, where they grow too long for one, those of the federations."""
    units = site.figures.units
    staff = {unit: Staff(group, rows(site, group), left_rows(site, group)) for unit, group in units.items()}
    shown = view(site, staff)
    city = Page("quota.md", "配额合规表", "quota.md.j2", lambda: shown, wide=True,
                clauses=("五(二)1", "五(二)2", "五(二)3", "二(一)"))  # fmt: skip
    listed = staff if shown["lists"].cut else ()
    return [city, *site.of_units("quota", lambda unit: unit_pages(site, staff[unit]), listed)]


def unit_pages(site: Site, staff: Staff) -> list[Page]:
    """Return the page of a federation and those of its parts."""
    unit = staff.group.unit
    short = site.ledger.units[unit].short
    frame = Frame(
        f"quota/{unit}.html", "quota_unit.html.j2", lambda part: f"{short}{part}配额合规表", of=site.people_of(unit)
    )
    return pages_by_part(frame, site.parts(unit), lambda part: unit_view(site, staff, part))
