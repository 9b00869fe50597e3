"""Data as scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.site.files.scripts import entry, script, script_of

DATA: dict[str, Any] = {
    "texts": ["</script><!--", "a\u2028b\u2029c", '"],[\\', "],["],
    "nested": {"deep": [1, True, None]},
    "empty": [],
}


def data_of(content: str | bytes) -> Any:
    return json.loads(str(content).partition("]=")[2].rstrip(";\n"))


def test_a_script_holds_what_it_was_given_a_line_for_each_entry() -> None:
    file = script("assets/x/1.js", "SHELF", "one", DATA)
    assert file.path == "assets/x/1.js"
    head, _, _ = str(file.content).partition("=" + '{"texts')
    assert head == '(globalThis.SHELF=globalThis.SHELF||{})["one"]'
    assert data_of(file.content) == DATA
    assert str(file.content).count("\n") == len(DATA)
    assert data_of(script("", "S", "k", ["],[", 2]).content) == ["],[", 2]
    assert data_of(script("", "S", "k", 5).content) == 5


def test_entries_that_are_written_already_make_the_same_script() -> None:
    written = [entry(key, value) for key, value in DATA.items()]
    assert script_of("assets/x/1.js", "SHELF", "one", written) == script("assets/x/1.js", "SHELF", "one", DATA)
    assert script_of("", "S", "k", ()) == script("", "S", "k", {})


def test_nothing_in_it_ends_a_script_or_a_line_of_one() -> None:
    content = str(script("", "S", "k", DATA).content)
    assert "</" not in content
    assert not {"\u2028", "\u2029"} & set(content)


@pytest.mark.node
def test_scripts_of_a_shelf_stand_beside_each_other(node_run: Callable[[str, Any], Any], tmp_path: Path) -> None:
    for key in ("one", "two"):
        (tmp_path / f"{key}.js").write_text(str(script("", "SHELF", key, DATA).content), "utf-8")
    paths = [str(tmp_path / name) for name in ("one.js", "two.js")]
    assert node_run("shelf.mjs", {"shelf": "SHELF", "scripts": paths}) == {"one": DATA, "two": DATA}
