"""``jiedui serve``: the site on this machine, made anew where it changed as soon as a file of the ledger is saved."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.ledger import faults_told, ledger_folder, schemas, warn_of_part
from jiedui.cli.making import SiteMaking, site_settings
from jiedui.cli.options import OutFolder, as_of_option, records_option
from jiedui.cli.outcome import fail, typed, warn
from jiedui.cli.progress import ProgressLine
from jiedui.cli.stopping import StoppedError
from jiedui.cli.usage import Command, option
from jiedui.model.audience import INTERNAL
from jiedui.model.time import today
from jiedui.records.alone import BusyError, alone
from jiedui.records.finding import Severity, redact
from jiedui.records.parallel import LostProcessError

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.preview.live import LiveLedger
    from jiedui.preview.site import PreviewSite
    from jiedui.preview.watching import Watch
    from jiedui.records.finding import Finding
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.rules.report import Report
    from jiedui.site import Edition

# What stands on every page in place of the version: what is looked at is what lies in the folder.
VERSION = "本机预览"
_MAKING = "网页正在生成。", "现在看到的可能是上次的，全部做好以后再刷新。"
_UNFINISHED = "网页没有全部更新。", f"{LostProcessError.remedy}再保存一次台账。"
# So many changed records, or faults, are named.
_NAMED = 3


@click.command(cls=Command, help="在本机预览网站：台账一保存就更新。按 Ctrl+C 结束。")
@records_option
@as_of_option
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="网址里的端口，0 是随便一个。")
@option("--out", type=OutFolder(), default=Path("build/preview"), show_default=True, help="网页放在哪里。")
def command(records: Path, as_of: date, port: int, out: Path) -> None:
    """Serve the site of a ledger until it is stopped; make it anew when a file of the ledger changes."""
    ledger_folder(records)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with alone(out):
            _serve(records, as_of, port, out)
    except BusyError:
        fail(f"另一个预览正在用 {typed(out)}：用 --out 换一个文件夹。")
    except StoppedError:
        click.echo("预览结束。")


def _serve(records: Path, as_of: date, port: int, out: Path) -> NoReturn:
    from jiedui.preview.news import News
    from jiedui.preview.server import PreviewServer
    from jiedui.preview.site import PreviewSite
    from jiedui.preview.watching import Watch

    site = PreviewSite(out, site_settings())
    try:
        server = PreviewServer(port, News(site.read).read)
    except OSError:
        fail(f"端口 {port} 用不了，多半有别的程序在用：用 --port 换一个。")
    site.note = _MAKING
    Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"预览：{server.address} 网页正在生成。（按 Ctrl+C 结束）")
    try:
        preview = _Preview(records, schemas(), as_of, site)
        with Watch(records) as watch:
            preview.update(set(), watch)
            while True:
                preview.update(watch.changed(), watch)
    finally:
        gc.unfreeze()
        server.shutdown()
        server.server_close()


class _SupersededError(Exception):
    """Something changed while pages were made."""


class _Preview:
    """The preview of the ledger in a folder, as it was named, and read last."""

    def __init__(self, records: Path, library: SchemaLibrary, as_of: date, site: PreviewSite) -> None:
        self._records, self._library, self._as_of, self._site = records, library, as_of, site
        self._live: LiveLedger | None = None
        self._unread: set[str] = set()  # what changed while errors hindered, and is still to be read
        self._note = _MAKING  # what stands on every page while no error hinders
        self._shown: tuple[Ledger, Sequence[Finding]] | None = None  # of what all pages are made

    def update(self, paths: Set[str], watch: Watch) -> None:
        """Make the site anew for what changed at ``paths``, if the ledger has no errors; say so, or what hinders it.

        Where the ``watch`` tells of a change meanwhile, or a process that helps is lost, the rest is left to the next
        time.
        """
        try:
            self._update(paths, watch)
        except LostProcessError as error:
            self._site.note = self._note = _UNFINISHED
            warn(f"{error.remedy}再保存一次，网页接着更新。")

    def _update(self, paths: Set[str], watch: Watch) -> None:
        from jiedui.check import run

        start = time.monotonic()
        self._unread |= paths
        report = run(self._records, self._library, max(self._as_of, today()), ProgressLine("正在检查"), keeps=True)
        if faults_told(report, self._records):
            self._site.note = _hindrance(report)
            warn("网页没有动，上面写了原因。改好、保存以后自动更新。")
            return
        live, changed = self._read()
        if self._shows(live.ledger, report):
            self._unhindered()
            self._all_right(0, start)
            return
        self._shown = None
        edition = self._edition(report, live)
        first = self._site.begin(live.ledger, self._as_of, edition)
        self._unhindered()
        if changed:
            people = f"有关的户和人先更新了 {first} 页，" if first else ""
            click.echo(f"{_named(changed)}{people}用了 {time.monotonic() - start:.1f} 秒，别的页正在更新。")
        told = ProgressLine("正在写页面")

        def go_on(done: int, total: int) -> None:
            if watch.is_waiting:
                raise _SupersededError
            told(done, total)

        try:
            files = self._site.finish(edition, go_on)
        except _SupersededError:
            pass
        else:
            self._shown = live.ledger, report.findings
            self._all_right(files, start)
            self._site.prepare(lambda: watch.is_waiting)
            _let_go()

    def _shows(self, ledger: Ledger, report: Report) -> bool:
        """Tell whether all pages are made already of a ledger, and of what is found in it."""
        return self._shown is not None and self._shown[0] is ledger and self._shown[1] == report.findings

    def _unhindered(self) -> None:
        if self._site.note != self._note:
            click.echo("台账没有错误了，每一页上面的提示已经拿掉。")
        self._site.note = self._note

    def _all_right(self, files: int, start: float) -> None:
        self._site.note = self._note = ("", "")
        click.echo(f"网页全部更新好了：{files} 个文件，用了 {time.monotonic() - start:.1f} 秒。")

    def _read(self) -> tuple[LiveLedger, list[Place]]:
        """Read what is unread, the first time all; return the ledger and the places of what is another by now."""
        from jiedui.preview.live import LiveLedger

        paths, self._unread = self._unread, set()
        if self._live is None:
            warn_of_part(self._records)
            self._live = LiveLedger(self._records, self._library, ProgressLine("正在读台账"))
            return self._live, []
        return self._live, self._live.refresh(paths)

    def _edition(self, report: Report, live: LiveLedger) -> Edition:
        from jiedui.rules.left_out import SoundPart

        making = SiteMaking(
            root=self._records, library=self._library, as_of=self._as_of, sound=SoundPart(live.ledger, report),
            contents=live.contents, commit=VERSION, settings=site_settings(), engine="mkdocs", browser=None,
            pages_only=False,
        )  # fmt: skip
        return making.edition(INTERNAL, pictures=False)


def _let_go() -> None:
    """Let go of what earlier pages were made of; what stands is looked through once, and again when all was made anew.

    What an edit of a few records leaves is few beside it.
    """
    gc.collect()
    if 2 * len(gc.get_objects(generation=2)) > gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _named(changed: Sequence[Place]) -> str:
    """Return what changed in words, of much the first."""
    if not changed:
        return ""
    more = f" 等 {len(changed)} 份记录" if len(changed) > _NAMED else ""
    return f"改了{'、'.join(redact(place.called) for place in changed[:_NAMED])}{more}。"


def _hindrance(report: Report) -> tuple[str, str]:
    """Return what stands on top of every page while errors hinder a new one: that they do, and the first of them."""
    first = next(item for item in report.findings if item.severity is Severity.ERROR)
    place = f"{redact(first.path)} 第 {first.line} 行" if first.line else redact(first.path)
    return "网页还是改以前的。", f"台账现在有 {report.errors} 处错误，改好、保存以后自动更新。{place}：{first.message}"
