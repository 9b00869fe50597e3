"""The Chinese pages of a new ledger: they name files, pages and commands that are there."""

from __future__ import annotations

import re

import yaml
from click import Context, Group

from jiedui.cli.verbs import cli
from jiedui.founding.about import LedgerAbout
from jiedui.founding.machinery import machinery
from jiedui.shipped import shipped
from jiedui.site.files.assets import ASSETS, ENTRY

PAGES = ("README.md", "管理员手册.md", "个人信息保护影响评估.md", "个人信息泄露处置.md")
# Made by other parts of the machinery than those that a machine can look for here.
MADE = {".venv/bin/python", ".venv\\Scripts\\python.exe", "site/index.html", ".ci/files.sha256"}


def titles(entry: object) -> set[str]:
    """Return the titles in a part of the navigation."""
    if isinstance(entry, dict):
        return {title for key, part in entry.items() for title in {key, *titles(part)}}
    return {title for part in entry for title in titles(part)} if isinstance(entry, list) else set()


def test_every_chapter_is_there_whatever_the_forge(about: LedgerAbout) -> None:
    text = machinery(about)["管理员手册.md"]
    assert re.findall("^## (.+?)、", text, re.MULTILINE) == [*"一二三四五六七八九十", "十一", "十二"]
    parts = re.split("^## .*$", text, flags=re.MULTILINE)[1:]
    assert all(len(part.strip()) > 60 for part in parts)
    for unit in about.units:
        assert f"`{unit.slug}`" in parts[0]
    assert f"`{about.forge.branch}`" in text


def test_the_pages_of_the_site_that_are_named_are_in_its_navigation(about: LedgerAbout) -> None:
    known = titles(yaml.safe_load(shipped("mkdocs.yml").read_text("utf-8"))["nav"])
    files = machinery(about)
    named = {name for page in PAGES for name in re.findall("“台账管理”的“([^”]+)”", files[page])}
    assert len(named) == 6
    assert named <= known
    assert {"使用手册", "台账管理", "全市总览", "配额合规表", "季通报"} <= known


def test_the_files_that_are_named_are_in_the_ledger(about: LedgerAbout) -> None:
    files = machinery(about)
    quoted = {word for page in PAGES for word in re.findall("`([^`]+)`", files[page])}
    paths = {word for word in quoted if re.fullmatch(r"\.(?:ci|github|gitea|gitlab)/[\w./]+", word)} - MADE
    assert len(paths) >= 1
    assert paths <= {*files, ".github/workflows/"}


def test_the_commands_that_are_named_are_commands(about: LedgerAbout) -> None:
    assert isinstance(cli, Group)
    files = machinery(about)
    named = {verb for page in PAGES for verb in re.findall(r"jiedui ([a-z]+)", files[page])}
    assert named <= {*cli.list_commands(Context(cli))}
    assert {"check", "fmt", "site", "print", "init", "migrate", "wheels", "take"} <= named


def test_nobody_is_sent_to_a_public_forge(about: LedgerAbout) -> None:
    text = machinery(about)["管理员手册.md"]
    assert ("真实的台账不放在 github.com 上" in text) == (about.forge.kind == "GitHub")


def test_what_lets_the_form_send_is_told_for_each_forge(about: LedgerAbout) -> None:
    text = machinery(about)["管理员手册.md"].partition("让登记页直接提交\n")[2]
    signs_in = about.forge.kind != "GitHub"
    assert ("/signed-in.html" in text, "`client: 编号`" in text) == (signs_in, signs_in)
    assert ("[cors]" in text, "`app.ini` 里写的网址" in text) == (about.forge.kind == "Gitea",) * 2
    assert ("范围只勾选 `api`" in text) == (about.forge.kind == "GitLab")
    assert ("Fine-grained tokens" in text) == (about.forge.kind == "GitHub")


def test_what_the_form_says_where_it_cannot_send_is_looked_up_in_its_own_words(about: LedgerAbout) -> None:
    text = machinery(about)["管理员手册.md"].partition("| 登记页说 |")[2]
    said = re.findall(r"^\| (\w[^|]+) \|", text, re.MULTILINE)
    scripts = "".join((ASSETS / "entry" / f"{name}.js").read_text("utf-8") for name in ENTRY)
    assert len(said) == (4 if about.forge.kind == "GitHub" else 7)
    assert [words for words in said if words not in scripts] == []
    chapters = set(re.findall("请管台账的人看“([^”]+)”设好没有", scripts))
    assert len(chapters) == 1
    assert re.search(f"^## 十二、{chapters.pop()}$", machinery(about)["管理员手册.md"], re.MULTILINE)
