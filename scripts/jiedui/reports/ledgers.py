"""The remaining ledgers (台账): filing, branch pairings, resources, stories, village reports, call-backs, changes.

Each is one pass over the ledger as of a day; what lies later is not there yet. Nothing here is a page: pages, papers
and workbooks show these objects.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from jiedui.duties import change
from jiedui.model.event import Award, Branch, BranchActivity, Story, VillageReport
from jiedui.model.helper import SOCIAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.duties.change import Change, Waiting
    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit

TITLE = "各类台账"
SERVES: tuple[str, ...] = (
    "R-016",
    "R-017",
    "R-018",
    "R-020",
    "R-066",
    "R-071",
    "R-073",
    "R-100",
    "R-104",
    "R-105",
    "R-107",
)

Dated = TypeVar("Dated", Story, Award, VillageReport)

SOURCES = ("财政经费", "项目资金", "慈善捐赠", "社会组织", "志愿服务", "其他")
LOW_SCORE = 2


@dataclass(frozen=True, slots=True)
class Filing:
    """One social force: the households that it helps, and where it filed (报备), if it did (R-073, 五(三)3)."""

    unit: str
    helper: str
    households: tuple[str, ...]
    filed_with: str
    filed_on: date | None

    @property
    def lacking(self) -> bool:
        """It helps and has not filed. Who helps nobody has nothing to file."""
        return bool(self.households) and not self.filed_with


def filings(ledger: Ledger, as_of: date) -> tuple[Filing, ...]:
    """Return every social force of a day, a retired worker who goes on helping included (R-073; A-24)."""
    found = []
    for _, helper in sorted(ledger.helpers.items()):
        if any(role.body == SOCIAL for role in helper.roles_on(as_of)):
            households = tuple(
                item.id
                for item in ledger.households_of(helper.id)
                if any(pairing.helper == helper.id for pairing in item.pairings_on(as_of))
            )
            filed = helper.filed_with if helper.filed_on and helper.filed_on <= as_of else ""
            found.append(Filing(helper.unit, helper.id, households, filed, helper.filed_on if filed else None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class BranchLine:
    """One branch pairing: whether it runs, and what was done together by the day, the latest first (R-071, 五(三)1)."""

    branch: Branch
    running: bool
    activities: tuple[BranchActivity, ...]


def branches(ledger: Ledger, as_of: date) -> tuple[BranchLine, ...]:
    """Return the branch pairings begun by a day."""
    return tuple(
        BranchLine(
            item,
            item.to is None or item.to >= as_of,
            tuple(sorted((act for act in item.activities if act.date <= as_of), reverse=True)),
        )
        for item in ledger.events_of(Branch)
        if item.date <= as_of
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceLine:
    """One resource put into a measure; ``amount`` in whole yuan, ``done`` where the measure is done by the day."""

    unit: str
    household: str
    need: str
    code: str
    promised_on: date
    done: bool
    source: str
    name: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class ResourceSum:
    """How many resources, how many of them with an amount, and the yuan promised and spent (measure done)."""

    items: int
    priced: int
    promised: int
    spent: int


@dataclass(frozen=True, slots=True)
class Resources:
    """The resource ledger (R-100, 六(二)). Amounts are for a restricted audience."""

    lines: tuple[ResourceLine, ...]

    def total(self, *, unit: str = "", source: str = "") -> ResourceSum:
        """Return the sums of all, of one federation's households, of one source, or of both."""
        found = [line for line in self.lines if unit in ("", line.unit) and source in ("", line.source)]
        return ResourceSum(
            items=len(found),
            priced=sum(line.amount is not None for line in found),
            promised=sum(line.amount or 0 for line in found),
            spent=sum(line.amount or 0 for line in found if line.done),
        )


