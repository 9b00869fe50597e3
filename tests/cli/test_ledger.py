"""The ways of a command to the ledger and its schemas, and out of it where they are missing or faulty."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui import check
from jiedui.cli import ledger as ways
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.records.journal import Journal, Step, keep
from jiedui.records.memo import FOLDER, refusal
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.staging import PREFIX
from jiedui.records.tree import Place

NOTHING = "什么也没有写：先改好上面的错误，再运行一遍。\n"
EXPIRING = "records/yueyanglou/households/YYL-2A3C/household.yml"
VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"

Run = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[str, str, str], Path]


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("fmt",),
        ("fmt", "--check"),
        ("site", "--pages-only"),
        ("print", "cards", "--no-pdf"),
        ("bulletin", "freeze", "2024Q1"),
        ("bulletin", "show", "2024Q1"),
        ("bulletin", "verify"),
        ("report", "overview"),
        ("bench",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["nothing", "file"])
def test_no_ledger_gives_2(run: Run, tmp_path: Path, words: tuple[str, ...], name: str) -> None:
    (tmp_path / "file").touch()
    done = run(*words, "--records", name)
    said = f"不能运行：没有台账文件夹 {name}。用 --records 指明位置。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize(("below", "way"), [(".", "."), ("pingjiang", ".."), ("pingjiang/helpers", "../..")])
def test_who_is_in_a_ledger_is_told_the_way_to_it(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, below: str, way: str
) -> None:
    monkeypatch.chdir(ledger / below)
    done = run("check")
    said = f"不能运行：没有台账文件夹 records。这里在台账里面：加上 --records {way} 再运行。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert run("check", "--records", way).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", VISIT),
        ("fmt",),
        ("fmt", "--check"),
        ("fmt", VISIT),
        ("report", "overview"),
        ("report", "halfyear", "2024H1"),
        ("bulletin", "freeze", "2024Q1"),
        ("bulletin", "show", "2024Q1", "--draft"),
        ("print", "cards", "--no-pdf"),
        ("demo", "new", "--policy", "records"),
        ("bench",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("number", [1, CURRENT + 1], ids=["older", "newer"])
def test_a_ledger_of_another_format_is_told_so_and_nothing_else(
    run: Run, ledger: Path, tmp_path: Path, words: tuple[str, ...], number: int
) -> None:
    file = ledger / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT} ", f"format: {number} "), "utf-8")
    before = {path: path.read_bytes() for path in ledger.rglob("*.yml")}
    done = run(*words)
    said = run("check").stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert said[0].startswith(f"records/policy/ledger.yml:1:1: 错误 台账的格式是第 {number} 版，")
    remedy = "运行 jiedui migrate，" if number == 1 else "换新版的软件再检查。"
    assert said[1].startswith(f"    怎么改：{remedy}")
    assert done.stdout.splitlines()[:3] == said[:3]
    assert {path: path.read_bytes() for path in ledger.rglob("*.yml")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


# Every command that makes figures or papers of the whole ledger. What `site` does is in test_site.py.
FIGURES = [
    ("print", "--no-pdf"),
    ("report", "halfyear", "2024H1"),
    ("report", "annual", "2024"),
    ("report", "assessment", "2024", "--unit", "city"),
    ("report", "register"),
    ("report", "overview"),
    ("report", "simulation", "2024Q1"),
    ("bulletin", "show", "2024Q1", "--draft"),
    ("bulletin", "freeze", "2024Q1"),
]


@pytest.mark.parametrize("words", FIGURES, ids=" ".join)
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('entered_on: "2023-10-12"', 'entered_on: "2023-10-11"', ":6:1: 错误 录入日期早于联系日期。"),
        ("channel: 入户", "channel: 上门", ":3:1: 错误 channel（联系方式）"),
        ("channel: 入户", "channel: [", ""),
    ],
    ids=["rule", "schema", "unreadable"],
)
def test_nothing_is_made_of_a_faulty_ledger(
    run: Run, edit: Edit, tmp_path: Path, words: tuple[str, ...], old: str, new: str, said: str
) -> None:
    edit(VISIT, old, new)
    done = run(*words, "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert done.stdout == run("check", "--as-of", "2026-11-23").stdout
    assert done.stdout.startswith(f"{VISIT}{said}")
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_errors_are_not_lost_among_warnings(run: Run, edit: Edit) -> None:
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')
    edit(EXPIRING, 'expires: "2030-05-20"', 'expires: "2026-12-31"')
    done = run("print", "cards", "--no-pdf", "--as-of", "2026-11-23")
    assert [line for line in done.stdout.splitlines() if "警告" in line] == [done.stdout.splitlines()[-1]]
    assert done.stdout.endswith("：1 处错误，1 处警告。\n")


@pytest.mark.parametrize("words", FIGURES, ids=" ".join)
def test_an_id_that_is_not_its_folders_is_a_finding_of_every_command(
    run: Run, edit: Edit, tmp_path: Path, words: tuple[str, ...]
) -> None:
    household = "records/pingjiang/households/PJ-2H3J/household.yml"
    edit(household, "id: PJ-2H3J", "id: PJ-2222")
    done = run(*words, "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert done.stdout.splitlines()[:3] == [
        f"{household}:1:1: 错误 文件里的 id（户编号）与路径不一致。",
        "    怎么改：按路径改成 PJ-2H3J，或把文件移到正确的位置。",
        "    建议写成：PJ-2H3J",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


@pytest.mark.parametrize("words", [("print", "cards", "--no-pdf"), ("report", "overview")], ids=["print", "report"])
def test_without_a_usable_policy_nothing_is_reckoned(
    run: Run, ledger: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    shutil.rmtree(ledger / "policy")
    done = run(*words, "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert "规则 policy-missing" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


@pytest.mark.parametrize("command", ["check", "fmt", "site", "print", "bulletin"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder),
        lambda folder: (folder / "common.schema.json").unlink(),
        lambda folder: (folder / "household.schema.json").unlink(),
        lambda folder: (folder / "visit.schema.json").write_text("{", "utf-8"),
        lambda folder: (folder / "visit.schema.json").write_text("[]", "utf-8"),
        lambda folder: (folder / "visit.schema.json").write_text('{"$id": "visit.schema.json", "type": 1}', "utf-8"),
        lambda folder: (folder / "visit.schema.json").write_bytes(b"\xff\xfe"),
    ],
    ids=["folder", "common", "household", "cut off", "list", "nonsense", "bytes"],
)
def test_schemas_missing_or_broken(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    repo_root: Path,
    tmp_path: Path,
    command: str,
    damage: Callable[[Path], Any],
) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(repo_root / "schemas", folder)
    damage(folder)
    monkeypatch.setattr("jiedui.records.schema.default_folder", lambda: folder)
    done = run(command, *(["verify"] if command == "bulletin" else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：schemas 文件夹不完整，请重新取得这个项目。\n"


def test_what_is_slower_on_this_machine_is_told_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "FASTER", {"jsonschema-rs": "no_such_module", "libyaml": "yaml"})
    ways._tell_what_is_slow.cache_clear()
    said = "注意：这台电脑没有 jsonschema-rs，检查要慢一些，结果一样。\n"
    assert [run("check").stderr for _ in range(2)] == [said, ""]


def test_looking_back_the_ledger_is_sound(run: Run, clock: Callable[[date], None], tmp_path: Path) -> None:
    """Cards of an earlier day are made from a ledger that has gone on since: its later visits are no error then."""
    clock(date(2026, 11, 23))
    assert run("check", "--as-of", "2024-01-01").returncode == 1
    assert run("print", "cards", "--no-pdf", "--as-of", "2024-01-01").returncode == 0
    assert (tmp_path / "build" / "cards" / "index.html").exists()


def test_what_is_to_come_is_a_fault_whatever_day_is_asked_for(run: Run, clock: Callable[[date], None]) -> None:
    clock(date(2026, 7, 2))
    done = run("print", "cards", "--no-pdf", "--as-of", "2024-01-01")
    assert done.returncode == 1
    assert "2026-07-03" in done.stdout
    assert run("print", "cards", "--no-pdf", "--as-of", "2026-07-03").returncode == 0


def test_for_a_bulletin_households_and_helpers_are_left_unread(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / VISIT.removeprefix("records/")).write_text("[", "utf-8")
    whole = Ledger.of(read_ledger(ledger, library))
    found = ways.ledger_of_bulletins(ledger)
    assert (found.policy, found.units) == (whole.policy, whole.units)
    assert (found.helpers, found.households, found.visits, found.events) == ({}, {}, {}, {})
    assert whole.helpers
    assert whole.visits


@pytest.mark.parametrize("words", [("show", "2024Q1"), ("freeze", "2024Q1")], ids=" ".join)
def test_a_federation_that_cannot_be_read_is_told_where_a_bulletin_is_asked_for(
    run: Run, edit: Edit, tmp_path: Path, words: tuple[str, ...]
) -> None:
    edit("records/city/unit.yml", "level: ", "leval: ")
    done = run("bulletin", *words, "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (1, NOTHING)
    assert "records/city/unit.yml:5:1: 错误 没有“leval”这个字段。\n" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_what_the_ledger_holds_or_nobody_asks_for_is_not_refused(ledger: Path, library: SchemaLibrary) -> None:
    found = Ledger.of(read_ledger(ledger, library))
    ways.refuse_unknown(found)
    ways.refuse_unknown(found, unit="pingjiang", helper="YYL-B-4D5E", household="PJ-2H3J")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"unit": "nowhere"}, "没有代号为 nowhere 的残联。"),
        ({"unit": "pingjiang", "helper": "YYL-B-9Z9Z"}, "没有编号为 YYL-B-9Z9Z 的帮扶责任人。"),
        ({"helper": "YYL-B-4D5E", "household": "PJ-9Z9Z"}, "没有编号为 PJ-9Z9Z 的户。"),
    ],
    ids=["federation", "helper", "household"],
)
def test_what_the_ledger_does_not_hold_is_refused(
    ledger: Path, library: SchemaLibrary, capsys: pytest.CaptureFixture[str], words: dict[str, str], said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        ways.refuse_unknown(Ledger.of(read_ledger(ledger, library)), **words)
    assert left.value.code == 2
    assert capsys.readouterr() == ("", f"不能运行：{said}\n")


def test_a_long_check_before_publishing_tells_how_far_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.cli.progress.PATIENCE", 0)
    done = run("print", "county", "--no-pdf", "--as-of", "2026-11-23")
    assert re.fullmatch(r"\r正在检查 (\d+)/\1\n", done.stderr)
    assert re.match(r"检查了 \d+ 个文件，没有发现问题。\n", done.stdout)


def half_written(root: Path, *names: str) -> Path:
    """Files of which a command that was killed has written all but the last; return its folder of drafts."""
    drafts = root / f"{PREFIX}abc"
    drafts.mkdir()
    steps = []
    for number, name in enumerate(names):
        (root / name).write_text("旧", "utf-8")
        (drafts / f"{number}").write_text("新", "utf-8")
        keep(root / name, kept := drafts / f"{number}0")
        steps.append(Step.to(root / name, drafts / f"{number}", "新".encode(), kept))
    Journal.of(root, steps).write(drafts)
    for step in steps[:-1]:
        step.take()
    return drafts


def test_what_a_killed_command_has_half_written_is_undone_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half_written(tmp_path, "a", "b", "c", "d", "e", "f")
    (tmp_path / "e").write_text("手改的", "utf-8")
    assert ways.ledger_folder(tmp_path) == tmp_path
    said = capsys.readouterr().err.replace(f"{tmp_path}/", "")
    assert said == (
        "注意：上一次的命令写到一半断了，已经退回原样：a、b、c 等 4 份。那次要写的，再运行一遍。\n"
        "注意：上一次的命令写到一半断了，以后有人改过，没有动：e。用 git diff 看一看。\n"
    )
    assert [file.read_text("utf-8") for file in sorted(tmp_path.iterdir())] == ["旧"] * 4 + ["手改的", "旧"]
    assert ways.ledger_folder(tmp_path) == tmp_path
    assert capsys.readouterr().err == ""


def test_nothing_is_made_of_a_ledger_that_is_half_written_and_cannot_be_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    half_written(tmp_path, "a", "b")

    def refused(_: Path, __: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        with pytest.raises(SystemExit) as left:
            ways.ledger_folder(tmp_path)
    assert left.value.code == 2
    assert "退不回去。看看能不能写这个文件夹，再运行一遍。" in capsys.readouterr().err
    ways.ledger_folder(tmp_path)  # may be written again
    assert (tmp_path / "a").read_text("utf-8") == "旧"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("county:nowhere", "不能运行：没有代号为 nowhere 的残联。\n"),
        ("helper:PJ-B-9999", "不能运行：没有编号为 PJ-B-9999 的帮扶责任人。\n"),
    ],
)
def test_an_audience_is_somebodys_who_is_there(run: Run, word: str, said: str) -> None:
    done = run("print", "cards", "--no-pdf", "--audience", word, "--as-of", "2024-02-01")
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.parametrize(("unit", "families"), [("yueyanglou", ["示例子", "示例寅"]), ("pingjiang", ["示例子"])])
def test_what_is_made_for_a_county_is_made_of_its_own(run: Run, unit: str, families: list[str]) -> None:
    done = run("print", "forms", "--no-pdf", "--audience", f"county:{unit}", "--as-of", "2025-06-30", "--out", "out")
    assert done.returncode == 0
    written = "".join(file.read_text("utf-8") for file in Path("out").rglob("*.html"))
    assert [name for name in ("示例子", "示例寅") if name in written] == families


def test_a_ledger_that_is_checked_for_its_figures_is_read_once(
    library: SchemaLibrary, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    counted = Counter[str]()

    def counting(root: Any, place: Place, schemas: SchemaLibrary) -> Any:
        counted[place.path] += 1
        return read(root, place, schemas)

    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(check, "read", counting)
    ways.sound_ledger(ledger, library, date(2026, 11, 23))
    assert {times for path, times in counted.items() if "/visits/" in path} == {1}


def test_a_cache_that_others_may_write_to_is_not_used_and_told_in_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(0o777)
    monkeypatch.setenv(FOLDER, str(cache))
    done = run("check", "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr.splitlines()) == (0, [f"注意：{refusal()}"])
    assert refusal()
    assert [*cache.iterdir()] == []


@pytest.mark.parametrize("words", [("digest",), ("site", "--pages-only"), ("export", "台账.xlsx")])
def test_figures_of_a_part_of_the_ledger_are_said_to_be_of_a_part(
    run: Run, committed: Path, git: Callable[..., str], words: tuple[str, ...]
) -> None:
    homes = sorted(committed.glob("*/households/*/household.yml"))
    git("sparse-checkout", "set", "--no-cone", "/*", f"!/{homes[0].parent.relative_to(committed.parent)}/")
    assert not homes[0].exists()
    done = run(*words)
    assert done.returncode == 0, done.stdout
    assert done.stderr.startswith("注意：这里只取出了台账的一部分（git sparse-checkout），没有取出来的当作没有，")
    git("sparse-checkout", "disable")
    assert "sparse" not in run(*words).stderr
