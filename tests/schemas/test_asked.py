"""When the form asks for a field, as its schema says: ``x-when``, ``x-front`` and ``x-needed`` of the properties."""

from __future__ import annotations

import pytest

from jiedui.records.schema import Field, SchemaLibrary
from jiedui.site.files.form.index import WRITTEN


@pytest.fixture(scope="module")
def kinds(library: SchemaLibrary) -> list[dict[tuple[str, ...], Field]]:
    """The fields of each kind that is written in the form, by their paths."""
    return [{field.path: field for field in library[kind].fields()} for kind in WRITTEN]


def test_a_field_depends_on_fields_beside_it_and_on_words_that_these_may_have(
    kinds: list[dict[tuple[str, ...], Field]],
) -> None:
    wrong, conditions = [], 0
    for fields in kinds:
        for path, field in fields.items():
            for key, words in field.schema.get("x-when", {}).items():
                conditions += 1
                beside = fields.get((*path[:-1], key))
                choices = beside.schema.get("enum", [True, False]) if beside else []
                if not beside or (words is not True and not set(words) <= set(choices)):
                    wrong.append((path, key))
    assert wrong == []
    assert conditions > 20


def test_what_is_always_required_needs_no_other_word_for_it(kinds: list[dict[tuple[str, ...], Field]]) -> None:
    """What a rule asks for depends on something; what is required stands in front by itself."""
    for field in (field for fields in kinds for field in fields.values()):
        words = {"x-when", "x-front", "x-needed"} & field.schema.keys()
        assert not (field.required and words), field.path
        assert words != {"x-needed"}, field.path
        assert not {"x-front", "x-needed"} <= words, field.path
