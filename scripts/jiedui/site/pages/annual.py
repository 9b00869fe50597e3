"""年度总结和考核: the material and the appraisal sheets of the year, and those of the first year.

The first year runs from September 2023 to September 2024, as the notice counts it (R-086). Appraisal sheets show the
indicators; a score stands on them only where the office has set weights (R-098). The city's departments have theirs,
too: the notice asks for an appraisal of 机关科室 and 直属单位. Sheets of persons are no page: they are for the person
and the one who appraises, and ``jiedui report assessment`` prints them (R-099).

A sheet lists all that it lacks. Where that grows too long for one page, each federation and each department has its
own, and its lists are cut as everywhere.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from jiedui.reports.annual import first_year, year_period
from jiedui.reports.assessment import appraised_departments, department_sheet_of, unit_sheet_of
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.paper import Table
from jiedui.reports.period import PeriodFigures
from jiedui.reports.progress import period_paper
from jiedui.site.family import READERS
from jiedui.site.page import Page, Prominence
from jiedui.site.parts import ROOM, CutList, Frame, Lists, Part, pages_by_part
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.duties.cadence import Period
    from jiedui.reports.department import Department
    from jiedui.reports.paper import Paper
    from jiedui.site.parts import Parts
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-086", "R-098")
SHOWN_TO = READERS

# About how many elements a household takes on the sheets all together, a row of what they lack, and a paper with its
# sheet besides.
HOUSEHOLD, ROW, SHEET = 28, 7, 150


class Appraised(Struct, frozen=True, kw_only=True, dict=True):
    """A federation or, where one is given, a ``department`` of it, with the ``figures`` of a year.

    ``key`` names its page; ``people`` are the households and helpers that its sheet and summary are of.
    """

    key: str
    unit: str
    name: str
    title: str
    people: frozenset[str]
    figures: PeriodFigures
    department: Department | None = None

    @cached_property
    def sheet(self) -> Paper:
        """The appraisal sheet."""
        department = self.department
        found = department_sheet_of(self.figures, department) if department else unit_sheet_of(self.figures, self.unit)
        return sheet_paper(found)

    @cached_property
    def paper(self) -> Paper | None:
        """The summary, which departments have none of."""
        return None if self.department else period_paper(self.figures, self.unit, "总结")

    @property
    def lacks(self) -> dict[str, Table]:
        """What the sheet lacks, by the id of its table."""
        found = [block for annex in self.sheet.annexes for block in annex.blocks if isinstance(block, Table)]
        return {f"s-{self.key}-a1-{number}": table for number, table in enumerate(found, 1)}


class AnnualYear:
    """The running year, of which the last quarter may be open, reckoned once for all of its pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.asked_on = site.figures.asked_on
        self.period: Period = year_period(site.ledger, site.as_of.year)
        self.first: Period = first_year(site.ledger.policy)

    @cached_property
    def figures(self) -> PeriodFigures:
        """The figures of the year."""
        return PeriodFigures(self._site.ledger, self.period, self.asked_on, at_hand=self._site.figures)

    @property
    def city(self) -> Paper:
        """The summary of the whole city."""
        return period_paper(self.figures, "", "总结")

    @property
    def first_paper(self) -> Paper:
        """The summary of the first year."""
        return period_paper(PeriodFigures(self._site.ledger, self.first, self.asked_on), self._site.county, "总结")

    @cached_property
    def appraised(self) -> tuple[Appraised, ...]:
        """The federations, the city's own followed by its departments that have staff on the last day (R-098)."""
        return tuple(item for unit in self._site.figures.units for item in self._of_unit(unit))

    def _of_unit(self, unit: str) -> Iterator[Appraised]:
        short, figures = self._site.ledger.units[unit].short, self.figures
        people = figures.group(unit).people | figures.day.workplaces[unit].people
        yield Appraised(key=unit, unit=unit, name=short, title="考核表", people=people, figures=figures)
        for number, item in enumerate(appraised_departments(figures, unit), 1):
            title = f"{item.name}考核表（{item.kind}）"
            people = figures.day.departments(unit)[item].people
            yield Appraised(
                key=f"{unit}-{number}", unit=unit, name=item.name, title=title, people=people, figures=figures,
                department=item,
            )  # fmt: skip


def lists(site: Site, sheets: int) -> Lists:
    """Return how so many sheets would fill one page, by the households that they are of."""
    homes = CutList(site.figures.city.active, HOUSEHOLD, lambda home: home.unit)
    return Lists({"u": homes}, "annual.md", site.federations, room=ROOM - sheets * SHEET)


def view(site: Site, year: AnnualYear, lists: Lists) -> Mapping[str, Any]:
    """Return the papers and sheets of the running year and of the first one; before the programme there is nothing."""
    if year.asked_on < site.ledger.policy.programme.start:
        return {"period": None}
    return {
        "period": year.period,
        "running": year.asked_on <= year.period.end,
        "city": year.city,
        "appraised": year.appraised,
        "lists": lists,
        "first": year.first,
        "first_running": year.asked_on <= year.first.end,
        "first_paper": year.first_paper,
    }


def parts_of(site: Site, item: Appraised) -> Parts:
    """Return by what the lists of a federation or department are cut."""
    return site.federations if site.ledger.units[item.unit].is_city else site.parts(item.unit)


def own_view(site: Site, item: Appraised, part: Part | None = None) -> Mapping[str, Any]:
    """Return the paper and sheet of a federation or department, or of a part of it what lacks there."""
    parts = parts_of(site, item)
    listings = {
        key: CutList(
            [row for row in table.rows if row[1] not in site.listed], ROW, lambda row: parts.of_household(row[1])
        ).within(part)
        for key, table in item.lacks.items()
    }
    listed_only = sum(row[1] in site.listed for table in item.lacks.values() for row in table.rows)
    shown = Lists(listings, f"annual/{item.key}.html", parts, part)
    return {"item": item, "unit": site.ledger.units[item.unit], "lists": shown, "listed_only": listed_only}


def pages(site: Site) -> list[Page]:
    """Return the page of the year and, where it would grow too long, one of each federation and department."""
    year = AnnualYear(site)
    begun = year.asked_on >= site.ledger.policy.programme.start
    shown = lists(site, len(year.appraised) if begun else 0)
    whole = Page(
        "annual.md", "年度总结和考核", "annual.md.j2", lambda: view(site, year, shown),
        clauses=("五(四)4", "六(二)"), prominence=Prominence.ALIKE,
    )  # fmt: skip
    if not begun or not shown.cut:
        return [whole]
    return [
        whole,
        *(
            page
            for item in year.appraised
            for page in site.kept(
                f"annual {item.key}", item.people, partial(own_pages, site, year, item),
                made_of=parts_of(site, item).mark,
            )
        ),
    ]  # fmt: skip


def own_pages(site: Site, year: AnnualYear, item: Appraised) -> list[Page]:
    """Return the page of a federation or department and those of its parts."""
    frame = Frame(
        f"annual/{item.key}.html",
        "annual_unit.html.j2",
        lambda part: f"{item.name}{part}{year.period.title}总结和考核",
        of=tuple(sorted(item.people)),
        made_of=repr([(key, table.caption) for key, table in item.lacks.items()]),
        doings=item.unit,
    )
    return pages_by_part(frame, parts_of(site, item), lambda part: own_view(site, item, part))
