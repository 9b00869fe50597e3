"""``make bench``: how fast and how large, measured in one run on one generated ledger, told as ratios.

The ledger is checked by ``jiedui check`` and parsed bare by PyYAML's CSafeLoader, each as a process of its own on the
same files; the site and the workbook are made of it; a sample of the files is checked by check-jsonschema (shape only),
for which all would take hours.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.demo import build
from jiedui.demo.source import read
from jiedui.records.kinds import path_of
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.tree import Tree
from jiedui.review import git

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AS_OF = date(2026, 11, 23)
SEED = 1
# How many household and visit files check-jsonschema is given, spread over all of them.
SAMPLE = 300
# How many households a change is of that is checked and reviewed, spread over all of them.
CHANGED = 32
# The sites that are made of the ledger in one run, beside the one of the whole of it.
SITES = ("--audience", "all")
_SEALING = "sealing: [身份, 联系方式]\n"

_IN_CHARGE = re.compile(r"^(  - helper: )\S+", re.MULTILINE)

_BARE_PARSE = """
import sys, pathlib, yaml
for name in sys.stdin.read().split("\\0"):
    yaml.load(pathlib.Path(name).read_bytes(), yaml.CSafeLoader)
"""

# A process is told the highest memory of whatever started it as its own, so a small one starts what is measured.
_LAUNCHER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""

# What 查户 does between a word and the rows of the first ten hits, without the drawing: load parts, look up, rank.
_SEARCH = """
const fs = require("fs"), folder = process.argv[1];
globalThis.window = globalThis;
const loaded = {};
const load = async (name) => {
  if (!(name in loaded)) {
    const source = fs.readFileSync(`${folder}/${name}.js`, "utf8");
    (0, eval)(source);
    loaded[name] = Buffer.byteLength(source);
  }
  return window.JIEDUI_FIND[name];
};
const { people: peopleOf } = require(folder + "/find-people.js");
const size = () => Object.values(loaded).reduce((sum, one) => sum + one, 0);
const answer = async (people, words) => {
  const start = performance.now(), before = size(), found = await people.answer(words);
  const first = found.groups.filter(({ kind }) => kind < 2).flatMap(({ hits }) => hits.slice(0, 10));
  await people.rows(first.map((hit) => hit.number));
  return { ms: performance.now() - start, KiB: (size() - before) / 1024 };
};
(async () => {
  const start = performance.now(), index = await load("find/index"), people = peopleOf(index, load);
  const ready = performance.now() - start, all = size();
  const first = await answer(people, "示例甲");
  const further = [];
  for (const words of ["示例乙", "残联 示例", "sljy"]) further.push(await answer(people, words));
  const mean = further.reduce((sum, one) => sum + one.ms, 0) / further.length;
  console.log(`ready in ${ready.toFixed(1)} ms (${(all / 1024).toFixed(0)} KiB), ` +
    `first answer ${first.ms.toFixed(1)} ms (${first.KiB.toFixed(0)} KiB), further ${mean.toFixed(1)} ms`);
})();
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process, or several in turn: wall seconds, highest memory in MiB, and the last exit code."""

    seconds: float
    peak: float
    code: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a sample of the files took, and how many these were."""

    run: Run
    files: int


def measure(command: Sequence[str], given: str = "", cwd: Path | None = None) -> Run:
    """Run ``command`` with ``given`` on its standard input; its output is dropped."""
    launched = [sys.executable, "-I", "-c", _LAUNCHER, *command]
    told = subprocess.run(launched, input=given.encode(), cwd=cwd, stdout=subprocess.PIPE, check=True)
    seconds, peak, code = json.loads(told.stdout)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, peak / unit, code)


def _jiedui(verb: str, root: Path, *options: str, keys: str = "") -> Run:
    ring = ["--keys", keys] if keys else []
    said = [verb, "--records", str(root), "--as-of", AS_OF.isoformat(), *options]
    command = [sys.executable, "-m", "jiedui", *ring, *said]
    return measure(command, cwd=default_folder().parent)


def _bare_parse(root: Path, tree: Tree) -> Run:
    names = "\0".join(str(root / place.path) for place in tree.places)
    return measure([sys.executable, "-c", _BARE_PARSE], names)


