"""How the commands make sites of a checked ledger: pages, engine, pictures, links, and what stays of an earlier one."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiedui.cli.counts import counts_for
from jiedui.cli.ledger import seen_by
from jiedui.cli.outcome import CLEAN, FINDINGS, fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.imprint import SiteImprint, finish, imprint_of, strangers
from jiedui.model.audience import AudienceKind
from jiedui.model.day_words import day_text
from jiedui.records.held import HeldRecords
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.model.forge import Forge
    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.records.schema import SchemaLibrary
    from jiedui.rules.left_out import SoundPart
    from jiedui.site import Edition, PagesReport, SitePrint
    from jiedui.site.machine.engine import Settings
    from jiedui.site.machine.pictures import Shot
    from jiedui.site.navigation import Entry

# So many files of others are named.
_NAMED = 3


class SitePlace(Struct, frozen=True):
    """Whose site it is, and the folders of its pages and of itself."""

    audience: Audience
    docs: Path
    out: Path

    def refuse(self, *, pages_only: bool) -> None:
        """Refuse, before any page is written, folders that would be refused later."""
        from jiedui.site.machine import engine, output

        if not pages_only:
            engine.refuse_foreign(self.out)
            inner, outer = self.docs.resolve(), self.out.resolve()
            if inner.is_relative_to(outer) or outer.is_relative_to(inner):
                fail("--docs 和 --out 不能是同一个文件夹，也不能一个在另一个里面。")
            if found := strangers(self.out):
                named = "、".join(typed(Path(path)) for path in found[:_NAMED])
                more = f" 等 {len(found)} 个" if len(found) > _NAMED else ""
                fail(f"{typed(self.out)} 里有后来放进去的文件，重新生成会删掉：{named}{more}。先移到别处。")
        output.refuse_foreign(self.docs)


class SiteMaking(Struct, frozen=True, kw_only=True):
    """What the sites of one run have in common: the ledger, which is ``sound``, its version, and how they are made.

    ``contents`` are the ids of what its records say, by path, and some of these are ``held``; ``browser`` is where the
    one lies that takes the pictures of the guide, ``None`` without them; ``built`` are those that were made before,
    each by the mark of the pages that the engine made for it.
    """

    root: Path
    library: SchemaLibrary
    as_of: date
    sound: SoundPart
    contents: Mapping[str, str]
    held: HeldRecords = field(default_factory=HeldRecords)
    commit: str
    settings: Settings
    engine: str
    browser: str | None
    pages_only: bool
    built: dict[str, Path] = field(default_factory=dict)

    def make(self, place: SitePlace) -> int:
        """Write the pages of an audience, make its site and check its links; return how the command ends by it.

        Raises :class:`~jiedui.cli.counts.UnpublishedError` where the public may not get it, before anything is written.
        """
        # The pictures show pages that only the whole has.
        browser = self.browser if place.audience.is_internal else None
        ledger = seen_by(place.audience, self.sound.ledger, self.sound.report, self.library, self.as_of)
        edition = self.edition(place.audience, pictures=browser is not None)
        pages = self._pages(ledger, edition, place)
        if self.pages_only:
            return CLEAN
        _print(edition.prints, ledger, self.as_of, place.out)
        with _illustrated(pages.shots, place.out, browser) as wait:
            return self._finish(ledger.policy.forge, place, wait)

    def edition(self, audience: Audience, *, pictures: bool) -> Edition:
        """Return what the site of an audience shows beside the ledger."""
        from jiedui.records.finding import RULES
        from jiedui.serving import services
        from jiedui.site import Edition

        return Edition(
            commit=self.commit, library=self.library, rules=tuple(RULES), services=services(), pictures=pictures,
            navigation=self.settings["nav"], warnings=self.sound.report.findings, left_out=self.sound.left_out,
            root=self.root, prints=_prints(audience), counts=counts_for(audience, self.sound.ledger, self.as_of),
            contents=self.contents, held=self.held,
        )  # fmt: skip

    def _pages(self, ledger: Ledger, edition: Edition, place: SitePlace) -> PagesReport:
        """Write the pages; let the engine begin on the site meanwhile, unless pages alone are wanted."""
        from jiedui.site import build_pages

        with ExitStack() as stack:
            ends: list[Callable[[], int]] = []

            def begun(navigation: Sequence[Entry]) -> None:
                if not self.pages_only:
                    ends.append(self._begun(ledger.policy, navigation, place, stack))

            line = ProgressLine("正在写页面")
            pages = build_pages(ledger, self.as_of, place.docs, edition, progress=line, begun=begun)
            click.echo(pages.summary)
            if place.audience.kind is AudienceKind.PUBLIC and not edition.counts.quarters:
                warn("公开的网站里还没有数字：先用 jiedui bulletin freeze 冻结季通报。")
            if any(end() for end in ends):
                fail(f"{self.engine} 没有生成网站，原因见上面。")
        return pages

    def _begun(
        self, policy: Policy, navigation: Sequence[Entry], place: SitePlace, stack: ExitStack
    ) -> Callable[[], int]:
        """Let the engine begin to make the site of the pages, until ``stack`` is closed; return what ends it.

        Where it made the same ones before, these are taken.
        """
        from jiedui.site.machine.engine import EngineRun, build_alike, pages_mark

        told = {"site_name": policy.name, "site_description": f"{policy.city}{self.settings['site_description']}"}
        earlier = self.built.setdefault(pages_mark(place.docs), place.out)
        if earlier != place.out:
            return lambda: build_alike(place.docs, earlier, place.out)
        settings = self.settings | told | {"nav": list(navigation)}
        return stack.enter_context(EngineRun(settings, place.docs, place.out, self.engine)).finish

    def _finish(self, forge: Forge | None, place: SitePlace, wait: Callable[[], None]) -> int:
        """Check the links of a site, say of it that it is whole, and return how the command ends by it.

        ``wait`` waits for what is still being put into it.
        """
        from jiedui.site import check_site
        from jiedui.site.machine.output import LINKS

        problems = check_site(place.out, forge.url if forge else "", place.docs / LINKS, until=wait)
        finish(place.out, SiteImprint(self.as_of.isoformat(), self.commit))
        for problem in problems:
            click.echo(problem)
        click.echo(f"网站在 {place.out}/index.html，链接检查发现 {len(problems)} 处问题。")
        return FINDINGS if problems else CLEAN


def _print(prints: Sequence[SitePrint], ledger: Ledger, as_of: date, out: Path) -> None:
    from jiedui.prints import Choice, write_prints

    for item in prints:
        write_prints(item.kind, ledger, as_of, Choice(), out / Path(item.path).parent)


def _prints(audience: Audience) -> tuple[SitePrint, ...]:
    """Return what is printed beside the pages of an audience: with a helper's own, what he carries."""
    from jiedui.prints import CARRIED, KINDS
    from jiedui.site import SitePrint

    kinds = CARRIED if audience.kind is AudienceKind.HELPER else ()
    return tuple(SitePrint(kind, f"prints/{kind}/index.html", KINDS[kind].HEADING) for kind in kinds)


