"""What is measured, in order: what people wait for, each a whole process as they start it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from jiedui.benchmark import yardsticks
from jiedui.benchmark.process import ProcessRun
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jiedui.benchmark.workbench import Workbench

# The yardstick of all: the bare parse of the same files.
BARE = "bare"
# What takes seconds hangs on what else the machine does in these: the least of so many runs tells what it takes.
_TRIES = 3
# How many households are changed and reviewed, and how many are printed, of larger ledgers.
CHANGED = PRINTED = 500
# The quarter whose bulletin the public site has its figures from.
FROZEN = "2026Q3"


class BenchRow(Struct, frozen=True):
    """What one thing took: ``name`` in words. ``by_clock`` tells that its ratio is one of time on the clock.

    ``bare`` is the key of the parse that it stands beside.
    """

    key: str
    name: str
    run: ProcessRun
    by_clock: bool = False
    bare: str = BARE

    @property
    def took(self) -> float:
        """The seconds that its ratio is of."""
        return self.run.wall if self.by_clock else self.run.cpu

    def beside(self, bare: ProcessRun) -> float:
        """Return how many times as long it took as a parse: of the processors, or on the clock."""
        return self.took / (bare.wall if self.by_clock else bare.cpu)


def grown(bench: Workbench) -> Iterator[BenchRow]:
    """Yield what grows with the ledger, measured in ledgers of several sizes."""
    yield from _parsed(bench)
    yield from _checks(bench)
    yield from _workbooks(bench)
    yield from _papers(bench)
    yield from _site(bench)


def rostered(bench: Workbench) -> Iterator[BenchRow]:
    """Yield what a city waits for that has many more households on its roster than are paired."""
    for row in _of_whole(bench):
        yield replace(row, key=of_roster(row.key), name=f"{row.name}, whole roster", bare=of_roster(BARE))


def _of_whole(bench: Workbench) -> Iterator[BenchRow]:
    yield from _parsed(bench)
    yield _township(bench)
    yield _anew(bench)


def of_roster(key: str) -> str:
    """Return the key of a row as it is measured of a whole roster."""
    return f"roster-{key}"


def once(bench: Workbench) -> Iterator[BenchRow]:
    """Yield what is measured in one ledger alone: what has no size, what others take, and what takes long."""
    yield BenchRow("start", "jiedui --version", bench.run_version())
    yield BenchRow("yamllint", "yamllint, from a sample", yardsticks.yamllint(bench))
    yield BenchRow(
        "check-jsonschema", "check-jsonschema, shape only, from a sample", yardsticks.check_jsonschema(bench)
    )
    pages = sum(1 for _ in _site_folder(bench).rglob("*.html"))
    name = f"plain mkdocs build of {pages} pages, from a sample"
    yield BenchRow("mkdocs", name, yardsticks.mkdocs(bench, pages))
    yield BenchRow("scan", "jiedui scan", bench.jiedui("scan", str(_site_folder(bench))))
    yield from _sealed(bench)
    yield BenchRow("freeze", f"jiedui bulletin freeze {FROZEN}", bench.jiedui("bulletin freeze", FROZEN))
    bench.commit()
    every = ("--audience", "all", "--no-pictures", "--docs", str(bench.folder / "docs-of-all"), "--out")
    yield BenchRow("sites", "jiedui site, all audiences", bench.jiedui("site", *every, str(bench.folder / "sites")))


def _sealed(bench: Workbench) -> Iterator[BenchRow]:
    keys = bench.seal()
    yield BenchRow("seal", "jiedui seal", bench.jiedui("seal", keys=keys))
    bench.forget()
    yield BenchRow("check-sealed", "jiedui check, sealed, without keys", bench.jiedui("check"), by_clock=True)
    yield BenchRow("check-opened", "jiedui check, sealed, with keys", bench.jiedui("check", keys=keys), by_clock=True)
    bench.restore()


def _parsed(bench: Workbench) -> Iterator[BenchRow]:
    """Yield the bare parse and a check from nothing, each run of one right beside one of the other."""

    def cold() -> ProcessRun:
        bench.forget()
        return bench.jiedui("check")

    runs = [(yardsticks.bare_parse(bench), cold()) for _ in range(_TRIES)]
    bare, check = map(ProcessRun.least, zip(*runs, strict=True))
    yield BenchRow(BARE, "CSafeLoader parse, bare", bare)
    yield BenchRow("check", "jiedui check, cold", check, by_clock=True)


def _checks(bench: Workbench) -> Iterator[BenchRow]:
    def edited(*options: str) -> ProcessRun:
        bench.edit()
        return bench.jiedui("check", *options)

    yield BenchRow("check-again", "jiedui check, one file changed", _tried(edited))
    [file] = map(str, bench.some("visit", 1))
    yield BenchRow("check-file", "jiedui check FILE, changed", _tried(lambda: edited(file)))
    since = _tried(lambda: edited("--since", "HEAD"))
    yield BenchRow("check-since", "jiedui check --since, one file changed", since)
    count = bench.change(CHANGED)
    yield BenchRow("review", f"jiedui review, {count} files changed", bench.jiedui("review", "--since", "HEAD"))
    bench.restore()


def _tried(run: Callable[[], ProcessRun]) -> ProcessRun:
    return ProcessRun.least(run() for _ in range(_TRIES))


def _workbooks(bench: Workbench) -> Iterator[BenchRow]:
    book = str(bench.folder / "ledger.xlsx")
    yield BenchRow("export", "jiedui export", bench.jiedui("export", book))
    yield BenchRow("import", "jiedui import, unchanged", bench.jiedui("import", book))
    count, changed = bench.export_changed(CHANGED)
    yield BenchRow("import-changed", f"jiedui import, {count} households changed", bench.jiedui("import", str(changed)))
    yield BenchRow("import-all", "jiedui import --apply, all of it", bench.import_all())


def _papers(bench: Workbench) -> Iterator[BenchRow]:
    found = bench.some("household", PRINTED)
    homes = [home.parent.name for home in found if "\nwithdrawn:" not in home.read_text("utf-8")]
    chosen = (word for home in homes for word in ("--household", home))
    yield BenchRow("print", f"jiedui print forms, {len(homes)} households", _forms(bench, *chosen))
    yield _township(bench)


def _township(bench: Workbench) -> BenchRow:
    return BenchRow("township", "jiedui print forms, one township", _forms(bench, "--township", bench.township()))


def _forms(bench: Workbench, *chosen: str) -> ProcessRun:
    return bench.jiedui("print", "forms", "--no-pdf", "--out", str(bench.folder / "prints"), *chosen)


def _site(bench: Workbench) -> Iterator[BenchRow]:
    yield _anew(bench)
    bench.edit()
    yield BenchRow("site-again", "jiedui site, one file changed", _made(bench), by_clock=True)
    bench.restore()


def _anew(bench: Workbench) -> BenchRow:
    shutil.rmtree(_site_folder(bench), ignore_errors=True)
    return BenchRow("site", "jiedui site: check, pages, engine, links", _made(bench), by_clock=True)


def _made(bench: Workbench) -> ProcessRun:
    docs, out = str(bench.folder / "docs"), str(_site_folder(bench))
    return bench.jiedui("site", "--no-pictures", "--docs", docs, "--out", out)


def _site_folder(bench: Workbench) -> Path:
    return bench.folder / "site"
