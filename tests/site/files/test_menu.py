"""The menu as a script; that the pages fill theirs from it is held in ``tests/site/test_frame.py``."""

from __future__ import annotations

import json

from jiedui.model.audience import AudienceKind
from jiedui.site.build import pages_of
from jiedui.site.files import menu
from jiedui.site.site import Site


def test_it_has_the_entries_of_the_menu_for_whoever_has_a_site(site: Site) -> None:
    pages_of(site)
    (file,) = menu.files(site)
    assert file.path == "assets/menu.js"
    head, _, data = str(file.content).partition("]=")
    assert head == '(globalThis.JIEDUI_MENU=globalThis.JIEDUI_MENU||{})["entries"'
    assert json.loads(data[:-2]) == [entry.told for entry in site.menu]
    assert frozenset(AudienceKind) == menu.SHOWN_TO
