"""The counties and townships of a city, out of a table with one township a row (R-015, 二(四))."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.founding import pinyin
from jiedui.founding.about import FoundedUnit
from jiedui.model.unit import TAKEN_CODES
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

CITY, CITY_SHORT = "city", "市残联"
"""The folder of the city's federation, and what it is called for short."""

# How a column may be headed, by what it holds; the first is what it is called.
_HEADS = {
    "county": ("县市区", "县(市、区)", "县市区名称", "县区", "区县", "县级"),
    "slug": ("代号", "残联代号"),
    "prefix": ("编号字头", "字头"),
    "name": ("残联全称", "全称"),
    "short": ("简称", "残联简称"),
    "township": ("乡镇", "乡镇(街道)", "乡镇街道", "乡镇名称", "街道乡镇"),
    "code": ("统计代码", "区划代码", "统计用区划代码", "代码"),
    "manager": ("托管残联",),
}
_NEEDED = ("county", "township", "code")
_BLANK = re.compile(r"\s")
_SLUG, _PREFIX = re.compile("[a-z]{2,20}"), re.compile("[A-Z]{2,4}")
# Folders that are no federation's, and the team on the forge that keeps the ledger.
_TAKEN = TAKEN_CODES | {CITY, "policy", "admins"}
_CODE = re.compile("([0-9]{9})(?:000)?")  # of a township; a list down to the villages has twelve digits
_COUNTY_CODE = 6


class TableFault(NamedTuple):
    """What is wrong in a row of the table (from 1, 0 for the whole), and what to do."""

    row: int
    message: str
    remedy: str


class FoundedPlaces(Struct, frozen=True):
    """The county-level federations that a table names, in its order, and ``divisions.yml`` as data.

    Where there are ``faults``, the rest is what could be read.
    """

    units: tuple[FoundedUnit, ...]
    divisions: dict[str, Any]
    faults: tuple[TableFault, ...]


class _County(Struct):
    """One county: the row that it begins in, what its columns say of its federation, its townships."""

    row: int
    name: str
    said: dict[str, str] = field(default_factory=dict)
    townships: list[dict[str, Any]] = field(default_factory=list)


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]


def read_places(rows: Sequence[Sequence[str]], city: str, prefix: str, source: str) -> FoundedPlaces:
    """Return the counties and townships of a table, all faults of it at once.

    The head is the first row that names the columns; what a county's row says holds for the rows below it. ``prefix``
    are the letters of the city's ids, which no other federation gets; ``source`` is what the table is called.
    """
    faults: list[TableFault] = []
    counties: dict[str, _County] = {}
    for row in _rows(rows, faults):
        _read(row, counties, faults)
    if not counties and not faults:
        faults.append(TableFault(0, "表里只有栏名，没有县市区。", "一个乡镇（街道）写一行。"))
    faults += _same_codes(counties.values())
    units = tuple(_units([*counties.values(), *_managers(counties)], city, prefix, faults))
    slugs = {unit.short: unit.slug for unit in units} | {CITY_SHORT: CITY}
    own = zip(counties.values(), units, strict=False)  # those of functional areas come after
    divisions = {
        "source": f"建账时的表格 {source}，请改成名录的出处和截止日期",
        "counties": [_record(county, unit, slugs) for county, unit in own],
    }
    return FoundedPlaces(units, divisions, tuple(sorted(faults)))


def has_places(rows: Iterable[Iterable[str]]) -> bool:
    """Tell whether a table names counties: a workbook may have sheets of other things."""
    return any("county" in _columns(row) for row in rows)


def _rows(rows: Sequence[Sequence[str]], faults: list[TableFault]) -> Iterator[_Row]:
    """Yield the rows below the head by what their columns hold; a row without a county is of that above it.

    Blanks and line breaks in a cell make names stand in line (青 石 县), and are none of theirs.
    """
    at, columns = next(((at, found) for at, row in enumerate(rows) if "county" in (found := _columns(row))), (0, {}))
    if lacking := [_HEADS[key][0] for key in _NEEDED if key not in columns]:
        example = "、".join(heads[0] for heads in _HEADS.values())
        faults.append(TableFault(0, f"表里没有{'、'.join(lacking)}这一栏。", f"第一行写栏名：{example}。"))
        return
    county = ""
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {key: _BLANK.sub("", row[column]) for key, column in columns.items() if column < len(row)}
        if any(cells.values()):
            county = cells.get("county") or county
            yield _Row(number, cells | {"county": county})


def _columns(row: Iterable[str]) -> dict[str, int]:
    heads = [_BLANK.sub("", unicodedata.normalize("NFKC", cell)) for cell in row]
    return {key: heads.index(found) for key, known in _HEADS.items() if (found := _first(known, heads))}


def _first(known: Iterable[str], heads: Collection[str]) -> str:
    return next((head for head in known if head in heads), "")


def _read(row: _Row, counties: dict[str, _County], faults: list[TableFault]) -> None:
    """Enter one row: its county, what it says of the federation, its township."""
    name = row.cells["county"]
    if not name:
        faults.append(TableFault(row.number, "没有写县市区。", "写上这个乡镇（街道）属于哪个县市区。"))
        return
    county = counties.setdefault(name, _County(row.number, name))
    for key in ("slug", "prefix", "name", "short"):
        value = row.cells.get(key, "")
        if value and county.said.setdefault(key, value) != value:
            remedy = "同一个县市区写成一样的，或者只在第一行写。"
            faults.append(TableFault(row.number, f"{name}的{_HEADS[key][0]}与上面写的不同。", remedy))
    faults += (TableFault(row.number, *said) for said in _enter(row, county, counties.values()))


