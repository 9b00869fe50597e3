"""Which counts are shown, so that none of the small ones can be reckoned from them.

Periods come one after the other: what was shown of earlier ones stays shown and is never hidden afterwards, and what is
hidden of them stays hidden. So who keeps what was published last quarter knows no more than who reads today's.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.reports.public.counts import NONE, Count, CountBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.reports.public.attack import Attack

# What hiding a count costs, and how much more for each sum of which it is the whole: readers miss a whole most.
_PART, _WHOLE = 1.0, 4.0
# A change of what is hidden anyway costs next to nothing, so that none is made that is not needed.
_HIDDEN = 0.001
# What one more of a small count is worth: more than anything that may have to be hidden for it.
_WORTH = 10_000.0


class ExposedError(Exception):
    """Small counts, ``counts``, could be reckoned from what would be shown: nothing may be published."""

    def __init__(self, counts: tuple[Count, ...]) -> None:
        super().__init__(len(counts))
        self.counts = counts


def shown(stages: Sequence[CountBook], least: int) -> frozenset[Count]:
    """Return which printed counts may be shown; ``stages`` are the counts of one period after the other.

    A count of somebody below ``least`` is hidden, and others with it, until what it could be, for all that is shown,
    spans ``least`` at least. Raises :class:`ExposedError` where an attack on everything that is shown, made anew when
    all is done, comes closer, and ``ImportError`` on a machine without the solver.
    """
    known, found = NONE, frozenset[Count]()
    for stage in stages:
        known = known.with_all([stage])
        for piece in known.pieces(stage.values):
            free = stage.printed.intersection(piece.values)
            found |= _Choice(piece, found.intersection(piece.values), free, least).shown
    prove(known, found, least)
    return found


def prove(counts: CountBook, found: frozenset[Count], least: int) -> None:
    """Attack everything that is shown at once; raise :class:`ExposedError` where too much comes out.

    Raises ``ImportError`` where there is anything to attack and no solver.
    """
    exposed = [
        count
        for piece in counts.pieces(sorted(counts.small(least)))
        for count in _attack(piece, least).exposed(sorted(piece.small(least)), found.intersection(piece.values))
    ]
    if exposed:
        raise ExposedError(tuple(exposed))


def _attack(counts: CountBook, least: int) -> Attack:
    """Return an attack. Its solver takes long to load and is not there for every machine: who needs it, loads it."""
    from jiedui.reports.public.attack import Attack

    return Attack(counts, least)


class _Choice:
    """Which of the ``free`` counts of a period are shown, of what hangs together, where those of ``before`` are."""

    def __init__(self, known: CountBook, before: frozenset[Count], free: frozenset[Count], least: int) -> None:
        self._known = known
        self._before = before
        self._least = least
        self._small = known.small(least)
        self._free = free - self._small
        self._wholes = Counter(item.whole for item in known.sums)

    @property
    def shown(self) -> frozenset[Count]:
        """What of the period may be shown."""
        if self._small:
            attack = _attack(self._known, self._least)
            for count in sorted(self._small, key=lambda item: (self._known.values[item], item)):
                while self._free and attack.exposed((count,), self._before | self._free):
                    self._free -= self._to_hide(attack, count)
        return self._free

    def _to_hide(self, attack: Attack, count: Count) -> frozenset[Count]:
        """Return what to hide so that a count could be so much more: the cheapest, or all where nothing is found."""
        more = self._least + attack.low(count)
        price = dict.fromkeys(self._known.values, _HIDDEN)
        price |= {item: _PART + _WHOLE * self._wholes[item] for item in self._free}
        rise = attack.changes.best({count: _WORTH}, still=self._before, most={count: more}, price=price) or {}
        attack.learn(rise)
        return self._free.intersection(rise) or self._free
