"""结对: spells of responsibility of helpers for a household (R-016, R-056)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import Span, altered, by, day, day_of
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PRIMARY = "主责"


class ModuleEntry(NamedTuple):
    """That a household was keyed into the provincial module, at first or anew (R-082).

    ``version`` is that of the sheet which it was keyed from, where it was noted.
    """

    on: date
    by: str
    version: str

    @property
    def day(self) -> date:
        """The day whose facts were keyed in: the sheet's, else the day of keying."""
        try:
            return min(self.on, day_of(self.version[:10]))
        except ValueError:
            return self.on


class Pairing(Struct, frozen=True, kw_only=True):
    """A spell of responsibility of one helper for the household, with the dates of the on-visit tasks (R-081)."""

    helper: str
    role: str
    span: Span
    end_reason: str
    decided_by: str
    decided_on: date | None
    consulted_on: date | None
    document: str
    handover: str
    form_on: date | None
    card_on: date | None
    card_version: str
    onsite_on: date | None
    module_on: date | None
    module_by: str
    module_ref: str
    module_version: str
    module_updates: tuple[ModuleEntry, ...]
    exception_reason: str

    @property
    def is_primary(self) -> bool:
        """Tell whether the helper is the one in charge (主责)."""
        return self.role == PRIMARY

    @property
    def module_entries(self) -> tuple[ModuleEntry, ...]:
        """Each time that the pairing was keyed into the provincial module, in order of time."""
        if self.module_on is None:
            return ()
        first = ModuleEntry(self.module_on, self.module_by, self.module_version)
        return tuple(sorted((first, *self.module_updates), key=lambda entry: entry.on))

    def until(self, when: date) -> Pairing:
        """Return the spell as it was on a day: what was decided and done by then, and an end that had come."""
        ended = by(self.span.end, when) is not None

        def said(text: str, on: date | None) -> str:
            return "" if on and on > when else text

        return altered(
            self,
            span=self.span.until(when),
            end_reason=self.end_reason if ended else "",
            decided_by=said(self.decided_by, self.decided_on),
            decided_on=by(self.decided_on, when),
            consulted_on=by(self.consulted_on, when),
            document=said(self.document, self.decided_on),
            handover=self.handover if ended else "",
            form_on=by(self.form_on, when),
            card_on=by(self.card_on, when),
            card_version=said(self.card_version, self.card_on),
            onsite_on=by(self.onsite_on, when),
            module_on=by(self.module_on, when),
            module_by=said(self.module_by, self.module_on),
            module_ref=said(self.module_ref, self.module_on),
            module_version=said(self.module_version, self.module_on),
            module_updates=tuple(entry for entry in self.module_updates if entry.on <= when),
        )

    def with_follower(self, follower: Pairing) -> Pairing | None:
        """Return this spell and one of the same helper in the same role that adjoins it as one, or ``None``.

        Its end is the follower's; each task is done once.
        """
        if (self.helper, self.role) != (follower.helper, follower.role) or not self.span.adjoins(follower.span):
            return None
        entries = tuple(dict.fromkeys((*self.module_entries, *follower.module_entries)))
        first = entries[0] if entries else None
        return replace(
            follower,
            span=Span(self.span.start, follower.span.end),
            form_on=self.form_on or follower.form_on,
            card_on=self.card_on or follower.card_on,
            card_version=follower.card_version or self.card_version,
            onsite_on=self.onsite_on or follower.onsite_on,
            module_on=first.on if first else None,
            module_by=first.by if first else "",
            module_ref=self.module_ref if self.module_on else follower.module_ref,
            module_version=first.version if first else "",
            module_updates=entries[1:],
            exception_reason=follower.exception_reason or self.exception_reason,
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Pairing:
        """Type one entry of ``pairings``."""
        get = data.get
        return cls(
            helper=data["helper"],
            role=data["role"],
            span=Span(day_of(data["from"]), day(get("to"))),
            end_reason=get("end_reason", ""),
            decided_by=get("decided_by", ""),
            decided_on=day(get("decided_on")),
            consulted_on=day(get("consulted_on")),
            document=get("document", ""),
            handover=get("handover", ""),
            form_on=day(get("form_on")),
            card_on=day(get("card_on")),
            card_version=get("card_version", ""),
            onsite_on=day(get("onsite_on")),
            module_on=day(get("module_on")),
            module_by=get("module_by", ""),
            module_ref=get("module_ref", ""),
            module_version=get("module_version", ""),
            module_updates=tuple(
                ModuleEntry(day_of(item["date"]), item.get("by", ""), item.get("version", ""))
                for item in get("module_updates", ())
            ),
            exception_reason=get("exception_reason", ""),
        )
