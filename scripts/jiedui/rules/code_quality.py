"""What a check found as GitLab shows it beside the lines of a merge request: a report of code quality."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from jiedui.records.finding import Severity
from jiedui.rules.reporters import shown_path

if TYPE_CHECKING:
    from jiedui.rules.report import Report

FILE = "gl-code-quality-report.json"
"""The name under which GitLab looks for it."""

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def code_quality(report: Report, root: str) -> str:
    """Return the findings as a document of JSON. What is found twice in a file has two fingerprints."""
    seen: Counter[tuple[str, ...]] = Counter()
    entries = []
    for finding in report.findings:
        path = shown_path(finding, root)
        told = (finding.rule.id, path, finding.message)
        seen[told] += 1
        entries.append(
            {
                "description": f"{finding.message}怎么改：{finding.remedy}",
                "check_name": finding.rule.id,
                "fingerprint": sha256("\n".join((*told, str(seen[told]))).encode()).hexdigest(),
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": path, "lines": {"begin": max(finding.line, 1)}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2)
