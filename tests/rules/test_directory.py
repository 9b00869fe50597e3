"""Which records a ledger has by their ids, and what stands for the answers to questions about them."""

from __future__ import annotations

from jiedui.records.listing import FileListing
from jiedui.rules.directory import Directory

FILES = {
    b"policy/ledger.yml": b"p",
    b"shi/unit.yml": b"u",
    b"shi/helpers/SHI-B-2A3C.yml": b"h",
    b"shi/households/SHI-2A3C/household.yml": b"1",
    b"shi/households/SHI-2A3C/visits/2026-03-05.yml": b"2",
    b"shi/notes.yml": b"3",
}


def of(**changed: bytes) -> Directory:
    """Return the directory of the files, some of them with another id."""
    return Directory(FileListing.of(FILES | {key.encode(): what for key, what in changed.items()}))


def test_records_are_found_by_their_ids() -> None:
    directory = of()
    assert [place.path for place in directory.places_of("SHI-2A3C")] == ["shi/households/SHI-2A3C/household.yml"]
    assert [place.kind for place in directory.places_of("SHI-B-2A3C")] == ["helper"]
    assert directory.places_of("SHI-9999") == []
    assert (directory.ids("household"), directory.ids("helper"), directory.ids("unit")) == (
        ["SHI-2A3C"],
        ["SHI-B-2A3C"],
        ["shi"],
    )
    assert [place.path for place in directory.places] == [
        "policy/ledger.yml",
        "shi/helpers/SHI-B-2A3C.yml",
        "shi/unit.yml",
    ]


def test_an_answer_is_another_where_the_record_is() -> None:
    asked = ("SHI-2A3C", "SHI-9999")
    before = of().answers(asked)
    assert of(**{"shi/households/SHI-2A3C/visits/2026-03-05.yml": b"9"}).answers(asked) == before
    assert of(**{"shi/helpers/SHI-B-2A3C.yml": b"9"}).answers(asked) == before
    assert of(**{"shi/households/SHI-2A3C/household.yml": b"9"}).answers(asked) != before
    assert of(**{"shi/households/SHI-9999/household.yml": b"9"}).answers(asked) != before
    assert of(**{"shi/households/SHI-9999/household.yml": b"9"}).answers(("*household",)) != of().answers(
        ("*household",)
    )


def test_an_answer_is_another_where_the_record_turns_out_to_be_astray() -> None:
    directory = of()
    before = directory.answers(("SHI-9999",))
    directory.lead_astray(["SHI-9999"])
    assert directory.answers(("SHI-9999",)) != before
    directory.lead_astray([])
    directory.take_for_gone(["shi/households/SHI-9999/household.yml"])
    assert directory.astray == {"SHI-9999", "notes"}, "what does not belong there is astray, too"
    assert directory.answers(("SHI-9999",)) != before


def test_the_setting_is_another_where_the_policy_is() -> None:
    assert of().setting == of(**{"shi/unit.yml": b"9"}).setting
    assert of().setting != of(**{"policy/ledger.yml": b"9"}).setting
    assert of().setting != of(**{"divisions.yml": b"9"}).setting
