"""What a build shows beside the ledger: of which version it is, what was found, and what lies beside its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.held import HeldRecords
from jiedui.records.kinds import unit_in
from jiedui.reports.public.published import NO_COUNTS, PublicCounts
from jiedui.rules.left_out import LeftOut
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jiedui.records.finding import Finding, Rule
    from jiedui.records.schema import SchemaLibrary
    from jiedui.reports.requirements import Services
    from jiedui.site.navigation import Entry


class SitePrint(NamedTuple):
    """Prints of a kind that lie beside the pages: where their list is, from the top of the site, and what they are."""

    kind: str
    path: str
    title: str


class Edition(Struct, frozen=True, kw_only=True):
    """What a build shows beside the ledger: the data version, the schemas, the rules, and what serves what.

    ``commit`` is told of every page; ``pictures`` tells that the guide has some; ``navigation`` is that of mkdocs.yml,
    which names no federation; ``warnings`` are what the check found beside errors; ``left_out`` is what the ledger is
    shown without; ``root`` is where the records lie, from which the form takes as written what of them is not ``held``;
    ``prints`` are what is put beside the pages once they are built; ``counts`` are what the public gets of the whole
    ledger, in its own build; ``contents`` are the ids of what the records say, by path: a page of the same as before is
    not made anew.
    """

    commit: str
    library: SchemaLibrary
    rules: tuple[Rule, ...]
    services: Services
    pictures: bool = False
    navigation: Sequence[Entry] = ()
    warnings: Sequence[Finding] = ()
    left_out: LeftOut = field(default_factory=LeftOut)
    root: Path | None = None
    prints: Sequence[SitePrint] = ()
    counts: PublicCounts = NO_COUNTS
    contents: Mapping[str, str] = field(default_factory=dict)
    held: HeldRecords = field(default_factory=HeldRecords)

    def of(self, county: str) -> Edition:
        """Return it for the site of one federation: with the warnings on its records, and what it is made without."""
        own = [finding for finding in self.warnings if unit_in(finding.path) == county]
        return replace(self, warnings=own, left_out=self.left_out.of(county))

    @property
    def version(self) -> str:
        """The data version as pages name it: the commit, and what is not in the data."""
        return f"{self.commit}，不含{self.left_out.names}" if self.left_out else self.commit
