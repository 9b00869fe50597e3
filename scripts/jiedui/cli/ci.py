"""``jiedui ci``: what every forge runs before and after a merge, judged as main will be (R-108)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from jiedui.cli.ledger import ledger_folder, schemas, warn_of_clock
from jiedui.cli.options import as_of_option, cache_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, option
from jiedui.review.trigger import Runner, Trigger, Whereabouts, Wording, trigger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.records.format import Untidy
    from jiedui.records.schema import SchemaLibrary
    from jiedui.reports.review.review import Review
    from jiedui.review.target import Merged
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.report import Report

_FORMATS = {Runner.GITHUB: "github", Runner.GITLAB: "gitlab"}
# Their workflows fetch every branch just before, with a secret that is not kept for later.
_JUST_FETCHED = (Runner.GITHUB, Runner.GITEA)
_OUTDATED = "{0} 上的程序或者设置改过，这里用的还是旧的，上面的错误可能因此而来：先把 {0} 合并到这个分支，再检查一遍。"
# The file whose text a forge shows beside the run.
_SUMMARY = "GITHUB_STEP_SUMMARY"


class _Outcome(NamedTuple):
    """What a check found, what is said before and after that, the review, and which records are in another form."""

    report: Report
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    review: Review | None = None
    untidy: tuple[Untidy, ...] = ()


@click.command(
    cls=Command,
    short_help="先和主分支合并起来，再检查这次改动。",
    help="代码平台上的检查，自己的电脑上也能用：先和主分支合并起来，再看这次改动带来什么问题。",
)
@records_option
@option("--onto", metavar="分支", help="要合并到哪个分支，默认由代码平台告诉，自己的电脑上是主分支。")
@as_of_option
@option(
    "--format",
    "reporter",
    type=OneOf(["text", "github", "gitlab", "json"]),
    help="输出格式，默认照所在的代码平台。写 gitlab，另有一份文件 gl-code-quality-report.json。",
)
@cache_option
def command(*, records: Path, onto: str | None, as_of: date, reporter: str | None, keeps: bool) -> None:
    """Check what main will be, and say what the change brings to it."""
    from jiedui.review.git import GitUnavailableError, branch_name
    from jiedui.review.target import ConflictError, TargetMissingError, merged

    root, library = ledger_folder(records), schemas()
    asked = trigger(os.environ)
    if asked.runner is Runner.PERSON and (name := branch_name(root)):
        asked = Trigger(wordings=(Wording(Whereabouts.BRANCH, name),))
    chosen = reporter or _FORMATS.get(asked.runner, "text")
    try:
        with merged(root, Trigger(target=onto, wordings=asked.wordings) if onto else asked) as found:
            outcome = _judged(found, asked, records, library, as_of, keeps=keeps)
    except ConflictError as error:
        from jiedui.reports.review.conflicts import conflict_report, ways_out

        report = conflict_report(error, root, library, as_of).in_brief()
        outcome = _Outcome(report, (f"和 {typed(error.branch)} 合不到一起：",), ways_out(typed(error.branch)))
    except TargetMissingError as error:
        named = f"取不到分支 {typed(error.branch)}" if error.branch else "分不清哪个是主分支"
        fail(f"{named}：用 --onto 写要合并到的分支。")
    except GitUnavailableError as error:
        fail(error.remedy or _hindrance(root))
    _tell(outcome, chosen, records)
    _answer(outcome, asked, records)
    raise SystemExit(FINDINGS if outcome.report.errors else CLEAN)


def _hindrance(root: Path) -> str:
    """Return why Git did not do what it was asked, where it gave no reason that helps."""
    from jiedui.review.git import is_repository
    from jiedui.review.trees import has_tree

    if not is_repository(root):
        return f"{typed(root)} 不在 Git 仓库里。"
    if not has_tree(root, "HEAD"):
        return "这个仓库还没有提交过：先提交，再检查。"
    return "Git 没能把改动和主分支合并起来：看看磁盘满了没有，仓库的 .git 文件夹能不能写。"


def _judged(
    found: Merged, asked: Trigger, records: Path, library: SchemaLibrary, as_of: date, *, keeps: bool
) -> _Outcome:
    from jiedui.check import run_merged
    from jiedui.reports.review.summary import reviewed

    if not found.folder.is_dir():
        fail(f"合并以后没有台账文件夹 {typed(records)}。用 --records 指明位置。")
    if not found.fetched and asked.runner not in _JUST_FETCHED:
        warn(f"没能取到最新的 {typed(found.branch)}，按这里已有的检查。")
    report, change = run_merged(found, library, as_of, asked.wordings, ProgressLine("正在检查"), keeps=keeps)
    warn_of_clock(report)
    if change is None or report.part is None:
        return _Outcome(report.in_brief(), ())
    review = reviewed(report.part, change, library, as_of)
    before = (f"和 {typed(found.branch)} 合并起来检查。",)
    after = (_OUTDATED.format(typed(found.branch)),) if found.outdated and report.errors else ()
    return _Outcome(report.in_brief(), before, after, review, _untidy(report, change, library))


def _untidy(report: Report, change: LedgerChange, library: SchemaLibrary) -> tuple[Untidy, ...]:
    """Return the records of a change that are not in canonical form; none where the ledger cannot be judged."""
    from jiedui.records.format import untidy

    if not (report.is_judged and report.part):
        return ()
    places = [record.place for record in report.part.valid if record.path in change.paths]
    return tuple(untidy(report.part.root, library, places))


def _tell(outcome: _Outcome, chosen: str, records: Path) -> None:
    from jiedui.publishing.review_markdown import markdown
    from jiedui.records.files import write_text
    from jiedui.reports.review.text import text
    from jiedui.rules import code_quality
    from jiedui.rules.reporters import REPORTERS, inert
    from jiedui.rules.step_summary import step_summary

    root = records.as_posix()
    lines = REPORTERS["text" if chosen == "gitlab" else chosen](outcome.report, root)
    beside = chosen != "json"  # which is one document and nothing else
    before = (*outcome.before, *(text(outcome.review) if outcome.review else ()))
    for line in (*before * beside, *lines, *outcome.after * beside, *_form(outcome, chosen, records)):
        click.echo(inert(line) if chosen == "github" else line)
    if chosen == "gitlab":
        write_text(Path(code_quality.FILE), code_quality.code_quality(outcome.report, root))
    if path := os.environ.get(_SUMMARY):
        with suppress(OSError), Path(path).open("a", encoding="utf-8") as page:  # it shows what was told already
            review = markdown(outcome.review) if outcome.review else ()
            page.write(step_summary(outcome.report, root, (*outcome.before, *outcome.after), review))


def _answer(outcome: _Outcome, asked: Trigger, records: Path) -> None:
    """Answer the request that is checked, where a token allows it: who is answered has been told all in the log."""
    if asked.request is None:
        return
    from jiedui.publishing.answer import answer
    from jiedui.publishing.comment import comment_text
    from jiedui.publishing.trouble import ForgeTroubleError

    said = (*outcome.before, *outcome.after)
    text = comment_text(outcome.report, records.as_posix(), said, outcome.review)
    labels = tuple(outcome.review.units.values()) if outcome.review else ()
    try:
        answer(asked.runner, asked.request, text, labels, os.environ)
    except ForgeTroubleError as error:
        warn(f"合并请求下面的留言和标签没有写好。{error}")


def _form(outcome: _Outcome, chosen: str, records: Path) -> Iterator[str]:
    """Yield what is said of records in another form: a notice, never a failure."""
    from jiedui.cli.fmt import HARMLESS, NOTICE, notices

    if not outcome.untidy or chosen == "json":
        return
    if chosen == "github":
        yield from notices(outcome.untidy, records)
        return
    for untidy in outcome.untidy:
        yield f"{records.as_posix()}/{untidy.path}: {NOTICE}（{'；'.join(untidy.causes)}）"
    yield HARMLESS
