"""A ledger of another city, a fictional one: nothing that is made of it names the city whose notice is shipped."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jiedui import check, demo
from jiedui.cli.verbs import cli
from jiedui.demo.source import Source, own
from jiedui.demo.units import Federation
from jiedui.notice import policy
from jiedui.records.schema import SchemaLibrary

CITY, AS_OF = "云岭市", date(2026, 11, 23)
FEDERATIONS = (
    Federation("city", "YL", "云岭市残疾人联合会", "市残联"),
    Federation("wangyun", "WY", "望云区残疾人联合会", "望云区"),
    Federation("yunqiao", "YQ", "云桥县残疾人联合会", "云桥县"),
    Federation("yunting", "YT", "云汀县残疾人联合会", "云汀县"),
)
PLACES = {"wangyun": ("云台街道", "云门镇"), "yunqiao": ("石桥镇", "长桥乡"), "yunting": ("南汀镇", "北汀镇")}
COMMANDS = (
    "site --no-pictures --pages-only --docs {out}/docs --out {out}/site",
    "print --no-pdf --as-of 2026-11-23 --out {out}/prints",
    "bulletin show 2026Q3 --draft --format html --as-of 2026-11-23 --out {out}/papers",
    "report halfyear 2026H1 --format html --as-of 2026-11-23 --out {out}/papers",
    "report dispatch --as-of 2026-11-23 --out {out}/papers",
    "report register --as-of 2026-11-23 --out {out}/papers",
)


def source(library: SchemaLibrary) -> Source:
    """The notice as shipped, with three counties of the city."""
    divisions: dict[str, Any] = {"source": "虚构", "counties": []}
    for number, federation in enumerate(FEDERATIONS[1:], 1):
        code = f"49990{number}"
        townships = [{"code": f"{code}{k:03d}", "name": name} for k, name in enumerate(PLACES[federation.id], 1)]
        county = {"code": code, "name": federation.short, "unit": federation.id, "townships": townships}
        divisions["counties"].append(county)
    assert library["divisions"].validator.is_valid(divisions)
    return Source.of({**policy(CITY), "divisions": divisions}, FEDERATIONS)


@pytest.fixture(scope="module")
def made(library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger, records/, and all that is made of it, out/."""
    folder = tmp_path_factory.mktemp("city")
    demo.build(folder / "records", library, source=source(library), households=12, as_of=AS_OF)
    for command in COMMANDS:
        words = command.format(out=folder / "out").split()
        done = CliRunner().invoke(cli, [*words, "--records", str(folder / "records")])
        assert done.exit_code == 0, (command, done.output)
    return folder


def foreign(text: str) -> set[str]:
    """Return by what a text tells of the city of the shipped notice: names, folders, letters, codes, telephones."""
    return {match[0] for pattern in known_by() for match in pattern.finditer(text)}


@cache
def known_by() -> tuple[re.Pattern[str], ...]:
    """What the city of the shipped notice is known by, in patterns of which each finds its beginnings fast."""
    home = own()
    words = {"岳阳", "岳市", *(item.short for item in home.city.federations.values() if not item.is_city)}
    words |= {place.name for places in home.city.places.values() for place in places}
    words |= {place.county for places in home.city.places.values() for place in places}
    slugs = [rf"{item.id}\b" for item in home.city.federations.values() if not item.is_city]
    letters = [rf"{item.prefix}-" for item in home.city.federations.values()]
    named = "|".join([*slugs, *letters, "0730", "4[39]06[0-9]{2}"])
    return re.compile("|".join(words)), re.compile(rf"(?=[a-zA-Z04])(?<![0-9A-Za-z])(?:{named})")


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the content of each file, also those of Word and Excel, part by part."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(file) as parts:
                yield path, "\n".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
        elif file.is_file():
            yield path, file.read_text("utf-8")


