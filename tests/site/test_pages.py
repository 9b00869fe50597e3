"""The pages: what each must have, what none may show, and what the special ones say."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from jiedui.records import loader, values
from jiedui.site.build import pages_of
from jiedui.site.pages import guide, households, policy
from jiedui.site.site import Site

ALL_PAGES = (
    "index", "find", "overview", "quota", "contact", "intake", "outings", "policy", "readings", "timeline",
    "indicators", "guide", "reference/rules", "reference/fields", "units/index", "units/city",
    "units/yueyanglou", "units/pingjiang", "contact/city", "contact/yueyanglou", "contact/pingjiang",
    "townships/430602001", "townships/430602100", "townships/430626101", "townships/430626102",
    "helpers/YY-B-2222", "helpers/YYL-B-2222", "helpers/YYL-B-3333", "helpers/PJ-B-2222", "helpers/PJ-B-3333",
    "households/YYL-2222", "households/YYL-3333", "households/PJ-2222", "households/PJ-3333",
    "coverage", "bulletins", "bulletins/2026Q3", "halfyear", "annual", "simulation", "simulation/A-07-2",
)  # fmt: skip
VOID = {"br", "input", "img", "meta", "link", "hr"}


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_these_pages_and_no_others_of_people_and_places(pages):
    files = {path.relative_to(pages) for path in pages.rglob("*") if path.suffix in (".md", ".html")}
    assert {path.with_suffix("").as_posix() for path in files} >= set(ALL_PAGES)
    # What multiplies with the records is complete in itself; what the navigation lists is for the engine.
    for folder in ("households", "helpers", "townships", "contact"):
        listed = {path.as_posix() for path in files if path.parts[0] == folder}
        assert listed == {f"{name}.html" for name in ALL_PAGES if name.startswith(f"{folder}/")}


@pytest.mark.parametrize("name", ALL_PAGES)
def test_every_page_has_its_frame(pages, name, source):
    text = source(pages, name)
    assert len(re.findall(r"^# |<h1[ >]", text, re.MULTILINE)) == 1
    assert '统计日期 <time datetime="2026-11-23">2026年11月23日</time> · 数据版本 0123456789' in text
    assert "人物均为虚构" in text
    headings = re.findall(r"^#+ .*$", text, re.MULTILINE)
    assert all(re.search(r" \{ #[A-Za-z0-9_-]+ \}$", heading) for heading in headings), headings
    assert re.search(r'\A---\ntitle: ".+"$|<title>.+ - 岳阳市残联结对帮扶台账</title>', text, re.MULTILINE)
    assert len(re.findall(r"<h[1-6]", text)) == len(re.findall(r'<h[1-6] id="[A-Za-z0-9_-]+"', text)) or name == "index"


@pytest.mark.parametrize("name", ALL_PAGES)
def test_ids_are_ascii_and_unique(pages, read, name, source):
    ids = read(name).ids + re.findall(r"^#+ .* \{ #([^ ]+) \}$", source(pages, name), re.MULTILINE)
    assert len(ids) == len(set(ids)), sorted(item for item in ids if ids.count(item) > 1)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", item) for item in ids)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_tables_have_captions_and_scoped_heads(pages, name, source):
    text = source(pages, name)
    assert text.count("<table") == text.count("<caption>") == text.count("</table>")
    assert text.count("<th") - text.count("<thead") == len(
        re.findall(r"<th [^>]*scope=\"(?:col|row|colgroup|rowgroup)\"", text)
    )
    assert text.count("<table") == text.count('<div class="jd-scroll"')


class Balance(HTMLParser):
    """The tags that a piece of a page leaves open or closes without need."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_html_blocks_hold_no_blank_line(pages, name, source):
    """Then every engine reads them alike; a piece between blank lines is whole in itself."""
    text = source(pages, name)
    pieces = [text] if text.startswith("<!doctype html>") else re.split(r"\n\s*\n", text)
    for piece in pieces:
        balance = Balance(piece)
        assert (balance.open, balance.wrong) == ([], []), piece[:200]


def test_no_page_shows_a_certificate_number_or_a_birth_date(pages, ledger):
    texts = [path.read_text("utf-8") for path in pages.rglob("*") if path.suffix in (".md", ".html", ".js")]
    members = [member for home in ledger.households.values() for member in home.members]
    secrets = {member.disability.certificate for member in members} | {member.birth for member in members}
    assert len(secrets) >= 6
    for secret in secrets:
        for written in (secret, secret.replace("-", "&#45;"), secret[:18], secret[-6:]):
            assert not any(written in text for text in texts), written


