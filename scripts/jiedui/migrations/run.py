"""``migrate``: a ledger of an older format becomes one of this format, whole or not at all; missing settings are added.

A record is rewritten only where it says something else in this format; local decisions stay as they are. One that
would be rewritten but has faults of its own keeps every other from being written, too: the writer could lose what is
wrong, and half a ledger in each format is what nobody can check. So does one that cannot be read, for it may be older.
A faulty record that is not of an older format hinders nothing: it stays as it is, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from jiedui.migrations import chain, reading, settings
from jiedui.migrations import format as formats
from jiedui.records import dialect, writer
from jiedui.records.alone import alone
from jiedui.records.reader import located
from jiedui.records.staging import Staging
from jiedui.records.tally import Tally
from jiedui.records.tree import Place, Tree
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.model.settings import Setting
    from jiedui.records.finding import Finding
    from jiedui.records.schema import SchemaLibrary

Progress = Callable[[int, int], None]


class Migrated(Struct, kw_only=True):
    """What ``migrate`` did or, where it only looked, would do.

    ``changed`` are the paths of rewritten records, ``added`` the settings that were missing. With ``findings``, which
    say what could not be read or would not be right in this format, nothing was written. ``faulty`` are the paths of
    records that are not right for reasons that no migration touches.
    """

    from_format: int
    changed: list[str] = field(default_factory=list)
    added: tuple[Setting, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)


class _Rewritten(Struct, frozen=True):
    """The text of a record in this format, and the text that was ``read`` of it."""

    read: str
    text: str


def run(root: Path, library: SchemaLibrary, *, check: bool, progress: Progress | None = None) -> Migrated:
    """Bring the ledger below ``root`` to this format; write nothing when ``check``.

    The file that holds the number of the format is written last: a migration that the machine broke off is begun again.
    Raises ``OSError`` and :class:`~jiedui.records.staging.ChangedMeanwhileError` as writing does, and
    :class:`~jiedui.records.alone.BusyError` where another process writes.
    """
    with nullcontext() if check else alone(root):
        number = formats.of(root)
        if number > chain.CURRENT:
            return Migrated(from_format=number, findings=[*formats.findings(root)])
        return _run(root, library, Migrated(from_format=number), check=check, progress=progress)


def _run(root: Path, library: SchemaLibrary, result: Migrated, *, check: bool, progress: Progress | None) -> Migrated:
    tree = Tree(root)
    # A record that is not found would be left behind.
    result.findings += tree.findings
    result.findings += formats.missing(root)
    texts: dict[Path, str] = {}
    read: dict[Path, str] = {}
    places = sorted(tree.places, key=lambda place: place.kind == chain.LEDGER)
    for done, place in enumerate(places):
        if progress and done % 500 == 0:
            progress(done, len(places))
        rewritten = _rewritten(root, place, library, result)
        if rewritten is not None:
            file = root / place.path
            read[file], texts[file] = rewritten.read, rewritten.text
            result.changed.append(place.path)
    if progress:
        progress(len(places), len(places))
    result.findings = located(root, result.findings)
    if not check and not result.findings:
        with Staging(root) as staging:
            staging.write_all(texts, read=read)
    return result


def _rewritten(root: Path, place: Place, library: SchemaLibrary, result: Migrated) -> _Rewritten | None:
    """Return what a record is to be, or ``None`` where it says the same in this format or has findings."""
    upgraded = reading.upgrade(root, place, library, result.from_format)
    if upgraded.data is None:
        if upgraded.alike and place.kind not in (settings.READINGS, chain.LEDGER):
            result.faulty.append(place.path)
        else:
            result.findings += Tally(upgraded.findings)
        return None
    data, schema = upgraded.data, library[place.kind]
    if place.kind == settings.READINGS:
        data, result.added = settings.completed(data, schema)
        upgraded = replace(upgraded, alike=upgraded.alike and not result.added)
    if upgraded.alike:
        return None
    return _Rewritten(upgraded.text, writer.write(data, schema, dialect.modeline(upgraded.text.replace("\r\n", "\n"))))
