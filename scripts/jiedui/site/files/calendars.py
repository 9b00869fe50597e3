"""日历文件: the days by which things are due, as .ics for each helper and each federation (R-084, R-097; A-31).

A calendar leaves the site for a phone, so it names a household by its code alone: no name, phone or address. Its bytes
depend on the records and the day only, and each duty keeps its UID and its stamp until it is done: a newer file updates
an older one, and says nothing new of a duty that is as it was.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from jiedui.reports.deadlines import Batch, batches
from jiedui.site.family import WORKERS
from jiedui.site.machine.output import LateFile
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedui.duties.deadline import Due
    from jiedui.site.site import Site

SHOWN_TO = WORKERS
PRODUCT = "-//jiedui//calendar of deadlines//ZH"
MORNING = 9
# A name space of our own for UIDs.
_SPACE = uuid5(NAMESPACE_URL, "urn:jiedui:deadlines")


def helper_path(helper: str) -> str:
    """Return the place of a helper's calendar from the top of the site."""
    return f"calendars/{helper}.ics"


def unit_path(unit: str) -> str:
    """Return the place of a federation's calendar from the top of the site."""
    return f"calendars/unit-{unit}.ics"


class CalendarEntry(Struct, frozen=True):
    """A day by which something is due, since the day ``opened``. ``key`` stays the same while the duty stands."""

    key: str
    opened: date
    on: date
    summary: str
    clause: str


class CalendarPlan(Struct, frozen=True):
    """What one calendar holds, and where it lies."""

    path: str
    name: str
    entries: Sequence[CalendarEntry]


def offered(site: Site, path: str, items: Iterable[Due]) -> str:
    """Return the ``path`` of the calendar of some duties, or nothing where the readers get none of them."""
    return path if site.audience.kind in SHOWN_TO and open_on(items, site.as_of) else ""


def files(site: Site) -> Iterator[LateFile]:
    """Yield the calendar of every helper and federation with anything to come: an empty one is none (RFC 5545, 3.6).

    With a helper's own lies his alone.
    """
    for plan in _plans(site):
        yield LateFile(plan.path, partial(_calendar, site, plan), repr(plan))


def _plans(site: Site) -> Iterator[CalendarPlan]:
    for helper, items in sorted(site.deadlines.by_helper.items()):
        if coming := open_on(items, site.as_of):
            yield CalendarPlan(helper_path(helper), f"帮扶期限 {helper}", [_own(item) for item in coming])
    for unit, items in () if site.owner else site.deadlines.by_unit.items():
        if found := batches(open_on(items, site.as_of)):
            name = f"{site.ledger.unit_name(unit)}帮扶期限"
            yield CalendarPlan(unit_path(unit), name, [_joint(unit, batch) for batch in found])


def open_on(items: Iterable[Due], as_of: date) -> list[Due]:
    """Return what can still be done by its day, if it has one: a calendar does not look back."""
    return [item for item in items if item.on and item.on >= as_of and not item.missed]


def _own(item: Due) -> CalendarEntry:
    return CalendarEntry(item.key, item.opened, item.last, item.summary, item.clause)


def _joint(unit: str, batch: Batch) -> CalendarEntry:
    return CalendarEntry(f"{unit}-{batch.key}", batch.opened, batch.last, batch.title, batch.clause)


def _calendar(site: Site, plan: CalendarPlan) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.name)
    calendar.add("x-wr-caldesc", f"情况截至{site.as_of.isoformat()}。")
    for entry in plan.entries:
        calendar.add_component(_event(site, entry))
    text: bytes = calendar.to_ical()
    return text


def _event(site: Site, entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(_SPACE, entry.key)}@jiedui")
    event.add("dtstamp", datetime.combine(entry.opened, time(), UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", f"依据：通知{entry.clause}。办好以后以台账为准。")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for days in site.ledger.policy.settings.alarm_days:
        if entry.on - timedelta(days=days) < site.as_of:
            continue  # that day is over
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", timedelta(days=-days, hours=MORNING))  # counted from midnight
        event.add_component(alarm)
    return event
