"""The kinds of print: a module that is entered here can be printed by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.prints import brief, card_files, consent, county, forms, handbook, household_sheet, outline, referral
from jiedui.prints.document import Document, environment
from jiedui.prints.kind import IndexedKind, PrintKind
from jiedui.prints.writer import write_documents
from jiedui.reports.few import FewFigures

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

_WITH_OWN_INDEX: tuple[IndexedKind, ...] = (card_files,)
_LISTED: tuple[PrintKind, ...] = (forms, consent, household_sheet, outline, brief, handbook, county, referral)

KINDS: dict[str, PrintKind] = {kind.NAME: kind for kind in (*_WITH_OWN_INDEX, *_LISTED)}

# What a helper carries of his households: none of these has a certificate number.
CARRIED = tuple(kind.NAME for kind in (outline, brief, household_sheet, card_files, handbook))


def write_prints(name: str, ledger: Ledger, as_of: date, choice: Choice, out: Path) -> list[Path]:
    """Write one kind of print, by its name in ``KINDS``, below ``out``; return the files, the index first.

    Raises ``KeyError`` for an unknown name and :class:`~jiedui.prints.writer.ForeignFileError`, before anything is
    written, where a file of another origin stands in the way.
    """
    return write_kind(name, FewFigures(ledger, as_of), choice, out)


def write_kind(name: str, figures: Figures, choice: Choice, out: Path) -> list[Path]:
    """Write one kind of print as :func:`write_prints` does, of ``figures`` that several may have in common."""
    kind = KINDS[name]
    documents = list(kind.documents(figures, choice))
    index = kind.index(figures, choice) if isinstance(kind, IndexedKind) else _list(kind, figures, documents)
    return write_documents(out, index, documents)


def _list(kind: PrintKind, figures: Figures, documents: list[Document]) -> str:
    ledger = figures.ledger
    units = {unit.id: unit.short for unit in ledger.units.values()}
    template = environment().get_template("documents.html.j2")
    return template.render(
        heading=kind.HEADING, purpose=kind.PURPOSE, ledger_name=ledger.policy.name, as_of=day_text(figures.as_of),
        documents=documents, units=units,
    )  # fmt: skip
