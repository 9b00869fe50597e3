"""A Chromium of the reader's machine, run as a command: pages to PDF and to pictures. None is ever downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where it is looked for: names on PATH, the one without a window first, for it does the same with a third of the work;
# then the places in which Windows and macOS keep theirs.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "microsoft-edge", "msedge", "chrome",
)  # fmt: skip
PLACES = (
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# The browser asks for nothing of its own: no update, no safe-browsing lists, no account.
QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--hide-scrollbars",
)  # fmt: skip
# Seconds for one page.
PATIENCE = 120


class BrowserFailedError(Exception):
    """The browser ended without the file that was asked for; the exception's argument is that file."""


def find_browser() -> str | None:
    """Return the command of a Chromium, Chrome or Edge of this machine, or ``None``."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def print_pdf(browser: str, page: Path, target: Path) -> None:
    """Print a local page into a PDF as its print CSS says. Raises :class:`BrowserFailedError`.

    The PDF appears whole or not at all.
    """
    _make(browser, page.resolve().as_uri(), target, "--print-to-pdf", "--no-pdf-header-footer")


def print_pdfs(browser: str, pages: Iterable[tuple[Path, Path]]) -> Iterator[Path]:
    """Print many (page, PDF) pairs, as many at a time as there are processors; yield each PDF as it is done."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = [(pool.submit(print_pdf, browser, page, target), target) for page, target in pages]
        try:
            for job, target in done:
                job.result()
                yield target
        finally:  # whoever stops waits for the pages that are being printed, not for all
            pool.shutdown(cancel_futures=True)


def take_picture(browser: str, address: str, target: Path, *, width: int, height: int) -> None:
    """Take a PNG of what a window of ``width`` by ``height`` CSS pixels shows. Raises :class:`BrowserFailedError`.

    A browser without a window is at least 500 wide: a narrower page is shown in a frame that is enlarged to that.
    """
    with tempfile.TemporaryDirectory(prefix="jiedui-") as folder:
        if width < NARROWEST:
            frame = Path(folder) / "frame.html"
            frame.write_text(
                _FRAME.format(address=escape(address), width=width, height=height, narrowest=NARROWEST), "utf-8"
            )
            address, height, width = frame.as_uri(), round(height * NARROWEST / width), NARROWEST
        _make(browser, address, target, "--screenshot", f"--window-size={width},{height}")


NARROWEST = 500
_FRAME = """<!doctype html><meta charset="utf-8"><title>frame</title><style>body {{ margin: 0; overflow: hidden; }}
iframe {{ width: {width}px; height: {height}px; border: 0; transform-origin: 0 0; }}
iframe {{ transform: scale(calc({narrowest} / {width})); }}
</style><iframe src="{address}"></iframe>"""


def _make(browser: str, address: str, target: Path, product: str, *options: str) -> None:
    """Run the browser once, with a profile of its own that is thrown away, and let ``product`` write ``target``.

    The file is made beside its place and moved there.
    """
    draft = target.with_name(f".jiedui-{target.stem}.part{target.suffix}")
    rootless = () if getattr(os, "geteuid", lambda: 1)() else ("--no-sandbox",)  # as root it refuses its sandbox
    options = (*QUIET, *rootless, "--lang=zh-CN", *options, f"{product}={draft.resolve()}")
    try:
        _run([browser, *options], address, target)
        if not draft.is_file():
            raise BrowserFailedError(target)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _run(command: list[str], address: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="jiedui-", ignore_cleanup_errors=True) as profile:
        try:
            words = [*command, f"--user-data-dir={profile}", address]
            subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BrowserFailedError(target) from error
