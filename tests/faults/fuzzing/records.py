"""Cases in which the files of a ledger, or those that are handed over, say what nobody means; what is held of them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from random import Random
from typing import Any

import yaml
from tests.entry import basket
from tests.faults.fuzzing.bench import DAY, Case, Tree, differing, require
from tests.faults.mutations import NUMBERS, changed, damaged, odd_word


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
