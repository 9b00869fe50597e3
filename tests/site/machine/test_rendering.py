"""A page in Markdown becomes what MkDocs makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.site.machine import engine
from jiedui.site.machine.rendering import Rendering

pytestmark = pytest.mark.engine


def test_every_page_of_the_navigation_is_what_mkdocs_makes_of_it(docs: Path, built: Path) -> None:
    rendering = Rendering(engine.settings()["markdown_extensions"])
    pages = {page.relative_to(docs): page.read_text("utf-8") for page in docs.rglob("*.md")}
    assert len(pages) > 50
    made = {path: rendering.page(text) for path, text in pages.items()}
    assert [path for path, text in made.items() if text != (built / path.with_suffix(".html")).read_text("utf-8")] == []
    assert any('<details class="jd-contents">' in text for text in made.values())
