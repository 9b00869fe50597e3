"""Commands that write to a ledger, each with the ledger that it writes to and what it is given beside."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.entry import basket, retiring
from tests.entry.rowbook import RowBook

from jiedui.migrations.reading import read
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder, library_of
from jiedui.records.writer import write
from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.cover import BookCover
from jiedui.workbook.book.write import write_book

TESTS = Path(__file__).resolve().parents[1]
DAY = ("--as-of", "2026-11-23")
# What a household of the small ledger says, and what it is to say.
OLD, NEW = "3组12号", "3组15号"
HOME = ("yueyanglou/households/YYL-2A3C/household.yml", "妻子常年患病", "妻子常年吃药")


@dataclass(frozen=True)
class Play:
    """A command: its words, and what lays out the ledger (``lay``) that it is to be run beside.

    ``whole`` tells that all of its files are written or none; else each file is. ``edited`` is one of them, or of what
    it reads, and two texts: somebody who has it open puts the second for the first.
    """

    name: str
    words: tuple[str, ...]
    lay: Callable[[Path, Path], None]
    edited: tuple[str, str, str]
    whole: bool = True

    def at(self, folder: Path, policy_root: Path) -> Path:
        """Lay it out in a folder, committed, and return the ledger's."""
        root = folder / "records"
        self.lay(root, policy_root)
        git(folder, "init", "--quiet", "--initial-branch=main")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message=first")
        return root


def git(folder: Path, *words: str) -> str:
    """Run Git in a folder."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", "-C", folder, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def contents(root: Path) -> dict[str, bytes]:
    """Return what the files below a folder hold, but for drafts."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".jiedui-")}


def small(root: Path, policy_root: Path) -> None:
    """The small valid ledger of ``tests/rules/base``."""
    shutil.copytree(TESTS / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")


def untidy(root: Path, policy_root: Path) -> None:
    small(root, policy_root)
    for path in root.glob("*/households/*/household.yml"):
        path.write_text(path.read_text("utf-8").replace("  #", "   #"), "utf-8")


def of_the_first_format(root: Path, policy_root: Path) -> None:
    shutil.copytree(policy_root / "policy", root / "policy")
    ledger = root / "policy" / "ledger.yml"
    ledger.write_text(ledger.read_text("utf-8").partition("\n")[2], "utf-8")
    shutil.copytree(TESTS / "migrations" / "first", root, dirs_exist_ok=True)


def with_a_helper_who_retires(root: Path, policy_root: Path) -> None:
    small(root, policy_root)
    library = _library()
    for record in retiring.records():
        (root / record.path).parent.mkdir(parents=True, exist_ok=True)
        (root / record.path).write_text(write(record.data, library[record.place.kind]), "utf-8")


def with_a_basket(root: Path, policy_root: Path) -> None:
    small(root, policy_root)
    village = basket.change({"at": ["address"], "old": OLD, "new": NEW})
    records = (basket.home(), basket.visit("2026-11-21"), basket.visit("2026-11-22"), village)
    (root.parent / "登记.json").write_bytes(basket.file(*records))


def with_a_workbook(root: Path, policy_root: Path) -> None:
    """A workbook in which three households live elsewhere now, and two were visited."""
    small(root, policy_root)
    library = _library()
    book = RowBook(library, read_ledger(root, library, read=read).valid)
    book.put("户", book.of("户", "YYL-2A3C"), 家庭特殊困难情况="")  # what is empty stays as it is in the ledger
    for code in ("YYL-2A3C", "YYL-4D5E", "PJ-2H3J"):
        book.put("户", book.of("户", code), 门牌组别=NEW)
        book.row("走访", 户编号=code, 联系日期="2026-11-20", 联系人="YY-B-2A3C", 联系方式="电话", 是否联系上="是",
                 联系对象="本人", 录入日期="2026-11-20", 联系情况="问了近况。")  # fmt: skip
    cover = BookCover(title="台账", units=(), day="2026-11-20", commit="", records_format="9")
    rows = ((row.table, [*row.texts]) for row in book.rows())
    (root.parent / "台账.xlsx").write_bytes(write_book(library, cover, BookChoices(), rows))


def _library() -> SchemaLibrary:
    return library_of(default_folder())


PLAYS = (
    Play("fmt", ("fmt",), untidy, HOME, whole=False),
    Play("take", ("take", "登记.json", *DAY), with_a_basket, HOME),
    Play("import", ("import", "台账.xlsx", "--apply", *DAY), with_a_workbook, HOME),
    Play(
        "reassign",
        ("reassign", retiring.LEAVER, "--to", retiring.STAYS, "--to", retiring.NEW, "--retire", "2026-11-20", *DAY),
        with_a_helper_who_retires,
        ("yueyanglou/households/YYL-H3H3/household.yml", "落实政策。", "落实政策和补贴。"),
    ),
    Play("freeze", ("bulletin", "freeze", "2026Q3", *DAY), small, HOME),
    Play("migrate", ("migrate",), of_the_first_format, HOME),
)
