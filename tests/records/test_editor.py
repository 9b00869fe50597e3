"""What an editor is told: the committed files, and what the language server that editors use makes of them."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from jiedui.records import editor, loader
from jiedui.records.kinds import KINDS
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Tree

TOP = Path(__file__).resolve().parents[2]
SETTINGS = editor.settings()
SERVER = TOP / "tests/node/node_modules/yaml-language-server/bin/yaml-language-server"
VISIT = """\
date: 2026-03-05
by: YYL-B-7K3Q
channel: 入户
reached: true
counterpart: 本人
entered_on: 2026-03-06
"""
Diagnostics = list[dict[str, Any]]
NEW = itertools.count(100)


# ---- the files ----


def test_the_committed_files_are_up_to_date(library: SchemaLibrary) -> None:
    made = editor.files(library)
    stale = [
        path for path, text in made.items() if not (TOP / path).exists() or (TOP / path).read_text("utf-8") != text
    ]
    assert stale == [], "the table of kinds or a schema has changed: make editor"
    there = {file.relative_to(TOP).as_posix() for file in (TOP / ".vscode").rglob("*.json")}
    assert there == {*made, ".vscode/extensions.json"}


def test_the_extension_for_yaml_is_recommended() -> None:
    recommended = json.loads((TOP / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert recommended == ["ms-ceintl.vscode-language-pack-zh-hans", "redhat.vscode-yaml"]


def test_files_are_written_and_schemas_of_kinds_that_are_gone_taken_away(
    library: SchemaLibrary, tmp_path: Path
) -> None:
    schemas = tmp_path / ".vscode/schemas"
    schemas.mkdir(parents=True)
    for name in ("event-party.schema.json", "readme.md"):
        (schemas / name).write_text("{}", "utf-8")
    (tmp_path / ".vscode/extensions.json").write_text("{}", "utf-8")
    editor.write(tmp_path, library)
    there = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert there == {*editor.files(library), ".vscode/extensions.json", ".vscode/schemas/readme.md"}
    assert (schemas / "visit.schema.json").read_text("utf-8") == editor.files(library)[
        ".vscode/schemas/visit.schema.json"
    ]


def test_the_editor_fetches_nothing_and_leaves_the_form_to_fmt() -> None:
    off = ("yaml.schemaStore.enable", "yaml.format.enable", "redhat.telemetry.enabled")
    assert [SETTINGS[key] for key in off] == [False, False, False]
    assert SETTINGS["[yaml]"]["editor.formatOnSave"] is False
    assert (SETTINGS["files.encoding"], SETTINGS["files.eol"]) == ("utf8", "\n")


@pytest.mark.parametrize(
    ("kind", "glob"),
    [
        ("divisions", "records/divisions.yml"),
        ("policy-quotas", "records/policy/quotas.yml"),
        ("unit", "records/*/unit.yml"),
        ("helper", "records/*/helpers/*.yml"),
        ("household", "records/*/households/*/household.yml"),
        ("visit", "records/*/households/*/visits/*.yml"),
        ("event-meeting", "records/*/events/*-meeting*.yml"),
        ("bulletin", "records/*/bulletins/*.yml"),
    ],
)
def test_the_files_of_a_kind(kind: str, glob: str) -> None:
    assert SETTINGS["yaml.schemas"][f".vscode/schemas/{kind}.schema.json"] == glob


# What names a commit of the ledger, which the generator of the shipped one does not know.
OF_HISTORY = {"bulletin", "event-recheck"}


def test_every_record_of_the_shipped_ledger_has_its_schema_and_no_other(shipped_root: Path) -> None:
    schemas = SETTINGS["yaml.schemas"].items()
    mapping = {glob: Path(schema).name.removesuffix(".schema.json") for schema, glob in schemas}
    assert len(mapping) == len(KINDS)
    places = Tree(shipped_root).places
    assert {place.kind for place in places} >= set(mapping.values()) - OF_HISTORY
    for place in places:
        path = PurePosixPath("records", place.path)
        assert [kind for glob, kind in mapping.items() if path.match(glob)] == [place.kind], path


# ---- the schemas ----


@pytest.mark.parametrize(
    ("schema", "loose"),
    [
        ({"type": "string"}, {"not": {"type": ["object", "array"]}}),
        (
            {"type": "string", "pattern": "^a$", "description": "写 a。"},
            {
                "pattern": "^a$", "description": "写 a。", "not": {"type": ["object", "array"]},
                "patternErrorMessage": "格式不对。写 a。",
            },
        ),
        ({"type": "string", "pattern": "^a$"}, {"pattern": "^a$", "not": {"type": ["object", "array"]}}),
        ({"type": "string", "enum": ["甲"]}, {"enum": ["甲"]}),
        (
            {"type": "integer", "minimum": 1},
            {
                "minimum": 1, "not": {"type": ["object", "array", "boolean"]},
                "pattern": "^-?(0|[1-9][0-9]*)$", "patternErrorMessage": "只能填整数，例如 3。",
            },
        ),
        (
            {"type": "boolean"},
            {
                "type": ["boolean", "string"], "pattern": "^(true|false)$",
                "patternErrorMessage": "只能填 true（是）或 false（否）。",
            },
        ),
        (
            {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
            {"type": "object", "required": ["a"], "properties": {"a": {"not": {"type": ["object", "array"]}}}},
        ),
        (
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
            {"type": "array", "items": {"not": {"type": ["object", "array"]}}, "minItems": 1},
        ),
        ({"allOf": [{"type": "string"}]}, {"allOf": [{"not": {"type": ["object", "array"]}}]}),
        ({"$ref": "common.schema.json#/$defs/date"}, {"$ref": "common.schema.json#/$defs/date"}),
    ],
)  # fmt: skip
def test_a_schema_for_a_reader_that_types_by_itself(schema: dict[str, Any], loose: dict[str, Any]) -> None:
    before = json.dumps(schema)
    assert editor.loosened(schema) == loose
    assert json.dumps(schema) == before


def test_a_field_called_type_is_a_field() -> None:
    schema = {"type": "object", "properties": {"type": {"type": "string", "enum": ["甲"]}}}
    assert editor.loosened(schema) == {"type": "object", "properties": {"type": {"enum": ["甲"]}}}


def test_no_word_of_a_closed_list_is_taken_for_something_else(library: SchemaLibrary) -> None:
    """Such a word would have to be in the editor's list as a number, too."""
    words = {word for record in library for field in record.fields() for word in field.schema.get("enum", ())}
    assert len(words) > 200
    assert [word for word in sorted(words) if re.match(r"[-+.0-9]|(?:true|false|null|~)\Z", word, re.IGNORECASE)] == []


