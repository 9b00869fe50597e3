"""订阅: what is due as an Atom feed of the city and of each federation (RFC 4287; R-097, 六(二); A-31).

One entry for each kind of duty and day, by number of households and never by name, since a feed leaves the site.
Whoever reads it is told of a duty once: nothing in an entry changes from one day to the next, and it is of the day from
which it is told. The site has no address that it knows of, so that links are relative to the feed, as Atom allows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from jiedui.reports.deadlines import Batch, batches
from jiedui.site.family import READERS
from jiedui.site.machine.output import LateFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jiedui.duties.deadline import Due
    from jiedui.site.site import Site

SHOWN_TO = READERS
ATOM = "http://www.w3.org/2005/Atom"
CITY = "feeds/all.atom"
_SPACE = uuid5(NAMESPACE_URL, "urn:jiedui:feeds")


def unit_path(unit: str) -> str:
    """Return the place of a federation's feed from the top of the site."""
    return f"feeds/{unit}.atom"


def whole_path(site: Site) -> str:
    """Return the place of the feed of all that a site is of: the city's or, of a county's site, the federation's."""
    return unit_path(site.county) if site.county else CITY


def files(site: Site) -> Iterator[LateFile]:
    """Yield the feed of the city and of every federation, each with its place; of a county's site, that one."""
    units = {unit: _told(site, items) for unit, items in site.deadlines.by_unit.items()}
    if not site.county:
        everywhere = [batch for told in units.values() for batch in told]
        yield _late(site, CITY, "all", site.ledger.policy.city, everywhere)
    for unit, told in units.items():
        yield _late(site, unit_path(unit), unit, site.ledger.unit_name(unit), told)


def _late(site: Site, path: str, key: str, name: str, found: list[Batch]) -> LateFile:
    return LateFile(path, partial(_feed, site, key, name, found), repr((name, found)))


def _told(site: Site, items: Iterable[Due]) -> list[Batch]:
    """Return what is told: past its day, or coming due within the days of the digest."""
    found = list(items)
    return [*batches(site.deadlines.passed(found)), *batches(site.deadlines.near(found))]


def _feed(site: Site, key: str, name: str, found: list[Batch]) -> bytes:
    Xml.register_namespace("", ATOM)
    days = [site.deadlines.told_on(batch) for batch in found]
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", uuid5(_SPACE, key).urn)
    _add(feed, "title", f"{name}结对帮扶近期要办")
    _add(feed, "updated", _midnight(max(days, default=site.ledger.policy.programme.start)))
    _add(_add(feed, "author"), "name", site.ledger.policy.name)
    _add(feed, "link", rel="self", href=f"{key}.atom")
    _add(feed, "link", rel="alternate", href="../due.html" if key == "all" else f"../due/{key}.html")
    for batch, day in zip(found, days, strict=True):
        entry = _add(feed, "entry")
        _add(entry, "id", uuid5(_SPACE, f"{batch.unit}-{batch.key}-{batch.missed}").urn)
        _add(entry, "title", f"{site.ledger.unit_name(batch.unit)}：{batch.title}")
        _add(entry, "updated", _midnight(day))
        _add(entry, "link", rel="alternate", href=f"../due/{batch.unit}.html")
        _add(entry, "summary", _summary(batch))
    text: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _summary(batch: Batch) -> str:
    missed = "，已错过" if batch.missed else ""
    homes = f"户编号：{'、'.join(batch.households)}。" if batch.households else ""
    return f"期限{batch.last.isoformat()}{missed}。{homes}依据：通知{batch.clause}。"


def _add(parent: Xml.Element, tag: str, text: str = "", **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = text or None
    return element
