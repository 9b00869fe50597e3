"""Every list of entries is watched, or free to change for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from jiedui.records.kinds import KINDS
from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.lists import LISTS
from jiedui.records.lists.policy_lists import POLICY_LISTS
from jiedui.records.schema import SchemaLibrary

# Lists of mappings whose entries may go, and why.
_STATE = "What is so now, without a day: it is corrected with the state, and what it was is in the history."
_DAYLESS = "Without days, the same for the whole programme: corrected with the words of the notice."
_PART = "A part of what one row says: its value is not judged."
_TODAY = "How it is drawn or weighed today; no closed quarter rests on it."
FREE = {
    "household.priorities": _STATE,
    "household.members.since": "The day of a state of now, written over when the state changes.",
    "household.members.disability.certificates.components": "A part of what one certificate says.",
    "household.needs.measures.resources": "A part of what one measure says: nothing of it is dated.",
    "visit.needs": "What a visit says beside the household's record of the need: corrected as its text is.",
    **{
        f"bulletin.{key}": "A bulletin is frozen: a rule of its own holds it to what it was, byte for byte."
        for key in ("units", "workplaces", "shortfalls", "struck", "practices", "corrections", "readings", "contact")
    },
    "policy-service.years.holidays": "A part of what one year says: corrected as the arrangement is announced.",
    **dict.fromkeys(("divisions.map", "policy-weights.unit", "policy-weights.person"), _TODAY),
    **dict.fromkeys(
        (
            "policy-clauses.clauses",
            "policy-quotas.classes",
            "policy-ranks.ranks",
            "policy-ranks.post_levels",
            "policy-measures.measures",
            "policy-measures.outing_kinds",
            "policy-hazards.hazards",
            "policy-channels.channels",
            "policy-channels.topics",
            "policy-channels.preach_topics",
            "policy-phases.milestones",
            "policy-phases.intake",
            "policy-phases.cadence",
        ),
        _DAYLESS,
    ),
    **{
        f"policy-readings.readings.{key}": _PART
        for key in (
            "settings.contact_counts",
            "settings.severe_grades",
            "variants",
            "variants.settings.contact_counts",
            "variants.quotas",
        )
    },
    **{
        f"policy-entitlements.rules.{key}{part}": _PART
        for key in ("when", "any", "unless", "met")
        for part in ("", ".disability", ".benefits", ".measures")
    },
}


def watched(lists: tuple[EntryList, ...], path: str) -> Iterator[tuple[str, EntryList]]:
    for entries in lists:
        inner = ".".join((path, *entries.keys))
        yield inner, entries
        yield from watched(entries.within, inner)


WATCHED = dict(item for kind, lists in LISTS.items() for item in watched(lists, kind))


def test_every_list_of_entries_is_watched_or_free_for_a_reason(library: SchemaLibrary) -> None:
    found = {
        ".".join((kind.name, *field.path))
        for kind in KINDS
        for field in library[kind.name].fields()
        if field.schema.get("type") == "array"
        if library[kind.name].resolve(field.schema["items"]).get("type") == "object"
    }
    assert found == WATCHED.keys() | FREE.keys()
    assert not WATCHED.keys() & FREE.keys()


def test_entries_are_told_by_fields_that_they_have(library: SchemaLibrary) -> None:
    for path, entries in WATCHED.items():
        kind, *keys = path.split(".")
        fields = {field.path[-1]: field for field in library[kind].fields() if field.path[:-1] == tuple(keys)}
        named = {name for _, name, _, _ in Formatter().parse(entries.called) if name}
        assert {*entries.marks.keys, *named} <= fields.keys(), path
        assert all(fields[name].required for name in named), path
        assert entries.has_id == ("id" in fields and kind not in POLICY_LISTS), path


def test_every_way_out_is_a_sentence() -> None:
    assert len(WATCHED) == 35
    assert all(entries.way.endswith("。") for entries in WATCHED.values())
