"""The same thing recorded twice: a visit, a need, an event, a move (R-013, R-084, R-097)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.kinds import path_of
from jiedui.rules.event.voices import event_path
from jiedui.rules.registry import WARNING, household_rule, ledger_rule
from jiedui.rules.twins import twins
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from jiedui.model.event import Event
    from jiedui.model.household import Household
    from jiedui.model.visit import Visit
    from jiedui.rules.context import Findings, HouseholdContext, LedgerContext, RuleContext
    from jiedui.rules.summary import HouseholdSummary

# A text says something of a day from this length on.
_TELLING = 20


@ledger_rule(
    "visit-twice",
    "同一次联系可能记了两遍",
    why="同一户、同一天、同一个人、同样方式，说的又一样，多半是存了两份。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def visits_once(context: LedgerContext) -> Findings:
    for household in context.summaries.households.values():
        for path, twin in _twins(household, context):
            yield context.file(path).fault(
                (),
                f"与户 {twin.household} 的 {twin.stem}.yml 日期、联系人、方式、内容都一样。",
                remedy="是同一次的，多出的一份写 withdrawn（撤销）；是两次的，在 content（联系情况）里写明各做了什么。",
            )


class _Twin(NamedTuple):
    """A contact by the folder and the file that it lies in."""

    household: str
    stem: str


def _twins(household: HouseholdSummary, context: LedgerContext) -> Iterator[tuple[str, _Twin]]:
    """Yield the file of each contact with a household that was recorded twice, and the one that was first."""
    elsewhere = [
        (folder, contact)
        for folder, contact in context.summaries.elsewhere.get(household.id, ())
        if contact.reached and folder.counts
    ]
    if not (elsewhere and _are_mixed(household, [contact.key for _, contact in elsewhere])):
        yield from ((_visit_path(household, stem), _Twin(household.id, first)) for stem, first in household.twins)
        return
    folders = {folder.id: folder for folder, _ in elsewhere} | {household.id: household}
    contacts = [visit for folder in folders for visit in context.visits_of(folder) if visit.reached]
    named = [visit for visit in contacts for each in visit.households if each == household.id]
    named.sort(key=lambda visit: (visit.date, visit.household, visit.stem))
    for visit, twin in twins(named):
        yield _visit_path(folders[visit.household], visit.stem), _Twin(twin.household, twin.stem)


def _are_mixed(household: HouseholdSummary, elsewhere: list[bytes]) -> bool:
    """Tell whether one of the contacts ``elsewhere`` with a household, by their keys, may say what another does."""
    own = [household.contacts[place : place + 4] for place in range(0, len(household.contacts), 4)]
    keys = Counter((*own, *elsewhere))
    return any(keys[key] > 1 for key in elsewhere)


def _visit_path(folder: HouseholdSummary, stem: str) -> str:
    return path_of("visit", folder.unit, stem, folder.id)


@household_rule(
    "visit-text-repeated",
    "两次联系一字不差",
    why="不同的日子，联系人、方式和一段话都一样，多半是复制以后忘了改。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def texts_differ(_: Household, context: HouseholdContext) -> Findings:
    seen: dict[Hashable, Visit] = {}
    for visit in context.visits:
        if not visit.reached or len(visit.content) < _TELLING:
            continue
        first = seen.setdefault((visit.by, visit.channel, visit.counterpart, visit.content), visit)
        if first.date != visit.date:
            yield context.visit(visit).fault(
                ("content",),
                f"联系情况与 {first.stem}.yml 的一字不差。",
                remedy="写这一次的情况；同一次记了两遍、日期写错的，多出的一份写 withdrawn（撤销）。",
            )


@household_rule(
    "need-twice",
    "同一项需求或措施写了两遍",
    why="写两遍，需求数和措施数都会多一项。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
    given=("needs",),
)
def needs_once(household: Household, context: RuleContext) -> Findings:
    remedy = "不是同一项的，把内容写得分得开；是同一项的，多出的写 withdrawn（撤销）和原因；这次刚写重的，删掉。"
    needs = [(need.person, need.raised_on, need.content) for need in household.needs]
    for row, need in enumerate(household.needs):
        if needs[row] in needs[:row] and not need.closed_on:
            message = f"需求 {need.id} 与前面一项，人、提出日期、内容都一样。"
            yield context.fault(("needs", row, "content"), message, remedy=remedy)
        measures = [(measure.code, measure.promised_on, measure.content) for measure in need.measures]
        for column, measure in enumerate(need.measures):
            if measures[column] in measures[:column] and not measure.done_on:
                message = f"需求 {need.id} 有两条措施，类别、承诺日期、内容都一样。"
                yield context.fault(("needs", row, "measures", column, "content"), message, remedy=remedy)


def _unnamed(event: Event) -> Event:
    return replace(event, stem="")


@ledger_rule(
    "event-twice",
    "同一件事记了两遍",
    why="同一天的会议、督办、表彰、上报，写的全都一样，多半是存了两份，次数就多了。",
    clause="六(二)",
    requirement="R-097",
    severity=WARNING,
)
def events_once(context: LedgerContext) -> Findings:
    for events in context.ledger.events.values():
        for index, event in enumerate(events):
            same = (other for other in events[:index] if other.date == event.date)
            if twin := next((other for other in same if _unnamed(other) == _unnamed(event)), None):
                yield context.file(event_path(event)).fault(
                    (),
                    f"与 {twin.stem}.yml 写的全都一样。",
                    remedy="是同一件事的，多出的一份写 withdrawn（撤销）；是两件的，写出分别。",
                )
