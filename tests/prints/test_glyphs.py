"""Names that this machine cannot print: the fonts are asked, and only what is printed is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.prints.glyphs import UnprintableName, unprintable

KNOWN, UNKNOWN, OTHER = "\U00020bb7", "\U0002bc20", "\U0003158e"


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a list of fonts first on the path that knows U+20BB7 alone."""
    script = tmp_path / "bin" / "fc-list"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\n[ "$1 $2" = ":charset=20bb7 family" ] && echo "Noto Serif CJK SC"\nexit 0\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent))
    return script


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    names = [f"示例{KNOWN}{UNKNOWN}", f"示例{OTHER}{UNKNOWN}", f"Shili O&#39;{OTHER}", "示例子", f"示例{KNOWN}"]
    file.write_text("".join(f"<p>{name}</p>" for name in names), "utf-8")
    return file


def named(desk: Any, *names: str) -> Ledger:
    """Return a ledger with a helper and a household of these names."""
    desk.unit("pingjiang", "平江县残联")
    desk.helper("PJ-B-2222", names[0])
    desk.household("PJ-2222", "PJ-B-2222", [(name, "肢体") for name in names[1:]])
    ledger: Ledger = desk.ledger
    return ledger


@pytest.mark.usefixtures("fonts")
def test_only_characters_that_no_font_has_are_told_by_name(desk: Any, page: Path) -> None:
    ledger = named(desk, f"示例{KNOWN}{UNKNOWN}", f"示例{OTHER}{UNKNOWN}", "示例子", f"示例{KNOWN}", f"Shili O'{OTHER}")
    assert unprintable(ledger, [page]) == [
        UnprintableName(f"Shili O'{OTHER}", (OTHER,)),
        UnprintableName(f"示例{KNOWN}{UNKNOWN}", (UNKNOWN,)),
        UnprintableName(f"示例{OTHER}{UNKNOWN}", (OTHER, UNKNOWN)),
    ]


@pytest.mark.usefixtures("fonts")
def test_a_person_who_is_not_printed_is_not_told(desk: Any, page: Path, tmp_path: Path) -> None:
    ledger = named(desk, "示例甲", f"示例乙{UNKNOWN}")
    assert unprintable(ledger, [page]) == []
    other = tmp_path / "other.html"
    other.write_text(f"示例乙{UNKNOWN}", "utf-8")
    assert [person.name for person in unprintable(ledger, [page, other])] == [f"示例乙{UNKNOWN}"]


@pytest.mark.usefixtures("fonts")
def test_no_page_is_read_for_names_that_every_font_has(desk: Any, tmp_path: Path) -> None:
    assert unprintable(named(desk, "示例甲", f"示例{KNOWN}"), [tmp_path / "no such page"]) == []


def test_where_no_font_can_be_asked_every_rare_character_is_told(
    desk: Any, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert unprintable(named(desk, f"示例{KNOWN}", "示例子"), [page]) == [UnprintableName(f"示例{KNOWN}", (KNOWN,))]
