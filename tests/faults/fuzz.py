"""Run the commands on what nobody means, over and over, and hold them to what they promise.

    .venv/bin/python tests/faults/fuzz.py --seconds 3600 --seed 7      # what was found stands in build/fuzz/
    .venv/bin/python tests/faults/fuzz.py --again record:7:1234       # that one case once more

Whatever a file, a cell, an option or a history says: no traceback, no run without an end, no number of a person in what
is said, nothing lost and nothing half written, records in canonical form, and the same answer a second time.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # where it is run as a program

import click  # noqa: E402
from tests.cli.vault import Vault  # noqa: E402
from tests.entry import basket  # noqa: E402
from tests.entry.rowbook import RowBook  # noqa: E402
from tests.faults.mutations import NUMBERS, changed, damaged, odd_word  # noqa: E402

from jiedui.cli import main, progress  # noqa: E402
from jiedui.cli.verbs import cli  # noqa: E402
from jiedui.demo.source import own  # noqa: E402
from jiedui.migrations.reading import read  # noqa: E402
from jiedui.records.kinds import path_of  # noqa: E402
from jiedui.records.reader import read_ledger  # noqa: E402
from jiedui.records.schema import default_folder, library_of  # noqa: E402
from jiedui.records.writer import write  # noqa: E402
from jiedui.workbook.book.choices import BookChoices  # noqa: E402
from jiedui.workbook.book.cover import BookCover  # noqa: E402
from jiedui.workbook.book.write import write_book  # noqa: E402

DAY = ("--as-of", "2026-11-23")
# Seconds after which a run is taken for one without an end.
PATIENCE = 30
# What looks like a number of a person: telephone, identity of both lengths, certificate.
NUMBER = re.compile(r"(?<![\dA-Za-z])(?:1[3-9]\d{9}|\d{15}|\d{17}[\dXx](?:\d{2}(?:[Bb]\d)?)?)(?!\d)")
# Codes are drawn anew in each run.
CODE = re.compile(r"\b(?:[A-Z]{2,3}(?:-B)?-|[mn]-)[2-9A-Z]{4}\b")
# What runs for long, leaves the machine, or needs another: `make bench`, the tests of these.
LEFT_OUT = {"bench", "init", "publish", "site", "wheels"}
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_{what}": "t@example.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{role}_DATE": "2026-11-20T08:00:00+08:00" for role in ("AUTHOR", "COMMITTER")},
}
Tree = dict[str, bytes]


class EndlessError(BaseException):
    """A run takes too long."""


class BrokenPromiseError(AssertionError):
    """What was promised is not held; the arguments are what, and how it shows."""


class Told(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Bench:
    """The small ledger of ``tests/rules/base`` in a folder, and its records as data, to be copied for each case."""

    folder: Path
    data: dict[str, Any]
    book: tuple[tuple[Any, tuple[str, ...]], ...]

    @classmethod
    def at(cls, folder: Path) -> Bench:
        """Lay it out."""
        root = folder / "records"
        shutil.copytree(ROOT / "tests" / "rules" / "base", root)
        for kind, data in own().files.items():
            if kind.startswith("policy"):
                (root / path_of(kind)).parent.mkdir(exist_ok=True)
                (root / path_of(kind)).write_text(write(data, LIBRARY[kind]), "utf-8")
        found = read_ledger(root, LIBRARY, read=read).valid
        rows = tuple((row.table, row.texts) for row in RowBook(LIBRARY, found).rows())
        vault = Vault.of(NOBODY, Path(shutil.copytree(root, folder.parent / "sealed" / "records")), folder.parent)
        with in_process(vault.root.parent, ["--keys", str(vault.store), "seal", *DAY]) as told:
            require(told.code == 0, "seal", told)
        return cls(folder, {record.path: record.data for record in found}, rows)


LIBRARY = library_of(default_folder())
NOBODY: Any = None


@dataclass
class Case:
    """One case: a copy of the ledger in a folder of its own, where commands run."""

    bench: Bench
    folder: Path
    rng: Random
    given: str = ""
    first: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The ledger's folder."""
        return self.folder / "records"

    def tree(self) -> Tree:
        """Return what the files of the ledger hold, by path."""
        found = {}
        for parent, _, names in os.walk(self.root):
            for name in names:
                file = Path(parent, name)
                found[os.path.relpath(file, self.root)] = file.read_bytes() if not file.is_symlink() else b"link"
        return found

    def run(self, *words: object, writes: bool = False) -> Told:
        """Run a command and hold it to what every command promises; one that does not write changes nothing."""
        before = self.tree()
        with in_process(self.folder, [*self.first, *(str(word) for word in words)]) as told:
            pass
        after = self.tree()
        require(told.code in (0, 1, 2), "code", told)
        require("Traceback" not in told.err, "traceback", told)
        if left := [path for path in after if ".jiedui-" in path]:
            raise BrokenPromiseError("draft left", left)
        if not writes or told.code == 2:
            require(before == after, "written", words, told, differing(before, after))
        self.refuse_echo(told, words)
        return told

    def refuse_echo(self, told: Told, words: tuple[object, ...]) -> None:
        """Refuse a number of a person that was in what was given, and is in what is said."""
        said = {*NUMBER.findall(told.out + told.err)}
        if said:
            texts = [content.decode("utf-8", "replace") for content in self.tree().values()]
            given = {*NUMBER.findall("\n".join((*texts, self.given, *map(str, words))))}
            require(not said & given, "echo", sorted(said & given), told)

    def twice(self, *words: object) -> Told:
        """Run a command that only reads, again with another order of what Python hashes nowhere, and hear the same."""
        first, second = self.run(*words), self.run(*words)
        require(masked(first) == masked(second), "another answer", words, first, second)
        return first

    def git(self, *words: str, check: bool = False) -> str:
        """Run Git around the ledger."""
        done = subprocess.run(["git", *words], cwd=self.folder, env=os.environ | GIT, capture_output=True, check=check)
        return done.stdout.decode("utf-8", "replace").strip()


