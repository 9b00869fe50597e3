"""Record text on a page: whatever it holds, the reader sees exactly it and nothing happens."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateAssertionError
from markupsafe import Markup

from jiedui.site.drawing import markup
from jiedui.site.site import TRUSTING, environment

HOSTILE = (
    "<script>alert(1)</script>",
    "a | b | c",
    "{ .x #y onclick=z }",
    "[链接](javascript:alert(1))",
    "![图](http://example.invalid/x.png)",
    "[^1] [ref]: /x",
    "反斜杠 \\ \\n `码` ``` ~~~",
    "---",
    "# 标题",
    "- 项 * 项 + 项 1. 项",
    "&lt;b&gt; &amp; &#60; &#x3c;",
    "**粗** _斜_ __粗__ ~~删~~ ^上^ ==亮==",
    "<!-- 注释 --> ]]> <![CDATA[",
    "</td></tr></table><h1>假</h1>",
    "\" onmouseover='x'",
    "    四个空格\n\n\t制表",
    "https://example.invalid www.example.invalid a@example.invalid",
    "!!! note\n    x",
    "{{ x }} {% y %} ${z}",
    "\x00\x02\x03\x1b 控制符",
    "全角＜script＞｜【】“”——……",
    "㴩湖社区·阿不都热合曼",
    "\ufdd0\ufffe\U0001fffe\U0010ffff",
)


@pytest.fixture(scope="module")
def convert(repo_root: Path):
    """Markdown to HTML with the extensions of mkdocs.yml and those that MkDocs adds."""
    extensions = yaml.safe_load((repo_root / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    return lambda text: markdown.markdown(text, extensions=["toc", "tables", "fenced_code", *extensions])


class Texts(HTMLParser):
    """The text and the tags of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)
        self.text += "\n" if tag == "br" else ""


def as_read(text: str) -> str:
    """What a reader should see of a text: control characters replaced, spaces as a browser collapses them."""
    text = re.sub(r"\r\n|[\r\u2028\u2029]", "\n", text)
    text = re.sub(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)
    text = "".join("\ufffd" if 0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE else sign for sign in text)
    return "\n".join(re.sub(" +", " ", line).strip(" ") for line in text.split("\n")).strip()


