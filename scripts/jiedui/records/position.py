"""Line and column of a pointer, by composing again the one file that a finding is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiedui.records.loader import compose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jiedui.records.finding import Finding


def place(text: str, findings: Iterable[Finding], named: Collection[int] = ()) -> list[Finding]:
    """Return ``findings`` of one file with line and column (from 1) filled in where they were missing.

    The lines in ``named`` have been complained of already: findings that stand there, or are about a text that runs
    over one of them, are consequences and left out.
    """
    findings = list(findings)
    if all(finding.line for finding in findings):
        return findings
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
    pointer = (*finding.pointer, finding.missing) if finding.missing else finding.pointer
    for part in pointer:
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
