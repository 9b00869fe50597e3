"""What every page family works with: the ledger, its figures, the templates, and how a page becomes text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jiedui.duties import upkeep
from jiedui.duties.contact import ContactState
from jiedui.model.helper import Helper
from jiedui.model.household import Household, Measure, Member, Need
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.finding import Rule
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.deadlines import Deadlines
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY
from jiedui.reports.standing import occasions
from jiedui.site.drawing import markup, signs
from jiedui.site.drawing.links import Links
from jiedui.site.page import Page

_HERE = Path(__file__).parent


class Site:
    """One build. ``commit`` is the data version that every page names; ``pictures`` tells that the guide has some."""

    def __init__(
        self,
        ledger: Ledger,
        as_of: date,
        *,
        commit: str,
        library: SchemaLibrary,
        rules: Iterable[Rule],
        pictures: bool = False,
    ) -> None:
        self.ledger = ledger
        self.as_of = as_of
        self.commit = commit
        self.library = library
        self.rules = tuple(rules)
        self.pictures = pictures
        self.figures = Figures(ledger, as_of)
        self._links = {root: Links(self, root) for root in ("", "../")}
        self._common = {"site": self, "figures": self.figures, "policy": ledger.policy}

    @cached_property
    def listed_quarters(self) -> frozenset[tuple[str, Quarter]]:
        """The (household, quarter) pairs that have a place in the household's timeline: begun, and due or contacted."""
        ledger, figures = self.ledger, self.figures
        idle = (ContactState.AHEAD, ContactState.NOT_DUE)
        contacted = {
            (household, Quarter.of(visit.date))
            for household in ledger.households
            for visit in ledger.contacts(household)
        }
        return frozenset(
            (household, found.quarter)
            for household, history in figures.histories.items()
            for found in history
            if found.state not in idle
            or (found.state is not ContactState.AHEAD and (household, found.quarter) in contacted)
        )

    @cached_property
    def township_households(self) -> dict[tuple[str, str], list[Household]]:
        """The households in today's roster by county and township of their address."""
        found: dict[tuple[str, str], list[Household]] = {}
        for household in self.figures.city.active:
            found.setdefault((household.county, household.township), []).append(household)
        return found

    @cached_property
    def township_helpers(self) -> dict[tuple[str, str], list[Helper]]:
        """The helpers in office by federation and township of their posts."""
        found: dict[tuple[str, str], list[Helper]] = {}
        for helper in self.figures.city.helpers:
            for township in dict.fromkeys(role.township for role in helper.roles_on(self.as_of) if role.township):
                found.setdefault((helper.unit, township), []).append(helper)
        return found

    @cached_property
    def promises(self) -> dict[str, list[tuple[Household, Need, Measure]]]:
        """What each helper promised and has not done, the earliest due first (R-013)."""
        found: dict[str, list[tuple[Household, Need, Measure]]] = {}
        for household in self.figures.city.active:
            for need in upkeep.open_needs(household, self.as_of):
                for measure in need.measures:
                    if measure.by and not (measure.done_on and measure.done_on <= self.as_of):
                        found.setdefault(measure.by, []).append((household, need, measure))
        for promises in found.values():
            promises.sort(key=lambda item: (item[2].due_on or self.ledger.policy.end, item[0].id))
        return found

    @cached_property
    def deadlines(self) -> Deadlines:
        """What is due, by helper and federation."""
        return Deadlines(self.figures)

    @cached_property
    def hazard_names(self) -> dict[str, str]:
        return {hazard.key: hazard.name for hazard in self.ledger.policy.hazards}

    @staticmethod
    def disability(member: Member) -> str:
        """Return category and grade of a member, such as 肢体一级; nothing where there is no certificate."""
        return f"{member.disability.category}{member.disability.grade}" if member.disability else ""

    @cached_property
    def occasions(self) -> dict[date, str]:
        return occasions(self.ledger)

    def links(self, root: str) -> Links:
        """Return the links as seen from a page ``root`` below the top."""
        return self._links[root]

    def render(self, page: Page) -> str:
        """Return the text of a page: Markdown or, for a page that multiplies with the records, HTML."""
        template = _environment().get_template(page.template)
        body = template.render({**self._common, "page": page, "to": self.links(page.root), **page.view()})
        return f"{_front_matter(page)}\n{body.strip()}\n" if page.is_markdown else f"{body.strip()}\n"


def _front_matter(page: Page) -> str:
    lines = ["---", f"title: {json.dumps(markup.title(page.title), ensure_ascii=False)}"]
    if page.wide:
        lines += ["hide:", "  - toc"]
    if page.prominence:
        lines += ["search:", f"  boost: {page.prominence.boost}"]
    return "\n".join([*lines, "---", ""])


@cache
def _environment() -> Environment:
    """Return the template environment: whatever a template writes goes through :func:`markup.escape`.

    It knows nothing of one site, so that its compiled templates serve all.
    """
    environment = Environment(
        loader=FileSystemLoader([_HERE / "pages", _HERE / "drawing"]),
        autoescape=True,
        finalize=markup.escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"ref": markup.href, "inline": markup.attribute}
    environment.globals |= {"state": signs.state, "number": signs.number, "percent": signs.percent, "BY_KEY": BY_KEY}
    return environment
