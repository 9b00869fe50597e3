"""A spell that is ended and goes on the next day with the same content changes nothing, whatever it is a spell of."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 20)
PART = ("city", "huarong")
# In mid-quarter; the first of a year.
CUTS = ("2026-08-17", "2026-01-01")
DECISION = {"end_reason": "岗位调整", "decided_by": "示例残联", "handover": "不用交接。"}
# They list who was responsible, and who managed a township, from when to when, as it is written.
LISTS = ("organisation.md", "townships/")


def halves(spells: list[dict[str, Any]], day: str, **ending: str) -> list[dict[str, Any]]:
    """Spells in which each that a day lies in, its first day aside, is parted in two."""
    eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    found = []
    for spell in spells:
        if spell.get("from", "") < day <= spell.get("to", day):
            found += [deepcopy(spell) | {"to": eve, **ending}, deepcopy(spell) | {"from": day}]
        else:
            found.append(spell)
    return found


def part_household(home: dict[str, Any], day: str) -> None:
    if "pairings" in home:
        home["pairings"] = halves(home["pairings"], day, decided_on=day, **DECISION)
    home["hardship"] = halves(home["hardship"], day)
    for member in home["members"]:
        for disability in filter(None, [member.get("disability")]):
            last = disability["certificates"][-1]
            if last.get("from", "") < day:
                disability["certificates"].append(last | {"from": day})


def part_township(township: dict[str, Any], county: str, day: str) -> None:
    township["managed"] = halves(township.get("managed", [{"unit": county}]), day)


def part(copy: Any, day: str) -> None:
    """Part every spell of every kind that runs on a day."""
    for record in copy.of("household"):
        part_household(record.data, day)
    for record in copy.of("helper"):
        for key in {"roles", "pauses"} & set(record.data):
            record.data[key] = halves(record.data[key], day)
    for record in copy.of("unit"):
        for key in {"responsible", "leading_group"} & set(record.data):
            record.data[key] = halves(record.data[key], day)
    for record in copy.of("policy-quotas"):
        for key in {"quotas", "raises"} & set(record.data):
            record.data[key] = halves(record.data[key], day)
    for record in copy.of("divisions"):
        for county in record.data["counties"]:
            for township in county["townships"]:
                part_township(township, county["unit"], day)


def figures(told: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: lines for name, lines in told.items() if not name.startswith(LISTS)}


@pytest.mark.parametrize("day", [CUTS[0], pytest.param(CUTS[1], marks=pytest.mark.soak)])
def test_a_spell_that_goes_on_changes_nothing(
    copy_of: Callable[..., Any], library: SchemaLibrary, told_of: Any, told: Any, same: Any, day: str
) -> None:
    parted = copy_of(*PART)
    part(parted, day)
    assert parted.faults(library) == []
    same(figures(told_of(AS_OF, *PART)), figures(told(parted.ledger(), AS_OF)))
