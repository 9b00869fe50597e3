"""A list that is cut by part as one file with all of its rows."""

from __future__ import annotations

from jiedui.site.drawing.markup import unended
from jiedui.site.files.wholes import WholeLists, leads, table_of

WHOLE = """
<div class="jd-parts" id="t-late" data-search-exclude>
<p>逾期 <a href="../contact/pj-late.csv" download>全部下载（CSV）</a></p>
<ul><li><a href="../contact/pj-1.html#late">甲镇 <b>2</b></a></li>
<li><a href="../contact/pj-2.html#late">乙镇 <b>1</b></a></li></ul>
</div>
<div class="jd-scroll" id="t-late-here"><table><thead><tr><th scope="col">户</th><th>几天</th></tr></thead>
<tbody><tr><th scope="row">不分的</th><td>9</td></tr></tbody></table></div>
"""


def table(*rows: str, key: str = "late") -> str:
    return (
        '<div id="t-other"><table><thead><tr><th>别的</th></tr></thead>'
        "<tbody><tr><td>别的</td></tr></tbody></table></div>"
        f'<div class="jd-scroll" id="t-{key}"><table class="jd-table" data-num="2"><thead>'
        '<tr><th scope="col">户</th><th><span class="jd-h">几天</span><br>二(四)</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def written(*pages: tuple[str, str]) -> dict[str, str]:
    wholes = WholeLists()
    for path, text in pages:
        wholes.take(path, leads(text))
    files = {file.path: file.content for file in wholes.files(dict(pages).__getitem__, lambda _: "")}
    return {path: content for path, content in files.items() if content is not None}


def test_the_file_has_the_rows_of_every_part_and_those_that_belong_to_none():
    one = table(
        '<tr><th scope="row"><a href="x">✓ 1 甲<small>A-1</small></a></th><td>✗ 3</td></tr>',
        "<tr><td>=乙</td><td>-4</td></tr>",
    )
    two = table("<tr><td>丙&#44;丁<br>戊</td><td>5</td></tr>")
    found = written(("contact/pj.html", WHOLE), ("contact/pj-1.html", one), ("contact/pj-2.html", two))
    assert found == {
        "contact/pj-late.csv": '\ufeff户,几天\r\n不分的,9\r\n✓ 1 甲 A-1,3\r\n\'=乙,-4\r\n"丙,丁 戊",5\r\n',
    }


def test_rows_and_cells_need_no_end_tags():
    text = table('<tr><th scope="row">✓ 1 甲</th><td>✗ 3</td></tr>', "<tr><td>乙</td><td></td></tr>")
    assert table_of(unended(text), "late") == table_of(text, "late") == [["户", "几天"], ["✓ 1 甲", "3"], ["乙", ""]]


def test_a_file_is_made_of_the_pages_that_have_its_rows():
    wholes = WholeLists()
    for path, text in (("contact/pj.html", WHOLE), ("contact/pj-1.html", table()), ("contact/pj-2.html", table())):
        wholes.take(path, leads(text))

    def made_of(**keys):
        (file,) = wholes.files(lambda _: "", lambda path: keys.get(path[8:-5].replace("-", ""), "a"))
        return file.made_of

    assert made_of() == made_of()
    assert len({made_of(), made_of(pj="b"), made_of(pj2="b")}) == 3
    assert made_of(pj1="b") not in {made_of(), made_of(pj2="b")}


def test_a_title_has_the_name_of_its_band_before_it():
    head = '<tr class="jd-bands"><td colspan="1"></td><th scope="colgroup" colspan="2">配额</th></tr>'
    text = (
        f'<div id="t-q"><table><thead>{head}<tr><th>残联</th><th>应</th><th>实</th></tr></thead>'
        "<tbody><tr><th>甲</th><td>✓ 1</td><td>2</td></tr></tbody></table></div>"
    )
    # No column is said to be one of numbers: the sign stays.
    assert table_of(text, "q") == [["残联", "配额 应", "配额 实"], ["甲", "✓ 1", "2"]]
    assert table_of(text, "other") == []


def test_a_part_whose_list_is_cut_again_gives_the_rows_of_its_own_parts():
    again = (
        WHOLE.replace("pj-late.csv", "pj-1-late.csv")
        .replace("pj-1.html", "pj-1-a.html")
        .replace("pj-2.html", "pj-1-b.html")
    )
    row = table("<tr><td>甲</td><td>1</td></tr>")
    found = written(("contact/pj.html", WHOLE.partition('<div class="jd-scroll"')[0]), ("contact/pj-1.html", again),
                    ("contact/pj-1-a.html", row), ("contact/pj-1-b.html", row), ("contact/pj-2.html", row))  # fmt: skip
    assert found["contact/pj-late.csv"].count("甲,1") == 3
    assert found["contact/pj-late.csv"].count("不分的") == 1
    assert found["contact/pj-1-late.csv"].count("甲,1") == 2


def test_a_page_that_nobody_leads_to_and_a_table_that_is_not_there_give_nothing():
    assert written(("contact/pj-1.html", table("<tr><td>甲</td><td>1</td></tr>"))) == {}
    assert (
        written(("contact/pj.html", WHOLE.partition('<div class="jd-scroll"')[0]), ("contact/pj-1.html", "没有表"))
        == {}
    )
