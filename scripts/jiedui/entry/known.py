"""What a command is about, found among the records that were read, or why it is not there (二(四), R-016, R-017)."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from jiedui.entry.plan import RecordEdit, RefusedError
from jiedui.model.ledger import Ledger
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import redact, shown
from jiedui.rules.mistyped import Codes
from jiedui.rules.number_forms import has_identity, has_telephone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.reader import Record, Records

Found = TypeVar("Found")
_CALLED = {"household": "户", "helper": "帮扶责任人"}


@dataclass(frozen=True)
class KnownLedger:
    """The records of a ledger, and the day ``as_of`` on which something is done with them.

    What is asked for and is not there raises :class:`~jiedui.entry.plan.RefusedError`: also what cannot be read, which
    would pass for what is not, and what was withdrawn.
    """

    records: Records
    as_of: date

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the records."""
        return Ledger.of(self.records)

    def household(self, code: str) -> Household:
        """Return the household of a code."""
        return self._found("household", code, self.ledger.households)

    def helper(self, code: str) -> Helper:
        """Return the helper of a code."""
        return self._found("helper", code, self.ledger.helpers)

    def record(self, kind: str, code: str) -> Record:
        """Return the record of a household or helper that is there."""
        return self._records(kind)[code]

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

    def refuse_unreadable(self, kind: str, code: str) -> None:
        """Refuse a household, helper or federation that is there and cannot be read."""
        for place in self.records.broken:
            if (place.kind, place.unit if kind == "unit" else place.stem) == (kind, code):
                what = f"{_CALLED[kind]} {code} 的档案" if kind in _CALLED else f"{place.path} "
                raise RefusedError(f"{what}有错误。先用 jiedui check 检查，改好再运行。")

    def _found(self, kind: str, code: str, kept: Mapping[str, Found]) -> Found:
        self.refuse_unreadable(kind, code)
        if code in kept:
            return kept[code]
        known, word = self._records(kind), _CALLED[kind]
        if code in known and is_withdrawn(known[code].data):
            raise RefusedError(f"{word} {code} 已经撤销。")
        meant = Codes(known).nearest(code)
        raise RefusedError(redact(f"没有编号为 {shown(code)} 的{word}。") + (f"是不是 {meant}？" if meant else ""))

    def _records(self, kind: str) -> dict[str, Record]:
        return {record.place.stem: record for record in self.records.valid if record.place.kind == kind}


def refuse_numbers(texts: Mapping[str, str], more: str = "") -> None:
    """Refuse the number of a person in a text, named by its option: merged it stays in the history of the repository.

    ``more`` goes on with what to do.
    """
    for option, text in texts.items():
        if has_identity(text) or has_telephone(text):
            raise RefusedError(f"{option} 里有证件或者电话的号码，去掉再运行{more}。")
