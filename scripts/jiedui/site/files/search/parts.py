"""The scripts that 查户 loads.

``find/index`` is loaded with the page, the others when somebody searches: ``find/t-…`` the terms of one bucket,
``find/r-…`` some rows of the list of hits, ``pages`` the sections of the public pages.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from jiedui.site.family import WORKERS
from jiedui.site.files.scripts import entry, script, script_of
from jiedui.site.files.search.characters import fold, spellings, traditional
from jiedui.site.files.search.entries import CLOSED, UNPAIRED, HelperEntry
from jiedui.site.files.search.terms import buckets
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiedui.site.files.search.entries import Entries
    from jiedui.site.files.sections import Section
    from jiedui.site.machine.output import OutputFile

# Those who search people on 查户 or name them in 登记.
SHOWN_TO = WORKERS

_SHELF = "JIEDUI_FIND"
# How many rows lie in one file: of ten hits, each may lie in another.
ROWS = 50

# What staff say, and what the pages say for it. Words of which one holds the other need none.
ALSO = {
    "二维码": ["联系卡"],
    "死亡": ["去世"],
    "过世": ["去世"],
    "高龄": ["依老养残"],
    "老年": ["依老养残"],
    "慢特病": ["医保", "医疗"],
    "移交": ["交接"],
    "撤回": ["撤销"],
    "护理补贴": ["两项补贴"],
    "生活补贴": ["两项补贴"],
    "入户率": ["入户五件事"],
    "盲人": ["视力"],
    "聋哑": ["听力", "言语"],
    "屏幕阅读": ["读屏"],
    "辅助器具": ["辅具"],
    "轮椅": ["辅具"],
    "助听器": ["辅具"],
}


def files(entries: Entries, sections: Sequence[Section]) -> Iterator[OutputFile]:
    """Yield every script with its place from the top of the site."""
    people = _people(entries, ROWS)
    texts = chain(people.texts, chain.from_iterable((part.page, part.heading, part.text) for part in sections))
    index = {**people.index, "traditional": traditional(texts), "also": ALSO, **people.terms}
    yield _script("find/index", index)
    yield from people.files
    yield _script("pages", sections)


def prepare(entries: Entries) -> None:
    """Reckon ahead of :func:`files` what is drawn from the entries alone."""
    _people(entries, ROWS)


class _People(Struct, frozen=True):
    """What is drawn from the entries alone: scripts, what the index says of them and their terms, and their texts."""

    files: list[OutputFile]
    index: dict[str, Any]
    terms: dict[str, Any]
    texts: set[str]


@lru_cache(maxsize=1)  # most edits leave it as it is
def _people(entries: Entries, at_once: int) -> _People:
    found = buckets(entries)
    terms = {term: parts for bucket in found.buckets for term, parts in bucket.items()}
    written = {term: entry(term, parts) for term, parts in terms.items()}  # each lies in several buckets
    files = [
        script_of(f"assets/find/t-{number}.js", _SHELF, f"find/t-{number}", map(written.__getitem__, bucket))
        for number, bucket in enumerate(found.buckets)
    ]
    rows = (entry.row for entry in entries.numbered)
    starts = range(0, len(entries.numbered), at_once)
    files += [_script(f"find/r-{number}", list(islice(rows, at_once))) for number, _ in enumerate(starts)]
    index, texts = _index(entries)
    return _People(files, index, {"buckets": len(found.buckets), "common": found.common}, texts)


def _index(entries: Entries) -> tuple[dict[str, Any], set[str]]:
    """Return what is needed before any word is looked up, and the texts that it knows."""
    homes, helpers, townships = entries.households, entries.helpers, entries.townships
    names = {
        *chain.from_iterable((entry.name, *entry.others, entry.helper, entry.village) for entry in homes),
        *(entry.name for entry in helpers),
        *chain.from_iterable((item.unit, item.county, item.name) for item in townships),
    }
    offices = {text for entry in helpers for text in (entry.post, entry.department, entry.township)}
    index = {
        "households": len(homes),
        "rows": ROWS,
        "places": _places(entries),
        "townships": townships,
        "prefixes": sorted({fold(entry.id.rpartition("-")[0]) for entry in entries.numbered}),
        "states": [UNPAIRED, CLOSED, *sorted({entry.state for entry in helpers})],
        "pinyin": spellings(names),
    }
    return index, names | offices


def _places(entries: Entries) -> list[tuple[str, str, int, int]]:
    """Return federation, township, and which numbers are there: from the first, up to before the second."""
    found, first = [], 0
    kinds = ((isinstance(entry, HelperEntry), entry.place) for entry in entries.numbered)
    for (_, place), same in groupby(kinds):
        after = first + sum(1 for _ in same)
        found.append((*place, first, after))
        first = after
    return found


def _script(name: str, data: object) -> OutputFile:
    return script(f"assets/{name}.js", _SHELF, name, data)