def _enter(row: _Row, county: _County, counties: Iterable[_County]) -> Iterator[tuple[str, str]]:
    """Enter the township of a row, or yield what is wrong with it and what to do."""
    name, written = row.cells.get("township", ""), row.cells.get("code", "")
    code = _CODE.fullmatch(unicodedata.normalize("NFKC", written))
    if not name:
        yield f"{county.name}的这一行没有写乡镇（街道）。", "一行写一个乡镇（街道）的名称。"
    if not written:
        yield f"{name or county.name}没有写统计代码。", "填 9 位的统计用区划代码，国家统计局网站上查得到。"
    elif not code:
        yield f"{name or county.name}的统计代码不是 9 位数字。", "填 9 位的统计用区划代码；这一栏先设成文本格式。"
    if not name or not code:
        return
    first = county.townships[0] if county.townships else None
    if first and not code[1].startswith(first["code"][:_COUNTY_CODE]):
        yield f"{name}的统计代码前六位与{county.name}的{first['name']}不同。", "核对代码；放错了县的，改县市区。"
    if any(item["name"] == name for item in county.townships):
        yield f"{county.name}有两个{name}。", "删掉重的一行，或者改正名称。"
    if any(item["code"] == code[1] for other in counties for item in other.townships):
        yield f"{name}的统计代码与前面一行相同。", "核对两行的代码。"
    manager = row.cells.get("manager", "")
    county.townships.append({"code": code[1], "name": name} | ({"managed": manager} if manager else {}))


def _same_codes(counties: Iterable[_County]) -> Iterator[TableFault]:
    """Yield each county whose code another had before it."""
    known: dict[str, str] = {}
    for county in filter(lambda county: county.townships, counties):
        first = known.setdefault(county.townships[0]["code"][:_COUNTY_CODE], county.name)
        if first != county.name:
            yield TableFault(county.row, f"{county.name}的统计代码前六位与{first}相同。", "核对两边的代码。")


def _managers(counties: Mapping[str, _County]) -> list[_County]:
    """Return the federations that manage townships and are no county's: those of functional areas."""
    known = {CITY_SHORT, *(county.said.get("short", county.name) for county in counties.values())}
    named = (item["managed"] for county in counties.values() for item in county.townships if "managed" in item)
    return [_County(0, name) for name in dict.fromkeys(named) if name not in known]


def _units(counties: Sequence[_County], city: str, prefix: str, faults: list[TableFault]) -> Iterator[FoundedUnit]:
    """Yield the federation of each county; what the table does not say of it is made out of its name."""
    slugs = {*_TAKEN, *(county.said.get("slug", "") for county in counties)}
    prefixes = {prefix, *(county.said.get("prefix", "") for county in counties)}
    used: set[str] = {*_TAKEN, prefix, CITY_SHORT, whole_name(city)}
    for county in counties:
        short = county.said.get("short", county.name)
        found = {
            "slug": _chosen(county, "slug", slugs, pinyin.slug),
            "prefix": _chosen(county, "prefix", prefixes, pinyin.prefix),
            "name": county.said.get("name", whole_name(short if county.row else f"{city}{short}")),
            "short": short,
        }
        faults += (TableFault(county.row, *said) for said in _wrong(county, found, used))
        used.update(found.values())
        yield FoundedUnit(**found)


def whole_name(place: str) -> str:
    """Return the full name of the federation of a place."""
    return f"{place}残疾人联合会"


def _chosen(county: _County, key: str, taken: set[str], make: Callable[[str, Collection[str]], str]) -> str:
    """Return what the table says, else what is made of the name, and which nobody gets afterwards."""
    said = county.said.get(key) or make(county.name, taken)
    taken.add(said)
    return said


def _wrong(county: _County, found: Mapping[str, str], used: Collection[str]) -> Iterator[tuple[str, str]]:
    shapes = {"slug": (_SLUG, "写 2 到 20 个小写字母"), "prefix": (_PREFIX, "写 2 到 4 个大写字母")}
    for key, (pattern, shape) in shapes.items():
        called = _HEADS[key][0]
        if not pattern.fullmatch(found[key]):
            yield f"{county.name}的{called}写法不对。", f"{shape}，或者空着，由名称的拼音来定。"
        elif found[key] in used:
            yield f"{county.name}的{called} {found[key]} 已经有别的用处。", f"换一个：{shape}，各残联不同。"
    for key in ("name", "short"):
        if found[key] in used:
            yield f"{county.name}的{_HEADS[key][0]}和别的残联一样。", "各残联写成不同的。"


def _record(county: _County, unit: FoundedUnit, slugs: Mapping[str, str]) -> dict[str, Any]:
    townships = [
        item | ({"managed": [{"unit": slugs[item["managed"]]}]} if "managed" in item else {})
        for item in county.townships
    ]
    code = townships[0]["code"][:_COUNTY_CODE] if townships else ""
    return {"code": code, "name": county.name, "unit": unit.slug, "townships": townships}
