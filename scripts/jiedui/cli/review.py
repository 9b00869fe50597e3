"""``jiedui review``: what a change does to the ledger, for whoever has to agree to it (R-108)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import as_of_option, records_option, whole_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, option

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary
    from jiedui.reports.review.review import Review
    from jiedui.rules.change import LedgerChange


@click.command(
    cls=Command,
    short_help="这次改动改了什么，一页看完。",
    help="给审核的人看：这次改动改了什么、删了什么、数字怎样变，要紧的排在最前面。",
)
@records_option
@option("--since", metavar="版本", required=True, help="和哪个版本（Git）比，例如 main。")
@as_of_option
@option("--format", "kind", type=OneOf(["text", "md", "html"]), default="text", show_default=True, help="输出格式。")
@whole_option
@option("--automerge", is_flag=True, help="只说要不要等人看：新的走访、没有问题的，退出码是 0；要看的是 1。")
@option("--unit", default="", metavar="代号", help="和 --automerge 一起用：只有这个残联的走访才不用等人看。")
def command(*, records: Path, since: str, as_of: date, kind: str, whole: bool, automerge: bool, unit: str) -> None:
    """Tell what a change does, or whether somebody has to look at it."""
    from jiedui.check import records_of
    from jiedui.reports.review.summary import reviewed
    from jiedui.review.git import GitUnavailableError
    from jiedui.rules.change import change_since

    if unit and not automerge:
        fail("--unit 要和 --automerge 一起用。")
    if automerge and (whole or kind != "text"):
        fail("--automerge 只说要不要等人看，不和 --all、--format 一起用。")
    root, library = ledger_of_this_format(records), schemas()
    try:
        change = change_since(root, since, library)
    except GitUnavailableError as error:
        fail(error.remedy or f"Git 里查不到版本 {typed(since)}。")
    if automerge:
        _decide(root, library, as_of, change, unit, since)
    found = records_of(root, library, ProgressLine("正在读台账"))
    for line in _written(reviewed(found, change, library, as_of), kind, whole=whole):
        click.echo(line)


def _written(review: Review, kind: str, *, whole: bool) -> Iterable[str]:
    """Return the lines of a review in one of the ways in which it is written."""
    if kind == "html":
        from jiedui.documents.review_page import review_page

        return [review_page(review, whole=whole)]
    if kind == "md":
        from jiedui.publishing.review_markdown import markdown

        return markdown(review, whole=whole)
    from jiedui.reports.review.text import text

    return text(review, whole=whole)


def _decide(root: Path, library: SchemaLibrary, as_of: date, change: LedgerChange, unit: str, since: str) -> NoReturn:
    """Say whether somebody has to look at a change, and leave with 1 where one has to, else with 0."""
    from jiedui.check import run
    from jiedui.reports.review.automerge import hindrances, hindrances_before
    from jiedui.reports.review.summary import reviewed

    report = run(root, library, as_of, ProgressLine("正在检查"), change, keeps=True)
    if report.records is None:
        fail("台账的格式和软件不一样：先运行 jiedui migrate。")
    if unit and report.ledger and unit not in report.ledger.units:
        fail(f"没有代号是 {typed(unit)} 的残联。")
    review = reviewed(report.records, change, library, as_of)
    found = (*hindrances_before(root, since, change), *hindrances(review, report, change, unit))
    if not found:
        click.echo("不用等人看：只有一个残联新的走访，检查没有问题，没有动已经结束的季度。")
        raise SystemExit(CLEAN)
    click.echo("要有人看过再合并：")
    for reason in found:
        click.echo(f"- {reason}。")
    raise SystemExit(FINDINGS)
