"""``jiedui bulletin``: freezing the bulletin of a quarter, showing it, and reckoning the frozen ones again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from jiedui.cli.ledger import ledger_folder, schemas
from jiedui.cli.options import QuarterName, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail
from jiedui.cli.usage import Group
from jiedui.model.policy import Policy
from jiedui.model.time import Quarter, today

DRAFT = "未冻结"


@click.group(cls=Group, help="季通报：冻结、输出、核对。")
def command() -> None:
    """Hold the commands of the bulletin."""


@command.command(help="冻结一个已经结束的季度的通报，写进台账。写了以后不再改，更正写进下一期。")
@click.argument("quarter", type=QuarterName())
@records_option
def freeze(quarter: Quarter, records: Path) -> None:
    """Freeze a quarter's bulletin."""
    from jiedui.reports.bulletin import freeze as frozen
    from jiedui.reports.bulletin.content import QuarterOpenError
    from jiedui.review.git import GitUnavailableError

    root = ledger_folder(records)
    try:
        file = frozen.store(root, schemas(), quarter, today())
    except QuarterOpenError:
        fail(f"{quarter} 还没有结束，或者不在方案的时间里。")
    except frozen.FrozenAlreadyError:
        fail(f"{quarter} 的通报已经冻结，不能再写。要更正的，写进下一期。")
    except frozen.UnsavedError:
        fail("台账有没有提交的改动。先提交，再冻结，通报才说得清按哪个版本计算。")
    except frozen.NotReproducibleError:
        fail("台账里有读不懂的记录。先用 jiedui check 检查，改好提交以后再冻结。")
    except GitUnavailableError:
        fail("台账不在 Git 里，或者还没有提交过。")
    click.echo(f"已经冻结：{records.as_posix()}/{file.relative_to(root).as_posix()}。请提交这个文件。")


def _write(data: Mapping[str, Any], policy: Policy, kind: str, target: Path, day: str) -> None:
    from jiedui.documents import write_docx, write_html
    from jiedui.records.files import write_text
    from jiedui.reports.bulletin.paper import bulletin_paper
    from jiedui.workbook.bulletin import bulletin_sheets
    from jiedui.workbook.sheets import write_workbook

    writers: dict[str, Callable[[], object]] = {
        "docx": lambda: write_docx(bulletin_paper(data, policy, day), target),
        "html": lambda: write_html(bulletin_paper(data, policy, day), target),
        "xlsx": lambda: write_workbook(bulletin_sheets(data), target),
        "json": lambda: write_text(target, json.dumps(data, ensure_ascii=False, indent=2) + "\n"),
    }
    writers[kind]()


@command.command(help="把一期通报写成文件。还没有冻结的季度，加 --draft 先出草稿，供县里核对。")
@click.argument("quarter", type=QuarterName())
@records_option
@click.option(
    "--format", "kind", type=click.Choice(["docx", "html", "xlsx", "json"]), default="docx", show_default=True,
    help="输出格式。",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/bulletin"), show_default=True, help="放在哪里。"
)
@click.option("--day", default="", metavar="日期", help="落款日期，照写，例如 2026年10月12日。默认不写。")
@click.option("--draft", is_flag=True, help="按现在的台账算一份草稿，不冻结。")
def show(quarter: Quarter, records: Path, kind: str, out: Path, day: str, draft: bool) -> None:
    """Write a bulletin as a document."""
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import PolicyMissingError
    from jiedui.records.reader import read_ledger
    from jiedui.reports.bulletin.content import QuarterOpenError
    from jiedui.reports.bulletin.freeze import freeze as reckon

    root = ledger_folder(records)
    try:
        ledger = Ledger.of(read_ledger(root, schemas()))
    except PolicyMissingError:
        fail("政策文件不全，先用 jiedui check 检查。")
    data: Mapping[str, Any] | None = ledger.bulletins.get(str(quarter))
    if draft:
        try:
            data = reckon(ledger, quarter, DRAFT, today())
        except QuarterOpenError:
            fail(f"{quarter} 还没有结束，或者不在方案的时间里。")
    if data is None:
        fail(f"{quarter} 的通报还没有冻结。先用 jiedui bulletin freeze 冻结，或者加 --draft 出草稿。")
    target = out / f"{quarter}{'-草稿' if draft else ''}.{kind}"
    _write(data, ledger.policy, kind, target, day)
    click.echo(f"写了 {target.as_posix()}。")


@command.command(help="把冻结的通报全部按当时的台账版本重新计算，逐份核对。")
@records_option
def verify(records: Path) -> None:
    """Reckon every frozen bulletin again."""
    from jiedui.reports.bulletin.verify import verify_all

    problems = 0
    for name, text, good in verify_all(ledger_folder(records), schemas()):
        problems += not good
        click.echo(f"{name}：{text}")
    raise SystemExit(FINDINGS if problems else CLEAN)
