"""季通报: all that the bulletin of a quarter says, as one object of plain values (R-096, 六(二); A-14, A-20, A-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.event import Story
from jiedui.reports import sentences
from jiedui.reports.bulletin.basis import readings, settings_text
from jiedui.reports.bulletin.computation import COMPUTATION
from jiedui.reports.bulletin.correction import Correction, corrections, earlier_ones, sentence
from jiedui.reports.bulletin.reason import Attribution, unknown
from jiedui.reports.quarter_table import BY_STAFF
from jiedui.reports.quarterly import QuarterFigures, Row, WorkplaceRow, require_of_programme
from jiedui.reports.recheck.outcome import outcome_of
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.duties.shortfall import ShortfallEntry, Shortfalls
    from jiedui.model.ledger import Ledger
    from jiedui.model.reading import Reading
    from jiedui.model.time import Quarter

TITLE = "季通报"
SERVES: tuple[str, ...] = ("R-096",)


class Bulletin(Struct, frozen=True, kw_only=True):
    """The bulletin of one closed quarter. ``commit`` and ``tree`` (of the records, ``""`` where it is not known) name
    what it was reckoned from; ``names`` are what staff call federations and helpers, by id.

    ``recheck`` says what came of the sample that was drawn. ``compared`` are the bulletins whose corrections stand in
    ``corrections``, which may be none.
    ``states`` gives each household's state in the quarter; a household that is not in it was not due.
    """

    quarter: Quarter
    commit: str
    tree: str
    total: Row
    rows: Mapping[str, Row]
    workplaces: tuple[WorkplaceRow, ...]
    shortfalls: Shortfalls
    recheck: tuple[str, ...]
    practices: tuple[Story, ...]
    compared: tuple[str, ...]
    corrections: tuple[Correction, ...]
    readings: tuple[Reading, ...]
    states: Mapping[str, str]
    names: Mapping[str, str]
    helper_units: Mapping[str, str]
    departments: Mapping[str, str]
    programme_end: date
    whole: str

    def data(self) -> dict[str, Any]:
        """Return the record: strings, integers, lists and dicts in a fixed order of keys, what is empty left out."""
        units = {unit: self.names[unit] for unit in self.rows}
        found: dict[str, Any] = {
            "id": str(self.quarter),
            "as_of": self.quarter.end.isoformat(),
            "commit": self.commit,
            "tree": self.tree,
            "computation": COMPUTATION,
            "summary": sentences.summary(self.quarter, self.total, self.rows, units, self.whole),
            "lists": sentences.of_lists(self.shortfalls),
            "recheck": list(self.recheck),
            "next_steps": self._next_steps(units),
            "total": dict(self.total),
            "units": [
                {"unit": unit, "name": units[unit], **row, "text": sentences.of_unit(units[unit], row)}
                for unit, row in self.rows.items()
            ],
            "workplaces": [self._workplace(item) for item in self.workplaces],
            "shortfalls": [self._entry(entry) for entry in self.shortfalls.entries],
            "struck": [{**self._entry(item.entry), "reason": item.reason} for item in self.shortfalls.struck],
            "practices": [self._practice(story) for story in self.practices],
            "compared": list(self.compared),
            "corrections": [self._correction(item) for item in self.corrections],
            "readings": [self._reading(reading) for reading in self.readings],
            "contact": self._contact(),
        }
        return {key: value for key, value in found.items() if value}

    def _workplace(self, item: WorkplaceRow) -> dict[str, Any]:
        line, department = item.line, item.line.department
        called = department.called(self.names.get(line.unit, "")) if department else line.name
        said = sentences.of_workplace(called, item.row)
        found = {
            "unit": line.unit,
            "name": line.name,
            "body": department.body if department else "",
            **{figure.key: item.row[figure.key] for figure in BY_STAFF},
            "text": said if line.unit else sentences.without_anybody(item.row),
        }
        return {key: value for key, value in found.items() if value != ""}

    def _entry(self, entry: ShortfallEntry) -> dict[str, Any]:
        found = {
            "list": entry.list.value,
            "unit": entry.unit,
            "household": entry.household,
            "helper": entry.helper,
            "name": self.names.get(entry.helper, ""),
            "helper_unit": self.helper_units.get(entry.helper, ""),
            "helper_department": self.departments.get(entry.helper, ""),
            "since": entry.since.isoformat(),
            "why": entry.why,
            "clause": entry.clause,
        }
        return {key: value for key, value in found.items() if value}

    @staticmethod
    def _practice(story: Story) -> dict[str, Any]:
        return {
            "unit": story.unit,
            "date": story.date.isoformat(),
            "kind": story.kind,
            "title": story.title,
            "content": story.content,
        }

    def _correction(self, item: Correction) -> dict[str, Any]:
        found = {
            "quarter": str(item.quarter),
            "kind": item.subject.kind.value,
            "unit": item.unit,
            "body": item.subject.body,
            "department": item.subject.department,
            "household": item.subject.household,
            "figure": item.subject.figure,
            "list": item.subject.list,
            "helper": item.subject.helper,
            "name": item.name,
            "helper_unit": item.helper_unit,
            "was": item.was,
            "now": item.now,
            "reasons": [reason.value for reason in item.reasons],
            "text": sentence(item, self.names),
        }
        return {key: value for key, value in found.items() if value}

    def _next_steps(self, units: Mapping[str, str]) -> list[str]:
        if self.quarter.end >= self.programme_end:
            return [sentences.last_step(self.programme_end)]
        return sentences.next_steps(self.total, self.rows, units)

    @staticmethod
    def _reading(reading: Reading) -> dict[str, Any]:
        settings = settings_text(reading)
        return {"id": reading.id, "reading": reading.text, **({"settings": settings} if settings else {})}

    def _contact(self) -> list[dict[str, Any]]:
        by_state: dict[str, list[str]] = {}
        for household, state in sorted(self.states.items()):
            by_state.setdefault(state, []).append(household)
        return [{"state": state, "households": by_state[state]} for state in sorted(by_state)]


def bulletin(
    ledger: Ledger, quarter: Quarter, commit: str, *, tree: str = "", attribution: Attribution = unknown
) -> Bulletin:
    """Return the bulletin of a quarter from the records of a ledger, with the corrections of those stored in it.

    ``attribution`` tells what changed since bulletins of an older computation. Raises
    :class:`~jiedui.reports.quarterly.QuarterOutsideError` for a quarter outside the programme.
    """
    require_of_programme(quarter, ledger.policy.quarters)
    figures = QuarterFigures.of(ledger, quarter)
    stories = [
        story for story in ledger.events_of(Story)
        if story.may_be_shown and quarter.start <= story.date <= quarter.end
    ]  # fmt: skip
    names = {unit.id: unit.called_on(quarter.end) for unit in ledger.units.values()}
    return Bulletin(
        quarter=quarter,
        commit=commit,
        tree=tree,
        total=figures.total,
        rows=figures.rows,
        workplaces=figures.workplaces,
        shortfalls=figures.shortfalls,
        recheck=tuple(outcome_of(ledger, quarter).sentences(ledger, names)),
        practices=tuple(sorted(stories, key=lambda story: (story.date, story.unit, story.stem))),
        compared=tuple(str(data["id"]) for data in earlier_ones(ledger.bulletins, quarter)),
        corrections=corrections(ledger, quarter, ledger.bulletins, attribution),
        readings=readings(ledger),
        states={household: state.value for household, state in figures.states.items()},
        names=names | {helper.id: helper.name for helper in ledger.helpers.values()},
        helper_units={helper.id: helper.unit for helper in ledger.helpers.values()},
        programme_end=ledger.policy.end,
        whole=ledger.whole,
        departments={
            helper.id: department.name
            for department, helpers in figures.day.answers.helpers.items()
            for helper in helpers
        },
    )
