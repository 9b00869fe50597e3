"""What others take for the same files, or for as many pages."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from jiedui.benchmark.process import ProcessRun
from jiedui.records.schema import default_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jiedui.benchmark.workbench import Workbench

T = TypeVar("T")

# How many files of a kind a tool is given that would take hours; how many pages a plain site is built of.
SAMPLE = 100
PAGES = 1000

_BARE_PARSE = """
import sys, pathlib, yaml
for name in sys.stdin.read().split("\\0"):
    yaml.load(pathlib.Path(name).read_bytes(), yaml.CSafeLoader)
"""
_PLAIN_PAGE = "# {0}\n\n## {0}\n\n| | |\n|---|---|\n" + "| 示例 | 1 |\n" * 20


def bare_parse(bench: Workbench) -> ProcessRun:
    """Parse all files by PyYAML's CSafeLoader, in one process, and do nothing with them."""
    return bench.run(
        sys.executable, "-c", _BARE_PARSE, given="\0".join(str(bench.root / place.path) for place in bench.places)
    )


def check_jsonschema(bench: Workbench) -> ProcessRun:
    """Check households and visits by their schemas, their shape alone; files of other kinds count as visits."""
    schemas = default_folder()

    def checked(kind: str, files: Sequence[Path]) -> ProcessRun:
        schema = ["--base-uri", f"{schemas.as_uri()}/", "--schemafile", str(schemas / f"{kind}.schema.json")]
        return bench.run(sys.executable, "-m", "check_jsonschema", *schema, *map(str, files))

    return _by_kind(bench, checked)


def yamllint(bench: Workbench) -> ProcessRun:
    """Look at households and visits by yamllint and its relaxed rules; others count as visits."""
    rules = ("-d", "relaxed", "--no-warnings")  # those of the folder it starts in are for the records there alone

    def looked_at(_: str, files: Sequence[Path]) -> ProcessRun:
        return bench.run(sys.executable, "-m", "yamllint", *rules, *map(str, files))

    return _by_kind(bench, looked_at)


def mkdocs(bench: Workbench, pages: int) -> ProcessRun:
    """Build a plain site, of the engine's own theme, of small pages that have nothing to reckon."""
    folder = bench.folder / "plain"
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: plain\ntheme: mkdocs\nplugins: []\n", "utf-8")
    command = ("build", "--quiet", "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(folder / "site"))

    def built(numbers: Sequence[int]) -> ProcessRun:
        for number in numbers:
            (docs / f"{number}.md").write_text(_PLAIN_PAGE.format(number), "utf-8")
        return bench.run(sys.executable, "-m", "mkdocs", *command)

    return _all_of(built, range(PAGES), pages)


def _by_kind(bench: Workbench, work: Callable[[str, Sequence[Path]], ProcessRun]) -> ProcessRun:
    """Return what all files would take, by some households and some visits, of which a file is a tenth as long."""
    homes = sum(place.kind == "household" for place in bench.places)
    numbers = {"household": homes, "visit": len(bench.places) - homes}
    some = {kind: files for kind in numbers if (files := bench.some(kind, SAMPLE))}
    runs = (_all_of(partial(work, kind), files, numbers[kind]) for kind, files in some.items())
    return sum(runs, ProcessRun(0, 0, 0))


def _all_of(work: Callable[[Sequence[T]], ProcessRun], some: Sequence[T], number: int) -> ProcessRun:
    """Return what so many would take, by what ``some`` take more than the first of them alone."""
    one, further = work(some[:1]), len(some) - 1
    return one + (work(some) - one).times((number - 1) / further) if further else one
