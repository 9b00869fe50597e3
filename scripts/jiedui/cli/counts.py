"""The way of a command to what the public gets, or to the reason for which nothing may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.audience import AudienceKind
from jiedui.records.finding import OwnWords
from jiedui.reports.public.hiding import ExposedError
from jiedui.reports.public.published import NO_COUNTS, public_counts

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.audience import Audience
    from jiedui.model.ledger import Ledger
    from jiedui.reports.public.published import PublicCounts


class UnpublishedError(Exception):
    """Nothing may be published, for ``reason``, and what was published before stays."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = OwnWords(reason)


def counts_for(audience: Audience, ledger: Ledger, as_of: date) -> PublicCounts:
    """Return what the public gets of a whole ledger, nothing for another audience; else raise UnpublishedError."""
    if audience.kind is not AudienceKind.PUBLIC:
        return NO_COUNTS
    if ledger.without:
        raise UnpublishedError(f"没有算{ledger.without}，各表就少它的一行，不能公开。先改好它的错误，再运行一遍。")
    try:
        return public_counts(ledger, as_of)
    except ImportError:
        raise UnpublishedError(
            "这台电脑没有 highspy，试不出从公开的数里能不能算出小的数。换一台电脑做公开的。"
        ) from None
    except ExposedError as exposed:
        raise UnpublishedError(
            f"有 {len(exposed.counts)} 个小的数能从公开的数里算出来，不能公开。这是程序的错，请报给管台账的人。"
        ) from None
