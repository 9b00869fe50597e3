"""要求对照: every requirement of the notice with its clause, its fields, and what serves it, made from references."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiedui.reports import requirements as serving
from jiedui.reports.beyond import BEYOND, BeyondStanding
from jiedui.site.drawing.signs import Sign
from jiedui.site.family import INSIDE
from jiedui.site.page import Page, Prominence
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.records.finding import Rule
    from jiedui.reports.indicators import Indicator
    from jiedui.reports.requirements import ServingField
    from jiedui.site.family import FamilyPages
    from jiedui.site.site import Site

# How the standing of what the notice does not ask for looks.
SIGNS = {
    BeyondStanding.SERVED: Sign("✓", "good"),
    BeyondStanding.PARTLY: Sign("…", "wait"),
    BeyondStanding.NOT_YET: Sign("✗", "bad"),
    BeyondStanding.REFUSED: Sign("－", "free"),
}

# This page serves none: it tells what the others do.
SERVES: tuple[str, ...] = ()
SHOWN_TO = INSIDE

# What readers call the pages of a folder that stand in no list: those of a household, a helper, a township.
LEAVES = {"households": "户页", "helpers": "责任人页", "townships": "乡镇页"}


class Standing(StrEnum):
    """Whether a requirement is served."""

    SERVED = "已提供"
    NOT_YET = "尚未提供"
    NO_DUTY = "不涉及软件职责"


class FieldPlace(Struct, frozen=True):
    """A field of a record kind that a requirement is written down in."""

    kind_title: str
    title: str
    path: str


class RequirementRow(Struct, frozen=True):
    """One requirement. ``links`` are pages as (path, title); ``note`` says why a requirement is not served.

    ``has_pages`` tells that pages serve it, be it in the builds for others alone.
    """

    requirement: str
    clauses: tuple[str, ...]
    fields: tuple[FieldPlace, ...]
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...]
    reckonings: tuple[str, ...]
    prints: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    has_pages: bool
    note: str

    @property
    def is_served(self) -> bool:
        """Whether anything but a field answers to the requirement."""
        return bool(self.rules or self.indicators or self.reckonings or self.prints or self.has_pages)

    @property
    def standing(self) -> Standing:
        """Whether the requirement is served, is not yet, or asks nothing of software."""
        if self.requirement in serving.NO_DUTY:
            return Standing.NO_DUTY
        return Standing.SERVED if self.is_served else Standing.NOT_YET


def lines(site: Site, families: Sequence[FamilyPages]) -> list[RequirementRow]:
    """Return every requirement of the notice. ``families`` are all pages of the site."""
    return [
        _line(site, requirement, tuple(clauses), [family for family in families if requirement in family.serves])
        for requirement, clauses in serving.clauses_of(site.ledger.policy).items()
    ]


def _line(site: Site, requirement: str, clauses: tuple[str, ...], families: Sequence[FamilyPages]) -> RequirementRow:
    return RequirementRow(
        requirement=requirement,
        clauses=clauses,
        fields=tuple(map(field_place, serving.fields_of(requirement, site.library))),
        rules=serving.rules_of(requirement, site.rules),
        indicators=serving.indicators_of(requirement),
        reckonings=serving.titles_of(requirement, site.services.reckonings),
        prints=serving.titles_of(requirement, site.services.prints),
        links=_links(families),
        has_pages=bool(families),
        note=serving.NO_DUTY.get(requirement, serving.NOT_YET.get(requirement, "")),
    )


def field_place(found: ServingField) -> FieldPlace:
    """Return what a field and those that it lies in are called, and where the field reference explains it."""
    record, way = found.record, found.field.path
    titles = {field.path: field.title for field in record.fields()}
    title = " › ".join(titles[way[: end + 1]] for end in range(len(way)))
    return FieldPlace(record.root["title"], title, f"reference/fields.html#{record.kind}-{'-'.join(way)}")


def _links(families: Sequence[FamilyPages]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for family in families:
        found |= dict(_entries(family.pages))
    return tuple(found.items())


def _entries(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Return the pages by which a reader enters a family: its list, else those of the navigation, else 查户."""
    listed = [page for page in pages if page.is_markdown]
    if not listed:
        return [("find.html", LEAVES[page.path.partition("/")[0]]) for page in pages[:1]]
    first = [page for page in listed if page.path.endswith("/index.md")] or listed
    return [(page.html_path, page.title) for page in first]


def view(site: Site, families: Sequence[FamilyPages]) -> Mapping[str, Any]:
    """Return the requirements and how many of them stand how."""
    found = lines(site, families)
    counts = Counter(line.standing for line in found)
    return {"lines": found, "counts": counts, "Standing": Standing, "beyond": BEYOND, "signs": SIGNS}


def pages(site: Site, families: Sequence[FamilyPages]) -> list[Page]:
    """Return the page; ``families`` are all other pages of the site."""
    return [
        Page(
            "coverage.md",
            "要求对照",
            "requirements.md.j2",
            lambda: view(site, families),
            wide=True,
            prominence=Prominence.ALIKE,
            group=True,
            made_of=repr([(family.serves, _entries(family.pages)) for family in families if family.serves]),
        )
    ]
