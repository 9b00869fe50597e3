"""``jiedui print``: cards, forms, booklets as HTML and, where a Chromium is found, as PDF."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.browser import BrowserFailedError
from jiedui.cli.audience import refuse_audience
from jiedui.cli.chromium import wanted_browser
from jiedui.cli.ledger import checked_ledger, refuse_unknown, schemas
from jiedui.cli.options import OutFolder, as_of_option, audience_option, records_option, refuse_unwritable, unnamed
from jiedui.cli.outcome import fail, typed
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, argument, option
from jiedui.model.audience import AudienceKind
from jiedui.prints import KINDS, Choice, ForeignFileError, write_kind, write_pdfs
from jiedui.prints.glyphs import unprintable
from jiedui.prints.writer import INDEX, refuse_foreign
from jiedui.reports.few import FewFigures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.model.ledger import Ledger


@click.command(
    cls=Command,
    help="生成打印件："
    + "，".join(f"{name} {kind.HEADING}" for name, kind in KINDS.items())
    + "。不写种类就全部生成。",
    short_help="生成打印件：联系卡、登记表、走访提纲等。",
)
@argument("kinds", nargs=-1, type=OneOf(list(KINDS)), metavar="种类")
@records_option
@as_of_option
@audience_option
@option("--unit", "units", multiple=True, metavar="代号", help="只做这个残联的，可以写几次。")
@option("--township", "townships", multiple=True, metavar="乡镇", help="只做住在这个乡镇（街道）的，可以写几次。")
@option("--helper", default="", metavar="编号", help="只做这位帮扶责任人的。")
@option("--household", "households", multiple=True, metavar="户编号", help="只做这一户的，可以写几次。")
@option("--out", type=OutFolder(), default=None, help="放在哪里，默认 build/种类。做几种时，每种一个文件夹。")
@option("--pdf/--no-pdf", default=None, help="要不要 PDF，默认有浏览器就做。")
def command(
    *,
    kinds: tuple[str, ...],
    records: Path,
    as_of: date,
    audience: Audience,
    units: tuple[str, ...],
    townships: tuple[str, ...],
    helper: str,
    households: tuple[str, ...],
    out: Path | None,
    pdf: bool | None,
) -> None:
    """Write prints of one kind, of several or of all."""
    refuse_audience(audience, (AudienceKind.INTERNAL, AudienceKind.COUNTY, AudienceKind.HELPER), "打印件")
    browser = wanted_browser(asked=pdf, purpose="做 PDF", without="--no-pdf")
    top = out or unnamed(Path("build"), records)
    targets = {kind: top if out and len(kinds) == 1 else top / kind for kind in kinds or KINDS}
    for target in targets.values():
        refuse_unwritable(target)
        with _foreign_files_told():
            refuse_foreign([target / INDEX])
    ledger = checked_ledger(records, schemas(), as_of, audience)
    for unit in units:
        refuse_unknown(ledger, unit=unit)
    for township in townships:
        refuse_unknown(ledger, township=township)
    refuse_unknown(ledger, helper=helper)
    for household in households:
        refuse_unknown(ledger, household=household)
    pages = _written(targets, FewFigures(ledger, as_of), Choice(units, helper, households, townships), browser)
    _tell_end(ledger, pages, asked=pdf, browser=browser)


def _written(targets: Mapping[str, Path], figures: FewFigures, choice: Choice, browser: str | None) -> list[Path]:
    """Write the prints of each kind into its folder, as PDF, too, where there is a browser; return their pages."""
    pages: list[Path] = []
    for kind, target in targets.items():
        with _foreign_files_told():
            written = write_kind(kind, figures, choice, target)
        click.echo(f"写了 {len(written)} 个文件，打开 {target.as_posix()}/index.html 打印。")
        if browser:
            _pdfs(written[1:], browser)
        pages += written[1:]
    return pages


def _tell_end(ledger: Ledger, pages: list[Path], *, asked: bool | None, browser: str | None) -> None:
    """Say whose name may be printed with empty boxes, and why there is no PDF where there is none."""
    for person in unprintable(ledger, pages):
        listed = "、".join(f"{character}（U+{ord(character):04X}）" for character in person.characters)
        click.echo(f"请看一看打印件：{person.name} 的姓名里，这台电脑可能没有这些字，会印成空框：{listed}。")
    if asked is False:
        click.echo("没有做 PDF。")
    elif browser is None:
        click.echo("没有找到 Chromium、Chrome 或 Edge，没有做 PDF；网页文件可以直接打印。")


@contextmanager
def _foreign_files_told() -> Iterator[None]:
    """Leave with 2 where a file of others stands in the way."""
    try:
        yield
    except ForeignFileError as error:
        fail(f"{typed(error.args[0])} 不是本程序写的，不敢覆盖。换一个文件夹，或先把它移走。")


def _pdfs(pages: list[Path], browser: str) -> None:
    progress = ProgressLine("正在做 PDF")
    try:
        for number, _ in enumerate(write_pdfs(pages, browser), 1):
            progress(number, len(pages))
    except BrowserFailedError as error:
        fail(f"浏览器没有做出 {error.args[0].name}。网页文件可以直接打印，或者加 --no-pdf。")
    click.echo(f"做了 {len(pages)} 个 PDF，和网页文件放在一起。")
