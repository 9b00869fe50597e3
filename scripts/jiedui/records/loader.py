"""The one strict YAML loader: text in, plain data or findings out.

Every scalar arrives as the text that was typed. libyaml composes the nodes; PyYAML's resolver, which turns ``14:05``
into 845 and a phone number into an integer, is left out, and so is the slow half of its constructor. Anything
suspicious in a file sends it through :mod:`jiedui.records.inspector`, which knows where and why.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.cyaml import CParser
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode

from jiedui.records import inspector
from jiedui.records.finding import Finding

Data = dict[str, Any]

# What the fast path must not meet: control and invisible characters, anchors, aliases, tags, directives, document
# marks, ideographic spaces, and nesting deep enough to trouble a recursive composer.
_SUSPECT = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u3000]"
    r"|(?:^|[\s\[{,])[&*!]|^(?:---|\.\.\.|%)|(?:[\[{]\s*){8}|(?:[-?] +){8}",
    re.MULTILINE,
)
_COMMENT = re.compile(r"#[ \t]*(.*)$", re.MULTILINE)
_MANY_BRACKETS = 64


class _Composer(CParser):  # type: ignore[misc]
    """libyaml's parser and composer without implicit typing."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node, index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


class DuplicateKey(ValueError):
    """A mapping holds a key twice."""


def compose(text: str) -> Node | None:
    """Return the root node of ``text``; raise ``YAMLError`` where it is not YAML."""
    return _Composer(text).get_single_node()


def build(node: Node) -> Any:
    """Turn a node into str, dict and list. Empty values are left out, as if the key had not been written."""
    if node.__class__ is ScalarNode:
        value: str = node.value
        return value.rstrip("\n") if "\n" in value else value
    if node.__class__ is MappingNode:
        data = {key.value: build(value) for key, value in node.value}
        if len(data) != len(node.value):
            raise DuplicateKey
        return {key: value for key, value in data.items() if value} if not all(data.values()) else data
    return [build(item) for item in node.value]


def load(text: str, path: str, comments: frozenset[str]) -> tuple[Data | None, list[Finding]]:
    """Read one record.

    ``path`` is used in findings only; ``comments`` are the comments that the canonical writer makes for this kind of
    record (any other comment would be lost and is reported). Returns the data and no findings, or ``None`` and at
    least one finding. Never raises for bad input.
    """
    careful = bool(_SUSPECT.search(text)) or text.count("[") + text.count("{") > _MANY_BRACKETS
    if careful or not comments.issuperset(_COMMENT.findall(text)):
        findings = inspector.inspect(text, path, comments)
        if findings:
            return None, findings
    try:
        node = compose(text)
        data = build(node) if node is not None else None
    except (YAMLError, DuplicateKey, TypeError):
        return None, inspector.inspect(text, path, comments)
    if not isinstance(data, dict):
        return None, inspector.inspect(text, path, comments) or [inspector.not_a_record(path)]
    return data, []
