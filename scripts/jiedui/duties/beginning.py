"""What a ledger that has only been begun lacks, in the order in which it is to be done (R-080, 五(四)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.divisions import Divisions
    from jiedui.model.unit import Unit


class BeginningStep(NamedTuple):
    """One thing that is still to be entered: what it is, and where it is written."""

    what: str
    how: str


def steps(units: Iterable[Unit], divisions: Divisions, *, helpers: bool, households: bool) -> tuple[BeginningStep, ...]:
    """Return what a ledger lacks altogether, which may have ``helpers`` and ``households``; nothing of one in use.

    To lack the list of places is an error, and told as such, as soon as there is a household.
    """
    cities = [unit.is_city for unit in units]
    lacking = (
        (not any(cities), BeginningStep("市残联", "写 city/unit.yml，层级是市残联")),
        (all(cities), BeginningStep("县级残联", "一个残联一个文件夹，写 unit.yml")),
        (
            not divisions.townships and not households,
            BeginningStep("县市区和乡镇（街道）", "写 divisions.yml"),
        ),
        (not helpers, BeginningStep("帮扶责任人", "在网站的“登记”里填，一人一份")),
        (not households, BeginningStep("摸底的户", "在网站的“登记”里填，一户一份")),
    )
    return tuple(step for absent, step in lacking if absent)
