"""Two ledgers and their pages: a small one that is counted by hand, and the shipped one as a built site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.ended import ended
from tests.waiting import until

from jiedui import check  # noqa: F401  (enters the rules that the pages list)
from jiedui.model.ledger import Ledger
from jiedui.model.need import Need
from jiedui.model.time import Span
from jiedui.records.finding import RULES
from jiedui.records.kinds import path_of
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.serving import services
from jiedui.site import Edition, PagesReport, build_pages
from jiedui.site.build import pages_of
from jiedui.site.machine.engine import Settings, build, settings
from jiedui.site.site import Site
from jiedui.struct import replace

REPO_ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 23)
COMMIT = "0123456789"
HOSTILE = (
    '<script>document.title="坏"</script> | [看](javascript:alert(1)) **粗** `码` {#x} '
    "![图](http://evil.example/x.png) [^1] \\ &amp;"
)

DIVISIONS = {
    "source": "手写的两个县",
    "counties": [
        {"code": "430602", "name": "岳阳楼区", "unit": "yueyanglou", "townships": [
            {"code": "430602001", "name": "岳阳楼街道"}, {"code": "430602100", "name": "郭镇乡"}]},
        {"code": "430626", "name": "平江县", "unit": "pingjiang", "townships": [
            {"code": "430626101", "name": "安定镇"}, {"code": "430626102", "name": "三市镇"}]},
    ],
}  # fmt: skip

UNITS = [
    {"id": "city", "prefix": "YY", "name": "岳阳市残疾人联合会", "short": "市残联", "level": "市残联"},
    {"id": "yueyanglou", "prefix": "YYL", "name": "岳阳楼区残疾人联合会", "short": "岳阳楼区", "level": "县级残联",
     "phone": "0730-0000001", "supervision_phone": "0730-0000002", "lead_department": "教就股",
     "milestones": [{"key": "摸底", "done_on": "2023-09-20", "document": "摸底表"},
                    {"key": "方案", "done_on": "2023-10-08"}]},
    {"id": "pingjiang", "prefix": "PJ", "name": "平江县残疾人联合会", "short": "平江县", "level": "县级残联"},
]  # fmt: skip


def helper(identifier: str, name: str, **role: Any) -> dict[str, Any]:
    spell = {"body": "县级残联", "department": "教就股", "post": "干事", "from": "2020-01-01", **role}
    return {"id": identifier, "name": name, "mobile": "15400000001", "roles": [spell]}


HELPERS = {
    "city": [
        helper("YY-B-2222", "示例甲", body="市残联机关", department="办公室", post="副理事长", post_level="县处级副职")
    ],
    "yueyanglou": [helper("YYL-B-2222", "示例乙"), helper("YYL-B-3333", "示例丙")],
    "pingjiang": [
        helper("PJ-B-2222", "示例丁", body="乡镇(街道)残联", department="安定镇残联", township="安定镇"),
        helper("PJ-B-3333", "示例戊", to="2026-06-30", end_reason="退休离岗"),
    ],
}


def person(number: int, name: str, certificate: str, category: str, grade: str, **more: Any) -> dict[str, Any]:
    """A disabled member; the certificate states the birth date and, in its 17th digit, the sex."""
    birth = f"{certificate[6:10]}-{certificate[10:12]}-{certificate[12:14]}"
    sex = "男" if int(certificate[16]) % 2 else "女"
    benefits = more.pop("benefits", {})
    disability = {"certificates": [{"number": certificate, "category": category, "grade": grade}], **more}
    relation = "本人" if number == 1 else "子"
    member = {
        "id": ("m-2F8D", "m-3G9H", "m-4K5M")[number - 1],
        "name": name,
        "sex": sex,
        "birth": birth,
        "relation": relation,
        "disability": disability,
    }
    return {**member, **({"benefits": benefits} if benefits else {})}


DONE = dict.fromkeys(("form_on", "card_on", "onsite_on", "module_on"), "2026-01-20")

HOUSEHOLDS = {
    "yueyanglou": [
        {"id": "YYL-2222", "registered_on": "2023-09-10", "county": "岳阳楼区", "township": "岳阳楼街道",
         "village": "示例社区", "phone": "15400000011", "hardship": [{"status": "低保户"}],
         "members": [person(1, "示例子", "49060219580312101741", "肢体", "一级")],
         "pairings": [{"helper": "YYL-B-2222", "role": "主责", "from": "2026-01-05", **DONE}],
         "outings": [{"person": "m-2F8D", "date": "2026-05-17", "kind": "游一次园"}]},
        {"id": "YYL-3333", "registered_on": "2026-10-01", "county": "岳阳楼区", "township": "郭镇乡",
         "village": "示例村", "hardship": [{"status": "低保边缘户"}],
         "members": [person(1, "示例丑", "49062119850724104151", "智力", "一级")]},
    ],
    "pingjiang": [
        {"id": "PJ-2222", "registered_on": "2023-09-10", "county": "平江县", "township": "安定镇", "village": "示例村",
         "hardship": [{"status": "低保户"}], "plan": HOSTILE, "note": HOSTILE,
         "members": [person(1, "示例寅", "49062620110905207362", "精神", "二级",
                            benefits={"living_subsidy": "符合未享受", "nursing_subsidy": "已享受"})],
         "relapse": [{"risk": "有", "kind": "学费", "found_on": "2026-07-15", "monitoring": [{"status": "未申报"}]}],
         "pairings": [{"helper": "YY-B-2222", "role": "主责", "from": "2026-07-01", "form_on": "2026-07-15"}],
         "needs": [{"id": "n-7K3Q", "content": HOSTILE, "raised_on": "2026-07-15", "urgent": True,
                    "measures": [{"code": "帮就学", "content": HOSTILE, "promised_on": "2026-07-15",
                                  "due_on": "2026-12-01", "by": "YY-B-2222"}]}]},
        {"id": "PJ-3333", "registered_on": "2023-09-10", "county": "平江县", "township": "三市镇", "village": "示例村",
         "hardship": [{"status": "低保户"}],
         "members": [person(1, "示例卯", "49068119721130312911", "视力", "一级"),
                     person(2, "示例辰", "49060219580312101742", "肢体", "二级",
                            outing_exemption={"from": "2026-01-01", "reason": "卧床", "alternative": "听书"})],
         "pairings": [
             {"helper": "PJ-B-3333", "role": "主责", "from": "2026-01-05", "to": "2026-06-30", "end_reason": "退休离岗",
              "decided_by": "平江县残联", "decided_on": "2026-06-20", **DONE},
             {"helper": "PJ-B-2222", "role": "主责", "from": "2026-07-01",
              **dict.fromkeys(DONE, "2026-07-20")}]},
    ],
}  # fmt: skip


def visit(when: str, by: str, **more: Any) -> dict[str, Any]:
    return {
        "date": when,
        "by": by,
        "channel": "入户",
        "reached": True,
        "counterpart": "本人",
        "entered_on": when,
        **more,
    }


VISITS = {
    "YYL-2222": [visit("2026-01-20", "YYL-B-2222"), visit("2026-10-10", "YYL-B-2222", channel="电话")],
    "PJ-2222": [visit("2026-07-15", "YY-B-2222", hazards={"electric": "有"}, content=HOSTILE,
                      needs=[{"id": "n-7K3Q", "action": "提出"}])],
    "PJ-3333": [visit("2026-02-02", "PJ-B-3333"), visit("2026-05-05", "PJ-B-3333"),
                visit("2026-08-01", "PJ-B-2222"), visit("2026-11-01", "YYL-B-3333")],
}  # fmt: skip


def write_records(root: Path, policy_root: Path, library: SchemaLibrary) -> None:
    """Write the records of this module below ``root``, with the shipped policy."""
    shutil.copytree(policy_root / "policy", root / "policy")

    def put(data: dict[str, Any], kind: str, **place: str) -> None:
        file = root / path_of(kind, **place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(data, library[kind]), "utf-8")

    put(DIVISIONS, "divisions")
    for unit in UNITS:
        put(unit, "unit", unit=str(unit["id"]))
    for unit, found in HELPERS.items():
        for item in found:
            put(item, "helper", unit=unit, stem=item["id"])
    for unit, homes in HOUSEHOLDS.items():
        for home in homes:
            identifier = str(home["id"])
            put(home, "household", unit=unit, stem=identifier)
            for item in VISITS.get(identifier, ()):
                put(item, "visit", unit=unit, stem=item["date"], household=identifier)


@pytest.fixture
def small_root(policy_root: Path, library: SchemaLibrary, tmp_path: Path) -> Path:
    """The records of the small ledger, for a test to change."""
    write_records(tmp_path / "records", policy_root, library)
    return tmp_path / "records"


@pytest.fixture(scope="session")
def small_records(policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The records of the small ledger, read from its files, of which none is faulty."""
    root = tmp_path_factory.mktemp("small") / "records"
    write_records(root, policy_root, library)
    records = read_ledger(root, library)
    assert records.findings == []
    return records


