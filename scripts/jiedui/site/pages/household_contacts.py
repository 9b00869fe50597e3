"""The contacts on a household's page: by quarter, the latest first, and what each did about which need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from jiedui.model.time import Quarter
from jiedui.reports import standing
from jiedui.site.drawing.markup import escape, href, html, joined
from jiedui.site.files.form.records import changed_since
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.duties.contact import Book, ContactQuarter
    from jiedui.model.household import Household
    from jiedui.model.visit import Visit
    from jiedui.site.drawing.links import Links
    from jiedui.site.site import Site


class TimelineContact(Struct, frozen=True):
    """One contact as the timeline shows it: whether it counts, the occasion, and the record's other texts."""

    visit: Visit
    counts: str
    occasion: str
    hazards: str
    late: bool


class TimelineQuarter(Struct, frozen=True):
    """One quarter of the timeline: its state and its contacts, the latest first."""

    found: ContactQuarter
    contacts: tuple[TimelineContact, ...]


def timeline(site: Site, household: Household) -> list[TimelineQuarter]:
    """Return the quarters of a household that are due or have contacts, the latest first."""
    book = site.figures.books[household.id]
    by_quarter: dict[Quarter, list[Visit]] = {}
    for visit in site.ledger.contacts(household.id):
        if visit.date <= site.as_of:
            by_quarter.setdefault(Quarter.of(visit.date), []).append(visit)
    return [
        TimelineQuarter(
            found, tuple(_contact(site, book, found, visit) for visit in reversed(by_quarter.get(found.quarter, [])))
        )
        for found in reversed(site.figures.histories[household.id])
        if site.timelines.shows(household.id, found.quarter)
    ]


def _contact(site: Site, book: Book, quarter: ContactQuarter, visit: Visit) -> TimelineContact:
    name = site.ledger.policy.hazard_name
    found = [name(key) for key, result in visit.hazards if result == "有"]
    looked = [name(key) for key, result in visit.hazards if result == "无"]
    parts = [f"发现{'、'.join(found)}隐患"] if found else []
    parts += [f"{'、'.join(looked)}没有隐患"] if looked else []
    return TimelineContact(
        visit, standing.visit_standing(book, quarter, visit),
        standing.occasion(site.occasions, visit.date), "；".join(parts),
        late=(visit.entered_on - quarter.quarter.end).days > site.ledger.policy.settings.late_days,
    )  # fmt: skip


def contact_row(to: Links, household: Household, item: TimelineContact, as_of: date) -> Markup:
    """Return one contact as a row of a household's timeline. In Python, since a city has tens of thousands of them.

    Whoever is or was paired with the household is linked among its pairings, and not once more by each contact.
    """
    visit = item.visit
    is_paired = any(pairing.helper == visit.by for pairing in household.pairings)
    by = to.helper_name(visit.by) if is_paired else to.helper(visit.by)
    below = [
        "了解：" + "、".join(visit.topics) if visit.topics else "",
        "宣讲：" + "、".join(visit.preached) if visit.preached else "",
        f"察看：{item.hazards}" if item.hazards else "",
        f"陪同：{visit.companions} 人" if visit.companions else "",
    ]
    lines = [escape(visit.content), *(_small(text, "") for text in below), *_steps(to, household, visit, as_of)]
    counted = item.counts == standing.COUNTED
    return html(
        '<tr id="{anchor}"><th scope="row">{day}{change}{occasion}</th><td>{channel}{note}</td><td>{by}</td>'
        "<td>{whom}</td><td>{mark} {counts}{late}</td><td>{content}</td></tr>",
        anchor=href(visit_anchor(household.id, visit)),
        day=visit.date, change=_change(to, household, visit, as_of), occasion=_small(item.occasion, "<br>"),
        channel=visit.channel, note=_small(visit.channel_note),
        by=by, whom=visit.counterpart, mark="✓" if counted else "－", counts=item.counts,
        late=_small("补录" if item.late and counted else ""), content=joined([line for line in lines if line], "<br>"),
    )  # fmt: skip


def _change(to: Links, household: Household, visit: Visit, as_of: date) -> Markup:
    """Return the way to change a contact that lies in the household's own folder and is not too old for the form."""
    if visit.household != household.id or visit.date < changed_since(as_of):
        return Markup("")
    return html(" {link}", link=to.change(f"visit/{household.id}/{visit.stem}", f"{visit.date} 的联系"))


def _steps(to: Links, household: Household, visit: Visit, as_of: date) -> list[Markup]:
    """Return what a contact did about needs, each linked to its need, which may be another household's."""
    if not visit.progress:
        return []
    shown = {need.id for need in household.every_need if need.raised_on <= as_of}
    own = visit.household == household.id
    return [
        html(
            "<small>需求 {need} {action}{note}</small>",
            need=to.link(f"#need-{step.need}", step.need) if own and step.need in shown else step.need,
            action=step.action, note=f"：{step.note}" if step.note else "",
        )
        for step in visit.progress
    ]  # fmt: skip


def visit_anchor(household: str, visit: Visit) -> str:
    """Return the name of a contact's row on a household's page; one kept in another's folder bears its number too."""
    return f"v-{visit.stem}" if visit.household == household else f"v-{visit.household}-{visit.stem}"


def need_steps(site: Site, household: Household) -> dict[str, list[tuple[Visit, str]]]:
    """Return for each need the contacts that raised it, moved it on or closed it, and which of them each did (R-031).

    Only those that stand in the timeline below, for these can be linked to.
    """
    found: dict[str, list[tuple[Visit, str]]] = {need.id: [] for need in household.every_need}
    for visit in site.ledger.visits.get(household.id, ()):
        if visit.date <= site.as_of and site.timelines.shows(household.id, Quarter.of(visit.date)):
            for step in visit.progress:
                found.setdefault(step.need, []).append((visit, step.action))
    return found


def _small(text: str, before: str = " ") -> Markup:
    return html(before + "<small>{text}</small>", text=text) if text else Markup("")