def test_phones_are_on_pages_of_staff_and_not_in_the_search_data(pages, source):
    assert "15400000011" in source(pages, "households/YYL-2222")
    assert "15400000001" in source(pages, "helpers/YYL-B-2222")
    assert "154" not in (pages / "assets" / "households.js").read_text("utf-8")


def test_people_stay_out_of_the_engine_s_search(pages):
    """Names stand in tables, which the engine's index leaves out; 查户 finds people."""
    for path in pages.rglob("*.md"):
        text = re.sub(
            r'<div class="jd-scroll" [^>]*data-search-exclude>.*?</div>', "", path.read_text("utf-8"), flags=re.S
        )
        assert not re.search(r"示例[甲乙丙丁戊己庚辛壬癸子丑寅卯辰]", text), path.name


def test_hostile_record_text_reaches_the_reader_as_text(pages, ledger, source):
    hostile = ledger.households["PJ-2222"].plan
    text = source(pages, "households/PJ-2222")
    assert "<script>" not in text
    assert plain(text).count(hostile) >= 5  # plan, need, measure, contact, note
    assert hostile in plain(source(pages, "units/pingjiang"))
    assert hostile in plain(source(pages, "helpers/YY-B-2222"))


def test_the_clock_of_the_programme(pages, source):
    text = plain(source(pages, "index"))
    assert "2026年第4季度 方案共 22 个季度，现在是第 14 个" in text
    assert "本季还剩39 天（12月31日截止）" in text
    assert "方案还剩770 天（2028年12月31日结束）" in text
    assert "国际残疾人日 12月3日（10 天后）" in text
    assert "常态化帮扶阶段 五(四)5" in text


def test_all_phases_that_run_are_named_in_september_2024(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2024, 9, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert "工作阶段帮扶实施阶段 五(四)3、总结提高阶段 五(四)4、常态化帮扶阶段 五(四)5" in text


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2023, 9, 1), date(2028, 12, 31), date(2030, 1, 1)])
def test_pages_can_be_made_for_any_day(make_pages, tmp_path, day):
    report = make_pages(tmp_path / "docs", day)
    assert report.pages >= len(ALL_PAGES)


def test_the_flags_of_a_household(site):
    found = [flag.text for flag in households.flags(site, site.ledger.households["PJ-3333"])]
    assert found == ["低保户", "重度残疾", "一户多残", "老残一体", "✓ 已结对"]
    found = [flag.text for flag in households.flags(site, site.ledger.households["PJ-2222"])]
    assert found == ["低保户", "重度残疾", "✓ 已结对", "✗ 返贫风险：未申报", "✗ 隐患 1 处"]
    found = [flag.text for flag in households.flags(site, site.ledger.households["YYL-2222"])]
    assert found[-1] == "✗ 累计逾期 2 个季度"


@pytest.mark.parametrize(
    ("birth", "band"),
    [("2021-11-24", "0–5岁"), ("2020-11-24", "0–5岁"), ("2020-11-23", "6–15岁"), ("2010-11-24", "6–15岁"),
     ("2010-11-23", "16–17岁"), ("1968", "50–59岁"), ("1966-11-23", "60–69岁"), ("1920-01-01", "80岁以上")],
)  # fmt: skip
def test_ages_are_shown_as_bands(birth, band):
    assert households.age_band(birth, date(2026, 11, 23)) == band


def test_the_timeline_of_a_household_by_quarter(site, pages, source):
    chapters = households.timeline(site, site.ledger.households["PJ-3333"])
    assert [(str(chapter.found.quarter), chapter.found.state.value, len(chapter.contacts)) for chapter in chapters] == [
        ("2026Q4", "进行中", 1), ("2026Q3", "已完成", 1), ("2026Q2", "已完成", 1), ("2026Q1", "已完成", 1),
    ]  # fmt: skip
    assert chapters[0].contacts[0].counts == "代联系，不算"
    assert chapters[1].contacts[0].occasion == "双休日"
    assert 'id="q-2026Q4"' in source(pages, "households/PJ-3333")


def test_a_day_in_the_past_knows_nothing_of_later_contacts(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2026, 4, 15))
    text = plain(source(tmp_path / "docs", "households/PJ-3333"))
    assert "2026-02-02" in text
    assert "2026-05-05" not in text


