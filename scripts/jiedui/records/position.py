"""Line and column of a pointer, by composing again the one file that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiedui.records.finding import Finding
from jiedui.records.loader import compose


def place(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` of one file with line and column (from 1) filled in where they were missing."""
    findings = list(findings)
    if all(finding.line for finding in findings):
        return findings
    try:
        root = compose(text)
    except YAMLError:
        root = None
    return [finding if finding.line or root is None else _place(finding, root) for finding in findings]


def _place(finding: Finding, root: Node) -> Finding:
    node, mark = root, root.start_mark
    pointer = (*finding.pointer, finding.missing) if finding.missing else finding.pointer
    for part in pointer:
        key, value = _child(node, part)
        if value is None:
            break
        mark = (key or value).start_mark
        node = value
    return replace(finding, line=mark.line + 1, column=mark.column + 1)


def _child(node: Node, part: str | int) -> tuple[Node | None, Node | None]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == part:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None, None
