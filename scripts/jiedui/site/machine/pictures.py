"""Pictures of the built site for its own guide: taken anew by each build, never kept."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from jiedui.browser import BrowserFailedError, take_picture
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiedui.site.site import Site

GUIDE = "guide.html"
_FIGURE = re.compile(r'<figure class="?jd-picture"?>.*?</figure>', re.DOTALL)
DESK, PHONE = (1280, 760), (390, 760)


class Shot(Struct, frozen=True):
    """One picture: its name, the page with its anchor from the top of the site, its size, and what is to be seen."""

    name: str
    page: str
    size: tuple[int, int]
    words: str

    @property
    def path(self) -> str:
        """Where the picture lies, from the top of the site."""
        return f"pictures/{self.name}.png"


def shots(site: Site) -> list[Shot]:
    """Return the pictures that the guide shows; those of a household and a helper only where the ledger has any.

    The household with the most contacts and its helper are shown: their pages hold every part.
    """
    found = [
        Shot("find", "find.html?q=应享未享", DESK, "查户：打几个字，下面列出户、责任人、乡镇和页面"),
        Shot("overview", "overview.html", DESK, "全市总览：一行一个残联，每个数字都可以点开"),
        Shot("contact", "contact.html", DESK, "季度联系矩阵：格子里有符号、已联系户数和应联系户数"),
    ]
    ledger = site.ledger
    home = max(ledger.households, key=lambda item: (len(ledger.contacts(item)), item), default="")
    if home:
        found.append(Shot("household", f"households/{home}.html", PHONE, "手机上看一户：标记、电话、各季度联系"))
        pairing = ledger.households[home].primary_on(site.as_of)
        if pairing and pairing.helper in ledger.helpers:
            page = f"helpers/{pairing.helper}.html"
            found.append(Shot("helper", page, PHONE, "手机上看我的帮扶：最上面是接下来要办的事"))
    units = [unit for unit in site.figures.units if site.figures.units[unit].households]
    if units:
        busiest = max(units, key=lambda unit: (len(site.figures.units[unit].households), unit))
        found.append(Shot("unit", f"units/{busiest}.html#todo", DESK, "残联的页面：要办的事和近期到期"))
    return found


def take(found: Sequence[Shot], out: Path, browser: str) -> list[Shot]:
    """Take the pictures of a built site into it; return those that the browser failed to make twice.

    The guide is left without these: a site does not fail for want of a picture.
    """

    def one(shot: Shot) -> bool:
        return _taken(shot, out, browser) or _taken(shot, out, browser)

    (out / "pictures").mkdir(exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        missing = [shot for shot, made in zip(found, pool.map(one, found), strict=True) if not made]
    if missing:
        _leave_out(missing, out / GUIDE)
    return missing


def _taken(shot: Shot, out: Path, browser: str) -> bool:
    page, rest = _parted(shot.page)
    address = (out / page).resolve().as_uri() + rest
    try:
        take_picture(browser, address, out / shot.path, width=shot.size[0], height=shot.size[1])
    except BrowserFailedError:
        return False
    return True


def _leave_out(missing: Sequence[Shot], guide: Path) -> None:
    """Take the figures of pictures out of the built guide."""
    paths = {shot.path for shot in missing}
    text = guide.read_text("utf-8")
    kept = _FIGURE.sub(lambda figure: "" if any(path in figure[0] for path in paths) else figure[0], text)
    guide.write_text(kept, "utf-8")


def _parted(address: str) -> tuple[str, str]:
    """Return the file of an address, and its question and anchor, which are no part of the file's name."""
    page = re.split("[?#]", address, maxsplit=1)[0]
    return page, address.removeprefix(page)
