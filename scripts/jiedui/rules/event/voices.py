"""The events of a ledger, each with the voice of a rule in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.kinds import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.event import Event
    from jiedui.model.ledger import OneEvent
    from jiedui.rules.context import LedgerContext, Voice


def each_event(kind: type[OneEvent], context: LedgerContext) -> Iterator[tuple[OneEvent, Voice]]:
    """Yield every event of a kind that counts, with the voice of the rule in its file."""
    for event in context.ledger.events_of(kind):
        yield event, context.file(event_path(event))


def event_path(event: Event) -> str:
    """Return the path of an event's file, whatever its kind: all of a federation's lie in one folder."""
    return path_of("event-meeting", event.unit, event.stem)
