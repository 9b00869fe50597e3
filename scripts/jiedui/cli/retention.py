"""``jiedui retention``: the records that are kept for longer than was decided, by codes alone; nothing is deleted."""

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
    short_help="保存期满的户和责任人，只列编号，不删除。",
    help=(
        "保存期满的记录：终止、离岗、撤销了多少年的户和责任人，只列编号，不删除。"
        "保存几年，写在 policy/ledger.yml 的 retention 里。"
    ),
)
@records_option
@as_of_option
@out_option
@issue_option
def command(*, records: Path, as_of: date, out: Path | None, as_issue: bool) -> None:
    """Hand out the list of what is kept for too long."""
    from jiedui.publishing.issue import IssueText
    from jiedui.publishing.retention import retention_text
    from jiedui.reports.retention import HEADING, Retention

    refuse_both(out, as_issue=as_issue)
    ledger = sound_ledger(records, schemas(), as_of)
    found = Retention(ledger, as_of)
    notice = IssueText(HEADING, "retention", as_of.isoformat(), retention_text(found))
    hand_out(notice, ledger.policy.forge, out, as_issue=as_issue, begin=bool(found.records))
