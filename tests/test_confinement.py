"""The policy of a page: what stands in it is known by its hash, and whatever gets round it is told."""

from __future__ import annotations

import base64
import hashlib

import pytest
from jinja2 import Environment

from jiedui.confinement import ConfinedTemplate, Styles, confined, faults, site_policy

PAGE = """<!doctype html><html lang="zh-CN"><head>
<meta charset="utf-8">
<title>{title}</title>
<style>p {{ color: red }}</style>
</head><body>{body}</body></html>"""


def page(body: str = "<p>话</p>", title: str = "题") -> str:
    return PAGE.format(title=title, body=body)


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_that_stands_alone_allows_its_own_style_sheet_and_nothing_else() -> None:
    policy = f"default-src 'none'; style-src {digest('p { color: red }')}; base-uri 'none'; form-action 'none'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert confined(page()) == page().replace("\n<title>", f"\n{meta}\n<title>")
    assert list(faults(confined(page()))) == []


def test_each_style_sheet_is_allowed_and_what_only_looks_like_one_is_none() -> None:
    body = "<styled-thing></styled-thing><style>b { color: blue }</style><style >i { color: red }</style>"
    found = confined(page(body))
    sheets = "p { color: red }", "b { color: blue }", "i { color: red }"
    assert f"style-src {' '.join(map(digest, sheets))};" in found
    assert list(faults(found)) == []


def test_style_attributes_become_rules_that_win_as_they_would() -> None:
    body = """<p style="left:1mm">一</p><i class="x" style="--h1:'\\3c '">二</i><b style="left:1mm">三</b>"""
    found = confined(page(body))
    rules = """\n:is([data-css="1"], #_) { left:1mm }\n:is([data-css="2"], #_) { --h1:'\\3c ' }\n"""
    assert f"<style>{rules}</style>\n</head>" in found
    assert '<p data-css="1">一</p><i class="x" data-css="2">二</i><b data-css="1">三</b>' in found
    assert f"style-src {digest('p { color: red }')} {digest(rules)};" in found
    assert list(faults(found)) == []


def test_the_rules_of_what_follows_a_head_stand_in_it() -> None:
    styles = Styles()
    assert styles.take('<td style="--rate:667">') == '<td data-css="1">'
    head = confined('<head>\n<meta charset="utf-8">\n</head>', site_policy("https://git.example.cn"), styles)
    rule = '\n:is([data-css="1"], #_) { --rate:667 }\n'
    assert f"script-src 'self'; style-src 'self' {digest(rule)}; img-src" in head
    assert "connect-src https://git.example.cn; " in head
    assert f"<style>{rule}</style>" in head


@pytest.mark.parametrize("text", ["style=&#34;left:1mm&#34;", "<!-- -->", "&lt;p style=&#34;x&#34;&gt;"])
def test_text_that_speaks_of_styles_stays_as_it_is(text: str) -> None:
    assert f"<p>{text}</p>" in confined(page(f"<p>{text}</p>"))


def test_a_value_that_could_end_its_rule_is_left_and_told_of() -> None:
    found = confined(page('<p style="left:1mm} body{display:none">话</p>'))
    assert list(faults(found)) == ["有 style 属性，内容安全策略不许用"]


def test_a_template_comes_out_confined() -> None:
    environment = Environment(autoescape=True)
    environment.template_class = ConfinedTemplate
    text = environment.from_string(page("{{ words }}")).render(words="<script>")
    assert "&lt;script&gt;" in text
    assert list(faults(text)) == []


WEAK = {
    "none": (page(), "没有内容安全策略（Content-Security-Policy）"),
    "script": (confined(page("<script>x()</script>")), "网页里的 script 不在内容安全策略里，浏览器不用它"),
    "style": (confined(page()).replace("red", "blue"), "网页里的 style 不在内容安全策略里，浏览器不用它"),
    "act": (confined(page()).replace("<p>", '<p title="a" onclick="x()">'), "有 onclick 属性，内容安全策略不许用"),
    "late": (
        confined(page()).replace("<head>", '<head><link rel="stylesheet" href="a.css">'),
        "内容安全策略写在脚本、样式或者正文后面，管不住前面的",
    ),
    "open": (confined(page()).replace("default-src 'none'; ", ""), "内容安全策略不是从什么都不许开始的"),
    "base": (confined(page()).replace("base-uri 'none'; ", ""), "内容安全策略不是从什么都不许开始的"),
}  # fmt: skip


@pytest.mark.parametrize("case", WEAK)
def test_what_a_policy_does_not_confine_is_told(case: str) -> None:
    text, fault = WEAK[case]
    assert list(faults(text)) == [fault]


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*", "https://*.example.cn"])
def test_a_policy_that_allows_too_much_is_told(source: str) -> None:
    found = confined(page(), f"default-src 'none'; script-src {source}; style-src{{hashes}}; base-uri x; form-action x")
    assert [fault.partition("：")[0] for fault in faults(found)] == ["内容安全策略放得太宽"]
