"""The scan: a leak of each kind is found in each format, nothing is told of it but where, and nothing else is cried."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.trust.files import FORMATS, entities
from tests.trust.ledger import CARD, IDENTITY, PLANTED, sought

from jiedui.site.files.form.parts import _script
from jiedui.trust.leak import Leak, LeakKind
from jiedui.trust.scan import scan
from jiedui.trust.sought import Sought

STRANGER = "490621196102034264"  # of nobody in the ledger, with a valid check
LEAKS = [
    *PLANTED.items(),
    (LeakKind.NUMBER, IDENTITY),
    (LeakKind.NUMBER, STRANGER),
    (LeakKind.NUMBER, f"{STRANGER}41"),
    (LeakKind.NUMBER, f"{STRANGER}41B1"),
    (LeakKind.NUMBER, "490621610203401"),
    (LeakKind.NUMBER, CARD),
    (LeakKind.PHONE, "15400009999"),
    (LeakKind.PHONE, "+8615400007391"),
    (LeakKind.BIRTH, "1961年2月3日"),
    (LeakKind.BIRTH, "19610203"),
]


@pytest.fixture(scope="module")
def wanted() -> Sought:
    return sought()


@pytest.mark.parametrize("name", FORMATS)
def test_a_leak_of_each_kind_is_found_in_each_format(name: str, wanted: Sought, tmp_path: Path) -> None:
    for number, (_, text) in enumerate(LEAKS):
        (tmp_path / f"{number:02}-{name}").write_bytes(FORMATS[name](text))
    (tmp_path / f"own-{name}").write_bytes(FORMATS[name]("示例未住在示例河村3组，电话15400008888，PJ-5X7N"))
    result = scan(tmp_path, wanted)
    found = {(leak.file, leak.kind) for leak in result.leaks}
    assert found == {(f"{number:02}-{name}", kind) for number, (kind, _) in enumerate(LEAKS)}
    assert result.files == len(LEAKS) + 1


@pytest.mark.parametrize(("kind", "text"), LEAKS)
def test_a_name_of_a_file_is_looked_at_and_never_told(
    kind: LeakKind, text: str, wanted: Sought, tmp_path: Path
) -> None:
    (tmp_path / "cards" / text).mkdir(parents=True)
    (tmp_path / "cards" / text / f"卡 {text}.html").write_text("x", "utf-8")
    leaks = scan(tmp_path, wanted).leaks
    assert leaks == (Leak("cards/（名字不显示）/（名字不显示）.html", "文件名", kind),)


def test_what_is_found_is_told_by_its_line(wanted: Sought, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>\n{PLANTED[LeakKind.NAME]}</p>\n<p>{entities('15400007391')}", "utf-8")
    assert scan(tmp_path, wanted).leaks == (
        Leak("a.html", "第 2 行", LeakKind.NAME),
        Leak("a.html", "第 3 行", LeakKind.PHONE),
    )


def test_what_cannot_be_read_is_told_as_such(wanted: Sought, tmp_path: Path) -> None:
    for name in ("book.xlsx", "map.xml.gz", "page.pdf"):
        (tmp_path / name).write_bytes(FORMATS[name]("示例文字")[:24])
    (tmp_path / "lost.html").symlink_to(tmp_path / "nowhere.html")
    leaks = scan(tmp_path, wanted).leaks
    assert {leak.file for leak in leaks} == {"book.xlsx", "map.xml.gz", "page.pdf", "lost.html"}
    assert {(leak.place, leak.kind) for leak in leaks} == {("整个文件", LeakKind.UNREADABLE)}


def test_nobodys_birth_is_anywhere_not_even_in_the_data_of_a_form(wanted: Sought, tmp_path: Path) -> None:
    file = tmp_path / _script("PJ-5X7N", {}).path
    file.parent.mkdir(parents=True)
    file.write_text('{"birth":"1970-04-05"}', "utf-8")
    assert [leak.kind for leak in scan(tmp_path, wanted).leaks] == [LeakKind.BIRTH]


def test_it_says_how_far_it_is(wanted: Sought, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    told: list[tuple[int, int]] = []
    scan(tmp_path, wanted, lambda done, of: told.append((done, of)))
    assert told == [(0, 1), (1, 1)]
