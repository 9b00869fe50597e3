"""What the page on conflicts quotes is what the tools say, and who types what it tells gets out of a conflict."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.records import writer
from jiedui.records.finding import RULES
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.review.conflicts import ways_out
from jiedui.review.merging.driver import merge
from jiedui.site.pages import conflicts

HOUSEHOLD = "records/pingjiang/households/PJ-4WXY/household.yml"
VISIT = "records/pingjiang/households/PJ-4WXY/visits/2026-11-20.yml"
CHINESE = Path("/usr/share/locale/zh_CN/LC_MESSAGES/git.mo")
# What Git says before it puts names in, by how the page quotes it.
TEMPLATES = (
    ("CONFLICT (%s): Merge conflict in %s", "content"),
    ("CONFLICT (%s): Merge conflict in %s", "add/add"),
    ("CONFLICT (modify/delete): %s deleted in %s and modified in %s.  Version %s of %s left in tree.", ""),
    ("Automatic merge failed; fix conflicts and then commit the result.\n", ""),
    ("Committing is not possible because you have unmerged files.", ""),
)


def test_the_check_leads_to_the_page_by_its_title(pages: Path, source: Callable[..., str]) -> None:
    title = re.search(r'^title: "(.*)"$', source(pages, "steward/conflicts"), re.M)
    assert title
    assert f"“{title[1]}”" in ways_out("main")[-1]


class Clone:
    """Somebody's clone of a ledger of one file, in which he works on a branch; main is that of the forge."""

    def __init__(self, place: Path) -> None:
        self.place, self.forge = place / "clone", place / "forge.git"
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", self.forge], check=True)
        subprocess.run(["git", "clone", "--quiet", self.forge, self.place], check=True, capture_output=True)
        self.git("checkout", "--quiet", "-B", "main")

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.place, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    def write(self, path: str, text: str | None, branch: str) -> str:
        """Write a file, or take it away, commit that on a branch and push it; the name of the commit."""
        self.git("checkout", "--quiet", branch)
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", branch)
        self.git("push", "--quiet", "--set-upstream", "origin", branch)
        return self.git("rev-parse", "HEAD").strip()

    def typed(self, commands: tuple[str, ...]) -> str:
        """Type commands as the page tells them, but those of jiedui, which tests of their own try."""
        return "".join(self.git(*command.split()[1:]) for command in commands if command.startswith("git "))


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LC_ALL", "C")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")
    made = Clone(tmp_path)
    made.write("a.yml", "phone: 1\n", "main")
    made.git("checkout", "--quiet", "-b", "work")
    return made


def test_git_says_what_is_quoted(clone: Clone) -> None:
    clone.write("gone.yml", "x: 1\n", "main")
    clone.git("checkout", "--quiet", "-B", "work")
    for branch, text in (("main", None), ("work", "x: 2\n")):
        clone.write("gone.yml", text, branch)
        clone.write("a.yml", f"phone: {branch}\n", branch)
        clone.write("new.yml", f"phone: {branch}\n", branch)
    said = clone.typed(conflicts.FETCH) + clone.git("commit")
    said = re.sub(r"\b(a|gone|new)\.yml", "〈文件〉", said)
    assert [quoted.english for quoted in conflicts.GIT if quoted.english not in said.splitlines()] == []


def test_its_chinese_is_that_of_git() -> None:
    if not CHINESE.exists():
        pytest.skip("Git's own translation is not on this machine")
    with CHINESE.open("rb") as stream:
        told = gettext.GNUTranslations(stream).gettext
    for quoted, (template, kind) in zip(conflicts.GIT, TEMPLATES, strict=True):
        words = re.sub(r"%(?:\d\$)?s", "(.+)", re.escape(told(template).strip()).replace(r"\$", "$").replace("%", "%"))
        found = re.fullmatch(words, quoted.chinese.removeprefix(told("error: ")))
        assert found, quoted.chinese
        assert not kind or found[1] == told(kind)


