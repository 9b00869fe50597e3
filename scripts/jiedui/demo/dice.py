"""Seeded choices: the same seed gives the same ledger on every machine and with every hash seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")

SATURDAY = 5


class Dice:
    """A stream of choices of its own, named by ``seed``. Streams of other names do not disturb it.

    Only ``random()`` is drawn upon, whose sequence Python keeps from version to version.
    """

    __slots__ = ("_next",)

    def __init__(self, *seed: object) -> None:
        self._next = random.Random("/".join(map(str, seed))).random

    def chance(self, probability: float) -> bool:
        """Tell whether something that likely (0 to 1) happens."""
        return self._next() < probability

    def number(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each as likely."""
        return items[int(self._next() * len(items))]

    def weigh(self, weights: Mapping[T, float]) -> T:
        """Return a key of ``weights``, each as likely as its weight."""
        rest = self._next() * sum(weights.values())
        for key, weight in weights.items():
            rest -= weight
            if rest < 0:
                return key
        return list(weights)[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in random order."""
        keyed = [(self._next(), number) for number in range(len(items))]
        return [items[number] for _, number in sorted(keyed)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return ``count`` different items (all, where there are fewer) in random order."""
        return self.shuffled(items)[:count]

    def day(self, first: date, last: date) -> date:
        """Return a day from ``first`` to ``last``, both included; ``first`` where the span is empty."""
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))

    def workday(self, first: date, last: date) -> date:
        """Return a day like :meth:`day`, on a weekend only now and then."""
        for _ in range(3):
            found = self.day(first, last)
            if found.weekday() < SATURDAY or self.chance(0.2):
                return found
        return found
