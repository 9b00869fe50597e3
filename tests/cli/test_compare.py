"""``jiedui compare``: what it says, what it writes, its exit codes; never a number, never a record changed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.examples import examples

from jiedui.model.household import Household
from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.model.ledger import Ledger
from jiedui.model.member import Member
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.comparison.comparison import compare
from jiedui.workbook.list_columns import read_rows
from jiedui.workbook.list_file import read_list

Run = Callable[..., subprocess.CompletedProcess[str]]


def saved(folder: Path, *rows: Sequence[object]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(folder / "名单.xlsx")
    return folder / "名单.xlsx"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def dead(tmp_path: Path) -> Path:
    """A list of deaths: one of a household of the ledger, one of nobody here, one whose number Excel has shortened."""
    return saved(
        tmp_path,
        ["死亡人员名单"],
        ["姓名", "身份证号", "死亡日期"],
        ["示例子", "490602195803121017", "2026-03-05"],
        ["示例酉", "490602193001010017", "2026-03-06"],
        ["示例戌", 4.90602193001e17, "2026-03-07"],
    )


def test_doubts_come_by_household_with_the_way_to_the_record(run: Run, ledger: Path, dead: Path) -> None:
    before = contents(ledger)
    done = run("compare", dead, "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "岳阳楼区 郭镇乡 示例村 YYL-2A3C",
        "  示例子 去世：名单第 3 行写“2026-03-05 去世”，档案写“在这一户”。",
        "    核实后在这个人下面写“离开”（left：日期、原因“去世”）；户里没有别的残疾人了，终止这一户。依据 二(四)",
        "    records/yueyanglou/households/YYL-2A3C/household.yml",
        "名单里读不出是谁的行：",
        "  第 5 行：号码是 Excel 的科学计数，后面的数字已经丢了。",
        "名单上 3 行，其中读不出是谁的 1 行，台账里有 1 人。1 户有疑点，共 1 处：先核实，再改档案。",
    ]
    assert contents(ledger) == before


def test_without_doubts_the_command_ends_clean(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, ["姓名", "死亡日期"], ["示例酉", "2026-03-06"])
    done = run("compare", path, "--as-of", "2026-11-23")
    assert (done.returncode, done.stdout) == (0, "名单上 1 行，台账里有 0 人。没有疑点。\n")


def test_a_workbook_for_each_federation_has_room_for_the_answers(run: Run, dead: Path, tmp_path: Path) -> None:
    done = run("compare", dead, "--as-of", "2026-11-23", "--out", "out")
    target = tmp_path / "out" / "名单比对待核实-yueyanglou-2026-11-23.xlsx"
    assert done.stdout.splitlines()[-1] == "写了 out/名单比对待核实-yueyanglou-2026-11-23.xlsx。"
    tab = load_workbook(target).active
    assert tab is not None
    assert [cell.value for cell in tab[3]][:4] == ["郭镇乡", "YYL-2A3C", "示例子", "去世"]
    assert done.returncode == 1


def test_answers_in_an_earlier_workbook_are_not_written_over(run: Run, dead: Path, tmp_path: Path) -> None:
    for _ in range(3):
        run("compare", dead, "--as-of", "2026-11-23", "--out", "out")
    names = [f"名单比对待核实-yueyanglou-2026-11-23{end}.xlsx" for end in ("", "-2", "-3")]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)


def test_nothing_is_written_into_the_ledger(run: Run, ledger: Path, dead: Path) -> None:
    done = run("compare", dead, "--out", "records/out")
    assert done.returncode == 2
    assert not (ledger / "out").exists()


def test_a_list_that_says_nothing_of_its_people_is_asked_what(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, ["姓名", "身份证号"], ["示例子", "490602195803121017"])
    done = run("compare", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：名单没有写什么事。用 --says 说明名单上的人都怎么了："
        "去世、迁出、证件注销、证件冻结、证件过期、退出低保。\n"
    )
    said = run("compare", path, "--says", "证件注销", "--as-of", "2026-11-23")
    assert "  示例子 残疾人证注销：名单第 2 行写“注销”，档案写“有效期到 2030-05-20”。" in said.stdout.splitlines()


def test_a_list_without_heads_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("compare", saved(tmp_path, ["序号", "日期"], [1, "2026-03-05"]))
    assert done.stderr == "不能运行：名单里没有找到写“姓名”、“身份证号”或者“残疾人证号”的表头。\n"
    assert done.returncode == 2


def test_what_is_no_list_is_refused_by_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "49060219580312101741.xlsx").write_bytes(b"x")
    done = run("compare", "49060219580312101741.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "4906" not in done.stderr
    assert done.stderr.endswith("不是能读的表格，或者加了密码。用 Excel 打开，另存为 xlsx 再试。\n")


def test_many_unreadable_rows_are_counted(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, ["姓名", "身份证号", "死亡日期"], *[["示例甲", "1", "2026-03-05"]] * 23)
    lines = run("compare", path, "--as-of", "2026-11-23").stdout.splitlines()
    assert lines[20] == "  第 21 行：号码不完整，或者抄错了（校验码不对）。"
    assert lines[21:] == ["  还有 3 行。", "名单上 23 行，其中读不出是谁的 23 行，台账里有 0 人。没有疑点。"]


AS_OF = date(2026, 11, 23)
# How offices write a number, a day, a category and a grade.
KEPT = '="{}"'.format
NUMBERS: tuple[Callable[[str], str], ...] = (
    str, "'{}".format, KEPT, "{}\u200b".format, lambda text: f"{text[:6]} {text[6:14]} {text[14:]}",
    lambda text: f"{text[:6]}-{text[6:14]}—{text[14:]}", lambda text: "".join(chr(ord(sign) + 0xFEE0) for sign in text),
)  # fmt: skip
DAYS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: str((day - date(1899, 12, 30)).days),
    lambda day: f"{day} 00:00:00",
)
SIGNS: tuple[Callable[[str], str], ...] = (
    str, lambda grade: f"{'１２３４'[GRADES.index(grade)]}级", lambda grade: "ⅠⅡⅢⅣ"[GRADES.index(grade)],
    lambda grade: f"{('I', 'II', 'III', 'IV')[GRADES.index(grade)]}级",
    lambda grade: f"{'壹贰叁肆'[GRADES.index(grade)]}级",
)  # fmt: skip
KINDS: tuple[Callable[[str], str], ...] = (
    str, "{}残疾".format, lambda kind: "肢体、言语" if kind == CATEGORIES[-1] else kind,
    lambda kind: "多重（肢体、言语）" if kind == CATEGORIES[-1] else f"{kind[0]}残",
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(
    repo_root: Path, policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Ledger]:
    """Return how to get at the small valid ledger of ``tests/rules/base``: a whole one is too large to be shown."""
    root = tmp_path_factory.mktemp("ledger") / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    ledger = Ledger.of(read_ledger(root, library))
    return lambda: ledger


def certified(ledger: Ledger) -> list[tuple[Household, Member]]:
    """Return who of the roster has a certificate and lives there."""
    homes = [home for home in ledger.households.values() if home.active_on(AS_OF)]
    return [(home, member) for home in homes for member in home.members if member.disability and not member.left]


@settings(max_examples=examples(60), deadline=None)
@given(
    who=st.sets(st.integers(0, 3)),
    number=st.sampled_from(NUMBERS),
    day=st.sampled_from(DAYS),
    sign=st.sampled_from(SIGNS),
    kind=st.sampled_from(KINDS),
    alive=st.sampled_from(["", "—", "健在", "未死亡"]),
    order=st.permutations(range(6)),
    titles=st.integers(0, 15),
    again=st.integers(0, 3),
    written=st.sampled_from([None, *product(",;\t|", ("utf-8", "gb18030", "utf-16"))]),
)
def test_a_list_of_the_ledger_itself_has_in_every_dress_no_doubt_but_what_was_put_in(
    sound: Callable[[], Ledger],
    tmp_path_factory: pytest.TempPathFactory,
    who: set[int],
    number: Callable[[str], str],
    day: Callable[[date], str],
    sign: Callable[[str], str],
    kind: Callable[[str], str],
    alive: str,
    order: list[int],
    titles: int,
    again: int,
    written: tuple[str, str] | None,
) -> None:
    # In a workbook ="…" is a formula, whose value would have to be kept.
    assume(written or number is not KEPT)
    ledger = sound()
    people = certified(ledger)
    assert len(people) >= 4
    heads = ("姓 名", "残疾人证号", "残疾类别", "残疾等级", "有效期至", "死亡日期")
    cells = [["某县残疾人名册"]] * titles
    for at, (_, member) in enumerate(people):
        assert member.disability
        card = member.disability.certificate
        row = (
            member.name, number(card.number), kind(card.category), sign(card.grade),
            day(card.expires) if card.expires else "长期", day(AS_OF - timedelta(days=9)) if at in who else alive,
        )  # fmt: skip
        # Heads are printed again on every page.
        cells += [[line[place] for place in order] for line in ((heads, row) if at in (0, again) else (row,))]
    reading = read_rows(read_list(kept(tmp_path_factory.mktemp("list"), cells, written)))
    assert reading is not None
    assert (reading.faults, reading.unread) == ((), ())
    found = compare(ledger, AS_OF, reading.rows)
    assert (found.rows, found.known) == (len(people), len(people))
    assert {(item.doubt.kind, item.household.id, item.person) for item in found.doubts} == {
        ("去世", home.id, member.name) for at, (home, member) in enumerate(people) if at in who
    }


def kept(folder: Path, cells: list[list[str]], written: tuple[str, str] | None) -> Path:
    """Return the file that holds a list: a workbook, or texts with a mark between them in an encoding."""
    if written is None:
        return saved(folder, *cells)
    mark, encoding = written
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(cells)
    (folder / "名单.csv").write_bytes(text.getvalue().encode(encoding))
    return folder / "名单.csv"
