"""``jiedui site``: the ledger, checked and published as a folder of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.chromium import wanted_browser
from jiedui.cli.ledger import checked_part, ledger_folder, schemas, seen_by
from jiedui.cli.options import OutFolder, as_of_option, audience_option, records_option
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.usage import Command, OneOf, option
from jiedui.imprint import SiteImprint, finish, imprint_of
from jiedui.model.audience import AudienceKind
from jiedui.model.day_words import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.rules.left_out import LeftOut
    from jiedui.rules.report import Report
    from jiedui.site import SitePrint
    from jiedui.site.machine.engine import Settings
    from jiedui.site.machine.pictures import Shot

UNKNOWN = "查不到版本"
# So many faulty files are named on top of a site that stays.
_NAMED = 3


@click.command(cls=Command, help="检查台账并生成网站。")
@records_option
@as_of_option
@audience_option
@option("--docs", type=OutFolder(), default=Path("build/docs"), show_default=True, help="中间页面放在哪里。")
@option("--out", type=OutFolder(), default=Path("site"), show_default=True, help="网站放在哪里。")
@option("--engine", type=OneOf(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="生成网站的程序。")
@option("--pages-only", is_flag=True, help="只生成中间页面，不生成网站。")
@option("--pictures/--no-pictures", default=None, help="使用手册要不要配图，默认有浏览器就配；分给别人的不配。")
def command(
    *,
    records: Path,
    as_of: date,
    audience: Audience,
    docs: Path,
    out: Path,
    engine: str,
    pages_only: bool,
    pictures: bool | None,
) -> None:
    """Check the ledger, write the pages, build the site and check its links."""
    from jiedui.prints import Choice, write_prints
    from jiedui.records.finding import RULES
    from jiedui.serving import services
    from jiedui.site import Edition, build_pages, check_site
    from jiedui.site.machine.engine import build

    # The pictures show pages that only the whole has.
    wanted = pictures if audience.is_internal else False
    browser = wanted_browser(asked=wanted, purpose="配图", without="--no-pictures")
    root, library = ledger_folder(records), schemas()
    settings = _settings()
    _refuse_folders(docs, None if pages_only else out)
    report, sound = checked_part(records, library, as_of)
    if sound is None:
        _keep_earlier(None if pages_only else out, report)
    ledger, commit = seen_by(audience, sound.ledger, sound.report, library, as_of), _version(root)
    edition = Edition(
        commit=commit, library=library, rules=tuple(RULES), services=services(), pictures=browser is not None,
        navigation=settings["nav"], warnings=sound.report.findings, left_out=sound.left_out, root=root,
        prints=_prints(audience),
    )  # fmt: skip
    outcome = _told(sound.left_out)
    pages = build_pages(ledger, as_of, docs, edition, progress=ProgressLine("正在写页面"))
    click.echo(pages.summary)
    if pages_only:
        raise SystemExit(outcome)
    settings |= {
        "site_name": ledger.policy.name,
        "site_description": f"{ledger.policy.city}{settings['site_description']}",
        "nav": list(pages.navigation),
    }
    if build(settings, docs, out, engine):
        fail(f"{engine} 没有生成网站，原因见上面。")
    for place in edition.prints:
        write_prints(place.kind, ledger, as_of, Choice(helper=audience.of), out / Path(place.path).parent)
    if browser:
        _illustrate(pages.shots, out, browser)
    forge = ledger.policy.forge
    problems = check_site(out, forge.url if forge else "")
    finish(out, SiteImprint(as_of.isoformat(), commit))
    for problem in problems:
        click.echo(problem)
    click.echo(f"网站在 {out}/index.html，链接检查发现 {len(problems)} 处问题。")
    raise SystemExit(FINDINGS if problems else outcome)


def _prints(audience: Audience) -> tuple[SitePrint, ...]:
    """Return what is printed beside the pages of an audience: with a helper's own, what he carries."""
    from jiedui.prints import CARRIED, KINDS
    from jiedui.site import SitePrint

    kinds = CARRIED if audience.kind is AudienceKind.HELPER else ()
    return tuple(SitePrint(kind, f"prints/{kind}/index.html", KINDS[kind].HEADING) for kind in kinds)


def _told(left_out: LeftOut) -> int:
    """Say what the site is made without; return how the command ends if nothing else is wrong."""
    if not left_out:
        return CLEAN
    warn(f"网站里没有{left_out.names}，它的记录里有错。每一页上面都写着；错在哪里，看“没有算进来的残联”这一页。")
    return FINDINGS


def _keep_earlier(out: Path | None, report: Report) -> NoReturn:
    """Leave an earlier site as it is, but for words on top of each page, where nothing of the ledger is sound.

    ``out`` is ``None`` where no site was asked for. Leaves with 1.
    """
    from jiedui.rules.left_out import hindrances
    from jiedui.site.machine import stale

    earlier = imprint_of(out) if out else None
    if out is None or earlier is None:
        warn("什么也没有写：这些错误关系到全市，以前也没有生成好的网站可以留。先改好上面的错误，再运行一遍。")
        raise SystemExit(FINDINGS)
    files = "、".join(hindrances(report)[:_NAMED])
    stale.mark(
        out,
        f"这个网站还是{day_text(earlier.day)}的，数据版本 {earlier.commit}。",
        f"台账现在有 {report.errors} 处错误，关系到全市（{files}），改好以前不能更新。"
        "请管台账的人运行 jiedui check 看怎么改。",
    )
    warn(f"{out} 里还是{day_text(earlier.day)}的网站，每一页上面写了原因。先改好上面的错误，再运行一遍。")
    raise SystemExit(FINDINGS)


def _settings() -> Settings:
    """Return the settings of a site as shipped."""
    from jiedui.site.machine import engine

    try:
        return engine.settings()
    except OSError:
        fail("没有网站的设置 mkdocs.yml，请重新取得这个项目。")


def _version(root: Path) -> str:
    """Return the ledger's version in Git as each page names it; where Git does not say it, warn that no page does."""
    from jiedui.review.git import ForeignFolderError, commit

    try:
        return commit(root)
    except ForeignFolderError as error:
        warn(f"网页上没有台账的版本。{error.remedy}")
        return UNKNOWN


def _refuse_folders(docs: Path, out: Path | None) -> None:
    """Refuse, before any page is written, folders that would be refused later; ``out`` is ``None`` without a site."""
    from jiedui.site.machine import engine, output

    if out is not None:
        inner, outer = docs.resolve(), out.resolve()
        if inner.is_relative_to(outer) or outer.is_relative_to(inner):
            fail("--docs 和 --out 不能是同一个文件夹，也不能一个在另一个里面。")
        engine.refuse_foreign(out)
    output.refuse_foreign(docs)


def _illustrate(shots: Sequence[Shot], out: Path, browser: str) -> None:
    from jiedui.site.machine.pictures import take

    if missing := take(shots, out, browser):
        names = "、".join(Path(shot.path).name for shot in missing)
        warn(f"浏览器没有做出 {names}，使用手册里少了这些图，别的都好用。要补上，再运行一遍。")
