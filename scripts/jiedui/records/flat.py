"""What a record says without its order: asked of each before anything in it is looked for by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.records.sealing.sealed_text import SealedText

if TYPE_CHECKING:
    from collections.abc import Set


class FlatRecord(NamedTuple):
    """The ``keys`` of a record, wherever in it, and its ``texts``, each with the key that it is under.

    Those of a list are under none, and are there once more as one, with line feeds between them. ``sealed`` are those
    of the texts that are sealed.
    """

    keys: Set[str]
    texts: list[tuple[str, str]]
    sealed: list[SealedText]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """Return what a record says."""
        keys, texts, sealed, parts = set[str](), list[tuple[str, str]](), list[SealedText](), [data]
        for part in parts:  # which grow meanwhile: a call for each of them takes long
            keys.update(part)
            for each in part.items():
                value = each[1]
                if value.__class__ is str:  # as most
                    texts.append(each)
                elif isinstance(value, dict):
                    parts.append(value)
                elif isinstance(value, list):
                    parts += [item for item in value if isinstance(item, dict)]
                    if items := [item for item in value if isinstance(item, str)]:
                        texts += [("", item) for item in (*items, "\n".join(items))]
                        sealed += [item for item in items if isinstance(item, SealedText)]
                elif isinstance(value, SealedText):
                    texts.append(each)
                    sealed.append(value)
        return cls(keys, texts, sealed)
