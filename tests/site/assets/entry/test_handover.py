"""What leaves the form without a forge's help: a file, a text, an address, and the words of a pull request."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from jiedui.model.forge import KINDS, Forge
from jiedui.records.digits import many
from jiedui.records.kinds import EVENTS, path_of
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.rules.number_forms import has_identity, has_telephone
from jiedui.site.files.assets import ASSETS

URL = "https://git.example.cn/office/ledger"
FORM = {"made_on": "2026-11-27", "site": "0123456789", "format": 9}
DATA = {
    "date": "2026-11-27", "by": "SLX-B-7K3Q", "channel": "电话", "reached": True, "counterpart": "本人",
    "entered_on": "2026-11-27",
}  # fmt: skip
VISIT = {"kind": "visit", "unit": "shiliqu", "household": "SLX-7K3Q", "stem": "2026-11-27", "data": DATA}
PHONE = {"at": ["phone"], "old": "15400000009", "new": "15400000008"}
CHANGE = {
    "kind": "household", "unit": "shiliqu", "stem": "SLX-7K3Q", "path": "shiliqu/households/SLX-7K3Q/household.yml",
    "blob": "0" * 40, "changes": [PHONE],
}  # fmt: skip


@pytest.fixture
def ask(node_run: Callable[[str, Any], Any], library: SchemaLibrary) -> Callable[..., Any]:
    """What the ways out answer, one by one: ``ask(["link", item, forge])``."""
    return lambda *asks: node_run("entry-handover.mjs", {"documents": library.documents, "asks": list(asks)})


def new(kind: str, stem: str, household: str = "") -> dict[str, Any]:
    item = {"kind": kind, "unit": "shiliqu", "stem": stem, "data": {}}
    return item | ({"household": household} if household else {})


def test_the_file_holds_a_key_a_line_and_no_record_as_it_was(ask: Callable[..., Any]) -> None:
    records = [VISIT, CHANGE | {"base": {"phone": "15400000009"}}]
    first, second = ask(["file", records, FORM], ["file", records, FORM])
    assert first == second
    assert first["name"] == "登记-2026-11-27-2份.json"
    said = {"jiedui": "登记", "version": 1, "format": 9, "made_on": "2026-11-27", "site": "0123456789"}
    assert first["text"] == json.dumps(said | {"records": [VISIT, CHANGE]}, ensure_ascii=False, indent=2) + "\n"


def test_a_file_that_was_saved_is_opened_again(ask: Callable[..., Any]) -> None:
    [saved] = ask(["file", [VISIT, CHANGE], FORM])
    marked = "\ufeff" + saved["text"]  # as some editor left it
    assert ask(["open", saved["text"], 9], ["open", marked, 10]) == [{"items": [VISIT, CHANGE]}] * 2


def record(**more: Any) -> str:
    """A file of one record, which stands otherwise in what is given; what is None is not there."""
    said = {"jiedui": "登记", "version": 1, **FORM, "records": [{**VISIT, **more}]}
    return json.dumps(
        {**said, "records": [{key: value for key, value in said["records"][0].items() if value is not None}]}
    )


WRONG = [
    ("", "坏了"), ("{", "坏了"), (record()[:-9], "坏了"), ("date: 2026-11-27\n", "坏了"),
    (json.dumps({"jiedui": "登记", "version": 1, **FORM}), "坏了"),
    (json.dumps({"jiedui": "登记", "version": 1, **FORM, "records": {}}), "坏了"),
    (json.dumps({"jiedui": "登记", "version": 1, **FORM, "records": ["甲"]}), "坏了"),
    (record(kind=None), "坏了"), (record(kind="event-party"), "坏了"), (record(stem=""), "坏了"),
    (record(household=None), "坏了"), (record(stem="../../a"), "坏了"), (record(unit="a/b"), "坏了"),
    (record(data=[]), "坏了"), (record(data=None, blob="0"), "坏了"), (record(data=None, changes=[PHONE]), "坏了"),
    *((record(data=None, blob="0", changes=[change]), "坏了") for change in (1, {}, {"at": []}, {"at": [1]})),
    ("null", "不是登记页"), ("[]", "不是登记页"), ('{"type": "FeatureCollection"}', "不是登记页"),
    (json.dumps({"jiedui": "登记", "version": 2}), "新版"),
    (json.dumps({"jiedui": "登记", "version": 1, "format": 10}), "新版"),
]  # fmt: skip


def test_a_file_that_is_not_ours_newer_or_damaged_is_told_as_such(ask: Callable[..., Any]) -> None:
    answers = ask(*(["open", text, 9] for text, _ in WRONG))
    told = [
        fault if list(answer) == ["fault"] and fault in answer["fault"] else answer
        for answer, (_, fault) in zip(answers, WRONG, strict=True)
    ]
    assert told == [fault for _, fault in WRONG]


PLACES = [
    ("helper", "SLX-B-7K3Q", ""), ("household", "SLX-7K3Q", ""), ("visit", "2026-11-27-2", "SLX-7K3Q"),
    *((f"event-{word}", f"2026-11-27-{word}", "") for word in EVENTS),
]  # fmt: skip


def test_addresses_are_those_of_the_program_and_hold_nothing_of_a_record(ask: Callable[..., Any]) -> None:
    paths = [path_of(record, "shiliqu", stem, household) for record, stem, household in PLACES]
    asks, expected = [], []
    for kind, folder in itertools.product(KINDS, ("records", ".", "台账/a b#1")):
        settings = {"kind": kind, "url": URL, "branch": "office/主#1", "folder": folder}
        forge = Forge.of(settings)
        for place, path in zip(PLACES, paths, strict=True):
            asks += [["link", new(*place), settings], ["link", new(*place) | {"blob": "0"}, settings]]
            expected += [forge.new_file(path), forge.edit(path)]
            asks += [["path", new(*place)], ["place", path, folder]]
            expected += [path, forge.path(path)]
    assert ask(*asks) == expected


def test_without_a_forge_a_record_has_its_place_in_the_usual_folder(ask: Callable[..., Any]) -> None:
    assert ask(["place", "shiliqu/unit.yml"]) == ["records/shiliqu/unit.yml"]


def test_the_text_of_a_new_record_is_the_canonical_one(ask: Callable[..., Any], library: SchemaLibrary) -> None:
    [answer] = ask(["text", VISIT, None])
    assert answer == {
        "path": "records/shiliqu/households/SLX-7K3Q/visits/2026-11-27.yml",
        "text": write(DATA, library["visit"]),
    }


def test_a_change_is_told_by_its_place_and_its_lines(ask: Callable[..., Any]) -> None:
    pairing = {"helper": "SLX-B-7K3Q", "from": "2026-01-02"}
    base = {"members": [{"id": "m-2F8D", "name": "示例甲"}], "pairings": [pairing], "needs": [{"id": "n-7K3Q"}]}
    member, old = ["members", {"id": "m-2F8D"}], {"number": "1" * 20, "category": "肢体"}
    need = {"id": "n-7K3Q", "content": "装扶手。" * 5}
    changes = [
        PHONE,
        {"at": ["note"], "new": "搬到一楼。\n门牌没变。"},
        {"at": [*member, "education"], "old": "小学", "new": "初中"},
        {"at": ["pairings", {"like": pairing}, "to"], "new": "2026-11-27"},
        {"at": ["pairings", {"new": True}], "new": pairing},
        {"at": ["needs", {"id": "n-7K3Q"}], "old": need},
        {"at": ["needs", {"id": "n-9D4W"}, "content"], "old": "甲", "new": "乙"},
        {"at": [*member, "disability", "certificates", {"like": old}, "number"], "old": "1" * 20, "new": "49"},
        {"at": ["nothing", {"id": "x"}, "such"], "new": "甲"},
    ]
    [answer] = ask(["text", CHANGE | {"base": base, "changes": changes}, None])
    assert answer["path"] == "records/shiliqu/households/SLX-7K3Q/household.yml"
    assert [(item["place"], item["old"], item["new"]) for item in answer["changes"]] == [
        ("联系电话", 'phone: "15400000009"  # 联系电话', 'phone: "15400000008"  # 联系电话'),
        ("备注", "", "note: |-  # 备注\n  搬到一楼。\n  门牌没变。"),
        ("家庭成员 示例甲 › 受教育程度", "    education: 小学  # 受教育程度", "    education: 初中  # 受教育程度"),
        ("结对 2026-01-02 › 结束日期", "", '    to: "2026-11-27"  # 结束日期'),
        ("结对 新的一项", "", '  - helper: SLX-B-7K3Q  # 帮扶责任人\n    from: "2026-01-02"  # 开始日期'),
        (
            "需求和措施 n-7K3Q",
            "  - id: n-7K3Q  # 需求编号\n    content: 装扶手。装扶手。装扶手。装扶手。装扶手。  # 需求内容",
            "",
        ),
        ("需求和措施 n-9D4W › 需求内容", "    content: 甲  # 需求内容", "    content: 乙  # 需求内容"),
        (
            "家庭成员 示例甲 › 残疾情况 › 残疾人证 肢体 › 残疾人证号",
            f'{" " * 10}number: "（号码不显示）"  # 残疾人证号',
            f'{" " * 10}number: "49"  # 残疾人证号',
        ),
        ("nothing x › such", "", ""),  # of a format that this site does not know
    ]


def judged(text: str) -> bool:
    return many(text) and (has_identity(text) or has_telephone(text))


def test_the_words_of_a_pull_request_name_codes_days_and_fields_and_nobody(
    ask: Callable[..., Any], library: SchemaLibrary
) -> None:
    household = new("household", "SLX-9D4W") | {
        "data": {"members": [{"name": "示例甲"}]},
        "reason": "同名，不是同一个人。",
        "warnings": ["示例甲"],
    }
    changes = [PHONE, {"at": ["members", {"id": "m-2F8D"}, "name"], "new": "示例乙"}, PHONE]
    event = new("event-meeting", "2026-11-27-meeting")
    items = [VISIT, household, CHANGE | {"changes": changes}, event]
    index = {"schemas": library.documents}
    several, one = ask(["words", items, index, "dengji/2026-11-27-bcdfgh"], ["words", [VISIT], index, "b"])
    listed = (
        "- 登记走访联系 SLX-7K3Q 2026-11-27\n"
        "- 登记帮扶对象家庭 SLX-9D4W\n"
        "- 修改帮扶对象家庭 SLX-7K3Q：联系电话、家庭成员\n"
        "- 登记会议 2026-11-27-meeting\n"
    )
    assert several == {
        "title": "登记 4 份",
        "body": f"{listed}\n提示重复、仍要登记的：\n\n- 帮扶对象家庭 SLX-9D4W：同名，不是同一个人。\n",
        "message": f"登记 4 份\n\n{listed}",
        "branch": "dengji/2026-11-27-bcdfgh",
    }
    assert not any(map(judged, several.values()))
    assert one["title"] == "登记走访联系 SLX-7K3Q 2026-11-27"
    assert one["body"] == "- 登记走访联系 SLX-7K3Q 2026-11-27\n"


REASONS = [
    ("同名，住在隔壁（2019-11-02 迁来）", "同名，住在隔壁（2019-11-02 迁来）"),
    ("<b>@所有人</b>\n\n# 标题 closes #12 ![图](x)", "b 所有人 b 标题 closes 12 图 x"),
    ("电话 154-0000-0009 不同", "电话 （号码不显示）不同"),
    ("电话一五四零零零零零零零九", "电话（号码不显示）"),
    ("号码４９０６０２ １９６５０３１２ ００１７", "号码（号码不显示）"),
    ("490602\u200b19650312\u200b001X、42", "（号码不显示）、42"),
    ("①⑤④⓪⓪⓪⓪⓪⓪⓪⑨", "（号码不显示）"),
    ("示例甲和SLX-7K3Q不是一个人", "示例甲和SLX-7K3Q不是一个人"),
]


def test_a_reason_has_neither_numbers_nor_signs_that_a_forge_obeys(
    ask: Callable[..., Any], library: SchemaLibrary
) -> None:
    items = [new("household", "SLX-9D4W") | {"reason": reason} for reason, _ in REASONS]
    [words] = ask(["words", items, {"schemas": library.documents}, "b"])
    lines = words["body"].splitlines()[-len(REASONS) :]
    assert lines == [f"- 帮扶对象家庭 SLX-9D4W：{told}" for _, told in REASONS]
    assert not any(map(judged, lines))
    assert [judged(reason) for reason, _ in REASONS].count(True) == 5  # what the check would have refused


def test_each_branch_has_letters_of_its_own_and_no_number(ask: Callable[..., Any]) -> None:
    names = ask(*[["branch", "2026-11-27"]] * 200)
    assert len(set(names)) > 190
    assert all(re.fullmatch(r"dengji/2026-11-27-[b-z]{6}", name) for name in names)
    assert not any(map(judged, names))


@pytest.fixture
def folder_page(page: Page, tmp_path: Path) -> Page:
    """A page from a folder that has the ways out, as strict about what it loads as the form is."""
    scripts = ["copy.js", *(f"entry/{name}.js" for name in ("dom", "values", "schema", "codes", "handover"))]
    loaded = "".join(f'<script src="{(ASSETS / name).as_uri()}"></script>' for name in scripts)
    policy = "default-src 'none'; script-src file:; base-uri 'none'; form-action 'none'"
    file = tmp_path / "entry.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">{loaded}',
        "utf-8",
    )
    page.goto(file.as_uri())
    return page


def test_a_file_is_saved_from_a_page_that_was_opened_from_a_folder(folder_page: Page, tmp_path: Path) -> None:
    with folder_page.expect_download() as begun:
        assert folder_page.evaluate("() => JIEDUI_ENTRY.handover.download('登记-2026-11-27-1份.json', '示例\\n')")
    assert begun.value.suggested_filename == "登记-2026-11-27-1份.json"
    begun.value.save_as(tmp_path / "saved.json")
    assert (tmp_path / "saved.json").read_text("utf-8") == "示例\n"
    within = "() => Object.defineProperty(navigator, 'userAgent', { value: 'Mobile MicroMessenger/8.0' })"
    folder_page.evaluate(within)
    assert folder_page.evaluate("() => JIEDUI_ENTRY.handover.download('a.json', '')") is False


def test_a_text_and_what_is_shown_are_copied_with_the_clipboard_and_without(folder_page: Page) -> None:
    """Without, what is shown stays marked, to be copied by hand; the text was marked apart and is gone."""
    copied = """async ([refused, isShown]) => {
      const put = [];
      const clipboard = { writeText: async text => { if (refused) throw new Error(); put.push(text); } };
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
      document.addEventListener('copy', () => put.push(`marked ${getSelection()}`), { once: true });
      const shown = document.createElement('pre');
      shown.append('第一行', document.createElement('br'), '第二行');
      document.body.replaceChildren(shown);
      getSelection().removeAllRanges();
      const done = await JIEDUI_ENTRY.handover.copy(isShown ? shown : '第一行\\n第二行');
      return [done, put, `${getSelection()}`, document.querySelectorAll('pre').length];
    }"""
    for is_shown, left in (("shown", "第一行\n第二行"), ("", "")):
        assert folder_page.evaluate(copied, ["", is_shown]) == [True, ["第一行\n第二行"], "", 1]
        folder_page.mouse.click(5, 500)  # the old command wants a gesture
        assert folder_page.evaluate(copied, ["refused", is_shown]) == [True, ["marked 第一行\n第二行"], left, 1]
