"""``fmt``: rewriting records in their canonical form, and leaving alone what cannot be read without loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiedui.records import files, reader, writer
from jiedui.records.finding import Finding
from jiedui.records.reader import Progress
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place, Tree


@dataclass
class Formatted:
    """What ``fmt`` did: files that were (or, with ``check``, would be) rewritten, and findings of files left alone."""

    changed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0


def run(
    root: Path,
    library: SchemaLibrary,
    *,
    check: bool,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> Formatted:
    """Bring the records below ``root`` (or those in ``only``) into canonical form; write nothing when ``check``."""
    tree = Tree(root)
    result = Formatted(findings=[finding for finding in tree.findings if only is None or finding.path in only])
    places = [place for place in tree.places if only is None or place.path in only]
    result.files = len(places)
    for number, place in enumerate(places):
        if progress and number % 500 == 0:
            progress(number, len(places))
        _format(root, place, library, check, result)
    if progress:
        progress(len(places), len(places))
    return result


def _format(root: Path, place: Place, library: SchemaLibrary, check: bool, result: Formatted) -> None:
    data, findings = reader.read_record(root, place, library)
    if data is None:
        result.findings += findings
        return
    canonical = writer.write(data, library[place.kind])
    if (root / place.path).read_bytes() == canonical.encode("utf-8"):
        return
    result.changed.append(place.path)
    if not check:
        files.write_text(root / place.path, canonical)


def select(root: Path, paths: Iterable[Path]) -> frozenset[str] | None:
    """Return the ledger paths that ``paths`` name, folders standing for all below them; ``None`` for no paths.

    Raises ``ValueError`` naming a path that is not in the ledger or does not exist.
    """
    chosen: set[str] = set()
    base = root.resolve()
    given = list(paths)
    for path in given:
        target = path.resolve()
        if not target.exists() or not target.is_relative_to(base):
            raise ValueError(str(path))
        inner = [target] if not target.is_dir() else target.rglob("*")
        chosen |= {item.relative_to(base).as_posix() for item in inner if not item.is_dir()}
    return frozenset(chosen) if given else None
