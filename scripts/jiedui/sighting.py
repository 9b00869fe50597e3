"""A ledger, wherever it lies, and what a check of the very same found before: told again without a rule."""

from __future__ import annotations

import os
from contextlib import contextmanager
from hashlib import blake2b
from itertools import starmap
from typing import TYPE_CHECKING

from jiedui import release
from jiedui.records.listing import line
from jiedui.records.memo import Memo, forget, place_of
from jiedui.records.scan import hashed
from jiedui.review import git
from jiedui.review.working import name_of
from jiedui.rules.kept import findings_of, plain_finding, plain_rule, rule_of
from jiedui.rules.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jiedui.records.listing import FileListing
    from jiedui.records.source import LedgerSource

# Of a bulletin that cannot be reckoned again: what it takes may come another time, and nobody can tell when.
_UNVERIFIED = "bulletin-unverified"
# What is called so at the top of the repository may be a record that lies in the wrong place.
_SUFFIXES = (".yml", ".yaml")


@contextmanager
def memo(root: Path, as_of: date, *, keeps: bool = True, has_keys: bool = False) -> Iterator[Memo]:
    """Give what is known of the ledger below ``root`` from earlier checks; keep it, where that is so.

    Nothing may be kept of what is read with keys, nor stay that was kept in the clear before it was sealed.
    """
    place = place_of(name_of(root)) if keeps or has_keys else None
    if place and has_keys:
        forget(place)
        place = None
    found = Memo(place, release.mark().encode() if place else b"", str(as_of).encode())
    yield found
    found.save()


def kept_of(root: Path) -> Memo:
    """Return what is known of the ledger below ``root``, for who looks at it on no day: nothing is entered there."""
    return Memo(place_of(name_of(root)), release.mark().encode())


class Sighting:
    """The ledger that a ``source`` holds, with what is ``known`` of it by the :func:`memo` of a day.

    ``tree`` is the name that Git has for all of it, where it has one: what was looked at before is not listed again.
    """

    def __init__(self, source: LedgerSource, known: Memo, tree: str = "") -> None:
        self.source, self.known = source, known
        self._listed = self._seen(b"tree " + tree.encode()) if tree else _listed(source.listing)
        self._name = self._now()

    def _seen(self, name: bytes) -> tuple[bytes, bool]:
        found = self.known.peek(name)
        if found is None:
            found = _listed(self.source.listing)
            self.known.put(name, found)
        folder, has_bulletins = found
        return folder, has_bulletins

    def _now(self) -> bytes:
        folder, has_bulletins = self._listed
        state = folder + _beside(self.source.root, has_bulletins=has_bulletins)
        return b"report " + blake2b(state, digest_size=16).digest()

    def report(self, as_of: date) -> Report | None:
        """Return what was told of the very same ledger as of that day, if it was; its records are not in it."""
        kept = self.known.peek(self._name)
        if kept is None:
            return None
        files, later, is_sealed, rules, findings = kept
        told = {rule.id: rule for rule in map(rule_of, rules)}
        found = findings_of(findings, told.__getitem__)
        return Report(findings=tuple(found), files=files, as_of=as_of, is_judged=True, later=later, is_sealed=is_sealed)

    def keep(self, report: Report) -> None:
        """Keep what is told of the whole ledger, where nothing else can be found in the same another time.

        What lies beside it may have been written while it was judged.
        """
        is_sure = report.is_judged and all(finding.rule.id != _UNVERIFIED for finding in report.findings)
        if is_sure and self._now() == self._name:
            rules = {finding.rule.id: plain_rule(finding.rule) for finding in report.findings}
            findings = tuple(map(plain_finding, report.findings))
            counts = (report.files, report.later, report.is_sealed)
            self.known.put(self._name, (*counts, tuple(rules.values()), findings))


def _listed(listing: FileListing) -> tuple[bytes, bool]:
    """Return what all that is listed is known by, and whether there are bulletins in it."""
    units = (entry.name for entry in listing.entries() if entry.is_folder)
    return listing.folder_id(""), any(any(listing.entries(f"{unit}/bulletins")) for unit in units)


def _beside(root: Path, *, has_bulletins: bool) -> bytes:
    """Return what stands for all that rules look at beside the ledger.

    These are the files at the top of the repository and, where there are bulletins, the history that they rest on: a
    commit that is on no branch goes when the repository is packed.
    """
    history = ("--is-shallow-repository", "--git-path", "objects/pack", "--revs-only", "HEAD")
    try:
        up = "../" * git.prefix(root).count("/")
        said = git.run(root, "rev-parse", *history).splitlines() if has_bulletins else []
    except git.GitUnavailableError:
        return b""
    if said and (packs := root / said[1]).is_dir():
        said.append(str(packs.stat().st_mtime_ns))
    names = (os.fsencode(file.name) for file in (root / up).iterdir() if file.suffix.lower() in _SUFFIXES)
    beside = hashed(root / up, sorted(names) if up else (), {})
    return b"\n".join((*map(os.fsencode, (up, *said)), *starmap(line, beside.items())))
