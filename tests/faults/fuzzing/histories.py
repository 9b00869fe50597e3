"""Cases of Git histories, whatever they are like."""

from __future__ import annotations

import shutil

from tests.faults.fuzzing.bench import DAY, Case, require
from tests.faults.fuzzing.records import a_file, dumped, move, tidy
from tests.faults.mutations import changed, damaged, odd_word


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
