"""``jiedui bulletin``: freezing, showing and verifying, and what each says when it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml

from jiedui.records.reader import read_record

Run = Callable[..., subprocess.CompletedProcess[str]]
Git = Callable[..., str]

QUARTER = "2024Q1"
FILE = f"records/city/bulletins/{QUARTER}.yml"
AFTER = ("--as-of", "2024-04-01")
NOTHING = "什么也没有写：先改好上面的错误，再运行一遍。\n"
OPEN = f"不能运行：{QUARTER} 还没有结束，2024-04-01 起才能做。\n"
PROGRAMME = "可以写 2023Q3 到 2028Q4。"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a repository with a frozen bulletin is kept once it is made."""
    return tmp_path_factory.mktemp("frozen") / "repository"


@pytest.fixture
def frozen(ledger: Path, run: Run, kept: Path, request: pytest.FixtureRequest) -> Path:
    """The file of a frozen bulletin, in a ledger that is committed."""
    if kept.exists():
        shutil.copytree(kept, ledger.parent, dirs_exist_ok=True)
    else:
        request.getfixturevalue("committed")
        assert run("bulletin", "freeze", QUARTER, *AFTER).returncode == 0
        shutil.copytree(ledger.parent, kept)
    return ledger.parent / FILE


def test_freezing_writes_one_canonical_file_and_names_it(committed: Path, run: Run) -> None:
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = f"已经冻结：{FILE}。请提交这个文件。\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert yaml.safe_load((committed.parent / FILE).read_text("utf-8"))["id"] == QUARTER
    assert run("fmt", "--check").returncode == 0
    assert "bulletin" not in run("check", "--as-of", "2026-11-23").stdout


def test_of_a_ledger_that_was_only_begun_nothing_is_frozen(committed: Path, run: Run, git: Git) -> None:
    for folder in ("households", "helpers", "events", "bulletins"):
        for path in committed.glob(f"*/{folder}"):
            shutil.rmtree(path)
    git("commit", "-q", "-a", "-m", "只有残联")
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：台账里还没有户，没有可以通报的。先登记户，写法见网站使用手册的“新建档案”。\n"
    assert not (committed.parent / FILE).exists()


def test_a_quarter_is_frozen_from_the_day_after_its_last(committed: Path, run: Run) -> None:
    done = run("bulletin", "freeze", QUARTER, "--as-of", "2024-03-31")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", OPEN)
    assert not (committed.parent / FILE).exists()
    assert run("bulletin", "freeze", QUARTER, "--as-of", "2024-04-01").returncode == 0