# ---- the language server ----


class LanguageServer:
    """``yaml-language-server`` over standard input and output, with the settings of this checkout."""

    def __init__(self, node: str, root: Path, schemas: dict[str, str]) -> None:
        self._root = root
        self._yaml = {"schemas": schemas, "schemaStore": {"enable": False}, "yamlVersion": SETTINGS["yaml.yamlVersion"]}
        self._numbers = itertools.count(1)
        self._told: dict[str, Diagnostics] = {}
        command = [node, str(SERVER), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = {"uri": root.as_uri(), "name": "records"}
        hover = {"hover": {"contentFormat": ["markdown"]}}
        capabilities = {"workspace": {"configuration": True}, "textDocument": hover}
        self._ask(
            "initialize", processId=None, locale="zh-cn", workspaceFolders=[folder], rootUri=root.as_uri(),
            capabilities=capabilities,
        )  # fmt: skip
        self._send(method="initialized", params={})
        self._send(method="workspace/didChangeConfiguration", params={"settings": {"yaml": self._yaml}})

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message, having done what it is the editor's part to do."""
        stream = self._process.stdout
        assert stream
        length = 0
        while line := stream.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server has gone"
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            self._send(id=message["id"], result=[self._yaml if item["section"] == "yaml" else {} for item in wanted])
        return message

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._send(id=number, method=method, params=params)
        while True:
            answer = self._receive()
            if answer.get("id") == number and "method" not in answer:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, texts: dict[str, str]) -> dict[str, Diagnostics]:
        """Open files, by path, and return what is told of each."""
        uris = {(self._root / path).as_uri(): path for path in texts}
        for uri, path in uris.items():
            self._told.pop(uri, None)
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": texts[path]}
            self._send(method="textDocument/didOpen", params={"textDocument": document})
        while not uris.keys() <= self._told.keys():
            self._receive()
        return {path: self._told[uri] for uri, path in uris.items()}

    def at(self, method: str, path: str, line: int, column: int) -> Any:
        """Ask about a place of an open file; lines and columns count from 0."""
        return self._ask(
            method,
            textDocument={"uri": (self._root / path).as_uri()},
            position={"line": line, "character": column},
        )


