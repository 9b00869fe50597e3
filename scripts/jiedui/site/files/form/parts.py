"""The scripts that 登记 loads: ``index`` with the page, whoever is chosen, and ``phones-…``: who may have a number."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from jiedui.records.kinds import path_of
from jiedui.site.family import WORKERS
from jiedui.site.files.form import phones
from jiedui.site.files.form.index import index
from jiedui.site.files.form.records import WrittenRecords
from jiedui.site.files.scripts import script
from jiedui.site.machine.output import LateFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.site.machine.output import AnyFile, OutputFile
    from jiedui.site.site import Site

SHOWN_TO = WORKERS


def files(site: Site) -> Iterator[AnyFile]:
    """Yield every script with its place from the top of the site.

    There is one for each household and helper that the ledger of the site holds, if it is known where they are written.
    """
    marks = phones.buckets(site.ledger)
    known = {"salt": phones.salt(site.ledger), "buckets": len(marks)}
    yield _script("index", index(site) | {"phones": known})
    for number, bucket in enumerate(marks):
        yield _script(f"phones-{number}", bucket)
    if site.root is None:
        return
    records = WrittenRecords(site, site.root)

    def of(item: Household | Helper) -> str | None:
        found = records.of(item)
        return None if found is None else str(_script(item.id, found).content)

    # Where records were read with keys nothing is known: the scripts hold what is sealed as it is written.
    contents = site.contents if site.library.ring is None else {}
    own = _contents(contents)
    for home in site.ledger.own_households.values():
        made_of = "\n".join((*own(path_of("household", home.unit, home.id)), *records.stems(home)))
        yield LateFile(_path(home.id), partial(of, home), made_of if contents else "")
    for helper in site.ledger.own_helpers.values():
        made_of = "\n".join(own(path_of("helper", helper.unit, helper.id)))
        yield LateFile(_path(helper.id), partial(of, helper), made_of if contents else "")


def _contents(known: Mapping[str, str]) -> Callable[[str], list[str]]:
    """Return what gives what a script is made of by the path of its record: what lies there, and all helpers."""
    found: dict[str, list[str]] = defaultdict(list)
    helpers = hashlib.blake2b()
    for path, content in known.items():
        if "/helpers/" in path:
            helpers.update(f"{path}\0{content}\n".encode())
        found["/".join(path.split("/", 3)[:3])].append(f"{path}\0{content}")
    return lambda path: [helpers.hexdigest(), *found["/".join(path.split("/", 3)[:3])]]


def _script(name: str, data: object) -> OutputFile:
    return script(_path(name), "JIEDUI_ENTRY_DATA", name, data)


def _path(name: str) -> str:
    return f"assets/entry-data/{name}.js"