def test_without_a_day_a_bulletin_is_frozen_today(committed: Path, run: Run, clock: Callable[[date], None]) -> None:
    clock(date(2026, 12, 31))
    said = "不能运行：2026Q4 还没有结束，2027-01-01 起才能做。\n"
    assert run("bulletin", "freeze", "2026Q4").stderr == said
    clock(date(2027, 1, 1))
    assert run("bulletin", "freeze", "2026Q4").returncode == 0
    assert (committed / "city" / "bulletins" / "2026Q4.yml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("freeze", "2028Q4"), "2028Q4 还没有结束，2029-01-01 起才能做。"),
        (("freeze", "2029Q1"), f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        (("freeze", "2023Q2"), f"2023Q2 不在方案的时间里，{PROGRAMME}"),
        (("show", "2024Q2"), "2024Q2 的通报还没有冻结。先用 jiedui bulletin freeze 冻结，或者加 --draft 出草稿。"),
        (("show", "2028Q4"), "2028Q4 还没有结束，2029-01-01 起才能做。"),
        (("show", "2029Q1"), f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        (("show", "2028Q4", "--draft"), "2028Q4 还没有结束，2029-01-01 起才能做。"),
        (("show", "2029Q1", "--draft"), f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        (("show", "2023Q2", "--draft"), f"2023Q2 不在方案的时间里，{PROGRAMME}"),
    ],
)
def test_what_cannot_be_done_is_said(committed: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("bulletin", *words, "--as-of", "2028-12-31")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert [path.name for path in committed.parent.iterdir() if not path.name.startswith(".")] == ["records"]


def test_freezing_needs_git(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    assert (done.returncode, done.stderr) == (2, "不能运行：台账不在 Git 里，或者还没有提交过。\n")


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PATH", "", "不能运行：这台电脑上没有 Git：先安装 Git，再运行一遍。\n"),
        (
            "GIT_TEST_ASSUME_DIFFERENT_OWNER",
            "1",
            "不能运行：这个文件夹是别的用户建的，Git 不敢读：确认可信以后运行 git ",
        ),
    ],
    ids=["no Git", "folder of somebody else"],
)
@pytest.mark.parametrize("words", [("bulletin", "freeze", QUARTER, *AFTER), ("check", "--since", "HEAD")])
@pytest.mark.usefixtures("committed")
def test_where_git_does_not_answer_its_remedy_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_freezing_needs_a_commit(run: Run, git: Git) -> None:
    assert git("status", "--short")
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    assert (done.returncode, done.stderr) == (2, "不能运行：台账不在 Git 里，或者还没有提交过。\n")


def test_freezing_needs_a_saved_ledger(committed: Path, run: Run) -> None:
    unit = committed / "city" / "unit.yml"
    unit.write_text(unit.read_text("utf-8") + "\n", encoding="utf-8")
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = "不能运行：台账里还有改动没有提交。先提交，再冻结，通报才说得清按哪个版本计算。\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        ("2029Q1", f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        ("2024Q2", "2024Q2 还没有结束，2024-07-01 起才能做。"),
    ],
)
def test_what_is_wrong_with_the_quarter_is_said_before_what_is_wrong_with_the_ledger(
    committed: Path, run: Run, quarter: str, said: str
) -> None:
    unit = committed / "city" / "unit.yml"
    unit.write_text(unit.read_text("utf-8") + "\n", encoding="utf-8")
    done = run("bulletin", "freeze", quarter, *AFTER)
    assert (done.returncode, done.stderr) == (2, f"不能运行：{said}\n")


@pytest.mark.usefixtures("frozen")
def test_twice_is_refused_before_the_first_is_committed(run: Run) -> None:
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = f"不能运行：{QUARTER} 的通报已经冻结，不能再写。要更正的，写进下一期。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_file_of_the_bulletin_that_cannot_be_read_is_not_overwritten(frozen: Path, run: Run, git: Git) -> None:
    frozen.write_text("id: [\n", "utf-8")
    frozen.rename(frozen.with_name("2024Q2.yml"))
    git("add", ".")
    git("commit", "-q", "-m", "坏了")
    done = run("bulletin", "freeze", "2024Q2", "--as-of", "2024-07-01")
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert done.stdout.startswith("records/city/bulletins/2024Q2.yml:1:6: 错误 ")
    assert frozen.with_name("2024Q2.yml").read_text("utf-8") == "id: [\n"