@pytest.fixture(scope="module")
def server(node: str) -> Iterator[LanguageServer]:
    server = LanguageServer(node, TOP, SETTINGS["yaml.schemas"])
    yield server
    server.close()


def visit(number: int) -> str:
    return f"records/pj/households/PJ-7K3Q/visits/{number}.yml"


def told(server: LanguageServer, text: str, path: str = "") -> list[tuple[int, str]]:
    """Return (line from 1, message) of all that is told of a text, by default of a visit."""
    path = path or visit(next(NEW))
    return [(item["range"]["start"]["line"] + 1, item["message"]) for item in server.open({path: text})[path]]


@pytest.mark.node
def test_a_field_is_explained_in_chinese(server: LanguageServer) -> None:
    server.open({visit(1): VISIT})
    said = server.at("textDocument/hover", visit(1), 2, 3)["contents"]["value"]
    assert "联系方式" in said
    assert "通知里的五种方式；别的方式选“其他”并说明；群发的消息选“群发”，不算联系。" in said
    assert "`入户`" in said
    said = server.at("textDocument/hover", visit(1), 0, 1)["contents"]["value"]
    assert "联系日期" in said
    assert "联系当天的日期，与文件名一致。" in said


@pytest.mark.node
def test_a_closed_list_is_offered(server: LanguageServer) -> None:
    server.open({visit(2): VISIT.replace("入户", "")})
    offered = server.at("textDocument/completion", visit(2), 2, 9)["items"]
    assert [item["label"] for item in offered] == ["入户", "电话", "短信", "微信", "书信", "其他", "群发"]


@pytest.mark.node
def test_yes_and_no_are_offered_and_nothing_for_a_text(server: LanguageServer) -> None:
    text = VISIT.replace("true", "") + "content: \n"
    server.open({visit(3): text})
    offered = server.at("textDocument/completion", visit(3), 3, 9)["items"]
    assert [item["label"] for item in offered] == ["true", "false"]
    assert server.at("textDocument/completion", visit(3), 6, 9)["items"] == []


@pytest.mark.node
def test_fields_that_are_not_there_yet_are_offered(server: LanguageServer) -> None:
    server.open({visit(4): VISIT})
    offered = {item["label"] for item in server.at("textDocument/completion", visit(4), 6, 0)["items"]}
    assert {"content", "topics", "hazards"} <= offered
    assert "channel" not in offered


@pytest.mark.node
@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ("入户", "上门", 3, "值无效。允许的值："),
        ("YYL-B-7K3Q", "YYL-7K3Q", 2, "格式不对。残联字头加 B 加四位随机码，例如 SLX-B-7K3Q。"),
        ("2026-03-05", "2026年3月5日", 1, "格式不对。年-月-日，月和日都写两位，例如 2026-03-05。"),
        ("true", "是", 4, "只能填 true（是）或 false（否）。"),
        ("counterpart: 本人", "counterpart: 本人\ncompanions: 两人", 6, "只能填整数，例如 3。"),
        ("counterpart: 本人", "counterpart: 本人\ncompanions: -1", 6, "值低于最小值"),
        ("by: YYL-B-7K3Q\n", "", 1, "by"),
        ("by:", "bye:", 2, "bye"),
        ("counterpart: 本人", "counterpart: 本人\nwithdrawn:\n  date: 2026-03-07", 6, "reason"),
    ],
    ids=["list", "id", "date", "yes", "number", "least", "missing", "unknown", "only in a part that is there"],
)
def test_a_fault_is_told_where_it_is(server: LanguageServer, before: str, after: str, line: int, message: str) -> None:
    found = told(server, VISIT.replace(before, after, 1))
    assert any(number == line and message in said for number, said in found), found


