"""Where things stand on the site, and links to them from a page of a given depth."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jiedui.model.audience import AudienceKind
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.reports.definition import Whose
from jiedui.reports.indicators import BY_KEY, Indicator, IndicatorKind
from jiedui.site.drawing.markup import escape, href_from, html, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from jiedui.duties.deadline import Due
    from jiedui.model.ledger import Ledger
    from jiedui.reports.attention import AttentionLine, LineOwner
    from jiedui.reports.groups import GroupFigures

PLACES = {
    "unit": "units/{unit}.html#{anchor}",
    "contact": "contact/{unit}.html#{anchor}",
    "needs": "needs/{unit}.html#{anchor}",
    "quota": "quota.html#{anchor}-{unit}",
    "intake": "intake.html#{anchor}-{unit}",
    "outings": "outings.html#{anchor}-{unit}",
}

# The first page of every site; of a helper's own it is his.
HOME = "index.html"

# So many of those who have to see to a to-do line are named.
OWNERS = 4

# Where the overview has no column of its own for a figure, the column to look at.
COLUMNS = {
    "contact_rate": "due",
    "unpaired": "coverage",
}


def helper_path(ledger: Ledger, helper: str) -> str:
    """Return where the page of a helper lies, from the top of the site."""
    own = ledger.audience.kind is AudienceKind.HELPER and ledger.audience.of == helper
    return HOME if own else f"helpers/{helper}.html"


@lru_cache(maxsize=1 << 15)
def anchor(target: Markup, text: object, title: str) -> Markup:
    """Return a link with ``text``; ``title`` is shown on pointing at it."""
    if title:
        return html('<a href="{href}" title="{title}">{text}</a>', href=target, title=title, text=text)
    return html('<a href="{href}">{text}</a>', href=target, text=text)


@lru_cache(maxsize=1 << 15)
def named_anchor(target: Markup, text: Markup, subject: str) -> Markup:
    """Return a link whose ``text`` says what only together with its row and column.

    Those who hear the links of a page one by one hear ``subject`` before it; it holds the text, so that a link is found
    by the words that are seen (WCAG 2.5.3).
    """
    label = f"{subject}：{text.striptags()}"
    return html('<a href="{href}" aria-label="{label}">{text}</a>', href=target, label=label, text=text)


class PlainLinks:
    """Links as seen from a page: ``root`` leads from its folder to the top, ``""``, ``"../"`` or ``"/"``.

    ``pages`` are those that the readers get, as built, from the top of the site; ``None`` where they get all. A link to
    a page that they do not get is its text alone.
    """

    def __init__(self, root: str, pages: Container[str] | None = None) -> None:
        self._root = Markup(root)
        self._pages = pages

    def href(self, path: str) -> Markup:
        """Return the target of a link to ``path``, given from the top of the site."""
        return href_from(self._root, path)

    def reaches(self, path: str) -> bool:
        """Tell whether the readers get the page that ``path`` leads to; of what is no page, the build tells."""
        if self._pages is None:
            return True
        page = path.partition("#")[0]
        return not page.endswith(".html") or page in self._pages

    def link(self, path: str, text: object, title: str = "") -> Markup:
        """Return a link to ``path``."""
        return anchor(self.href(path), text, title) if self.reaches(path) else escape(text)

    def named(self, path: str, text: object, subject: str) -> Markup:
        """Return a link to ``path`` that alone means nothing, as 0 or 已完成, with what it is said of."""
        return named_anchor(self.href(path), escape(text), subject) if self.reaches(path) else escape(text)


class Links(PlainLinks):
    """Links to what a ledger has, as :class:`PlainLinks` to pages.

    ``rows`` tells of a household the page that has its row, where it has none of its own.
    """

    def __init__(
        self,
        ledger: Ledger,
        root: str,
        pages: Container[str] | None = None,
        *,
        rows: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__(root, pages)
        self._ledger = ledger
        self._rows = rows
        self._bases: dict[tuple[tuple[str, ...], tuple[str, ...]], Markup] = {}
        self._clauses: dict[str, Markup] = {}
        self._households: dict[str, Markup] = {}
        self._helpers: dict[str, Markup] = {}

    def clause(self, clause: str) -> Markup:
        """Return a clause's number, after that of a later document, as a link to its words on the policy page."""
        if clause not in self._clauses:
            self._clauses[clause] = self._clause(clause)
        return self._clauses[clause]

    def _clause(self, clause: str) -> Markup:
        policy = self._ledger.policy
        found = policy.clauses.get(clause)
        if found is None:
            return escape(clause)
        return self._cited(f"policy.html#{found.anchor}", policy.cited(clause))

    def reading(self, reading: str) -> Markup:
        """Return a reading's number as a link to the readings page."""
        return self._cited(f"readings.html#{reading}", reading)

    def _cited(self, path: str, number: str) -> Markup:
        if not self.reaches(path):
            return escape(number)
        return html('<a class="jd-ref" href="{href}">{id}</a>', href=self.href(path), id=number)

    def basis(self, clauses: list[str] | tuple[str, ...], readings: list[str] | tuple[str, ...] = ()) -> Markup:
        """Return the line that names the clauses and readings behind a section or figure."""
        key = (tuple(clauses), tuple(readings))
        if key not in self._bases:
            self._bases[key] = self._basis(*key)
        return self._bases[key]

    def _basis(self, clauses: tuple[str, ...], readings: tuple[str, ...]) -> Markup:
        parts = [html("依据 {all}", all=joined([self.clause(item) for item in clauses], "、"))] if clauses else []
        known = {item.id for item in self._ledger.policy.readings}
        if kept := [item for item in readings if item in known]:
            parts.append(html("口径 {all}", all=joined([self.reading(item) for item in kept], "、")))
        return joined(parts, " · ")

    def cites(self, clauses: list[str] | tuple[str, ...], readings: list[str] | tuple[str, ...] = ()) -> Markup:
        """Return clauses and readings as links without words between, for a column headed 依据."""
        return joined([self.clause(item) for item in clauses] + [self.reading(item) for item in readings], " ")

    def household(self, household: str, anchor: str = "") -> Markup:
        """Return the name of a household's first disabled member as a link to its page, its id small beside it.

        The id belongs to the link: without it those of two households of one name sound alike. An unknown id stands
        for itself.
        """
        if anchor:
            return self._household(household, anchor)
        if household not in self._households:
            self._households[household] = self._household(household)
        return self._households[household]

    def _household(self, household: str, anchor: str = "") -> Markup:
        item = self._ledger.households.get(household)
        if not item:
            return escape(household)
        name = html("{name} <small>{id}</small>", name=item.head.name, id=household)
        page = self._rows(household)
        return self.link(f"{page}#{household}" if page else f"households/{household}.html{anchor}", name)

    def helper(self, helper: str) -> Markup:
        """Return a helper's name as a link; an unknown id stands for itself."""
        if helper not in self._helpers:
            item = self._ledger.helpers.get(helper)
            known = self.link(helper_path(self._ledger, helper), item.name) if item else escape(helper)
            self._helpers[helper] = known
        return self._helpers[helper]

    def helper_name(self, helper: str) -> Markup:
        """Return a helper's name where he is linked elsewhere on the page; an unknown id stands for itself."""
        item = self._ledger.helpers.get(helper)
        return escape(item.name if item else helper)

    def unit(self, unit: str) -> Markup:
        """Return a federation's short name as a link to its page."""
        item = self._ledger.units.get(unit)
        return self.link(f"units/{unit}.html", item.short) if item else escape(unit)

    def township(self, county: str, name: str) -> Markup:
        """Return a township's name as a link to its page; one that the list does not know stays text."""
        found = self._ledger.divisions.find(county, name)
        return self.link(f"townships/{found.code}.html", name) if found else escape(name)

    def rows_of(self, indicator: Indicator, unit: str) -> str:
        """Return the place that lists exactly the rows behind a unit's value of an indicator."""
        page, _, anchor = indicator.anchor.partition("#")
        return PLACES[page].format(unit=unit, anchor=anchor)

    @staticmethod
    def workplace_rows(indicator: Indicator) -> str:
        """Return the place on a workplace's page whose rows make an indicator's value."""
        if indicator.whose is Whose.STAFF:
            return "staff"
        if indicator.whose is Whose.PERIOD:
            return "overdue" if indicator.kind is IndicatorKind.LACK else "quarter"
        return "homes"

    @staticmethod
    def by_unit(key: str) -> str:
        """Return where a value of the city is broken down by unit: a column of the overview or of 县市区, or a page."""
        column = COLUMNS.get(key, key)
        if column in BY_KEY and BY_KEY[column].on_overview:
            return f"overview.html#c-{column}"
        if key not in BY_KEY:
            return "units/index.html"
        page = BY_KEY[key].anchor.partition("#")[0]
        return f"units/index.html#c-{key}" if page == "unit" else f"{page}.html"

    def duty(self, item: Due) -> Markup:
        """Return what to do, linked to its place on the household's page; the organisation's, to 组织与责任."""
        page = f"households/{item.household}.html" if item.household else "organisation.html"
        return self.link(f"{page}#{item.anchor}", item.sentence)

    def form(self, view: str, text: object) -> Markup:
        """Return a link to a view of 登记, such as ``visit/SLX-7K3Q``; nothing for those who do not get the form."""
        path = f"entry.html#{view}"
        return self.link(path, text) if self.reaches(path) else Markup("")

    def change(self, view: str, subject: str) -> Markup:
        """Return the link beside a value that opens 登记 at it, as :meth:`form`; staff call the value ``subject``."""
        path = f"entry.html#{view}"
        if not self.reaches(path):
            return Markup("")
        return html(
            '<a class="jd-change" href="{href}" aria-label="改{subject}">改</a>', href=self.href(path), subject=subject
        )

    def phone(self, number: str) -> Markup:
        """Return a telephone number that a telephone calls when it is touched, never broken; 没有登记 for none.

        What is sealed and cannot be read here says so.
        """
        digits = re.sub(r"[^0-9+]", "", number)
        if not digits:
            return html("{said}", said=number if is_hidden(number) else "没有登记")
        return html('<a class="jd-tel" href="tel:{digits}">{number}</a>', digits=digits, number=number)

    def todo(self, line: AttentionLine, group: GroupFigures) -> Markup:
        """Return a to-do sentence, linked to the rows that it counts."""
        if group.unit:
            rows = (
                self.rows_of(BY_KEY[line.key], group.unit)
                if line.key in BY_KEY
                else f"units/{group.unit}.html#{line.key}"
            )
        else:
            rows = self.by_unit(line.key)
        return self.link(rows, line.text)

    def owners(self, line: AttentionLine, group: GroupFigures) -> Markup:
        """Return who has to see to a to-do sentence, who has most of it first, each linked to what is theirs."""
        found = [self._owner(line.key, owner, group) for owner in line.owners[:OWNERS]]
        kind = "人" if group.unit else "个残联"
        more = (
            html(" 等 {count} {kind}", count=len(line.owners), kind=kind) if len(line.owners) > OWNERS else Markup("")
        )
        return joined(found, "、") + more

    def _owner(self, key: str, owner: LineOwner, group: GroupFigures) -> Markup:
        if group.unit:
            return html("{who} {count}", who=self.helper(owner.id) if owner.id else "无责任人", count=owner.count)
        name = self._ledger.unit_name(owner.id)
        rows = self.rows_of(BY_KEY[key], owner.id) if key in BY_KEY else f"units/{owner.id}.html#{key}"
        return html("{who} {count}", who=self.link(rows, name), count=owner.count)
