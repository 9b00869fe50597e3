"""Where things stand: links from the top of the site and from a folder of it, to everything that has a place."""

from __future__ import annotations

import pytest

from jiedui.duties.deadline import Due, DutyKind
from jiedui.model.catalogue import Clause
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.reports.attention import LineOwner, attention
from jiedui.reports.figures import Figures
from jiedui.reports.indicators import BY_KEY
from jiedui.site.drawing.links import Links
from jiedui.site.drawing.markup import html
from jiedui.struct import replace


@pytest.fixture(params=["", "../"])
def to(request, ledger) -> Links:
    """The links of a page at the top, then of one in a folder."""
    return Links(ledger, request.param)


@pytest.fixture
def root(to) -> str:
    return str(to.href("find.html")).removesuffix("find.html")


def test_a_path_counts_from_the_top_and_an_anchor_from_the_page(to, root):
    assert to.href("due/city.html#near") == f"{root}due/city.html#near"
    assert to.href("#top") == "#top"
    assert to.link("find.html", "<查>") == f'<a href="{root}find.html">&#60;查&#62;</a>'
    assert to.link("#top", "上", "回到上面") == '<a href="#top" title="回到上面">上</a>'


def test_the_form_opens_at_a_view_and_a_value_says_which_it_changes(to, root):
    assert to.form("visit/PJ-2222", "登记联系") == f'<a href="{root}entry.html#visit/PJ-2222">登记联系</a>'
    assert to.change("household/PJ-2222/phone", "联系电话") == (
        f'<a class="jd-change" href="{root}entry.html#household/PJ-2222/phone" aria-label="改联系电话">改</a>'
    )


def test_people_and_places_have_pages_and_what_is_unknown_stays_text(to, root):
    assert to.household("PJ-2222", "#intake") == (
        f'<a href="{root}households/PJ-2222.html#intake">示例寅 <small>PJ&#45;2222</small></a>'
    )
    assert to.helper("PJ-B-2222") == f'<a href="{root}helpers/PJ-B-2222.html">示例丁</a>'
    assert to.unit("pingjiang") == f'<a href="{root}units/pingjiang.html">平江县</a>'
    assert to.township("平江县", "安定镇") == f'<a href="{root}townships/430626101.html">安定镇</a>'
    found = [to.household("PJ-9999"), to.helper("PJ-B-9999"), to.unit("linxiang"), to.township("岳阳楼区", "安定镇")]
    assert found == ["PJ&#45;9999", "PJ&#45;B&#45;9999", "linxiang", "安定镇"]


def test_clauses_and_readings_lead_to_their_words(to, root):
    clause = f'<a class="jd-ref" href="{root}policy.html#c-5-4-3">五&#40;四&#41;3</a>'
    reading = f'<a class="jd-ref" href="{root}readings.html#A-06">A&#45;06</a>'
    assert to.clause("五(四)3") == clause
    assert to.clause("九(九)") == "九&#40;九&#41;"
    assert to.reading("A-06") == reading
    assert to.basis(["五(四)3"], ["A-06"]) == f"依据 {clause} · 口径 {reading}"
    assert to.basis(["五(四)3", "五(四)3"]) == f"依据 {clause}、{clause}"
    assert to.basis([], ["A-06", "A-99"]) == f"口径 {reading}"
    assert to.basis([]) == ""
    assert to.cites(["五(四)3"], ["A-06"]) == f"{clause} {reading}"


def test_a_clause_of_a_later_document_says_which_and_leads_to_its_words(ledger):
    second = replace(ledger.policy.notice, id="2026", number="岳市残发〔2026〕9号")
    clauses = {**ledger.policy.clauses, "2026:一(二)": Clause("2026:一(二)", "", "至少联系帮扶3户", ())}
    policy = replace(ledger.policy, documents=(*ledger.policy.documents, second), clauses=clauses)
    said = '<a class="jd-ref" href="policy.html#c2026-1-2">岳市残发〔2026〕9号 一&#40;二&#41;</a>'
    assert Links(replace(ledger, policy=policy), "").clause("2026:一(二)") == said


@pytest.mark.parametrize(
    ("key", "rows", "column"),
    [
        ("roster", "units/pingjiang.html#roster", "overview.html#c-roster"),
        ("overdue_ever", "contact/pingjiang.html#overdue", "overview.html#c-overdue_ever"),
        ("owed", "quota.html#q-pingjiang", "overview.html#c-owed"),
        ("intake", "intake.html#u-pingjiang", "overview.html#c-intake"),
        ("outings", "outings.html#u-pingjiang", "outings.html"),
        ("contact_rate", "contact/pingjiang.html#now", "overview.html#c-due"),
        ("undecided", "units/pingjiang.html#undecided", "units/index.html#c-undecided"),
        ("participation", "units/pingjiang.html#helpers", "units/index.html#c-participation"),
        ("school", "units/pingjiang.html#school", "units/index.html#c-school"),
        ("able", "units/pingjiang.html#able", "units/index.html#c-able"),
    ],
)
def test_a_figure_leads_to_its_rows_and_the_city_s_to_its_column(to, key, rows, column):
    assert to.rows_of(BY_KEY[key], "pingjiang") == rows
    assert to.by_unit(key) == column


