"""How large the data of 查户 are and, where Node.js is found, how soon it answers."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
