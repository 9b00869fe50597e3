"""How a command ends pairings: on a day, for a reason, by whose decision, after asking the helper (二(四), R-017)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jiedui.entry.known import refuse_numbers
from jiedui.entry.plan import RefusedError
from jiedui.model.member import DIED
from jiedui.model.time import DAY
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import redact
from jiedui.rules.pairing.endings import HELPER_SIDE
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.pairing import Pairing

TODAY = timedelta()


class Ending(Struct, frozen=True, kw_only=True):
    """The end of pairings. ``last`` is the last day of them, and the option ``--on`` is ``since`` after it."""

    last: date
    reason: str
    decided_by: str
    decided_on: date
    consulted_on: date | None = None
    document: str = ""
    handover: str = ""
    since: timedelta = DAY

    def refuse(self, household: Household, pairings: Iterable[Pairing]) -> None:
        """Refuse an end of open ``pairings`` of a household that is not told whole, or that contradicts a later one.

        Raises :class:`~jiedui.entry.plan.RefusedError`.
        """
        if redact(self.decided_by) != self.decided_by:
            raise RefusedError("--decided-by 写决定的单位，例如示例县残联，不写号码。")
        refuse_numbers({"--document": self.document, "--handover": self.handover})
        pairings = tuple(pairings)
        self._refuse_later_end(household, pairings)
        running = [item for item in pairings if item.span.end is None]
        begun = max((item.span.start for item in running), default=None)
        if begun and begun > self.last:
            raise RefusedError(f"户 {household.id} 的结对从 {begun} 开始，--on 写 {begun + self.since} 或者以后。")
        if running and self.consulted_on is None and self.reason not in (DIED, *HELPER_SIDE):
            raise RefusedError(f"户 {household.id} 还在结对：用 --consulted 写哪天商的结对干部（通知二（四））。")

    def _refuse_later_end(self, household: Household, pairings: Iterable[Pairing]) -> None:
        """Refuse a last day after which a pairing is recorded to end: what is recorded stays."""
        later = ((item.span.end, item.helper) for item in pairings if item.span.end and item.span.end > self.last)
        if found := max(later, default=None):
            end, helper = found
            raise RefusedError(
                f"户 {household.id} 与帮扶责任人 {helper} 的结对到 {end} 才结束。"
                f"--on 写 {end + self.since} 或者以后；结束日期写错的先改好。"
            )

    def end(self, pairings: Iterable[dict[str, Any]], helper: str = "") -> None:
        """End those of the ``pairings`` of a record that are open, or of them those of a ``helper`` alone."""
        for pairing in pairings:
            if "to" not in pairing and not is_withdrawn(pairing) and helper in ("", pairing["helper"]):
                pairing |= self._said()

    def _said(self) -> dict[str, str]:
        said = {
            "to": self.last.isoformat(),
            "end_reason": self.reason,
            "decided_by": self.decided_by,
            "decided_on": self.decided_on.isoformat(),
            "consulted_on": self.consulted_on.isoformat() if self.consulted_on else "",
            "document": self.document,
            "handover": self.handover,
        }
        return {key: value for key, value in said.items() if value}