def test_a_helper_s_page_derives_the_quota(pages, source):
    text = plain(source(pages, "helpers/YY-B-2222"))
    assert "应 4 户 · 实 1 户 · 差 3 户 · ✗ 欠户" in text
    assert "市残联处级干部（按处级）：至少 4 户。" in text
    assert "从 2023-09-01 起欠户。" in text
    assert "2026-12-01" in text  # what was promised, and by when
    left = plain(source(pages, "helpers/PJ-B-3333"))
    assert "离 已离岗" in left
    assert "退休离岗" in left


def test_a_township_without_households_says_so(pages, read, source):
    assert read("townships/430602001").tables["households"][0][0][0].startswith("示例子")
    assert "现在没有登记帮扶责任人" in source(pages, "townships/430602001")
    assert "现在没有登记帮扶责任人" in source(pages, "townships/430626102")
    assert [row[0][0] for row in read("townships/430626101").tables["helpers"]] == ["示例丁"]


def test_every_clause_has_its_anchor_and_every_link_to_one_leads_there(pages, read, ledger, source):
    ids = set(read("policy").ids) | set(re.findall(r"\{ #([^ ]+) \}$", source(pages, "policy"), re.MULTILINE))
    assert {clause.anchor for clause in ledger.policy.clauses.values() if clause.text or clause.heading} <= ids
    for path in (*pages.rglob("*.md"), *pages.rglob("*.html")):
        for anchor in re.findall(r'href="(?:\.\./)?policy\.html#([^"]+)"', path.read_text("utf-8")):
            assert anchor in ids, (path, anchor)


def test_the_policy_page_names_what_serves_a_clause(site: Site):
    served = {item.clause.id: item for item in policy.served(site, pages_of(site))}
    contact = served["五(四)3"]
    assert "季度联系矩阵" in [page.title for page in contact.pages]
    assert "contact_rate" in [indicator.key for indicator in contact.indicators]
    assert "A-06" in [reading.id for reading in contact.readings]
    assert contact.rules
    assert [item.clause.id for item in served.values() if item.level == 4 and not item.clause.heading] == [
        "五(二)1", "五(二)2", "五(二)3", "五(三)1", "五(三)2", "五(三)3",
    ]  # fmt: skip


def test_the_policy_page_holds_the_whole_notice(pages, ledger, source):
    text = plain(source(pages, "policy").replace("<br>", "\n"))
    for clause in ledger.policy.clauses.values():
        assert clause.heading in text
        assert clause.text in text
        assert all(requirement in text for requirement in clause.requirements)


def test_all_readings_rules_and_fields_are_listed(pages, site, source):
    readings = plain(source(pages, "readings"))
    assert all(reading.id in readings and reading.question in readings for reading in site.ledger.policy.readings)
    rules = plain(source(pages, "reference/rules"))
    assert all(rule.title in rules and rule.why in rules for rule in site.rules)
    fields = plain(source(pages, "reference/fields"))
    for record in site.library:
        assert all(field.title in fields and field.schema["description"] in fields for field in record.fields())


@pytest.mark.parametrize("data", [guide.VISIT, guide.SHORT, guide.WITHDRAWN], ids=["visit", "short", "withdrawn"])
def test_the_examples_of_the_manual_are_sound_records(data, library, pages, source):
    assert library["visit"].validator.is_valid(data)
    text = guide.write(data, library["visit"])
    loaded = loader.load(text, "example.yml", library["visit"].comments)
    assert loaded.findings == ()
    assert values.convert(loaded.data, library["visit"].typed, []) == data
    assert text.strip() in plain(source(pages, "guide").replace("<br>", "\n"))


def test_the_search_data(pages):
    text = (pages / "assets" / "households.js").read_text("utf-8")
    rows = json.loads(text.removeprefix("window.JIEDUI_ROWS=").rstrip(";\n"))
    assert rows[0][0] == ["PJ-2222", "示例寅", "", "平江县", "平江县安定镇示例村", "示例甲"]
    assert rows[0][1] == ["PJ-3333", "示例卯", "示例辰", "平江县", "平江县三市镇示例村", "示例丁"]
    assert rows[0][3][-1] == "没有结对"
    assert rows[1][2] == ["YY-B-2222", "示例甲", "副理事长", "市残联", "办公室", "欠户"]
    assert rows[2][0] == ["430602001", "岳阳楼街道", "", "岳阳楼区", "岳阳楼区", "1 户"]
    assert [len(kind) for kind in rows] == [4, 5, 4]
