"""A ledger with a few of its records otherwise: all else stays as it was made, as the same objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jiedui.model.event import Event, event_of
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.model.withdrawal import WithdrawnRecord, is_withdrawn
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place

Item = TypeVar("Item")
Person = TypeVar("Person", Helper, Household)
Dated = TypeVar("Dated", bound=Visit | Event)


def patched(ledger: Ledger, changes: Iterable[tuple[Record | None, Record | None]]) -> Ledger | None:
    """Return a ledger in which records are others: each as it is in this one, and as it is to be.

    Where one is not there, or is to be gone, stands ``None``. All stands in the order in which :meth:`Ledger.of` puts
    it. Returns ``None`` where the ledger has to be made anew: for another kind of record than helpers, households,
    contacts and events, and where a household or helper lies in the folder of another federation than before.
    """
    patch = _Patch(ledger)
    return patch.made() if all(patch.takes(was, record) for was, record in changes) else None


class _Patch:
    """A ledger while its records are changed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._helpers, self._households = dict(ledger.helpers), dict(ledger.households)
        self._visits, self._events = dict(ledger.visits), dict(ledger.events)
        self._withdrawn = {_called(item.kind, item.unit, item.id): item for item in ledger.withdrawn}

    def takes(self, was: Record | None, record: Record | None) -> bool:
        """Put a record in another's place; tell whether that can be done."""
        there = was or record
        if there is None:
            return False
        place = there.place
        data = None if record is None or is_withdrawn(record.data) else {**record.data, "id": place.stem}
        match place.kind:
            case "visit":
                visit = Visit.of(data, place.household, place.stem) if data else None
                _put_dated(self._visits, place.household, place.stem, visit)
            case "helper":
                self._know_withdrawn(place, record)
                helper = Helper.of(data, place.unit) if data else None
                return _put(self._helpers, self._ledger.helpers, place, helper)
            case "household":
                self._know_withdrawn(place, record)
                home = Household.as_written(data, place.unit) if data else None
                return _put(self._households, self._ledger.households, place, home)
            case kind if kind.startswith("event-"):
                event = event_of(kind, data, place.unit, place.stem) if data else None
                _put_dated(self._events, place.unit, place.stem, event)
            case _:
                return False
        return True

    def _know_withdrawn(self, place: Place, record: Record | None) -> None:
        called = _called(place.kind, place.unit, place.stem)
        self._withdrawn.pop(called, None)
        if record and (found := WithdrawnRecord.of(record)):
            self._withdrawn[called] = found

    def made(self) -> Ledger | None:
        """Return the ledger with all that was changed; ``None`` where it is not known whose contacts that stay are."""
        before = self._ledger
        folders = {item.id: item.unit for item in self._withdrawn.values() if item.kind == "household"}
        folders |= {key: home.unit for key, home in self._households.items()}
        if [*self._visits] != [*before.visits] and self._visits.keys() - folders.keys():
            return None
        return replace(
            before,
            helpers=_in_order(self._helpers, before.helpers, lambda key: self._helpers[key].unit),
            households=_in_order(self._households, before.households, folders.__getitem__),
            visits=_in_order(self._visits, before.visits, folders.__getitem__),
            events=dict(sorted(self._events.items())),
            withdrawn=tuple(found for _, found in sorted(self._withdrawn.items())),
        )


def _called(kind: str, unit: str, identifier: str) -> tuple[bool, str, str]:
    """Return what tells one record that was withdrawn from the others, in their order: households come first."""
    return kind != "household", unit, identifier


def _put(items: dict[str, Person], before: Mapping[str, Person], place: Place, found: Person | None) -> bool:
    """Put a helper or household where its id leads, or take it away; tell whether none of another federation was there.

    Two at once, each of another, would be an error of the ledger.
    """
    known = items.get(place.stem) or before.get(place.stem)
    if known and known.unit != place.unit:
        return False
    if found:
        items[place.stem] = found
    else:
        items.pop(place.stem, None)
    return True


def _put_dated(items: dict[str, list[Dated]], key: str, stem: str, found: Dated | None) -> None:
    """Put a contact or an event among those of a household or federation, or take it away, in order of time."""
    those = [item for item in items.get(key, ()) if item.stem != stem] + ([found] if found else [])
    items[key] = sorted(those, key=lambda item: (item.date, item.stem))
    if not those:
        del items[key]


def _in_order(items: dict[str, Item], before: Mapping[str, Item], unit: Callable[[str], str]) -> dict[str, Item]:
    """Return what lies in the folder of a ``unit`` each in order of path."""
    if [*items] == [*before]:  # most edits put something in the place of another
        return items
    return dict(sorted(items.items(), key=lambda item: (unit(item[0]), item[0])))
