"""年度帮扶工作落实情况: the last row of 附件2, made of a year's contacts, measures, hazards and activities (R-118)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from jiedui.duties import promise, upkeep
from jiedui.duties.contact import Book, ContactState
from jiedui.model.day_words import day_text
from jiedui.model.time import Quarter
from jiedui.model.visit import between
from jiedui.reports.standing import visit_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Measure, Need
    from jiedui.model.policy import Policy
    from jiedui.model.visit import Visit

TITLE = "年度帮扶工作落实情况"
SERVES: tuple[str, ...] = ("R-118",)


class Year(NamedTuple):
    """A calendar year as far as a day has come: its number, its first day and the last that counts."""

    number: int
    start: date
    end: date

    @classmethod
    def until(cls, number: int, as_of: date) -> Self:
        """Return a year up to a day."""
        return cls(number, date(number, 1, 1), min(date(number, 12, 31), as_of))

    def holds(self, when: date | None) -> bool:
        """Tell whether a day is in the year and has come."""
        return when is not None and self.start <= when <= self.end

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The four quarters."""
        return tuple(Quarter(self.number, number) for number in (1, 2, 3, 4))


def implementation(
    ledger: Ledger, household: Household, year: int, as_of: date, *, person: str = ""
) -> tuple[str, ...]:
    """Return the year of a household in sentences, up to ``as_of``; what staff wrote about it stands at the end.

    What happened in the year comes first and names it; what stands open on its last day, whenever it began, follows and
    names that day. ``person`` (a member's id) leaves out what concerns another member alone.
    """
    return _told(ledger, Book(ledger, household, as_of), year, person)


def implementations(ledger: Ledger, book: Book, years: Iterable[int]) -> list[tuple[int, tuple[str, ...]]]:
    """Return years of the household of a book, as of its day, each with its :func:`implementation`."""
    return [(year, _told(ledger, book, year)) for year in years]


def _told(ledger: Ledger, book: Book, year: int, person: str = "") -> tuple[str, ...]:
    household = book.household
    span = Year.until(year, min(book.as_of, household.closed_on or book.as_of))
    found = [
        *_contacts(book, span),
        *_talk(book, span),
        *_hazards(ledger, household, span),
        *_needs(household, span, person),
        *_measures(household, span, person),
        *_outings(household, span, person),
    ]
    own = household.annual.get(year, "")
    return (
        *([f"{year}年{found[0]}", *found[1:]] if found else []),
        *(_elsewhere(household, span, found) or ([] if found else [f"{year}年没有联系和帮扶的记录。"])),
        *_standing(household, span, person),
        *(own.split("\n") if own else ()),
    )


def _elsewhere(household: Household, year: Year, here: Sequence[str]) -> list[str]:
    """Return where what came before the household moved here in the year, or later, is recorded.

    Where nothing is told ``here`` of the year, the sentence says so of the days since the move, and of these alone.
    """
    moved = household.registered_on
    if not household.moved_from or moved.year < year.number:
        return []
    since = "" if here or moved.year > year.number else "；迁入以后还没有联系和帮扶的记录"
    return [f"{day_text(moved)}从别的残联迁入，以前的联系和帮扶记在原户编号 {household.moved_from}{since}。"]


def _contacts(book: Book, year: Year) -> Iterator[str]:
    counted = between(book.visits, year.start, year.end)
    known = {id(visit) for visit in counted}
    made = between(book.contacts, year.start, year.end)
    others = [visit for visit in made if id(visit) not in known]
    states = [(quarter, book.quarter(quarter).state) for quarter in year.quarters]
    if counted:
        said = f"{_channels(counted, book.policy)}{_complete([state for _, state in states])}"
        yield f"帮扶责任人联系{len(counted)}次：{said}。"
    if others:
        yield f"{'另有' if counted else '有'}{len(others)}次不计入：{_not_counted(others, book)}。"
    missed = [quarter.numeral for quarter, state in states if state is ContactState.OVERDUE]
    if missed:
        yield f"第{'、'.join(missed)}季度没有完成联系。"


def _not_counted(visits: list[Visit], book: Book) -> str:
    reasons = (visit_standing(book, book.quarter(Quarter.of(visit.date)), visit) for visit in visits)
    return "、".join(f"{reason}{number}次" for reason, number in Counter(_short(reason) for reason in reasons).items())


def _short(reason: str) -> str:
    return reason.removesuffix("，不算")


