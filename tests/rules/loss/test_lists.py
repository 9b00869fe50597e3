"""Every list of entries is watched, or free to change for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from jiedui.records.kinds import KINDS
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.loss.entry_list import EntryList
from jiedui.rules.loss.lists import LISTS

# Lists of mappings whose entries may go, and why.
_STATE = "What is so now, without a day: it is corrected with the state, and what it was is in the history."
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
        if not kind.name.startswith("policy-") and kind.name != "divisions"  # which have rules of their own
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
        assert entries.has_id == ("id" in fields), path


def test_every_way_out_is_a_sentence() -> None:
    assert len(WATCHED) == 18
    assert all(entries.way.endswith("。") for entries in WATCHED.values())
