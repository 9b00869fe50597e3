"""告知同意书: what a family is told before its record is made, and where it signs (R-112; 个人信息保护法 14–17, 29–31).

One page a household, in words that can be read aloud. What may be agreed to are the words of the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.prints.document import Document, batches, environment
from jiedui.prints.paper import PageSetup, foot
from jiedui.records.schema import default_folder, library_of
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.retention import RetentionRule
    from jiedui.model.unit import Unit
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "consent"
HEADING = "告知同意书"
PURPOSE = "登记以前念给家里听，同意了签字：谁来记、记什么、谁看得到、存多久、怎么撤回；每户一张，单位留存。"
TITLE = "告知同意书"
SERVES: tuple[str, ...] = ("R-112",)

BATCH = 100
PAPER = PageSetup(top=16, side=20, bottom=16)


class ConsentSheet(Struct, frozen=True, kw_only=True):
    """What stands on one sheet beside what all families are told: whose it is, who asks, and what was agreed to.

    Nobody's is blank: who is not registered yet is told first.
    """

    household: Household | None = None
    unit: Unit | None = None
    helper: Helper | None = None
    agreed: frozenset[str] = frozenset()


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield a blank sheet, and those of the households that were asked for, a hundred to a file."""
    ledger, as_of = figures.ledger, figures.as_of
    kept = ledger.policy.retention_on(as_of)
    yield Document(
        f"blank/{NAME}.html", f"空白{HEADING}", "", "1 张", _render(f"空白{HEADING}", [ConsentSheet()], kept)
    )
    for unit, households in choice.by_unit(ledger, as_of):
        for suffix, part in batches(households, BATCH):
            sheets = [sheet(figures, household) for household in part]
            title = f"{ledger.unit_name(unit)} {HEADING}{suffix}"
            html = _render(title, sheets, kept)
            yield Document(f"{unit}/{NAME}{suffix}.html", title, unit, f"{len(part)} 张", html)


def sheet(figures: Figures, household: Household) -> ConsentSheet:
    """Return what stands on the sheet of a household; a consent that was revoked is none."""
    ledger = figures.ledger
    pairing = household.primary_on(figures.as_of)
    consent = household.consent
    return ConsentSheet(
        household=household,
        unit=ledger.units[household.unit],
        helper=ledger.helpers.get(pairing.helper) if pairing else None,
        agreed=frozenset(consent.scope) if consent and not consent.revoked_on else frozenset(),
    )


def scopes() -> list[str]:
    """Return what a family may agree to, in the words of the records."""
    record = library_of(default_folder())["household"]
    return list(record.at(("consent", "scope", 0))["enum"])


def _render(title: str, sheets: list[ConsentSheet], kept: RetentionRule | None) -> str:
    return (
        environment()
        .get_template("consent.html.j2")
        .render(
            title=title, kind=NAME, paper=PAPER, sheets=sheets, scopes=scopes(), kept=kept,
            feet=[foot(HEADING, item.household.id if item.household else "") for item in sheets],
        )
    )  # fmt: skip
