"""The rules of the form: where they speak, they say what the check says, of each fault and of what is in order."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tests.rules import conftest as rules

from jiedui.check import judged
from jiedui.model.ledger import Ledger
from jiedui.model.time import Span
from jiedui.records import values
from jiedui.records.finding import Finding
from jiedui.records.mask import BIRTH_MASK, MASK
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.site import Edition
from jiedui.site.files.assets import ASSETS
from jiedui.site.files.form import index
from jiedui.site.site import Site
from jiedui.struct import replace

from .conftest import KINDS, patch

pytestmark = pytest.mark.node

NodeRun = Callable[[str, Any], Any]
Told = tuple[str, str, tuple[Any, ...], str, str]

SCRIPT = (ASSETS / "entry" / "rules.js").read_text("utf-8")
JUDGED = sorted(set(re.findall(r'\b(?:say|ask)\("([a-z-]+)"', SCRIPT)))
EXAMPLES = {
    name: fault for name, fault in rules.FAULTS.items() if fault["expect"][0]["rule"] in JUDGED and "since" not in fault
}

# What stands in the sentences of the check about files and their lines, and how the form says it.
OTHERWISE = (
    ("；文件名也要一致。", "。"),
    ("，文件名也要一致；", "；"),
    ("和终止日期终止；还在帮扶的，删掉 closed，", "和终止日期；还在帮扶的，删掉终止，"),
    ("是否联系上写 false。", "“是否联系上”选“否”。"),
    ("是否联系上改成 true；", "“是否联系上”选“是”；"),
    ("在拟帮扶措施里写拟帮扶措施，或在需求和措施里写需求和措施。", "写拟帮扶措施，或写需求和措施。"),
)
MOVED = re.compile("商量好以后运行 jiedui move .*")


# A key with its title, before a number and elsewhere; a key behind what stands for its title.
TITLED = r" ?\b[a-z]+(?:_[a-z]+)*（([^（）]*(?:（[^（）]*）)?)）"
BESIDE = re.compile(r"(?<=[期因系]) [a-z]+(?:_[a-z]+)*(?: (?=[和（写])|(?=[（，。和]))")


def plain(text: str) -> str:
    """Return a sentence with each field called by its title alone, as somebody reads it who sees no file."""
    text = text.replace("结束日期 to（", "结束日期（")
    text = re.sub(TITLED, r"\1", re.sub(f"{TITLED}(?=[0-9])", r"\1 ", text))
    text = BESIDE.sub("", MOVED.sub("由那边登记。", text))
    for said, otherwise in OTHERWISE:
        text = text.replace(said, otherwise)
    return text


def told(finding: Finding) -> Told:
    """Return all of a finding that the form tells, too."""
    pointer = (*finding.pointer, finding.missing) if finding.missing else finding.pointer
    return finding.rule.id, str(finding.severity), pointer, plain(finding.message), plain(finding.remedy)


def home_of(record: Record, ledger: Ledger) -> dict[str, Any]:
    """Return what the form is given of a household, as far as rules look at it; all helpers are known to it."""
    helpers = ledger.helpers.values()

    def days(span: Span) -> dict[str, str]:
        return {"from": str(span.start)} | ({"to": str(span.end)} if span.end else {})

    return {
        "id": record.place.stem,
        "data": record.data,
        "spells": {helper.id: [days(role.span) for role in helper.roles] for helper in helpers},
        "deputies": {
            helper.id: [{"deputy": pause.deputy, **days(pause.span)} for pause in helper.pauses] for helper in helpers
        },
    }


class Vectors:
    """Records with what the check says of them, to ask the form about all at once."""

    def __init__(self, library: SchemaLibrary, edition: Edition) -> None:
        self.library, self.edition = library, edition
        self.asks: list[Any] = []
        self.expected: list[tuple[str, list[Told]]] = []

    def known(self, ledger: Ledger, today: date) -> dict[str, Any]:
        return index.index(Site(ledger, today, self.edition))

    def add(
        self,
        name: str,
        records: Records,
        today: date,
        files: Mapping[str, bytes | None] = MappingProxyType({}),
        paths: set[str] | None = None,
    ) -> None:
        """Add the records at some places of a ledger, or all that the form may judge; ``files`` say something else."""
        report = judged(records, self.library, today, files)
        ledger = report.ledger
        assert ledger is not None
        places = {record.path: record for record in records.valid if record.place.kind in KINDS}
        homes = {
            record.place.stem: home_of(record, ledger)
            for record in places.values()
            if record.place.kind == "household" and not record.data.get("withdrawn")
        }
        changed = (
            {"policy": self.known(ledger, today)["policy"]} if any("policy" in path for path in paths or ()) else {}
        )
        for path, record in places.items():
            if paths is not None and path not in paths:
                continue
            home = homes.get(record.place.household)
            context = {"today": str(today), "stem": record.place.stem}
            if record.place.kind == "household":
                context |= {"spells": home_of(record, ledger)["spells"]}
            elif record.place.kind == "visit":
                context |= {"home": home, "homes": {one: homes.get(one) for one in record.data.get("also", ())}}
            self.asks.append([record.place.kind, record.data, context, changed])
            found = [told(each) for each in report.findings if each.path == path and each.rule.id in JUDGED]
            self.expected.append((f"{name}: {path}", sorted(found, key=str)))

    def answered(self, node_run: NodeRun, ledger: Ledger) -> list[tuple[str, list[Told]]]:
        """Return what the form says of each, called as it was added."""
        answers = node_run("entry-rules.mjs", {"index": self.known(ledger, rules.AS_OF), "asks": self.asks})
        keys = ("rule", "severity", "pointer", "message", "remedy")
        said = ([tuple(tuple(v) if isinstance(v := fault[key], list) else v for key in keys) for fault in answer]
                for answer in answers)  # fmt: skip
        return [(name, sorted(faults, key=str)) for (name, _), faults in zip(self.expected, said, strict=True)]


@pytest.fixture(scope="module")
def base(policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The ledger of the rules, in which nothing is wrong."""
    root = tmp_path_factory.mktemp("rules") / "records"
    shutil.copytree(rules.HERE / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    return read_ledger(root, library)


def faulted(base: Records, fault: dict[str, Any], library: SchemaLibrary) -> Records:
    """Return the ledger with a fault in it, of the kinds that the examples of these rules have."""
    records = {record.path: record for record in base.valid}
    for change in (fault, *fault.get("more", ())):
        assert change.keys().isdisjoint({"write", "copy", "folder", "replace"})
        for old, new in change.get("move", {}).items():
            place = records[old].place
            records[new] = Record(replace(place, path=new, stem=Path(new).stem), records.pop(old).data)
        for path in change.get("delete", ()):
            del records[path]
        record = records[change["file"]]
        data = copy.deepcopy(record.data)
        patch(data, change)
        records[record.path] = Record(record.place, values.convert(data, library[record.place.kind].typed, []))
    return Records(base.root, list(records.values()))


def otherwise(base: Records, records: Records, library: SchemaLibrary) -> dict[str, bytes | None]:
    """Return the files that say something else than in the ledger as it lies there, or are gone."""
    before, after = ({record.path: record for record in each.valid} for each in (base, records))
    files: dict[str, bytes | None] = dict.fromkeys(before.keys() - after.keys())
    for path, record in after.items():
        if path not in before or before[path].data != record.data:
            files[path] = write(record.data, library[record.place.kind]).encode()
    return files


def test_each_example_of_a_fault_is_told_as_the_check_tells_it(
    node_run: NodeRun, base: Records, library: SchemaLibrary, edition: Edition
) -> None:
    vectors = Vectors(library, edition)
    for name, fault in EXAMPLES.items():
        files = {change["file"] for change in (fault, *fault.get("more", ()))}
        paths = files | {item.get("path", fault["file"]) for item in fault["expect"]}
        today = date.fromisoformat(fault["as_of"]) if "as_of" in fault else rules.AS_OF
        records = faulted(base, fault, library)
        vectors.add(name, records, today, otherwise(base, records, library), paths)
    assert vectors.answered(node_run, Ledger.of(base)) == vectors.expected
    shown = {rule for _, found in vectors.expected for rule, *_ in found}
    assert shown == set(JUDGED), "write an example: tests/rules/faults/<rule-id>.yml"


def agreed(records: Records, today: str, node_run: NodeRun, library: SchemaLibrary, edition: Edition) -> int:
    """Have all records of a ledger judged on a day by both, and return in how many of them something is found."""
    vectors = Vectors(library, edition)
    vectors.add("", records, date.fromisoformat(today))
    assert vectors.answered(node_run, Ledger.of(records)) == vectors.expected
    return sum(bool(found) for _, found in vectors.expected)


def test_of_records_in_order_nothing_is_said_and_much_on_a_day_before_them(
    node_run: NodeRun, base: Records, small_records: Records, library: SchemaLibrary, edition: Edition
) -> None:
    assert agreed(base, "2026-11-23", node_run, library, edition) == 0
    assert agreed(base, "2024-03-01", node_run, library, edition) >= 8
    assert agreed(small_records, "2025-06-30", node_run, library, edition) >= 8


@pytest.mark.soak
def test_of_the_whole_ledger_the_same_is_said(
    node_run: NodeRun, shipped_root: Path, library: SchemaLibrary, edition: Edition
) -> None:
    """On a day a while back, from which many days were yet to come; of more than some a check gives but the number."""
    assert agreed(read_ledger(shipped_root, library), "2026-08-31", node_run, library, edition) >= 100


def judged_alone(node_run: NodeRun, site: Site, *asks: Any) -> list[list[tuple[str, list[Any]]]]:
    """Return by which rules something is found in records, and where."""
    answers = node_run("entry-rules.mjs", {"index": index.index(site), "asks": [[*ask, {}] for ask in asks]})
    return [[(fault["rule"], fault["pointer"]) for fault in answer] for answer in answers]


HOME = {
    "id": "YYL-7K3Q", "registered_on": "2026-01-05", "county": "岳阳楼区", "township": "郭镇乡", "village": "示例村",
    "hardship": [{"status": "低保户"}],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "sex": "女", "birth": "1968-04-09", "relation": "本人",
         "disability": {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}},
    ],
}  # fmt: skip
VISIT = {
    "date": "2026-11-20", "by": "YYL-B-7K3Q", "channel": "电话", "reached": True, "counterpart": "本人",
    "entered_on": "2026-11-20",
}  # fmt: skip
TODAY = {"today": "2026-11-23"}


