"""Reading a record, and a whole ledger: the dialect first, then the judge, and each finding in its place."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing

from jiedui.records import reader
from jiedui.records.finding import Finding, Judged, Rule
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealing.token import Token
from jiedui.records.staging import ChangedMeanwhileError
from jiedui.records.tree import Place

Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]


def said(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in findings]


CERTIFICATE = "49060219580312101741"


PHONE = "15400001234"


BY = "by: YYL-B-7K3Q"


SCHEMA_TRAPS = {
    "30 February": ("date: 2026-03-05", "date: 2026-02-30", "date-impossible", 1, 1, "2026年2月只有28天，没有30日", ""),
    "29 February": ("date: 2026-03-05", "date: 2024-02-30", "date-impossible", 1, 1, "2024年2月只有29天", ""),
    "31 April": ("entered_on: 2026-03-06", "entered_on: 2026-04-31", "date-impossible", 6, 1, "4月只有30天", ""),
    "year 0": ("date: 2026-03-05", "date: 0000-03-05", "date-impossible", 1, 1, "没有0年3月这个月份", ""),
    "full-width digits": ("2026-03-05", "２０２６-０３-０５", "schema-format", 1, 1, "有全角字符", "2026-03-05"),
    "full-width hyphens": ("2026-03-05", "2026－03－05", "schema-format", 1, 1, "有全角字符", "2026-03-05"),
    "one digit": ("date: 2026-03-05", "date: 2026-3-5", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "Chinese date": ("2026-03-05", "2026年3月5日", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "bare date": ("2026-03-05", "20260305", "schema-format", 1, 1, "格式不对", "2026-03-05"),
    "Chinese date in no calendar": ("2026-03-05", "2026年2月30日", "schema-format", 1, 1, "格式不对", ""),
    "yes in Chinese": ("reached: true", "reached: 是", "schema-type", 4, 1, "填写方式不对", "true"),
    "no in Chinese": ("reached: true", "reached: 否", "schema-type", 4, 1, "填写方式不对", "false"),
    "full-width one": ("reached: true", "reached: １", "schema-type", 4, 1, "填写方式不对", "true"),
    "capital": ("reached: true", "reached: True", "schema-type", 4, 1, "填写方式不对", "true"),
    "lower-case id": ("YYL-B-7K3Q", "yyl-b-7k3q", "schema-format", 2, 1, "大小写不对", "YYL-B-7K3Q"),
    "quotes of prose": ("入户", "“入户”", "schema-choice", 3, 1, "不在可选范围内", "入户"),
    "trailing wide space": (BY, f"{BY}　", "schema-format", 2, 1, "有全角字符、空格", "YYL-B-7K3Q"),
    "number as key": (BY, f"{BY}\n1: 甲", "schema-unknown-field", 3, 1, "没有“1”这个字段", ""),
    "merge key": (BY, f"{BY}\n<<: 甲", "schema-unknown-field", 3, 1, "没有“<<”这个字段", ""),
    "empty key": (BY, f'{BY}\n"": 甲', "schema-unknown-field", 3, 1, "没有“（空）”这个字段", ""),
    "key of two lines": (
        BY, f"{BY}\n? |-\n  甲\n  乙\n: 丙", "schema-unknown-field", 3, 3, "没有“甲 乙”这个字段", "",
    ),
    "key without value": (BY, f"{BY}\n今天没去:", "schema-unknown-field", 3, 1, "今天没去", ""),
    "Chinese key": (BY, f"{BY}\n联系情况: 甲", "schema-unknown-field", 3, 1, "联系情况", "content"),
    "empty item": (BY, f"{BY}\ntopics:\n  -", "schema-size", 4, 4, "有一项是空的", ""),
    "null item": (BY, f"{BY}\ntopics:\n  - null", "schema-size", 4, 5, "有一项是空的", ""),
    "dash without space": (BY, f"{BY}\ntopics:\n  -家庭", "yaml-dash-space", 4, 3, "短横后面", "- "),
    "dash and wide space": (BY, f"{BY}\ntopics:\n  -　家庭", "yaml-dash-space", 4, 3, "短横", "- "),
    "wide dash": (BY, f"{BY}\ntopics:\n  － 家庭", "yaml-dash-space", 4, 3, "列表开头的“－”不是半角短横", "- "),
    "wide colon in an item": (
        BY, f"{BY}\nneeds:\n  - id：n-7K3Q", "yaml-wide-colon", 4, 7, "“id”后面的冒号", "id: …",
    ),
    "decimal": (BY, f"{BY}\ncompanions: 1.0", "schema-type", 3, 1, "填写方式不对", "1"),
    "leading zero": (BY, f"{BY}\ncompanions: 02", "schema-type", 3, 1, "填写方式不对", "2"),
    "full-width two": (BY, f"{BY}\ncompanions: ２", "schema-type", 3, 1, "填写方式不对", "2"),
    "very large": (BY, f"{BY}\ncompanions: 999999999", "schema-size", 3, 1, "数值太大", ""),
}  # fmt: skip


@pytest.mark.parametrize("trap", SCHEMA_TRAPS)
def test_trap_in_a_value_is_named(trap: str, parse: Parse, visit_text: str) -> None:
    before, after, rule, line, column, message, suggestion = SCHEMA_TRAPS[trap]
    assert before in visit_text
    data, findings = parse(visit_text.replace(before, after, 1))
    assert data is None
    assert said(findings)[0] == (rule, line, column)
    assert message in findings[0].message
    assert findings[0].suggestion == suggestion


@pytest.mark.parametrize(
    "written",
    [
        f"{CERTIFICATE}: 甲\n",
        f"a{CERTIFICATE}：甲\n",
        f"a{CERTIFICATE}:甲\n",
        f"a{PHONE}: 甲\na{PHONE}: 乙\n",
        f"content: {{{CERTIFICATE}}}\n",
        f"channel_note: {CERTIFICATE}\nchannel_note: {PHONE}\n",
        f"companions: {PHONE}\n",
        f"also:\n  - {CERTIFICATE}\n",
        "also:\n  - １５４００００１２３４\n",
        "also:\n  - 154-0000-1234\n",
        "topics:\n  - 154 0000 1234\n",
        f"topics:\n  - {CERTIFICATE}X\n",
        f"hazards: {PHONE}\n",
        f"withdrawn:\n  date: {PHONE}\n  reason: 甲\n",
        f"content: 甲 # {CERTIFICATE}\n",
        f'content: "甲 {CERTIFICATE}\n',
        f"*{CERTIFICATE}\n",
        f"content: &n{CERTIFICATE} 甲\n",
        "154 0000 1234: 甲\n",
        "490602.19580312.1017: 甲\n",
    ],
)
def test_no_number_is_repeated(written: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + written)
    assert findings
    for finding in findings:
        digits = "".join(character for character in f"{finding.message}{finding.suggestion}" if character.isdigit())
        assert len(digits) < 7 or finding.rule.id == "schema-size", finding
        shown = f"{finding.message}{finding.remedy}{finding.suggestion}"
        for number in (CERTIFICATE, PHONE, "154 0000 1234", "154-0000-1234", "１５４００００１２３４", "19580312"):
            assert number not in shown


def test_a_very_long_key_is_shortened(parse: Parse, visit_text: str) -> None:
    _, findings = parse(f"{visit_text}{'甲' * 100}: 乙\n")
    assert findings[0].message == f"没有“{'甲' * 40}…”这个字段。"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: x\n" for number in range(30_000)),
        "".join(f'k{number}: "x" # y\n' for number in range(20_000)),
        "topics:\n" + "  - x\n" * 50_000,
        "content: " + "甲" * 300_000 + "\n",
        "甲" * 300_000 + ": x\n",
        "content: |-\n" + "  甲：乙\n" * 30_000,
        "channel: " + "入" * 300_000 + "\n",
        "a:" * 300_000 + "\n",
        "hazards: {" + "a: b, " * 100_000 + "}\n",
    ],
    ids=["keys", "comments", "items", "line", "key", "block", "word", "colons", "braces"],
)
def test_work_grows_with_size_and_findings_do_not(text: str, library: SchemaLibrary, visit_text: str) -> None:
    # Nothing is measured: a quadratic loop over these texts takes minutes and is noticed.
    judged = reader.parse(visit_text + text, "x.yml", library["visit"])
    findings = judged.findings
    assert judged.data is None
    assert 1 <= len(findings) <= 110


def test_many_unknown_keys_are_summed_up(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "".join(f"k{number}: x\n" for number in range(30)))
    assert [finding.line for finding in findings] == list(range(7, 28))
    assert findings[-1].message == "从这里往下还有 10 个不认识的字段。"
    assert findings[-1].count == 10


def test_many_faults_are_summed_up(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "also:\n" + "".join(f"  - x{number}\n" for number in range(150)))
    assert len(findings) == 101
    assert "超过 100 处" in findings[-1].message


def test_one_bad_file_never_stops_the_others(tmp_path: Path, library: SchemaLibrary, visit_text: str) -> None:
    visits = tmp_path / "yueyanglou/households/YYL-7K3Q/visits"
    visits.mkdir(parents=True)
    (visits / "2026-03-05.yml").write_text(visit_text, "utf-8")
    (visits / "2026-03-06.yml").write_bytes(visit_text.encode("gbk"))
    (visits / "2026-03-07.yml").write_text(visit_text.replace("入户", "上门"), "utf-8")
    (visits / "2026-03-08.yml").write_text("[" * 50_000, "utf-8")
    (visits / "2026-03-09.yml").mkdir()
    told: list[tuple[int, int]] = []
    records = reader.read_ledger(tmp_path, library, lambda done, total: told.append((done, total)))
    assert [record.place.stem for record in records.valid] == ["2026-03-05"]
    assert [place.stem for place in records.broken] == ["2026-03-06", "2026-03-07", "2026-03-08"]
    assert sorted((finding.path[-14:], finding.rule.id) for finding in records.findings) == [
        ("2026-03-06.yml", "file-encoding"),
        ("2026-03-07.yml", "schema-choice"),
        ("2026-03-08.yml", "yaml-depth"),
        ("2026-03-09.yml", "tree-not-a-file"),
    ]
    assert told == [(0, 4), (4, 4)]


@pytest.mark.parametrize(
    "now",
    [
        lambda text: text.replace("2026-03-06", "2026-03-07").encode(),
        lambda text: text.encode("gbk"),
        lambda text: text.replace("channel:", "channels:").encode(),
        lambda _: b"",
        None,
    ],
    ids=["says something else", "GBK", "faulty", "empty", "gone"],
)
def test_a_record_is_read_again_only_where_it_says_what_it_said(
    tmp_path: Path, library: SchemaLibrary, visit_text: str, now: Callable[[str], bytes] | None
) -> None:
    file = tmp_path / "v.yml"
    file.write_text(visit_text, "utf-8")
    read = reader.parse(visit_text, "v.yml", library["visit"])
    assert read.data is not None
    record = reader.Record(Place("v.yml", "visit", "v"), read.data)
    file.write_text(visit_text + "\n", "utf-8")
    assert reader.reread(tmp_path, record, library["visit"]) == visit_text + "\n"
    file.unlink()
    if now:
        file.write_bytes(now(visit_text))
    with pytest.raises(ChangedMeanwhileError) as caught:
        reader.reread(tmp_path, record, library["visit"])
    assert caught.value.args == (file,)


def test_all_records_are_looked_through_once_for_those_that_are_asked_for(tmp_path: Path) -> None:
    class Counted(Record):
        asked = 0

        @property
        def path(self) -> str:
            Counted.asked += 1
            return super().path

    found = Records(tmp_path, [Counted(Place(f"{number}.yml", "visit", f"{number}"), {}) for number in range(50)])
    assert [found.at(f"{number}.yml") for number in range(50)] == found.valid
    assert found.at("gone.yml") is None
    assert Counted.asked == 50
    found.valid.append(Record(Place("later.yml", "visit", "later"), {}))
    assert found.at("later.yml") is found.valid[-1]


def test_findings_of_rules_get_their_lines_from_the_files(tmp_path: Path, visit_text: str) -> None:
    (tmp_path / "a.yml").write_text(visit_text, "utf-8")
    rule = Rule(id="test-located", title="试验", scope="文件", why="只在测试里用。")
    far = rule.at("b.yml", ("by",), message="甲", remedy="乙")
    late = rule.at("a.yml", ("entered_on",), message="甲", remedy="乙")
    early = rule.at("a.yml", ("by",), message="甲", remedy="乙")
    whole = rule.at("a.yml", message="甲", remedy="乙")
    found = reader.located(tmp_path, [far, late, early, whole, early])
    assert [(finding.path, finding.line, finding.column) for finding in found] == [
        ("a.yml", 0, 0), ("a.yml", 2, 1), ("a.yml", 6, 1), ("b.yml", 0, 0),
    ]  # fmt: skip


def test_progress_is_told_now_and_then(tmp_path: Path, library: SchemaLibrary) -> None:
    visits = tmp_path / "yueyanglou/households/YYL-7K3Q/visits"
    visits.mkdir(parents=True)
    for number in range(501):
        (visits / f"{date(2025, 1, 1) + timedelta(days=number)}.yml").touch()
    told: list[tuple[int, int]] = []
    records = reader.read_ledger(tmp_path, library, lambda done, total: told.append((done, total)))
    assert told == [(0, 501), (500, 501), (501, 501)]
    assert len(records.broken) == 501
    assert [finding.rule.id for finding in records.findings] == ["file-empty"] * 501


def test_another_way_of_reading_takes_the_place_of_this(tmp_path: Path, library: SchemaLibrary) -> None:
    (tmp_path / "pj").mkdir()
    (tmp_path / "pj/unit.yml").write_text("乱写\n", "utf-8")
    asked: list[tuple[Path, str]] = []

    def read(root: Path, place: Place, _: SchemaLibrary) -> Judged:
        asked.append((root, place.path))
        return Judged({"id": "pj"})

    records = reader.read_ledger(tmp_path, library, read=read)
    assert asked == [(tmp_path, "pj/unit.yml")]
    assert records.valid == [reader.Record(Place("pj/unit.yml", "unit", "pj", "pj"), {"id": "pj"})]
    assert records.valid[0].path == "pj/unit.yml"
    assert (records.broken, records.findings, records.root) == ([], [], tmp_path)


def test_of_a_file_that_is_gone_findings_have_no_line(tmp_path: Path) -> None:
    rule = Rule(id="test-gone", title="试验", scope="文件", why="试验。")
    found = [rule.at("b.yml", ("x",), message="甲", remedy="乙"), rule.at("a.yml", message="甲", remedy="乙")]
    assert [(item.path, item.line) for item in reader.located(tmp_path, found)] == [("a.yml", 0), ("b.yml", 0)]


def test_what_is_missing_at_the_top_is_placed_too(tmp_path: Path, visit_text: str) -> None:
    (tmp_path / "a.yml").write_text(f"\n{visit_text}", "utf-8")
    rule = Rule(id="test-missing", title="试验", scope="文件", why="试验。")
    (finding,) = reader.located(tmp_path, [rule.at("a.yml", message="甲", remedy="乙", missing="x")])
    assert (finding.line, finding.column) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="one process does all here")
@pytest.mark.parametrize("ring", [None, MemoryRing({})], ids=["without keys", "with keys"])
def test_many_records_are_read_by_several_processes_and_say_the_same(
    ring: MemoryRing | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(Path(__file__).resolve().parents[1] / "rules" / "base", tmp_path / "base")
    root, library = tmp_path / "base", SchemaLibrary(default_folder(), ring)
    household = root / "yueyanglou/households/YYL-2A3C/household.yml"
    erased = re.sub("(?m)^address: .*", f"address: {Token.erased(())}", household.read_text("utf-8"))
    household.write_text(erased, "utf-8")
    (root / "pingjiang" / "unit.yml").write_text("name: &甲 乙\n", "utf-8")
    alone = reader.read_ledger(root, library)
    by: list[int] = []

    def read(root: Path, place: Place, library: SchemaLibrary) -> Judged:
        by.append(os.getpid())
        return reader.read_record(root, place, library)

    monkeypatch.setattr(reader, "_TOGETHER", 4)
    monkeypatch.setattr(reader, "_MANY", 2)
    together = reader.read_ledger(root, library, read=read)
    assert (together.valid, together.broken, together.findings) == (alone.valid, alone.broken, alone.findings)
    assert [place.path for place in together.broken] == ["pingjiang/unit.yml"]
    assert set(by) == ({os.getpid()} if ring else set())
