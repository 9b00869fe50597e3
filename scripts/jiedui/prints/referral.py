"""转介单: a measure that another body is asked to see to, one sheet each, with a slip for its answer (R-100, 六(二)).

It is for every referral that waits for an answer. The body outside gets what it needs to act: who, where, what is asked
and whom to call; no number of a certificate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import clock, referral
from jiedui.duties.answer import acting, of_promise
from jiedui.model.day_words import day_text
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.fitting import Box, Passage
from jiedui.prints.paper import PageSetup, foot
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.duties.clock import ServiceClock
    from jiedui.duties.referral import Referred
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.unit import Unit
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "referral"
HEADING = "转介单"
PURPOSE = "在等答复的转介，每件一张，下面是回执；送给接收部门，不带残疾人证号。"
TITLE = "转介单"
SERVES: tuple[str, ...] = ("R-100",)

BATCH = 100
PAPER = PageSetup(top=18, side=18, bottom=18)
# What heads, rules, room for seals and for the answer leave of the page, in mm; how many lines it has anyhow.
_ROOM = Box(width=142, height=142, sizes=(12, 11, 10, 9), leading=1.5, gap=0)
_LINES = 14


class ReferralSheet(Struct, frozen=True, kw_only=True):
    """What stands on one sheet: the referral, whose it is, who sends it and until when the answer is awaited.

    ``office`` is the federation of the helper where it is not the sender.
    """

    household: Household
    item: Referred
    person: Member
    sender: Unit
    helper: Helper | None
    office: str
    limit: ServiceClock | None

    @property
    def number(self) -> str:
        """The number of the sheet, by which the answer finds its way back."""
        return f"{self.household.id}-{self.item.key}"

    @property
    def address(self) -> str:
        """Where the household lives, from the county down."""
        home = self.household
        return f"{home.county}{home.township}{home.village}{home.address}"

    @property
    def size(self) -> float:
        """The size in points at which the sheet, its answer to tear off included, is one page."""
        texts = (self.item.referral.whom, self.address, self.item.need.content, self.item.referral.asked)
        return _ROOM.size([*map(Passage, texts), Passage("\n" * (_LINES - 1))])


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the sheets of the households that were asked for, a hundred to a file; nothing of who has none."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("referral.html.j2")
    for unit, households in choice.by_unit(ledger, as_of):
        found = [sheet for household in households for sheet in sheets(ledger, household, as_of)]
        for suffix, part in batches(found, BATCH):
            title = f"{ledger.unit_name(unit)} {HEADING}{suffix}"
            html = template.render(
                title=title, kind=NAME, paper=PAPER,
                feet=[foot(HEADING, sheet.household.id, sheet.item.key) for sheet in part],
                sheets=part, as_of=day_text(as_of),
            )  # fmt: skip
            yield Document(f"{unit}/referral{suffix}.html", title, unit, f"{len(part)} 张", html)


def sheets(ledger: Ledger, household: Household, as_of: date) -> list[ReferralSheet]:
    """Return the sheets of a household: one for each referral that waits for an answer on a day."""
    return [_sheet(ledger, household, item, as_of) for item in referral.open_of(household, as_of)]


def _sheet(ledger: Ledger, household: Household, item: Referred, as_of: date) -> ReferralSheet:
    helper = ledger.helpers.get(acting(ledger, of_promise(ledger, household, item.measure, as_of)))
    elsewhere = ledger.units.get(helper.unit) if helper and helper.unit != household.unit else None
    return ReferralSheet(
        household=household,
        item=item,
        person=next((member for member in household.members if member.id == item.need.person), household.head),
        sender=ledger.units[household.unit],
        helper=helper,
        office=elsewhere.name if elsewhere else "",
        limit=next(iter(clock.of_referral(ledger.policy.service, item.measure, item.referral)), None),
    )