def test_nothing_is_said_of_a_number_that_is_not_shown(node_run: NodeRun, site: Site) -> None:
    hidden = copy.deepcopy(HOME)
    hidden["members"][0]["disability"]["certificates"][0]["number"] = MASK
    wrong = [("certificate-mismatch", ["members", 0, key]) for key in ("birth", "sex")]
    assert judged_alone(node_run, site, ["household", HOME, TODAY], ["household", hidden, TODAY]) == [wrong, []]


def test_nothing_is_said_of_a_birth_that_is_not_shown(node_run: NodeRun, site: Site) -> None:
    hidden = copy.deepcopy(HOME)
    hidden["members"][0]["birth"] = BIRTH_MASK
    wrong = [("certificate-mismatch", ["members", 0, "sex"])]
    assert judged_alone(node_run, site, ["household", hidden, TODAY]) == [wrong]


def test_nothing_is_said_of_whom_the_page_does_not_know(node_run: NodeRun, site: Site) -> None:
    pairing = {"helper": "YYL-B-3333", "role": "主责", "from": "2026-02-01"}
    home: dict[str, Any] = {"id": "YYL-7K3Q", "data": HOME | {"pairings": [pairing]}}
    spells = {"YYL-B-3333": [{"from": "2020-01-01"}], "YYL-B-7K3Q": [{"from": "2020-01-01"}]}
    left = spells | {"YYL-B-7K3Q": [{"from": "2020-01-01", "to": "2026-10-31"}]}
    deputies = {"YYL-B-3333": [{"deputy": "YYL-B-7K3Q", "from": "2026-11-01", "to": "2026-11-20"}]}
    cases = [
        ({"spells": {}}, []),
        ({"spells": {"YYL-B-7K3Q": spells["YYL-B-7K3Q"]}}, []),
        ({"spells": {"YYL-B-3333": spells["YYL-B-3333"]}}, []),
        ({"spells": spells}, [("visit-delegate", ["by"])]),
        ({"spells": left}, [("visit-out-of-office", ["by"])]),
        ({"spells": spells, "deputies": deputies}, []),
    ]
    also = VISIT | {"also": ["YYL-2222"]}
    asks = [["visit", also, TODAY | {"home": home | known, "homes": {"YYL-2222": None}}] for known, _ in cases]
    assert judged_alone(node_run, site, *asks) == [found for _, found in cases]