def keep_earlier(out: Path, reason: str) -> bool:
    """Leave an earlier site as it is, but for words on top of each page; return whether there is one."""
    from jiedui.site.machine import stale

    earlier = imprint_of(out)
    if earlier is None:
        return False
    stale.mark(out, f"这个网站还是{day_text(earlier.day)}的，数据版本 {earlier.commit}。", reason)
    warn(f"{out} 里还是{day_text(earlier.day)}的网站，每一页上面写了原因。先改好上面的错误，再运行一遍。")
    return True


@contextmanager
def _illustrated(shots: Sequence[Shot], out: Path, browser: str | None) -> Iterator[Callable[[], None]]:
    """Have pictures taken by another process; give what waits for them, and warns of those that are lacking."""
    from jiedui.records.parallel import meanwhile
    from jiedui.site.machine.pictures import take

    with meanwhile(lambda command: take(shots, out, command), [browser] if browser else [], many=1) as taken:

        def wait() -> None:
            if names := "、".join(Path(shot.path).name for missing in taken for shot in missing):
                warn(f"浏览器没有做出 {names}，使用手册里少了这些图，别的都好用。要补上，再运行一遍。")

        yield wait


def site_settings() -> Settings:
    """Return the settings of a site as shipped, or leave with 2 where they are missing."""
    from jiedui.site.machine import engine

    try:
        return engine.settings()
    except OSError:
        fail("没有网站的设置 mkdocs.yml，请重新取得这个项目。")
