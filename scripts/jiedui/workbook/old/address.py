"""An address in one cell of an old workbook, parted as our records have it: county, township, village, house."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jiedui.model.divisions import Divisions

_VILLAGE = re.compile(r"(.{1,12}?(?:社区|居委会|村委会|村(?![民组])))(.*)\Z")
_KIND = re.compile(r"(?:街道办事处|街道|办事处|镇|乡)\Z")


class AddressParts(NamedTuple):
    """The parts of an address; what is not told is empty, and what cannot be parted is all in ``house``."""

    county: str = ""
    township: str = ""
    village: str = ""
    house: str = ""


def parted_address(text: str, divisions: Divisions, county: str = "") -> AddressParts:
    """Part an address by the counties and townships of the ledger, in a ``county`` that is known otherwise, if any."""
    said = "".join(text.split())
    county = next((name for name in divisions.counties if name in said), county)
    behind = said.partition(county)[2] if county and county in said else said
    found = {name for within, name in divisions.by_name if county in ("", within) and name in behind}
    if not found:
        return AddressParts(county, house=behind if county else said)
    township = min(found, key=lambda name: (behind.index(name), -len(name)))
    rest = behind.partition(township)[2]
    match = _VILLAGE.match(rest)
    village, house = match.groups() if match else ("", rest)
    return AddressParts(county or county_of(township, divisions), township, village, house)


def county_of(township: str, divisions: Divisions) -> str:
    """Return the county that alone has a township of a name; empty where none has, or several."""
    counties = {within for within, name in divisions.by_name if name == township}
    return counties.pop() if len(counties) == 1 else ""


def township_named(text: str, divisions: Divisions, county: str = "") -> str:
    """Return the township that a text names, with or without 镇 or 街道 behind it; the text where none is known."""
    names = {name for within, name in divisions.by_name if county in ("", within)}
    if text in names:
        return text
    bare = _KIND.sub("", text)
    alike = {name for name in names if _KIND.sub("", name) == bare}
    return alike.pop() if len(alike) == 1 else text
