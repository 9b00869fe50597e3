"""The files: what is written, what each side keeps to itself, what is removed and what is never touched."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, ForeignFileError, write_prints

TODAY = date(2026, 10, 1)
SHEETS = ["family-standard.html", "family-large.html", "worker-standard.html", "worker-large.html"]
FAMILY_SECRETS = ["示例子", "示例丑", "示例寅", "示例卯", "示例辰", "示例巳", "0730-0654321", "15400000077", "常年卧床"]
CATEGORIES = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"]
HELPER_PHONES = ["0730-0123456", "15400000001", "15400000002"]


class Text(HTMLParser):
    """The text of a page, styles left out; ``marks`` are its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.marks: list[tuple[str, dict[str, str | None]]] = []
        self.style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks.append((tag, dict(attrs)))
        self.style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.style = self.style and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.parts.append(data)

    def __str__(self) -> str:
        return "".join(self.parts)


def text(file: Path) -> str:
    return str(Text(file.read_text(encoding="utf-8")))


def test_four_files_per_unit_and_an_index(small: Ledger, tmp_path: Path) -> None:
    files = write_prints("cards", small, TODAY, Choice(), tmp_path)
    expected = ["index.html", *(f"{unit}/{name}" for unit in ("pingjiang", "yueyanglou") for name in SHEETS)]
    assert [file.relative_to(tmp_path).as_posix() for file in files] == expected
    assert sorted(tmp_path.rglob("*.*")) == sorted(files)


@pytest.mark.parametrize("name", SHEETS[:2])
def test_the_family_side_holds_nothing_of_the_family(small: Ledger, tmp_path: Path, name: str) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    html = (tmp_path / "pingjiang" / name).read_text(encoding="utf-8")
    assert [word for word in (*FAMILY_SECRETS, *CATEGORIES, "残疾人工作者留存") if word in html] == []
    page = text(tmp_path / "pingjiang" / name)
    for word in ("示例甲", "示例㴩𠮷", "平江县残疾人联合会", "教育就业股", *HELPER_PHONES, "0730-0000012"):
        assert word in page
    assert page.count("帮扶对象家庭留存") >= 3
    assert all(code in page for code in ("PJ-7K3Q", "PJ-9999", "PJ-2222"))


@pytest.mark.parametrize("name", SHEETS[2:])
def test_the_worker_side_holds_no_phone_of_the_helper(small: Ledger, tmp_path: Path, name: str) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    html = (tmp_path / "pingjiang" / name).read_text(encoding="utf-8")
    assert [word for word in (*HELPER_PHONES, "tel:", "帮扶对象家庭留存", "示例甲") if word in html] == []
    page = text(tmp_path / "pingjiang" / name)
    for word in ("示例子", "0730-0654321", "常年卧床， 生活不能自理。", "多重（视力、肢体）；同户另有：智力2人"):
        assert word in page
    assert page.count("PJ-B-2222") == 2


def test_the_index_names_no_member_of_a_family(small: Ledger, tmp_path: Path) -> None:
    index = text(write_prints("cards", small, TODAY, Choice(), tmp_path)[0])
    assert [word for word in (*FAMILY_SECRETS, *HELPER_PHONES) if word in index] == []
    assert "已送达 2023-10-01" in index
    assert index.count("未送达") == 3
    for word in ("100%", "A4", "不要页眉和页脚", "90 × 54 毫米", "148 × 105 毫米", "2026年10月1日"):
        assert word in index


def test_the_index_links_to_every_sheet(small: Ledger, tmp_path: Path) -> None:
    index, *sheets = write_prints("cards", small, TODAY, Choice(), tmp_path)
    marks = Text(index.read_text(encoding="utf-8")).marks
    links = {attrs["href"] for tag, attrs in marks if tag == "a"}
    assert links == {sheet.relative_to(tmp_path).as_posix() for sheet in sheets}


def test_the_index_lists_the_cards_to_print_and_bring(desk: Any, tmp_path: Path) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.helper("PJ-B-3333", "示例乙", {"to": "2025-05-31"}, {"department": "康复股", "from": "2025-06-01"})
    left = {"card_on": "2023-10-01"}
    for household, helper, pairing in (
        ("PJ-2222", "PJ-B-2222", {}),
        ("PJ-3333", "PJ-B-3333", left),
        ("PJ-4444", "PJ-B-2222", left),
    ):
        desk.household(household, helper, [("示例子", "肢体")], pairing=pairing)
    index = write_prints("cards", desk.ledger, TODAY, Choice(), tmp_path)[0].read_text(encoding="utf-8")
    part = index.partition('id="due"')[2].partition("<h2")[0]
    rows = re.findall(r'<th scope="row">(PJ-\d+)</th><td>示例.</td><td>([^<]*)</td>', part)
    assert rows == [("PJ-2222", "没有送达"), ("PJ-3333", "卡上的内容变了")]
    assert "共 2 张" in part


def test_the_index_says_what_hinders_a_card(desk: Any, tmp_path: Path) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲", {"to": "2025-05-31"})
    desk.helper("PJ-B-3333", "示例乙", {"to": "2025-05-31"}, {"department": "康复股", "from": "2025-06-01"})
    for household, helper in (("PJ-2222", "PJ-B-2222"), ("PJ-3333", "PJ-B-3333"), ("PJ-4444", "PJ-B-4444")):
        desk.household(household, helper, [("示例子", "肢体")], pairing={"card_on": "2023-10-01"})
    index, *_ = write_prints("cards", desk.ledger, TODAY, Choice(), tmp_path)
    row = re.compile(r'<tr><th scope="row">(PJ-\d+).*?<strong>(.*?)</strong>', re.DOTALL)
    rows = row.findall(index.read_text(encoding="utf-8").partition('id="list-')[2])
    assert rows == [
        ("PJ-2222", "责任人已不在岗，先调整结对"),
        ("PJ-3333", "送达后卡上的内容变了，要换新卡"),
        ("PJ-4444", "没有印：台账里没有这位责任人"),
    ]


