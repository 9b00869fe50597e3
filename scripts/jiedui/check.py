"""``check``: read everything, apply every rule, give all findings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations import format as formats
from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.records.reader import Progress, located, read_ledger
from jiedui.reports.bulletin import rule as bulletins  # noqa: F401
from jiedui.rules import (  # noqa: F401  (each module enters its rules)
    certificates,
    consent,
    departures,
    duplicates,
    eligibility,
    events,
    fictional,
    gaps,
    helpers,
    households,
    judgements,
    members,
    names,
    needs,
    numbers,
    offices,
    pairings,
    paths,
    places,
    policy,
    posts,
    references,
    relapse,
    rows,
    visits,
)
from jiedui.rules.apply import apply
from jiedui.rules.context import Files, Inspection
from jiedui.rules.report import Report

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


def run(root: Path, library: SchemaLibrary, as_of: date, progress: Progress | None = None) -> Report:
    """Check the ledger below ``root`` as of a day. Never raises for bad input."""
    if other := formats.findings(root):
        return Report(findings=other, files=1, as_of=as_of)
    records = read_ledger(root, library, progress, read)
    findings = list(records.findings)
    ledger: Ledger | None = None
    try:
        ledger = Ledger.of(records)
    except PolicyMissingError as missing:
        findings += gaps.findings(missing, records, library)
    else:
        faulty = frozenset(finding.path for finding in records.findings)
        files = Files(records.valid, faulty=faulty, root=root)
        findings += apply(Inspection(ledger=ledger, as_of=as_of, files=files))
    return Report(
        findings=tuple(located(root, findings)),
        files=len(records.valid) + len(records.broken),
        ledger=ledger,
        as_of=as_of,
    )
