"""The figures of one closed quarter for each federation and the city: what bulletins say and corrections compare.

Pairings, quotas, needs and tasks are counted on the quarter's last day (A-25); whether a household was contacted in the
quarter is judged when that day is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.duties import promise
from jiedui.duties.contact import ContactState, books
from jiedui.duties.promise import Promise, PromiseState
from jiedui.duties.shortfall import Shortfall, Shortfalls, shortfalls
from jiedui.model.time import DAY, Quarter
from jiedui.reports.definition import Definition, Whose
from jiedui.reports.figures import Figures, WorkplaceLine
from jiedui.reports.groups import GroupFigures, open_needs
from jiedui.reports.indicators import BY_KEY as INDICATOR
from jiedui.reports.indicators import IndicatorKind
from jiedui.reports.sums import ContactSum, Portion
from jiedui.reports.wording import number, percent, points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from jiedui.model.event import Strike
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Need
    from jiedui.reports.share import HouseholdNeed

TITLE = "一个季度的数字"
SERVES: tuple[str, ...] = ("R-013",)

Value = int | str
Row = dict[str, Value]


class QuarterOutsideError(Exception):
    """The quarter is none of the programme's, which are ``known``: there is nothing to report of it."""

    def __init__(self, quarter: Quarter, known: Sequence[Quarter]) -> None:
        super().__init__(str(quarter))
        self.known = known


class QuarterOpenError(Exception):
    """The quarter is not over: there is nothing to report yet."""


def require_of_programme(quarter: Quarter, known: Sequence[Quarter]) -> None:
    """Raise :class:`QuarterOutsideError` for a quarter that is none of the programme's, ``known``."""
    if quarter not in known:
        raise QuarterOutsideError(quarter, known)


def require_over(quarter: Quarter, known: Sequence[Quarter], today: date) -> None:
    """Raise as :func:`require_of_programme` does, and :class:`QuarterOpenError` for a quarter that runs ``today``."""
    require_of_programme(quarter, known)
    if today <= quarter.end:
        raise QuarterOpenError(str(quarter))