@pytest.fixture(scope="session")
def ledger(small_records: Records) -> Ledger:
    """The small ledger."""
    return Ledger.of(small_records)


@pytest.fixture(scope="session")
def edition(library: SchemaLibrary) -> Edition:
    """What every build of these tests shows beside its ledger."""
    return Edition(
        commit=COMMIT, library=library, rules=tuple(RULES), services=services(),
        navigation=settings()["nav"],
    )  # fmt: skip


@pytest.fixture(scope="session")
def site(ledger: Ledger, edition: Edition) -> Site:
    return Site(ledger, AS_OF, edition)


@pytest.fixture(scope="session")
def handed_over(ledger: Ledger, edition: Edition) -> Site:
    """The site of the small ledger, but YYL-B-2222 called YYL-2222 on 10 October and handed it over on the 15th.

    YYL-B-3333 has it from 16 October on, with a promise of his predecessor.
    """
    home = ledger.households["YYL-2222"]
    (first,) = home.pairings
    before = replace(first, span=Span(first.span.start, date(2026, 10, 15)), end_reason="岗位调整")
    after = replace(first, helper="YYL-B-3333", span=Span(date(2026, 10, 16)))
    measure = {"code": "帮就业", "content": "问工厂", "promised_on": "2026-10-01", "by": "YYL-B-2222"}
    need = Need.of({"id": "n-7K3Q", "content": "找活", "raised_on": "2026-10-01", "measures": [measure]})
    households = ledger.households | {home.id: replace(home, pairings=(before, after), needs=(need,))}
    return Site(replace(ledger, households=households), AS_OF, edition)


