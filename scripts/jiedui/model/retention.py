"""保存期限: how long the record of a household or a helper is kept that is needed no more (个人信息保护法 19, 47)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import DAY, Span, day, months_after
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEAR = 12


class RetentionRule(Struct, frozen=True):
    """Whole ``years`` of keeping, the days on which that is the rule, and what it rests on, in words."""

    years: int
    span: Span
    basis: str

    def last_day(self, ended: date) -> date:
        """Return the last day of keeping what was needed until ``ended``: that day of the year, or the month's last."""
        return months_after(ended, self.years * _YEAR)

    def is_over(self, ended: date, when: date) -> bool:
        """Tell whether on a day the keeping of what was needed until ``ended`` is over."""
        return when >= self.last_day(ended) + DAY

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> RetentionRule:
        """Type one row of ``retention`` in ``policy/ledger.yml``."""
        return cls(data["years"], Span(date.fromisoformat(data["from"]), day(data.get("to"))), data["basis"])