class Sort(StrEnum):
    """What kind of value a figure has: a number, one that may be a fraction, a share, or a change in points of one."""

    COUNT = "整数"
    AMOUNT = "数"
    SHARE = "百分数"
    POINTS = "百分点"

    @property
    def is_derived(self) -> bool:
        """Whether it follows from other figures."""
        return self in (Sort.SHARE, Sort.POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One column of the quarter's table. Derived figures follow from others and are never corrected by themselves."""

    key: str
    group: str
    short: str
    title: str
    sort: Sort = Sort.COUNT
    definition: Definition


_KEPT, _RIPE = "已经办结的措施", "已经办结的和过了期限的措施"

# The days of a quarter's figures, as staff read them.
END, QUARTER, BEFORE = "季度最后一天", "本季度，结束以后算", "上一季度，本季度结束以后算"


# The indicators of the quarter that are called otherwise, and those whose value may be a fraction.
_INDICATORS = {"rate": "contact_rate", "needs_open": "needs", "intake_open": "intake"}
_AMOUNTS = ("have", "gap")


def _like(key: str, group: str, short: str, day: str) -> Figure:
    """Return a figure that is an indicator on a day of the quarter."""
    item = INDICATOR[_INDICATORS.get(key, key)]
    sort = Sort.SHARE if item.kind is IndicatorKind.RATE else Sort.AMOUNT if key in _AMOUNTS else Sort.COUNT
    return Figure(key=key, group=group, short=short, title=item.title, sort=sort, definition=item.definition.on(day))


FIGURES: tuple[Figure, ...] = (
    _like("roster", "结对", "名册", END),
    _like("paired", "结对", "已结对", END),
    _like("coverage", "结对", "覆盖率", END),
    Figure(
        key="helpers", group="配额", short="责任人", title="在岗帮扶责任人数",
        definition=Definition(numerator="在岗的帮扶责任人", whose=Whose.STAFF, day=END, clause="五(二)1"),
    ),
    _like("owed", "配额", "应", END),
    _like("have", "配额", "实", END),
    _like("gap", "配额", "差", END),
    Figure(
        key="short", group="配额", short="欠户人数", title="欠户的责任人数",
        definition=Definition(
            numerator="有欠户的帮扶责任人", whose=Whose.STAFF, day=END, clause="五(二)1", readings=("A-21", "A-26"),
        ),
    ),
    _like("due", "联系", "应联系", QUARTER),
    _like("met", "联系", "已联系", QUARTER),
    Figure(
        key="late", group="联系", short="补录", title="已联系里补录的户数",
        definition=Definition(
            numerator="本季度补录的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3", readings=("A-14",),
        ),
    ),
    Figure(
        key="overdue", group="联系", short="逾期", title="本季逾期户数",
        definition=Definition(
            numerator="本季度要联系、一次也没有联系的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3",
            readings=("A-06", "A-14"),
        ),
    ),
    Figure(
        key="exempt", group="联系", short="豁免", title="本季豁免户数",
        definition=Definition(
            numerator="本季度豁免的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3", readings=("A-11", "A-23"),
        ),
    ),
    _like("rate", "联系", "联系率", QUARTER),
    Figure(
        key="rate_before", group="联系", short="上季", title="上季联系率", sort=Sort.SHARE,
        definition=Definition(
            numerator="上季已联系户数", denominator="上季应联系户数", whose=Whose.PERIOD, day=BEFORE, clause="五(四)3",
            readings=("A-06", "A-07"),
        ),
    ),
    Figure(
        key="rate_change", group="联系", short="升降", title="联系率比上季升降（百分点）", sort=Sort.POINTS,
        definition=Definition(
            numerator="本季联系率减上季联系率", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3",
            readings=("A-06", "A-07"),
        ),
    ),
    Figure(
        key="needs_raised", group="需求", short="本季提出", title="本季提出的需求项数",
        definition=Definition(numerator="本季度提出的需求", whose=Whose.RAISED, day=QUARTER, clause="四"),
    ),
    Figure(
        key="needs_closed", group="需求", short="本季办结", title="本季办结的需求项数",
        definition=Definition(numerator="本季度办结的需求", whose=Whose.CLOSED, day=QUARTER, clause="四"),
    ),
    _like("needs_open", "需求", "未办结", END),
    Figure(
        key="needs_overdue", group="需求", short="超期", title="措施超期的需求项数",
        definition=Definition(
            numerator="没有办结、有措施过了期限的需求", whose=Whose.DAY, day=END, clause="二(二)",
        ),
    ),
    Figure(
        key="promises_ripe", group="承诺", short="到期", title="到期和已办的措施项数",
        definition=Definition(numerator=_RIPE, whose=Whose.PROMISE, day=END, clause="二(二)"),
    ),
    Figure(
        key="promises_kept", group="承诺", short="已兑现", title="已办结的措施项数",
        definition=Definition(numerator=_KEPT, whose=Whose.PROMISE, day=END, clause="二(二)"),
    ),
    Figure(
        key="promise_rate", group="承诺", short="兑现率", title="承诺兑现率", sort=Sort.SHARE,
        definition=Definition(
            numerator=_KEPT, denominator=_RIPE, whose=Whose.PROMISE, day=END, clause="二(二)",
        ),
    ),
    _like("intake_open", "入户", "五件事未齐", END),
    *(
        Figure(
            key=key, group="名单", short=short, title=f"{name.value}户数",
            definition=Definition(
                numerator=f"列入“{name.value}”名单的家庭", whose=Whose.PERIOD, day=day, clause="六(二)",
                readings=("A-20",),
            ),
        )
        for key, name, short, day in (
            ("list_measures", Shortfall.MEASURES, "措施", END),
            ("list_contact", Shortfall.CONTACT, "联络", QUARTER),
            ("list_results", Shortfall.RESULTS, "成效", END),
        )
    ),
)  # fmt: skip

# Whether households are paired at all says nothing of those who answer for them.
BY_STAFF = tuple(figure for figure in FIGURES if figure.definition.whose is not Whose.RESIDENCE)
BY_KEY = {figure.key: figure for figure in FIGURES}
COMPARED = tuple(figure for figure in FIGURES if not figure.sort.is_derived)

# What counts in no state of a quarter says nothing and is left out.
_SILENT = (ContactState.NOT_DUE, ContactState.AHEAD)


@dataclass(frozen=True, slots=True)
class WorkplaceRow:
    """The figures of one line by workplace."""

    line: WorkplaceLine
    row: Row


class QuarterFigures:
    """One quarter of a ledger. Made for quarters that are over; ``strikes`` are the counties' reasoned removals."""

    def __init__(self, ledger: Ledger, quarter: Quarter, strikes: Iterable[Strike] = ()) -> None:
        self.ledger = ledger.until(quarter.end + DAY)  # a quarter is judged when it is over
        self.quarter = quarter
        self.day = Figures(ledger, quarter.end)
        self._strikes = tuple(strikes)

    @cached_property
    def shortfalls(self) -> Shortfalls:
        """The three lists of the quarter."""
        return shortfalls(self.ledger, self.quarter, self._strikes)

    @cached_property
    def _states(self) -> Mapping[Quarter, Mapping[str, ContactState]]:
        found = books(self.ledger, self.quarter.end + DAY)
        return {
            quarter: {book.household.id: book.quarter(quarter).state for book in found}
            for quarter in (self.quarter, self.quarter.previous)
        }

    @cached_property
    def states(self) -> dict[str, ContactState]:
        """The state of each household in the quarter, those left out that the quarter says nothing of."""
        return {household: state for household, state in self._states[self.quarter].items() if state not in _SILENT}

    def contact(self, group: GroupFigures, quarter: Quarter) -> ContactSum:
        """Return this quarter or the one before of a group, by state, judged when this quarter is over."""
        states, homes = self._states[quarter], group.share.period(quarter.start, quarter.end)
        return ContactSum.from_states(quarter, {household.id: states[household.id] for household in homes})

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Each federation's figures by id, in the order of the overview, by the households' residence."""
        return {unit: self.row(group) for unit, group in self.day.units.items()}

    @cached_property
    def workplaces(self) -> tuple[WorkplaceRow, ...]:
        """The figures by workplace: of each federation, of the city's departments, and of what nobody answers for."""
        return tuple(WorkplaceRow(line, self.row(line.group)) for line in self.day.workplace_lines)

    @cached_property
    def total(self) -> Row:
        """The whole ledger's figures."""
        return self.row(self.day.city)

    def row(self, group: GroupFigures) -> Row:
        """Return the figures of a group. A household is on a list of whoever answers for its quarter."""
        found: Row = {**self.pairing_row(group), **self.contact_row(group), **self._needs(group)}
        found["intake_open"] = len(group.intake_open)
        own = {household.id for household in group.share.period(self.quarter.start, self.quarter.end)}
        for key, name in zip(("list_measures", "list_contact", "list_results"), Shortfall, strict=True):
            found[key] = len(own.intersection(self.shortfalls.households(name)))
        return {figure.key: found[figure.key] for figure in FIGURES}

    def pairing_row(self, group: GroupFigures) -> Row:
        """Return what a group has, owes and lacks on the quarter's last day."""
        return {
            "roster": len(group.coverage.roster),
            "paired": len(group.coverage.paired),
            "coverage": percent(group.coverage_rate),
            "helpers": group.quota.helpers,
            "owed": group.quota.owed,
            "have": number(group.quota.have),
            "gap": number(group.quota.gap),
            "short": len(group.quota.short),
        }

    def contact_row(self, group: GroupFigures) -> Row:
        """Return how far a group's households were contacted in the quarter."""
        now, before = self.contact(group, self.quarter), self.contact(group, self.quarter.previous)
        return {
            "due": len(now.due),
            "met": len(now.met),
            "late": len(now.of(ContactState.LATE)),
            "overdue": len(now.of(ContactState.OVERDUE)),
            "exempt": len(now.of(ContactState.EXEMPT)),
            "rate": percent(now.rate),
            "rate_before": percent(before.rate),
            "rate_change": points(now.rate, before.rate),
        }

    def _needs(self, group: GroupFigures) -> Row:
        promises = kept_promises(group.share.promises)
        return {
            "needs_raised": group.raised_since(self.quarter.start),
            "needs_closed": group.closed_since(self.quarter.start),
            "needs_open": len(group.open_needs),
            "needs_overdue": len(overdue_needs(group.active, self.quarter.end)),
            "promises_ripe": promises.whole,
            "promises_kept": promises.part,
            "promise_rate": percent(promises.rate),
        }


def kept_promises(found: Iterable[Promise]) -> Portion:
    """Return how many measures were kept of those that had to be (done, or past their deadline) (R-013)."""
    ripe = [item for item in found if not item.state.is_open or item.state is PromiseState.OVERDUE]
    return Portion(sum(not item.state.is_open for item in ripe), len(ripe))


def overdue_needs(households: Iterable[Household], as_of: date) -> list[HouseholdNeed]:
    """Return the open needs with a measure past its deadline (R-013)."""
    return [item for item in open_needs(households, as_of) if _is_late(item.need, as_of)]


def _is_late(need: Need, as_of: date) -> bool:
    # No deadline lies before its promise, so that what is promised later is not past it.
    return any(promise.state_of(measure, as_of) is PromiseState.OVERDUE for measure in need.measures)