def test_what_to_do_leads_to_the_rows_that_it_counts(to, root, ledger, site):
    figures = Figures(ledger, site.as_of)
    unit = {line.key: to.todo(line, figures.units["yueyanglou"]) for line in attention(figures.units["yueyanglou"])}
    assert f'href="{root}units/yueyanglou.html#unpaired"' in unit["unpaired"]
    assert f'href="{root}units/yueyanglou.html#short"' in unit["gap"]
    city = {line.key: to.todo(line, figures.city) for line in attention(figures.city)}
    assert f'href="{root}overview.html#c-coverage"' in city["unpaired"]
    assert f'href="{root}overview.html#c-gap"' in city["gap"]


def test_four_owners_are_named_and_of_more_how_many_there_are(to, root, ledger, site):
    figures = Figures(ledger, site.as_of)
    (gap,) = (line for line in attention(figures.city) if line.key == "gap")
    places = (("city", "市残联"), ("yueyanglou", "岳阳楼区"))
    links = [f'<a href="{root}units/{unit}.html#short">{name}</a> 1' for unit, name in places]
    assert to.owners(gap, figures.city) == "、".join(links)
    four = tuple(LineOwner("city", number) for number in (4, 3, 2, 1))
    assert to.owners(replace(gap, owners=four), figures.city).endswith("市残联</a> 1")
    more = to.owners(replace(gap, owners=(*four, LineOwner("city", 1))), figures.city)
    assert (more.count("市残联"), more.endswith("</a> 1 等 5 个残联")) == (4, True)
    group = figures.units["yueyanglou"]
    own = to.owners(replace(gap, owners=(LineOwner("YYL-B-2222", 2), LineOwner("", 1))), group)
    assert own.startswith(f'<a href="{root}helpers/YYL-B-2222.html">')
    assert own.endswith("</a> 2、无责任人 1")
    many = to.owners(replace(gap, owners=(LineOwner("", 1),) * 5), group)
    assert many == "、".join(["无责任人 1"] * 4) + " 等 5 人"


def test_a_duty_leads_to_the_household_or_to_the_organisation(to, root, site):
    due = [item for items in site.deadlines.by_unit.values() for item in items]
    home: Due = next(item for item in due if item.kind is DutyKind.INTAKE)
    assert to.duty(home).startswith(f'<a href="{root}households/PJ-2222.html#intake">')
    own: Due = next(item for item in due if item.kind is DutyKind.ORGANISATION)
    assert to.duty(own).startswith(f'<a href="{root}organisation.html#')


def test_a_number_is_called_by_its_digits(to):
    assert to.phone("0730-0000001") == '<a class="jd-tel" href="tel:07300000001">0730&#45;0000001</a>'
    assert to.phone("+86 154 0000 0001") == '<a class="jd-tel" href="tel:&#43;8615400000001">&#43;86 154 0000 0001</a>'
    assert to.phone("") == to.phone("没有") == "没有登记"
    hidden = SealedText("已加密", Token((), b"1" * 32), SealedPlace("YYL-2222", "phone"))
    assert to.phone(hidden) == "已加密"


def test_a_figure_by_workplace_leads_to_the_table_that_it_is_the_sum_of(to):
    keys = ("owed", "have", "gap", "due", "met", "running", "overdue_closed", "overdue_ever", "paired", "needs")
    assert [to.workplace_rows(BY_KEY[key]) for key in keys] == [
        "staff", "staff", "staff", "quarter", "quarter", "quarter", "overdue", "overdue", "homes", "homes",
    ]  # fmt: skip


def test_a_link_that_alone_means_nothing_is_heard_with_what_it_is_said_of(site):
    found = site.links("").named("quota.html", html("<b>{mark} 0</b>", mark="✓"), "平江县欠户数")
    assert found == '<a href="quota.html" aria-label="平江县欠户数：&#10003; 0"><b>&#10003; 0</b></a>'


def test_a_page_that_the_readers_do_not_get_is_spoken_of_and_not_led_to(ledger, site):
    to = Links(ledger, "../", frozenset({"policy.html", "households/PJ-2222.html"}))
    assert to.household("PJ-2222", "#intake").startswith('<a href="../households/PJ-2222.html#intake">')
    assert to.clause("五(四)3").startswith('<a class="jd-ref" href="../policy.html#c-5-4-3">')
    assert (to.link("#top", "上"), to.link("due/city.ics", "日历")) == (
        '<a href="#top">上</a>', '<a href="../due/city.ics">日历</a>',
    )  # fmt: skip
    assert (to.helper("PJ-B-2222"), to.unit("pingjiang"), to.township("平江县", "安定镇")) == (
        "示例丁", "平江县", "安定镇",
    )  # fmt: skip
    assert (to.reading("A-06"), to.named("quota.html", html("<b>0</b>"), "欠户数")) == ("A&#45;06", "<b>0</b>")
    assert (to.form("visit/PJ-2222", "登记联系"), to.change("household/PJ-2222/phone", "联系电话")) == ("", "")
    own = next(item for item in site.deadlines.by_unit["city"] if item.kind is DutyKind.ORGANISATION)
    assert "<a" not in to.duty(own)
