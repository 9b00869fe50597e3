"""How a cell looks: figures, states and deadlines as sign, word and colour, each linked to what is behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jiedui.duties import clock
from jiedui.duties.contact import ContactQuarter, ContactState
from jiedui.duties.eligible import awaits_review
from jiedui.reports.deadlines import when_text
from jiedui.reports.indicators import BY_KEY, Indicator
from jiedui.reports.wording import UNCOUNTED, permille
from jiedui.site.drawing.charts import rate_class
from jiedui.site.drawing.columns import TableColumn, number_column, text_column
from jiedui.site.drawing.links import Links, anchor
from jiedui.site.drawing.markup import href, html, joined
from jiedui.site.drawing.signs import BAD, GOOD, SIGNS, TARDY, WAIT, shown, state
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiedui.duties.clock import ServiceClock
    from jiedui.duties.deadline import Due
    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Need, Referral
    from jiedui.model.service import ServiceLevels
    from jiedui.model.time import Quarter
    from jiedui.reports.figures import Figures, WorkplaceLine
    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.sums import ContactSum
    from jiedui.reports.timelines import Timelines


def quarter_name(quarter: Quarter) -> str:
    """Return a quarter in short: 24年1季."""
    return f"{quarter.year % 100}年{quarter.number}季"


def sum_state(found: ContactSum, as_of: date) -> str:
    """Return how a quarter of a group stands: ahead, nothing to do, running, all met, or some overdue."""
    if not found.due:
        return "未到" if found.quarter.start > as_of else "没有任务"
    if found.of(ContactState.RUNNING):
        return "进行中"
    return "有逾期" if found.of(ContactState.OVERDUE) else "全部联系"


def _heard(name: str) -> Markup:
    """Return the sign of a state, with its word for those who hear the page."""
    return html('{mark}<span class="jd-vh">{name}</span>', mark=SIGNS[name].mark, name=name)


@lru_cache(maxsize=1 << 12)
def _strip_item(found: ContactQuarter, *, listed: bool) -> Markup:
    sign, word = SIGNS[found.state.value], found.state.value
    text = html("<b>{name}</b> {mark} {word}", name=quarter_name(found.quarter), mark=sign.mark, word=word)
    if listed:
        text = anchor(href(f"#q-{found.quarter}"), text, f"{found.quarter.title}：{found.reason}")
    return html('<li class="{mood}">{text}</li>', mood=sign.mood, text=text)


def _called(household: Household) -> str:
    return f"{household.head.name} {household.id} "


class Cells:
    """The cells of the pages at one depth: ``to`` links from there."""

    def __init__(self, to: Links, figures: Figures, timelines: Timelines) -> None:
        self._to = to
        self._figures = figures
        self._timelines = timelines

    def responsible(self, household: Household) -> Markup:
        """Return the helper in charge of a household on the day, as a link, or 没有 for none."""
        pairing = household.primary_on(self._figures.as_of)
        return self._to.helper(pairing.helper) if pairing else Markup("没有")

    def hardship(self, household: Household) -> Markup:
        """Return the kind of hardship, marked where it has ended since the household was paired (A-29)."""
        day, policy = self._figures.as_of, self._figures.ledger.policy
        if not awaits_review(household, policy, day):
            return html("{kind}", kind=household.hardship)
        mark = state("请核实", f"困难身份到 {household.hardship_until} 为止")
        return html("{kind} {mark}", kind=household.hardship, mark=mark)

    def figure(self, key: str, group: GroupFigures) -> Markup:
        """Return an indicator's value for a unit, linked to its rows; for the city, to the overview's column."""
        indicator = BY_KEY[key]
        value = shown(indicator, indicator.value(group))
        rows = self._to.rows_of(indicator, group.unit) if group.unit else self._to.by_unit(key)
        whose = self._figures.unit_called(group.unit) if group.unit else self._figures.ledger.whole
        return self._to.named(rows, value, f"{whose}{indicator.title}")

    @staticmethod
    def value(key: str, group: GroupFigures) -> Markup:
        """Return an indicator's value without a link, for a group that is not listed elsewhere."""
        return shown(BY_KEY[key], BY_KEY[key].value(group))

    def stated(self, key: str, group: GroupFigures) -> Markup:
        """Return an indicator's value outside of a table, with its unit: 不计算 in place of —."""
        indicator = BY_KEY[key]
        if indicator.value(group) is None:
            return Markup(UNCOUNTED)
        unit = "" if indicator.unit == "%" else html(" <small>{unit}</small>", unit=indicator.unit)
        return html("{value}{unit}", value=self.figure(key, group), unit=unit)

    def workplace(self, key: str, line: WorkplaceLine) -> Markup:
        """Return an indicator's value for a line by workplace, linked to the table that it is the sum of."""
        indicator = BY_KEY[key]
        value = shown(indicator, indicator.value(line.group))
        rows = self._to.workplace_rows(indicator)
        if not line.unit and rows == "staff":
            return value  # where nobody answers there is no staff to list
        return self._to.named(
            f"workplaces/{line.key}.html#{rows}", value, f"按责任人的单位，{line.name}{indicator.title}"
        )

    def columns(
        self,
        indicators: Sequence[Indicator],
        title: str,
        *,
        led_to: bool = False,
        banded: bool = True,
        cited: bool = True,
    ) -> list[TableColumn]:
        """Return the columns of a table of indicators by row of ``title``.

        Links to a column lead to one ``led_to``; a table ``banded`` has the groups of the indicators above them, one
        ``cited`` the clauses below.
        """
        return [
            text_column(title),
            *(
                number_column(
                    item.short,
                    band=item.group if banded else "",
                    note=item.title,
                    anchor=f"c-{item.key}" if led_to else "",
                    below=self._to.clause(item.clause) if cited else None,
                )
                for item in indicators
            ),
        ]

    def sum_cell(self, found: ContactSum, unit: str) -> Markup:
        """Return one cell of the units' matrix: sign, met and due, linked to the column of the unit's own matrix."""
        name = sum_state(found, self._figures.as_of)
        sign, text = SIGNS[name], _heard(name)
        if found.due:
            text = html("{text} <br>{met}/{due}", text=text, met=len(found.met), due=len(found.due))
        if found.due and unit:
            label = f"{self._figures.unit_called(unit)}{found.quarter.title}"
            text = self._to.named(f"contact/{unit}.html#q-{found.quarter}", text, label)
        if found.rate is None:
            return html('<td class="{mood}">{text}</td>', mood=sign.mood, text=text)
        # The bar below and the depth of the ground say the rate once more, in grey as in colour.
        return html(
            '<td class="{mood} r{step}" style="--rate:{rate}">{text}</td>', mood=sign.mood, text=text,
            step=rate_class(found.rate), rate=permille(found.rate),
        )  # fmt: skip

    def unit_quarter(self, group: GroupFigures, quarter: Quarter) -> Markup:
        """Return one quarter of a unit's strip."""
        found = group.contact(quarter)
        name = sum_state(found, self._figures.as_of)
        counted = f"{len(found.met)}/{len(found.due)}" if found.due else ""
        text = html(
            "<b>{quarter}</b> {sign} {counted}", quarter=quarter_name(quarter), sign=_heard(name), counted=counted
        )
        if found.due:
            text = self._to.link(f"contact/{group.unit}.html#q-{quarter}", text, quarter.title)
        return html('<li class="{mood}">{text}</li>', mood=SIGNS[name].mood, text=text)

    def household_strip(self, household: str) -> Markup:
        """Return a household's quarters as list items, linked to their places in the timeline below."""
        return joined(
            # The contacts that counted are of no matter here, and without them many households share one item.
            [_strip_item(replace(found, counted=()), listed=self._timelines.shows(household, found.quarter))
             for found in self._figures.histories[household]],
            "\n",
        )  # fmt: skip

    def intake_state(self, household: Household) -> Markup:
        """Return how far the five tasks of a household's running pairing are."""
        found = self._figures.intakes[household.id]
        tasks = [task for item in found for task in item.open_tasks(self._figures.as_of)]
        if not found:
            return Markup("没有结对")
        if not tasks:
            return state("已完成")
        late = any(task.state(self._figures.as_of) == "逾期" for task in tasks)
        text = html(
            '<span class="jd-s {mood}">{mark} 缺{count}件</span>', count=len(tasks), **(BAD if late else WAIT)._asdict()
        )
        return self._to.named(f"households/{household.id}.html#intake", text, f"{_called(household)}五件事")

    def tasks(self, household: Household) -> Markup:
        """Return how many duties towards a household stand open, linked to the list of them (B-07)."""
        return self._tasks(household, len(self._figures.due[household.id]), f"households/{household.id}.html#due")

    def own_tasks(self, household: Household, items: Sequence[Due]) -> Markup:
        """Return how many of these duties towards a household a helper has, linked to the list on his page (A-12)."""
        return self._tasks(household, len(items), "#due")

    def _tasks(self, household: Household, count: int, where: str) -> Markup:
        return self._to.named(where, count, f"{household.head.name}要办的事") if count else Markup("0")

    def deadline(self, household: Household) -> Markup:
        """Return what is due next in a household and when, with a sign where the day has passed."""
        return self.first_of(self._figures.due[household.id])

    def first_of(self, items: Sequence[Due]) -> Markup:
        """Return which of some duties, in order of time, is due next and when."""
        found = next((item for item in items if not item.missed), None)
        if found is None:
            return Markup("没有")
        return html("{day} <small>{what}</small>", day=self.last_day(found), what=found.kind)

    def term(self, item: Due) -> Markup:
        """Return the last day of a duty and how far it is, in working days where these count."""
        left = when_text(item, self._figures.as_of, self._figures.calendar)
        day = self.last_day(item)
        return html('{day} <span class="jd-day">{left}</span>', day=day, left=left) if left else day

    def last_day(self, item: Due) -> Markup:
        """Return the last day of a duty, with a sign for what has passed, or that none was set."""
        sign = BAD if item.last < self._figures.as_of else WAIT
        return html('<span class="jd-d {mood}">{mark} {day}</span>', day=item.on or "没有定期限", **sign._asdict())

    def need_clocks(self, need: Need) -> Markup:
        """Return how long a need has waited for what it waits for, in working days (B-02)."""
        return self._clocks(self._of_need(need))

    def need_delays(self, need: Need) -> Markup:
        """Return the same without what was answered in time: that is no matter any more beside the answer."""
        return self._clocks(found for found in self._of_need(need) if found.running or found.late)

    def _of_need(self, need: Need) -> tuple[ServiceClock, ...]:
        return clock.of_need(self._service, need.until(self._figures.as_of))

    def risk_clock(self, household: Household) -> Markup:
        """Return how long the risk that stands waits to be reported, or waited."""
        return self._clocks(clock.of_risk(self._service, household.relapse.until(self._figures.as_of)))

    def referral_clock(self, measure: Measure, referral: Referral) -> Markup:
        """Return how long a referral waits for its answer, or waited."""
        day = self._figures.as_of
        return self._clocks(clock.of_referral(self._service, measure.until(day), referral.until(day)))

    @property
    def _service(self) -> ServiceLevels:
        return self._figures.ledger.policy.service

    def _clocks(self, found: Iterable[ServiceClock]) -> Markup:
        return joined([self._clock(item) for item in found], " ")

    def _clock(self, found: ServiceClock) -> Markup:
        day = self._figures.as_of
        sign = (BAD if found.over(day) else WAIT) if found.running else TARDY if found.late else GOOD
        said = clock.words(found, day, self._service.calendar)
        return html('<span class="jd-s {mood}">{mark} {title}{said}</span>', title=found.level.title, said=said,
                    **sign._asdict())  # fmt: skip

    def quarter_state(self, household: str, quarter: Quarter) -> Markup:
        """Return the state of a household in a quarter, linked to the contacts of that quarter."""
        found = self._figures.histories[household][self._figures.quarters.index(quarter)]
        shown_state = state(found.state.value, found.reason)
        if not self._timelines.shows(household, quarter):
            return shown_state
        home = self._figures.ledger.households[household]
        return self._to.named(
            f"households/{household}.html#q-{quarter}", shown_state, f"{_called(home)}{quarter.title}"
        )

    def quarter_cell(self, household: str, index: int) -> Markup:
        """Return one cell of the contact matrix: the sign, the word for those who hear the page, and a link."""
        found = self._figures.histories[household][index]
        inner = _heard(found.state.value)
        if self._timelines.shows(household, found.quarter):
            note = f"{found.quarter.title} {found.state.value}：{found.reason}"
            inner = self._to.link(f"households/{household}.html#q-{found.quarter}", inner, note)
        return html('<td class="{mood}">{inner}</td>', mood=SIGNS[found.state.value].mood, inner=inner)
