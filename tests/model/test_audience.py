"""For whom something is made."""

from __future__ import annotations

import pytest

from jiedui.model.audience import INTERNAL, OFFICE, PUBLIC, Audience, AudienceKind


@pytest.mark.parametrize(
    ("word", "folder"),
    [
        ("internal", "internal"),
        ("county:pingjiang", "county-pingjiang"),
        ("helper:PJ-B-2222", "helper-PJ-B-2222"),
        ("office", "office"),
        ("public", "public"),
    ],
)
def test_an_audience_has_a_word_and_a_folder(word: str, folder: str) -> None:
    audience = Audience.parse(word)
    assert (str(audience), audience.folder) == (word, folder)
    assert audience.is_internal == (word == "internal")


@pytest.mark.parametrize(
    "word",
    ["", "county", "county:", "county:../x", "helper:pingjiang", "office:pingjiang", "public:", "谁", "INTERNAL"],
)
def test_any_other_word_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Audience.parse(word)


def test_three_audiences_are_nobodys_own() -> None:
    assert [item.kind for item in (INTERNAL, OFFICE, PUBLIC)] == [
        AudienceKind.INTERNAL, AudienceKind.OFFICE, AudienceKind.PUBLIC,
    ]  # fmt: skip
