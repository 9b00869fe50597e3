"""What may be chosen in a cell of the workbook: the words of a closed list, or what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct
from jiedui.workbook.book.cells import words
from jiedui.workbook.book.record_rows import named
from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.workbook.book.tables import BookColumn, Keys


class BookChoices(Struct, frozen=True, kw_only=True):
    """What of a ledger can be chosen: short names of federations, helpers with their codes, counties and townships."""

    units: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()

    @classmethod
    def of(cls, ledger: Ledger, units: Collection[str], day: date) -> BookChoices:
        """Return what can be chosen on a day in a workbook of some federations.

        Places are theirs, helpers theirs and the city's, as far as they hold an office on that day.
        """
        divisions = ledger.divisions.until(day)
        places = [place for place in divisions.townships if place.unit in units]
        near = {unit.id for unit in ledger.units.values() if unit.is_city or unit.id in units}
        helpers = [helper for helper in ledger.helpers.values() if helper.unit in near and helper.active_on(day)]
        helpers.sort(key=lambda helper: (helper.unit not in units, helper.unit, helper.name, helper.id))
        return cls(
            units=tuple(unit.short for unit in divisions.in_order(ledger.units.values())),
            helpers=tuple(named(helper.id, helper.name) for helper in helpers),
            counties=tuple(dict.fromkeys(place.county for place in places)),
            townships=tuple(dict.fromkeys(place.name for place in places)),
        )

    def words(self, column: BookColumn) -> tuple[str, ...]:
        """Return what can be chosen in a column; nothing where anything may be written, or several words at once."""
        if column.is_words:
            return ()
        if column.key is RowKey.UNIT:
            return self.units
        if column.named == "helper":
            return self.helpers
        of_address: dict[Keys, tuple[str, ...]] = {("county",): self.counties, ("township",): self.townships}
        return of_address.get(column.keys) or words(column)
