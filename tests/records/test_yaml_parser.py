"""The parser in Python gives what libyaml gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from yaml._yaml import CParser

from jiedui.records.yaml_parser import PlainParser, YamlParser

RECORDS = sorted((Path(__file__).parents[1] / "rules" / "base").rglob("*.yml"))


def test_libyaml_is_taken_where_it_is() -> None:
    assert YamlParser is CParser


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_both_parsers_see_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert events(PlainParser(text)) == events(CParser(text))


def events(parser: Any) -> list[Any]:
    return [
        (type(event), getattr(event, "value", ""), event.start_mark.index, event.end_mark.index)
        for event in iter(parser.get_event, None)
    ]
