"""``jiedui site``: the ledger, checked and published as a folder of pages, for one audience or for each of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.chromium import wanted_browser
from jiedui.cli.counts import UnpublishedError
from jiedui.cli.ledger import checked_part, ledger_folder, schemas
from jiedui.cli.making import SiteMaking, SitePlace, keep_earlier, site_settings
from jiedui.cli.options import EachAudience, OutFolder, as_of_option, records_option, unnamed
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, warn
from jiedui.cli.usage import Command, OneOf, option
from jiedui.imprint import imprint_of
from jiedui.model.audience import INTERNAL, WORDS, Audience, AudienceKind
from jiedui.records.contents import contents_of
from jiedui.records.held import HeldRecords

if TYPE_CHECKING:
    from datetime import date

    from jiedui.rules.left_out import LeftOut, SoundPart
    from jiedui.rules.report import Report

UNKNOWN = "查不到版本"
# So many faulty files are named on top of a site that stays.
_NAMED = 3


@click.command(cls=Command, help="检查台账并生成网站。")
@records_option
@as_of_option
@option(
    "--audience", type=EachAudience(), default=INTERNAL, show_default=True,
    help=f"给谁看的：{WORDS}。别人的不在里面。写 all，各种人的一次生成，每一种一个文件夹。",
)  # fmt: skip
@option("--helpers", is_flag=True, help="和 --audience all 一起用：在岗的责任人也一人一个文件夹。")
@option("--docs", type=OutFolder(), default=Path("build/docs"), show_default=True, help="中间页面放在哪里。")
@option("--out", type=OutFolder(), help="网站放在哪里。默认 site；--audience all 默认 sites。")
@option("--engine", type=OneOf(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="生成网站的程序。")
@option("--pages-only", is_flag=True, help="只生成中间页面，不生成网站。")
@option("--pictures/--no-pictures", default=None, help="使用手册要不要配图，默认有浏览器就配；分给别人的不配。")
def command(
    *,
    records: Path,
    as_of: date,
    audience: Audience | None,
    helpers: bool,
    docs: Path,
    out: Path | None,
    engine: str,
    pages_only: bool,
    pictures: bool | None,
) -> None:
    """Check the ledger once; write the pages of an audience or of each, make its site and check its links."""
    wanted = pictures if audience is None or audience.is_internal else False
    browser = wanted_browser(asked=wanted, purpose="配图", without="--no-pictures")
    root, library = ledger_folder(records), schemas()
    settings = site_settings()
    out = out or unnamed(Path("site" if audience else "sites"), records)
    whole = SitePlace(audience or INTERNAL, docs, out)
    if audience:
        whole.refuse(pages_only=pages_only)
    elif imprint_of(whole.out):
        fail(f"{whole.out} 里是一个网站，不能再放各种人的：换一个文件夹。")
    report, sound = checked_part(records, library, as_of)
    if sound is None:
        _keep_all([] if pages_only else [whole.out] if audience else sorted(whole.out.glob("*")), report)
    if sound.ledger.policy.sealing and library.ring is None:
        warn("台账里有加密的内容，这里没有密钥：网站上写编号，不写姓名、电话。要写的，运行 jiedui --keys 密钥库 site。")
    places = [whole] if audience else _of_each(whole, sound, as_of, helpers=helpers)
    for place in places:
        place.refuse(pages_only=pages_only)
    making = SiteMaking(
        root=root, library=library, as_of=as_of, sound=sound, contents=contents_of(sound.report.records),
        held=_held(sound.report, as_of), commit=_version(root), settings=settings, engine=engine, browser=browser,
        pages_only=pages_only,
    )  # fmt: skip
    if audience == INTERNAL and sound.report.whole:  # of the records themselves nothing is shown any more
        sound.report.whole.let_go()
    outcomes = [_told(sound.left_out)]
    for place in places:
        if audience is None:
            click.echo(f"{place.audience}：")
        outcomes.append(_made(making, place))
    raise SystemExit(max(outcomes))


def _held(report: Report, as_of: date) -> HeldRecords:
    """Return what the form of each site shows of the records that were checked."""
    from jiedui.site.files.form.records import held

    return held(report.records.valid, as_of) if report.records else HeldRecords()


def _of_each(whole: SitePlace, sound: SoundPart, as_of: date, *, helpers: bool) -> list[SitePlace]:
    """Return where the site of each audience lies: in a folder of its own, called as the web server knows it."""
    from jiedui.model.narrowing import audiences

    faulty = (Audience(AudienceKind.COUNTY, item.unit) for item in sound.left_out.units)
    return [
        SitePlace(item, whole.docs.with_name(f"{whole.docs.name}-{item.folder}"), whole.out / item.folder)
        for item in (*audiences(sound.ledger, as_of, helpers=helpers), *faulty)
    ]


def _made(making: SiteMaking, place: SitePlace) -> int:
    """Make the site of an audience and return how the command ends by it; that of a faulty federation stays."""
    faulty = {item.unit: item for item in making.sound.left_out.units}.get(place.audience.of)
    if faulty is None:
        try:
            return making.make(place)
        except UnpublishedError as error:
            warn(f"没有写公开的：{error.reason}以前生成好的没有动。")
            return FINDINGS
    why = f"{faulty.name}的记录里有 {faulty.count} 处错误，改好以前不能更新。"
    if not keep_earlier(place.out, why):
        warn(f"没有写：{why}以前也没有生成好的网站可以留。")
    return FINDINGS


def _told(left_out: LeftOut) -> int:
    """Say what the site is made without; return how the command ends if nothing else is wrong."""
    if not left_out:
        return CLEAN
    warn(f"网站里没有{left_out.names}，它的记录里有错。每一页上面都写着；错在哪里，看“没有算进来的残联”这一页。")
    return FINDINGS


def _keep_all(sites: list[Path], report: Report) -> NoReturn:
    """Leave earlier sites as they are, but for words on top of each page, where nothing of the ledger is sound.

    ``sites`` are where they may lie. Leaves with 1.
    """
    from jiedui.rules.left_out import hindrances

    files = "、".join(hindrances(report)[:_NAMED])
    why = (
        f"台账现在有 {report.errors} 处错误，关系到全市（{files}），改好以前不能更新。"
        "请管台账的人运行 jiedui check 看怎么改。"
    )
    if not [site for site in sites if keep_earlier(site, why)]:
        warn("什么也没有写：这些错误关系到全市，以前也没有生成好的网站可以留。先改好上面的错误，再运行一遍。")
    raise SystemExit(FINDINGS)


def _version(root: Path) -> str:
    """Return the ledger's version in Git as each page names it; where Git does not say it, warn that no page does."""
    from jiedui.review.git import ForeignFolderError, commit

    try:
        return commit(root)
    except ForeignFolderError as error:
        warn(f"网页上没有台账的版本。{error.remedy}")
        return UNKNOWN
