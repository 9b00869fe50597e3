"""The data version as a script; that the pages show it is held in ``tests/site/test_frame.py``."""

from __future__ import annotations

from jiedui.model.audience import AudienceKind
from jiedui.site.files import version
from jiedui.site.site import Site


def test_it_has_the_data_version_for_whoever_has_a_site(site: Site) -> None:
    (file,) = version.files(site)
    assert file.path == "assets/version.js"
    assert file.content == '(globalThis.JIEDUI_SITE=globalThis.JIEDUI_SITE||{})["version"]="0123456789";\n'
    assert frozenset(AudienceKind) == version.SHOWN_TO
