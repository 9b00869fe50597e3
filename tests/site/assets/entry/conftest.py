"""Records for the scripts of the form: the examples of the schemas, the faults of the rules, and mutations of both."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.rules import conftest as rules
from tests.schemas.conftest import cases, examples, exercises, patched  # noqa: F401  (fixtures)

from jiedui.records import writer
from jiedui.records.reader import parse
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.tree import Tree

# The kinds of records that the form writes.
KINDS = ("visit", "household", "helper")
EVENTS = ("award", "branch", "meeting", "recheck", "reminder", "story", "strike", "village")
WRITTEN = (*KINDS, *(f"event-{name}" for name in EVENTS))

Record = tuple[str, Any]  # its kind, and its data

HOSTILE = [
    "", " ", "　", "\t", "\n", "甲\n", "甲\n乙", "甲\t乙", "甲\n\t乙", " 甲", "甲 ", "甲\u3000", "\u3000甲",
    "甲\r\n乙", "<script>alert(1)</script>", "{{7*7}}", "- a: b", "a: b # c", "*x", "&x", "!!python/object:os",
    "---", "%YAML 1.2", "null", "~", "true", "True", "yes", "[]", "{}", "0", "-0", "007", "3", "３", "1e3", "2.0",
    "-1", "9" * 20, "😀", "👨‍👩‍👧", "\x00", "甲\x00乙", "\u2028", "甲\u2028乙", "\ud83d", "\udc00甲", "甲\ud83d",
    "\u200b", "甲\u200b乙", "\ufeff", "\u00a0", "\ufffd", "甲\ufffc", "e\u0301\u0301\u0301",
    "e\u0301\u0301\u0301\u0301", "\U000e0041", "\U0001ffff", "甲\n乙\u200b", "__proto__", "constructor", "toString",
    "2026-02-30", "2026-13-01", "2026-02-29", "2024-02-29", "1899-12-31", "2200-01-01", "0000-00-00", "2026-03-05",
    "2026-3-5", "20260305", "２０２６-０３-０５", "2026-03-05\n", "1968", "本人", "男", "入户", "已享受", "无",
    "SLX-7K3Q", "SLX-B-7K3Q", "m-2F8D", "n-7K3Q", "slx-7k3q", "shilixian", "2026Q1", "\\u0041", "\\", "\"'",
    "`$(id)`", "../../etc/passwd", "a" * 40, "Jean-Luc O'Neil", "买买提·艾力", "字" * 60, "字" * 61, "😀" * 61,
    "字" * 200, "字" * 201, "😀" * 200, "😀" * 201,
]  # fmt: skip
HUGE = [
    "字" * 4000, "字" * 4001, "😀" * 4000, "😀" * 4001, "甲" + " " * 20_000 + "乙", "字" * 100_000, "甲\n" * 20_000,
]  # fmt: skip
KEYS = [
    "unknown_field", "__proto__", "constructor", "toString", "hasOwnProperty", "", "a/b", "~1", "姓名", "Date",
    "name", "length", "0",
]  # fmt: skip
OTHERS: list[Any] = [
    None, True, False, 0, 7, -1, 2.5, 3.0, 10**20, [], {}, [[]], ["甲"], [{}], {"甲": 1}, [None], [1, 1], [True, 1],
]  # fmt: skip


def spots(data: Any, pointer: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the pointers of all values of a record."""
    yield pointer
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield from spots(value, (*pointer, key))


def mutated(data: Any, chance: random.Random) -> Any:
    """Return a record with one thing done to it somewhere below its root."""
    data = copy.deepcopy(data)
    places = [pointer for pointer in spots(data) if pointer]
    if not places:
        return {chance.choice(KEYS): chance.choice(HOSTILE)}
    *way, last = chance.choice(places)
    node = data
    for part in way:
        node = node[part]
    value = node[last]
    deed = chance.randrange(8)
    if deed == 0:
        del node[last]
    elif deed == 1:
        node[last] = copy.deepcopy(chance.choice(OTHERS))
    elif deed == 2:
        home = value if isinstance(value, dict) else node if isinstance(node, dict) else data
        home[chance.choice(KEYS)] = chance.choice(HOSTILE)
    elif deed == 3 and isinstance(value, str):
        place = chance.randrange(len(value) + 1)
        node[last] = value[:place] + chance.choice(HOSTILE)[:20] + value[place:]
    elif deed == 4 and isinstance(value, str) and value:
        node[last] = chance.choice(
            [value[:-1], value[1:], value * 2, value.lower(), value.upper(), [value], f"{value}\n"]
        )
    elif deed == 5 and isinstance(value, bool | int):
        node[last] = chance.choice([str(value), str(value).lower(), value + 100, -value, [value], float(value)])
    elif deed == 6 and isinstance(value, list) and value:
        node[last] = chance.choice([[*value, copy.deepcopy(value[0])], value[:1] * 2, value[:-1], value * 30])
    else:
        node[last] = chance.choice(HOSTILE)
    return data


def mutations(records: list[Record], count: int) -> list[Record]:
    """Return so many mutations of records, the same each time; now and then of another mutation, or of a huge text."""
    chance = random.Random(14)
    made: list[Record] = []
    for number in range(count):
        kind, data = chance.choice(records)
        data = mutated(data, chance)
        if number % 5 == 0:
            data = mutated(data, chance)
        if number % 200 == 199:
            data[chance.choice(["content", "note", "name"])] = chance.choice(HUGE)
        made.append((kind, data))
    return made