def test_a_helper_who_was_picked_is_judged_by_the_terms_that_come_with_the_question(
    node_run: NodeRun, site: Site
) -> None:
    pairings = [{"helper": "YYL-B-3333", "role": "主责", "from": "2026-02-01"}]
    home = HOME | {
        "pairings": pairings,
        "plan": "看望",
        "members": [HOME["members"][0] | {"sex": "男", "birth": "1958-03-12"}],
    }
    known = TODAY | {"spells": {"YYL-B-3333": [{"from": "2026-03-01"}]}}
    asks = [["household", home, TODAY], ["household", home, known]]
    assert judged_alone(node_run, site, *asks) == [[], [("pairing-employed", ["pairings", 0, "from"])]]


def test_of_a_day_to_come_nothing_else_is_said_and_nothing_of_what_was_withdrawn(node_run: NodeRun, site: Site) -> None:
    home = {"home": {"id": "YYL-7K3Q", "data": HOME}}
    later = VISIT | {"date": "2026-12-01", "entered_on": "2026-12-01"}
    withdrawn = later | {"withdrawn": {"date": "2026-11-20", "reason": "记错"}}
    asks = [["visit", data, TODAY | home] for data in (later, withdrawn, VISIT)]
    days = [("visit-future", ["date"]), ("visit-future", ["entered_on"])]
    assert judged_alone(node_run, site, *asks) == [days, [], [("visit-before-pairing", ["date"])]]
