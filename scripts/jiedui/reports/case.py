"""One household for whoever helps it: whom to call, what to do next, and how the next contact is recorded.

Serves R-013, R-032, R-084 and R-097: what a page about a household says before its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import promise
from jiedui.duties.answer import responsible
from jiedui.duties.deadline import DutyKind
from jiedui.model.forge import FOLDER
from jiedui.records.draft import draft
from jiedui.records.kinds import names_of, path_of
from jiedui.reports.deadlines import when_text
from jiedui.reports.severity import DutySeverity, severity
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.duties.deadline import Due
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.schema import SchemaLibrary
    from jiedui.reports.figures import Figures

# What a contact says, in the order of the form.
ASKED = ("date", "by", "channel", "reached", "counterpart", "entered_on", "content")


class CaseContact(Struct, frozen=True):
    """Somebody to call: what he is to the household (家里, 主责, 代管, 协助), who, and at which numbers."""

    part: str
    helper: Helper | None
    numbers: tuple[str, ...]


def contacts(figures: Figures, home: Household) -> list[CaseContact]:
    """Return whom to call about a household: its own telephone, who is in charge, in a pause who acts, assistants."""
    helpers, as_of = figures.ledger.helpers, figures.as_of
    primary = home.primary_on(as_of)
    acts = responsible(figures.ledger, home, as_of)
    named = [("主责", primary.helper)] if primary else []
    if primary and acts != primary.helper:
        named.append(("代管", acts))
    named += [("协助", item.helper) for item in home.pairings_on(as_of) if not item.is_primary]
    found = [CaseContact("家里", None, (home.phone,) if home.phone else ())]
    return found + [
        CaseContact(part, helper, tuple(filter(None, (helper.mobile, helper.office_phone))))
        for part, identifier in named
        if (helper := helpers.get(identifier))
    ]


class CaseTask(Struct, frozen=True):
    """One duty towards a household: how pressing it is, how many days are left or over, and what was promised."""

    due: Due
    severity: DutySeverity
    when: str
    promised: str


def tasks(figures: Figures, home: Household) -> list[CaseTask]:
    """Return what is due in a household, the most pressing first."""
    as_of, digest, calendar = figures.as_of, figures.digest, figures.calendar
    promised = {item.key: item.measure.content for item in promise.open_promises(home, as_of)}
    # The duty itself must not hold the words of a promise: it may stand in a calendar.
    found = [
        CaseTask(
            item,
            severity(item, as_of, digest),
            when_text(item, as_of, calendar),
            promised.get(item.period, "") if item.kind is DutyKind.PROMISE else "",
        )
        for item in figures.due[home.id]
    ]
    return sorted(found, key=lambda task: (task.severity.order, task.due.sort_key))


class RecordFile(Struct, frozen=True):
    """A file of the ledger: its ``path`` in the repository, its ``text``, and where the forge opens it, or ``""``.

    ``stem`` is what a file is called that is to be made.
    """

    path: str
    link: str
    stem: str = ""
    text: str = ""


def own_file(figures: Figures, home: Household) -> RecordFile:
    """Return the file that holds a household."""
    forge, path = figures.ledger.policy.forge, path_of("household", home.unit, home.id)
    return RecordFile(forge.path(path), forge.edit(path)) if forge else RecordFile(f"{FOLDER}/{path}", "")


def next_visit(figures: Figures, home: Household, library: SchemaLibrary) -> RecordFile | None:
    """Return the contact that is recorded next, of the day of ``figures``, with blanks for what only the visitor knows.

    There is none in a household that has left the roster, nor after the programme.
    """
    if figures.is_over or not home.active_on(figures.as_of):
        return None
    day, by = figures.as_of.isoformat(), responsible(figures.ledger, home, figures.as_of)
    text = draft(library["visit"], {"date": day, "entered_on": day} | ({"by": by} if by else {}), ASKED)
    taken = {visit.stem for visit in figures.ledger.visits.get(home.id, ())}
    stem = next((name for name in names_of(day) if name not in taken), day)
    forge, path = figures.ledger.policy.forge, path_of("visit", home.unit, stem, home.id)
    if forge is None:
        return RecordFile(f"{FOLDER}/{path}", "", stem, text)
    return RecordFile(forge.path(path), forge.new_file(path), stem, text)