def require(holds: bool, what: str, *shown: object) -> None:  # noqa: FBT001
    """Raise :class:`BrokenPromiseError` where something does not hold."""
    if not holds:
        raise BrokenPromiseError(what, *shown)


def masked(told: Told) -> tuple[int, str, str]:
    """Return what was said, without codes."""
    return told.code, CODE.sub("□", told.out), CODE.sub("□", told.err)


def differing(before: Tree, after: Tree) -> list[str]:
    """Return the paths of what differs."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


@contextmanager
def in_process(folder: Path, words: list[str]) -> Iterator[Told]:
    """Run ``jiedui`` with words, in a folder, in this process; yield what came of it."""

    def stop(*_: object) -> None:
        raise EndlessError(words)

    here, argv, code = Path.cwd(), sys.argv, 0
    out, err = io.StringIO(), io.StringIO()
    heard = signal.signal(signal.SIGALRM, stop)
    os.chdir(folder)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        sys.argv = ["jiedui", *words]
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main.main()
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else 70
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, heard)
        sys.argv = argv
        os.chdir(here)
        gc.enable()
    yield Told(code, out.getvalue(), err.getvalue())


def judge(case: Case) -> int:
    """Check and format the ledger as it is; return how the check ended."""
    checked = case.twice("check", *DAY, "--format", case.rng.choice(("text", "json", "github")))
    before = case.tree()
    looked = case.twice("fmt", "--check")
    done = case.run("fmt", writes=True)
    after = case.tree()
    require(looked.out.count("需要整理：") == done.out.count("已整理："), "fmt does another thing", looked, done)
    require(before.keys() == after.keys(), "a file came or went", differing(before, after))
    for path in differing(before, after):
        require(said(before[path]) == said(after[path]), "lost", path, said(before[path]), said(after[path]))
    again = case.run("fmt", writes=True)
    require(case.tree() == after, "fmt is not done at once", again, differing(after, case.tree()))
    if checked.code == 0 and before != after:
        require(case.run("check", *DAY).code == 0, "fmt brings faults")
    return checked.code


def said(content: bytes) -> Any:
    """Return what a record says to a reader that takes every scalar for a text, without what nobody sees."""
    text = re.sub("\r\n?", "\n", content.decode("utf-8"))
    return seen(yaml.load(text, Loader=yaml.CBaseLoader))


def seen(data: Any) -> Any:
    """Return data without what is empty, and without blanks at the ends of texts and of their lines."""
    if isinstance(data, dict):
        return {key: found for key, value in data.items() if (found := seen(value)) not in ({}, [], "")}
    if isinstance(data, list):
        return [found for value in data if (found := seen(value)) not in ({}, [], "")]
    return "\n".join(line.rstrip(" \t\u3000") for line in re.split("\r\n?|\n", data)).strip("\n").strip(" \t")


def a_file(case: Case) -> Path:
    """Draw a file of the ledger."""
    return case.root / case.rng.choice(sorted(case.tree()))


def record_bytes(case: Case) -> None:
    """Damage bytes of files."""
    for _ in range(case.rng.choice((1, 1, 1, 3))):
        file = a_file(case)
        file.write_bytes(damaged(file.read_bytes(), case.rng))
    if judge(case) == 0:
        look(case)


def record_data(case: Case) -> None:
    """Change what records say, as somebody else's program would write them; move and copy files."""
    rng = case.rng
    for _ in range(rng.choice((1, 1, 2, 4))):
        path = rng.choice(sorted(case.bench.data))
        beside = case.bench.data[rng.choice(sorted(case.bench.data))]
        file = case.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(dumped(changed(case.bench.data[path], rng, beside), rng))
    if rng.random() < 0.2:
        move(case)
    if judge(case) == 0:
        look(case)


