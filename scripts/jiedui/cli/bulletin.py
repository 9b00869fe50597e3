"""``jiedui bulletin``: freezing the bulletin of a quarter, showing it, and reckoning the frozen ones again."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from jiedui.cli.ledger import ledger_folder, ledger_of_bulletins, schemas, sound_ledger
from jiedui.cli.options import OutFolder, QuarterName, SignatureDay, as_of_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, warn
from jiedui.cli.output import say_written, write_paper, write_sheets
from jiedui.cli.quarters import refuse_unfinished
from jiedui.cli.usage import Group, OneOf, argument, option
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.model.time import Quarter

DRAFT = "未冻结"
# The formats that are a paper and carry the day of issue, and how far ahead that may be set: a wrong year is further.
PAPERS = ("docx", "html")
AHEAD = timedelta(days=92)
EDITED = "写出来的就是改过的内容，先不要印发：从 Git 历史里恢复这个文件，用 jiedui bulletin verify 核对，再写一遍。"


class Imprint(Struct, frozen=True):
    """What the office adds to a bulletin that it sends out: the day of issue and the number, as they are written."""

    day: str
    number: str


@click.group(cls=Group, help="季通报：冻结、输出、核对。")
def command() -> None:
    """Hold the commands of the bulletin."""


@command.command(help="冻结一个已经结束的季度的通报，例如 2026Q3，写进台账。写了以后不再改，更正写进下一期。")
@argument("quarter", type=QuarterName(), metavar="季度")
@records_option
@as_of_option
def freeze(quarter: Quarter, records: Path, as_of: date) -> None:
    """Freeze a quarter's bulletin."""
    from jiedui.reports.bulletin import freeze as frozen
    from jiedui.reports.former_ledger import UnreadableThenError
    from jiedui.review.git import GitUnavailableError

    ledger = ledger_of_bulletins(records)
    refuse_unfinished(quarter, ledger.policy.quarters, as_of)
    if str(quarter) in ledger.bulletins:
        _refuse_frozen(quarter)
    if not sound_ledger(records, schemas(), as_of).households:
        fail("台账里还没有户，没有可以通报的。先登记户，写法见网站使用手册的“新建档案”。")
    try:
        file = frozen.store(records, schemas(), quarter, as_of)
    except frozen.FrozenAlreadyError:
        _refuse_frozen(quarter)
    except frozen.UnsavedError:
        fail("台账里还有改动没有提交。先提交，再冻结，通报才说得清按哪个版本计算。")
    except frozen.OffMainLineError as error:
        fail(_off_main_line(str(error)))
    except UnreadableThenError:
        fail("台账里有读不懂的记录。先用 jiedui check 检查，改好提交以后再冻结。")
    except GitUnavailableError as error:
        fail(error.remedy or "台账不在 Git 里，或者还没有提交过。")
    click.echo(f"已经冻结：{records.as_posix()}/{file.relative_to(records).as_posix()}。请提交这个文件。")


def _refuse_frozen(quarter: Quarter) -> NoReturn:
    fail(f"{quarter} 的通报已经冻结，不能再写。要更正的，写进下一期。")


def _off_main_line(main: str) -> str:
    if not main:
        return (
            "说不清哪个分支是主分支，通报写明的版本以后可能查不到。"
            "先运行 git fetch origin 和 git remote set-head origin --auto，再冻结。"
        )
    return f"台账现在的版本不在主分支 {main} 上，分支合并、删掉以后就查不到了。先合并到 {main} 并更新到最新，再冻结。"


@command.command(help="把一期通报写成文件，例如 2026Q3。还没有冻结的季度，加 --draft 先出草稿，供县里核对。")
@argument("quarter", type=QuarterName(), metavar="季度")
@records_option
@as_of_option
@option(
    "--format", "kind", type=OneOf(["docx", "html", "xlsx", "json"]), default="docx", show_default=True,
    help="输出格式。",
)  # fmt: skip
@option("--out", type=OutFolder(), default=Path("build/bulletin"), show_default=True, help="放在哪里。")
@option("--day", type=SignatureDay(), help="落款日期，例如 2026年10月12日。默认不写。")
@option(
    "--number", default="", metavar="字号", help="发文字号，例如 示例残发〔2026〕12号。默认空着，由办公室填。",
)  # fmt: skip
@option("--draft", is_flag=True, help="按现在的台账算一份草稿，不冻结。")
def show(
    *, quarter: Quarter, records: Path, as_of: date, kind: str, out: Path, day: date | None, number: str, draft: bool
) -> None:
    """Write a bulletin as a document."""
    ledger = ledger_of_bulletins(records)
    if draft:
        refuse_unfinished(quarter, ledger.policy.quarters, as_of)
        imprint = Imprint(_signed(quarter, as_of, kind, day), _numbered(kind, number))
        data = _drafted(records, sound_ledger(records, schemas(), as_of), quarter)
        _write(data, ledger.policy, out / f"{quarter}-草稿.{kind}", imprint)
        return
    data = _stored(records, ledger, quarter, as_of)
    imprint = Imprint(_signed(quarter, as_of, kind, day), _numbered(kind, number))
    _write(data, ledger.policy, out / f"{quarter}.{kind}", imprint)
    raise SystemExit(_doubted(records, ledger, quarter, data))


