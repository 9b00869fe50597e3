"""Cases of workbooks, lists and old tables with cells that nobody means."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random

from tests.faults.fuzzing.bench import DAY, LIBRARY, ROOT, Case, differing, masked, require
from tests.faults.fuzzing.records import sound
from tests.faults.mutations import damaged, odd_word

from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.cover import BookCover
from jiedui.workbook.book.write import write_book


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