@pytest.fixture(scope="session")
def valid(examples: dict[str, dict[Path, Any]]) -> list[Record]:  # noqa: F811
    """The valid examples of the kinds that the form writes."""
    return [(kind, data) for kind in WRITTEN for data in examples[kind].values()]


@pytest.fixture(scope="session")
def faulty(library: SchemaLibrary) -> list[Record]:
    """The records of the ledger of the rules, each with a fault in it, of which most are right by themselves."""
    root = rules.HERE / "base"
    places = {place.path: place.kind for place in Tree(root).places}
    found: list[Record] = []
    for fault in rules.FAULTS.values():
        path = fault.get("file", "")
        kind = places.get(path, "")
        if kind in WRITTEN:
            data = parse((root / path).read_text("utf-8"), path, library[kind]).data
            if patch(data, fault):
                found.append((kind, data))
    return found


def patch(data: Any, fault: dict[str, Any]) -> bool:
    """Do to a record what a fault file says of fields; say whether it says something of them."""
    for pointer, value in fault.get("set", {}).items():
        node, key = step(data, pointer)
        node[key] = copy.deepcopy(value)
    for pointer in fault.get("remove", ()):
        node, key = step(data, pointer)
        del node[key]
    for pointer, item in fault.get("append", {}).items():
        node, key = step(data, pointer)
        node.setdefault(key, []).append(copy.deepcopy(item))
    return not {"set", "remove", "append"}.isdisjoint(fault)


def step(data: Any, pointer: str) -> tuple[Any, Any]:
    """Return the container that a dotted pointer ends in, and the last key or index."""
    *way, last = (int(part) if part.isdigit() else part for part in pointer.split("."))
    for part in way:
        data = data[part]
    return data, last


@pytest.fixture(scope="session")
def judged_in_the_form(
    node_run: Callable[[str, Any], Any], library: SchemaLibrary
) -> Callable[[list[Record]], list[Any]]:
    """What the judge of the form says of records, data and faults of each."""

    def judged(records: list[Record]) -> list[Any]:
        asks = [["judge", kind, data] for kind, data in records]
        answers: list[Any] = node_run("entry-judge.mjs", {"documents": library.documents, "asks": asks})
        return answers

    return judged


# ---- canonical text ----

# What people type and paste: pieces of it make texts that some reader of YAML takes for something else.
PIECES = [
    *"'\"\\|>&*!%@`,[]{}:=~?-.#+\n\t ", ": ", " #", "- ", "<<", "null", "yes", "No", "y", "True", "0x1F", ".5", "0123",
    "1e3", "14:05", "2026-03-05", "甲", "　", "“", "：", "。", "１２", "＋", "－", "😀", "𠮷", "\r\n", "\r", "\n\n\n",
    "  \n", "\0", "\x1b", "\x7f", "\x85", "\u00a0", "\u200b", "\u2028", "\ufeff", "\ufdd0", "\uffff", "\U000e0041",
    "\U0010ffff", "\ud83d", "é", "字" * 41, "__proto__", "</script>", "\u3000\u3000段首。",
]  # fmt: skip


@pytest.fixture(scope="session")
def records_as_written(library: SchemaLibrary, repo_root: Path) -> list[tuple[str, dict[str, Any], str]]:
    """Every household, visit, helper and event of the demo ledger and of the valid examples: kind, data, text."""
    root = repo_root / "records"
    files = [(place.kind, root / place.path) for place in Tree(root).places]
    files += [(file.parent.name, file) for file in sorted((repo_root / "tests/schemas/valid").rglob("*.yml"))]
    found = []
    for kind, file in files:
        if kind in WRITTEN:
            text = file.read_text("utf-8")
            data = parse(text, file.name, library[kind]).data
            assert data
            found.append((kind, data, text))
    return found


@pytest.fixture(scope="session")
def hostile(library: SchemaLibrary) -> list[tuple[str, dict[str, Any], str]]:
    """Two thousand records of the right shape whose texts are as nasty as can be: kind, data, canonical text."""
    dice = random.Random(14)
    made = []
    for number in range(2000):
        record = library[WRITTEN[number % len(WRITTEN)]]
        data = _filled(record, record.root, dice)
        made.append((record.kind, data, writer.write(data, record)))
    return made


def _filled(record: RecordSchema, schema: dict[str, Any], dice: random.Random) -> Any:
    kind = schema["type"]
    if kind != "object" and dice.random() < 0.1:
        return [] if kind == "array" else None
    if kind == "object":
        parts = record.properties(schema).items()
        return {key: _filled(record, part, dice) for key, part in parts if dice.random() < 0.6}
    if kind == "array":
        items = record.resolve(schema["items"])
        return [_filled(record, items, dice) or "" for _ in range(dice.randint(0, 2))]
    if kind == "boolean":
        return dice.random() < 0.5
    if kind == "integer":
        return dice.choice((0, -7, 1, 2026, 10**14))
    if dice.random() < 0.01:
        return dice.choice(PIECES) * 4000
    return "".join(dice.choices(PIECES, k=dice.choice((0, 1, 1, 1, 2, 3, 5, 9))))


@pytest.fixture(scope="session")
def ask_yaml(node_run: Any, library: SchemaLibrary) -> Any:
    """Answers of the writer, the reader and the changes of the form."""
    return lambda asks: node_run("entry-yaml.mjs", {"documents": library.documents, "asks": asks})
