"""``jiedui site``: pages, site, pictures and link check, and how it ends when one of them fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.vault import Vault

from jiedui.cli.making import SiteMaking, SitePlace
from jiedui.imprint import SiteImprint, finish
from jiedui.migrations.chain import CURRENT

Run = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[str, str, str], Path]
DAY = ("--as-of", "2026-11-23")
PAGES = re.compile(r"\d+ 个页面：新写 \d+ 个文件，不变 0 个，删除过时的 0 个。")


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: None)


class PlayedEngine:
    """An engine that writes one page and says that all is well."""

    asked: list[tuple[object, ...]]
    code = 0

    def __init__(self, *words: Any) -> None:
        self.asked.append(words)

    def __enter__(self) -> PlayedEngine:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def finish(self) -> int:
        _settings, _docs, out, _name = self.asked[-1]
        Path(str(out)).mkdir(parents=True, exist_ok=True)
        Path(str(out), "index.html").write_text("<title>页</title>", "utf-8")
        return self.code


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Play the engine; returned is what it was asked for."""
    monkeypatch.setattr(PlayedEngine, "asked", [], raising=False)
    monkeypatch.setattr("jiedui.site.machine.engine.EngineRun", PlayedEngine)
    return PlayedEngine.asked


@pytest.fixture
def sound_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.site.check_site", lambda *_, until: until() or [])


@pytest.mark.usefixtures("no_browser")
def test_the_pages_alone_are_written_below_build(run: Run, ledger: Path, tmp_path: Path) -> None:
    done = run("site", "--pages-only", *DAY)
    checked, pages = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert checked == f"检查了 {len(list(ledger.rglob('*.yml')))} 个文件，没有发现问题。"
    assert PAGES.fullmatch(pages)
    index = (tmp_path / "build" / "docs" / "index.md").read_text("utf-8")
    assert "2026年11月23日" in index
    assert "未入库" in (tmp_path / "build" / "docs" / "assets" / "version.js").read_text("utf-8")
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("no_browser")
def test_a_sealed_ledger_has_its_pages_made_with_keys_and_without(
    run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[SiteMaking] = []

    def make(self: SiteMaking, _: SitePlace) -> int:
        made.append(self)
        return 0

    monkeypatch.setattr(SiteMaking, "make", make)
    vault = Vault.of(run, ledger, tmp_path_factory.mktemp("keys")).sealed()
    without = (
        "注意：台账里有加密的内容，这里没有密钥：网站上写编号，不写姓名、电话。"
        "要写的，运行 jiedui --keys 密钥库 site。\n"
    )
    for words, told in (((), without), (("--keys", vault.store), "")):
        done = run(*words, "site", *DAY)
        assert (done.returncode, done.stderr) == (0, told)
    closed, opened = (making.contents for making in made)
    assert len(closed) == len([*ledger.rglob("*.yml")])
    assert {path for path in closed if closed[path] != opened[path]} == {
        file.relative_to(ledger).as_posix() for file in ledger.rglob("household.yml")
    }


@pytest.mark.usefixtures("no_browser")
def test_the_pages_are_of_the_day_that_was_asked_for(run: Run, clock: Callable[[date], None], tmp_path: Path) -> None:
    def written(*words: str) -> dict[str, bytes]:
        assert run("site", "--pages-only", "--docs", "docs", *words).returncode == 0
        found = {
            path.relative_to(tmp_path).as_posix(): path.read_bytes()
            for path in (tmp_path / "docs").rglob("*")
            if path.suffix in (".md", ".html", ".js", ".ics")
        }
        shutil.rmtree(tmp_path / "docs")
        return found

    clock(date(2029, 3, 1))
    asked = written(*DAY)
    clock(date(2026, 11, 23))
    assert written() == asked
    assert len(asked) > 50


@pytest.mark.usefixtures("no_browser", "sound_links")
def test_the_site_is_built_by_mkdocs_from_the_pages(run: Run, engine: list[tuple[object, ...]]) -> None:
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    [(settings, *folders, name)] = engine
    assert (folders, name) == ([Path("build/docs"), Path("site")], "mkdocs")
    assert settings["site_name"] == "岳阳市残联结对帮扶台账"
    assert settings["site_description"] == "岳阳市残联工作人员结对帮扶重度残疾人家庭的内部台账"
    [units] = [entry["县市区"] for entry in settings["nav"] if "县市区" in entry]
    assert units == [
        "units/index.md", {"市残联": "units/city.md"},
        {"岳阳楼区": "units/yueyanglou.md"}, {"平江县": "units/pingjiang.md"},
    ]  # fmt: skip
    assert done.stdout.splitlines()[-1] == "网站在 site/index.html，链接检查发现 0 处问题。"


@pytest.mark.usefixtures("no_browser", "sound_links")
def test_another_engine_and_other_folders_may_be_asked_for(run: Run, engine: list[tuple[object, ...]]) -> None:
    done = run("site", *DAY, "--engine", "zensical", "--docs", "d", "--out", "o")
    assert [words[1:] for words in engine] == [(Path("d"), Path("o"), "zensical")]
    assert done.stdout.splitlines()[-1] == "网站在 o/index.html，链接检查发现 0 处问题。"


@pytest.mark.usefixtures("no_browser", "engine", "sound_links")
def test_with_a_helper_s_own_pages_lies_what_he_carries_in_print(run: Run, tmp_path: Path) -> None:
    done = run("site", *DAY, "--audience", "helper:PJ-B-2H3J", "--out", "own")
    assert (done.returncode, done.stderr) == (0, "")
    written = {
        path.relative_to(tmp_path / "own/prints").as_posix() for path in (tmp_path / "own/prints").rglob("*.html")
    }
    kinds = ("outline", "brief", "household", "cards", "handbook")
    assert {f"{kind}/index.html" for kind in kinds} <= written
    assert {name.partition("/")[0] for name in written} == set(kinds)
    assert "示例" in (tmp_path / "own/prints/handbook/pingjiang/handbook.html").read_text("utf-8")
    run("site", *DAY, "--out", "all")
    assert not (tmp_path / "all/prints").exists()


@pytest.mark.usefixtures("no_browser", "engine")
def test_broken_links_are_told_and_give_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "jiedui.site.check_site", lambda out, *_, **__: [f"{out}/a.html: 没有 b.html", f"{out}/a.html: 没有 c"]
    )
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-3:] == [
        "site/a.html: 没有 b.html",
        "site/a.html: 没有 c",
        "网站在 site/index.html，链接检查发现 2 处问题。",
    ]


