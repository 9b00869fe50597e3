"""The controls of single values: which one a schema gets, and what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from jiedui.site.files.assets import ASSETS

pytestmark = pytest.mark.browser

TEXT = {"type": "string"}
FEW = [["甲", "甲"], ["乙", "乙"]]
MANY = [[str(number), f"第{number}"] for number in range(8)]
ASK = """about => {
  const control = JIEDUI_ENTRY.control(about);
  document.body.replaceChildren(control.element);
  globalThis.control = control;
  const kinds = control.inputs.map((input) => [input.type, input.inputMode].filter(Boolean).join(" "));
  return [control.role ?? "", [...new Set(kinds)].join("、"), control.inputs.length, control.read()];
}"""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """An empty page with the scripts of controls."""
    page = browser.new_page(locale="zh-CN")
    for name in ("dom", "values", "controls"):
        page.add_script_tag(path=ASSETS / f"entry/{name}.js")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("about", "made"),
    [
        ({"words": FEW, "value": "乙", "optional": False}, ["radiogroup", "radio", 2, "乙"]),
        ({"words": FEW, "optional": True}, ["radiogroup", "radio", 3, ""]),
        ({"words": FEW, "value": "丙"}, ["radiogroup", "radio", 3, "丙"]),
        ({"words": FEW, "value": "甲", "listed": True}, ["", "select-one", 1, "甲"]),
        ({"words": MANY, "value": "7"}, ["", "select-one", 1, "7"]),
        ({"words": MANY[:7], "optional": False}, ["radiogroup", "radio", 7, ""]),
        ({"words": MANY[:7], "optional": True}, ["", "select-one", 1, ""]),
        ({"schema": {"type": "array"}, "words": FEW, "value": ["丙", "甲"]}, ["group", "checkbox", 3, ["甲", "丙"]]),
        ({"definition": "date", "value": "2026-03-05"}, ["", "date", 1, "2026-03-05"]),
        ({"definition": "date", "value": "2026-02-30"}, ["", "text", 1, "2026-02-30"]),
        ({"definition": "date", "value": "三月"}, ["", "text", 1, "三月"]),
        ({"definition": "birth", "value": "1968"}, ["", "text numeric", 1, "1968"]),
        ({"definition": "phone"}, ["", "tel", 1, ""]),
        ({"definition": "text", "value": "甲\n乙"}, ["", "textarea", 1, "甲\n乙"]),
        ({"schema": {"type": "integer"}, "value": 0}, ["", "text numeric", 1, "0"]),
        ({"isFixed": True, "value": ["甲", "乙"]}, ["", "output", 1, ""]),
    ],
)
def test_a_value_gets_the_control_that_suits_it(plain: Page, about: dict[str, Any], made: list[Any]) -> None:
    assert plain.evaluate(ASK, {"schema": TEXT, **about}) == made


def test_a_number_of_a_certificate_is_not_shown(plain: Page) -> None:
    plain.evaluate(ASK, {"schema": TEXT, "isFixed": True, "value": "1" * 20})
    assert plain.locator("output").text_content() == "（不显示）"


def test_a_text_grows_with_what_is_written(plain: Page) -> None:
    plain.evaluate(ASK, {"schema": TEXT, "definition": "text"})
    area = plain.locator("textarea")
    assert area.get_attribute("rows") == "3"
    area.fill("一行\n" * 9)
    assert area.get_attribute("rows") == "10"
    area.fill("一行\n" * 99)
    assert area.get_attribute("rows") == "24"
    plain.evaluate(ASK, {"schema": TEXT, "definition": "text", "value": "字" * 22 * 4})
    assert plain.locator("textarea").get_attribute("rows") == "5"


def test_half_a_day_is_not_taken_for_none(plain: Page) -> None:
    plain.evaluate(ASK, {"schema": TEXT, "definition": "date"})
    plain.locator("input").focus()
    plain.keyboard.type("03")
    assert plain.evaluate("control.read()") == "没有填完"