def test_freezing_needs_a_commit_of_the_main_line(committed: Path, run: Run, git: Git) -> None:
    git("checkout", "-q", "-b", "draft")
    git("commit", "-q", "--allow-empty", "-m", "草稿")
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = (
        "不能运行：台账现在的版本不在主分支 main 上，分支合并、删掉以后就查不到了。"
        "先合并到 main 并更新到最新，再冻结。\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (committed.parent / FILE).exists()


def test_freezing_needs_a_main_line(committed: Path, run: Run, git: Git) -> None:
    git("branch", "-m", "main", "one")
    git("branch", "two")
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = (
        "不能运行：说不清哪个分支是主分支，通报写明的版本以后可能查不到。"
        "先运行 git fetch origin 和 git remote set-head origin --auto，再冻结。\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (committed.parent / FILE).exists()


def test_freezing_needs_records_that_can_be_read(committed: Path, run: Run, git: Git) -> None:
    """What Git was told not to look at may be right here and wrong in the commit, which is what is reckoned."""
    file = committed / "city" / "unit.yml"
    right = file.read_bytes()
    file.write_text("id: [\n", "utf-8")
    git("commit", "-q", "-a", "-m", "坏了")
    assert run("bulletin", "freeze", QUARTER, *AFTER).stderr == NOTHING
    git("update-index", "--assume-unchanged", file.as_posix())
    file.write_bytes(right)
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = "不能运行：台账里有读不懂的记录。先用 jiedui check 检查，改好提交以后再冻结。\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_twice_is_refused(frozen: Path, run: Run, git: Git) -> None:
    git("add", ".")
    git("commit", "-q", "-m", "通报")
    before = frozen.read_bytes()
    done = run("bulletin", "freeze", QUARTER, *AFTER)
    said = f"不能运行：{QUARTER} 的通报已经冻结，不能再写。要更正的，写进下一期。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert frozen.read_bytes() == before


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "json"])
def test_a_frozen_bulletin_is_shown_in_each_format(run: Run, tmp_path: Path, kind: str) -> None:
    done = run("bulletin", "show", QUARTER, "--format", kind, "--out", "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"写了 out/{QUARTER}.{kind}。\n", "")
    file = tmp_path / "out" / f"{QUARTER}.{kind}"
    heading = "关于2024年第一季度结对帮扶工作情况的通报"
    if kind == "docx":
        assert docx.Document(str(file)).core_properties.title == heading
    elif kind == "xlsx":
        assert openpyxl.load_workbook(file).sheetnames[0] == "通报"
    elif kind == "html":
        assert heading in file.read_text("utf-8")
    else:
        text = file.read_text("utf-8")
        data = json.loads(text)
        assert (data["id"], data["as_of"]) == (QUARTER, "2024-03-31")
        assert text.startswith('{\n  "id": "2024Q1",\n')
        assert text.endswith("\n}\n")
        assert "季度" in text


@pytest.mark.usefixtures("frozen")
def test_a_bulletin_is_a_word_file_below_build_without_a_date(run: Run, tmp_path: Path) -> None:
    assert run("bulletin", "show", QUARTER).stdout == f"写了 build/bulletin/{QUARTER}.docx。\n"
    paragraphs = [item.text for item in docx.Document(str(tmp_path / f"build/bulletin/{QUARTER}.docx")).paragraphs]
    assert "2024年4月12日" not in paragraphs
    assert run("bulletin", "show", QUARTER, "--day", "2024年4月12日").returncode == 0
    paragraphs = [item.text for item in docx.Document(str(tmp_path / f"build/bulletin/{QUARTER}.docx")).paragraphs]
    assert "2024年4月12日" in paragraphs


@pytest.mark.usefixtures("frozen")
def test_no_household_is_read_but_those_of_then(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: list[str] = []
    monkeypatch.setattr(
        "jiedui.records.reader.read_record",
        lambda root, place, library: kinds.append(place.kind) or read_record(root, place, library),
    )
    assert run("bulletin", "show", QUARTER).returncode == 0
    assert {kind for kind in kinds if not kind.startswith("policy-")} == {"unit", "bulletin"}


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2024-04-01", "2024年4月1日"),
        ("2024年04月12日", "2024年4月12日"),
        ("2024-07-02", "2024年7月2日"),
    ],
    ids=["first", "as it is written", "last"],
)
@pytest.mark.parametrize("draft", [(), ("--draft",)], ids=["frozen", "draft"])
def test_a_bulletin_is_signed_when_its_quarter_is_over_and_soon(
    run: Run, tmp_path: Path, day: str, written: str, draft: tuple[str, ...]
) -> None:
    words = ("--format", "html", "--out", "out", "--day", day, *AFTER)
    assert run("bulletin", "show", QUARTER, *words, *draft).returncode == 0
    [file] = (tmp_path / "out").iterdir()
    assert f">{written}<" in file.read_text("utf-8")


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("day", ["2024-03-31", "2023年10月12日", "1999-01-01", "2024-07-03", "2042-04-12"])
def test_a_day_on_which_nobody_signs_a_bulletin_is_refused(run: Run, tmp_path: Path, day: str) -> None:
    done = run("bulletin", "show", QUARTER, "--day", day, *AFTER)
    said = "不能运行：--day 填写不对。2024Q1 的通报，落款日期写 2024-04-01 到 2024-07-02 之间的一天。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (tmp_path / "build").exists()


