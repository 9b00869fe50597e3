"""登记表 (附件2): one A4 for each disabled person, filled from the records, and a blank one (R-110 … R-119; A-17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jiedui.model.ledger import Ledger
from jiedui.prints.choice import Choice
from jiedui.prints.document import Document


def documents(ledger: Ledger, as_of: date, choice: Choice) -> Iterator[Document]:
    """Yield the filled forms of the households that were asked for, by federation."""
    yield from ()
