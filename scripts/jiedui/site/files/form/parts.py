"""The scripts that 登记 loads: ``index`` with the page, ``r-…`` with whoever is chosen, ``phones-…``: who has a number.

A city has tens of thousands of households: some lie in each script, by a mark of their ids.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.model.household import Household
from jiedui.records.kinds import path_of
from jiedui.site.family import WORKERS
from jiedui.site.files.form import phones
from jiedui.site.files.form.index import index
from jiedui.site.files.form.packing import Packing
from jiedui.site.files.form.records import WrittenRecords
from jiedui.site.files.scripts import script
from jiedui.site.machine.output import LateFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jiedui.model.helper import Helper
    from jiedui.model.ledger import Ledger
    from jiedui.site.machine.output import AnyFile, Content, OutputFile
    from jiedui.site.site import Site

SHOWN_TO = WORKERS


# How many households and helpers lie in one script, at most on average.
TOGETHER = 24
# Where the values lie that the records of a script have in common; no id is written so.
TABLE = "table"


def files(site: Site) -> Iterator[AnyFile]:
    """Yield every script with its place from the top of the site.

    Those of households and helpers hold all that the ledger of the site holds, if it is known where they are written.
    """
    marks = phones.buckets(site.ledger)
    found = [] if site.root is None else people(site.ledger)
    known = {"phones": {"salt": phones.salt(site.ledger), "buckets": len(marks)}, "records": len(found)}
    yield _script("index", index(site) | known)
    for number, bucket in enumerate(marks):
        yield _script(f"phones-{number}", bucket)
    if site.root is None:
        return
    records = WrittenRecords(site, site.root)
    # Where records were read with keys nothing is known: the scripts hold what is sealed as it is written.
    contents = site.contents if site.library.ring is None else {}
    own = _contents(contents)
    for number, some in enumerate(found):
        # What lies in a folder and is no record says no more than that it is there, which errors tell of.
        said = chain.from_iterable(_made_of(records, own, item, lies_there=bool(site.left_out)) for item in some)
        made_of = hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest() if contents else ""
        name = f"r-{number}"
        yield LateFile(_path(name), partial(_records, name, records, some), made_of)


def people(ledger: Ledger) -> list[list[Household | Helper]]:
    """Return the households and helpers that a ledger is of, in the scripts that they lie in.

    Of these there are twice as many when there are too few: else each would have others whenever somebody is added.
    """
    everybody: dict[str, Household | Helper] = {**ledger.own_households, **ledger.own_helpers}
    found: list[list[Household | Helper]] = [[] for _ in range(1 << (len(everybody) // TOGETHER).bit_length())]
    marks = ledger.of_each("marks", everybody, lambda item: phones.mark("", item.id), in_passing=True)
    for item in everybody.values():
        found[marks[item.id] % len(found)].append(item)
    return found


def _records(name: str, records: WrittenRecords, some: Iterable[Household | Helper]) -> Content:
    packing = Packing()
    found = {item.id: packing.of(record) for item in some if (record := records.of(item))}
    return _script(name, {TABLE: packing.table, **found}).content


def _made_of(
    records: WrittenRecords,
    own: Callable[[Household | Helper], list[str]],
    item: Household | Helper,
    *,
    lies_there: bool,
) -> Iterator[str]:
    """Yield what tells a household or helper in a script from before; perhaps what ``lies_there``, however faulty."""
    yield from own(item)
    if isinstance(item, Household):
        yield from records.beside(item)
        yield from records.stems(item) if lies_there else ()


def _contents(known: Mapping[str, str]) -> Callable[[Household | Helper], list[str]]:
    """Return what gives the contents of somebody's record, of a household with those of its contacts."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path, content in known.items():
        folders[path.rpartition("/")[0]] += path, content

    def own(item: Household | Helper) -> list[str]:
        if not isinstance(item, Household):
            path = path_of("helper", item.unit, item.id)
            return [path, known.get(path, "")]
        paths = path_of("household", item.unit, item.id), path_of("visit", item.unit, "", item.id)
        return [text for path in paths for text in folders[path.rpartition("/")[0]]]

    return own


def _script(name: str, data: object) -> OutputFile:
    return script(_path(name), "JIEDUI_ENTRY_DATA", name, data)


def _path(name: str) -> str:
    return f"assets/entry-data/{name}.js"
