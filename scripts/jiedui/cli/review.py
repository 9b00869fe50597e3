"""``jiedui review``: what a change does to the ledger, for whoever has to agree to it (R-108)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import ledger_of_this_format, schemas
from jiedui.cli.options import as_of_option, records_option, whole_option
from jiedui.cli.outcome import fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, option

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from jiedui.reports.review.review import Review


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
def command(*, records: Path, since: str, as_of: date, kind: str, whole: bool) -> None:
    """Tell what a change does."""
    from jiedui.migrations.reading import read
    from jiedui.records.reader import read_ledger
    from jiedui.reports.review.summary import reviewed
    from jiedui.review.git import GitUnavailableError
    from jiedui.rules.change import change_since

    root, library = ledger_of_this_format(records), schemas()
    try:
        change = change_since(root, since, library)
    except GitUnavailableError as error:
        fail(error.remedy or f"Git 里查不到版本 {typed(since)}。")
    found = read_ledger(root, library, ProgressLine("正在读台账"), read)
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
