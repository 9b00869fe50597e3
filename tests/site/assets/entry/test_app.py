"""登记 as people use it: found, filled in, put into the basket and sent, on a telephone, by keys and from a folder."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.site.assets.entry.served import ServedSite
from tests.site.assets.entry.stand_in import CLIENT, TOKEN, StandIn

pytestmark = pytest.mark.engine

PHONE = {"width": 390, "height": 844}
HOME = "PJ-4XD4"
PATH = f"pingjiang/households/{HOME}"


@pytest.fixture
def served(built: Path) -> Iterator[ServedSite]:
    """The site of the shipped ledger behind a web server."""
    site = ServedSite(built)
    yield site
    site.close()


@pytest.fixture
def forge(request: pytest.FixtureRequest, tmp_path: Path, shipped_root: Path) -> Iterator[StandIn]:
    """A Gitea, or the kind that a test asks for, with one household of the shipped ledger."""
    made = StandIn(getattr(request, "param", "Gitea"), tmp_path)
    files = [shipped_root / PATH / "household.yml", *sorted((shipped_root / PATH / "visits").iterdir())]
    made.commit({f"records/{file.relative_to(shipped_root)}": file.read_text("utf-8") for file in files})
    yield made
    made.close()


@pytest.fixture
def form(page: Page) -> Callable[..., Page]:
    """Opens a view of 登记 on a telephone: ``form(site.url, "visit/PJ-4XD4")``."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(PHONE)
    page.set_default_timeout(10000)

    def opened(site: str, view: str = "") -> Page:
        page.goto(f"{site}/entry.html#{view}")
        expect(page.locator("#entry h2").first).to_be_visible()
        assert faults == []
        return page

    return opened


def press(page: Page, legend: str, word: str) -> None:
    """Press a word of a question."""
    page.locator("fieldset.jd-field", has=page.get_by_text(legend, exact=True)).get_by_text(word, exact=True).click()


def fill_visit(page: Page, content: str = "身体还好，药按时吃") -> None:
    press(page, "联系方式", "入户")
    press(page, "是否联系上", "是")
    press(page, "联系对象", "本人")
    page.get_by_label(re.compile("联系情况")).fill(content)


# What a finger and a thumb do: presses, and the boxes that something is typed into.
COUNTED = """
addEventListener("pointerup", () => done("press"), true);
addEventListener("input", ({ target }) => target.matches("textarea, [type=text]") && done("text " + target.id), true);
"""


def test_a_contact_takes_six_presses_and_one_text_from_the_household_to_the_pull_request(
    page: Page, served: ServedSite, forge: StandIn
) -> None:
    served.forge = forge.settings | {"client": CLIENT}
    done: list[str] = []
    page.expose_function("done", lambda what: done.append(what))
    page.add_init_script(COUNTED)
    page.set_viewport_size(PHONE)
    page.goto(f"{served.url}/households/{HOME}.html")
    page.get_by_role("link", name="登记联系").click()
    fill_visit(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="提交合并请求").click()
    expect(page.get_by_role("heading", name="已经提交")).to_be_visible()
    assert (done.count("press"), len(set(done) - {"press"})) == (6, 1)
    [branch] = forge.branches()
    [path] = forge.changed(branch)
    text = forge.text(path, branch)
    assert path == f"records/{PATH}/visits/{re.search('[0-9-]{10}', text)[0]}.yml"
    assert "channel: 入户  # 联系方式\nreached: true  # 是否联系上\ncounterpart: 本人  # 联系对象\n" in text
    assert "content: 身体还好，药按时吃  # 联系情况\n" in text
    assert forge.pulls[0]["title"] == f"登记走访联系 {HOME} {path[-14:-4]}"
    assert page.locator("#entry a", has_text="看这个合并请求").get_attribute("href") == f"{forge.url}/pulls/1"


def sent(page: Page) -> None:
    page.get_by_role("button", name="提交合并请求").click()
    expect(page.get_by_role("heading", name="已经提交")).to_be_visible()


def change_phone(page: Page, number: str) -> None:
    page.get_by_label("联系电话").fill(number)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()


def sign_in(page: Page) -> None:
    page.get_by_label("代码平台的访问令牌").fill(TOKEN)


