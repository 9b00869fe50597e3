"""登记表: the official cells, what stands in them, and texts that are too long for them."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice, write_prints
from jiedui.prints.forms import CONTINUED, GRID, WIDTHS, certificate_groups, documents, form_of
from jiedui.reports.figures import Figures
from jiedui.reports.form import form_rows

TODAY = date(2026, 10, 1)
LONG = "".join(f"第{number}句话说的是这个家庭的一件难事。" for number in range(1, 200))


class Cells(HTMLParser):
    """The cells of the first table of each sheet: (text, columns, rows, is it a head)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[list[list[tuple[str, int, int, bool]]]] = []
        self._cell: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.forms.append([])
        elif tag == "tr":
            self.forms[-1].append([])
        elif tag in ("th", "td"):
            self._cell = []
            self._spans = int(given.get("colspan") or 1), int(given.get("rowspan") or 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td") and self._cell is not None:
            self.forms[-1][-1].append(("".join(self._cell).strip(), *self._spans, tag == "th"))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def by_path(ledger: Ledger, choice: Choice | None = None) -> dict[str, str]:
    return {item.path: item.html for item in documents(Figures(ledger, TODAY), choice or Choice())}


def values(form: list[list[tuple[str, int, int, bool]]]) -> dict[str, str]:
    """The value after each label, spaces in labels left out; the helper's name after 帮扶人."""
    found: dict[str, str] = {}
    for row in form:
        for (label, _, rows, _), (text, _, _, head) in pairwise(row):
            if rows == 1 and not head:
                key = re.sub(r"\s", "", label)
                found["帮扶人" + key if key in found else key] = text
    return found


def test_the_cells_are_those_of_the_notice(small: Ledger) -> None:
    official = json.loads((Path(__file__).parent / "annex2.json").read_text("utf-8"))["rows"]
    expected = [
        [(re.sub(r"\s", "", text) if kind else "", columns, rows, bool(kind)) for text, columns, rows, *kind in row]
        for row in official
    ]
    for html in by_path(small).values():
        for form in Cells(html).forms:
            found = [
                [(re.sub(r"\s", "", text) if head else "", columns, rows, head) for text, columns, rows, head in row]
                for row in form
            ]
            assert found == expected


def test_the_blank_form_says_what_the_notice_says_and_no_more(small: Ledger) -> None:
    annex = small.policy.clauses["附件2"]
    title = annex.heading.removeprefix("附件2 ")
    html = by_path(small)["blank/form.html"]
    assert re.findall(r'<h2 class="title">([^<]*)</h2>', html) == [title] == ["困难重度残疾人结对帮扶情况登记表"]
    assert re.findall(r"<caption[^>]*>([^<]*)</caption>", html) == [title]
    (above,) = re.findall(r'<p class="monitored">(.*?)</p>', html)
    boxes = re.sub(r'<span class="box" role="img" aria-label="未勾选"></span>', "□", above)
    (form,) = Cells(html).forms
    said = [boxes, *("".join(text for text, *_ in row) for row in form)]
    assert [words(line) for line in said] == [words(line) for line in annex.text.splitlines()]


def words(line: str) -> str:
    """Return a line without the blanks and brackets that only part its words."""
    return re.sub(r"[\s()（）]", "", line)


def test_the_grid_fills_the_type_area() -> None:
    assert len(WIDTHS) == 7
    assert sum(WIDTHS) == 174
    assert sum(line.height for line in GRID) == 242
    for line in GRID:
        assert line.height > 0
        assert sum(cell.span for cell in line.cells) in (6, 7)


def test_one_form_for_each_disabled_person_and_a_blank_one(small: Ledger) -> None:
    texts = by_path(small)
    assert list(texts) == ["blank/form.html", "pingjiang/forms.html", "yueyanglou/forms.html"]
    # PJ-2222 has three disabled members, PJ-7K3Q and PJ-9999 one each.
    names = [values(form)["姓名"] for form in Cells(texts["pingjiang/forms.html"]).forms]
    assert names == ["示例丑", "示例卯", "示例辰", "示例子", "示例巳"]


def test_what_a_form_says(small: Ledger) -> None:
    form = Cells(by_path(small, Choice(households=("PJ-7K3Q",)))["pingjiang/forms.html"]).forms[0]
    said = values(form)
    assert said["姓名"] == "示例子"
    assert said["残疾类别"] == "肢体"
    assert said["残疾等级"] == "一级"
    assert said["出生日期"] == "1960-01-01"
    assert said["家庭地址"] == "平江县安定镇示例村"
    assert said["联系电话"] == "0730-0654321"
    assert said["家庭特殊困难情况"] == "常年卧床，\n生活不能自理。"
    assert said["帮扶人姓名"] == "示例甲"
    assert said["单位"] == "平江县残疾人联合会教育就业股"
    assert said["职务"] == "股长"
    assert said["年度帮扶工作落实情况"] == "2026年第一、二、三季度没有完成联系。"


@pytest.mark.parametrize(("monitoring", "ticked"), [("已纳入", "是"), ("未申报", "否")])
def test_the_box_above_the_table_is_ticked(desk, monitoring: str, ticked: str) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    risk = [{"risk": "有", "kind": "学费", "found_on": "2026-01-01", "monitoring": [{"status": monitoring}]}]
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")], relapse=risk)
    html = by_path(desk.ledger)["pingjiang/forms.html"]
    assert re.findall(r'(是|否)<span class="box ticked"', html) == [ticked]


def test_the_blank_form_holds_the_hints_of_the_notice_and_nobody(small: Ledger) -> None:
    html = by_path(small)["blank/form.html"]
    assert "示例" not in html
    assert "box ticked" not in html
    for hint in ("填写家庭所有成员的姓名、年龄", "是否享受了代缴政策", "本人无生活自理能力且无监护人"):
        assert hint in html


def test_a_filled_form_holds_no_hint_even_where_nothing_is_known(desk) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")], difficulties="")
    html = by_path(desk.ledger)["pingjiang/forms.html"]
    assert 'class="hint"' not in html
    said = values(Cells(html).forms[0])
    assert (said["家庭特殊困难情况"], said["家庭成员情况"]) == ("", "没有登记其他家庭成员。")


def test_the_certificate_number_stands_on_this_print_alone(small: Ledger, tmp_path: Path) -> None:
    # The small ledger writes 不印 for every certificate.
    assert by_path(small)["pingjiang/forms.html"].count("不印") == 5
    for file in write_prints("cards", small, TODAY, Choice(), tmp_path):
        assert "不印" not in file.read_text("utf-8").replace("不印家庭的情况", "")


def test_a_certificate_number_is_parted_where_it_is_read() -> None:
    # Six digits of the place, eight of the birth, then order, check, category and grade; a reissue adds B1.
    assert certificate_groups("49062119850724104151") == ["490621", "19850724", "104151"]
    assert certificate_groups("49062119850724104151B1") == ["490621", "19850724", "104151B1"]
    assert (certificate_groups("4906211985"), certificate_groups("")) == (["490621", "1985"], [])


def test_nine_people_of_one_household_stand_on_one_form(desk) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    people = [("示例子", "肢体"), *((f"示例寅{number}", "") for number in range(1, 9))]
    home = desk.household("PJ-2222", "PJ-B-2222", people)
    (row,) = form_rows(desk.ledger, home, TODAY)
    form = form_of(row)
    assert form.continued == ()
    assert (form.values["家庭成员情况"].size, form.values["家庭成员情况"].text.count("\n")) == (9.5, 7)


def test_the_name_of_an_organisation_is_whole_on_the_form(desk) -> None:
    """Nine characters are two lines of five in the cell of 帮扶人姓名."""
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲助残服务中心", {"body": "社会力量", "post": ""})
    desk.household("PJ-2222", "PJ-B-2222", [("示例乙", "肢体")])
    (row,) = form_rows(desk.ledger, desk.ledger.households["PJ-2222"], TODAY)
    form = form_of(row)
    assert form.values["帮扶人姓名"].text == "示例甲助残服务中心"
    assert form.continued == ()


def test_long_texts_shrink_in_steps_and_then_run_on(desk) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    seen = []
    for number, share in enumerate((40, 250, 300, len(LONG)), 2):
        home = f"PJ-{number}222"
        desk.household(home, "PJ-B-2222", [("示例子", "肢体")], difficulties=LONG[:share])
        (row,) = form_rows(desk.ledger, desk.ledger.households[home], TODAY)
        form = form_of(row)
        seen.append(form.values["家庭特殊困难情况"].size)
        rest = "".join(part.rest for part in form.continued if part.column == "家庭特殊困难情况")
        kept = form.values["家庭特殊困难情况"].text.removesuffix(CONTINUED)
        assert kept + rest == LONG[:share]
        assert bool(rest) is (share == len(LONG))
    assert seen == [10.5, 9.5, 9, 9]
    html = by_path(desk.ledger)["pingjiang/forms.html"]
    assert html.count("（续页）") == 1
    assert html.count("（见续页）") == 1
    _, _, further = html.partition('aria-label="登记表续页　示例子">')
    said = [re.sub(r"<[^>]+>", "|", line).strip(" |") for line in further.splitlines() if line.strip()]
    assert said[1:3] == ["姓名：示例子　户编号：PJ-5222　接上一页", "家庭特殊困难情况（续）"]
    assert len(said[3]) > 1
    assert LONG.endswith(said[3])
    assert said[4] == "情况截至 2026年10月1日||续页"


def test_many_forms_are_parted_into_files(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.prints.forms.PER_FILE", 2)
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    for number in range(2, 7):
        desk.household(f"PJ-{number}222", "PJ-B-2222", [("示例子", "肢体")])
    found = [(item.path, item.number) for item in documents(Figures(desk.ledger, TODAY), Choice())]
    assert found[1:] == [
        ("pingjiang/forms-1.html", "2 张"), ("pingjiang/forms-2.html", "2 张"), ("pingjiang/forms-3.html", "1 张"),
    ]  # fmt: skip


def test_markup_in_a_record_is_text(desk) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")], plan='<script>alert(1)</script><b>"粗"</b>')
    html = by_path(desk.ledger)["pingjiang/forms.html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
