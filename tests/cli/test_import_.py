"""``jiedui import``: sixty households with eleven faults until the check is clean, and what is refused."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from tests.entry.rowbook import RowBook

from jiedui.custody.envelope import closed, new_identity, opened
from jiedui.entry.importing.returned import BESIDE
from jiedui.migrations.reading import read
from jiedui.model.identity import check_digit
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.cover import BookCover
from jiedui.workbook.book.read_rows import letters
from jiedui.workbook.book.write import write_book

Run = Callable[..., subprocess.CompletedProcess[str]]

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳"
MANY = len(STEMS) * len(BRANCHES)


@pytest.fixture
def put(run: Run) -> Run:
    return lambda *words: run("import", *words, "--as-of", "2026-11-23")


@pytest.fixture
def save(library: SchemaLibrary, tmp_path: Path) -> Callable[..., str]:
    """Write a workbook beside the ledger; return its name."""

    def made(book: RowBook, commit: str = "", units: tuple[str, ...] = (), records_format: str = "9") -> str:
        cover = BookCover(title="台账", units=units, day="2026-11-20", commit=commit, records_format=records_format)
        rows = ((row.table, [*row.texts]) for row in book.rows())
        (tmp_path / "台账.xlsx").write_bytes(write_book(library, cover, BookChoices(), rows))
        return "台账.xlsx"

    return made


@pytest.fixture
def exported(ledger: Path, library: SchemaLibrary) -> RowBook:
    """The workbook of the whole ledger."""
    return RowBook(library, read_ledger(ledger, library, read=read).valid)


def families(library: SchemaLibrary) -> RowBook:
    """Sixty new households, each of a person with a certificate, paired since October and rung up in November."""
    book = RowBook(library)
    for number in range(MANY):
        code, name = f"新{number + 1}", f"示例{STEMS[number // 6]}{BRANCHES[number % 6]}"
        birth = (date(1950, 1, 1) + timedelta(days=97 * number)).isoformat()
        identity = f"490602{birth.replace('-', '')}101"
        book.row(
            "户", 残联="岳阳楼区", 户编号=code, 建档日期="2026-10-08", 县市区="岳阳楼区", 困难类型="低保户",
            同意日期="2026-10-08", 同意人="本人", 拟帮扶措施="每季度上门一次。",
            **{"乡镇（街道）": "郭镇乡", "村（社区）": "示例村", "形式（知情同意）": "书面"},
        )  # fmt: skip
        book.row("成员", 户编号=code, 姓名=name, 性别="男", 出生日期=birth, 与残疾人关系="本人")
        book.row("残疾", 户编号=code, 姓名=name, 残疾人证号=f"{identity}{check_digit(identity)}41", 残疾类别="肢体",
                 残疾等级="一级", 暂无需求="2026-10-08")  # fmt: skip
        book.row("结对", 户编号=code, 帮扶责任人="YYL-B-6F7G", 结对身份="主责", 开始日期="2026-10-08")
        book.row("走访", 户编号=code, 联系日期="2026-11-20", 联系人="示例丙", 联系方式="电话", 是否联系上="是",
                 联系对象="本人", 录入日期="2026-11-20", 联系情况="问了近况。")  # fmt: skip
    return book


FAULTS: list[tuple[str, int, str, str]] = [
    ("户", 2, "村（社区）", ""),
    ("户", 5, "困难类型", "有钱户"),
    ("户", 9, "乡镇（街道）", "没有镇"),
    ("成员", 12, "性别", "不知道"),
    ("成员", 20, "出生日期", "1968-13-09"),
    ("残疾", 25, "残疾人证号", "4.90602E+17"),
    ("残疾", 31, "残疾等级", "九级"),
    ("结对", 36, "帮扶责任人", "示例无"),
    ("走访", 41, "联系日期", "2026-11-30"),
    ("走访", 50, "联系对象", ""),
    ("走访", 58, "是否联系上", "也许"),
]


def test_sixty_households_with_eleven_faults_until_all_are_in_and_the_check_is_clean(
    put: Run, check: Run, save: Callable[..., str], ledger: Path, library: SchemaLibrary
) -> None:
    book, right = families(library), families(library)
    for table, row, head, text in FAULTS:
        book.put(table, row, **{head: text})
    before = {file: file.read_bytes() for file in ledger.rglob("*.yml")}
    name = save(book)

    looked = put(name)
    heads = {table.name: [column.head for column in table.columns] for table in book.tables.values()}
    cells = [f"“{table}”表 {letters(heads[table].index(head))}{row + 1}" for table, row, head, _ in FAULTS]
    lines = looked.stdout.splitlines()
    assert [line.partition("：")[0] for line in lines if "：错误 " in line] == cells
    assert [line for line in lines if "新增" in line] == ["新增：户 60、走访 60"]
    assert looked.returncode == put(name, "--apply").returncode == 1
    assert lines[-1].startswith("没有写：先改好上面 11 处错误。")
    assert {file: file.read_bytes() for file in ledger.rglob("*.yml")} == before

    planned = put(name, "--sound")
    assert (planned.returncode, len(list(ledger.rglob("*.yml")))) == (1, len(before))
    first = put(name, "--sound", "--apply")
    assert first.returncode == 1
    assert "新增：户 49、走访 49" in first.stdout
    assert "    岳阳楼区：户数 4 → 53，已结对 3 → 52，2026Q4联系率 0% → 94.2%" in first.stdout
    assert first.stdout.splitlines()[-1] == "没有收的 11 户（责任人），连同原因存在 未导入.xlsx 里，改好再导入。"
    assert len(list(ledger.rglob("*.yml"))) == len(before) + 2 * 49

    back = openpyxl.load_workbook(ledger.parent / "未导入.xlsx")
    assert [back[table].max_row for table in ("户", "成员", "残疾", "结对", "走访", "责任人")] == [12] * 5 + [1]
    reasons = [row[0] for row in back["成员"].iter_rows(min_row=2, values_only=True) if row[0] != BESIDE]
    assert [reason[:2] for reason in reasons] == ["性别", "出生"]
    assert reasons[0] == "性别写的不在可选范围内。从这些词里选一个：男、女。"
    for table, number, head, _ in FAULTS:  # the clerk mends each where its reason stands
        sheet, label = back[table], f"新{number}"
        columns = [cell.value.strip("* ") for cell in sheet[1]]
        (row,) = (row for row in sheet.iter_rows(min_row=2) if row[columns.index("户编号")].value == label)
        assert row[0].value != BESIDE
        row[columns.index(head)].value = right.texts[table][number - 1][columns.index(head) - 1]
    back.save(ledger.parent / "未导入.xlsx")
    second = put("未导入.xlsx", "--apply")
    assert (second.returncode, second.stderr) == (0, "")
    assert "新增：户 11、走访 11" in second.stdout
    assert check().stdout == f"检查了 {len(before) + 120} 个文件，没有发现问题。\n"
    assert sorted(file.name for file in ledger.parent.glob("*.xlsx")) == ["台账.xlsx", "未导入.xlsx"]
    again = put(save(right), "--apply")  # who mends the first workbook instead is not told of twins
    assert (again.returncode, "已经收过：户 60、走访 60" in again.stdout) == (0, True)
    assert again.stdout.splitlines()[-1] == "表里写的，台账里都有了，不用改。"


def test_hidden_cells_stay_as_they_are_and_what_is_written_over_one_is_taken(
    put: Run, run: Run, ledger: Path, tmp_path: Path
) -> None:
    run("export", "导出.xlsx", "--as-of", "2026-11-23")
    assert put("导出.xlsx").stdout.splitlines()[-1] == "表里没有改动，台账不用改。"
    book = openpyxl.load_workbook(tmp_path / "导出.xlsx")
    sheet = book["成员"]
    heads = [cell.value.strip("* ") for cell in sheet[1]]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[heads.index("姓名")].value == "示例未")
    assert row[heads.index("出生日期")].value == "已隐去"
    row[heads.index("受教育程度")].value = "初中"
    book.save(tmp_path / "导出.xlsx")
    before = {file: file.read_bytes() for file in ledger.rglob("household.yml")}
    assert put("导出.xlsx", "--apply").returncode == 0
    changed = [file for file, content in before.items() if file.read_bytes() != content]
    assert len(changed) == 1
    new = [
        line
        for line in changed[0].read_text("utf-8").splitlines()
        if line not in before[changed[0]].decode().split("\n")
    ]
    assert new == ["    education: 初中  # 受教育程度"]


def test_a_closed_file_is_opened_with_its_key_and_what_comes_back_is_closed_for_the_same(
    put: Run, save: Callable[..., str], library: SchemaLibrary, tmp_path: Path
) -> None:
    secret, public = new_identity()
    (tmp_path / "我的.txt").write_text(f"# 私钥\n{secret}\n", "utf-8")
    book = families(library).put("成员", 12, 性别="不知道")
    (tmp_path / "台账.xlsx.age").write_bytes(closed((tmp_path / save(book)).read_bytes(), public))
    silent = put("台账.xlsx.age")
    assert (silent.returncode, "没有人回答口令" in silent.stderr) == (2, True)
    done = put("台账.xlsx.age", "--identity", "我的.txt", "--sound", "--apply")
    assert (done.returncode, "新增：户 59、走访 59" in done.stdout) == (1, True)
    back = opened((tmp_path / "未导入.xlsx.age").read_bytes(), secret)
    assert openpyxl.load_workbook(io.BytesIO(back))["成员"].max_row == 2
    assert not (tmp_path / "未导入.xlsx").exists()
    other = put("台账.xlsx.age", "--identity", "台账.xlsx")
    assert other.stderr.startswith("不能运行：台账.xlsx.age 打不开：私钥文件里没有可用的私钥")


def test_what_comes_back_unchanged_changes_nothing(put: Run, save: Callable[..., str], exported: RowBook) -> None:
    exported.without("责任人", "YYL-B-6F7G").without("走访", "YYL-2A3C")
    done = put(save(exported, units=("岳阳楼区", "平江县", "市残联")), "--apply")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "和现在的台账比：表里没有写是按哪个版本导出的。",
        "不变：责任人 5、户 6、走访 4",
        "缺失：走访 3、责任人 1（台账里有，表里没有行；不删）",
        "表里没有改动，台账不用改。",
    ]


def test_what_others_did_since_stays_and_is_decided_where_it_contradicts(
    put: Run, save: Callable[..., str], exported: RowBook, committed: Path, git: Callable[..., str]
) -> None:
    commit = git("rev-parse", "HEAD")
    home = committed / "yueyanglou/households/YYL-2A3C/household.yml"
    before = home.read_text("utf-8")
    others = before.replace("15400001001", "15400008888").replace("示例村", "示例庄")
    home.write_text(others, "utf-8")
    row = exported.of("户", "YYL-2A3C")
    name = save(exported.put("户", row, 备注="新的。"), commit)
    done = put(name, "--apply")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"和导出时的版本 {commit[:10]} 比：表里改了的才算。" in done.stdout
    after = home.read_text("utf-8")
    assert after.replace("note: 新的。  # 备注\n", "") == others != after

    name = save(exported.put("户", row, 备注="新的。", 联系电话="15400007777", 门牌组别="清空"), commit)
    asked = put(name, "--apply")
    assert (asked.returncode, home.read_text("utf-8")) == (1, after)
    assert f"“户”表第 {row + 1} 行：错误 联系电话：原来：（号码不显示）；别人改的：和原来有 4 位不同" in asked.stdout
    assert asked.stdout.splitlines()[-1].startswith("没有写：有 1 处别人也改过。")
    theirs = put(name, "--theirs", "--apply")
    assert theirs.returncode == 0
    assert home.read_text("utf-8") == after.replace("address: 3组12号  # 门牌组别\n", "")
    mine = put(name, "--mine", "--apply")
    assert mine.returncode == 0
    assert 'phone: "15400007777"' in home.read_text("utf-8")


@pytest.mark.parametrize("commit", ["f" * 40, "HEAD", "15400001001"])
def test_a_commit_that_is_not_here_is_told(
    put: Run, save: Callable[..., str], exported: RowBook, committed: Path, commit: str
) -> None:
    done = put(save(exported, commit))
    assert committed.is_dir()
    assert (done.returncode, done.stderr) == (0, "注意：表格导出时的版本这里没有，只能和现在的台账比。\n")
    changed = put(save(exported.put("户", exported.of("户", "YYL-2A3C"), 门牌组别="4组"), commit))
    assert "改过的会按表里的改回去" in changed.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing.xlsx",), "nothing.xlsx：打不开这个文件"),
        (("no.xlsx",), "no.xlsx：不是"),
        (("台账.xlsx", "--unit", "nowhere"), "没有代号为 nowhere 的残联。可以写："),
        (("台账.xlsx", "--mine", "--theirs"), "--mine 和 --theirs 只写一个。"),
        (("台账.xlsx", "--columns", "对照.yml"), "这是照台账填的表，不用对照。"),
        (("records/台账.xlsx",), "台账文件夹里不放表格和对照。"),
        (("old.csv", "--columns", "records/对照.yml"), "台账文件夹里不放表格和对照。"),
        (("old.csv",), "没有认出台账的表。是自己的旧表，加 --columns 对照.yml"),
        (("old.csv", "--columns", "gbk.yml"), "gbk.yml 的编码不是 UTF-8。"),
        (("old.csv", "--columns", "/dev/zero"), "/dev/zero 不是文件。"),
    ],
)
def test_what_cannot_be_imported_is_said(
    put: Run, save: Callable[..., str], exported: RowBook, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    save(exported)
    (tmp_path / "no.xlsx").write_bytes(b"no workbook")
    (tmp_path / "old.csv").write_text("甲,乙\n1,2\n", "utf-8")
    (tmp_path / "gbk.yml").write_bytes("表".encode("gbk"))
    (tmp_path / "records" / "台账.xlsx").touch()
    done = put(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"不能运行：{said}")


def test_a_fault_of_many_cells_of_a_column_is_told_once(
    put: Run, save: Callable[..., str], library: SchemaLibrary
) -> None:
    book = families(library)
    for row in range(1, MANY):
        book.put("结对", row, 帮扶责任人="YYL-B-F67G").put("走访", row, 联系人="YYL-B-F67G")
    lines = put(save(book)).stdout.splitlines()
    assert [line for line in lines if "：错误 " in line] == [
        "“结对”表 C2、C3、C4 等 59 处：错误 帮扶责任人写的是 YYL-B-F67G，没有这个编号。",
        "“走访”表 E2、E3、E4 等 59 处：错误 联系人写的是 YYL-B-F67G，没有这个编号。",
    ]
    assert lines[-1].startswith("没有写：先改好上面 118 处错误。")


def test_a_workbook_of_another_format_is_refused(put: Run, save: Callable[..., str], exported: RowBook) -> None:
    done = put(save(exported, records_format="8"))
    assert (done.returncode, done.stderr) == (
        2, "不能运行：这份表格是别的版本导出的，栏目不一样。用现在的程序重新导出一份，把改动填进去。\n"
    )  # fmt: skip


def test_a_workbook_of_another_ledger_is_refused(put: Run, save: Callable[..., str], exported: RowBook) -> None:
    done = put(save(exported, units=("示例区", "另一区")))
    assert (done.returncode, done.stderr) == (
        2, "不能运行：这份表格是示例区、另一区的，这份台账里没有。看看表格、台账拿对没有。\n"
    )  # fmt: skip


OLD = {
    "姓名": "示例申", "性别": "男", "出生日期": "1968年4月9日", "残疾人证号": "49060219680409101041",
    "残疾类别": "肢体", "残疾等级": "一级", "家庭住址": "岳阳楼区郭镇乡示例村", "困难类型": "低保户",
    "帮扶责任人": "示例丙", "结对时间": "2026.10.8", "建档时间": "2026.10.8",
    "拟帮扶措施": "每季度上门一次。", "暂无需求": "2026-10-08",
}  # fmt: skip


def test_an_old_workbook_is_taken_by_a_map_that_is_proposed_first(put: Run, ledger: Path) -> None:
    (ledger.parent / "旧表.csv").write_text("\n".join(map(",".join, (OLD, OLD.values()))), "utf-8")
    words = ("旧表.csv", "--columns", "对照.yml", "--apply")
    first = put(*words)
    assert (first.returncode, first.stderr) == (1, "")
    assert first.stdout == "照旧表做了一份对照：对照.yml。打开看一看，改好保存，再运行一遍。\n"
    columns = ledger.parent / "对照.yml"
    right = columns.read_text("utf-8")
    columns.write_text(right.replace("成员.姓名", "成员.姓石"), "utf-8")
    wrong = put(*words)
    assert (wrong.returncode, wrong.stdout.splitlines()[-1]) == (1, "没有改：先改好上面 1 处。")
    assert "是不是 成员.姓名？" in wrong.stdout
    columns.write_text(right, "utf-8")
    done = put(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "新增：户 1" in done.stdout
    again = put(*words)
    assert (again.returncode, "已经收过：户 1" in again.stdout) == (0, True)


@pytest.mark.soak
@pytest.mark.parametrize("form", ["", "xlsx", "xls", "ods"])
def test_the_workbook_of_the_ledger_makes_the_same_ledger_also_after_a_trip_through_libreoffice(
    put: Run, run: Run, shipped_root: Path, ledger: Path, form: str
) -> None:
    shutil.rmtree(ledger)
    shutil.copytree(shipped_root, ledger)
    folder, name = ledger.parent, "台账.xlsx"
    assert run("export", name, "--as-of", "2026-11-23").returncode == 0
    if form:
        office = shutil.which("soffice")
        if office is None:
            pytest.skip("LibreOffice is missing")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", form, "--outdir", "trip", name]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
        name = f"trip/台账.{form}"
    assert put(name).stdout.splitlines()[-1] == "表里没有改动，台账不用改。"
    files = [file for kind in ("helpers", "households") for file in ledger.glob(f"*/{kind}/**/*.yml")]
    before = {file: file.read_bytes() for file in files}
    for kind in ("helpers", "households", "events", "bulletins"):
        for part in ledger.glob(f"*/{kind}"):
            shutil.rmtree(part)
    done = put(name, "--apply")
    assert (done.returncode, done.stderr) == (0, "")
    assert {file: file.read_bytes() for file in before} == before
