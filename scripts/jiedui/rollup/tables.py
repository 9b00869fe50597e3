"""The tables of a province: a quarter by city, its course, a city by federation, and contacts by channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.paper import Column
from jiedui.reports.public.published import HIDDEN
from jiedui.reports.public.tables import COLUMNS, PublicRow, PublicTable, columns_of
from jiedui.reports.sums import Portion
from jiedui.reports.wording import NOTHING
from jiedui.review.git import SHORT
from jiedui.rollup.province import MISSING, WHOLE, WHOLLY, Contacts, figure_of, least

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.model.time import Quarter
    from jiedui.reports.public.published import Value
    from jiedui.rollup.province import CityEntry, Province

_CHANNEL_COLUMNS = tuple(Column(title, 1, is_number=True) for title in ("户次", "联系上", "联系上的比率", "不公开的格"))


def every_table(province: Province) -> Iterator[PublicTable]:
    """Yield the tables: who delivered, the course of the whole, the quarters by city, federation and channel; the
    latest first.
    """
    yield deliveries(province)
    yield course(province)
    for quarter in reversed(province.quarters):
        yield by_city(province, quarter)
        yield by_channel(province, quarter)
        yield channels_by_city(province, quarter)
    for entry in province.cities:
        yield from by_federations(province, entry.name)


def deliveries(province: Province) -> PublicTable:
    """Return what each city has delivered, or why nothing of it is here."""
    columns = tuple(Column(title, 1) for title in ("报送", "统计日", "台账版本", "哪些季度"))
    rows = tuple(PublicRow(entry.name, _told(entry)) for entry in province.cities)
    return PublicTable(
        key="deliveries", series="报送情况", caption="各市报送情况", head="市", columns=columns, rows=rows
    )  # fmt: skip


def _told(entry: CityEntry) -> tuple[str, ...]:
    if entry.delivery is None:
        return f"{MISSING}：{entry.reason}", *[NOTHING] * 3
    data, quarters = entry.delivery.data, entry.delivery.quarters
    return "已报", data["as_of"], data["commit"][:SHORT] or NOTHING, f"{quarters[0].title}到{quarters[-1].title}"


def course(province: Province, city: str = WHOLE) -> PublicTable:
    """Return the whole, or a city, quarter by quarter; of the whole with how many cities tell of each."""
    all_of = len(province.cities)
    rows = (
        PublicRow(
            quarter.title,
            (
                *(() if city else (f"{len(province.telling(quarter))}/{all_of}",)),
                *(province.figure(key, quarter, city) for key in COLUMNS),
            ),
        )
        for quarter in province.quarters
    )
    columns = (*(() if city else (Column("报送的市", 1, is_number=True),)), *columns_of(COLUMNS))
    caption = f"{city or province.name}各季度"
    return PublicTable(
        key="course", series="各季度", caption=caption, head="季度", columns=columns, rows=tuple(rows)
    )  # fmt: skip


def by_city(province: Province, quarter: Quarter) -> PublicTable:
    """Return a quarter by city: one that has not delivered has a line, too."""
    rows = [
        PublicRow(entry.name, tuple(province.figure(key, quarter, entry.name) for key in COLUMNS))
        for entry in province.cities
    ]
    whole = PublicRow(province.name, tuple(province.figure(key, quarter) for key in COLUMNS), is_whole=True)
    return PublicTable(
        key=f"{quarter}-cities", series="各市", caption=f"{quarter.title}各市", head="市",
        columns=columns_of(COLUMNS), rows=(*rows, whole),
    )  # fmt: skip


def by_federation(province: Province, quarter: Quarter, city: str) -> PublicTable:
    """Return a quarter of a city by federation."""
    rows = [
        PublicRow(name, tuple(figure_of(row, key) for key in COLUMNS))
        for name, row in province.federations[city, quarter].items()
    ]
    whole = PublicRow(city, tuple(province.figure(key, quarter, city) for key in COLUMNS), is_whole=True)
    return PublicTable(
        key=f"{quarter}-units", series="各残联", caption=f"{city}{quarter.title}各残联", head="残联",
        columns=columns_of(COLUMNS), rows=(*rows, whole),
    )  # fmt: skip


def by_federations(province: Province, city: str) -> Iterator[PublicTable]:
    """Yield the quarters of a city by federation, the latest first."""
    for quarter in reversed(province.quarters):
        if (city, quarter) in province.federations:
            yield by_federation(province, quarter, city)


def by_channel(province: Province, quarter: Quarter, city: str = WHOLE) -> PublicTable:
    """Return the contacts of the whole, or of a city, in a quarter by channel."""
    name = city or province.name
    found = province.contacts.get((quarter, city), {})
    complete = WHOLLY not in found and bool(city or not province.silent(quarter))
    rows = [PublicRow(channel, _of_contacts(item, complete=complete)) for channel, item in found.items() if channel]
    whole = PublicRow("合计", _of_contacts(_sum(found.values()), complete=complete), is_whole=True)
    return PublicTable(
        key=f"{quarter}-channels", series="联系方式", caption=f"{name}{quarter.title}各种方式联系的户次",
        head="联系方式", columns=_CHANNEL_COLUMNS, rows=(*rows, whole) if found else (),
    )  # fmt: skip


def channels_by_city(province: Province, quarter: Quarter) -> PublicTable:
    """Return the contacts of a quarter by city, a column for each channel that any city names in any quarter."""
    channels = province.channels
    rows = [
        PublicRow(entry.name, tuple(_of_city(province, quarter, entry.name, channel) for channel in channels))
        for entry in province.cities
    ]
    return PublicTable(
        key=f"{quarter}-contacts", series="各市联系方式", caption=f"{quarter.title}各市各种方式联系的户次", head="市",
        columns=tuple(Column(name, 1, is_number=True) for name in channels), rows=tuple(rows) if channels else (),
    )  # fmt: skip


def _of_city(province: Province, quarter: Quarter, city: str, channel: str) -> Value:
    """Return the contacts of a city by a channel; where any cell of them is hidden, that they are at least so many."""
    found = province.contacts.get((quarter, city))
    if found is None:
        return MISSING
    told = found.get(channel)
    if told is None:
        return HIDDEN if WHOLLY in found else 0
    if told.contacts is None:
        return HIDDEN
    return least(told.contacts, complete=not told.hidden and WHOLLY not in found)


def _of_contacts(item: Contacts, *, complete: bool) -> tuple[Value, ...]:
    """Return the columns of some contacts; ``complete`` tells whether there are none of which nothing is known."""
    if item.contacts is None:
        return HIDDEN, HIDDEN, HIDDEN, item.hidden
    complete = complete and not item.hidden
    share = Portion(item.reached, item.contacts).rate
    return least(item.contacts, complete=complete), least(item.reached, complete=complete), share, item.hidden


def _sum(items: Iterable[Contacts]) -> Contacts:
    found = list(items)
    shown = [item.contacts for item in found if item.contacts is not None]
    return Contacts(
        sum(shown) if shown else None, sum(item.reached for item in found), sum(item.hidden for item in found)
    )