def _check_jsonschema(root: Path, tree: Tree) -> Sampled:
    """Check a sample of the files of households and visits against their schemas."""
    schemas = default_folder()
    runs, count = [], 0
    for kind in ("household", "visit"):
        places = [place for place in tree.places if place.kind == kind]
        sample = places[:: max(1, len(places) // SAMPLE)][:SAMPLE]
        schema = ["--base-uri", f"{schemas.as_uri()}/", "--schemafile", str(schemas / f"{kind}.schema.json")]
        command = [sys.executable, "-m", "check_jsonschema", *schema]
        runs.append(measure([*command, *(str(root / place.path) for place in sample)]))
        count += len(sample)
    worst = max(run.code for run in runs)
    return Sampled(Run(sum(run.seconds for run in runs), max(run.peak for run in runs), worst), count)


def _change(root: Path, tree: Tree) -> int:
    """Commit the ledger, then write in some households that somebody else is in charge; return in how many.

    What that does to the figures of every quarter since is what a review takes longest to reckon.
    """
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--no-verify", "--message", "ledger")):
        git.run(root, "-c", "core.autocrlf=false", "-c", "commit.gpgSign=false", *command, **git.OURSELVES)
    helper = next(place.stem for place in tree.places if place.kind == "helper")
    homes = [root / place.path for place in tree.places if place.kind == "household"]
    changed = homes[:: max(1, len(homes) // CHANGED)][:CHANGED]
    for home in changed:
        home.write_text(_IN_CHARGE.sub(rf"\g<1>{helper}", home.read_text("utf-8"), count=1), "utf-8")
    return len(changed)


def _sites(root: Path, folder: Path, one: Run) -> Iterator[str]:
    """Yield what the sites of all audiences take beside the one that everybody within the federations has."""
    made = folder / "sites"
    where = ("--no-pictures", "--docs", str(folder / "docs-of-all"), "--out", str(made))
    run = _jiedui("site", root, *where, *SITES)
    yield _line("jiedui site, all audiences", run)
    count = sum(path.is_dir() for path in made.iterdir())
    yield f"jiedui site, {count} audiences / one = {run.seconds / one.seconds:.2f}"


def _sealed(root: Path, folder: Path) -> Iterator[str]:
    """Seal the ledger; yield what that takes, and what a check of it does, without keys and with them."""
    store = str(folder / "keys")
    plain = _jiedui("check", root)
    policy = root / path_of("policy-ledger")
    policy.write_text(policy.read_text("utf-8") + _SEALING, "utf-8")
    yield _line("jiedui seal", _jiedui("seal", root, keys=store))
    for words, keys in (("without keys", ""), ("with keys", store)):
        run = _jiedui("check", root, keys=keys)
        yield _line(f"jiedui check, sealed, {words}", run)
        yield f"jiedui check, sealed, {words} / plain = {run.seconds / plain.seconds:.2f}"


def search(assets: Path) -> Iterator[str]:
    """Yield how large the data of 查户 are and, where Node.js is found, how soon it answers."""
    sizes = [file.stat().st_size for file in (assets / "find").iterdir()]
    yield f"search data: {sum(sizes) / 1024:.0f} KiB in {len(sizes)} parts, the largest {max(sizes) / 1024:.0f} KiB"
    node = shutil.which("node")
    if node is None:
        yield "search: Node.js is missing, no time was measured"
        return
    done = subprocess.run([node, "-e", _SEARCH, str(assets.resolve())], capture_output=True, text=True, check=False)
    yield f"search: {done.stdout.strip() or 'failed'}"


def run(households: int, visits: int, records: Path) -> Iterator[str]:
    """Yield the lines of the report. ``records`` lends its policy and divisions."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "records"
        library = SchemaLibrary(default_folder())
        source = read(records, library)
        build(root, library, source=source, households=households, visits=visits, as_of=AS_OF, seed=SEED)
        tree = Tree(root)
        yield _head(tree, households)
        check = _jiedui("check", root)
        yield _line("jiedui check", check)
        bare = _bare_parse(root, tree)
        yield _line("CSafeLoader parse, bare", bare)
        where = ("--no-pictures", "--docs", f"{folder}/docs", "--out", f"{folder}/site")
        site = _jiedui("site", root, *where)
        yield _line("jiedui site (check, pages, MkDocs, link check)", site)
        yield from _sites(root, Path(folder), site)
        yield _line("jiedui site --pages-only", _jiedui("site", root, *where, "--pages-only"))
        yield from search(Path(folder) / "docs" / "assets")
        yield _line("jiedui export", _jiedui("export", root, f"{folder}/ledger.xlsx"))
        yield _line("jiedui import, unchanged", _jiedui("import", root, f"{folder}/ledger.xlsx"))
        count = _change(root, tree)
        since = _jiedui("check", root, "--since", "HEAD")
        review = _jiedui("review", root, "--since", "HEAD")
        yield _line(f"jiedui check --since, {count} households", since)
        yield _line(f"jiedui review --since, {count} households", review)
        shape = _check_jsonschema(root, tree)
        yield _line(f"check-jsonschema, shape only, {shape.files} files", shape.run)
        by_file = (shape.run.seconds / shape.files) / (check.seconds / len(tree.places))
        yield f"check-jsonschema / jiedui check, by file = {by_file:.1f}"
        yield f"jiedui check / bare parse = {check.seconds / bare.seconds:.2f}"
        yield from _sealed(root, Path(folder))
        yield f"jiedui review / jiedui check, both --since = {review.seconds / since.seconds:.2f}"


def _head(tree: Tree, households: int) -> str:
    count = sum(place.kind == "visit" for place in tree.places)
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    return f"{len(tree.places)} files: {households} households, {count} visits; {machine}"


def _line(name: str, run: Run) -> str:
    note = "" if run.code == 0 else f"   (exit {run.code})"
    return f"{name:<48}{run.seconds:9.1f} s {run.peak:8.0f} MiB{note}"
