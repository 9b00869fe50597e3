"""Every frozen bulletin reckoned again from its commit; ``check`` does so for the latest and the edited ones alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiedui.records.reader import read_record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Tree
from jiedui.reports.bulletin import freeze
from jiedui.reports.bulletin.content import QuarterOpenError
from jiedui.review.git import GitUnavailableError


def verify_all(root: Path, library: SchemaLibrary) -> Iterator[tuple[str, str, bool]]:
    """Yield (path, what came out, whether it is as it was) for each frozen bulletin below ``root``."""
    for place in Tree(root).places:
        if place.kind != freeze.KIND:
            continue
        data = read_record(root, place, library).data
        if data is None:
            yield place.path, "读不懂，先用 jiedui check 检查。", False
            continue
        try:
            again = freeze.recompute(root, data, library)
        except (GitUnavailableError, freeze.NotReproducibleError, QuarterOpenError):
            yield place.path, "查不到写明的台账版本，没有核对。", False
            continue
        found = len(list(freeze.differences(data, again)))
        yield place.path, f"有 {found} 处和当时的台账不符。" if found else "和当时的台账一致。", not found
