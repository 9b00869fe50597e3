"""From a ledger to a folder of Markdown pages and assets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jiedui.model.keeping import Keeping
from jiedui.site.family import FamilyPages, FileFamily, PageFamily
from jiedui.site.files import calendars, feeds, menu, version
from jiedui.site.files import public as public_file
from jiedui.site.files.form import parts as form
from jiedui.site.inputs import Inputs
from jiedui.site.machine.output import Output
from jiedui.site.machine.pictures import Shot, shots
from jiedui.site.pages import (
    about,
    annual,
    bulletins,
    changes,
    contact,
    due,
    entry,
    find,
    guide,
    helpers,
    home,
    households,
    indicators,
    intake,
    left_out,
    listed,
    needs,
    organisation,
    outings,
    overview,
    periods,
    policy,
    provincial,
    public,
    quality,
    quota,
    reference,
    registers,
    requirements,
    simulation,
    steward,
    timeline,
    townships,
    units,
    workplaces,
)
from jiedui.site.run import KnownPages, Progress, SiteRun
from jiedui.site.site import Site
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.site.edition import Edition
    from jiedui.site.machine.output import AnyFile
    from jiedui.site.navigation import Entry
    from jiedui.site.page import Page

# The policy page names the pages of all these that serve a clause, and 要求对照 those that serve a requirement.
FAMILIES: tuple[PageFamily, ...] = (
    home, find, entry, overview, quota, contact, due,
    intake, outings, needs, changes, organisation, registers, provincial, quality, units, workplaces,
    townships, listed, helpers, households, timeline, indicators, reference, guide, about, steward,
    bulletins, periods, annual, simulation, left_out, public,
)  # fmt: skip

# Those whose pages tell whom they are of (:attr:`Page.of`).
OF_PEOPLE: tuple[PageFamily, ...] = (townships, listed, helpers, households)

# The first draw on the records alone: they are made while is reckoned which pages there are.
FILES_OF_RECORDS: tuple[FileFamily, ...] = (calendars, feeds, form)
FILES: tuple[FileFamily, ...] = (*FILES_OF_RECORDS, menu, public_file, version)


# The pages that stand in the menu of one of a household or helper.
IN_THEIR_MENU: tuple[PageFamily, ...] = (home, find, units)

Begun = Callable[["Sequence[Entry]"], None]
"""Is told the navigation as soon as an engine may begin: all Markdown pages are written."""


class PagesReport(Struct, frozen=True, kw_only=True):
    """What a run did to the folder of pages, and in which order the site has them."""

    pages: int
    written: int
    unchanged: int
    deleted: int
    navigation: tuple[Entry, ...]
    shots: tuple[Shot, ...] = ()

    @property
    def summary(self) -> str:
        """The run in one Chinese sentence."""
        return (
            f"{self.pages} 个页面：新写 {self.written} 个文件，不变 {self.unchanged} 个，删除过时的 {self.deleted} 个。"
        )


def pages_of(site: Site) -> list[Page]:
    """Return all pages of a site, without rendering them; the site then knows its menu."""
    kind = site.audience.kind
    families = [FamilyPages(item.SERVES, item.pages(site) if kind in item.SHOWN_TO else ()) for item in FAMILIES]
    pages = [page for family in families for page in family.pages]
    notice = FamilyPages(policy.SERVES, policy.pages(site, pages))
    found = [*pages, *notice.pages]
    if kind in requirements.SHOWN_TO:
        found += requirements.pages(site, [*families, notice])
    site.set_menu(found)
    return found


def pages_of_people(site: Site) -> list[Page]:
    """Return the pages that are each of somebody (:attr:`Page.of`), without rendering them."""
    return [page for family in OF_PEOPLE for page in family.pages(site)]


def expected_of_people(site: Site) -> list[Page]:
    """Return the pages that are each of one household or helper; the site then knows what of its menu stands there.

    Which other pages there are, and with them the rest of the menu, takes longest to tell.
    """
    site.set_menu(page for family in IN_THEIR_MENU for page in family.pages(site))
    return [page for page in pages_of_people(site) if not page.tells]


def build_pages(  # noqa: PLR0913  (who asks is told two things)
    ledger: Ledger,
    as_of: date,
    out: Path,
    edition: Edition,
    *,
    progress: Progress | None = None,
    begun: Begun | None = None,
) -> PagesReport:
    """Write the pages of a ledger as of a day into ``out``; delete what an earlier run left there and this one did not.

    In an edition with pictures the guide shows those that the report names, which are to be taken of the built site;
    ``progress`` is told (done, all) now and then, ``begun`` when an engine may begin. Raises ``OSError`` where ``out``
    holds files that no run of this wrote, or cannot be written, and :class:`~jiedui.records.alone.BusyError` where
    another run writes there.
    """
    ledger.keeping = Keeping(None, frozenset(), lasts=False)  # several families ask for the figures of one day
    report = write_pages(Site(ledger, as_of, edition), out, edition, progress=progress, begun=begun)
    ledger.keeping = None
    return report


def write_pages(  # noqa: PLR0913  (as above)
    site: Site,
    out: Path,
    edition: Edition,
    *,
    progress: Progress | None = None,
    begun: Begun | None = None,
    known: KnownPages | None = None,
) -> PagesReport:
    """Write the pages of a site that is made already; see :func:`build_pages`.

    ``known`` is kept from one run of a process to the next.
    """
    with Output(out) as output:
        run = SiteRun(site, output, Inputs(site, edition.contents), known)
        files = _files(site, FILES_OF_RECORDS)
        with run.meanwhile(files):
            people = expected_of_people(site) if output.knows_nothing and site.audience.is_internal else []
        with run.under_expected_menu(people, files):
            pages = pages_of(site)
        run.begin(pages)
        files += _files(site, FILES[len(FILES_OF_RECORDS) :])
        run.make(pages, files, progress or (lambda _done, _all: None), lambda: begun and begun(site.navigation))
        output.delete_stale()
    return PagesReport(
        pages=len(pages), written=output.written, unchanged=output.unchanged, deleted=output.deleted,
        navigation=tuple(site.navigation), shots=tuple(shots(site)) if edition.pictures else (),
    )  # fmt: skip


def _files(site: Site, families: Iterable[FileFamily]) -> list[AnyFile]:
    return [file for item in families if site.audience.kind in item.SHOWN_TO for file in item.files(site)]
