"""What earlier bulletins said and today's records no longer say: the corrections that the next one carries (A-14).

A bulletin never changes. What it said of a quarter, with the corrections already carried by later ones, is compared
with the same figures reckoned from the records of now; each difference is one correction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter
from jiedui.reports.quarterly import BY_KEY, COMPARED, QuarterFigures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.model.event import Strike
    from jiedui.model.ledger import Ledger
    from jiedui.model.reading import Reading

# The readings that have a part in a bulletin's figures.
USED = (
    "A-01", "A-02", "A-03", "A-04", "A-05", "A-06", "A-07", "A-08", "A-09", "A-10", "A-11", "A-12", "A-13", "A-14",
    "A-16", "A-19", "A-20", "A-21", "A-23", "A-25", "A-26", "A-27", "A-29",
)  # fmt: skip


class CorrectionKind(StrEnum):
    """What a correction is about: a federation's figure, a household's state, or the readings as a whole."""

    FIGURE = "指标"
    HOUSEHOLD = "户"
    READING = "读法"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One difference. ``figure`` is the key of a figure; ``was`` and ``now`` are as a bulletin writes them."""

    quarter: Quarter
    kind: CorrectionKind
    unit: str = ""
    household: str = ""
    figure: str = ""
    was: str
    now: str


def readings(ledger: Ledger) -> tuple[Reading, ...]:
    """Return the readings that a bulletin's figures rest on."""
    return tuple(reading for reading in ledger.policy.readings if reading.id in USED)


def settings_text(reading: Reading) -> str:
    """Return a reading's settings as one line, the same for the same settings."""
    return json.dumps(reading.settings, ensure_ascii=False, sort_keys=True) if reading.settings else ""


def corrections(
    ledger: Ledger, before: Quarter, earlier: Mapping[str, Mapping[str, Any]], strikes: Iterable[Strike] = ()
) -> tuple[Correction, ...]:
    """Return what the bulletins of quarters before ``before`` must be corrected in.

    ``earlier`` are stored bulletins by quarter (``2026Q2``). Where a reading's settings have changed since one was
    drawn up, its figures stand under the old reading: this is said once, and they are not compared.
    """
    stored = [earlier[name] for name in sorted(earlier) if Quarter.parse(name) < before]
    own = list(strikes)
    return tuple(
        item
        for number, data in enumerate(stored)
        for item in _of_one(
            ledger, data, [each for later in stored[number + 1 :] for each in _carried(later, data)], own
        )
    )


def _carried(later: Mapping[str, Any], data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for item in later.get("corrections", ()) if item["quarter"] == data["id"]]


def _of_one(
    ledger: Ledger, data: Mapping[str, Any], carried: list[Mapping[str, Any]], strikes: list[Strike]
) -> Iterator[Correction]:
    quarter = Quarter.parse(data["id"])
    said = {item["id"]: item.get("settings", "") for item in data.get("readings", ())}
    changed = [item.id for item in readings(ledger) if said.get(item.id) != settings_text(item)]
    noted = any(item["kind"] == CorrectionKind.READING for item in carried)
    if changed:
        if not noted:
            yield Correction(quarter=quarter, kind=CorrectionKind.READING, was="、".join(changed), now="读法已改")
        return
    now = QuarterFigures(ledger, quarter, strikes)
    yield from _figures(quarter, data, carried, now)
    yield from _states(quarter, data, carried, now)


def _figures(
    quarter: Quarter, data: Mapping[str, Any], carried: list[Mapping[str, Any]], now: QuarterFigures
) -> Iterator[Correction]:
    said = {(row["unit"], figure.key): str(row[figure.key]) for row in data["units"] for figure in COMPARED}
    for item in carried:
        if item["kind"] == CorrectionKind.FIGURE:
            said[item["unit"], item["figure"]] = item["now"]
    for unit, row in now.rows.items():
        for figure in COMPARED:
            was, value = said.get((unit, figure.key), "0"), str(row[figure.key])
            if was != value:
                yield Correction(
                    quarter=quarter, kind=CorrectionKind.FIGURE, unit=unit, figure=figure.key, was=was, now=value
                )


def _states(
    quarter: Quarter, data: Mapping[str, Any], carried: list[Mapping[str, Any]], now: QuarterFigures
) -> Iterator[Correction]:
    said = {household: item["state"] for item in data.get("contact", ()) for household in item["households"]}
    for item in carried:
        if item["kind"] == CorrectionKind.HOUSEHOLD:
            said[item["household"]] = item["now"]
    none = ContactState.NOT_DUE.value
    for household in sorted(said.keys() | now.states.keys()):
        was = said.get(household, none)
        value = now.states[household].value if household in now.states else none
        if was != value:
            owner = now.ledger.households.get(household)
            unit = owner.unit if owner else ""
            yield Correction(
                quarter=quarter, kind=CorrectionKind.HOUSEHOLD, unit=unit, household=household, was=was, now=value
            )


def sentence(item: Correction, name: str) -> str:
    """Say a correction in words; ``name`` is what staff call the federation."""
    if item.kind is CorrectionKind.READING:
        return f"{item.quarter.title}通报以后，读法 {item.was} 改了。原通报按当时的读法，不再逐项比较。"
    if item.kind is CorrectionKind.HOUSEHOLD:
        return f"{item.quarter.title}，{name} {item.household} 户：原为“{item.was}”，更正为“{item.now}”。"
    return f"{item.quarter.title}，{name}{BY_KEY[item.figure].title}：原为 {item.was}，更正为 {item.now}。"