PLACES = {
    "paragraph": ("前面 {} 后面", ["p"]),
    "heading": ("## 标题 {} 尾 {{ #here }}", ["h2"]),
    "list item": ("- 前面 {} 后面", ["ul", "li"]),
    "cell": ("<table>\n<tr><td>前面 {} 后面</td></tr>\n</table>", ["table", "tr", "td"]),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(convert, place, text):
    frame, tags = PLACES[place]
    found = Texts(convert(frame.format(markup.escape(text))))
    assert [tag for tag in found.tags if tag != "br"] == tags
    shown = as_read(found.text.strip())
    assert as_read(text) in shown
    assert shown.endswith(("后面", "尾"))


@given(text=st.text(max_size=80))
def test_any_text_reads_back(convert, text):
    found = Texts(convert(f"<table>\n<tr><td>前{markup.escape(text)}后</td></tr>\n</table>"))
    assert as_read(found.text) == as_read(f"前{text}后")
    assert set(found.tags) <= {"table", "tr", "td", "br"}


@pytest.mark.parametrize("text", [*HOSTILE, "PJ-2222（五(四)3）✓", "\u202e\ud800\xa0"])
def test_in_html_what_only_markdown_reads_as_more_stands_as_such(text):
    escaped = markup.escape(text)
    found = markup.plain(f'<p title="{escaped}">前{escaped}后</p>')
    assert Texts(found).text == Texts(f"<p>前{escaped}后</p>").text
    assert [tag for tag in Texts(found).tags if tag != "br"] == ["p"]
    inner = found.removeprefix('<p title="').removesuffix("后</p>").replace("<br>", "").replace('">前', "")
    assert not {"<", ">", '"', "'"} & {*inner}
    assert re.sub("&#[0-9]+;", "", inner).find("&") == -1
    assert markup.plain("&#45;&#10003;&#38;#45;&#60;&#34;&#39;&#62;") == "-✓&#38;#45;&#60;&#34;&#39;&#62;"


@pytest.mark.parametrize(
    "number", ["060", "0060", "0038", "034", "0045", "9", "1114111", "1114112", "9999999", "10000000045"]
)
def test_a_reference_that_is_not_ours_or_means_no_character_stays_as_it_is(number):
    assert markup.plain(f"前&#{number};后&#45;") == f"前&#{number};后-"


@given(text=st.text(max_size=80))
def test_any_text_reads_back_in_html(text):
    found = Texts(markup.plain(f"<p>前{markup.escape(text)}后</p>"))
    assert as_read(found.text) == as_read(f"前{text}后")
    assert {*found.tags} <= {"p", "br"}


@given(text=st.text(max_size=80))
def test_any_text_reads_back_in_a_paragraph(convert, text):
    found = Texts(convert(f"前{markup.escape(text)}后"))
    assert as_read(found.text) == as_read(f"前{text}后")
    assert set(found.tags) <= {"p", "br"}


@given(text=st.text(max_size=80))
def test_an_attribute_stays_in_its_quotes(text):
    source = f'<a title="{markup.attribute(text)}">x</a>'
    assert source.count('"') == 2
    assert "\n" not in source
    assert "<br" not in source


def test_cells_and_entries_end_where_a_browser_takes_them_to_end():
    text = "<tr><th>一</th><td></td>\n</tr>\n<tr><td>二</td></tr>\n<ul>\n<li>三</li>\n</ul><dt>四</dt><dd>五</dd>"
    # A cell is empty where not even a space is in it.
    assert markup.unended(text) == "<tr><th>一<td><tr><td>二<ul>\n<li>三\n</ul><dt>四<dd>五"


def test_chinese_text_is_left_alone():
    text = "看了老屋的电线，插座松动；“约好”——下周（星期二）来换……"
    assert markup.escape(text) == text


def test_markup_is_not_escaped_twice_and_values_in_it_are():
    found = markup.html("<b>{name}</b>{done}", name="<i>", done=Markup("<br>"))
    assert found == "<b>&#60;i&#62;</b><br>"


def test_a_day_is_kept_on_one_line():
    assert markup.escape(date(2026, 3, 5)) == "<time>2026-03-05</time>"


@pytest.mark.parametrize("path", ["/x.html", "https:x", "//host/x", "a b", 'x"y', "javascript:x", ""])
def test_links_are_plain_relative_paths(path):
    with pytest.raises(ValueError, match="not a link of ours"):
        markup.href(path)


def test_a_link_of_ours_is_seen_from_the_folder_of_its_page_but_for_an_anchor():
    seen = [markup.href_from(Markup(root), "a.html#b") for root in ("", "../")]
    assert seen == ["a.html#b", "../a.html#b"]
    assert {type(item) for item in seen} == {Markup}
    assert markup.href_from(Markup("../"), "#b") == "#b"
    with pytest.raises(ValueError, match="not a link"):
        markup.href_from(Markup("../"), "/a.html")


def test_an_address_outside_is_a_plain_web_address():
    assert markup.address("https://a.cn:3000/o/l/new/main?filename=1.yml&value=%E5%85%A5") == (
        "https://a.cn:3000/o/l/new/main?filename=1.yml&amp;value=%E5%85%A5"
    )
    for wrong in ("javascript:alert(1)", "//a.cn/x", 'https://a.cn/"x', "https://a.cn/<x>", "https://a.cn/x\n"):
        with pytest.raises(ValueError, match="not a web address"):
            markup.address(wrong)


def test_a_title_holds_nothing_that_the_theme_could_read_as_markup():
    assert markup.title("示例甲 YYL-7K3Q</title><script>&amp;{{x}}_") == "示例甲 YYL-7K3QtitlescriptampX".replace(
        "X", "x"
    )


def test_every_template_compiles_without_the_filters_that_trust_text():
    assert len([environment().get_template(name) for name in environment().list_templates(["j2"])]) > 40


@pytest.mark.parametrize("name", TRUSTING)
def test_templates_cannot_switch_the_escaping_off(name):
    with pytest.raises(TemplateAssertionError, match=f"No filter named '{name}'"):
        environment().from_string(f"{{{{ text|{name} }}}}")


def test_text_is_escaped_where_a_template_asks_for_none():
    template = environment().from_string("{% autoescape false %}{{ text }}{% endautoescape %}")
    assert template.render(text="<b>*") == "&#60;b&#62;&#42;"
