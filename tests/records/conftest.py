"""What the tests of the records room share: the schemas, a small visit, and reading a text as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records import reader
from jiedui.records.finding import Finding
from jiedui.records.schema import SchemaLibrary

VISIT = """\
date: 2026-03-05
by: YYL-B-7K3Q
channel: 入户
reached: true
counterpart: 本人
entered_on: 2026-03-06
"""
Parsed = tuple[dict[str, Any] | None, list[Finding]]


@pytest.fixture(scope="session")
def visit_text() -> str:
    """A visit of six lines, as typed by hand."""
    return VISIT


@pytest.fixture(scope="session")
def parse(library: SchemaLibrary) -> Callable[..., Parsed]:
    """Read a text as a record: ``parse(text, kind="visit")`` gives data or findings, never both, never neither."""

    def read(text: str, kind: str = "visit") -> Parsed:
        judged = reader.parse(text, "record.yml", library[kind])
        data, findings = judged.data, list(judged.findings)
        assert (data is None) is bool(findings)
        lines = text.replace("\r\n", "\n").split("\n")
        for finding in findings:
            assert 1 <= finding.line <= max(1, len(lines) - (not lines[-1]))
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
            assert re.search(r"[\u4e00-\u9fff]", finding.message)
            assert re.search(r"[\u4e00-\u9fff]", finding.remedy)
        return data, findings

    return read
