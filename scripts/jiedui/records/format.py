"""``fmt``: rewriting records in their canonical form, and leaving alone what cannot be read without loss."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from jiedui.records import dialect, files, oddity, reader, writer
from jiedui.records.alone import alone
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record
from jiedui.records.staging import ChangedMeanwhileError, Staging
from jiedui.records.tally import Tally
from jiedui.records.tree import Tree
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from jiedui.records.finding import Finding
    from jiedui.records.oddity import Oddity
    from jiedui.records.reader import Progress, Read
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.tree import Place


class Untidy(Struct, frozen=True):
    """A record that is not in canonical form: its path from the ledger's root, and in what it differs."""

    path: str
    causes: tuple[Oddity, ...]


class Formatted(Struct):
    """What ``fmt`` did: files that were (or, with ``check``, would be) rewritten, and findings of files left alone.

    ``trouble`` is what the machine refused, naming the record; the records after it were not looked at.
    """

    changed: list[Untidy] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    trouble: OSError | None = None


def run(  # noqa: PLR0913  (what to look at, and how)
    root: Path,
    library: SchemaLibrary,
    *,
    check: bool,
    only: Container[str] | None = None,
    progress: Progress | None = None,
    read: Read = reader.read_record,
) -> Formatted:
    """Bring the records below ``root`` (or those in ``only``) into canonical form; write nothing when ``check``.

    ``read`` reads one record. Raises :class:`~jiedui.records.alone.BusyError` where another process writes.
    """
    with nullcontext() if check else alone(root), nullcontext() if check else Staging(root) as staging:
        return _run(root, library, staging, only=only, progress=progress, read=read)


def _run(  # noqa: PLR0913  (as above)
    root: Path,
    library: SchemaLibrary,
    staging: Staging | None,
    *,
    only: Container[str] | None,
    progress: Progress | None,
    read: Read,
) -> Formatted:
    tree = Tree(root)
    result = Formatted(findings=[finding for finding in tree.findings if only is None or finding.path in only])
    places = [place for place in tree.places if only is None or place.path in only]
    return _brought(places, _Formatter.of(root, staging), library, progress, read, result)


def untidy(root: Path, library: SchemaLibrary, places: Sequence[Place]) -> list[Untidy]:
    """Return which of the records at some ``places`` below ``root`` are not in canonical form, in their order."""
    return _brought(places, _Formatter.of(root, None), library, None, reader.read_record, Formatted()).changed


def _brought(  # noqa: PLR0913  (as above)
    places: Sequence[Place],
    formatter: _Formatter,
    library: SchemaLibrary,
    progress: Progress | None,
    read: Read,
    result: Formatted,
) -> Formatted:
    for number, place in enumerate(places):
        if progress and number % 500 == 0:
            progress(number, len(places))
        try:
            _bring(place, formatter, library, read, result)
        except OSError as error:
            result.trouble = OSError(error.errno, error.strerror, place.path)
            break
        result.files += 1
    if progress:
        progress(len(places), len(places))
    return result


def _bring(place: Place, formatter: _Formatter, library: SchemaLibrary, read: Read, result: Formatted) -> None:
    """Bring one record into form. One that is saved by somebody at that moment is read again."""
    while True:
        judged = read(formatter.root, place, library)
        try:
            if judged.data is not None:
                result.changed += formatter.into_form(Record(place, judged.data), library[place.kind])
        except ChangedMeanwhileError:
            continue
        result.findings += Tally(judged.findings)
        return


class _Formatter(Struct, frozen=True):
    """What brings single records of one checkout into form. ``line_end`` is how its lines end.

    That is the affair of Git and the machine: where it makes lines end as on Windows, a record differs in nothing.
    """

    root: Path
    staging: Staging | None
    line_end: str

    @classmethod
    def of(cls, root: Path, staging: Staging | None) -> _Formatter:
        """Let the file that every ledger has tell how lines end."""
        try:
            windows = b"\r\n" in (root / path_of("policy-ledger")).read_bytes()
        except OSError:
            windows = False
        return cls(root, staging, "\r\n" if windows else "\n")

    def into_form(self, record: Record, schema: RecordSchema) -> Iterator[Untidy]:
        """Bring one record into canonical form, if there is a way to write; yield it where it was not.

        Raises :class:`~jiedui.records.staging.ChangedMeanwhileError` where it was saved since it was read.
        """
        text = files.read_text(self.root, record.path)[0] or ""
        written = text if self.line_end == "\n" else text.replace("\r\n", "\n")
        canonical = writer.write(record.data, schema, dialect.modeline(written))
        if written == canonical:
            return
        reader.reread(self.root, record, schema)
        if self.staging:
            file = self.root / record.path
            self.staging.write_all({file: canonical.replace("\n", self.line_end)}, read={file: text})
        yield Untidy(record.path, oddity.causes(written.encode("utf-8"), canonical))
