"""The ways of a command to the ledger and its schemas, or out of the command where they are missing or faulty.

What reads a ledger is imported by the way that reads one: a check that finds nothing changed does not wait for it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.key_ring import ring
from jiedui.cli.outcome import FINDINGS, fail, inside, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import guess
from jiedui.model.audience import INTERNAL
from jiedui.model.time import today
from jiedui.records.memo import refusal
from jiedui.records.staging import undo_left

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.model.ledger import Ledger
    from jiedui.records.finding import Finding, Judged
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.rules.left_out import SoundPart
    from jiedui.rules.report import Report

# What reads a ledger faster, by the module that the machine may lack: nothing but time is lost without.
FASTER = {"jsonschema-rs": "jsonschema_rs", "libyaml": "yaml._yaml"}
# So many files are named in a sentence.
_NAMED = 3


def ledger_folder(records: Path, *, option: str = "--records") -> Path:
    """Return the ledger's folder, which ``option`` names, or say that it is not there and leave with 2.

    What a command that was killed has half written is undone first, and told. So is a cache that cannot be used.
    """
    if not records.is_dir():
        fail(f"没有台账文件夹 {typed(records)}。{_whereabouts(option)}")
    if refused := refusal():
        warn(refused)
    undone = undo_left(records)
    if undone.stuck:
        fail(
            f"上一次的命令写到一半断了，{_named(undone.stuck, records)} 退不回去。看看能不能写这个文件夹，再运行一遍。"
        )
    if undone.back:
        warn(f"上一次的命令写到一半断了，已经退回原样：{_named(undone.back, records)}。那次要写的，再运行一遍。")
    if undone.changed:
        warn(f"上一次的命令写到一半断了，以后有人改过，没有动：{_named(undone.changed, records)}。用 git diff 看一看。")
    return records


def _whereabouts(option: str) -> str:
    """Return how the ledger is named: by the way to it, where the command was typed in one."""
    from jiedui.records.tree import ledger_around

    with suppress(OSError):  # somebody may have taken the folder away
        if found := ledger_around(Path("here")):
            return f"这里在台账里面：加上 {option} {Path(os.path.relpath(found)).as_posix()} 再运行。"
    return f"用 {option} 指明位置。"


def _named(files: Sequence[Path], records: Path) -> str:
    """Return the paths of files, of many the first of them."""
    more = f" 等 {len(files)} 份" if len(files) > _NAMED else ""
    return "、".join(inside(file, records) for file in files[:_NAMED]) + more


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
    """Return the schemas, or leave with 2 where one is missing or is none.

    With them go the keys that are named, by which what is sealed in the records is read.
    """
    from jiedui.records.kinds import KINDS
    from jiedui.records.schema import BrokenSchemaError, default_folder, library_of

    _tell_what_is_slow()
    try:
        library = library_of(default_folder(), ring())
        if not all(kind.name in library and library[kind.name].fields() for kind in KINDS):
            raise LookupError
    except (OSError, ValueError, LookupError, TypeError):
        fail(BrokenSchemaError.remedy)
    return library


@cache
def _tell_what_is_slow() -> None:
    from jiedui.records.compiled import is_there

    if lacking := [name for name, module in FASTER.items() if not is_there(module)]:
        warn(f"这台电脑没有 {'、'.join(lacking)}，检查要慢一些，结果一样。")


def ledger_of_bulletins(records: Path) -> Ledger:
    """Return the ledger with its policy, federations and bulletins alone, or say what cannot be read and leave with 1.

    What is left unread would take nearly all of the time, and no figure is made of this ledger. Without policy leaves
    with 2.
    """
    from jiedui.model.ledger import Ledger
    from jiedui.records.finding import Judged
    from jiedui.records.kinds import POLICY_KINDS
    from jiedui.records.reader import read_ledger, read_record

    root, wanted = ledger_of_this_format(records), {*POLICY_KINDS, "unit", "bulletin"}

    def read(root: Path, place: Place, library: SchemaLibrary) -> Judged:
        return read_record(root, place, library) if place.kind in wanted else Judged(None)

    found = read_ledger(root, schemas(), read=read)
    broken = {place.path for place in found.broken}
    refuse_unreadable([finding for finding in found.findings if finding.path in broken], records)
    with needing_policy():
        return Ledger.of(found)


@contextmanager
def needing_policy() -> Iterator[None]:
    """Leave with 2 where a ledger has no policy that can be read, of which none can be made then."""
    from jiedui.model.policy import PolicyMissingError

    try:
        yield
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")


def refuse_unreadable(findings: Sequence[Finding], records: Path) -> None:
    """Say what keeps records from being read and leave with 1, if anything does."""
    from jiedui.records.tally import in_brief
    from jiedui.rules.reporters import lines

    if not findings:
        return
    for line in lines(in_brief(findings), records.as_posix()):
        click.echo(line)
    _refuse_faulty()


def sound_ledger(records: Path, library: SchemaLibrary, as_of: date, audience: Audience = INTERNAL) -> Ledger:
    """Return the ledger, or say its errors and leave with 1: no figure or paper is made of a faulty ledger.

    What cannot be read would be missing from every sum, and nobody could tell by the sum. Looking back to an earlier
    day, what has happened since is not yet to come. It is as the ``audience`` may see it.
    """
    report, ledger = _sound(records, library, as_of)
    return seen_by(audience, ledger, report, library, as_of)


def checked_ledger(records: Path, library: SchemaLibrary, as_of: date, audience: Audience = INTERNAL) -> Ledger:
    """Return the ledger as :func:`sound_ledger` does, and say how much was checked."""
    from jiedui.rules.reporters import summary

    report, ledger = _sound(records, library, as_of)
    click.echo(summary(report))
    return seen_by(audience, ledger, report, library, as_of)


def checked_part(records: Path, library: SchemaLibrary, as_of: date) -> tuple[Report, SoundPart | None]:
    """Return the report on the ledger and what of it is sound, if anything is; say the errors and how much was read.

    For what shows at its top what it is made without. All else is made of a :func:`sound_ledger`.
    """
    from jiedui.check import run_for_sound
    from jiedui.rules.reporters import summary

    report, sound = run_for_sound(ledger_folder(records), library, max(as_of, today()), ProgressLine("正在检查"))
    if not faults_told(report, records):
        click.echo(summary(report))
        warn_of_part(records)
    return report, sound


def seen_by(audience: Audience, ledger: Ledger, report: Report, library: SchemaLibrary, as_of: date) -> Ledger:
    """Return a checked ledger as an audience may see it; leave with 2 at a federation or helper that it does not hold.

    The ``report`` is that of the check, with the records that the ledger is made of.
    """
    from jiedui.model.narrowing import narrowed

    refuse_unseen(audience, ledger)
    if audience.is_internal or report.records is None:
        return ledger
    return narrowed(report.records, ledger, audience, library, as_of)


def refuse_unseen(audience: Audience, ledger: Ledger) -> None:
    """Leave with 2 at an audience that is of a federation or a helper whom the ledger does not hold."""
    from jiedui.model.audience import AudienceKind

    whose = {AudienceKind.COUNTY: "unit", AudienceKind.HELPER: "helper"}
    if audience.kind in whose:
        refuse_unknown(ledger, **{whose[audience.kind]: audience.of})


def _sound(records: Path, library: SchemaLibrary, as_of: date) -> tuple[Report, Ledger]:
    from jiedui.check import run

    root = ledger_of_this_format(records)
    report = run(root, library, max(as_of, today()), ProgressLine("正在检查"), keeps=True, reads=True)
    if faults_told(report, records) or report.ledger is None:
        _refuse_faulty()
    warn_of_part(records)
    return report, report.ledger


def faults_told(report: Report, records: Path) -> bool:
    """Say the errors of a ledger, if there are any, and how much was checked; return whether there are.

    Its warnings, which hinder nothing, are only counted: an error would be lost among them.
    """
    from jiedui.records.finding import Severity
    from jiedui.rules.reporters import lines, summary

    if report.is_judged and not report.errors:
        return False
    errors = [item for item in report.in_brief().findings if item.severity is Severity.ERROR]
    for line in (*lines(errors, records.as_posix()), summary(report)):
        click.echo(line)
    warn_of_clock(report)
    if report.errors:
        warn_of_part(records)
    return True


def warn_of_clock(report: Report) -> None:
    """Say where to look first when much is recorded of days after today: at the clock, and not at each record."""
    if report.as_of == today() and report.is_overtaken:
        warn(f"{report.later} 条联系记录的日期在今天（{report.as_of}）以后。先看看这台电脑的日期对不对。")


def warn_of_part(records: Path) -> None:
    """Say why so much is lacking, or figures are low, where only a part of what Git has was checked out."""
    from jiedui.review.git import GitUnavailableError, is_whole

    with suppress(GitUnavailableError):
        if not is_whole(records):
            warn(
                "这里只取出了台账的一部分（git sparse-checkout），没有取出来的当作没有，数字里也没有。"
                "先运行 git sparse-checkout disable 取全，再运行一遍。"
            )


def _refuse_faulty() -> NoReturn:
    """Say that nothing comes of a ledger whose errors were told, and leave with 1."""
    click.echo("什么也没有写：先改好上面的错误，再运行一遍。", err=True)
    raise SystemExit(FINDINGS)


def refuse_unknown(
    ledger: Ledger, *, unit: str = "", helper: str = "", household: str = "", township: str = ""
) -> None:
    """Leave with 2 at an id or the name of a township that the ledger does not hold; an empty one asks for nothing."""
    if unit and unit not in ledger.units:
        fail(f"没有代号为 {typed(unit)} 的残联。")
    if helper and helper not in ledger.helpers:
        fail(f"没有编号为 {typed(helper)} 的帮扶责任人。")
    if household and household not in ledger.households:
        fail(f"没有编号为 {typed(household)} 的户。")
    names = {item.name for item in ledger.divisions.townships}
    if township and township not in names:
        fail(f"没有叫 {typed(township)} 的乡镇（街道）{guess(township, sorted(names))}")
