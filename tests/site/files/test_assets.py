"""Style sheets and scripts: every one reaches the site, and nothing in them names another host."""

from __future__ import annotations

import gzip
import re

import pytest

from jiedui.model.audience import OFFICE, PUBLIC, Audience
from jiedui.site.drawing import columns
from jiedui.site.drawing.charts import CLASSES
from jiedui.site.files.assets import ASSETS, ENTRY, STYLES, VENDORED, files, lean

# Bytes of the form, as the site carries it and as a web server packs it.
RAW, PACKED = 170_000, 55_500
SVG = "http://www.w3.org/2000/svg"
SCHEMAS = "https://github.com/cfworker"
FOUND = dict(files())


def test_every_style_of_a_concern_is_part_of_the_site_s_sheet():
    assert set(STYLES) == {path.stem for path in (ASSETS / "css").iterdir()}
    assert len(STYLES) == len(set(STYLES))
    assert STYLES[-1] == "print"  # on paper it has the last word
    assert FOUND["assets/site.css"].count("@page") == 1
    assert FOUND["assets/site.css"].count("{") == FOUND["assets/site.css"].count("}")


def test_every_class_has_a_style_or_is_looked_for_by_a_script_and_no_style_is_left_over():
    kinds = {".j2", ".html", ".js", ".py"}
    sources = {path: path.read_text("utf-8") for path in ASSETS.parent.rglob("*") if path.suffix in kinds}
    said = set(re.findall(r"(?<![.\w])jd-[\w-]+", "".join(sources.values())))
    styled = set(re.findall(r"\.(jd-[\w-]+)", FOUND["assets/site.css"]))
    asked = set(re.findall(r"\.(jd-[\w-]+)", "".join(text for path, text in sources.items() if path.suffix == ".js")))
    assert styled - said == set()
    # files/wholes.py reads the rows of lists that are cut.
    assert said - styled - asked == {"jd-parts"}


def test_these_files_lie_in_the_site():
    names = [
        "a11y.js", "copy.js", "csv.js", "find-load.js", "find-pages.js", "find-people.js", "find-text.js", "find.js",
        "frame.js", "icon.svg", "map.js", "record.js", "signed-in.js", "table.js",
    ]  # fmt: skip
    others = ["signed-in.html", "assets/entry.js"]
    assert list(FOUND) == ["assets/site.css", *(f"assets/{name}" for name in names), *others]


@pytest.mark.parametrize("audience", [PUBLIC, OFFICE])
def test_who_has_no_form_and_no_search_has_no_scripts_of_these(audience: Audience) -> None:
    names = ["site.css", "a11y.js", "csv.js", "frame.js", "icon.svg", "map.js", "table.js"]
    assert list(dict(files(audience))) == [f"assets/{name}" for name in names]


def test_every_script_of_the_form_has_its_place_in_the_order():
    assert set(ENTRY) == {path.stem for path in (ASSETS / "entry").glob("*.js")}
    assert len(ENTRY) == len(set(ENTRY))


def test_the_form_is_no_more_than_a_telephone_waits_for():
    script = FOUND["assets/entry.js"].encode()
    assert len(script) < RAW
    assert len(gzip.compress(script, 6, mtime=0)) < PACKED


def test_a_lean_script_runs_as_it_did_before():
    script = '// What this is.\n(() => {\n  // why\n  const text = "a // b";  // stays\n    return text;\n})();\n'
    assert lean(script) == '(() => {\nconst text = "a // b";  // stays\nreturn text;\n})();\n'


def test_no_text_of_the_form_runs_over_lines():
    for name in set(ENTRY) - {VENDORED}:
        lines = (ASSETS / "entry" / f"{name}.js").read_text("utf-8").splitlines()
        assert [line for line in lines if line.count("`") % 2] == []


def test_the_rules_for_each_column_follow_those_for_tables():
    sheet = FOUND["assets/site.css"]
    assert sheet.index(".jd-cue {") < sheet.index(columns.style_sheet()) < sheet.index(".jd-chart")


def test_they_and_the_data_of_people_beside_them_name_no_other_host(pages):
    assets = pages / "assets"
    files = {path.relative_to(assets).as_posix(): path.read_text("utf-8") for path in assets.rglob("*.*")}
    assert {"site.css", "find.js", "find/index.js", "find/t-0.js", "find/r-0.js", "pages.js"} <= set(files)
    # The namespace of a drawing and that of schemas are names that look like addresses; a field of the ledger is
    # explained by one. What was written of a household may hold any text, which no script takes for an address.
    texts = re.compile(r"pages\.js|entry-data/r-.*")
    bare = {name: text.replace(SVG, "").replace(SCHEMAS, "") for name, text in files.items()}
    named = {name: text for name, text in bare.items() if not texts.fullmatch(name)}
    assert "entry-data/index.js" in named
    assert [name for name, text in named.items() if re.search(r"https?:|[\"'(]//", text)] == []


def test_each_class_of_the_map_has_a_pattern_of_its_own():
    patterns = re.findall(r"^\.k[1-5] \{ --jd-depth: (\d+)%; (--jd-pattern: .*) \}$", FOUND["assets/site.css"], re.M)
    assert len({pattern for _, pattern in patterns}) == CLASSES
    depths = [int(depth) for depth, _ in patterns]
    assert depths == sorted(set(depths))
