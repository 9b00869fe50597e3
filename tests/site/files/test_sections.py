"""The sections of the public pages as 查户 searches them."""

from __future__ import annotations

from jiedui.site.files.sections import Section, sections
from jiedui.site.page import Page, Prominence

PAGE = Page("reference/rules.md", "检查规则", "x", prominence=Prominence.ALIKE)
SOURCE = """---
title: "检查规则"
---

# 检查规则 { #top }

开头的**话**。

## 看一户 <small>户</small> { #s-1 }

- 第一条
- 第二条

<table><tbody>
<tr id="rule-a"><td>甲</td><td>乙<br>丙</td></tr>
<tr><td>丁</td></tr>
</tbody></table>

<div data-search-exclude><p>示例甲<br>不找</p></div>

### 没有锚

末尾
"""


def test_a_page_is_cut_at_headings_and_at_rows_with_an_id():
    assert sections(PAGE, SOURCE) == [
        Section("reference/rules.html", "检查规则", "检查规则", "开头的话。", -1),
        Section("reference/rules.html#s-1", "检查规则", "看一户 户", "第一条 第二条", -1),
        Section("reference/rules.html#rule-a", "检查规则", "看一户 户", "甲 乙 丙 丁", -1),
        Section("reference/rules.html", "检查规则", "没有锚", "末尾", -1),
    ]


def test_the_fields_stand_in_the_order_that_the_script_knows():
    assert Section._fields == ("place", "page", "heading", "text", "prominence")


def test_a_page_of_people_alone_has_no_section():
    assert sections(PAGE, '---\ntitle: "x"\n---\n<div data-search-exclude>示例甲</div>\n') == []
