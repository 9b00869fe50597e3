"""The one strict YAML loader: text in, plain data or findings out.

Every scalar arrives as the text that was typed. libyaml composes the nodes; PyYAML's resolver, which turns ``14:05``
into 845 and a phone number into an integer, is left out, and so is the slow half of its constructor. Anything
suspicious in a file sends it through :mod:`jiedui.records.inspector`, which knows where and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiedui.pattern import pattern
from jiedui.records import characters, dialect
from jiedui.records.finding import Judged
from jiedui.records.values import tidy
from jiedui.records.yaml_parser import YamlParser

if TYPE_CHECKING:
    from jiedui.records.finding import Finding
    from jiedui.records.schema import RecordSchema, Schema
    from jiedui.records.values import Json

# What the fast path must not meet. Single characters: tabs and what may be refused, ideographic spaces, the marks of
# anchors, aliases, tags and flow mappings, and escapes. At the start of a line: document marks, directives, those of a
# conflict, and what nests deeply enough to trouble a recursive composer. Two searches of these shapes are ten times as
# fast as one.
_SUSPECT = pattern(rf"[\t\u3000&*!{{\\{characters.SUSPECT}]")
_SUSPECT_START = pattern(r"\n(?:---|\.\.\.|[%<=>|]| {24}| *[-?] +[-?] )")
_MANY_BRACKETS = 16
_COMMENT = pattern(r"#[^\n]*")
_NULLS = frozenset(("null", "Null", "NULL", "~"))
# An empty value under such a key says nothing. Under any other key it is a text that YAML took for a key.
_FIELD = pattern(r"[a-z_]+\Z")


class _Composer(YamlParser):
    """libyaml's parser and composer without implicit typing."""

    def __init__(self, text: str) -> None:
        YamlParser.__init__(self, text)

    def resolve(self, _kind: type, _value: str | None, _implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node, index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


class DuplicateKeyError(ValueError):
    """A mapping holds a key twice."""


def compose(text: str) -> Node | None:
    """Return the root node of ``text``; raise ``YAMLError`` where it is not YAML."""
    return _Composer(text).get_single_node()


def build(node: Node, gaps: list[str]) -> Json:
    """Turn a node into str, dict and list.

    Empty values (``null`` and ``~`` among them) are left out, as if the key had not been written; their keys are added
    to ``gaps``. Raises :class:`DuplicateKeyError`, and ``TypeError`` for a key that is a collection.
    """
    if node.__class__ is ScalarNode:
        value: str = node.value
        if "\n" in value:
            return tidy(value)
        return "" if value in _NULLS and not node.style else value
    if node.__class__ is MappingNode:
        data = {key.value: build(value, gaps) for key, value in node.value}
        if len(data) != len(node.value):
            raise DuplicateKeyError
        if all(data.values()):
            return data
        gaps += [key for key, value in data.items() if not value and _FIELD.match(key)]
        return {key: value for key, value in data.items() if value or not _FIELD.match(key)}
    return [build(item, gaps) for item in node.value]


def build_known(node: Node, schema: Schema, record: RecordSchema) -> Json:
    """Turn a node into the same as :func:`build`, but leave out what is empty only where ``schema`` knows its key.

    A misspelt key says something, also without a value.
    """
    if isinstance(node, MappingNode):
        schema = record.resolve(schema)
        known = record.properties(schema) if "properties" in schema else {}
        data = {key.value: build_known(value, known.get(key.value, {}), record) for key, value in node.value}
        return {key: value for key, value in data.items() if value or key not in known}
    if isinstance(node, SequenceNode):
        items = record.resolve(schema).get("items", {})
        return [build_known(item, items, record) for item in node.value]
    return build(node, [])


def load(text: str, path: str, comments: frozenset[str], record: RecordSchema | None = None) -> Judged:
    """Read one record.

    ``path`` is used in findings only; ``comments`` are the comments that the canonical writer makes for this kind of
    record (any other comment would be lost and is reported). With the schema of the ``record``, fields are named
    in findings, and keys that it does not know stay also without a value. Never raises for bad input.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _suspicious(text) or not comments.issuperset(_COMMENT.findall(text, len(dialect.modeline(text)))):
        findings = _inspected(text, path, comments, record)
        if findings:
            return Judged(None, tuple(findings))
    gaps: list[str] = []
    try:
        node = compose(text)
        data = build(node, gaps) if node is not None else None
        if node is not None and gaps and record is not None:
            data = build_known(node, record.root, record)
    except (YAMLError, DuplicateKeyError, TypeError):
        data = None
    if isinstance(data, dict):
        return Judged(data)
    findings = _inspected(text, path, comments, record) or [dialect.not_a_record(path, text.split("\n"))]
    return Judged(None, tuple(findings))


def _inspected(text: str, path: str, comments: frozenset[str], record: RecordSchema | None) -> list[Finding]:
    # What inspects takes long to import, and is asked for by what looks odd alone.
    from jiedui.records import inspector

    return inspector.inspect(text, path, comments, record)


def _suspicious(text: str) -> bool:
    return (
        _SUSPECT.search(text) is not None
        or _SUSPECT_START.search("\n" + text) is not None
        or text.count("[") > _MANY_BRACKETS
    )