def test_hostile_text_stays_text(desk: Any, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}</style><img src=x onerror=y>"
    desk.unit("pingjiang", evil, supervision_phone=evil)
    desk.helper("PJ-B-2222", evil, {"department": evil}, office_phone=evil, mobile=evil)
    desk.household("PJ-7K3Q", "PJ-B-2222", [(evil, "肢体")], phone=evil, difficulties=evil)
    for file in write_prints("cards", desk.ledger, TODAY, Choice(), tmp_path):
        page = Text(file.read_text(encoding="utf-8"))
        assert {tag for tag, _ in page.marks} & {"script", "img"} == set()
        assert not any(name.startswith("on") for _, attrs in page.marks for name in attrs)
        assert evil in str(page)


def test_a_missing_phone_is_a_line_to_write_on(small: Ledger, tmp_path: Path) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    html = (tmp_path / "pingjiang" / "family-standard.html").read_text(encoding="utf-8")
    assert "None" not in html
    office = re.findall(r"<span>办公电话</span></dt>(<dd.*?</dd>)", html)
    assert [("blank" in value) for value in office] == [False, False, True]
    worker = (tmp_path / "pingjiang" / "worker-standard.html").read_text(encoding="utf-8")
    assert "None" not in worker
    assert worker.count('<dd class="blank"><span></span></dd>') == 1
    assert worker.count('<dd class="blank"><span></span><span></span><span></span></dd>') == 2


@pytest.mark.parametrize("name", ["index.html", *(f"pingjiang/{name}" for name in SHEETS)])
def test_nothing_is_fetched_from_outside(small: Ledger, tmp_path: Path, name: str) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    html = (tmp_path / name).read_text(encoding="utf-8")
    page = Text(html)
    assert re.findall(r"https?://|url\(|@import|\bsrc=", html) == []
    assert {tag for tag, _ in page.marks} & {"link", "script", "iframe", "img", "object"} == set()
    assert page.marks[0] == ("html", {"lang": "zh-CN"})
    assert sum(tag == "h1" for tag, _ in page.marks) == 1


def test_each_code_is_one_path(small: Ledger, tmp_path: Path) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    html = (tmp_path / "pingjiang" / "family-large.html").read_text(encoding="utf-8")
    codes = re.findall(r'<svg[^>]*class="qr".*?</svg>', html)
    assert len(codes) == 3
    assert [code.count("<path") for code in codes] == [1, 1, 1]
    assert "<rect" not in html


def test_a_second_run_changes_no_file(small: Ledger, tmp_path: Path) -> None:
    files = write_prints("cards", small, TODAY, Choice(), tmp_path)
    before = [file.stat().st_mtime_ns for file in files]
    assert write_prints("cards", small, TODAY, Choice(), tmp_path) == files
    assert [file.stat().st_mtime_ns for file in files] == before


def test_stale_cards_go_and_strangers_stay(small: Ledger, tmp_path: Path) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    strangers = [tmp_path / "notes.txt", tmp_path / "pingjiang" / "扫描件.pdf", tmp_path / "other" / SHEETS[0]]
    strangers[2].parent.mkdir()
    for file in strangers:
        file.write_text("别动", encoding="utf-8")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (tmp_path / "yueyanglou").rename(outside)
    (tmp_path / "linked").symlink_to(outside)

    write_prints("cards", small, TODAY, Choice(units=("yueyanglou",)), tmp_path)

    cards = [f"{unit}/{name}" for unit in ("linked", "yueyanglou") for name in SHEETS]
    left = [file.relative_to(tmp_path).as_posix() for file in tmp_path.glob("*/*")]
    assert sorted(left) == sorted(["pingjiang/扫描件.pdf", f"other/{SHEETS[0]}", *cards])
    assert [file.read_text(encoding="utf-8") for file in strangers] == ["别动"] * 3


def test_an_empty_folder_of_stale_cards_goes_too(small: Ledger, tmp_path: Path) -> None:
    write_prints("cards", small, TODAY, Choice(), tmp_path)
    write_prints("cards", small, TODAY, Choice(units=("yueyanglou",)), tmp_path)
    assert [entry.name for entry in sorted(tmp_path.iterdir())] == ["index.html", "yueyanglou"]


@pytest.mark.parametrize("name", ["index.html", f"pingjiang/{SHEETS[0]}"])
def test_a_foreign_file_is_never_overwritten(small: Ledger, tmp_path: Path, name: str) -> None:
    foreign = tmp_path / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("<!doctype html><title>别的网站</title>", encoding="utf-8")
    with pytest.raises(ForeignFileError) as refusal:
        write_prints("cards", small, TODAY, Choice(), tmp_path)
    assert refusal.value.args == (foreign,)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [foreign]


def test_nobody_paired_gives_an_index_that_says_so(desk: Any, tmp_path: Path) -> None:
    files = write_prints("cards", desk.ledger, TODAY, Choice(), tmp_path)
    assert [file.name for file in files] == ["index.html"]
    assert "没有卡要打印" in text(files[0])
