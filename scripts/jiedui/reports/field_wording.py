"""What staff are told of a field of a record: on which others it depends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from jiedui.records.schema import Field

_ANSWERS: Mapping[object, str] = {True: "是", False: "否"}


def condition(field: Field, titles: Mapping[tuple[str, ...], str]) -> str:
    """Say on which others a field depends (``x-when``); nothing for one that depends on none.

    ``titles`` are those of all fields of the record kind, by their path.
    """

    def said(key: str, wanted: Sequence[object] | Literal[True]) -> str:
        title = titles[*field.path[:-1], key]
        if wanted is True:
            return f"填了{title}"
        return f"{title}是{'或'.join(f'“{_ANSWERS.get(value, value)}”' for value in wanted)}"

    when = "、".join(said(*each) for each in field.schema.get("x-when", {}).items())
    if not when:
        return ""
    return f"{when}时要填。" if "x-needed" in field.schema else f"只在{when}时填。"
