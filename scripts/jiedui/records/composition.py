"""Line and column of a pointer in any text, by composing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiedui.records.loader import compose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jiedui.records.finding import Finding


def place(text: str, findings: Iterable[Finding], named: Collection[int] = ()) -> list[Finding]:
    """Return what :func:`jiedui.records.position.place` does."""
    findings = list(findings)
    try:
        root = compose(text)
    except YAMLError:
        root = None
    if root is None:
        return findings
    placed = [(finding, None) if finding.line else _place(finding, root) for finding in findings]
    return [finding for finding, node in placed if not named or not _lines(finding, node).intersection(named)]


def _lines(finding: Finding, node: Node | None) -> set[int]:
    last = node.end_mark.line + 1 if isinstance(node, ScalarNode) else finding.line
    return set(range(finding.line, last + 1))


def _place(finding: Finding, root: Node) -> tuple[Finding, Node]:
    node, mark = root, root.start_mark
    for part in finding.way:
        key, value = _child(node, part)
        if value is None:
            break
        mark = (key or value).start_mark
        node = value
    return finding.placed(mark.line + 1, mark.column + 1), node


def _child(node: Node, part: str | int) -> tuple[Node | None, Node | None]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == part:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None, None
