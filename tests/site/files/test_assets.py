"""Style sheets and scripts: every one reaches the site, and nothing in them names another host."""

from __future__ import annotations

import re

from jiedui.site.drawing.charts import CLASSES
from jiedui.site.files.assets import ASSETS, STYLES, files

FOUND = dict(files())


def test_every_style_of_a_concern_is_part_of_the_site_s_sheet():
    assert set(STYLES) == {path.stem for path in (ASSETS / "css").iterdir()}
    assert len(STYLES) == len(set(STYLES))
    assert STYLES[-1] == "print"  # on paper it has the last word
    assert FOUND["assets/site.css"].count("@page") == 1
    assert FOUND["assets/site.css"].count("{") == FOUND["assets/site.css"].count("}")


def test_these_files_lie_in_the_site():
    assert list(FOUND) == ["assets/site.css"] + [
        f"assets/{name}"
        for name in ("a11y.js", "find.js", "iframe-worker-shim.js", "leaf.css", "leaf.js", "map.js", "table.js")
    ]


def test_they_and_the_data_beside_them_name_no_other_host(pages):
    files = {path.name: path.read_text("utf-8") for path in (pages / "assets").iterdir()}
    assert {"site.css", "find.js", "households.js", "pages.js"} <= set(files)
    assert [name for name, text in files.items() if re.search(r"https?:|[\"'(]//", text)] == []


def test_each_class_of_the_map_has_a_pattern_of_its_own():
    patterns = re.findall(r"^\.k[1-5] \{ --jd-depth: (\d+)%; (--jd-pattern: .*) \}$", FOUND["assets/site.css"], re.M)
    assert len({pattern for _, pattern in patterns}) == CLASSES
    depths = [int(depth) for depth, _ in patterns]
    assert depths == sorted(set(depths))
