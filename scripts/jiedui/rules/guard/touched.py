"""What a change touches: the records of federations, the policy, and what is no part of the ledger."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.records.kinds import is_policy, path_of, unit_in
from jiedui.rules.change import OUTSIDE
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.model.household import Household
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.context import Files
    from jiedui.rules.summary import HouseholdSummary

    Households = Mapping[str, Household] | Mapping[str, HouseholdSummary]


class Touched(Struct, frozen=True):
    """Paths of files by whom they concern, each in order; ``records`` by the folder of the federation."""

    records: Mapping[str, tuple[str, ...]]
    policy: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def first_of_all(self) -> str:
        """The first file that is no record of a federation; empty where there is none."""
        return next(iter((*self.policy, *self.outside)), "")


def touched(change: LedgerChange, files: Files) -> Touched:
    """Return what a change touches. A record that says what it said before, in another form or format, is untouched."""
    return by_owner(change, change.paths - same(change, files))


def by_owner(change: LedgerChange, changed: frozenset[str]) -> Touched:
    """Return the files ``changed``, all or some of those of a change, by whom they concern."""
    records: defaultdict[str, list[str]] = defaultdict(list)
    policy, outside = [], []
    for path in sorted(changed):
        if path.startswith(OUTSIDE):
            if not (change.folder and path.startswith(change.folder)):  # where the ledger lay before
                outside.append(path)
        elif is_policy(path):
            policy.append(path)
        elif unit := unit_in(path):
            records[unit].append(path)
    return Touched({unit: tuple(paths) for unit, paths in records.items()}, tuple(policy), tuple(outside))


def same(change: LedgerChange, files: Files) -> frozenset[str]:
    """Return the records that say what they said before, in another form or format."""
    before = {record.path: record.data for record in change.before if not record.faulty}
    return frozenset(
        record.path for record in files.valid if record.path in before and before[record.path] == record.data
    )


def groups(found: Touched, change: LedgerChange, households: Households) -> tuple[frozenset[str], ...]:
    """Return the federations whose records are touched; those that a household moves between are one (R-017)."""
    parted = [frozenset((unit,)) for unit in found.records]
    for pair in _moves(change, households):
        joined = frozenset().union(*(group for group in parted if group & pair))
        parted = [group for group in parted if not group & pair] + [joined] * bool(joined)
    return tuple(parted)


def _moves(change: LedgerChange, households: Households) -> Iterator[frozenset[str]]:
    for home in households.values():
        origin = households.get(home.moved_from)
        if origin and path_of("household", home.unit, home.id) in change.paths:
            yield frozenset((origin.unit, home.unit))
