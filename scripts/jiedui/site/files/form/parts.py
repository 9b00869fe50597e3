"""The scripts that 登记 loads: ``index`` with the page, whoever is chosen, and ``phones-…``: who may have a number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jiedui.site.family import WORKERS
from jiedui.site.files.form import phones
from jiedui.site.files.form.index import index
from jiedui.site.files.form.records import WrittenRecords
from jiedui.site.files.scripts import script
from jiedui.site.machine.output import LateFile

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    people: list[Household | Helper] = [*site.ledger.own_households.values(), *site.ledger.own_helpers.values()]
    for item in people:
        yield LateFile(_path(item.id), partial(of, item))


def _script(name: str, data: object) -> OutputFile:
    return script(_path(name), "JIEDUI_ENTRY_DATA", name, data)


def _path(name: str) -> str:
    return f"assets/entry-data/{name}.js"