def dumped(data: Any, rng: Random) -> bytes:
    """Return data as YAML in some manner."""
    manner = {"allow_unicode": rng.random() < 0.8, "sort_keys": rng.random() < 0.2, "width": rng.choice((40, 10**6))}
    style = rng.choice((None, None, None, '"', "'", "|"))
    text = yaml.dump(data, default_style=style, default_flow_style=rng.random() < 0.1, Dumper=Plain, **manner)
    return text.encode("utf-8", "surrogatepass")


class Plain(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write what is there twice twice."""
        return True


def move(case: Case) -> None:
    """Move or copy a file of the ledger to another name, or put a link or a folder there."""
    file, rng = a_file(case), case.rng
    name = rng.choice((odd_word(rng)[:50].replace("\0", "") or "x", file.stem.lower(), f"{file.stem}-2", NUMBERS[0]))
    target = file.with_name(f"{name}{rng.choice(('.yml', '.yml', '.yaml', ''))}".replace("/", "_") or "x")
    with_link = rng.randrange(4)
    if target.exists() or target.is_symlink():
        return
    try:
        if with_link == 0:
            target.symlink_to(file.name)
        elif with_link == 1:
            target.mkdir()
        elif with_link == 2:
            file.rename(target)
        else:
            shutil.copy(file, target)
    except (OSError, ValueError):
        return


LOOKS: tuple[tuple[str, ...], ...] = (
    ("report", "register", *DAY), ("report", "overview", *DAY), ("report", "dispatch", *DAY), ("retention", *DAY),
    ("report", "halfyear", "2026H1", *DAY), ("report", "simulation", "2026Q3", *DAY), ("digest", *DAY),
    ("report", "assessment", "2026", "--all", *DAY), ("export", "表.xlsx", *DAY), ("print", "--no-pdf", *DAY),
    ("report", "annual", "2026", *DAY), ("bulletin", "show", "2026Q3", "--draft", *DAY),
    ("bulletin", "show", "2026Q3", "--draft", "--format", "html", *DAY),
)  # fmt: skip


def look(case: Case) -> None:
    """Make something of a ledger that the check is content with."""
    case.run(*case.rng.choice(LOOKS))


def sound(case: Case, before: Tree) -> None:
    """Hold a command that has written to what it promises: what it wrote is canonical, and no error is new."""
    require(case.run("check", *DAY).code == 0, "faults written", differing(before, case.tree()))
    tidy(case, before)


def tidy(case: Case, before: Tree) -> None:
    """Hold what was written to the canonical form."""
    looked = case.run("fmt", "--check").out
    untidy = [path for path in differing(before, case.tree()) if f"需要整理：records/{path}（" in looked]
    require(not untidy, "not canonical", untidy, looked)


def taken(case: Case) -> None:
    """Take files as the form would never save them."""
    rng, names = case.rng, []
    for number in range(rng.choice((1, 1, 2))):
        items = [basket.home(), basket.visit("2026-11-21"), basket.visit("2026-11-22"), basket.helper()]
        items += [basket.change(basket.PHONE), basket.change({"at": ["village"], "old": "示例村", "new": "示例屯"})]
        chosen = rng.sample(items, rng.randint(1, len(items)))
        document = basket.document(*chosen)
        for _ in range(rng.choice((0, 1, 1, 2))):
            document = changed(document, rng, items)
        content = json.dumps(document, ensure_ascii=False, default=str, allow_nan=True).encode("utf-8", "surrogatepass")
        if rng.random() < 0.3:
            content = damaged(content, rng)
        case.given += content.decode("utf-8", "replace")
        names.append(f"登记{number}.json")
        (case.folder / names[-1]).write_bytes(content)
    flag = rng.choice(((), (), ("--mine",), ("--theirs",)))
    seen = case.twice("take", *names, *flag, "--dry-run", *DAY)
    before = case.tree()
    done = case.run("take", *names, *flag, *DAY, writes=True)
    after = case.tree()
    require(done.code == seen.code, "another answer", seen, done)
    if done.code:
        require(before == after, "half written", done)
        return
    sound(case, before)
    again = case.run("take", *names, *flag, *DAY, writes=True)
    require((again.code, case.tree()) == (0, after), "taken twice", again, differing(after, case.tree()))


def book_cells(case: Case) -> None:
    """Import workbooks, lists and old tables with cells that nobody means."""
    rng = case.rng
    rows = [(table, [*texts]) for table, texts in case.bench.book]
    for _ in range(rng.choice((1, 2, 5, 20))):
        _, texts = row = rng.choice(rows)
        what = rng.randrange(6)
        if what == 0:
            rows.remove(row)
        elif what == 1:
            rows.append((row[0], [*texts]))
        elif what == 2:
            rng.shuffle(texts)
        elif texts:
            other = rng.choice([cells for table, cells in rows if table == row[0]])
            texts[rng.randrange(len(texts))] = odd_word(rng) if what > 3 else rng.choice(other)
        if not rows:
            return
    cover = BookCover(title="台账", units=(), day="2026-11-20", commit="", records_format="9")
    rows = [(table, [legal(text) for text in texts]) for table, texts in rows]
    name = "台账.xlsx"
    content = write_book(LIBRARY, cover, BookChoices(), iter(rows))
    case.given += "\n".join(text for _, texts in rows for text in texts)
    what = rng.random()
    if what < 0.3:
        content = repacked(content, rng, case)
    elif what < 0.4:
        file = rng.choice(BOOKS)
        name, content = file.name, file.read_bytes()
        content = (
            repacked(content, rng, case) if file.suffix == ".ods" and rng.random() < 0.7 else damaged(content, rng)
        )
    elif what < 0.6:
        table = rng.choice(rows)[0]
        lines = [[column.head for column in table.columns], *(texts for other, texts in rows if other is table)]
        text = "\n".join(",".join(f'"{cell}"' if rng.random() < 0.9 else cell for cell in line) for line in lines)
        name, content = f"{table.name}.csv", text.encode(rng.choice(("utf-8-sig", "gb18030")), "replace")
        if rng.random() < 0.3:
            content = damaged(content, rng)
    (case.folder / name).write_bytes(content)
    imported(case, name)


def legal(text: str) -> str:
    """Return a text as a cell can hold it."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)[:32767]


# Workbooks that other programs have written.
BOOKS = [file for file in sorted((ROOT / "tests" / "workbook" / "book" / "files").iterdir()) if file.is_file()]
# What is told of cells, and is not so.
CELLS = ("-5", "99999", "1e308", "XFE1048577", "A1:XFD1048576", "str", "b", "e", "d", "")


def repacked(content: bytes, rng: Random, case: Case) -> bytes:
    """Return a workbook with one part damaged: as XML that is still read, or not."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = rng.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    text = parts[name].decode("utf-8")
    found = [*re.finditer(r'(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")', text)]
    if found and rng.random() < 0.8:
        for match in rng.sample(found, min(len(found), rng.choice((1, 3)))):
            word = rng.choice((odd_word(rng), *CELLS))
            text = (
                text[: match.start()]
                + legal(word).replace("&", "").replace("<", "").replace('"', "")
                + text[match.end() :]
            )
        parts[name] = text.encode("utf-8", "replace")
    else:
        parts[name] = damaged(parts[name], rng)
    case.given += text
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for part, data in parts.items():
            if rng.random() < 0.99:
                package.writestr(part, data)
    return made.getvalue()


def imported(case: Case, name: str) -> None:
    """Preview an import twice, write it, and import again what is there then."""
    rng = case.rng
    flags = [word for word in ("--sound", rng.choice(("--mine", "--theirs"))) if rng.random() < 0.4]
    flags += ["--anyway", "核对过"] if rng.random() < 0.3 else []
    flags += ["--unit", "yueyanglou"] if rng.random() < 0.3 else []
    if rng.random() < 0.1:
        flags += ["--columns", "对照.yml"]
    first, again = (case.run("import", name, *flags, *DAY) for _ in range(2))
    proposed = "--columns" in flags and (case.folder / "对照.yml").exists()  # by the first, for the second to read
    require(proposed or masked(first) == masked(again), "another answer", first, again)
    before = case.tree()
    done = case.run("import", name, *flags, "--apply", *DAY, writes=True)
    after = case.tree()
    if done.code and "--sound" not in flags:
        require(before == after, "half written", done)
    if before != after:
        sound(case, before)
        if done.code == 0:
            new = len(after.keys() - before.keys())
            again = case.run("import", name, *flags, "--apply", *DAY, writes=True)
            require(new or case.tree() == after, "imported twice", done, again, differing(after, case.tree()))


PERSON = ("示例甲", "", "49060219580312101741", "2026-10-01", "去世", "肢体", "一级", "岳阳楼区", "")


def listed(case: Case) -> None:
    """Compare lists of other offices."""
    rng = case.rng
    heads = ["姓名", "身份证号", "残疾人证号", "死亡日期", "状态", "残疾类别", "残疾等级", "地址", "备注"]
    rows = [rng.sample(heads, rng.randint(1, len(heads))) if rng.random() < 0.5 else heads]
    rows += ([odd_word(rng) if rng.random() < 0.3 else cell for cell in PERSON] for _ in range(rng.randint(0, 6)))
    if rng.random() < 0.3:
        rows.insert(0, [odd_word(rng)])
    text = "\n".join(rng.choice((",", ",", ",", "\t", ";")).join(f'"{cell}"' for cell in row) for row in rows)
    content = text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")
    if rng.random() < 0.3:
        content = damaged(content, rng)
    (case.folder / "名单.csv").write_bytes(content)
    case.given += text
    words = [["--says", rng.choice(("去世", "迁出", "退出低保"))], ["--complete"], ["--unit", "yueyanglou"]]
    case.twice("compare", "名单.csv", *DAY, *(word for group in words if rng.random() < 0.3 for word in group))


def options(case: Case) -> None:
    """Write commands as nobody does."""
    rng = case.rng
    basket_file = case.folder / "登记.json"
    basket_file.write_bytes(basket.file(basket.home()))
    words, context = ["--no-such"] if rng.random() < 0.01 else [], click.Context(cli)
    command: click.Command | None = cli
    while isinstance(command, click.Group):
        names = [name for name in command.list_commands(context) if name not in LEFT_OUT]
        words.append(rng.choice(names) if rng.random() < 0.98 else odd_word(rng))
        command = command.get_command(context, words[-1])
    if words and words[0] == "demo":
        words += ["--households", rng.choice(("3", "0", "-1", "x", "9" * 30))]
    if words and words[0] == "ci" and rng.random() < 0.8:
        words += ["--onto", "main"]
    for parameter in command.params if command else ():
        words += asked(parameter, rng, words)
    if words and words[0] == "print" and "--no-pdf" not in words:
        words = [*(word for word in words if word != "--pdf"), "--no-pdf"]
    for _ in range(rng.choice((0, 0, 0, 1))):
        words.insert(rng.randint(1, len(words)), odd_word(rng))
    words = [word.replace("\0", "") for word in words]  # no shell can write it
    case.given += "\n".join(words)
    before = case.tree()
    done = case.run(*words, writes=True)
    if done.code or "--dry-run" in words or "--check" in words:
        # What of a hundred files could be brought into form is.
        require(words[0] == "fmt" or before == case.tree(), "half written", words, done)
    elif before != case.tree():
        tidy(case, before)


MEANT = {
    "household": ("YYL-2A3C", "PJ-2H3J", "YYL-6F7G", "示例甲"), "helper": ("YYL-B-6F7G", "PJ-B-2H3J", "示例丙"),
    "unit": ("yueyanglou", "city"), "member": ("m-2F8D", "m-2222"), "quarter": ("2026Q3", "2025Q4", "2026Q4"),
    "half": ("2026H1",), "year": ("2026", "first"), "files": ("登记.json",), "file": ("表.xlsx", "登记.json"),
    "kinds": ("cards", "forms", "brief"),
}  # fmt: skip


def asked(parameter: click.Parameter, rng: Random, words: list[str]) -> list[str]:
    """Return words for a parameter, mostly such as are meant."""
    name = parameter.name or ""
    if (name == "households" and words[0] == "demo") or (isinstance(parameter, click.Option) and rng.random() < 0.6):
        return []
    if isinstance(parameter, click.Argument) and rng.random() < 0.05:
        return []
    option = parameter.opts[0] if isinstance(parameter, click.Option) else ""
    if option and getattr(parameter, "is_flag", False):
        return [rng.choice((*parameter.opts, *parameter.secondary_opts))]
    if option in ("--issue", "--records", "--help") and rng.random() < 0.9:
        return []
    plausible: tuple[str, ...] = MEANT.get(name, ())
    if isinstance(parameter.type, click.Choice):
        plausible = tuple(map(str, parameter.type.choices))
    elif parameter.type.name == "日期":
        plausible = ("2026-11-23", "2026-10-01", "2023-08-31", "2099-12-31", "2000-02-29", "2026年10月12日")
    elif name in ("out", "records"):
        plausible = ("出", "build/x", "records/x", "登记.json", "records")
    value = rng.choice(plausible) if plausible and rng.random() < 0.8 else within(odd_word(rng))
    return [option, value] if option else [value]


def within(word: str) -> str:
    """Return a word that leads to no other folder."""
    return word.replace("/", "／").replace("..", "‥") if "/" in word or word == ".." else word


def history(case: Case) -> None:
    """Tell what a change brings, whatever the history is like."""
    rng = case.rng
    case.git("init", "--quiet", "--initial-branch=main")
    case.git("add", "--all", check=True)
    case.git("commit", "--quiet", "--allow-empty", "--message=first")
    for _ in range(rng.randint(1, 4)):
        if rng.random() < 0.25:
            case.git(
                "checkout", "--quiet", *rng.choice((("-b", f"b{rng.random()}"), ("main",), ("--detach",), ("HEAD~1",)))
            )
        commit(case)
        if rng.random() < 0.2:
            case.git("merge", "--quiet", "--no-edit", *rng.choice(((), ("-Xours",), ("--no-commit",))), "main")
            if rng.random() < 0.7:
                case.git("add", "--all")
                case.git("commit", "--quiet", "--message=merged")
    if rng.random() < 0.3:
        disturb(case)
    since = rng.choice(("HEAD", "HEAD~1", "HEAD~2", "main", "main~1", odd_word(rng).replace("\0", "") or "x"))
    kind = rng.choice(("text", "md", "html"))
    commands: tuple[tuple[str, ...], ...] = (
        ("check", "--since", since, *DAY), ("review", "--since", since, "--format", kind, *DAY),
        ("review", "--since", since, "--automerge", *DAY), ("bulletin", "verify"), ("recheck", "verify"),
        ("ci", "--onto", "main", *DAY), ("merge", "--install"),
    )  # fmt: skip
    for words in rng.sample(commands, 2):
        case.twice(*words)
    words = rng.choice((("bulletin", "freeze", "2026Q3", *DAY), ("recheck", "draw", "2026Q3", *DAY)))
    before = case.tree()
    if case.run(*words, writes=True).code == 0:
        tidy(case, before)
        require(case.run(words[0], "verify").code == 0 or before == case.tree(), "not verified", words)


def commit(case: Case) -> None:
    """Change something and commit it."""
    rng = case.rng
    for _ in range(rng.choice((1, 1, 3))):
        what = rng.random()
        if not case.tree():
            return
        if what < 0.5:
            path = rng.choice(sorted(case.bench.data))
            (case.root / path).parent.mkdir(parents=True, exist_ok=True)
            with_change = changed(case.bench.data[path], rng, case.bench.data[rng.choice(sorted(case.bench.data))])
            (case.root / path).write_bytes(dumped(with_change, rng))
        elif what < 0.6:
            a_file(case).unlink()
        elif what < 0.7:
            file = a_file(case)
            if file.is_file():
                file.write_bytes(damaged(file.read_bytes(), rng))
        elif what < 0.9:
            move(case)
        else:
            shutil.rmtree(
                rng.choice([path for path in case.root.rglob("*") if path.is_dir()] or [case.root / "x"]),
                ignore_errors=True,
            )
    case.git("add", "--all")
    case.git("commit", "--quiet", "--message", odd_word(rng).replace("\0", "") or "x")


def disturb(case: Case) -> None:
    """Let the repository be as a broken machine or a strange tool leaves it."""
    folder, rng = case.folder / ".git", case.rng
    what = rng.randrange(6)
    if what == 0:
        (folder / "index").write_bytes(damaged((folder / "index").read_bytes(), rng))
    elif what == 1:
        (folder / "HEAD").write_text(rng.choice(("", "ref: refs/heads/none\n", "0" * 40, "x")), "utf-8")
    elif what == 2:
        objects = sorted(path for path in (folder / "objects").glob("??/*"))
        rng.choice(objects).unlink()
    elif what == 3:
        (folder / "shallow").write_text(case.git("rev-parse", "HEAD") + "\n", "utf-8")
    elif what == 4:
        case.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},records/yueyanglou/sub")
    else:
        (folder / "index.lock").touch()


TOKEN = re.compile(rb"(?<=: )\S*[A-Za-z0-9+/_=-]{24,}\S*")


def tokens(case: Case) -> None:
    """Damage what is sealed, move it to other places, and do all that is done with it, with the keys and without."""
    rng, sealed = case.rng, case.bench.folder.parent / "sealed" / "records"
    case.given = b"\n".join(case.tree().values()).decode("utf-8", "replace")  # what must not be said, keys or not
    shutil.rmtree(case.root)
    shutil.copytree(sealed, case.root)
    files = sorted(case.root.glob("*/households/*/household.yml"))
    for _ in range(rng.choice((0, 1, 1, 2))):
        file, other = rng.choice(files), rng.choice(files)
        content, spans = file.read_bytes(), [*TOKEN.finditer(file.read_bytes())]
        what = rng.randrange(4)
        if what == 0 or not spans:
            file.write_bytes(damaged(content, rng))
        elif what == 1:
            with suppress(yaml.YAMLError):  # it has been damaged before
                data, beside = (yaml.load(text, Loader=yaml.CBaseLoader) for text in (content, other.read_bytes()))
                file.write_bytes(dumped(changed(data, rng, beside), rng))
        else:
            span, there = rng.choice(spans), [match[0] for match in TOKEN.finditer(other.read_bytes())]
            token = rng.choice(there) if what == 2 and there else damaged(span[0], rng).replace(b"\n", b"")
            file.write_bytes(content[: span.start()] + token + content[span.end() :])
    judge(case)
    store = case.folder.parent / "a.keys"
    shutil.copy(case.bench.folder.parent / "a.keys", store)
    case.first = ("--keys", str(store))
    case.twice("check", *DAY)
    case.run("fmt", writes=True)
    look(case)
    commands = (("rekey",), ("seal",), ("unseal",), ("erase", "PJ-4K5M", "--reason", "误录", "--apply"), ("keys",))
    for words in rng.sample(commands, 2):
        case.run(*words, *(() if words == ("keys",) else DAY), writes=True)
    judge(case)


KINDS: dict[str, Callable[[Case], None]] = {
    "bytes": record_bytes, "data": record_data, "take": taken, "book": book_cells, "list": listed, "options": options,
    "history": history, "sealed": tokens,
}  # fmt: skip


class Finding(NamedTuple):
    """A case in which a promise was broken: its name, by which it is played again, and what was seen."""

    name: str
    what: str
    shown: str


def play(bench: Bench, name: str, keep: Path | None = None) -> Finding | None:
    """Play a case (``kind:seed:number``); return what it found, and keep its folder where that is wished."""
    kind, _, _ = name.partition(":")
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made) / "甲" / "乙"
        shutil.copytree(bench.folder, folder)
        case = Case(bench, folder, Random(name))
        try:
            KINDS[kind](case)
        except BrokenPromiseError as broken:
            found = Finding(name, str(broken.args[0]), "\n".join(map(repr, broken.args[1:])))
        except EndlessError as endless:
            found = Finding(name, "hang", repr(endless.args) + traceback.format_exc())
        except Exception:
            found = Finding(name, "traceback", traceback.format_exc())
        else:
            return None
        if keep:
            shutil.copytree(made, keep / name.replace(":", "-"), symlinks=True, dirs_exist_ok=True)
        return found


def fuzz(bench: Bench, kinds: list[str], seed: str, seconds: float, start: int = 0) -> Iterator[Finding | str]:
    """Play cases of the kinds in turn for so many seconds; yield the name of each, and what it found behind it."""
    until, number = time.monotonic() + seconds, start
    while time.monotonic() < until:
        for kind in kinds:
            yield (name := f"{kind}:{seed}:{number}")
            if found := play(bench, name):
                yield found
        number += 1


def watched(bench: Bench, kinds: list[str], seed: str, seconds: float) -> Iterator[Finding | str]:
    """Play cases as :func:`fuzz` does, in a process of its own: what ends that is a finding, and another goes on."""
    until, name = time.monotonic() + seconds, f"{kinds[0]}:{seed}:-1"
    while time.monotonic() < until:
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            with os.fdopen(write, "w") as told:
                for said in fuzz(bench, kinds, seed, until - time.monotonic(), int(name.rpartition(":")[2]) + 1):
                    print(json.dumps(said), file=told, flush=True)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as told:
            for line in told:
                said = json.loads(line)
                name = said if isinstance(said, str) else name
                yield said if isinstance(said, str) else Finding(*said)
        if status := os.waitpid(child, 0)[1]:
            yield Finding(name, "ended", f"by {os.waitstatus_to_exitcode(status)}")


def run() -> None:
    """Run as a program."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--kind", action="append", choices=KINDS)
    asked.add_argument("--again")
    asked.add_argument("--out", type=Path, default=ROOT / "build" / "fuzz")
    given = asked.parse_args()
    progress.PATIENCE = math.inf
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.at(Path(folder) / "bench")
        if given.again:
            found = play(bench, given.again, given.out)
            print(found and f"{found.what}\n{found.shown}")
            return
        began, runs, whats = time.monotonic(), Counter[str](), Counter[str]()
        with (given.out / f"{given.seed}.txt").open("a", encoding="utf-8") as log:
            for said in watched(bench, given.kind or [*KINDS], given.seed, given.seconds):
                if isinstance(said, str):
                    runs[said.partition(":")[0]] += 1
                else:
                    whats[said.what] += 1
                    print(f"== {said.name} {said.what}\n{said.shown}\n", file=log, flush=True)
                if sum(runs.values()) % 50 == 0:
                    line = f"{time.monotonic() - began:.0f} s: {runs.total()} {dict(runs)}; found {dict(whats)}"
                    (given.out / f"{given.seed}.status").write_text(line + "\n", "utf-8")
        print(f"{time.monotonic() - began:.0f} s: {runs.total()} {dict(runs)}; found {dict(whats)}")


if __name__ == "__main__":
    run()
