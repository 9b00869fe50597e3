"""Where things stand on the site, and links to them from a page of a given depth."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jiedui.duties.contact import ContactQuarter, ContactState
from jiedui.duties.deadline import Due
from jiedui.model.household import Household
from jiedui.model.time import Quarter
from jiedui.reports.attention import Line
from jiedui.reports.figures import ContactSum, GroupFigures
from jiedui.reports.indicators import BY_KEY, Indicator
from jiedui.site.drawing.charts import rate_class
from jiedui.site.drawing.markup import escape, href, html, joined
from jiedui.site.drawing.signs import BAD, GOOD, NONE, SIGNS, WAIT, Sign, shown, state

if TYPE_CHECKING:
    from jiedui.site.site import Site

PLACES = {
    "unit": "units/{unit}.html#{anchor}",
    "contact": "contact/{unit}.html#{anchor}",
    "quota": "quota.html#{anchor}-{unit}",
    "intake": "intake.html#{anchor}-{unit}",
    "outings": "outings.html#{anchor}-{unit}",
}

# Where the overview has no column of its own for a figure, the column to look at.
COLUMNS = {
    "contact_rate": "due",
    "unpaired": "coverage",
    "undecided": "suspects",
    "school": "benefits",
    "able": "benefits",
}


def quarter_name(quarter: Quarter) -> str:
    """Return a quarter in short: 24年1季."""
    return f"{quarter.year % 100}年{quarter.number}季"


def sum_sign(found: ContactSum, as_of: date) -> Sign:
    """Return the sign of a quarter of a group: ahead, nothing to do, running, all met, or some overdue."""
    if not found.due:
        return SIGNS["未到"] if found.quarter.start > as_of else NONE
    if found.of(ContactState.RUNNING):
        return WAIT
    return BAD if found.of(ContactState.OVERDUE) else GOOD


@lru_cache(maxsize=1 << 15)
def _anchor(target: Markup, text: object, title: str) -> Markup:
    if title:
        return html('<a href="{href}" title="{title}">{text}</a>', href=target, title=title, text=text)
    return html('<a href="{href}">{text}</a>', href=target, text=text)


@lru_cache(maxsize=1 << 12)
def _strip_item(found: ContactQuarter, listed: bool) -> Markup:
    sign, word = SIGNS[found.state.value], found.state.value
    text = html("<b>{name}</b> {mark} {word}", name=quarter_name(found.quarter), mark=sign.mark, word=word)
    if listed:
        text = _anchor(href(f"#q-{found.quarter}"), text, f"{found.quarter.title}：{found.reason}")
    return html('<li class="{mood}">{text}</li>', mood=sign.mood, text=text)


class Links:
    """Links as seen from a page: ``root`` leads from its folder to the top, ``""`` or ``"../"``."""

    def __init__(self, site: Site, root: str) -> None:
        self.site = site
        self.root = root
        self._bases: dict[tuple[tuple[str, ...], tuple[str, ...]], Markup] = {}

    def href(self, path: str) -> Markup:
        """Return the target of a link to ``path``, given from the top of the site."""
        return href(path if path.startswith("#") else self.root + path)

    def link(self, path: str, text: object, title: str = "") -> Markup:
        """Return a link to ``path``."""
        return _anchor(self.href(path), text, title)

    def clause(self, clause: str) -> Markup:
        """Return a clause's number as a link to its words on the policy page."""
        found = self.site.ledger.policy.clauses.get(clause)
        if found is None:
            return escape(clause)
        return html(
            '<a class="jd-ref" href="{href}">{id}</a>', href=self.href(f"policy.html#{found.anchor}"), id=clause
        )

    def reading(self, reading: str) -> Markup:
        """Return a reading's number as a link to the readings page."""
        return html('<a class="jd-ref" href="{href}">{id}</a>', href=self.href(f"readings.html#{reading}"), id=reading)

    def basis(self, clauses: list[str] | tuple[str, ...], readings: list[str] | tuple[str, ...] = ()) -> Markup:
        """Return the line that names the clauses and readings behind a section or figure."""
        key = (tuple(clauses), tuple(readings))
        if key not in self._bases:
            self._bases[key] = self._basis(*key)
        return self._bases[key]

    def _basis(self, clauses: tuple[str, ...], readings: tuple[str, ...]) -> Markup:
        parts = [html("依据 {all}", all=joined([self.clause(item) for item in clauses], "、"))] if clauses else []
        known = {item.id for item in self.site.ledger.policy.readings}
        if kept := [item for item in readings if item in known]:
            parts.append(html("口径 {all}", all=joined([self.reading(item) for item in kept], "、")))
        return joined(parts, " · ")

    def cites(self, clauses: list[str] | tuple[str, ...], readings: list[str] | tuple[str, ...] = ()) -> Markup:
        """Return clauses and readings as links without words between, for a column headed 依据."""
        return joined([self.clause(item) for item in clauses] + [self.reading(item) for item in readings], " ")

    def household(self, household: str, anchor: str = "") -> Markup:
        """Return the name of a household's first disabled member as a link to its page."""
        item = self.site.ledger.households.get(household)
        name = item.head.name if item else household
        return self.link(f"households/{household}.html{anchor}", name) if item else escape(name)

    def helper(self, helper: str) -> Markup:
        """Return a helper's name as a link; an unknown id stands for itself."""
        item = self.site.ledger.helpers.get(helper)
        return self.link(f"helpers/{helper}.html", item.name) if item else escape(helper)

    def responsible(self, household: Household) -> Markup:
        """Return the helper in charge of a household on the day, as a link, or — for none."""
        pairing = household.primary_on(self.site.as_of)
        return self.helper(pairing.helper) if pairing else Markup("—")

    def unit(self, unit: str) -> Markup:
        """Return a federation's short name as a link to its page."""
        item = self.site.ledger.units.get(unit)
        return self.link(f"units/{unit}.html", item.short) if item else escape(unit)

    def township(self, county: str, name: str) -> Markup:
        """Return a township's name as a link to its page; one that the list does not know stays text."""
        found = self.site.ledger.divisions.find(county, name)
        return self.link(f"townships/{found.code}.html", name) if found else escape(name)

    def rows_of(self, indicator: Indicator, unit: str) -> str:
        """Return the place that lists exactly the rows behind a unit's value of an indicator."""
        page, _, anchor = indicator.anchor.partition("#")
        return PLACES[page].format(unit=unit, anchor=anchor)

    def figure(self, key: str, group: GroupFigures) -> Markup:
        """Return an indicator's value for a unit, linked to its rows; for the city, to the overview's column."""
        indicator = BY_KEY[key]
        value = shown(indicator, indicator.value(group))
        if group.unit:
            return self.link(self.rows_of(indicator, group.unit), value)
        return self.link(self.by_unit(key), value)

    @staticmethod
    def by_unit(key: str) -> str:
        """Return where a value of the city is broken down by unit: the overview's column, else the matter's page."""
        column = COLUMNS.get(key, key)
        if column in BY_KEY and BY_KEY[column].on_overview:
            return f"overview.html#c-{column}"
        page = BY_KEY[key].anchor.partition("#")[0] if key in BY_KEY else "unit"
        return "units/index.html" if page == "unit" else f"{page}.html"

    def total(self, key: str, city: GroupFigures) -> Markup:
        """Return the city's value for a total row, without a link: the rows behind it stand above it."""
        return shown(BY_KEY[key], BY_KEY[key].value(city))

    def sum_cell(self, found: ContactSum, unit: str) -> Markup:
        """Return one cell of the units' matrix: sign, met and due, linked to the column of the unit's own matrix."""
        sign = sum_sign(found, self.site.as_of)
        text = (
            html("{mark}<br>{met}/{due}", mark=sign.mark, met=len(found.met), due=len(found.due))
            if found.due
            else sign.mark
        )
        if found.due and unit:
            text = self.link(f"contact/{unit}.html#q-{found.quarter}", text)
        if found.rate is None:
            return html('<td class="{mood}">{text}</td>', mood=sign.mood, text=text)
        # The bar below and the depth of the ground say the rate once more, in grey as in colour.
        return html(
            '<td class="{mood} r{step}" style="--rate:{rate}%">{text}</td>', mood=sign.mood, text=text,
            step=rate_class(found.rate), rate=int(found.rate * 100),
        )  # fmt: skip

    def unit_quarter(self, group: GroupFigures, quarter: Quarter) -> Markup:
        """Return one quarter of a unit's strip."""
        found = group.contact(quarter)
        sign = sum_sign(found, self.site.as_of)
        counted = f"{len(found.met)}/{len(found.due)}" if found.due else ""
        text = html("<b>{name}</b> {mark} {counted}", name=quarter_name(quarter), mark=sign.mark, counted=counted)
        if found.due:
            text = self.link(f"contact/{group.unit}.html#q-{quarter}", text, quarter.title)
        return html('<li class="{mood}">{text}</li>', mood=sign.mood, text=text)

    def household_strip(self, household: str) -> Markup:
        """Return a household's quarters as list items, linked to their places in the timeline below."""
        listed = self.site.listed_quarters
        return joined(
            # The contacts that counted are of no matter here, and without them many households share one item.
            [_strip_item(replace(found, counted=()), (household, found.quarter) in listed)
             for found in self.site.figures.histories[household]],
            "\n",
        )  # fmt: skip

    def intake_state(self, household: Household) -> Markup:
        """Return how far the five tasks of a household's running pairing are."""
        found = self.site.figures.intakes[household.id]
        tasks = [task for item in found for task in item.open_tasks(self.site.as_of)]
        if not found:
            return Markup("—")
        if not tasks:
            return state("已完成")
        late = any(task.state(self.site.as_of) == "逾期" for task in tasks)
        text = html(
            '<span class="jd-s {mood}">{mark} 缺{count}件</span>', count=len(tasks), **(BAD if late else WAIT)._asdict()
        )
        return self.link(f"households/{household.id}.html#intake", text)

    def deadline(self, household: Household) -> Markup:
        """Return what is due next in a household and when, with a sign where the day has passed."""
        found = next((item for item in self.site.figures.due[household.id] if not item.missed), None)
        return html("{day} <small>{what}</small>", day=self.last_day(found), what=found.kind) if found else Markup("")

    def last_day(self, item: Due) -> Markup:
        """Return the last day of a duty, with a sign for what has passed."""
        sign = BAD if item.on < self.site.as_of else WAIT
        return html('<span class="jd-d {mood}">{mark} {day}</span>', day=item.on, **sign._asdict())

    def duty(self, item: Due) -> Markup:
        """Return what to do, linked to its place on the household's page; the organisation's, to 组织与责任."""
        page = f"households/{item.household}.html" if item.household else "organisation.html"
        return self.link(f"{page}#{item.anchor}", item.sentence)

    def phone(self, number: str) -> Markup:
        """Return a telephone number that a telephone calls when it is touched."""
        digits = re.sub(r"[^0-9]", "", number)
        return html('<a href="tel:{digits}">{number}</a>', digits=digits, number=number) if digits else Markup("—")

    def todo(self, line: Line, group: GroupFigures) -> Markup:
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

    def quarter_state(self, household: str, quarter: Quarter) -> Markup:
        """Return the state of a household in a quarter, linked to the contacts of that quarter."""
        found = self.site.figures.histories[household][self.site.figures.quarters.index(quarter)]
        shown_state = state(found.state.value, found.reason)
        listed = (household, quarter) in self.site.listed_quarters
        return self.link(f"households/{household}.html#q-{quarter}", shown_state) if listed else shown_state

    def quarter_cell(self, household: str, index: int) -> Markup:
        """Return one cell of the contact matrix: the sign, the word for those who hear the page, and a link."""
        found = self.site.figures.histories[household][index]
        sign = SIGNS[found.state.value]
        inner = html('{mark}<span class="jd-vh">{word}</span>', mark=sign.mark, word=found.state.value)
        if (household, found.quarter) in self.site.listed_quarters:
            note = f"{found.quarter.title} {found.state.value}：{found.reason}"
            inner = self.link(f"households/{household}.html#q-{found.quarter}", inner, note)
        return html('<td class="{mood}">{inner}</td>', mood=sign.mood, inner=inner)
