"""The making of a site's files, each by whichever process is free; what one draws from others is put together here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.parallel import ahead, are_shared, each
from jiedui.site.files import assets
from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import entries
from jiedui.site.files.sections import Section, sections
from jiedui.site.files.wholes import Leads, WholeLists, leads
from jiedui.site.page import MARKDOWN, NOT_FOUND, Page
from jiedui.site.site import FIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiedui.site.files.search.entries import Entries
    from jiedui.site.inputs import Inputs
    from jiedui.site.machine.output import AnyFile, Output
    from jiedui.site.site import Site

Progress = Callable[[int, int], None]
# What is drawn from pages takes its time: fewer of these are worth several processes.
_MANY = 100
# With so many MiB of its own a process has a copy of much of the ledger, and makes room for another.
_MEBIBYTES = 48


class _Told(NamedTuple):
    """What of a page goes into other files: its sections into the search, and where the rows of its lists stand.

    ``mark`` tells its text from any other.
    """

    sections: Sequence[Section]
    leads: Leads
    mark: str


class _Made(NamedTuple):
    """What came of a file: whether it was another before, ``None`` where it is none, and what a page told."""

    written: bool | None
    told: _Told | None = None


KnownPages = dict[str, tuple[str, _Told]]
"""What pages told in an earlier run, and the keys that they had then, by path."""


class SiteRun:
    """One run that writes a site into ``output``: what has the key that ``inputs`` give it is kept as it is.

    ``known`` is of an earlier run of this process, and then of this one.
    """

    def __init__(self, site: Site, output: Output, inputs: Inputs, known: KnownPages | None = None) -> None:
        self._known: KnownPages = {} if known is None else known
        self._site = site
        self._output = output
        self._inputs = inputs
        self._keys: dict[str, str] = {}
        self._ahead: dict[str, _Made] = {}
        self._has_begun = False

    @contextmanager
    def meanwhile(self, items: Sequence[Page | AnyFile]) -> Iterator[None]:
        """Make files, which draw on no menu, or pages by another process until the end of a ``with`` statement.

        Those that it has not come to, and all where something may be kept of an earlier run, wait for :meth:`make`,
        which is given them in any case.
        """
        items = [item for item in items if item.path not in self._ahead] if self._output.knows_nothing else []
        with ahead(self._make, items, many=_MANY) as found:
            yield
            self._ahead |= {item.path: made for item, made in zip(items, found, strict=False)}

    @contextmanager
    def under_expected_menu(self, pages: Sequence[Page], files: Sequence[AnyFile]) -> Iterator[None]:
        """Make ``files`` as :meth:`meanwhile`, and then pages, while is told which menu the site has.

        Those with another one than the site knew of before are not taken for made.
        """
        menus = [self._site.menu_for(page) for page in pages]
        with self.meanwhile([*files, *pages]):
            yield
        for page, menu in zip(pages, menus, strict=True):
            if self._site.menu_for(page) != menu:
                self._ahead.pop(page.path, None)

    def begin(self, pages: Sequence[Page]) -> None:
        """Reckon what many pages draw on, where all are to be made; :meth:`make` does so if this has not been asked.

        Another process begins with those of one household or helper: most of what these draw on is their own.
        """
        if are_shared(pages) and self._output.knows_nothing:
            first = self._first(pages)
            paths = {page.path for page in first}
            with self.meanwhile([page for page in pages if not (page.tells or page.path in paths)]):
                self._begin(first)

    def make(
        self, pages: Iterable[Page], files: Iterable[AnyFile], progress: Progress, written: Callable[[], None]
    ) -> None:
        """Make the pages, those of the navigation first, and the files beside them.

        ``progress`` is told (done, all) of the pages now and then; ``written`` is called as soon as all Markdown is.
        """
        pages = sorted(pages, key=lambda page: not page.is_markdown)
        markdown = {page.path for page in pages if page.is_markdown}
        # An engine renders whatever Markdown it finds.
        self._output.leave_only(lambda path: path in markdown or not path.endswith(MARKDOWN))
        everything = [*pages, *files]
        kept = {item.path for item in everything if self._keeps(item)}
        known = [page for page in pages if page.path in kept and page.tells]
        told = {page.path: self._told_before(page) for page in known}
        items = [item for item in everything if item.path not in kept]
        if are_shared(items) and not self._has_begun:
            self._begin(self._first(items))
        first = sum(item.path in markdown and item.path not in self._ahead for item in items)
        if not first:
            written()
        for number, (path, found) in enumerate(self._made(items)):
            if number + 1 == first:
                written()
            if found:
                told[path] = found
            if number % 100 == 0:
                progress(min(len(kept) + number, len(pages)), len(pages))
        self._known.clear()
        self._known.update({path: (self._keys[path], found) for path, found in told.items() if self._keys[path]})
        said = {page.html_path: told[page.path] for page in pages if page.path in told}
        for number, _ in enumerate(self._made(self._anew(self._wholes(pages, said)), many=_MANY)):
            if not number and self._finds_people:
                parts.prepare(self._people)  # while others make these files
        for _ in self._made(self._anew((*assets.files(self._site.audience), *self._searched(said)))):
            pass
        progress(len(pages), len(pages))

    def _first(self, items: Iterable[Page | AnyFile]) -> list[Page]:
        """Return one page of each template of many that are still to be made."""
        pages = [item for item in items if isinstance(item, Page) and item.path not in self._ahead]
        many = Counter(page.template for page in pages)
        return [*{page.template: page for page in pages if many[page.template] > 1}.values()]

    def _begin(self, first: Sequence[Page]) -> None:
        """Reckon once, for all processes, what pages draw on that are alike: by making the ``first`` of each kind."""
        self._ahead |= {page.path: self._make(page) for page in first}
        self._has_begun = True

    def _key(self, item: Page | AnyFile) -> str:
        """Return the key of a page or file, reckoned once."""
        if item.path not in self._keys:
            self._keys[item.path] = self._inputs.key(item) if isinstance(item, Page) else self._inputs.of_file(item)
        return self._keys[item.path]

    def _keeps(self, item: Page | AnyFile) -> bool:
        """Tell whether the output has an item as it is to be: where it has nothing, no key is asked for yet."""
        return not self._output.knows_nothing and self._output.keeps(item.path, self._key(item))

    def _told_before(self, page: Page) -> _Told:
        """Return what a page tells that is kept."""
        before = self._known.get(page.path)
        return before[1] if before and before[0] == self._key(page) else self._told(page, self._output.text(page.path))

    def _made(self, items: Sequence[Page | AnyFile], *, many: int | None = None) -> Iterator[tuple[str, _Told | None]]:
        """Make and write files, but for those made ahead; yield the path of each, and what a page told."""
        rest = [item for item in items if item.path not in self._ahead]
        ahead = ((item, self._ahead.pop(item.path)) for item in items if item.path in self._ahead)
        for item, made in chain(zip(rest, each(self._make, rest, many=many, mebibytes=_MEBIBYTES), strict=True), ahead):
            key = self._key(item)
            if made.written is not None:
                self._output.took(item.path, key, written=made.written)
            yield item.path, made.told

    def _make(self, item: Page | AnyFile) -> _Made:
        """Make and write one file, in whichever process."""
        if isinstance(item, Page):
            text = self._site.render(item)
            return _Made(self._output.put(item.path, text), self._told(item, text) if item.tells else None)
        content = item.content
        return _Made(None if content is None else self._output.put(item.path, content))

    def _told(self, page: Page, text: str) -> _Told:
        mark = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        before = self._known.get(page.path)
        if before and before[1].mark == mark:
            return before[1]
        searched = self._site.links("").reaches(FIND) and page.is_markdown and page.path != NOT_FOUND
        return _Told(sections(page, text) if searched else (), leads(text), mark)

    @property
    def _finds_people(self) -> bool:
        return self._site.audience.kind in parts.SHOWN_TO

    @cached_property
    def _people(self) -> Entries:
        return entries(self._site)

    def _searched(self, told: Mapping[str, _Told]) -> Iterator[AnyFile]:
        """Yield what 查户 loads, by what the pages ``told``."""
        if self._finds_people:
            yield from parts.files(self._people, [section for item in told.values() for section in item.sections])

    def _wholes(self, pages: Iterable[Page], told: Mapping[str, _Told]) -> Iterator[AnyFile]:
        """Yield the lists that are cut, each whole, from the pages that are written and what they ``told``."""
        paths = {page.html_path: page.path for page in pages}
        wholes = WholeLists()
        for path, item in told.items():
            wholes.take(path, item.leads)
        yield from wholes.files(lambda path: self._output.text(paths[path]), lambda path: told[path].mark)

    def _anew(self, files: Iterable[AnyFile]) -> list[AnyFile]:
        return [file for file in files if not self._keeps(file)]
