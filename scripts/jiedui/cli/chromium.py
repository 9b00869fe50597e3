"""The browser of the machine, for the commands that do more with one and can do without."""

from __future__ import annotations

from jiedui.browser import find_browser
from jiedui.cli.outcome import fail


def wanted_browser(*, asked: bool | None, purpose: str, without: str) -> str | None:
    """Return the browser to use, or ``None`` for doing without; leave with 2 where one was asked for and is missing.

    ``asked`` is ``None`` where nobody said: then one is used where it is found. ``purpose`` says in Chinese what it is
    wanted for, ``without`` is the option that does without.
    """
    browser = None if asked is False else find_browser()
    if asked and browser is None:
        fail(f"没有找到浏览器，不能{purpose}。请安装 Chromium、Chrome 或 Edge，或者写 {without}。")
    return browser
