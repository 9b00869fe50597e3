"""A household's own dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
HANDED = "yueyanglou/households/YYL-4D5E/household.yml"

Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "activity of today": {"file": OWN, "set": {"outings.0.date": "2026-11-23"}},
    "stayed at home for one day": {
        "file": OWN,
        "set": {"members.0.disability.outing_exemption.to": "2025-01-01"},
    },
    "registered and closed on one day": {
        "file": UNPAIRED,
        "set": {"closed": {"date": "2024-01-05", "reason": "重复"}},
    },
    "stays at home until further notice": {"file": OWN, "remove": ["members.0.disability.outing_exemption.to"]},
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


# What has happened, by its place; a date of tomorrow is told by its key.
HAPPENED = {
    OWN: (
        "registered_on",
        "consent.date",
        "relapse.0.found_on",
        "relapse.0.monitoring.0.date",
        "pairings.0.form_on",
        "pairings.0.card_on",
        "pairings.0.onsite_on",
        "pairings.0.module_on",
        "needs.0.raised_on",
        "needs.0.measures.0.promised_on",
        "needs.0.measures.0.done_on",
        "needs.0.closed_on",
        "needs.1.responded_on",
        "outings.0.date",
    ),
    CLOSED: ("closed.date", "pairings.0.consulted_on"),
    HANDED: ("members.0.disability.no_need_on", "members.0.disability.certificates.0.from"),
}


@pytest.mark.parametrize(("file", "place"), [(file, place) for file, places in HAPPENED.items() for place in places])
def test_what_has_happened_has_a_date_that_has_come(said: Said, file: str, place: str) -> None:
    key = place.rpartition(".")[2]
    found = said({"file": file, "set": {place: "2026-11-24"}})
    named = [line for line in found if line.startswith(f"date-future: {key}（")]
    assert [line.rpartition("）")[2] for line in named] == ["2026-11-24 还没有到。"]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (OWN, "needs.0.measures.0.due_on"),
        (OWN, "members.0.disability.outing_exemption.from"),
        (OWN, "members.0.disability.outing_exemption.to"),
    ],
)
def test_what_is_settled_in_advance_may_have_a_date_to_come(said: Said, file: str, place: str) -> None:
    assert not [line for line in said({"file": file, "set": {place: "2026-11-24"}}) if "date-future" in line]
