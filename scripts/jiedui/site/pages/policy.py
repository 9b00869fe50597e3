"""政策 and 口径: each document clause by clause with what serves each clause, and the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.indicators import INDICATORS, Indicator
from jiedui.site.page import Page, Prominence
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.model.catalogue import Clause, Notice
    from jiedui.model.reading import Reading
    from jiedui.records.finding import Rule
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-001",)


class Served(Struct, frozen=True):
    """A clause and everything of this system that answers to it."""

    clause: Clause
    level: int
    pages: tuple[Page, ...]
    indicators: tuple[Indicator, ...]
    readings: tuple[Reading, ...]
    rules: tuple[Rule, ...]


class ServedDocument(Struct, frozen=True):
    """A document and its clauses in order. ``anchor`` is where it begins where it is one of several."""

    document: Notice
    clauses: tuple[Served, ...]

    @property
    def anchor(self) -> str:
        """An ASCII name for links."""
        return f"d{self.document.id}"


def level(clause: Clause) -> int:
    """Return the depth of a clause's heading: two for 一, three for 五(一), four for 五(二)1."""
    if clause.number[0] not in "一二三四五六七八九十":
        return 2
    return 2 + ("(" in clause.number) + clause.number[-1].isdigit()


def documents(site: Site, pages: Sequence[Page]) -> list[ServedDocument]:
    """Return the documents in the order of the policy, each with its own clauses."""
    policy, clauses = site.ledger.policy, served(site, pages)
    return [
        ServedDocument(document, tuple(item for item in clauses if policy.document_of(item.clause.id) is document))
        for document in policy.documents
    ]


def served(site: Site, pages: Sequence[Page]) -> list[Served]:
    """Return every clause in the order of the documents with the pages, indicators, readings and rules that cite it."""
    policy = site.ledger.policy
    return [
        Served(
            clause,
            level(clause),
            tuple(page for page in pages if clause.id in page.clauses),
            tuple(indicator for indicator in INDICATORS if indicator.clause == clause.id),
            tuple(reading for reading in policy.readings if reading.clause == clause.id),
            tuple(rule for rule in site.rules if rule.clause == clause.id),
        )
        for clause in policy.clauses.values()
    ]


def pages(site: Site, others: Sequence[Page]) -> list[Page]:
    """Return the two pages; ``others`` are all other pages of the site."""
    readings = Page(
        "readings.md",
        "口径",
        "readings.md.j2",
        lambda: {"readings": site.ledger.policy.readings, "service": site.ledger.policy.service},
        prominence=Prominence.EXPLAINS,
        group=True,
    )
    notice = Page(
        "policy.md",
        "政策",
        "policy.md.j2",
        lambda: {"documents": documents(site, others)},
        prominence=Prominence.EXPLAINS,
        group=True,
        made_of=repr([(page.path, page.title, page.clauses) for page in others if page.clauses]),
    )
    return [readings, notice]