def _channels(visits: Sequence[Visit], policy: Policy) -> str:
    found = Counter(visit.channel for visit in visits)
    return "、".join(f"{channel}{found[channel]}次" for channel in policy.channels if found[channel])


def _complete(states: Iterable[ContactState]) -> str:
    due = [state for state in states if state.due]
    return "，应联系的季度都完成了" if due and all(state.met for state in due) else ""


def _talk(book: Book, year: Year) -> Iterator[str]:
    visits = between(book.visits, year.start, year.end)
    topics = [name for name in book.policy.topics if any(name in visit.topics for visit in visits)]
    if topics:
        yield f"了解了{'、'.join(topics)}情况。"
    preached = [name for name in book.policy.preach_topics if any(name in visit.preached for visit in visits)]
    if preached:
        yield f"宣讲了{'、'.join(preached)}。"


def _hazards(ledger: Ledger, household: Household, year: Year) -> Iterator[str]:
    found = [item for item in upkeep.hazards(ledger, household, year.end) if year.holds(item.found_on)]
    for done, word in ((True, "已经消除"), (False, "还没有消除")):
        kinds = [ledger.policy.hazard_name(item.key) for item in found if (item.removed_on is not None) is done]
        if kinds:
            yield f"入户发现{'、'.join(dict.fromkeys(kinds))}隐患{len(kinds)}处，{word}。"


def _concerns(need: Need, person: str) -> bool:
    return not person or need.person in ("", person)


def _needs(household: Household, year: Year, person: str) -> Iterator[str]:
    needs = [need for need in household.every_need if _concerns(need, person)]
    # What was raised before a move within the city is told by the record before.
    own = [need for need in needs if not household.moved_from or need.raised_on >= household.registered_on]
    raised = sum(year.holds(need.raised_on) for need in own)
    closed = [need for need in needs if year.holds(need.closed_on)]
    said = [f"提出需求{raised}项"] if raised else []
    said += [f"办结需求{len(closed)}项{_earlier(closed, year)}"] if closed else []
    if said:
        yield f"{'，'.join(said)}。"
    for need in sorted(needs, key=lambda need: (need.raised_on, need.id)):
        if need.urgent and year.holds(need.responded_on) and need.responded_on:
            days = (need.responded_on - need.raised_on).days
            yield f"突发困难：{_plain(need.content)}，{f'{days}天内' if days else '当天'}援助。"


def _earlier(needs: Sequence[Need], year: Year) -> str:
    earlier = sum(need.raised_on.year < year.number for need in needs)
    if not earlier:
        return ""
    return f"（{'' if earlier == len(needs) else f'其中{earlier}项是'}以前年度提出的）"


def _measures(household: Household, year: Year, person: str) -> Iterator[str]:
    found = [measure for need in household.every_need if _concerns(need, person) for measure in need.measures]
    done = [measure for measure in found if year.holds(measure.done_on)]
    if done:
        done.sort(key=lambda measure: (measure.done_on or year.end, measure.code, measure.content))
        yield f"落实措施{len(done)}项：{'；'.join(map(_done, done))}。"


def _standing(household: Household, year: Year, person: str) -> Iterator[str]:
    """Yield what stood open on the last day of the year, or of the household."""
    until = f"截至{day_text(year.end)}"
    needs = [need for need in upkeep.open_needs(household, year.end) if _concerns(need, person)]
    if needs:
        yield f"{until}，还有{len(needs)}项需求没有办结{_earlier(needs, year)}。"
    running = [item.measure for item in promise.open_promises(household, year.end) if _concerns(item.need, person)]
    if running:
        running.sort(key=lambda measure: (measure.promised_on, measure.code, measure.content))
        said = "；".join(f"{item.code}——{_plain(item.content)}" for item in running)
        yield f"{until}，正在办理{len(running)}项：{said}。"


def _done(measure: Measure) -> str:
    result = f"（{_plain(measure.result)}）" if measure.result else ""
    return f"{measure.code}——{_plain(measure.content)}{result}"


def _outings(household: Household, year: Year, person: str) -> Iterator[str]:
    found = [item for item in household.outings if year.holds(item.on) and (not person or item.person == person)]
    if found:
        found.sort(key=lambda item: (item.on, item.kind))
        said = "、".join(f"{day_text(item.on, year.end)}{item.kind}" for item in found)
        yield f"走出家门参加集体活动{len(found)}次：{said}。"


def _plain(text: str) -> str:
    """Return a text on one line, without its full stop: it becomes a part of a sentence."""
    return "".join(text.split("\n")).rstrip("。；，")