def _signed(quarter: Quarter, as_of: date, kind: str, day: date | None) -> str:
    """Return the day of issue as the paper has it, or leave with 2: it is set when the quarter is over, and soon."""
    from jiedui.model.day_words import day_text

    if day is None:
        return ""
    if kind not in PAPERS:
        fail(f"--day 写在 {' 和 '.join(PAPERS)} 里，{kind} 里没有落款日期。")
    first, last = quarter.next.start, max(as_of, quarter.end) + AHEAD
    if not first <= day <= last:
        fail(f"--day 填写不对。{quarter} 的通报，落款日期写 {first} 到 {last} 之间的一天。")
    return day_text(day)


def _numbered(kind: str, number: str) -> str:
    """Return the number of the document, or leave with 2 where the format has no place for it."""
    if number and kind not in PAPERS:
        fail(f"--number 写在 {' 和 '.join(PAPERS)} 里，{kind} 里没有发文字号。")
    return number


def _drafted(root: Path, ledger: Ledger, quarter: Quarter) -> Mapping[str, Any]:
    """Return the bulletin of a quarter as today's records give it."""
    from jiedui.reports.bulletin.content import bulletin
    from jiedui.reports.bulletin.history import reckoned

    return bulletin(ledger, quarter, DRAFT, attribution=reckoned(root, schemas())).data()


def _stored(root: Path, ledger: Ledger, quarter: Quarter, as_of: date) -> Mapping[str, Any]:
    """Return the frozen bulletin of a quarter, or say why there is none and leave with 2."""
    if str(quarter) not in ledger.bulletins:
        _refuse_missing(root, ledger, quarter, as_of)
    return ledger.bulletins[str(quarter)]


def _refuse_missing(root: Path, ledger: Ledger, quarter: Quarter, as_of: date) -> NoReturn:
    from jiedui.records.kinds import path_of
    from jiedui.reports.bulletin import KIND

    if any(root.glob(path_of(KIND, "*", str(quarter)))):
        fail(f"{quarter} 的通报读不懂，或者放错了地方。先用 jiedui check 检查。")
    refuse_unfinished(quarter, ledger.policy.quarters, as_of)
    fail(f"{quarter} 的通报还没有冻结。先用 jiedui bulletin freeze 冻结，或者加 --draft 出草稿。")


def _doubted(root: Path, ledger: Ledger, quarter: Quarter, data: Mapping[str, Any]) -> int:
    """Warn where a frozen bulletin is not what its records give, or where that cannot be told; return the exit code."""
    from jiedui.records.kinds import path_of
    from jiedui.reports.bulletin import KIND
    from jiedui.reports.bulletin.freeze import city_of
    from jiedui.reports.bulletin.verify import verify_file

    found = verify_file(root, path_of(KIND, city_of(ledger), str(quarter)), data, schemas())
    if found.is_edited:
        warn(f"{found.path} {found.text}{EDITED}")
        return FINDINGS
    if found.remarks:
        warn(f"{found.path} {found.text}")
    return CLEAN


def _write(data: Mapping[str, Any], policy: Policy, target: Path, imprint: Imprint) -> None:
    """Write a bulletin's record in the format that the name of the file asks for."""
    from jiedui.records.files import write_text
    from jiedui.reports.bulletin.paper import bulletin_paper
    from jiedui.workbook.bulletin import bulletin_sheets

    if target.suffix == ".xlsx":
        write_sheets(bulletin_sheets(data), target)
    elif target.suffix == ".json":
        write_text(target, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        say_written(target)
    else:
        write_paper(bulletin_paper(data, policy, imprint.day, imprint.number), target)


@command.command(help="把冻结的通报全部按当时的台账版本重新计算，逐份核对。")
@records_option
def verify(records: Path) -> None:
    """Reckon every frozen bulletin again."""
    from jiedui.reports.bulletin.verify import verify_all

    verdicts = []
    for found in verify_all(ledger_folder(records), schemas()):
        verdicts.append(found.is_settled)
        click.echo(f"{found.path}：{found.text}")
    if not verdicts:
        click.echo("台账里没有已经冻结的通报。")
    raise SystemExit(CLEAN if all(verdicts) else FINDINGS)
