"""The places that examples speak of: those of the ledger, so that whoever copies one has names that are known there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.ledger import Ledger
    from jiedui.model.unit import Unit


class Example(Struct, frozen=True):
    """Which name of the ledger stands in an example for each made-up one.

    Made up are a city (示例市) and the letters of its ids (``SLS``), the area code of a telephone (``0000-0``), two
    counties (示例县, 示例区) with their federations (``shilixian``, ``shiliqu``) and letters (``SLX``, ``SLQ``), two
    townships of the second (示例镇, 示例乡), and two federations of functional areas (``shilikaifaqu``,
    ``shiliguanliqu``). What the ledger has none of keeps the name that is made up.
    """

    names: Mapping[str, str]

    @classmethod
    def of(cls, ledger: Ledger) -> Example:
        """Choose the first places of the ledger, in the order of its divisions."""
        own = dict.fromkeys(ledger.divisions.counties.values())
        areas = (item.unit for township in ledger.divisions.recorded for item in township.managed)
        names = {"示例市": ledger.policy.city, "0000-0": ledger.policy.identity.landline_prefix}
        names |= dict(zip(["SLS"], (unit.prefix for unit in ledger.units.values() if unit.is_city), strict=False))
        for slug, letters, county, unit in zip(
            ("shilixian", "shiliqu"), ("SLX", "SLQ"), ("示例县", "示例区"), _known(own, ledger), strict=False
        ):
            names |= {slug: unit.id, letters: unit.prefix, f"{county}残联": f"{unit.short}残联"}
            names |= {county: next(name for name, of in ledger.divisions.counties.items() if of == unit.id)}
        if "shiliqu" in names:
            townships = (item.name for item in ledger.divisions.of_unit(names["shiliqu"]))
            names |= dict(zip(("示例镇", "示例乡"), townships, strict=False))
        known = (unit.id for unit in _known(dict.fromkeys(areas), ledger) if unit.id not in own)
        return cls(names | dict(zip(("shilikaifaqu", "shiliguanliqu"), known, strict=False)))

    def told(self, text: str) -> str:
        """Return an example with the names of the ledger."""
        made_up = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        return re.sub(made_up, lambda match: self.names[match[0]], text)


def _known(slugs: Iterable[str], ledger: Ledger) -> Iterator[Unit]:
    return (ledger.units[slug] for slug in slugs if slug in ledger.units)