@pytest.mark.usefixtures("no_browser", "engine")
def test_an_engine_that_fails_gives_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlayedEngine, "code", 1)
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (2, "不能运行：mkdocs 没有生成网站，原因见上面。\n")


@pytest.mark.usefixtures("no_browser")
def test_pictures_that_were_asked_for_need_a_browser(run: Run, tmp_path: Path) -> None:
    done = run("site", "--pictures", *DAY)
    said = "不能运行：没有找到浏览器，不能配图。请安装 Chromium、Chrome 或 Edge，或者写 --no-pictures。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Play a browser that is found; returned is what it was asked to picture."""
    taken: list[tuple[Any, ...]] = []
    monkeypatch.setattr("jiedui.cli.chromium.find_browser", lambda: "/bin/browser")
    monkeypatch.setattr("jiedui.site.machine.pictures.take", lambda *words: taken.append(words) or [])
    monkeypatch.setattr("jiedui.records.parallel._PROCESSORS", 1)  # what another process took would not be here
    return taken


@pytest.mark.usefixtures("engine", "sound_links")
@pytest.mark.parametrize("words", [(), ("--pictures",)], ids=["by itself", "asked for"])
def test_with_a_browser_pictures_are_taken(
    run: Run, pictures: list[tuple[Any, ...]], tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run("site", *DAY, *words).returncode == 0
    [(shots, out, browser)] = pictures
    assert (out, browser) == (Path("site"), "/bin/browser")
    assert shots[0].name == "find"
    assert "pictures/find.png" in (tmp_path / "build" / "docs" / "guide.md").read_text("utf-8")


@pytest.mark.usefixtures("engine", "sound_links")
def test_no_pictures_are_taken_where_none_are_wanted(run: Run, pictures: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert run("site", *DAY, "--no-pictures").returncode == 0
    assert pictures == []
    assert "pictures/find.png" not in (tmp_path / "build" / "docs" / "guide.md").read_text("utf-8")


@pytest.mark.usefixtures("engine", "pictures", "sound_links")
def test_a_picture_that_the_browser_does_not_make_is_warned_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.site.machine.pictures.take", lambda shots, *_: [shots[0], shots[2]])
    done = run("site", *DAY)
    said = "注意：浏览器没有做出 find.png、contact.png，使用手册里少了这些图，别的都好用。要补上，再运行一遍。\n"
    assert (done.returncode, done.stderr) == (0, said)


@pytest.mark.engine
def test_a_small_ledger_becomes_a_site_that_holds_together(run: Run, tmp_path: Path) -> None:
    done = run("site", *DAY, "--no-pictures")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "网站在 site/index.html，链接检查发现 0 处问题。"
    assert (tmp_path / "site" / "households" / "PJ-2H3J.html").is_file()


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(("words", "folder"), [(("site", "--docs", "../pages"), "site"), (("print", "cards"), "build")])
def test_nothing_is_made_in_a_ledger_that_one_stands_in(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], folder: str
) -> None:
    monkeypatch.chdir(ledger)
    done = run(*words, *DAY, "--records", ".")
    assert (done.returncode, done.stderr) == (
        2, f"不能运行：{folder} 在台账 . 里，写进去的会被当作记录。用 --out 写一个台账外面的文件夹。\n"
    )  # fmt: skip
    assert not (ledger / folder).exists()


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "kept"), "文件夹里有别的文件，不敢清空，换一个空文件夹：kept。"),
        (("--docs", "kept"), "文件夹里有别的文件，不敢清空，换一个空文件夹：kept。"),
        (("--out", "."), "文件夹里有别的文件，不敢清空，换一个空文件夹。"),
        (("--out", "records"), "--out 填写不对。records 在台账 records 里，"),
        (("--docs", "records/d"), "--docs 填写不对。records/d 在台账 records 里，"),
    ],
)
def test_no_folder_of_other_files_is_emptied(
    run: Run, ledger: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    shutil.copytree(ledger / "city", tmp_path / "kept")
    before = {path: path.read_bytes() for path in (*ledger.rglob("*.yml"), *(tmp_path / "kept").rglob("*.yml"))}
    done = run("site", *DAY, *words)
    assert done.returncode == 2
    assert done.stderr.startswith(f"不能运行：{said}")
    after = {
        path: path.read_bytes() for path in (*ledger.rglob("*"), *(tmp_path / "kept").rglob("*")) if path.is_file()
    }
    assert after == before


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be seen where the ledger is checked, with which the work begins."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("jiedui.cli.site.checked_part", refuse)


@pytest.mark.usefixtures("no_browser")
def test_a_number_in_a_text_is_on_no_page(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = ledger / "yueyanglou/households/YYL-2A3C/household.yml"
    text = file.read_text("utf-8")
    assert "\ndifficulties: 本人" in text
    file.write_text(text.replace("\ndifficulties: 本人", "\ndifficulties: 证号49060219580312101741，本人"), "utf-8")
    done = run("site", *DAY, "--pages-only")
    assert done.returncode == 1
    assert "文字里有身份证号、残疾人证号或银行卡号。" in done.stdout
    written = [file for file in (tmp_path / "build").rglob("*") if file.is_file()]
    assert len(written) > 50
    assert [file for file in written if b"49060219580312101741" in file.read_bytes()] == []
    assert "490602" not in done.stdout + done.stderr


def known_units(folder: Path) -> set[str]:
    """Of which federations the form knows somebody."""
    texts = (file.read_text("utf-8") for file in folder.glob("r-*.js"))
    return {prefix for text in texts for prefix in re.findall(r'^"([A-Z]+)-', text, re.MULTILINE)}


VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
WARNED = "注意：网站里没有平江县，它的记录里有错。每一页上面都写着；错在哪里，看“没有算进来的残联”这一页。\n"
NOTHING = "注意：什么也没有写：这些错误关系到全市，以前也没有生成好的网站可以留。先改好上面的错误，再运行一遍。\n"


@pytest.mark.usefixtures("no_browser", "sound_links")
def test_a_federation_with_errors_is_left_out_and_the_site_stands_with_1(
    run: Run, engine: list[tuple[object, ...]], edit: Edit, tmp_path: Path
) -> None:
    edit(VISIT, "channel: 入户", "channel: 上门")
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (1, WARNED)
    assert done.stdout.startswith(f"{VISIT}:3:1: 错误 channel（联系方式）")
    assert done.stdout.splitlines()[-1] == "网站在 site/index.html，链接检查发现 0 处问题。"
    assert len(engine) == 1
    docs = tmp_path / "build" / "docs"
    pages = {*docs.rglob("*.md"), *docs.rglob("*.html")} - {docs / "signed-in.html"}
    texts = [file.read_text("utf-8") for file in pages]
    assert [text[:200] for text in texts if "本站不含平江县（1 处错误）" not in text] == []
    assert not (docs / "units" / "pingjiang.md").exists()
    known = docs / "assets" / "entry-data"
    assert "YYL" in known_units(known)
    assert "PJ" not in known_units(known)
    edit(VISIT, "channel: 上门", "channel: 入户")
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (docs / "left-out.md").exists()
    assert "PJ" in known_units(known)
    assert "不含" not in (docs / "overview.md").read_text("utf-8")


@pytest.mark.usefixtures("no_browser", "engine", "sound_links")
def test_an_error_that_no_federation_has_alone_keeps_the_earlier_site(
    run: Run, edit: Edit, committed: Path, tmp_path: Path
) -> None:
    page = tmp_path / "site" / "index.html"
    assert run("site", "--as-of", "2026-11-20").returncode == 0
    page.write_text("<body><header>栏</header><main>旧的</main>", "utf-8")
    edit("records/city/unit.yml", "level: 市残联", "level: 市级")
    for _ in range(2):
        done = run("site", *DAY)
        assert done.returncode == 1
        assert done.stderr == (
            "注意：site 里还是2026年11月20日的网站，每一页上面写了原因。先改好上面的错误，再运行一遍。\n"
        )
        text = page.read_text("utf-8")
        assert text.startswith("<body><header>栏</header><!-- jiedui-stale -->")
        assert text.endswith("<!-- /jiedui-stale --><main>旧的</main>")
        assert text.count("<strong>这个网站还是2026年11月20日的，数据版本 ") == 1
        assert re.search(r"</strong>台账现在有 \d+ 处错误，关系到全市（city/unit.yml）", text)
        assert str(committed.parent) not in text


@pytest.mark.usefixtures("no_browser", "engine")
@pytest.mark.parametrize("words", [(), ("--pages-only",)], ids=["site", "pages"])
def test_without_an_earlier_site_nothing_is_written(
    run: Run, ledger: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    shutil.rmtree(ledger / "policy")
    done = run("site", *DAY, *words)
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records"]


@pytest.mark.usefixtures("no_browser", "engine")
def test_a_ledger_of_another_format_has_nothing_sound(run: Run, edit: Edit) -> None:
    edit("records/policy/ledger.yml", f"format: {CURRENT} ", "format: 1 ")
    done = run("site", *DAY)
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert done.stdout == run("check", *DAY).stdout


@pytest.mark.usefixtures("no_browser", "engine", "no_work")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "full"), "文件夹里有别的文件，不敢清空，换一个空文件夹：full。"),
        (("--docs", "full"), "文件夹里有别的文件，不敢清空，换一个空文件夹：full。"),
        (("--docs", "full", "--pages-only"), "文件夹里有别的文件，不敢清空，换一个空文件夹：full。"),
        (("--out", "full/letter.txt"), "该是文件夹的地方是文件：letter.txt。"),
        (("--out", "full/letter.txt/site"), "该是文件夹的地方是文件：letter.txt。"),
        (("--docs", "full/letter.txt"), "该是文件夹的地方是文件：letter.txt。"),
        (("--docs", "a", "--out", "a"), "--docs 和 --out 不能是同一个文件夹，也不能一个在另一个里面。"),
        (("--docs", "a/b", "--out", "a"), "--docs 和 --out 不能是同一个文件夹，也不能一个在另一个里面。"),
        (("--docs", "a", "--out", "a/../a/b"), "--docs 和 --out 不能是同一个文件夹，也不能一个在另一个里面。"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_before_the_work(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("信", "utf-8")
    done = run("site", *DAY, *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert (tmp_path / "full" / "letter.txt").read_text("utf-8") == "信"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "records"]


@pytest.mark.usefixtures("no_browser", "no_work")
def test_files_that_somebody_put_into_a_site_are_not_deleted(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "404.html").touch()
    finish(site, SiteImprint("2026-11-23", "0123456789"))
    for number in range(4):
        (site / f"信{number}.txt").touch()
    done = run("site", *DAY)
    said = "site 里有后来放进去的文件，重新生成会删掉：信0.txt、信1.txt、信2.txt 等 4 个。先移到别处。"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert len([*site.glob("信*")]) == 4
    (site / "信0.txt").unlink()
    assert "信1.txt、信2.txt、信3.txt。先移到别处。" in run("site", *DAY).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.usefixtures("no_browser", "no_work")
def test_the_name_of_a_file_in_a_site_is_told_on_one_line_and_shortened(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    finish(site, SiteImprint("2026-11-23", "0123456789"))
    (site / "404.html").touch()
    for name in ("a\n不能运行：假的。", "b" * 120):
        (site / name).touch()
    Path(os.fsdecode(os.fsencode(site) + "/c信.txt".encode("gbk"))).touch()
    done = run("site", *DAY)
    named = f"404.html、a\ufffd不能运行：假的。、…{'b' * 100} 等 4 个"
    said = f"site 里有后来放进去的文件，重新生成会删掉：{named}。先移到别处。"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    (site / ("b" * 120)).unlink()
    assert "、c\ufffd\ufffd.txt。先移到别处。" in run("site", *DAY).stderr


@pytest.mark.usefixtures("no_browser", "no_work")
def test_without_its_settings_no_work_is_done_for_a_site(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiedui.site.machine.engine.shipped", lambda name: tmp_path / name)
    done = run("site", *DAY)
    said = "没有网站的设置 mkdocs.yml，请重新取得这个项目。"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


@pytest.mark.usefixtures("no_browser")
def test_pages_alone_may_lie_where_a_site_would_not_be_put(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").touch()
    assert run("site", *DAY, "--pages-only", "--docs", "docs").returncode == 0


@pytest.mark.usefixtures("no_browser")
def test_a_folder_that_git_does_not_trust_is_not_called_uncommitted(
    run: Run, committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = run("site", "--pages-only", *DAY)
    assert done.returncode == 0
    assert done.stderr == (
        "注意：网页上没有台账的版本。这个文件夹是别的用户建的，Git 不敢读："
        f"确认可信以后运行 git config --global --add safe.directory {committed.parent}，再运行一遍。\n"
    )
    told = (tmp_path / "build" / "docs" / "assets" / "version.js").read_text("utf-8")
    assert "查不到版本" in told
    assert "未入库" not in told


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    "words", [("check", "--since", "HEAD"), ("bulletin", "freeze", "2024Q1")], ids=["check", "freeze"]
)
def test_what_cannot_be_done_without_git_says_how_git_can_be_told_to_trust(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = run(*words, *DAY)
    assert done.returncode == 2
    assert done.stderr.startswith("不能运行：这个文件夹是别的用户建的，Git 不敢读：确认可信以后运行 git config ")


FOLDERS = ["internal", "office", "public", "county-yueyanglou", "county-pingjiang"]


@pytest.mark.usefixtures("no_browser", "sound_links")
def test_the_sites_of_all_audiences_lie_apart_and_the_ledger_is_checked_once(
    run: Run, engine: list[tuple[object, ...]], edit: Edit, tmp_path: Path
) -> None:
    done = run("site", *DAY, "--audience", "all", "--docs", "d")
    empty = "注意：公开的网站里还没有数字：先用 jiedui bulletin freeze 冻结季通报。\n"
    assert (done.returncode, done.stderr) == (0, empty)
    assert done.stdout.count("检查了") == 1
    told = [line for line in done.stdout.splitlines() if line.endswith("：")]
    assert told == ["internal：", "office：", "public：", "county:yueyanglou：", "county:pingjiang："]
    assert [words[2] for words in engine] == [Path("sites") / name for name in FOLDERS]
    assert sorted(path.name for path in tmp_path.glob("d-*")) == sorted(f"d-{name}" for name in FOLDERS)
    own = {path.stem.partition("-")[0] for path in (tmp_path / "d-county-pingjiang/households").iterdir()}
    assert own == {"PJ"}
    assert not (tmp_path / "d-public/households").exists()
    edit(VISIT, "channel: 入户", "channel: 上门")
    done = run("site", *DAY, "--audience", "all", "--docs", "d")
    kept = f"注意：{Path('sites/county-pingjiang')} 里还是2026年11月23日的网站，每一页上面写了原因。"
    unpublished = "注意：没有写公开的：没有算平江县，各表就少它的一行，不能公开。"
    mend = "先改好它的错误，再运行一遍。以前生成好的没有动。"
    assert done.stderr.splitlines() == [WARNED.strip(), f"{unpublished}{mend}", f"{kept}先改好上面的错误，再运行一遍。"]
    assert done.returncode == 1
    assert len(engine) == 2 * len(FOLDERS) - 2


@pytest.mark.usefixtures("no_browser", "sound_links")
def test_a_helper_has_a_folder_where_it_is_asked_for(run: Run, engine: list[tuple[object, ...]]) -> None:
    done = run("site", *DAY, "--audience", "all", "--helpers")
    assert done.returncode == 0
    helpers = [words[2] for words in engine][len(FOLDERS) :]
    assert helpers
    assert all(str(out).startswith(str(Path("sites/helper-"))) for out in helpers)


@pytest.mark.usefixtures("no_browser", "engine", "sound_links")
def test_no_site_is_put_into_another_and_an_error_of_all_keeps_each(run: Run, edit: Edit) -> None:
    assert run("site", *DAY).returncode == 0
    done = run("site", *DAY, "--audience", "all", "--out", "site")
    assert (done.returncode, done.stdout) == (2, "")
    assert "site 里是一个网站，不能再放各种人的：换一个文件夹。" in done.stderr
    assert run("site", *DAY, "--audience", "county:pingjiang", "--out", "sites/county-pingjiang").returncode == 0
    edit("records/city/unit.yml", "level: 市残联", "level: 市级")
    done = run("site", *DAY, "--audience", "all")
    assert (done.returncode, done.stderr.count("每一页上面写了原因")) == (1, 1)


@pytest.mark.usefixtures("no_browser", "engine", "sound_links")
def test_a_county_with_errors_has_no_site_made(run: Run, edit: Edit, tmp_path: Path) -> None:
    edit(VISIT, "channel: 入户", "channel: 上门")
    done = run("site", *DAY, "--audience", "county:pingjiang")
    assert done.returncode == 1
    assert "没有写：平江县的记录里有 1 处错误，改好以前不能更新。" in done.stderr
    assert not (tmp_path / "site").exists()
