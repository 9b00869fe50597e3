"""The judge of records: data in, findings with pointers out, whatever the data came from.

Where a pointer stands in a text is the business of :mod:`jiedui.records.position`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.finding import Judged
from jiedui.records.opening import opened
from jiedui.records.values import Pointer, convert

if TYPE_CHECKING:
    from jiedui.records.finding import Finding
    from jiedui.records.schema import RecordSchema


def judge(data: dict[str, Any], schema: RecordSchema, path: str) -> Judged:
    """Judge one record by its schema and by the calendar. ``path`` names it in findings.

    Values may be the texts that were typed: those that the schema wants as booleans or integers are converted in
    place, and so is what comes back, with what is sealed as sealed texts. Findings have pointers, but neither line nor
    column.
    """
    with opened(data, schema, path) as broken:
        findings = (*_judged(data, schema, path), *broken)
    return Judged(None if findings else data, findings)


def _judged(data: dict[str, Any], schema: RecordSchema, path: str) -> list[Finding]:
    impossible: list[Pointer] = []
    convert(data, schema.typed, impossible)
    if not impossible and schema.validator.is_valid(data):
        return []
    # What explains takes long to import, and is asked for by what is wrong alone.
    from jiedui.records import explain

    # A month 13 is no date by either judge: it is named once, as a date that is in no calendar.
    faults = [finding for finding in explain.explain(data, schema, path) if finding.pointer not in impossible]
    return [*faults, *(explain.impossible_date(data, pointer, schema, path) for pointer in impossible)]
