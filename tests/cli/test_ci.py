"""``jiedui ci``: what each forge, and a person, is told of a change, in clones of a real repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.publishing.fake_forge import TOKEN, FakeForge, running

from jiedui.records.schema import SchemaLibrary

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Edit = Callable[[str, str, str], Path]
Git = Callable[..., str]
Commit = Callable[[str], str]
Theirs = Callable[[str, str, str], None]
Variables = Callable[..., dict[str, str]]

HOUSEHOLD = "records/yueyanglou/households/YYL-2A3C/household.yml"
VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
MOBILE = "15400001234"
OF_FORGES = re.compile(r"(GITHUB|GITEA|FORGEJO|GITLAB|CI)_")
NEED = '  - id: n-7K3Q\n    content: 买米。\n    raised_on: "2026-11-20"\n'
CLEAN = "个文件，这次改动没有带来问题。"


@pytest.fixture(autouse=True)
def _on_no_forge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the forge on which the tests may run."""
    for name in os.environ:
        if OF_FORGES.match(name):
            monkeypatch.delenv(name)


@pytest.fixture
def origin(committed: Path, git: Git, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bare repository of a forge, with the ledger on ``main``; here a branch ``mine`` is checked out."""
    folder = tmp_path_factory.mktemp("forge") / "origin"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(folder))
    git("remote", "add", "origin", folder.as_uri())
    git("push", "--quiet", "origin", "main")
    git("checkout", "--quiet", "-b", "mine")
    assert committed.name == "records"
    return folder


@pytest.fixture
def commit(git: Git) -> Commit:
    """Commit all that differs; return the commit's name."""

    def commit(message: str) -> str:
        git("add", "--all")
        git("commit", "--quiet", "--message", message)
        return git("rev-parse", "HEAD")

    return commit


@pytest.fixture
def theirs(git: Git, commit: Commit, edit: Edit) -> Theirs:
    """Let somebody else merge an edit into main on the forge, of which this clone knows nothing."""

    def merge(path: str, old: str, new: str) -> None:
        git("checkout", "--quiet", "-b", "theirs", "main")
        edit(path, old, new)
        commit("别人的")
        git("push", "--quiet", "origin", "theirs:main")
        git("update-ref", "refs/remotes/origin/main", "main")
        git("checkout", "--quiet", "mine")

    return merge


@pytest.fixture
def ci(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``jiedui ci`` as of 2026-11-23, with the variables of a forge."""

    def start(*arguments: str, **environment: str) -> Done:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        done = run("ci", "--as-of", "2026-11-23", *arguments)
        assert not re.search(r"[0-9]{11}", done.stdout + done.stderr)
        return done

    return start


@pytest.fixture
def on_github(tmp_path_factory: pytest.TempPathFactory) -> Variables:
    """Return the variables of GitHub for a pull request, with the event's title and the page of the run."""

    def variables(title: str = "改地址", body: str = "", **more: str) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("event")
        event = {"pull_request": {"title": title, "body": body}, "repository": {"default_branch": "main"}}
        (folder / "event.json").write_text(json.dumps(event), "utf-8")
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_BASE_REF": "main",
            "GITHUB_HEAD_REF": "mine",
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_STEP_SUMMARY": str(folder / "page.md"),
            **more,
        }

    return variables


def page(variables: dict[str, str]) -> str:
    return Path(variables["GITHUB_STEP_SUMMARY"]).read_text("utf-8")


def without_commit(text: str) -> str:
    """A text with what a change began from by the name of the branch."""
    return re.sub(r"和 [0-9a-f]{10} 比", "和 main 比", text)


@pytest.mark.usefixtures("origin")
def test_a_clean_change_passes_and_what_it_brings_is_said(
    ci: Run, ledger: Path, edit: Edit, commit: Commit, on_github: Variables, theirs: Theirs
) -> None:
    theirs(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')  # an error, but on main already
    edit(HOUSEHOLD, "3组12号", "3组13号")
    visits = ledger / "yueyanglou" / "households" / "YYL-4D5E" / "visits"
    text = (visits / "2025-09-03.yml").read_text("utf-8")
    text = text.replace("2025-09-03", "2026-03-05").replace("2025-09-04", "2026-03-05")
    (visits / "2026-03-05.yml").write_text(text, "utf-8")
    commit("改地址，走访一次")
    variables = on_github()
    done = ci(**variables)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    said = without_commit(done.stdout).splitlines()
    assert said[:3] == [
        "和 main 合并起来检查。",
        "这次改动，和 main 比：",
        "- 岳阳楼区：帮扶对象家庭修改 1 份，走访联系新增 1 份。",
    ]
    assert "! 已经结束的季度｜岳阳楼区 2026Q1：补进 1 次联系" in said
    assert "- 示例寅（YYL-4D5E）：2026-03-05 入户，示例丙；计入 2026Q1 第 1 次，上次 2025-09-03" in said
    assert "- 示例子（YYL-2A3C）：门牌组别：3组12号 → 3组13号" in said
    assert said[-1] == f"检查了 42 {CLEAN}另有旧的错误 1 处、警告 0 处，运行 jiedui check 查看。"
    shown = page(variables).splitlines()
    assert shown[:3] == ["### ✓ 台账检查：没有问题", "", f"<p>{said[0]}<br>{said[-1]}</p>"]
    assert (shown[3], shown[4][:10]) == ("", "### 这次改动，和")
    assert "- 示例子（YYL-2A3C）：门牌组别：3组12号 → 3组13号" in shown


@pytest.mark.usefixtures("origin")
def test_a_request_is_answered_by_codes_alone_and_labelled(
    ci: Run, edit: Edit, commit: Commit, on_github: Variables, theirs: Theirs
) -> None:
    edit(HOUSEHOLD, "name: 示例子", "name: 示例午")
    commit("改名")
    variables = on_github(GITHUB_REPOSITORY="office/ledger", JIEDUI_TOKEN=TOKEN)
    event = {"pull_request": {"number": 3, "title": "改名", "head": {"repo": {"full_name": "office/ledger"}}}}
    Path(variables["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), "utf-8")
    with running(FakeForge("GitHub")) as forge:
        variables["GITHUB_API_URL"] = f"{forge.url}/api/v3"
        done = ci(**variables)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "! 姓名、证件、电话｜示例午（YYL-2A3C）：" in done.stdout
        [told] = [comment["body"] for comment in forge.comments]
        assert told.splitlines()[:2] == ["<!-- jiedui review -->", "### ✓ 台账检查：没有问题"]
        assert "- 姓名、证件、电话：`户 YYL-2A3C`\n" in told
        assert "示例午" not in told
        assert forge.labels == ["岳阳楼区"]
        theirs(HOUSEHOLD, "name: 示例子", "name: 示例巳")
        assert ci(**variables).returncode == 1
        [told] = [comment["body"] for comment in forge.comments]
        assert f"- 错误｜和主分支的改动有冲突：`{HOUSEHOLD}`\n" in told
        assert "示例" not in told
        done = ci(**variables | {"JIEDUI_TOKEN": "x"})
        assert (done.returncode, done.stderr) == (
            1, "注意：合并请求下面的留言和标签没有写好。代码平台不认这个令牌：写错了，或者过期了。"
            "重新生成一个，放进环境变量 JIEDUI_TOKEN。\n",
        )  # fmt: skip
        asked = len(forge.asked)
        assert ci(**variables | {"JIEDUI_TOKEN": ""}).stderr == ""
        assert len(forge.asked) == asked


@pytest.mark.node
@pytest.mark.usefixtures("origin")
def test_what_the_form_sends_passes_on_every_forge(
    ci: Run, ledger: Path, git: Git, commit: Commit, on_github: Variables, library: SchemaLibrary,
    node_run: Callable[[str, Any], Any],
) -> None:  # fmt: skip
    """The name of its branch has a day and letters, a title counts, and a reason had a number."""
    home = {"unit": "yueyanglou", "household": "YYL-4D5E"}
    data = yaml.safe_load((ledger / "yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml").read_text("utf-8"))
    days = {"date": "2026-03-05", "entered_on": "2026-03-05"}
    visit = {"kind": "visit", "stem": "2026-03-05", "data": data | days, **home}
    change = {
        "kind": "household",
        "unit": "yueyanglou",
        "stem": "YYL-2A3C",
        "changes": [{"at": ["address"], "new": ""}],
    }
    reason = {"reason": "同名，电话 154-0000-1234 不同。"}
    asks = [["branch", "2026-03-05"], ["text", visit, {"folder": "records"}]]
    branch, new = node_run("entry-handover.mjs", {"documents": library.documents, "asks": asks})
    asks = [["words", [visit, change | reason], {"schemas": library.documents}, branch]]
    [said] = node_run("entry-handover.mjs", {"documents": library.documents, "asks": asks})
    assert re.fullmatch("dengji/2026-03-05-[a-z]{6}", said["branch"])
    assert "（号码不显示）" in said["body"]
    git("checkout", "--quiet", "-b", branch)
    Path(ledger.parent, new["path"]).write_text(new["text"], "utf-8")
    commit(said["message"])
    of_github = {"title": said["title"], "body": said["body"], "GITHUB_HEAD_REF": branch}
    of_gitlab = {
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_TITLE": said["title"],
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": branch, "CI_MERGE_REQUEST_DESCRIPTION": said["body"],
    }  # fmt: skip
    for variables in (on_github(**of_github), on_github(**of_github, GITEA_ACTIONS="true"), of_gitlab):
        done = ci(**variables)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "走访联系新增 1 份" in done.stdout
        assert CLEAN in done.stdout


@pytest.mark.usefixtures("origin")
def test_no_name_in_what_a_change_brings_is_a_command_to_the_runner(
    ci: Run, ledger: Path, edit: Edit, commit: Commit, on_github: Variables
) -> None:
    edit("records/yueyanglou/unit.yml", "short: 岳阳楼区", 'short: "##[error]区"')
    (ledger.parent / "::stop-commands::x").touch()
    commit("改名")
    lines = ci(**on_github()).stdout.splitlines()
    assert "- 岳阳楼区：简称：岳阳楼区 → # #[error]区" in lines
    assert not [line for line in lines if "##[" in line or line.startswith("::stop")]


@pytest.mark.usefixtures("origin")
def test_a_fault_that_the_change_brings_is_told_as_each_forge_shows_it(
    ci: Run, edit: Edit, commit: Commit, on_github: Variables
) -> None:
    edit(VISIT, 'entered_on: "2023-10-12"', "entered_on: 2023-10-11")
    commit("补录")
    place = f"{VISIT}:6:1: 错误 录入日期早于联系日期。"
    variables = on_github()
    github = ci(**variables)
    assert github.returncode == 1
    assert place in github.stdout.splitlines()
    annotations = [line for line in github.stdout.splitlines() if line.startswith("::")]
    assert annotations[0].startswith(f"::error file={VISIT},line=6,col=1,title=录入早于联系::录入日期早于联系日期。")
    assert annotations[1].startswith(f"::notice file={VISIT},title=写法和统一格式不同::")
    assert f"<td>错误</td><td>{VISIT}:6:1</td><td>录入日期早于联系日期。</td>" in page(variables)

    gitea = ci(**on_github(GITEA_ACTIONS="true"))
    assert gitea.returncode == 1
    assert place in gitea.stdout.splitlines()
    assert "::" not in gitea.stdout
    assert f"{VISIT}: 写法和统一格式不同（" in gitea.stdout

    document = json.loads(ci("--format", "json").stdout)
    assert (document["errors"], document["findings"][0]["line"]) == (1, 6)


@pytest.mark.usefixtures("origin")
def test_on_gitlab_a_report_of_code_quality_is_written(ci: Run, edit: Edit, commit: Commit, ledger: Path) -> None:
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    commit("补录")
    done = ci(GITLAB_CI="true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert done.returncode == 1
    assert f"{VISIT}:6:1: 错误 录入日期早于联系日期。" in done.stdout.splitlines()
    (entry,) = json.loads((ledger.parent / "gl-code-quality-report.json").read_text("utf-8"))
    assert entry["location"] == {"path": VISIT, "lines": {"begin": 6}}
    assert (entry["severity"], entry["check_name"]) == ("major", "visit-entered-before")


@pytest.mark.usefixtures("origin")
def test_a_fault_that_only_both_have_together_is_found(
    ci: Run, edit: Edit, commit: Commit, on_github: Variables, theirs: Theirs
) -> None:
    """Each adds a need under the same code, one above the others, one below: Git merges them."""
    last = '    responded_on: "2026-07-03"  # 首次援助日期\n'
    edit(HOUSEHOLD, last, last + NEED)
    commit("登记需求")
    assert ci(**on_github()).returncode == 0
    theirs(HOUSEHOLD, "needs:  # 需求和措施\n", "needs:  # 需求和措施\n" + NEED)
    done = ci(**on_github())
    assert done.returncode == 1
    assert "错误 编号 n-7K3Q 用了两次。" in done.stdout
    assert "还是旧的" not in done.stdout


@pytest.mark.usefixtures("origin")
def test_where_main_has_got_another_program_it_is_said_of_errors(
    ci: Run, git: Git, edit: Edit, commit: Commit, ledger: Path
) -> None:
    git("checkout", "--quiet", "-b", "theirs")
    (ledger.parent / "requirements.txt").write_text("jiedui==2.0.0\n", "utf-8")
    commit("换新版")
    git("push", "--quiet", "origin", "theirs:main")
    git("checkout", "--quiet", "mine")
    edit(HOUSEHOLD, "3组12号", "3组13号")
    commit("改地址")
    assert "旧的" not in ci().stdout
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    commit("补录")
    assert ci().stdout.splitlines()[-1] == (
        "main 上的程序或者设置改过，这里用的还是旧的，上面的错误可能因此而来：先把 main 合并到这个分支，再检查一遍。"
    )


@pytest.mark.usefixtures("origin")
def test_a_conflict_is_told_in_the_words_of_the_office_and_ends_it(
    ci: Run, edit: Edit, commit: Commit, on_github: Variables, theirs: Theirs
) -> None:
    edit(HOUSEHOLD, "3组12号", "3组13号")
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    commit("改地址")
    theirs(HOUSEHOLD, "3组12号", "3组14号")
    variables = on_github()
    done = ci(**variables)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[:5] == [
        "和 main 合不到一起：",
        f"{HOUSEHOLD}: 错误 address（门牌组别），两边改得不一样。原来：3组12号；main 上：3组14号；这次改动：3组13号。",
        "    怎么改：留下对的一个。拿不准的，问改的那个人。",
        "    依据：通知六(三)；R-108；规则 merge-conflict",
        "检查了 1 个文件：1 处错误，0 处警告。",
    ]
    assert lines[5].startswith(f"::error file={HOUSEHOLD},title=和主分支的改动有冲突::")
    assert lines[6:8] == [
        "别的还没有检查：先解决冲突。",
        "在自己的电脑上：运行一次 jiedui merge --install，合并时只剩真要人定的地方；"
        "运行 git fetch origin，再运行 git merge origin/main；逐份打开上面的文件，照提示留下对的内容，"
        "删掉 <<<<<<<、=======、>>>>>>> 开头的行；运行 git add 和 git commit，再运行 git push。",
    ]
    assert "&lt;&lt;&lt;&lt;&lt;&lt;&lt;" in page(variables)


@pytest.mark.usefixtures("origin")
@pytest.mark.parametrize("shallow", ["", "--depth=1"], ids=["whole", "shallow"])
def test_the_forge_s_own_merge_at_no_branch_is_judged_as_well(
    ci: Run,
    git: Git,
    edit: Edit,
    commit: Commit,
    on_github: Variables,
    theirs: Theirs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    origin: Path,
    shallow: str,
) -> None:
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    commit("补录")
    theirs(HOUSEHOLD, "3组12号", "3组14号")
    git("fetch", "--quiet", "origin")
    git("merge", "--quiet", "--no-edit", "origin/main")
    git("push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    machine = tmp_path_factory.mktemp("machine")
    git("init", "--quiet", str(machine))
    git("-C", str(machine), "remote", "add", "origin", origin.as_uri())
    git("-C", str(machine), "fetch", "--quiet", *filter(None, [shallow]), "origin", "refs/pull/7/merge")
    git("-C", str(machine), "checkout", "--quiet", "--detach", "FETCH_HEAD")
    monkeypatch.chdir(machine)
    done = ci(**on_github())
    assert done.returncode == 1
    assert "：这次改动带来 1 处错误，0 处警告。" in done.stdout
    assert "- 平江县：走访联系修改 1 份。" in done.stdout


@pytest.mark.usefixtures("origin")
def test_in_a_queue_only_the_change_itself_is_blamed(ci: Run, edit: Edit, commit: Commit, on_github: Variables) -> None:
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    first = commit("排在前面的")
    edit(HOUSEHOLD, "3组12号", "3组13号")
    commit("排在后面的")
    variables = on_github(
        GITHUB_EVENT_NAME="merge_group", GITHUB_BASE_REF="", GITHUB_REF="refs/heads/gh-readonly-queue"
    )
    event = {"merge_group": {"base_ref": "refs/heads/main", "base_sha": first}}
    Path(variables["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), "utf-8")
    done = ci(**variables)
    assert (done.returncode, done.stdout.splitlines()[2]) == (0, "- 岳阳楼区：帮扶对象家庭修改 1 份。")


@pytest.mark.usefixtures("origin")
def test_main_is_checked_whole_after_a_merge_with_what_was_written_about_it(
    ci: Run, git: Git, edit: Edit, commit: Commit, on_github: Variables
) -> None:
    git("checkout", "--quiet", "main")
    edit(HOUSEHOLD, 'expires: "2030-05-20"', 'expires: "2026-12-31"')
    before = commit("旧的警告")
    variables = on_github(GITHUB_EVENT_NAME="push", GITHUB_BASE_REF="", GITHUB_REF="refs/heads/main")
    event = {"before": before, "repository": {"default_branch": "main"}}
    Path(variables["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), "utf-8")
    done = ci(**variables)
    assert done.returncode == 0
    assert "警告 m-6GCR 的残疾人证到 2026-12-31 为止。" in done.stdout
    assert "检查了 41 个文件：0 处错误，1 处警告。" in done.stdout
    edit(VISIT, "channel: 入户", "channel: 电话")
    merged = commit(f"合并请求：打电话 {MOBILE}")
    done = ci(**variables)
    assert done.returncode == 1
    assert f"records: 错误 提交 {merged[:10]} 的说明里有证件、银行卡或者电话的号码。" in done.stdout


@pytest.mark.usefixtures("origin")
def test_what_main_has_taken_back_is_named_before_it_is_merged_again(
    ci: Run, git: Git, ledger: Path, commit: Commit, edit: Edit
) -> None:
    visits = ledger / "pingjiang" / "households" / "PJ-2H3J" / "visits"
    shutil.copy(visits / "2023-10-12.yml", visits / "2023-10-13.yml")
    edit("records/pingjiang/households/PJ-2H3J/visits/2023-10-13.yml", 'date: "2023-10-12"', 'date: "2023-10-13"')
    commit("走访")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "mine")
    git("revert", "--no-edit", "-m", "1", "HEAD")
    git("push", "--quiet", "origin", "main")
    taken = git("rev-parse", "main")
    git("checkout", "--quiet", "mine")
    edit(HOUSEHOLD, "3组12号", "5组1号")
    commit("改地址")
    told = "records/pingjiang/households/PJ-2H3J/visits/2023-10-13.yml: 警告 2023-10-13 的走访记录不见了。"
    done = ci()
    assert done.returncode == 0
    assert told in done.stdout
    assert f"再运行 git revert {taken[:10]}，检查以后合并" in done.stdout
    git("merge", "--quiet", "--no-edit", "main")
    git("revert", "--no-edit", taken)
    assert told not in ci().stdout


@pytest.mark.usefixtures("origin")
def test_main_is_told_what_a_merge_of_its_own_has_left_out(
    ci: Run, git: Git, edit: Edit, commit: Commit, on_github: Variables
) -> None:
    edit(HOUSEHOLD, "3组12号", "5组1号")
    commit("改地址")
    git("checkout", "--quiet", "main")
    before = git("rev-parse", "main")
    git("merge", "--quiet", "--no-edit", "--strategy=ours", "mine")
    variables = on_github(GITHUB_EVENT_NAME="push", GITHUB_BASE_REF="", GITHUB_REF="refs/heads/main")
    event = {"before": before, "repository": {"default_branch": "main"}}
    Path(variables["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), "utf-8")
    assert "警告 address（门牌组别），合并时只留了一边的，另一边改的没有了。" in ci(**variables).stdout


@pytest.mark.usefixtures("origin")
def test_a_number_in_title_branch_or_message_fails_and_is_never_shown(
    ci: Run, edit: Edit, commit: Commit, on_github: Variables
) -> None:
    edit(HOUSEHOLD, "3组12号", "3组13号")
    short = commit(f"电话 {MOBILE}")[:10]
    variables = on_github(f"电话 {MOBILE}", GITHUB_HEAD_REF=f"fix-{MOBILE}")
    done = ci(**variables)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if line.startswith("records: 错误")]
    assert told == [
        f"records: 错误 {where}里有证件、银行卡或者电话的号码。"
        for where in ("分支名", "合并请求的标题", f"提交 {short} 的说明")
    ]
    assert MOBILE not in page(variables)


@pytest.mark.usefixtures("origin")
def test_on_a_person_s_computer_what_is_committed_is_judged_against_main(
    ci: Run, git: Git, edit: Edit, commit: Commit
) -> None:
    edit(HOUSEHOLD, "3组12号", "3组13号")
    commit("改地址")
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')  # not committed yet
    status = git("status", "--porcelain")
    done = ci()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[::2][:2] == ["和 main 合并起来检查。", "- 岳阳楼区：帮扶对象家庭修改 1 份。"]
    assert git("status", "--porcelain") == status
    git("branch", "--quiet", "-m", f"fix-{MOBILE}")
    assert "records: 错误 分支名里有证件、银行卡或者电话的号码。" in ci().stdout
    git("branch", "--quiet", "-m", "mine")
    git("remote", "set-url", "origin", "file:///nowhere")
    again = ci("--onto", "main")
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert again.stderr == "注意：没能取到最新的 main，按这里已有的检查。\n"


@pytest.mark.usefixtures("origin")
def test_a_branch_that_there_is_not_and_one_without_a_ledger_give_2(
    ci: Run, git: Git, commit: Commit, ledger: Path
) -> None:
    done = ci("--onto", f"v{MOBILE}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：取不到分支 v（号码不显示）：用 --onto 写要合并到的分支。\n"
    git("checkout", "--quiet", "-b", "theirs", "main")
    git("mv", "records", "台账")
    commit("换地方")
    git("push", "--quiet", "origin", "theirs:main")
    git("checkout", "--quiet", "mine")
    (ledger.parent / "README.md").write_text("x\n", "utf-8")
    commit("说明")
    done = ci()
    assert done.returncode == 2
    assert done.stderr == "不能运行：合并以后没有台账文件夹 records。用 --records 指明位置。\n"


def test_outside_git_and_before_the_first_commit_it_gives_2(ci: Run, tmp_path: Path) -> None:
    done = ci()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：records 不在 Git 仓库里。\n"
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    assert ci().stderr == "不能运行：这个仓库还没有提交过：先提交，再检查。\n"


@pytest.mark.usefixtures("origin")
def test_a_repository_that_cannot_be_written_to_gives_2(
    ci: Run, ledger: Path, edit: Edit, commit: Commit, theirs: Theirs
) -> None:
    edit(HOUSEHOLD, "3组12号", "3组13号")
    commit("改地址")
    theirs(VISIT, "channel: 入户", "channel: 电话")
    (ledger.parent / ".git" / "worktrees").write_text("", "utf-8")  # where Git has to make a folder
    done = ci()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：Git 没能把改动和主分支合并起来：")


def test_without_git_it_says_so(ci: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("git") is None
    assert ci().stderr == "不能运行：这台电脑上没有 Git：先安装 Git，再运行一遍。\n"
