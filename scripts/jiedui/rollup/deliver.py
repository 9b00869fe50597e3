"""Writing what a city delivers: the figures as JSON, the facts as Parquet, of one run."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedui.records.staging import Staging
from jiedui.rollup.database import database, fill, literal
from jiedui.rollup.exchange import FACTS, FIGURES, FORMAT_KEY, columns, format_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiedui.reports.delivery.facts import Fact


def write_delivery(folder: Path, figures: Mapping[str, Any], facts: Sequence[Fact]) -> None:
    """Write the two files of a delivery into ``folder``, both or neither; the same in always gives the same bytes.

    Raises ``OSError`` where they cannot be written.
    """
    table = parquet(facts)
    told = {**figures, "facts": {"rows": len(facts), "sha256": hashlib.sha256(table).hexdigest()}}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    contents: dict[Path, str | bytes | None] = {folder / FACTS: table, folder / FIGURES: f"{text}\n"}
    with Staging(folder) as staging:
        staging.write_all(contents, {file for file in contents if not file.exists()})


def parquet(facts: Sequence[Fact]) -> bytes:
    """Return facts as a Parquet file in their order, with the number of the format in its footer."""
    kinds = columns()
    with tempfile.TemporaryDirectory() as folder, database() as base:
        file = Path(folder) / FACTS
        base.execute(f"CREATE TABLE facts ({', '.join(f'{name} {kind}' for name, kind in kinds.items())})")
        fill(base, "facts", list(kinds.values()), facts)
        base.execute(
            f"COPY facts TO {literal(str(file))} "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{FORMAT_KEY}: {literal(format_number())}}})"
        )
        return file.read_bytes()
