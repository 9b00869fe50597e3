"""The ``jiedui`` command: options in, exit code out, no logic. 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import gc
import io
import sys
from datetime import date
from pathlib import Path

import click

from jiedui import __version__
from jiedui.browser import BrowserFailedError, find_browser
from jiedui.cli import usage
from jiedui.cli.bulletin import bulletin
from jiedui.cli.options import (
    CLEAN,
    FAILED,
    FINDINGS,
    Progress,
    as_of_option,
    fail,
    ledger_folder,
    records_option,
    schemas,
    sound_ledger,
)
from jiedui.cli.print import print_
from jiedui.cli.report import report
from jiedui.model.time import today


@click.group(
    cls=usage.Group,
    help="残联结对帮扶台账：检查、整理、生成网站、打印。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="jiedui", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """Hold the commands."""


@cli.command(help="检查台账，一次列出全部问题。只给文件时只列这些文件的。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@records_option
@click.option("--since", metavar="版本", help="只列这个 Git 版本以后改过的文件的警告；错误总是全部列出。")
@as_of_option
@click.option(
    "--format",
    "reporter",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="输出格式。",
)
def check(paths: tuple[Path, ...], records: Path, since: str | None, as_of: date | None, reporter: str) -> None:
    """Check the ledger."""
    from jiedui.check import run
    from jiedui.records.format import select
    from jiedui.review.git import GitUnavailableError, changed_since
    from jiedui.rules.reporters import REPORTERS

    root, when = ledger_folder(records), as_of or today()
    try:
        only = select(root, paths)
        changed = changed_since(root, since) if since else None
    except ValueError as error:
        fail(f"台账里没有 {error}。")
    except GitUnavailableError:
        fail(f"Git 里查不到版本 {since}。")
    report = run(root, schemas(), when, Progress("正在检查")).narrowed(only, changed)
    for line in REPORTERS[reporter](report, records.as_posix(), when):
        click.echo(line)
    raise SystemExit(FINDINGS if report.errors else CLEAN)


@cli.command(help="把记录整理成统一格式。读不懂的文件不动。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@records_option
@click.option("--check", "check_only", is_flag=True, help="只检查，不改文件。")
def fmt(paths: tuple[Path, ...], records: Path, check_only: bool) -> None:
    """Bring records into canonical form."""
    from jiedui.records.format import run, select
    from jiedui.rules.reporters import lines

    root = ledger_folder(records)
    try:
        only = select(root, paths)
    except ValueError as error:
        fail(f"台账里没有 {error}。")
    result = run(root, schemas(), check=check_only, only=only, progress=Progress("正在整理"))
    for line in lines(result.findings, records.as_posix()):
        click.echo(line)
    state = "需要整理" if check_only else "已整理"
    for path in result.changed:
        click.echo(f"{state}：{records.as_posix()}/{path}")
    click.echo(f"{result.files} 个文件，{len(result.changed)} 个{state}，{len(result.findings)} 处读不懂。")
    if result.trouble:
        fail(usage.machine_trouble(result.trouble))
    raise SystemExit(FINDINGS if result.findings or (check_only and result.changed) else CLEAN)


@cli.command(help="检查台账并生成网站。")
@records_option
@as_of_option
@click.option(
    "--docs", type=click.Path(path_type=Path), default=Path("build/docs"), show_default=True, help="中间页面放在哪里。"
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="网站放在哪里。")
@click.option(
    "--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="生成网站的程序。"
)
@click.option("--pages-only", is_flag=True, help="只生成中间页面，不生成网站。")
@click.option("--pictures/--no-pictures", default=None, help="使用手册要不要配图，默认有浏览器就配。")
def site(
    records: Path, as_of: date | None, docs: Path, out: Path, engine: str, pages_only: bool, pictures: bool | None
) -> None:
    """Check the ledger, write the pages, build the site and check its links."""
    from jiedui.records.finding import RULES
    from jiedui.review.git import commit
    from jiedui.site import build_pages, check_site
    from jiedui.site.machine.engine import build
    from jiedui.site.machine.pictures import take

    browser = None if pictures is False else find_browser()
    if pictures and browser is None:
        fail("没有找到浏览器，不能配图。请安装 Chromium、Chrome 或 Edge，或者写 --no-pictures。")
    root, when, library = ledger_folder(records), as_of or today(), schemas()
    ledger = sound_ledger(root, records, library, when)
    pages = build_pages(
        ledger,
        when,
        docs,
        commit=commit(root),
        library=library,
        rules=RULES,
        pictures=browser is not None,
        progress=Progress("正在写页面"),
    )
    click.echo(pages.summary)
    if pages_only:
        return
    if build(Path("mkdocs.yml"), docs, out, engine):
        fail(f"{engine} 没有生成网站，原因见上面。")
    if browser:
        try:
            take(pages.shots, out, browser)
        except BrowserFailedError as error:
            fail(f"浏览器没有做出 {error.args[0].name}。加 --no-pictures 可以不配图。")
    problems = check_site(out)
    for problem in problems:
        click.echo(problem)
    click.echo(f"网站在 {out}/index.html，链接检查发现 {len(problems)} 处问题。")
    raise SystemExit(FINDINGS if problems else CLEAN)


@cli.command(help="生成一份虚构的示例台账。")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--households", type=click.IntRange(min=1), default=120, show_default=True, help="多少户。")
@click.option("--visits", type=click.IntRange(min=0), default=None, help="大约多少次走访，默认按户数推算。")
@click.option("--seed", type=int, default=20260101, show_default=True, help="随机种子，同样的种子得到同样的文件。")
@as_of_option
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    default=Path("records"),
    show_default=True,
    help="从哪份台账复制政策和区划。",
)
def demo(out: Path, households: int, visits: int | None, seed: int, as_of: date | None, policy: Path) -> None:
    """Generate a fictional ledger."""
    from jiedui import demo as generator
    from jiedui.model.policy import PolicyMissingError

    try:
        generator.build(
            out,
            schemas(),
            policy_source=ledger_folder(policy),
            households=households,
            visits=visits,
            as_of=as_of or today(),
            seed=seed,
            progress=Progress("正在生成"),
        )
    except generator.OutputNotEmptyError:
        fail(f"{out} 里已经有文件，请换一个空文件夹。")
    except generator.DayTooEarlyError:
        fail("--as-of 不能早于方案开始的日期。")
    except PolicyMissingError:
        fail(f"{policy} 里的政策文件不全，先用 jiedui check 检查。")
    click.echo(f"示例台账在 {out}。")


@cli.command(help="测量速度和内存（和别的工具比）。")
@click.option("--households", type=click.IntRange(min=10), default=3000, show_default=True, help="多少户。")
@click.option("--visits", type=click.IntRange(min=0), default=60000, show_default=True, help="多少次走访。")
@click.option("--records", type=click.Path(path_type=Path), default=Path("records"), help="从哪份台账复制政策和区划。")
def bench(households: int, visits: int, records: Path) -> None:
    """Measure speed and memory."""
    from jiedui import benchmark

    for line in benchmark.run(households, visits, ledger_folder(records)):
        click.echo(line)


def main() -> None:
    """Run the command line. A fault of the machine becomes a sentence, never a traceback."""
    gc.disable()  # a command is short and its records make no cycles: collecting would cost a sixth of a check
    cli.add_command(bulletin)
    cli.add_command(report)
    cli.add_command(print_)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal in GBK lacks some characters
    try:
        cli(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        raise SystemExit(FAILED) from error
    except click.ClickException as error:
        fail(f"{usage.trouble(error)}用 jiedui --help 看用法。")
    except click.Abort:
        fail("已中断。")
    except OSError as error:
        fail(usage.machine_trouble(error))
