"""What others take for the same files, or for as many pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from jiedui.benchmark.process import ProcessRun
from jiedui.records.schema import default_folder

if TYPE_CHECKING:
    from jiedui.benchmark.workbench import Workbench

# How many files, of all of them, a tool is given that would take hours; how many pages a plain site is built of.
SAMPLE = 300
PAGES = 1000

_BARE_PARSE = """
import sys, pathlib, yaml
for name in sys.stdin.read().split("\\0"):
    yaml.load(pathlib.Path(name).read_bytes(), yaml.CSafeLoader)
"""
_PLAIN_PAGE = "# {0}\n\n## {0}\n\n| | |\n|---|---|\n" + "| 示例 | 1 |\n" * 20


class Sampled(NamedTuple):
    """What a sample took, and how many files or pages it was of."""

    run: ProcessRun
    number: int

    def all_of(self, number: int) -> ProcessRun:
        """Return what so many would take, if each took as much."""
        return self.run.times(number / self.number)


def bare_parse(bench: Workbench) -> ProcessRun:
    """Parse all files by PyYAML's CSafeLoader, in one process, and do nothing with them."""
    return bench.run(
        sys.executable, "-c", _BARE_PARSE, given="\0".join(str(bench.root / place.path) for place in bench.places)
    )


def check_jsonschema(bench: Workbench) -> Sampled:
    """Check some households and visits by their schemas: their shape alone."""
    schemas = default_folder()
    run, number = ProcessRun(0, 0, 0), 0
    for kind in ("household", "visit"):
        files = bench.some(kind, SAMPLE)
        schema = ["--base-uri", f"{schemas.as_uri()}/", "--schemafile", str(schemas / f"{kind}.schema.json")]
        run += bench.run(sys.executable, "-m", "check_jsonschema", *schema, *map(str, files))
        number += len(files)
    return Sampled(run, number)


def yamllint(bench: Workbench) -> Sampled:
    """Look at some households and visits by yamllint, as it is: whether they are well written YAML."""
    files = [*bench.some("household", SAMPLE), *bench.some("visit", SAMPLE)]
    command = (sys.executable, "-m", "yamllint", "--no-warnings", *map(str, files))
    return Sampled(bench.run(*command, sound=(0, 1)), len(files))


def mkdocs(bench: Workbench) -> Sampled:
    """Build a plain site, of the engine's own theme, of small pages that have nothing to reckon."""
    folder = bench.folder / "plain"
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    for number in range(PAGES):
        (docs / f"{number}.md").write_text(_PLAIN_PAGE.format(number), "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: plain\ntheme: mkdocs\nplugins: []\n", "utf-8")
    command = ("build", "--quiet", "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(folder / "site"))
    return Sampled(bench.run(sys.executable, "-m", "mkdocs", *command), PAGES)
