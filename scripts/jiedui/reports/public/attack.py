"""The attack on what is shown: what somebody with a computer can reckon of a hidden count from all that is shown.

That a small count cannot be reckoned is shown by two other tables, of whole numbers, which agree with everything that
is shown and between which the count differs by at least the limit. The solver finds them; whether they agree is tried
without it. So no fault of the solver lets a small count pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.public.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jiedui.reports.public.counts import Count, CountBook


class Attack:
    """Somebody's attempts on some counts, as ever more of them are hidden.

    What was found stays true: a table that agrees with what is shown agrees with less of it, too.
    """

    def __init__(self, counts: CountBook, least: int) -> None:
        self.changes = Changes(counts)
        self._least = least
        self._low: dict[Count, int] = {}
        self._high: dict[Count, int] = {}

    def exposed(self, small: Iterable[Count], shown: Collection[Count]) -> tuple[Count, ...]:
        """Return those of some counts of which too much can be reckoned while ``shown`` are shown."""
        pending = [count for count in small if count in shown or not self._is_wide(count)]
        hidden = [count for count in pending if count not in shown]
        self._try(dict.fromkeys(hidden, 1.0), shown)
        return tuple(count for count in pending if count in shown or not self._is_safe(count, shown))

    def low(self, count: Count) -> int:
        """Return by how much a count may be lower, as far as was found."""
        return self._low.get(count, 0)

    def learn(self, change: Mapping[Count, int]) -> None:
        """Take note of a change that cannot be seen."""
        for count, by in change.items():
            self._low[count] = min(by, self._low.get(count, 0))
            self._high[count] = max(by, self._high.get(count, 0))

    def _is_wide(self, count: Count) -> bool:
        return self._high.get(count, 0) - self._low.get(count, 0) >= self._least

    def _is_safe(self, count: Count, shown: Collection[Count]) -> bool:
        """Tell whether two tables are so far apart, each looked for in its turn: more of it, then less."""
        for gain in (1.0, -1.0):
            if self._is_wide(count):
                return True
            self._try({count: gain}, shown)
        return self._is_wide(count)

    def _try(self, gain: Mapping[Count, float], shown: Collection[Count]) -> None:
        if gain:
            self.learn(self.changes.best(gain, still=shown, most=dict.fromkeys(gain, self._least)) or {})