@pytest.mark.usefixtures("frozen")
def test_the_day_of_a_signature_is_not_counted_from_a_day_in_the_quarter(run: Run) -> None:
    done = run("bulletin", "show", QUARTER, "--day", "2030-01-01", "--as-of", "2024-01-01")
    said = "不能运行：--day 填写不对。2024Q1 的通报，落款日期写 2024-04-01 到 2024-07-01 之间的一天。\n"
    assert done.stderr == said


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("quarter", "draft", "said"),
    [
        ("2029Q1", (), f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        ("2029Q1", ("--draft",), f"2029Q1 不在方案的时间里，{PROGRAMME}"),
        ("2024Q2", (), "2024Q2 还没有结束，2024-07-01 起才能做。"),
        ("2024Q2", ("--draft",), "2024Q2 还没有结束，2024-07-01 起才能做。"),
        ("2023Q4", (), "2023Q4 的通报还没有冻结。先用 jiedui bulletin freeze 冻结，或者加 --draft 出草稿。"),
    ],
)
def test_what_is_wrong_with_the_quarter_is_said_before_what_is_wrong_with_the_day(
    run: Run, quarter: str, draft: tuple[str, ...], said: str
) -> None:
    done = run("bulletin", "show", quarter, "--day", "1999-01-01", *AFTER, *draft)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


