"""The chain: numbers without a gap, each step pure and the same when run twice."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations import chain, m0002_flags
from jiedui.migrations.migration import Migration
from jiedui.migrations.reading import load
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place, Tree

LEDGER = Place("policy/ledger.yml", "policy-ledger", "ledger")
UNIT = Place("city/unit.yml", "unit", "city", "city")


def test_formats_are_numbered_without_a_gap() -> None:
    numbers = [migration.number for migration in chain.MIGRATIONS]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(chain.FIRST + 1, chain.CURRENT + 1))


def test_migrations_to_one_format_touch_different_kinds_of_record() -> None:
    touched = [(migration.number, kind) for migration in chain.MIGRATIONS for kind in migration.steps]
    assert len(touched) == len(set(touched))


def test_each_migration_says_in_chinese_what_changed() -> None:
    titles = [migration.title for migration in chain.MIGRATIONS]
    assert titles[0] == "方式、政策和节日里各去掉一个不再使用的标记"
    assert [title for title in titles if not re.search("[一-鿿]{4}", title) or title.endswith("。")] == []


def test_those_that_lead_to_this_format_are_asked_for_by_the_older_one() -> None:
    assert chain.since(chain.FIRST) == chain.MIGRATIONS
    last = tuple(migration for migration in chain.MIGRATIONS if migration.number == chain.CURRENT)
    assert chain.since(chain.CURRENT - 1) == last == chain.MIGRATIONS[-len(last) :]
    assert chain.since(chain.CURRENT) == ()


def test_kinds_are_those_of_the_schemas(library: SchemaLibrary) -> None:
    for migration in chain.MIGRATIONS:
        assert {*migration.steps, *migration.comments} <= {schema.kind for schema in library}


def test_comments_that_go_are_no_titles_of_today(library: SchemaLibrary) -> None:
    for migration in chain.MIGRATIONS:
        for kind, titles in migration.comments.items():
            assert not library[kind].comments & {f"# {title}" for title in titles}


def records(root: Path, library: SchemaLibrary) -> list[tuple[Place, dict[str, Any]]]:
    found = [(place, load(root, place, library).data) for place in Tree(root).places]
    return [(place, data) for place, data in found if data is not None]


def test_every_step_leaves_its_input_alone_and_is_the_same_twice(first: Path, library: SchemaLibrary) -> None:
    for place, data in records(first, library):
        for migration in chain.MIGRATIONS:
            if step := migration.steps.get(place.kind):
                kept = copy.deepcopy(data)
                once = step(place, data)
                assert data == kept, place.path
                assert step(place, copy.deepcopy(once)) == once, place.path
                data = once


@pytest.mark.parametrize("data", [{}, {"channels": "入户"}, {"channels": ["入户", {"two_way": "x"}]}, {"days": {}}])
@pytest.mark.parametrize("migration", chain.MIGRATIONS, ids=lambda migration: migration.title)
def test_a_step_takes_data_of_any_shape(migration: Migration, data: dict[str, Any]) -> None:
    for kind, step in migration.steps.items():
        assert isinstance(step(Place("x", kind, "x", "x", "X-2222"), data), dict)


def test_only_what_is_older_is_changed() -> None:
    place = Place("policy/channels.yml", "policy-channels", "channels")
    old = {"channels": [{"name": "入户", "two_way": "true"}]}
    assert chain.upgrade(place, old, 1) == {"channels": [{"name": "入户"}]}
    assert chain.upgrade(place, old, m0002_flags.MIGRATION.number) is old
    assert chain.upgrade(UNIT, old, 1) is old


def test_the_ledgers_own_file_takes_the_number() -> None:
    assert chain.upgrade(LEDGER, {"name": "台账"}, 1) == {"name": "台账", "format": str(chain.CURRENT)}
    assert chain.upgrade(LEDGER, {"format": "1"}, 1) == {"format": str(chain.CURRENT)}
    same = {"format": str(chain.CURRENT)}
    assert chain.upgrade(LEDGER, same, chain.CURRENT) is same


def test_comments_of_older_formats_are_let_pass() -> None:
    assert "# 是否重点" in chain.comments("policy-occasions")
    assert "# 是否重点" not in chain.comments("policy-channels")
    assert chain.comments("unit") == frozenset()
