"""The ways of a command to the ledger and its schemas, or out of the command where they are missing or faulty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.outcome import FINDINGS, fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.model.ledger import Ledger
from jiedui.model.policy import PolicyMissingError
from jiedui.model.time import today
from jiedui.records.finding import Judged
from jiedui.records.kinds import KINDS
from jiedui.records.reader import read_ledger, read_record
from jiedui.records.schema import SchemaLibrary, default_folder

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date
    from pathlib import Path

    from jiedui.records.tree import Place

EVERY_KIND = frozenset(kind.name for kind in KINDS)
# What tells which bulletins there are, and what they are written with.
BULLETIN_KINDS = frozenset(name for name in EVERY_KIND if name.startswith("policy-")) | {"unit", "bulletin"}


def ledger_folder(records: Path, *, option: str = "--records") -> Path:
    """Return the ledger's folder, which ``option`` names, or say that it is not there and leave with 2."""
    if not records.is_dir():
        fail(f"没有台账文件夹 {typed(records)}。用 {option} 指明位置。")
    return records


def ledger_of_this_format(records: Path, *, option: str = "--records") -> Path:
    """Return the ledger's folder, or say that its records have another format and leave with 1.

    What does not judge the ledger would take every record of another format for a faulty one, or leave it out.
    """
    from jiedui.migrations import format as formats
    from jiedui.rules.reporters import lines

    root = ledger_folder(records, option=option)
    if other := formats.findings(root):
        for line in lines(other, records.as_posix()):
            click.echo(line)
        raise SystemExit(FINDINGS)
    return root


def schemas() -> SchemaLibrary:
    """Return the schemas, each of them tried: a faulty one would stop in the middle of the work."""
    try:
        library = SchemaLibrary(default_folder())
        validators = {record.kind: record.validator for record in library}
        if not validators.keys() >= {kind.name for kind in KINDS}:
            raise LookupError
    except (OSError, ValueError, LookupError, TypeError):
        fail("schemas 文件夹不完整，请重新取得这个项目。")
    return library


def readable_ledger(records: Path, *, kinds: Container[str] = EVERY_KIND) -> Ledger:
    """Return the ledger of the records that can be read, or leave with 1 at another format, with 2 without policy.

    Records of other ``kinds`` are left unread, which spares nearly all of the time where no household is asked about.
    """
    root = ledger_of_this_format(records)

    def read(root: Path, place: Place, library: SchemaLibrary) -> Judged:
        return read_record(root, place, library) if place.kind in kinds else Judged(None)

    try:
        return Ledger.of(read_ledger(root, schemas(), read=read))
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")


def sound_ledger(records: Path, library: SchemaLibrary, as_of: date) -> Ledger:
    """Return the ledger, or say its errors and leave with 1: nothing is published from a faulty ledger.

    Looking back to an earlier day, what has happened since is not yet to come.
    """
    from jiedui.check import run
    from jiedui.rules.reporters import REPORTERS, summary

    report = run(ledger_folder(records), library, max(as_of, today()), ProgressLine("正在检查"))
    if report.errors or report.ledger is None:
        for line in REPORTERS["text"](report, records.as_posix()):
            click.echo(line)
        raise SystemExit(FINDINGS)
    click.echo(summary(report))
    return report.ledger


def refuse_unknown(ledger: Ledger, *, unit: str = "", helper: str = "", household: str = "") -> None:
    """Leave with 2 at an id that the ledger does not hold; an empty one asks for nothing."""
    if unit and unit not in ledger.units:
        fail(f"没有代号为 {typed(unit)} 的残联。")
    if helper and helper not in ledger.helpers:
        fail(f"没有编号为 {typed(helper)} 的帮扶责任人。")
    if household and household not in ledger.households:
        fail(f"没有编号为 {typed(household)} 的户。")
