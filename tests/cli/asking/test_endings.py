"""What is asked where pairings end: whom one consulted, who decided, and by which paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.cli.asking.answers import Scene
from jiedui.cli.asking.endings import ending_questions, home_of, is_other, is_paired, never
from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary


@pytest.fixture
def scene(ledger: Path, library: SchemaLibrary) -> Scene:
    records = read_ledger(ledger, library, read=read)
    home = next(record.data for record in records.valid if record.place.stem == "YYL-2A3C")
    return Scene(records=records, ledger=Ledger.of(records), as_of=date(2026, 11, 23), household=home)


def asked(scene: Scene, library: SchemaLibrary, *, running: bool = True, **answers: Any) -> dict[str, tuple[bool, str]]:
    """Return what is asked, with whether it has to be answered, and with what holds by itself."""
    scene.answers.clear()
    scene.answers.update(answers)
    questions = ending_questions(library, lambda scene: home_of(scene).unit, lambda _: running)
    return {item.key: (item.needed(scene), item.default(scene)) for item in questions if item.when(scene)}


def test_who_decided_is_offered_and_when(scene: Scene, library: SchemaLibrary) -> None:
    unit = (False, "岳阳楼区残疾人联合会")
    assert asked(scene, library) == {"decided_by": unit, "decided": (False, ""), "document": (False, "")}
    assert asked(scene, library, on=date(2026, 11, 20))["decided"] == (False, "2026-11-20")
    assert asked(scene, library, on=date(2026, 12, 1))["decided"] == (False, "2026-11-23")


@pytest.mark.parametrize(
    ("reason", "needed"),
    [("脱困", True), ("其他", True), ("迁出市内", True), ("去世", False), ("退休离岗", False), ("岗位调整", False)],
)
def test_the_helper_is_consulted_of_what_is_the_household_s(
    scene: Scene, library: SchemaLibrary, reason: str, *, needed: bool
) -> None:
    assert ("consulted" in asked(scene, library, reason=reason)) is needed
    given = asked(scene, library, reason=reason, consulted=date(2026, 11, 10))
    assert given["consulted"] == (needed, "")


def test_nothing_is_asked_where_nothing_ends(scene: Scene, library: SchemaLibrary) -> None:
    assert asked(scene, library, running=False, reason="脱困") == {}


def test_whose_household_it_is(scene: Scene) -> None:
    assert (home_of(scene).id, is_paired(scene), never(scene)) == ("YYL-2A3C", True, False)
    scene.answers["reason"] = "其他"
    assert is_other(scene)
    for pairing in scene.household["pairings"]:
        pairing |= {"to": "2026-11-01", "end_reason": "岗位调整"}
    ended = Ledger.of(scene.records)
    assert not is_paired(Scene(records=scene.records, ledger=ended, as_of=scene.as_of, household=scene.household))