def test_what_two_have_changed_is_decided_field_by_field(
    form: Callable[..., Page], served: ServedSite, forge: StandIn
) -> None:
    served.forge = forge.settings
    file = f"records/{PATH}/household.yml"
    before = forge.text(file)
    old = re.search('phone: "?([0-9]+)', before)[1]
    forge.commit({file: before.replace(old, "15400009998")})
    page = form(served.url, f"household/{HOME}/phone")
    change_phone(page, "15400009999")
    sign_in(page)
    page.get_by_role("button", name="提交合并请求").click()
    conflict = page.locator("fieldset", has_text="联系电话")
    expect(conflict).to_contain_text(f"原来：{old}")
    expect(conflict).to_contain_text("别人改的：15400009998")
    conflict.get_by_text("我的：15400009999").click()
    page.get_by_role("button", name="选好了").click()
    expect(page.get_by_role("heading", name="已经提交")).to_be_visible()
    [branch] = forge.branches()
    assert forge.text(file, branch) == before.replace(old, "15400009999")
    assert forge.pulls[0]["title"] == f"修改帮扶对象家庭 {HOME}：联系电话"


@pytest.mark.parametrize("forge", ["GitHub", pytest.param("GitLab", marks=pytest.mark.soak)], indirect=True)
def test_a_forge_that_dies_after_the_commit_is_gone_on_with(
    form: Callable[..., Page], served: ServedSite, forge: StandIn
) -> None:
    served.forge = forge.settings
    # A browser asks a second time by itself.
    forge.misbehave("cut", "/merge_requests" if forge.kind == "GitLab" else "/pulls", method="POST", times=2)
    page = form(served.url, f"visit/{HOME}")
    fill_visit(page)
    page.get_by_role("button", name="下一步").click()
    sign_in(page)
    page.get_by_role("button", name="提交合并请求").click()
    expect(page.get_by_role("alert")).to_contain_text("连不上代码平台")
    expect(page.get_by_text("填好的都还在")).to_be_visible()
    sent(page)
    [branch] = forge.branches()
    assert forge.git("rev-list", "--count", f"main..{branch}").strip() == "1"
    assert len(forge.pulls) == 1


def test_from_a_folder_nothing_is_asked_of_anybody_and_the_file_holds_what_was_filled_in(
    form: Callable[..., Page], built: Path
) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_visit(page, "见到本人\n药够用")
    page.get_by_role("button", name="下一步").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    said = json.loads(download.value.path().read_text("utf-8"))
    [item] = said["records"]
    assert (said["jiedui"], item["kind"], item["household"]) == ("登记", "visit", HOME)
    assert item["data"]["content"] == "见到本人\n药够用"
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def test_what_the_ledger_seals_is_told_to_leave_in_a_file(form: Callable[..., Page], page: Page, built: Path) -> None:
    data = (built / "assets" / "entry-data" / "index.js").read_text("utf-8")
    sealing = f'{data}\nJIEDUI_ENTRY_DATA.index.sealed = ["phone"];\n'
    page.route("**/index.js", lambda route: route.fulfill(body=sealing, content_type="text/javascript"))
    form(built.as_uri(), "household/PJ-4XD4/phone")
    page.locator("main input[type=tel]").fill("15400009999")
    page.get_by_role("button", name="下一步").click()
    page.get_by_text("自己贴到代码平台").click()
    expect(page.get_by_text("里面有台账要加密的内容")).to_have_count(2)
    assert page.locator(".jd-copied").count() == 0


def test_what_is_wrong_is_listed_on_top_and_leads_to_its_field(form: Callable[..., Page], built: Path) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    press(page, "联系方式", "电话")
    page.get_by_role("button", name="下一步").click()
    faults = page.locator(".jd-faults")
    expect(faults).to_be_focused()
    assert page.title().startswith("错误：")
    faults.get_by_role("link").first.click()
    assert (
        page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').textContent") == "是否联系上"
    )
    press(page, "是否联系上", "否")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()
    assert not page.title().startswith("错误：")


def test_a_contact_is_recorded_by_keys_alone(form: Callable[..., Page], built: Path) -> None:
    page = form(built.as_uri())
    keys = page.keyboard
    page.get_by_label("登记联系：找哪一户").focus()
    keys.type(HOME)
    expect(page.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(HOME))).to_be_focused()
    page.get_by_role("radio", name="入户").focus()
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    expect(page.get_by_role("radio", name="本人")).to_be_checked()
    page.get_by_role("button", name="下一步").focus()
    keys.press("Enter")
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_focused()


