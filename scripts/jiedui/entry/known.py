"""What a command is about, found among the records that were read, or why it is not there (二(四), R-016, R-017)."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jiedui.entry.plan import CHECK_FIRST, RecordEdit, RefusedError
from jiedui.entry.sought import sought
from jiedui.model.ledger import Ledger
from jiedui.rules.household.closing import OTHER
from jiedui.rules.number_forms import has_identity, has_telephone
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.reader import AnyRecords, Record


class KnownLedger(Struct, frozen=True, dict=True):
    """The records of a ledger, and the day ``as_of`` on which something is done with them.

    ``made`` is the ledger of the records, where it is known already.
    What is asked for and is not there raises as :func:`~jiedui.entry.sought.sought` does.
    """

    records: AnyRecords
    as_of: date
    made: Ledger | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the records."""
        return Ledger.of(self.records) if self.made is None else self.made

    def household(self, text: str) -> Household:
        """Return the household of a code or a name."""
        return self.ledger.households[sought("household", text, self.records).place.stem]

    def helper(self, text: str) -> Helper:
        """Return the helper of a code or a name."""
        return self.ledger.helpers[sought("helper", text, self.records).place.stem]

    def record(self, kind: str, code: str) -> Record:
        """Return the record of a household or helper that is there."""
        found = self.records.named(kind, code)
        if found is None:
            raise KeyError(code)
        return found

    def data(self, kind: str, code: str) -> dict[str, Any]:
        """Return what the record of a household or helper that is there says, to be changed."""
        return copy.deepcopy(self.record(kind, code).data)

    def edit(self, kind: str, code: str, data: dict[str, Any], note: str = "") -> RecordEdit:
        """Return the edit that lets the record of a household or helper that is there say something else."""
        return RecordEdit(self.record(kind, code).place, data, note=note)

    def called(self, helper: str) -> str:
        """Return what staff call a helper: by name and code, or by the code alone of one who is not there."""
        found = self.ledger.helpers.get(helper)
        return f"{found.name}（{helper}）" if found else helper

    def refuse_to_come(self, word: str, day: date) -> None:
        """Refuse a day, called by ``word``, that has not come yet."""
        if day > self.as_of:
            raise RefusedError(f"{word} {day} 还没有到，到那天再运行。")

    def refuse_unreadable(self, unit: str) -> None:
        """Refuse a federation that is there and cannot be read."""
        for place in self.records.broken:
            if (place.kind, place.unit) == ("unit", unit):
                raise RefusedError(f"{place.path} 有错误。{CHECK_FIRST}")


def said_closed(household: Household) -> str:
    """Say when and why a household was closed, which it was."""
    return f"户 {household.id} 已于 {household.closed_on} 终止，原因是“{household.closed_reason}”。"


def refuse_unexplained(reason: str, note: str) -> None:
    """Refuse a reason that says nothing without a note."""
    if reason == OTHER and not note:
        raise RefusedError("原因选“其他”的，用 --note 写一句是什么情况。")


def refuse_numbers(texts: Mapping[str, str], more: str = "") -> None:
    """Refuse the number of a person in a text, named by its option: merged it stays in the history of the repository.

    ``more`` goes on with what to do.
    """
    for option, text in texts.items():
        if has_identity(text) or has_telephone(text):
            raise RefusedError(f"{option} 里有证件或者电话的号码，去掉再运行{more}。")
