"""Resources: what was put into the measures, by source (R-100, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.ledger import Ledger

SOURCES = ("财政经费", "项目资金", "慈善捐赠", "社会组织", "志愿服务", "其他")


class ResourceLine(Struct, frozen=True, kw_only=True):
    """One resource put into a measure; ``amount`` in whole yuan, ``done`` where the measure is done by the day."""

    unit: str
    household: str
    need: str
    code: str
    promised_on: date
    done: bool
    source: str
    name: str
    amount: int | None


class ResourceSum(Struct, frozen=True):
    """How many resources, how many of them with an amount, and the yuan promised and spent (measure done)."""

    items: int
    priced: int
    promised: int
    spent: int


class Resources(Struct, frozen=True):
    """The resource ledger (R-100, 六(二)). Amounts are for a restricted audience."""

    lines: tuple[ResourceLine, ...]

    def total(self, *, unit: str = "", source: str = "") -> ResourceSum:
        """Return the sums of all, of one federation's households, of one source, or of both."""
        found = [line for line in self.lines if unit in ("", line.unit) and source in ("", line.source)]
        return ResourceSum(
            items=len(found),
            priced=sum(line.amount is not None for line in found),
            promised=sum(line.amount or 0 for line in found),
            spent=sum(line.amount or 0 for line in found if line.done),
        )


def resources(ledger: Ledger, as_of: date) -> Resources:
    """Return every resource of the measures promised by a day, ended households included: money spent stays spent."""
    return Resources(
        tuple(
            ResourceLine(
                unit=household.unit, household=household.id, need=need.id, code=measure.code,
                promised_on=measure.promised_on, done=bool(measure.done_on and measure.done_on <= as_of),
                source=item.source, name=item.name, amount=item.amount,
            )
            for _, household in sorted(ledger.own_households.items())
            for need in household.needs
            for measure in need.measures
            if measure.promised_on <= as_of
            for item in measure.resources
        )
    )  # fmt: skip