def resources(ledger: Ledger, as_of: date) -> Resources:
    """Return every resource of the measures promised by a day, ended households included: money spent stays spent."""
    return Resources(
        tuple(
            ResourceLine(
                unit=household.unit, household=household.id, need=need.id, code=measure.code,
                promised_on=measure.promised_on, done=bool(measure.done_on and measure.done_on <= as_of),
                source=item.source, name=item.name, amount=item.amount,
            )
            for _, household in sorted(ledger.households.items())
            for need in household.needs
            for measure in need.measures
            if measure.promised_on <= as_of
            for item in measure.resources
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Showcase:
    """Stories and awards up to a day, the latest first (R-104, R-105, R-107, 六(五)).

    ``shown`` have consent and are anonymised; ``withheld`` lack one of them and stay in the ledger.
    """

    shown: tuple[Story, ...]
    withheld: tuple[Story, ...]
    awards: tuple[Award, ...]


def showcase(ledger: Ledger, as_of: date) -> Showcase:
    """Return what may be shown, what may not, and the awards."""
    stories = _latest_first(item for item in ledger.events_of(Story) if item.date <= as_of)
    return Showcase(
        tuple(item for item in stories if item.may_be_shown),
        tuple(item for item in stories if not item.may_be_shown),
        tuple(_latest_first(item for item in ledger.events_of(Award) if item.date <= as_of)),
    )


def _latest_first(items: Iterable[Dated]) -> list[Dated]:
    return sorted(items, key=lambda item: (item.date, item.unit, item.stem), reverse=True)


@dataclass(frozen=True, slots=True)
class VillageReports:
    """What village associations reported, the latest first. None of it is a contact of the quarter (R-066; A-08)."""

    reports: tuple[VillageReport, ...]

    def by_unit(self) -> Counter[str]:
        """Return how many reports each federation has."""
        return Counter(item.unit for item in self.reports)

    def by_topic(self, unit: str = "") -> Counter[str]:
        """Return how many reports told of each topic; one report may tell of several."""
        return Counter(topic for item in self.reports if unit in ("", item.unit) for topic in item.topics)


def village_reports(ledger: Ledger, as_of: date) -> VillageReports:
    """Return the village reports up to a day (五(二)2)."""
    return VillageReports(tuple(_latest_first(item for item in ledger.events_of(VillageReport) if item.date <= as_of)))


@dataclass(frozen=True, slots=True)
class Score:
    """One household's score of 1 … 5 at a call-back; ``unit`` manages the household."""

    unit: str
    household: str
    on: date
    by: str
    score: int


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Call-backs (回访). Never asked of anybody, so a household without one says nothing (R-020, 三(一))."""

    scores: tuple[Score, ...]

    def of(self, unit: str) -> Satisfaction:
        """Return the call-backs of one federation's households."""
        return Satisfaction(tuple(item for item in self.scores if item.unit == unit))

    @property
    def average(self) -> Fraction | None:
        """The mean score, ``None`` of none."""
        return Fraction(sum(item.score for item in self.scores), len(self.scores)) if self.scores else None

    @property
    def low(self) -> tuple[Score, ...]:
        """The scores of 1 and 2: somebody should ask why."""
        return tuple(item for item in self.scores if item.score <= LOW_SCORE)


def satisfaction(ledger: Ledger, as_of: date) -> Satisfaction:
    """Return the scores given up to a day, in order of household and time. A contact with several households is one."""
    found = [
        Score(household.unit, household.id, visit.date, visit.by, visit.satisfaction)
        for _, household in sorted(ledger.households.items())
        for visit in _visits(ledger, household.id, as_of)
        if visit.satisfaction is not None
    ]
    return Satisfaction(tuple(found))


def _visits(ledger: Ledger, household: str, as_of: date) -> list[Visit]:
    return [visit for visit in ledger.visits.get(household, ()) if visit.date <= as_of]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of a household's 主责 pairing, with the managing federation."""

    unit: str
    change: Change


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One household that waits for a new helper, with the managing federation."""

    unit: str
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class ChangeLedger:
    """变动台账 and 待重新结对 (R-016 … R-018, 二(四)), in order of time."""

    lines: tuple[ChangeLine, ...]
    waiting: tuple[WaitingLine, ...]


def change_ledger(ledger: Ledger, as_of: date) -> ChangeLedger:
    """Return every change up to a day and who waits on it."""
    households = [household for _, household in sorted(ledger.households.items())]
    lines = [ChangeLine(item.unit, found) for item in households for found in change.changes(item, as_of)]
    waits = [(item.unit, change.waiting(ledger, item, as_of)) for item in households]
    return ChangeLedger(
        tuple(sorted(lines, key=lambda line: line.change.on)),
        tuple(WaitingLine(unit, found) for unit, found in waits if found),
    )
