"""What a bulletin states, one by one: a figure, a household's state, a name on a list (A-14).

Two bulletins of a quarter, or a bulletin and the records of now, are compared statement by statement.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import ContactState
from jiedui.reports.quarter_table import BY_KEY, BY_STAFF, COMPARED
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from jiedui.duties.shortfall import ShortfallEntry
    from jiedui.reports.figures import WorkplaceLine
    from jiedui.reports.quarterly import QuarterFigures


class StatementKind(StrEnum):
    """What a statement is about; a bulletin's corrections speak of these, and of what they rest on as a whole."""

    FIGURE = "指标"
    WORKPLACE = "责任人单位"
    HOUSEHOLD = "户"
    LIST = "名单"
    READING = "读法"
    COMPUTATION = "算法"


class Listing(StrEnum):
    """Whether a household stands on a list with a helper who answers for it."""

    LISTED = "列入"
    STRUCK = "划去"
    ABSENT = "没有列入"


# What is not said is this.
_SILENCE = {
    StatementKind.FIGURE: "0",
    StatementKind.WORKPLACE: "0",
    StatementKind.HOUSEHOLD: ContactState.NOT_DUE.value,
    StatementKind.LIST: Listing.ABSENT.value,
}


class Subject(Struct, frozen=True, kw_only=True):
    """What a statement is about.

    A figure by residence has its key in ``figure`` and its federation in ``unit`` (``""`` for the city). One by
    workplace also has the kind of body and the name of a department (``""`` for the whole federation), and no ``unit``
    where nobody answers. A household's state has the household, a name on a list the title of the list, the household
    and the helper (``""`` where nobody answers).
    """

    kind: StatementKind
    unit: str = ""
    body: str = ""
    department: str = ""
    figure: str = ""
    list: str = ""
    household: str = ""
    helper: str = ""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Subject:
        """Return what a stored correction is about."""
        kind = StatementKind(item["kind"])
        names = {
            StatementKind.FIGURE: ("unit", "figure"),
            StatementKind.WORKPLACE: ("unit", "body", "department", "figure"),
            StatementKind.HOUSEHOLD: ("household",),
            StatementKind.LIST: ("list", "household", "helper"),
        }.get(kind, ())
        return cls(kind=kind, **{name: item.get(name, "") for name in names})


class Statements:
    """All that is stated of a quarter, by subject; what is not there is said by silence.

    Of what is of none of ``kinds`` nothing is said, not even by silence: bulletins of before had no such part.
    """

    def __init__(self, said: Mapping[Subject, str], kinds: Collection[StatementKind] = tuple(_SILENCE)) -> None:
        self._said, self.kinds = dict(said), kinds

    def __getitem__(self, subject: Subject) -> str:
        """Return what is said of a subject."""
        return self._said.get(subject, _SILENCE[subject.kind])

    def __iter__(self) -> Iterator[Subject]:
        """Return what is spoken of: figures of the federations, then of the city, households, lists."""
        return iter(self._said)

    def corrected(self, items: Iterable[Mapping[str, Any]]) -> Statements:
        """Return what stands after corrections that a later bulletin carries; a figure that is no more is left out."""
        said = {Subject.of(item): str(item["now"]) for item in items}
        told = {
            subject: now
            for subject, now in said.items()
            if subject.kind in _SILENCE and subject.figure in ("", *BY_KEY)
        }
        return Statements({**self._said, **told}, self.kinds)

    @classmethod
    def of_record(cls, data: Mapping[str, Any]) -> Statements:
        """Return what a stored bulletin states."""
        rows = {**{row["unit"]: row for row in data.get("units", ())}, "": data["total"]}
        states = {household: item["state"] for item in data.get("contact", ()) for household in item["households"]}
        lists = {
            _entry(item["list"], item["household"], item.get("helper", "")): listing
            for key, listing in (("shortfalls", Listing.LISTED), ("struck", Listing.STRUCK))
            for item in data.get(key, ())
        }
        kinds = [kind for kind in _SILENCE if kind is not StatementKind.WORKPLACE or "workplaces" in data]
        return cls({**_figures(rows), **_workplaces(data), **_states(states), **lists}, kinds)

    @classmethod
    def of_figures(cls, figures: QuarterFigures) -> Statements:
        """Return what a bulletin of the quarter would state now."""
        found = figures.shortfalls
        states = {household: state.value for household, state in figures.states.items()}
        lists = {
            **{_of_entry(entry): Listing.LISTED for entry in found.entries},
            **{_of_entry(item.entry): Listing.STRUCK for item in found.struck},
        }
        staff = {
            subject: str(item.row[subject.figure])
            for item in figures.workplaces
            for subject in _of_workplace(item.line.unit, item.line.name, _body(item.line))
        }
        return cls({**_figures({**figures.rows, "": figures.total}), **staff, **_states(states), **lists})


def spoken_of(*several: Statements) -> list[Subject]:
    """Return what any of several states something about: figures as they stand in a bulletin, households, lists."""
    found = list(dict.fromkeys(subject for statements in several for subject in statements))
    figures = [subject for subject in found if subject.kind is StatementKind.FIGURE]
    units = list(dict.fromkeys(subject.unit for subject in figures if subject.unit))
    order = {key: number for number, key in enumerate(BY_KEY)}
    figures.sort(key=lambda item: (units.index(item.unit) if item.unit else len(units), order[item.figure]))
    staff = [subject for subject in found if subject.kind is StatementKind.WORKPLACE]
    others = [subject for subject in found if subject.household]
    return [*figures, *staff, *sorted(others, key=lambda item: (item.list, item.household, item.helper))]


def _figures(rows: Mapping[str, Mapping[str, Any]]) -> dict[Subject, str]:
    return {
        Subject(kind=StatementKind.FIGURE, unit=unit, figure=figure.key): str(row[figure.key])
        for unit, row in rows.items()
        for figure in COMPARED
    }


def _workplaces(data: Mapping[str, Any]) -> dict[Subject, str]:
    return {
        subject: str(row[subject.figure])
        for row in data.get("workplaces", ())
        for subject in _of_workplace(row.get("unit", ""), row["name"], row.get("body", ""))
    }


def _of_workplace(unit: str, name: str, body: str) -> list[Subject]:
    department = name if body else ""
    return [
        Subject(kind=StatementKind.WORKPLACE, unit=unit, body=body, department=department, figure=figure.key)
        for figure in BY_STAFF
        if not figure.sort.is_derived
    ]


def _body(line: WorkplaceLine) -> str:
    return line.department.body if line.department else ""


def _states(states: Mapping[str, str]) -> dict[Subject, str]:
    return {Subject(kind=StatementKind.HOUSEHOLD, household=household): state for household, state in states.items()}


def _of_entry(entry: ShortfallEntry) -> Subject:
    return _entry(entry.list.value, entry.household, entry.helper)


def _entry(name: str, household: str, helper: str) -> Subject:
    return Subject(kind=StatementKind.LIST, list=name, household=household, helper=helper)
