"""A household with all that one may hold, and the same with a few places otherwise."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary

Data = dict[str, Any]


@pytest.fixture(scope="session")
def household(repo_root: Path, library: SchemaLibrary) -> Data:
    """What the fullest example of a household says, to be read only."""
    text = (repo_root / "tests" / "schemas" / "valid" / "household" / "full.yml").read_text("utf-8")
    data = parse(text, "household.yml", library["household"]).data
    assert data is not None
    return data


@pytest.fixture(scope="session")
def changed(household: Data) -> Callable[..., Data]:
    """The household with values put at pointers (``needs.0.result``): ``None`` takes one out, ``needs.+`` adds one."""

    def change(pointers: Data, base: Data | None = None) -> Data:
        data = deepcopy(household if base is None else base)
        for pointer, value in pointers.items():
            node: Any = data
            *way, last = (int(part) if part.isdigit() else part for part in pointer.split("."))
            for part in way:
                node = node.setdefault(part, []) if isinstance(node, dict) else node[part]
            if last == "+":
                node.append(value)
            elif value is None:
                del node[last]
            else:
                node[last] = value
        return data

    return change
