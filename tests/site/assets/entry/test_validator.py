"""The vendored validator is what its package makes of itself, and nothing in it looks for the internet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jiedui.site.files.assets import ASSETS, lean

FILE = ASSETS / "entry" / "validator.js"


def test_it_is_the_bundle_of_its_package(node_run: Callable[[str, Any], Any]) -> None:
    assert FILE.read_text("utf-8") == node_run("entry-validator.mjs", None), (
        "node tests/node/entry-validator.mjs scripts/jiedui/site/assets/entry/validator.js writes it anew"
    )


def test_the_site_carries_it_with_its_name_and_licence() -> None:
    first, _, rest = lean(FILE.read_text("utf-8")).partition("\n")
    assert first.startswith("// @cfworker/json-schema 4.1.6, MIT License, Copyright (c) 2020 Jeremy Danyow")
    assert len(rest) < 17_000
    assert FILE.read_text("utf-8").endswith(rest)  # nothing is taken out but the text of the licence
    assert not {"fetch(", "import(", "XMLHttpRequest", "eval(", "new Function"} & {
        word for word in ("fetch(", "import(", "XMLHttpRequest", "eval(", "new Function") if word in rest
    }
