"""``migrate``: a ledger of an older format becomes one of this format, whole or not at all; missing settings are added.

A record is rewritten only where it says something else in this format; local decisions stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiedui.migrations import chain, reading, settings
from jiedui.migrations import format as formats
from jiedui.migrations.whole import write_all
from jiedui.records import writer
from jiedui.records.judge import judge
from jiedui.records.tree import Place, Tree

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.model.settings import Setting
    from jiedui.records.finding import Finding
    from jiedui.records.schema import SchemaLibrary

Progress = Callable[[int, int], None]


@dataclass(slots=True, kw_only=True)
class Migrated:
    """What ``migrate`` did or, where it only looked, would do.

    ``changed`` are the paths of rewritten records, ``added`` the settings that were missing. With ``findings``, which
    say what could not be read or would not be right in this format, nothing was written.
    """

    from_format: int
    changed: list[str] = field(default_factory=list)
    added: tuple[Setting, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def run(root: Path, library: SchemaLibrary, *, check: bool, progress: Progress | None = None) -> Migrated:
    """Bring the ledger below ``root`` to this format; write nothing when ``check``. Raises ``OSError`` as writing does.

    The file that holds the number of the format is written last: a migration that the machine broke off is begun again.
    """
    number = formats.of(root)
    result = Migrated(from_format=number)
    if number > chain.CURRENT:
        result.findings += filter(None, [formats.difference(number)])
        return result
    texts: dict[Path, str] = {}
    places = sorted(Tree(root).places, key=lambda place: place.kind == chain.LEDGER)
    for done, place in enumerate(places):
        if progress and done % 500 == 0:
            progress(done, len(places))
        text = _text(root, place, library, result)
        if text is not None:
            texts[root / place.path] = text
            result.changed.append(place.path)
    if progress:
        progress(len(places), len(places))
    if not check and not result.findings:
        write_all(texts)
    return result


def _text(root: Path, place: Place, library: SchemaLibrary, result: Migrated) -> str | None:
    """Return the new text of a record, or ``None`` where it says the same in this format or has findings."""
    loaded = reading.load(root, place, library, result.from_format)
    if loaded.data is None:
        result.findings += loaded.findings
        return None
    data, schema = chain.upgrade(place, loaded.data, result.from_format), library[place.kind]
    changed = data != loaded.data  # told before the judge types values in place
    if not changed and place.kind != settings.READINGS:
        return None
    judged = judge(data, schema, place.path)
    result.findings += judged.findings
    if judged.data is None:
        return None
    data = judged.data
    if place.kind == settings.READINGS:
        data, result.added = settings.completed(data, schema)
    return writer.write(data, schema) if changed or result.added else None