def test_what_was_begun_is_there_when_one_comes_back_and_leaving_asks(form: Callable[..., Page], built: Path) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    page.get_by_label(re.compile("联系情况")).fill("写了一半")
    page.evaluate("location.hash = ''")
    expect(page.get_by_role("heading", name="登记什么")).to_be_visible()
    page.go_back()
    expect(page.get_by_label(re.compile("联系情况"))).to_have_value("写了一半")
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.goto(f"{built.as_uri()}/index.html")
    assert asked == ["beforeunload"]


def test_a_code_that_the_site_does_not_know_is_told(page: Page, built: Path) -> None:
    page.goto(f"{built.as_uri()}/entry.html#visit/PJ-9999")
    expect(page.get_by_role("heading", name="网站还不知道 PJ-9999")).to_be_visible()


def pick(page: Page, label: str, text: str) -> None:
    """Choose somebody by a part of what he is called."""
    page.get_by_label(label).press_sequentially(text)
    page.get_by_role("option").first.click()


def jiedui(records: Path, *words: str) -> str:
    """Run the program on a ledger; return what it says, once it has ended well."""
    done = subprocess.run(
        [sys.executable, "-m", "jiedui", *words, "--records", str(records)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_household_and_its_first_contact_go_into_the_ledger_together(
    form: Callable[..., Page], built: Path, shipped_root: Path, tmp_path: Path
) -> None:
    page = form(built.as_uri(), "household")
    page.get_by_label("乡镇（街道）").select_option(label="岑川镇")
    page.get_by_label("村（社区）").fill("示例村")
    press(page, "困难类型", "低保户")
    member = page.locator("details.jd-row", has_text="与残疾人关系")
    member.get_by_label("姓名").fill("示例新甲")
    press(page, "性别", "女")
    member.get_by_label("出生日期").fill("1970-02-03")
    member.get_by_label("与残疾人关系").select_option("本人")
    page.locator("#entry .jd-form > div > details.jd-more > summary").click()
    page.get_by_label("例外理由").fill("还没有评残，家里确有困难")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("link", name="再登记一份").click()
    pick(page, "登记联系：找哪一户", "示例新甲")
    pick(page, "联系人", "PJ-B")
    fill_visit(page, "第一次见面")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="看过了，下一步").click()
    expect(page.get_by_role("heading", name="本次一并提交：2 份")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    records = tmp_path / "records"
    shutil.copytree(shipped_root, records)
    before = set(records.rglob("*.yml"))
    handed = str(download.value.path())
    jiedui(records, "take", handed)
    home, visit = sorted(path.relative_to(records).as_posix() for path in set(records.rglob("*.yml")) - before)
    code = home.split("/")[2]
    assert home == f"pingjiang/households/{code}/household.yml"
    assert re.fullmatch(f"pingjiang/households/{code}/visits/[0-9-]{{10}}.yml", visit)
    jiedui(records, "check")
    assert jiedui(records, "take", handed).count("已经收过") >= 2


@pytest.mark.node
def test_a_household_without_a_plan_gets_one_with_its_pairing(form: Callable[..., Page], built: Path) -> None:
    page = form(built.as_uri(), "household/PJ-ETA3/pairings/+")
    pick(page, "帮扶责任人", "平江县")
    press(page, "结对身份", "主责")
    page.get_by_label("开始日期").fill("2026-01-05")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("link", name=re.compile("^没有拟帮扶措施")).click()
    expect(page.get_by_label("拟帮扶措施")).to_be_focused()
    page.get_by_label("拟帮扶措施").fill("帮她回学校读完书。")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="本次一并提交：1 份")).to_be_visible()


def test_axe_finds_no_barrier_in_any_view(form: Callable[..., Page], built: Path, axe: Any) -> None:
    page = form(built.as_uri(), f"visit/{HOME}")
    fill_visit(page)
    page.get_by_role("button", name="下一步").click()
    found = {}
    for view in ("basket", "", f"visit/{HOME}/2026-10-01", "household", f"household/{HOME}/pairings", "event-meeting"):
        page.evaluate("view => { location.hash = view; }", view)
        page.wait_for_timeout(200)
        page.evaluate("for (const part of document.querySelectorAll('#entry details')) part.open = true")
        found[view] = axe(page)
        page.emulate_media(color_scheme="dark")
        found[f"{view} dark"] = axe(page, ["color-contrast"])
        page.emulate_media(color_scheme="light")
    assert {view: faults for view, faults in found.items() if faults} == {}
