"""``jiedui digest``: what is late and what comes due, by codes alone, as a file or an issue for every week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jiedui.cli.ledger import schemas, sound_ledger
from jiedui.cli.notices import hand_out, issue_option, out_option, refuse_both
from jiedui.cli.options import as_of_option, records_option
from jiedui.cli.usage import Command

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    cls=Command,
    short_help="每周要办：各残联逾期的、两个星期里到期的。",
    help="每周要办：各残联逾期的、两个星期里到期的、没有期限还欠着的，只写编号。每周定时运行，发成议题或者写成文件。",
)
@records_option
@as_of_option
@out_option
@issue_option
def command(*, records: Path, as_of: date, out: Path | None, as_issue: bool) -> None:
    """Hand out the digest of the week."""
    from jiedui.publishing.digest import digest_text
    from jiedui.publishing.issue import IssueText
    from jiedui.reports.digest import TITLE, Digest

    refuse_both(out, as_issue=as_issue)
    ledger = sound_ledger(records, schemas(), as_of)
    notice = IssueText(TITLE, "digest", as_of.isoformat(), digest_text(Digest(ledger, as_of)))
    hand_out(notice, ledger.policy.forge, out, as_issue=as_issue)
