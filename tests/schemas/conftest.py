"""Examples of records and their mutants: what the tests of the schemas share."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.records import loader, reader, values
from jiedui.records.schema import RecordSchema, SchemaLibrary

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
UNKNOWN_KEY = "unknown_field"
WRONG_TYPE = {"string": 7, "integer": "三", "boolean": "是", "array": "一项", "object": "一段"}
BAD_TEXTS = ("", " ", "？？", "x y\nz", "2026-1-1", "0")
# Keywords that a schema may use: those that judge are exercised below, the others only describe.
JUDGING = {
    "type", "enum", "pattern", "maxLength", "minItems", "uniqueItems", "minimum", "maximum", "minProperties",
    "required", "additionalProperties",
}  # fmt: skip
DESCRIBING = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "default", "properties", "items",
    "x-serves", "x-synonyms", "x-when", "x-front", "x-needed", "x-sensitive",
}  # fmt: skip

Pointer = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutant:
    """One change to a valid record at ``pointer``, and the keyword that must object; ``""`` where none must."""

    kind: str
    pointer: Pointer
    keyword: str
    what: str
    data: Any

    def __str__(self) -> str:
        return f"{self.kind}:{'.'.join(map(str, self.pointer))}:{self.keyword or 'valid'}:{self.what}"


@dataclass(frozen=True)
class Spot:
    """A place in a valid example."""

    root: Any
    pointer: Pointer

    def value(self) -> Any:
        node = self.root
        for part in self.pointer:
            node = node[part]
        return node

    def replaced(self, value: Any) -> Any:
        """Return the example with another value here, or without one for ``...``; nobody may change it further.

        What lies beside the way to this place is that of the example.
        """
        return _replaced(self.root, self.pointer, value)

    def below(self, part: str | int) -> Spot:
        return Spot(self.root, (*self.pointer, part))


def _replaced(node: Any, pointer: Pointer, value: Any) -> Any:
    if not pointer:
        return value
    part, *rest = pointer
    changed = copy.copy(node)
    if value is ... and not rest:
        del changed[part]
    else:
        changed[part] = _replaced(node[part] if rest else None, tuple(rest), value)
    return changed


class Exercise:
    """A walk over a schema along the valid examples of its kind: which nodes they reach, and mutants at each node."""

    def __init__(self, record: RecordSchema, examples: list[Any]) -> None:
        self.record = record
        self.unreached: list[str] = []
        self.unknown_keywords: set[str] = set()
        self.mutants: list[Mutant] = []
        # The smallest example that has a place is the one that is changed there.
        by_size = sorted(examples, key=lambda data: len(json.dumps(data)))
        self._walk(record.root, [Spot(data, ()) for data in by_size], record.kind)

    def _walk(self, schema: Any, spots: list[Spot], label: str) -> None:
        schema = self.record.resolve(schema)
        self.unknown_keywords |= set(schema) - JUDGING - DESCRIBING
        if not spots:
            self.unreached.append(label)
            return
        self._mutate(schema, self._focused(spots[0]))
        for key, part in schema.get("properties", {}).items():
            inner = [spot.below(key) for spot in spots if key in spot.value()]
            self._walk(part, inner, f"{label}.{key}")
        if "items" in schema:
            inner = [spot.below(index) for spot in spots for index in range(len(spot.value()))]
            self._walk(schema["items"], inner, f"{label}[]")

    def _focused(self, spot: Spot) -> Spot:
        """Return the same spot in an example that holds little else: no neighbours in lists, no optional fields."""
        root, pointer = copy.deepcopy(spot.root), list(spot.pointer)
        node, schema = root, self.record.resolve(self.record.root)
        for depth, part in enumerate(spot.pointer):
            if isinstance(part, str):
                for key in set(node) - {part, *schema.get("required", ())}:
                    del node[key]
            elif schema.get("minItems", 0) <= 1:
                node[:], pointer[depth] = [node[part]], 0
            inner = schema["properties"][part] if isinstance(part, str) else schema["items"]
            node, schema = node[pointer[depth]], self.record.resolve(inner)
        return Spot(root, tuple(pointer))

    def _add(self, at: Pointer, keyword: str, what: str, data: Any) -> None:
        self.mutants.append(Mutant(self.record.kind, at, keyword, what, data))

    def _mutate(self, schema: Any, spot: Spot) -> None:
        self._add(spot.pointer, "type", "wrong type", spot.replaced(WRONG_TYPE[schema["type"]]))
        for name in ("enum", "pattern", "maxLength", "minItems", "uniqueItems", "minimum", "maximum", "minProperties"):
            if name in schema:
                getattr(self, f"_{name.lower()}")(schema[name], spot)
        if schema["type"] == "object":
            self._object(schema, spot)

    def _enum(self, choices: list[str], spot: Spot) -> None:
        for choice in choices:
            self._add(spot.pointer, "", choice, spot.replaced(choice))
        self._add(spot.pointer, "enum", "no such word", spot.replaced("没有这个词"))

    def _pattern(self, pattern: str, spot: Spot) -> None:
        bad = [text for text in BAD_TEXTS if not re.search(pattern, text)]
        assert bad, f"no text breaks the pattern at {spot.pointer}"
        for text in bad[:2]:
            self._add(spot.pointer, "pattern", repr(text), spot.replaced(text))

    def _maxlength(self, most: int, spot: Spot) -> None:
        first, last = spot.value()[0], spot.value()[-1]
        self._add(spot.pointer, "", "longest", spot.replaced(f"{first}{'字' * (most - 2)}{last}"))
        self._add(spot.pointer, "maxLength", "too long", spot.replaced(f"{first}{'字' * (most - 1)}{last}"))

    def _minitems(self, least: int, spot: Spot) -> None:
        self._add(spot.pointer, "", "fewest", spot.replaced(spot.value()[:least]))
        self._add(spot.pointer, "minItems", "too few", spot.replaced(spot.value()[: least - 1]))

    def _uniqueitems(self, _unique: object, spot: Spot) -> None:
        first = spot.value()[0]
        self._add(spot.pointer, "uniqueItems", "repeated", spot.replaced([first, first]))

    def _minimum(self, least: int, spot: Spot) -> None:
        self._add(spot.pointer, "", "least", spot.replaced(least))
        self._add(spot.pointer, "minimum", "too small", spot.replaced(least - 1))

    def _maximum(self, most: int, spot: Spot) -> None:
        self._add(spot.pointer, "", "most", spot.replaced(most))
        self._add(spot.pointer, "maximum", "too large", spot.replaced(most + 1))

    def _minproperties(self, _least: int, spot: Spot) -> None:
        self._add(spot.pointer, "minProperties", "nothing in it", spot.replaced({}))

    def _object(self, schema: Any, spot: Spot) -> None:
        assert schema["additionalProperties"] is False, f"{spot.pointer} accepts unknown fields"
        value = spot.value()
        self._add(
            (*spot.pointer, UNKNOWN_KEY), "additionalProperties", "unknown", spot.below(UNKNOWN_KEY).replaced("x")
        )
        for key in schema["properties"]:
            without = {name: part for name, part in value.items() if name != key}
            if key in schema.get("required", ()):
                self._add(spot.pointer, "required", key, spot.replaced(without))
            elif len(without) >= schema.get("minProperties", 0):
                self._add(spot.pointer, "", f"without {key}", spot.replaced(without))


@dataclass(frozen=True)
class Case:
    """An invalid example: the patched record, its text, and what must be found."""

    kind: str
    data: Any
    text: str
    expect: list[dict[str, str]]


def example_files(kind: str, policy_root: Path) -> list[Path]:
    """Return the valid examples of a kind: the files of ``valid/`` and, of a policy kind, the policy itself."""
    policy = policy_root / "policy" / f"{kind.removeprefix('policy-')}.yml"
    return [*sorted((HERE / "valid" / kind).glob("*.yml")), *([policy] if kind.startswith("policy-") else [])]


@pytest.fixture(scope="session")
def examples(library: SchemaLibrary, policy_root: Path) -> dict[str, dict[Path, Any]]:
    """Valid examples by kind and file, as typed data."""
    found: dict[str, dict[Path, Any]] = {}
    for record in library:
        for file in example_files(record.kind, policy_root):
            judged = reader.parse(file.read_text("utf-8"), file.name, record)
            assert judged.data is not None, (file, judged.findings)
            found.setdefault(record.kind, {})[file] = judged.data
    return found


@pytest.fixture(scope="session")
def exercises(library: SchemaLibrary, examples: dict[str, dict[Path, Any]]) -> dict[str, Exercise]:
    """One exercise for each kind of record."""
    return {record.kind: Exercise(record, list(examples.get(record.kind, {}).values())) for record in library}


def _steps(dotted: str) -> list[str | int]:
    return [int(part) if part.isdecimal() and len(part) < 3 else part for part in dotted.split(".")]


def _patch(data: Any, dotted: str, value: Any) -> None:
    *path, last = _steps(dotted)
    for part in path:
        data = data[part]
    if value is ...:
        del data[last]
    else:
        data[last] = value


@pytest.fixture(scope="session")
def patched(library: SchemaLibrary, policy_root: Path) -> Callable[[Path], Case]:
    """Read an invalid example: ``patched(file)``."""

    def read(file: Path) -> Case:
        case = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)
        kind = file.parent.name
        base = next(path for path in example_files(kind, policy_root) if path.stem == case["base"])
        data = loader.load(base.read_text("utf-8"), base.name, library[kind].comments).data
        for dotted in case.get("remove", []):
            _patch(data, dotted, ...)
        for dotted, value in case.get("set", {}).items():
            _patch(data, dotted, value)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
        typed = values.convert(copy.deepcopy(data), library[kind].typed, [])
        return Case(kind, typed, text, case["expect"])

    return read


@pytest.fixture(scope="session")
def cases(patched: Callable[[Path], Case]) -> dict[str, Case]:
    """All invalid examples by name."""
    return {f"{file.parent.name}/{file.stem}": patched(file) for file in invalid_files()}


def invalid_files() -> Iterator[Path]:
    """Yield the files of ``invalid/``."""
    yield from sorted((HERE / "invalid").glob("*/*.yml"))