@pytest.fixture(scope="session")
def make_pages(ledger: Ledger, small_records: Records, edition: Edition) -> Callable[..., PagesReport]:
    """Writes the pages of the small ledger: ``make_pages(folder)``, ``make_pages(folder, day)``."""

    def make(out: Path, as_of: date = AS_OF, *, pictures: bool = False, **more: Any) -> PagesReport:
        return build_pages(ledger, as_of, out, replace(edition, root=small_records.root, pictures=pictures), **more)

    return make


@pytest.fixture(scope="session")
def pages(make_pages: Callable[..., PagesReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Markdown pages of the small ledger."""
    out = tmp_path_factory.mktemp("pages") / "docs"
    make_pages(out)
    return out


class Reading(HTMLParser):
    """The tables of a page by id, as rows of cells, each cell (text, target of its first link)."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[tuple[str, str]]]] = {}
        self.ids: list[str] = []
        self.tags: list[str] = []
        self._table: list[list[tuple[str, str]]] | None = None
        self._cell: list[str] | None = None
        self._link = ""
        self._body = False
        self.feed(ended(source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if given.get("id", "").startswith("t-"):
            self._table = self.tables.setdefault(given["id"][2:], [])
        elif tag in ("tbody", "tfoot"):
            self._body = True
        elif tag == "tr" and self._body and self._table is not None:
            self._table.append([])
        elif tag in ("td", "th") and self._body and self._table:
            self._cell, self._link = [], ""
        elif tag == "a" and self._cell is not None and not self._link:
            self._link = given.get("href", "")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self._table:
            self._table[-1].append(("".join(self._cell).strip(), self._link))
            self._cell = None
        elif tag == "table":
            self._table, self._body = None, False


def text_of(folder: Path, name: str) -> str:
    """The text of a page, be it Markdown or, with all its end tags, HTML; of Markdown, without its frame."""
    file = folder / f"{name}.md"
    if not file.exists():
        return ended(file.with_suffix(".html").read_text("utf-8"))
    return re.sub(r"^(?:opening|closing): .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)


@pytest.fixture(scope="session")
def source() -> Callable[[Path, str], str]:
    return text_of


@pytest.fixture(scope="session")
def reader() -> type[Reading]:
    """Reads the text of any page: ``reader(text).tables``."""
    return Reading


@pytest.fixture(scope="session")
def read(pages: Path) -> Callable[[str], Reading]:
    """Reads a page of the small ledger: ``read("overview")``."""
    found: dict[str, Reading] = {}

    def reading(name: str) -> Reading:
        if name not in found:
            found[name] = Reading(text_of(pages, name))
        return found[name]

    return reading


def listed(entry: object) -> list[str]:
    """Return the pages of a part of the navigation."""
    if isinstance(entry, str):
        return [entry.removesuffix(".md")]
    parts = entry.values() if isinstance(entry, dict) else entry
    return [page for part in parts for page in listed(part)]


# Every page of the navigation, with one federation for all.
NAVIGATION = [
    page
    for entry in settings()["nav"]
    for page in [*listed(entry), *(["units/pingjiang"] if "县市区" in entry else [])]
]


@pytest.fixture(params=NAVIGATION)
def navigation_page(request: pytest.FixtureRequest) -> str:
    """Each page of the navigation in turn."""
    return str(request.param)


# The folders of complete pages, which stand in no navigation.
LEAVES = (
    "due", "bulletins", "contact", "helpers", "households", "townships", "needs", "provincial", "registers", "changes",
    "annual", "simulation", "workplaces", "quality",
)  # fmt: skip


@pytest.fixture(scope="session")
def leaf_folders() -> tuple[str, ...]:
    return LEAVES


@pytest.fixture(params=LEAVES)
def leaf_folder(request: pytest.FixtureRequest) -> str:
    """Each folder of complete pages in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def shipped(shipped_root: Path, library: SchemaLibrary) -> Ledger:
    return Ledger.of(read_ledger(shipped_root, library))


@pytest.fixture(scope="session")
def docs(request: pytest.FixtureRequest, shipped_root: Path, edition: Edition, made_once: Callable[..., Path]) -> Path:
    """The pages of the shipped ledger, as the engine gets them."""
    whole = replace(edition, root=shipped_root)
    return made_once("docs", lambda out: build_pages(request.getfixturevalue("shipped"), AS_OF, out, whole))


@pytest.fixture(scope="session")
def shipped_settings(shipped: Ledger, edition: Edition) -> Settings:
    """What the engine is told to make a site of the shipped ledger."""
    site = Site(shipped, AS_OF, edition)
    pages_of(site)
    return settings() | {"site_name": shipped.policy.name, "nav": site.navigation}


@pytest.fixture(scope="session")
def built(shipped_settings: Settings, docs: Path, made_once: Callable[..., Path]) -> Path:
    """The site that MkDocs makes of the shipped ledger."""

    def make(site: Path) -> None:
        assert build(shipped_settings, docs, site, "mkdocs") == 0

    return made_once("site", make)


# Of each table the first row, and each with a part that stood in no row before: all, or it would take minutes. A matrix
# stays as it is: it has been scrolled to its place.
SHORTENED = """() => {
  const met = new Set();
  const bodies = document.querySelectorAll('table:not(.jd-matrix) > tbody');
  for (const body of bodies) [...body.rows].forEach((row, number) => {
    const parts = [row, ...row.querySelectorAll('*')].map(
      part => `${part.parentNode.nodeName} ${part.nodeName} ${part.getAttribute('class')}`);
    if (number && parts.every(part => met.has(part))) row.remove();
    parts.forEach(part => met.add(part));
  });
}"""


@pytest.fixture
def axe(node_run: Any, repo_root: Path) -> Any:
    """Judges a page by axe-core; with ``rules`` by these alone. Gives (rule, first element) of each fault."""
    assert node_run  # which has installed the packages
    script = repo_root / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"

    def run(page: Any, rules: list[str] | None = None) -> list[tuple[str, str]]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script.read_text("utf-8"))  # as a tool of the browser, which no policy of a page keeps out
        options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        if rules:
            options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": rules}}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found["violations"]]

    return run


@pytest.fixture(scope="module")
def look(browser: Any) -> Iterator[Any]:
    """Opens a page in a scheme. Each has a browser of its own: the theme keeps the first that it was seen in."""
    pages = {}
    for scheme, name in (("light", "default"), ("dark", "slate")):
        pages[scheme] = name, browser.new_context(color_scheme=scheme, locale="zh-CN").new_page()

    def open_in(file: Path, scheme: str, width: int) -> Any:
        wanted, page = pages[scheme]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        until(page, "wanted => document.documentElement.dataset.mdColorScheme === wanted", arg=wanted)
        page.evaluate(SHORTENED)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page

    yield open_in
    for _, page in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def built_otherwise(shipped_settings: Settings, docs: Path, made_once: Callable[..., Path]) -> Path:
    """The site that Zensical makes of the shipped ledger."""

    def make(folder: Path) -> None:
        shutil.copytree(docs, folder / "docs")  # it writes beside what it reads
        assert build(shipped_settings, folder / "docs", folder / "site", "zensical") == 0

    return made_once("zensical", make) / "site"


def page_file(site: Path, kind: str) -> Path:
    """The file of a kind of page; ``households/*`` is the longest page of that folder."""
    if kind.endswith("/*"):
        return max((site / kind[:-2]).glob("*.html"), key=lambda file: file.stat().st_size)
    return site / f"{kind}.html"


@pytest.fixture(scope="session")
def file_of() -> Callable[[Path, str], Path]:
    return page_file


class Visit:
    """Opens pages of a site from its folder and keeps what the browser asked for and complained about."""

    def __init__(self, page: Page, site: Path) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page = page
        self.site = site
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def open(self, kind: str, anchor: str = "", width: int = 1280) -> Page:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(page_file(self.site, kind).as_uri() + anchor)
        self.page.wait_for_load_state("load")
        return self.page


@pytest.fixture
def visit(page: Page, built: Path) -> Visit:
    return Visit(page, built)


@pytest.fixture(scope="session")
def seen(browser: Browser, built: Path) -> Iterator[Visit]:
    """One page of the browser for all that look alone: to open another takes as long as most pages."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield Visit(context.new_page(), built)
    context.close()


@pytest.fixture
def glance(seen: Visit) -> Visit:
    """Opens pages for a test that looks and measures, presses nothing and leaves every mode as it is."""
    seen.requests.clear()
    seen.complaints.clear()
    return seen