def test_who_types_what_is_told_gets_out_of_a_conflict(clone: Clone) -> None:
    clone.write("a.yml", "phone: 2\n", "main")
    clone.write("a.yml", "phone: 3\n", "work")
    assert "CONFLICT" in clone.typed(conflicts.FETCH)
    clone.typed((conflicts.GIVE_UP,))
    assert clone.git("status", "--porcelain") == ""
    assert "CONFLICT" in clone.typed(conflicts.FETCH)
    (clone.place / "a.yml").write_text("phone: 3\n", "utf-8")
    clone.typed(conflicts.FINISH)
    assert clone.git("status", "--porcelain", "--branch").splitlines() == ["## work...origin/work"]
    assert clone.git("merge-base", "--is-ancestor", "origin/main", "origin/work") == ""


def test_what_main_has_taken_back_comes_back_as_told(clone: Clone) -> None:
    clone.write("visit.yml", "x: 1\n", "work")
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", "--no-edit", "work")
    clone.git("revert", "--no-edit", "-m", "1", "HEAD")
    clone.git("push", "--quiet")
    taken = clone.git("rev-parse", "HEAD").strip()
    clone.write("a.yml", "phone: 3\n", "work")
    clone.typed(conflicts.FETCH)
    assert not (clone.place / "visit.yml").exists()
    clone.typed(tuple(command.replace("〈提交〉", taken) for command in conflicts.TAKEN_BACK))
    assert (clone.place / "visit.yml").exists()
    assert "visit.yml" in clone.git("ls-tree", "--name-only", "origin/work")


@pytest.fixture
def driven(tmp_path: Path, repo_root: Path, library: SchemaLibrary) -> Callable[..., str]:
    """What the driver tells of a household or a visit that two have changed, in the words of the page."""

    def tell(path: str, *versions: dict[str, str] | None, kind: str) -> str:
        text = (repo_root / "tests" / "schemas" / "valid" / kind / "full.yml").read_text("utf-8")
        data = parse(text, "x.yml", library[kind]).data
        assert data is not None
        for name, edits in zip("OAB", versions, strict=True):
            new = "" if edits is None else writer.write({**data, **edits}, library[kind])
            (tmp_path / name).write_text(f"{new}# 记一笔\n" if edits == {"note": "记"} else new, "utf-8")
        told = merge(*(tmp_path / name for name in "OAB"), path, library).told
        return told.replace(path, "〈文件〉").replace("PJ-4WXY", "〈户编号〉")

    return tell


def test_the_driver_says_what_is_quoted(driven: Callable[..., str]) -> None:
    one, other = {"phone": "15400001111"}, {"phone": "15400002222"}
    assert driven(HOUSEHOLD, {}, one, other, kind="household") == conflicts.DRIVER[0]
    assert driven(VISIT, None, {"content": "一。"}, {"content": "二。"}, kind="visit") == conflicts.DRIVER[1]
    assert driven(HOUSEHOLD, {}, {}, {"note": "记"}, kind="household") == conflicts.DRIVER[2]


def test_marks_that_are_left_are_found_at_their_line(library: SchemaLibrary) -> None:
    found = parse(conflicts.MARKED, "household.yml", library["household"]).findings
    assert found == (conflicts.left(),)
    assert (found[0].line, found[0].rule) == (2, RULES["yaml-conflict"])


def test_the_check_tells_of_both_kinds_of_conflict() -> None:
    changed, made = conflicts.told_by_check()
    assert changed.rule is made.rule is RULES["merge-conflict"]
    assert changed.message == "这次改动和 main 改了同一处。"
    assert made.message == "这次改动和 main 都新建了这份文件，内容不一样。"


def test_where_a_platform_has_an_editor_it_is_told_what_to_press() -> None:
    assert [platform.name for platform in conflicts.PLATFORMS if not platform.button] == ["Gitea、Forgejo"]
    assert all(bool(platform.button) is bool(platform.then) for platform in conflicts.PLATFORMS)