@pytest.mark.node
def test_what_the_check_reads_as_text_is_no_fault(server: LanguageServer, parse: Any) -> None:
    typed = [
        "content: 13800138000", "content: 0123", "content: 14:05", "content: no", "content: true", "content:",
        "content: ~", 'companions: "2"', "companions: 2", "companions:", "content: 2026-03-05", "content: 1e3",
        "content: 0x1F", "content: .5", "topics: [家庭生产生活]",
    ]  # fmt: skip
    texts = {visit(next(NEW)): f"{VISIT}{line}\n" for line in typed}
    assert [parse(text)[1] for text in texts.values()] == [[]] * len(typed)
    assert server.open(texts) == {path: [] for path in texts}
    quoted = VISIT.replace("true", '"true"')
    assert parse(quoted)[1] == []
    assert told(server, quoted) == []


@pytest.mark.node
def test_the_line_for_an_editor_is_followed(server: LanguageServer, parse: Any) -> None:
    text = f"# yaml-language-server: $schema={(TOP / '.vscode/schemas/visit.schema.json').as_uri()}\n{VISIT}"
    assert parse(text)[1] == []
    assert told(server, text, "elsewhere.yml") == []
    assert [line for line, _ in told(server, text.replace("入户", "上门"), "elsewhere2.yml")] == [4]


def as_typed(text: str, comments: frozenset[str]) -> str:
    """Return a canonical text as staff would type it: without comments, and without quotes where nothing changes."""
    lines = [re.sub(r"(?<=\S)  # .*$", "", line) for line in text.split("\n")]
    wanted = loader.load("\n".join(lines), "x.yml", comments).data
    for number, line in enumerate(lines):
        if match := re.match(r'(.*(?:: |- ))"(.*)"\Z', line):
            bare = [*lines[:number], match[1] + match[2], *lines[number + 1 :]]
            if loader.load("\n".join(bare), "x.yml", comments).data == wanted:
                lines = bare
    return "\n".join(lines)


def good_records(library: SchemaLibrary, policy_root: Path) -> dict[str, str]:
    """Return sound records by a path of their kind: each valid example and the policy, as written and as typed."""
    globs = {kind.name: kind.glob for kind in KINDS}
    files = [(file, file.parent.name) for file in sorted((TOP / "tests/schemas/valid").glob("*/*.yml"))]
    files += [(file, f"policy-{file.stem}") for file in sorted((policy_root / "policy").glob("*.yml"))]
    found: dict[str, str] = {}
    for number, (file, kind) in enumerate(files):
        text = file.read_text("utf-8")
        for form, said in (("a", text), ("b", as_typed(text, library[kind].comments))):
            found[f"good{number}{form}/records/{globs[kind].replace('*', 'x')}"] = said
    return found


@pytest.mark.node
def test_no_sound_record_is_red(server: LanguageServer, library: SchemaLibrary, policy_root: Path) -> None:
    records = good_records(library, policy_root)
    assert len(records) >= 80
    assert {path: found for path, found in server.open(records).items() if found} == {}


@pytest.mark.node
def test_by_the_schemas_of_the_check_many_would_be(node: str, library: SchemaLibrary, policy_root: Path) -> None:
    mapping = {f"schemas/{kind.name}.schema.json": f"records/{kind.glob}" for kind in KINDS}
    strict = LanguageServer(node, TOP, mapping)
    found = strict.open(good_records(library, policy_root))
    strict.close()
    red = [path for path, items in found.items() if items]
    assert len(red) >= 5
    assert all(re.match(r"good[0-9]+b/", path) for path in red), "in canonical form all readers agree"


@pytest.mark.node
def test_prettier_leaves_records_alone(node: str, tmp_path: Path) -> None:
    shutil.copy(TOP / ".prettierignore", tmp_path)
    prettier = TOP / "tests/node/node_modules/prettier/bin/prettier.cjs"
    ignored = {
        "records/pj/unit.yml": True, "tests/schemas/valid/visit/full.yml": True, ".vscode/settings.json": True,
        "tests/node/package-lock.json": True, "mkdocs.yml": False, "tests/node/package.json": False,
        "tests/records/x.yml": False,
    }  # fmt: skip
    for path in ignored:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text('{"a":     1}\n', "utf-8")
    command = [node, str(prettier), "--list-different", "--no-config", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert sorted(done.stdout.splitlines()) == sorted(path for path, left_alone in ignored.items() if not left_alone)
