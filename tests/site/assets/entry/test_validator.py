"""The vendored validator is what its package makes of itself, and nothing in it looks for the internet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from jiedui.records.schema import SchemaLibrary
from jiedui.site.files.assets import ASSETS, files, lean

from .test_judge import VISIT

FILE = ASSETS / "entry" / "validator.js"


def test_it_is_the_bundle_of_its_package(node_run: Callable[[str, Any], Any]) -> None:
    assert FILE.read_text("utf-8") == node_run("entry-validator.mjs", None), (
        "node tests/node/entry-validator.mjs scripts/jiedui/site/assets/entry/validator.js writes it anew"
    )


def test_the_site_carries_it_with_its_name_and_licence() -> None:
    text = FILE.read_text("utf-8")
    assert text in dict(files())["assets/entry.js"]
    first, _, rest = text.partition("\n")
    assert first.startswith("// @cfworker/json-schema 4.1.6, MIT License, Copyright (c) 2020 Jeremy Danyow")
    assert len(rest) < 18_000
    assert not {"fetch(", "import(", "XMLHttpRequest", "eval(", "new Function"} & {
        word for word in ("fetch(", "import(", "XMLHttpRequest", "eval(", "new Function") if word in rest
    }


@pytest.mark.browser
def test_it_judges_in_a_page(page: Page, library: SchemaLibrary, tmp_path: Path) -> None:
    """Opened as a file and served from an address with a query: names of schemas are made of it."""
    names = ("validator", "values", "schema", "suggest", "explain", "judge")
    for name in names:
        (tmp_path / f"{name}.js").write_text(lean((ASSETS / "entry" / f"{name}.js").read_text("utf-8")), "utf-8")
    tags = "".join(f'<script src="{name}.js"></script>' for name in names)
    policy = "default-src 'none'; script-src 'self'"
    html = f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">{tags}'
    (tmp_path / "entry.html").write_text(html, "utf-8")
    page.route("http://form.test/**", lambda route: route.fulfill(path=tmp_path / urlsplit(route.request.url).path[1:]))
    ask = """([documents, data]) => {
      const { judge, schemas } = JIEDUI_ENTRY;
      return judge(data, schemas(documents).record("visit")).faults.map((fault) => fault.message);
    }"""
    for address in ((tmp_path / "entry.html").as_uri(), "http://form.test/entry.html?q=%E7%94%B2#visit/SLX-7K3Q"):
        page.goto(address)
        asked = [
            library.documents,
            {**VISIT, "channel": "上门", "withdrawn": {"date": "2026-13-01", "reason": "录错了户"}},
        ]
        assert page.evaluate(ask, asked) == ["撤销日期：没有2026年13月这个月份。", "联系方式填的不在可选范围内。"]
