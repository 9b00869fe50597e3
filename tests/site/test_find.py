"""查户 as people use it: what is found for what is typed, and the page, opened from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from tests.waiting import until

from jiedui.model.ledger import Ledger

pytestmark = pytest.mark.engine

SHIPPED_ON = date(2026, 11, 23)
HITS = "#find-hits li > a"
FOUND = "wanted => document.getElementById('find-count').textContent.startsWith(wanted)"


@pytest.fixture
def ask(node_run: Callable[[str, Any], Any], built: Path) -> Callable[..., list[Any]]:
    """What the scripts of 查户 find in the shipped ledger: ``ask("示例甲", "pj")``."""

    def asking(*queries: str) -> list[Any]:
        return list(node_run("find.mjs", {"root": str(built), "queries": queries}))

    return asking


@pytest.mark.node
def test_every_query_of_staff_finds_its_page_among_the_first_ten_of_its_group(
    ask: Callable[..., list[Any]], repo_root: Path
) -> None:
    queries = yaml.safe_load((repo_root / "tests" / "site" / "search_queries.yml").read_text("utf-8"))
    assert len(queries) >= 134
    assert len({wanted["query"] for wanted in queries}) == len(queries)
    answers = ask(*(wanted["query"] for wanted in queries))
    missed = [
        wanted
        for wanted, answer in zip(queries, answers, strict=True)
        if not any(page.startswith(wanted["page"]) for group in answer["groups"].values() for page in group["first"])
    ]
    assert missed == []


@pytest.mark.node
def test_forgiving_does_not_mean_finding_everybody(ask: Callable[..., list[Any]]) -> None:
    queries = ["示例未庚", "坦渡镇示例未庚", "lx-vexj", "slwg 坦渡", "谁帮示例未庚", "LX-B-KA4W", "坦渡镇示例村11组"]
    counts = [{name: group["count"] for name, group in answer["groups"].items()} for answer in ask(*queries)]
    assert counts == [{"households": 1}, {"households": 1}, {"households": 1}, {"households": 1}, {"households": 1},
                      {"helpers": 1}, {"households": 1}]  # fmt: skip


@pytest.mark.node
def test_blanks_between_characters_and_words_about_a_person_do_not_hide_her(ask: Callable[..., list[Any]]) -> None:
    queries = ["示 例 乙 酉", "乙 酉", "乙 酉 平江", "示例乙酉家", "示例乙酉户", "示例乙酉家里", "示例乙酉 电话"]
    for answer in ask(*queries):
        assert answer["groups"] == {"households": {"count": 1, "first": ["households/PJ-4XD4.html"]}}
    assert [answer["groups"] for answer in ask("无 此 人", "无此人家", "无此人 电话")] == [{}, {}, {}]


@pytest.mark.node
def test_tones_words_around_a_name_and_a_whole_address_do_not_hide_her(ask: Callable[..., list[Any]]) -> None:
    queries = [
        "shìlìyǐyǒu", "shi4 li4 yi3 you3", "shi4li4yi3you3", "SHILI4YIYOU", "户主：示例乙酉", "残疾人示例乙酉",
        "示例乙酉这一家", "示例乙酉家 岑川镇", "示例乙酉家的情况", "平江县岑川镇示例村示例乙酉",
    ]  # fmt: skip
    firsts = [answer["groups"]["households"]["first"][0] for answer in ask(*queries)]
    assert firsts == ["households/PJ-4XD4.html"] * len(queries)
    (answer,) = ask("汨罗市罗江镇示例村5组老屋场示例戌乙")
    assert answer["groups"] == {"households": {"count": 1, "first": ["households/ML-ZTE7.html"]}}


@pytest.mark.node
def test_a_name_that_is_spelt_whole_comes_before_one_that_only_begins_so(
    ask: Callable[..., list[Any]], shipped: Ledger
) -> None:
    (answer,) = ask("shiliyinji")
    first, *others = (
        shipped.households[page[11:-5]].head.name for page in answer["groups"]["households"]["first"]
    )  # fmt: skip
    assert first == "示例寅己"
    assert "示例寅甲" in others


@pytest.mark.node
def test_where_nobody_is_found_the_township_that_was_named_is_the_way_on(ask: Callable[..., list[Any]]) -> None:
    answers = ask("安定镇 无此人", "安定镇无此人", "平江县安定镇无此人", "无此人", "坦渡镇 示例")
    assert [answer["ways"] for answer in answers] == [["安定镇"], ["安定镇"], ["安定镇"], [], []]


@pytest.mark.node
def test_a_village_group_is_found_by_its_number_in_characters(ask: Callable[..., list[Any]]) -> None:
    for characters, digits in {
        "操军镇二组": "操军镇2组",
        "坦渡十一组": "坦渡11组",
        "十组": "10组",
        "八组": "8组",
    }.items():
        spelt, written = (answer["groups"] for answer in ask(characters, digits))
        assert spelt == written
        assert spelt["households"]["count"] > 0


@pytest.mark.node
def test_who_is_called_so_comes_first_and_where_it_is_asked_whom_he_helps_these(
    ask: Callable[..., list[Any]], shipped: Ledger
) -> None:
    helped = set()
    for home in shipped.households.values():
        pairing = home.primary_on(SHIPPED_ON)
        if pairing and shipped.helpers[pairing.helper].name == "示例戊":
            helped.add(f"households/{home.id}.html")
    plain, asked = ask("示例戊", "示例戊的户")
    assert next(iter(plain["groups"])) == "helpers"
    assert len(helped) == 4
    assert set(asked["groups"]["households"]["first"][:4]) == helped


NUMBERS = (
    "13800138000", "138 0013 8000", "138-0013-8000", "１３８００１３８０００", "0730-8880000", "49060219580312101741",
    "示例甲 13800138000", "12345678", "154/0000/7009", "154、0000，7009", "一五四〇〇〇〇七〇〇九",
    "幺五四零零零零柒零零玖", "l54OOOO7OO9", "1 5 4 O O O O 7 0 0 9", "①⑤④0000⑦009", "4906 0219 5803 1210 17X",
)  # fmt: skip
PIECES = ("1540000", "15400", "154\n00", "154甲0000乙7009", "示例甲 154 00", "五四〇〇〇", "〔2023〕20号", "1O4 OO7")
PLAIN = (
    "1234", "2026年", "LX-VEXJ", "YYL-2345", "16组", "坦渡镇示例村11组", "示例甲", "lilili 11组", "slj",
    "一领二守三帮四送",
)  # fmt: skip


@pytest.mark.node
def test_a_number_of_a_person_is_not_searched_and_what_may_become_one_is_not_kept(
    ask: Callable[..., list[Any]],
) -> None:
    for answer in ask(*NUMBERS):
        assert (answer["secret"], answer["keepable"], answer["loaded"]) == (True, False, {})
        assert set(answer["groups"]) <= {"pages"}
    pieces, plain, (township,) = ask(*PIECES), ask(*PLAIN), ask("430626101")
    assert {(answer["secret"], answer["keepable"]) for answer in pieces} == {(False, False)}
    assert {(answer["secret"], answer["keepable"]) for answer in plain} == {(False, True)}
    assert (township["secret"], township["keepable"]) == (True, False)
    assert township["groups"]["townships"]["first"] == ["townships/430626101.html"]


@pytest.mark.browser
def test_the_box_at_the_top_of_a_page_sends_no_number_of_a_person_nor_a_part_of_one(visit: Any) -> None:
    box = visit.open("overview").locator(".jd-search input")
    sent = "(box, typed) => typed.filter(words => { box.value = words; return box.checkValidity(); })"
    assert box.evaluate(sent, [*NUMBERS, *PIECES]) == []
    assert box.evaluate(sent, list(PLAIN)) == list(PLAIN)
    box.fill("154/0000/7009")
    box.press("Enter")
    assert visit.page.url.endswith("/overview.html")


@pytest.mark.node
def test_a_word_too_short_to_tell_anybody_asks_for_more(ask: Callable[..., list[Any]]) -> None:
    short, status, nobody, both = ask("未", "没有结对", "示例无此人", "没有结对 瓮江")
    assert (short["vague"], status["vague"], nobody["vague"], both["vague"]) == (True, True, False, False)
    assert nobody["groups"] == {}
    assert both["groups"]["households"]["count"] == 1


@pytest.mark.node
def test_a_hit_is_marked_as_it_is_written(ask: Callable[..., list[Any]]) -> None:
    (answer,) = ask("坦渡镇，示例·未庚！")
    assert answer["marked"] == [["坦渡镇", True], ["，", False], ["示例·未庚", True], ["！", False]]


@pytest.mark.browser
def test_find_by_two_characters_by_id_and_by_place(visit: Any, shipped: Ledger) -> None:
    page = visit.open("find")
    home = shipped.households["LX-VEXJ"]
    for words, count in {home.head.name[-2:]: None, f"{home.township} {home.village}": 2, "vexj": 1}.items():
        page.locator("#find-text").fill("")
        until(page, "!document.querySelector('#find-hits a')")
        page.locator("#find-text").fill(words)
        page.locator('#find-hits a[href="households/LX-VEXJ.html"]').wait_for()
        if count:
            assert page.locator(HITS).count() == count
    assert page.locator("#find-hits li").inner_text().split("\n")[0].startswith("示例未庚")
    assert page.locator("#find-hits li > span a").get_attribute("href") == "helpers/LX-B-KA4W.html"
    page.locator("#find-text").fill("没有这个人")
    until(page, FOUND, arg="没有找到")
    assert page.locator(HITS).count() == 0
    assert page.locator("#find-count").get_attribute("aria-live") == "polite"
    assert page.locator("#ways ~ .jd-find-ways details").count() == 13
    assert visit.complaints == []


@pytest.mark.browser
def test_find_lists_each_group_step_by_step_and_says_how_many_there_are(visit: Any, shipped: Ledger) -> None:
    page = visit.open("find")
    page.locator("#find-text").fill("示例")
    homes, helpers = len(shipped.households), len(shipped.helpers)
    until(page, FOUND, arg=f"找到 {homes} 户、{helpers} 名责任人、")
    links = page.locator('#find-hits li > a[href^="households/"]')
    assert links.count() == 10
    page.locator("#find-hits button", has_text="条户").click()
    until(page, "document.activeElement.tagName === 'A'")
    assert links.count() == 60


@pytest.mark.browser
def test_find_works_by_keyboard_on_a_small_phone_and_keeps_the_query_in_the_address(visit: Any) -> None:
    page = visit.open("find", "?q=LX-VEXJ", width=360)
    page.locator(HITS).wait_for()
    assert page.locator("#find-text").input_value() == "LX-VEXJ"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#find-text").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "find-text"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/LX-VEXJ.html")
    page.go_back()
    page.locator(HITS).wait_for()
    page.locator("#find-text").fill("安定镇 示例")
    page.keyboard.press("Enter")
    until(page, "new URLSearchParams(location.search).get('q') === '安定镇 示例'")
    assert visit.complaints == []


@pytest.mark.browser
def test_enter_opens_the_only_hit_escape_clears_and_no_hit_leads_to_the_township(visit: Any) -> None:
    page = visit.open("find", width=390)
    box, status = page.locator("#find-text"), page.locator("#find-count")
    box.fill("安定镇无此人")
    until(page, FOUND, arg="没有找到。可以少打几个字再试，或者从列出的乡镇找。")
    assert page.locator(HITS).evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        "townships/430626101.html"
    ]
    page.keyboard.press("Enter")  # which is no hit: nobody is sent away
    page.keyboard.press("ArrowDown")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    until(page, "location.search === '' && !document.querySelector('#find-hits a')")
    assert (box.input_value(), status.inner_text()) == ("", "")
    assert page.evaluate("document.activeElement.id") == "find-text"
    page.keyboard.type("示例")
    page.keyboard.press("Enter")  # of many, none
    until(page, FOUND, arg="找到 ")
    box.fill("LX-VEXJ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/LX-VEXJ.html")
    assert visit.complaints == []


@pytest.mark.browser
def test_an_older_bookmark_still_asks(visit: Any) -> None:
    page = visit.open("find", "#q=LX-VEXJ")
    page.locator(HITS).wait_for()
    assert page.evaluate("location.search + location.hash") == "?q=LX-VEXJ"


@pytest.mark.browser
def test_a_telephone_number_is_told_kindly_and_leaves_the_address(visit: Any) -> None:
    page = visit.open("find", "?q=LX-VEXJ")
    page.locator(HITS).wait_for()
    page.locator("#find-text").fill("13800138000")
    until(page, FOUND, arg="电话号码、证件号码查不到人")
    until(page, "location.search === ''")
    assert page.locator("#find-hits a").count() == 0
    assert [address for address in visit.requests if "13800138000" in address] == []
    page = visit.open("find", "?q=13800138000")
    until(page, FOUND, arg="电话号码、证件号码查不到人")
    assert page.evaluate("location.search") == ""


@pytest.mark.browser
def test_neither_address_nor_title_nor_the_way_back_keeps_what_may_be_a_part_of_a_number(visit: Any) -> None:
    page = visit.open("find")
    title, steps = page.title(), page.evaluate("history.length")
    for words in (*NUMBERS, *PIECES):
        page.locator("#find-text").fill("示例甲")
        until(page, "location.search !== ''")
        page.locator("#find-text").fill(words)
        until(page, "location.search === ''")
    assert (page.title(), page.evaluate("history.length")) == (title, steps)
    for asked in ("?q=154/0000", "#q=154/0000"):
        page = visit.open("find", asked)
        until(page, "location.search + location.hash === ''")
    assert visit.complaints == []


@pytest.mark.browser
def test_the_pages_are_loaded_when_somebody_searches_and_not_before(visit: Any) -> None:
    page = visit.open("find")
    assert [address for address in visit.requests if "/pages.js" in address or "/find/t-" in address] == []
    page.locator("#find-text").fill("应享未享")
    page.locator('#find-hits a[href="policy.html#c-4-3-3"]').wait_for()
    assert len([address for address in visit.requests if address.endswith("/pages.js")]) == 1


@pytest.mark.browser
def test_without_scripts_there_are_ways_on(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built / "find.html").as_uri())
    assert "浏览器关闭了脚本" in page.locator("noscript").inner_text()
    assert not page.locator("#find-text").is_visible()
    assert page.locator(".jd-search input").is_disabled(), "nobody would keep a number out of the address"
    page.locator(".jd-search button").click()
    assert page.url.endswith("/find.html?")
    page.locator("summary", has_text="平江县").click()
    assert page.locator('a[href="townships/430626101.html"]').is_visible()
    context.close()


@pytest.mark.node
def test_a_number_is_that_number_before_it_is_the_end_of_another(
    ask: Callable[..., list[Any]], shipped: Ledger
) -> None:
    (answer,) = ask("4组")
    homes = [shipped.households[page.split("/")[1][:-5]] for page in answer["groups"]["households"]["first"]]
    exact = [bool(re.search(r"(?<![0-9])4组", f"{home.village}{home.address}")) for home in homes]
    assert exact == sorted(exact, reverse=True)
    assert exact[0]