def test_a_draft_on_a_wrong_day_is_refused_before_it_is_reckoned(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.bulletin._drafted", lambda *_: pytest.fail("reckoned"))
    done = run("bulletin", "show", QUARTER, "--day", "1999-01-01", *AFTER, "--draft")
    said = "不能运行：--day 填写不对。2024Q1 的通报，落款日期写 2024-04-01 到 2024-07-02 之间的一天。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_what_is_no_paper_is_not_signed(run: Run, kind: str) -> None:
    done = run("bulletin", "show", QUARTER, "--day", "2024-04-12", "--format", kind, *AFTER)
    said = f"不能运行：--day 写在 docx 和 html 里，{kind} 里没有落款日期。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.usefixtures("frozen")
def test_the_number_of_the_document_stands_on_the_paper(run: Run, tmp_path: Path) -> None:
    words = ("--format", "html", "--out", "out", *AFTER)
    assert run("bulletin", "show", QUARTER, *words).returncode == 0
    blank = (tmp_path / "out" / f"{QUARTER}.html").read_text("utf-8")
    assert run("bulletin", "show", QUARTER, "--number", "岳市残发〔2024〕12号", *words).returncode == 0
    filled = (tmp_path / "out" / f"{QUARTER}.html").read_text("utf-8")
    assert '<p class="number">　　　〔2024〕　　号</p>' in blank
    assert '<p class="number">岳市残发〔2024〕12号</p>' in filled


@pytest.mark.usefixtures("frozen")
def test_what_is_no_paper_has_no_number(run: Run) -> None:
    done = run("bulletin", "show", QUARTER, "--number", "岳市残发〔2024〕12号", "--format", "xlsx", *AFTER)
    said = "不能运行：--number 写在 docx 和 html 里，xlsx 里没有发文字号。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_an_edited_bulletin_is_shown_with_a_warning(frozen: Path, run: Run, tmp_path: Path) -> None:
    text = frozen.read_text("utf-8")
    roster = next(line for line in text.split("\n") if line.startswith("  roster: "))
    frozen.write_text(text.replace(roster, "  roster: 987  # 摸底名册户数"), encoding="utf-8")
    done = run("bulletin", "show", QUARTER, "--format", "json", "--out", "out")
    assert (done.returncode, done.stdout) == (1, f"写了 out/{QUARTER}.json。\n")
    assert done.stderr == (
        f"注意：city/bulletins/{QUARTER}.yml 有 1 处和当时的台账不符，用 jiedui check 看是哪里。"
        "写出来的就是改过的内容，先不要印发：从 Git 历史里恢复这个文件，用 jiedui bulletin verify 核对，再写一遍。\n"
    )
    assert json.loads((tmp_path / "out" / f"{QUARTER}.json").read_text("utf-8"))["total"]["roster"] == 987


def test_a_bulletin_of_another_quarter_under_this_name_is_shown_with_a_warning(frozen: Path, run: Run) -> None:
    frozen.rename(frozen.with_name("2024Q2.yml"))
    done = run("bulletin", "show", "2024Q2")
    assert done.returncode == 1
    assert done.stderr.startswith("注意：city/bulletins/2024Q2.yml 有 1 处和当时的台账不符")


def test_a_bulletin_whose_commit_is_lost_is_shown_and_verified_with_a_remark(frozen: Path, run: Run) -> None:
    text = frozen.read_text("utf-8")
    commit = next(line for line in text.split("\n") if line.startswith("commit: "))
    frozen.write_text(text.replace(commit, f"commit: {'f' * 40}  # 台账版本"), encoding="utf-8")
    remark = (
        "和当时的台账一致。按写明的台账版本（commit）查不到台账，是按台账目录（tree）核对的。先运行 git fetch --all"
    )
    done = run("bulletin", "show", QUARTER)
    assert (done.returncode, done.stdout) == (0, f"写了 build/bulletin/{QUARTER}.docx。\n")
    assert done.stderr.startswith(f"注意：city/bulletins/{QUARTER}.yml {remark}")
    done = run("bulletin", "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"city/bulletins/{QUARTER}.yml：{remark}")


def test_where_it_cannot_be_verified_a_bulletin_is_shown_with_a_warning(
    frozen: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (frozen.parents[3] / ".git").rename(frozen.parents[3] / "git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(frozen.parents[4]))
    done = run("bulletin", "show", QUARTER)
    assert (done.returncode, done.stdout) == (0, f"写了 build/bulletin/{QUARTER}.docx。\n")
    assert done.stderr == (
        f"注意：city/bulletins/{QUARTER}.yml 查不到这份通报写明的台账版本，没有核对。"
        "这个文件夹不在 Git 里，要在台账的 Git 仓库里核对。\n"
    )


def test_a_bulletin_that_cannot_be_read_is_told_with_the_reason(frozen: Path, run: Run, tmp_path: Path) -> None:
    frozen.write_text("id: [\n", "utf-8")
    done = run("bulletin", "show", QUARTER)
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert done.stdout.startswith(f"records/city/bulletins/{QUARTER}.yml:1:6: 错误 ")
    assert not (tmp_path / "build").exists()


def test_a_bulletin_in_the_wrong_place_is_not_called_missing(frozen: Path, run: Run) -> None:
    there = frozen.parents[2] / "pingjiang" / "bulletins" / frozen.name
    there.parent.mkdir()
    frozen.rename(there)
    done = run("bulletin", "show", QUARTER)
    said = f"不能运行：{QUARTER} 的通报读不懂，或者放错了地方。先用 jiedui check 检查。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_draft_needs_no_git_and_says_that_it_is_one(ledger: Path, run: Run) -> None:
    done = run("bulletin", "show", QUARTER, "--draft", "--format", "json", "--out", "out", *AFTER)
    assert (done.returncode, done.stdout) == (0, f"写了 out/{QUARTER}-草稿.json。\n")
    data = json.loads((ledger.parent / "out" / f"{QUARTER}-草稿.json").read_text("utf-8"))
    assert data["commit"] == "未冻结"
    assert not (ledger.parent / FILE).exists()


def test_a_draft_waits_for_the_end_of_the_quarter(run: Run) -> None:
    done = run("bulletin", "show", QUARTER, "--draft", "--as-of", "2024-03-31")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", OPEN)


def test_a_frozen_bulletin_is_verified(frozen: Path, run: Run) -> None:
    said = f"city/bulletins/{frozen.name}：和当时的台账一致。\n"
    done = run("bulletin", "verify")
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_where_nothing_is_frozen_there_is_nothing_to_verify(run: Run) -> None:
    done = run("bulletin", "verify")
    assert (done.returncode, done.stdout, done.stderr) == (0, "台账里没有已经冻结的通报。\n", "")


def test_an_edited_bulletin_fails_check_and_verify(frozen: Path, run: Run) -> None:
    text = frozen.read_text("utf-8")
    roster = next(line for line in text.split("\n") if line.startswith("  roster: "))
    frozen.write_text(text.replace(roster, "  roster: 987  # 摸底名册户数"), encoding="utf-8")
    done = run("check", "--as-of", "2026-11-23")
    assert done.returncode == 1
    assert "全市 摸底名册户数：文件里是“987”" in done.stdout
    done = run("bulletin", "verify")
    said = "有 1 处和当时的台账不符，用 jiedui check 看是哪里。"
    assert (done.returncode, done.stdout) == (1, f"city/bulletins/{QUARTER}.yml：{said}\n")