def test_another_city_is_named_nowhere_and_its_own_is(made: Path) -> None:
    found = dict(texts(made / "out"))
    assert len(found) > 150
    assert {path: told for path, text in found.items() if (told := foreign(f"{path}\n{text}"))} == {}
    for folder in ("docs/units", "prints/forms", "prints/cards", "prints/county", "papers"):
        of_folder = "\n".join(text for path, text in found.items() if path.startswith(folder))
        assert [item.short for item in FEDERATIONS if item.short not in of_folder] == [], folder
    assert [item.id for item in FEDERATIONS[1:] if f"docs/units/{item.id}.md" not in found] == []
    assert "云岭市残疾人联合会" in "".join(text for path, text in found.items() if path.startswith("papers/"))
    people = "".join(text for path, text in found.items() if path.startswith("docs/assets/find/"))
    assert [name for name in ("云门镇", "石桥镇") if name not in people] == []


def test_the_pattern_finds_the_city_of_the_notice_in_its_own_ledger(policy_root: Path, shipped_root: Path) -> None:
    unit = (shipped_root / "pingjiang" / "unit.yml").read_text("utf-8")
    assert foreign(unit) == {"pingjiang", "平江县", "0730"}
    assert foreign((policy_root / "policy" / "clauses.yml").read_text("utf-8")) == {"岳阳", "岳市"}
    assert foreign("YYL-7K3Q、证号49062619580312101") == {"YYL-", "490626"}
    assert foreign("pingjiangnan 云门镇 10730") == set()


def test_the_check_finds_no_error_and_asks_for_the_words_of_the_office(made: Path, library: SchemaLibrary) -> None:
    report = check.run(made / "records", library, AS_OF)
    assert report.errors == 0
    assert "document-blank" in {finding.rule.id for finding in report.findings}


def test_a_ledger_of_real_people_is_judged_alike(made: Path, library: SchemaLibrary, tmp_path: Path) -> None:
    """With other marks of the fictional the same people count as real: nothing but their not being such is asked."""
    root = shutil.copytree(made / "records", tmp_path / "records")
    ledger, text = root / "policy" / "ledger.yml", (root / "policy" / "ledger.yml").read_text("utf-8")
    for before, after in (("fictional: true", "fictional: false"), ("示例", "虚构"), ("Shili", "Xugou"),
                          ('"49"', '"48"'), ("1540000", "1990000"), ("0000-0", "0999-0")):  # fmt: skip
        assert before in text
        text = text.replace(before, after)
    ledger.write_text(text, "utf-8")
    fictional, real = (check.run(at, library, AS_OF).findings for at in (made / "records", root))
    assert [(item.rule.id, item.path, item.message) for item in real] == [
        (item.rule.id, item.path, item.message) for item in fictional
    ]


@pytest.mark.parametrize("how", ["off", "gone"])
def test_another_province_does_without_the_programmes_of_this_one(
    how: str, library: SchemaLibrary, tmp_path: Path
) -> None:
    """What rests on a document of Hunan says so in its basis; a city elsewhere switches it off, or takes it out."""
    city = source(library)
    rules = city.files["policy-entitlements"]["rules"]
    theirs = [rule for rule in rules if any("湘" in basis or "湖南" in basis for basis in rule["basis"])]
    assert [rule["id"] for rule in theirs] == [
        "living_subsidy", "nursing_subsidy", "dibao_single", "medical_aid", "home_access", "aids", "central_care",
    ]  # fmt: skip
    for rule in theirs:
        if how == "gone":
            rules.remove(rule)
        else:
            rule["enabled"] = False
    city = Source.of(dict(city.files), FEDERATIONS)
    demo.build(tmp_path / "records", library, source=city, households=3, visits=3, as_of=AS_OF)
    assert check.run(tmp_path / "records", library, AS_OF).errors == 0
    words = ["site", "--pages-only", "--no-pictures", "--docs", str(tmp_path / "docs"), "--out", str(tmp_path / "site")]
    done = CliRunner().invoke(cli, [*words, "--records", str(tmp_path / "records")])
    assert done.exit_code == 0, done.output
    pages = "".join(text for path, text in texts(tmp_path / "docs") if path.startswith("households/"))
    assert "基本医疗保险参保" in pages
    assert "困难重度残疾人集中照护" not in pages
