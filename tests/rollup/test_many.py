"""As many facts as a nation has: they are added up where they lie, and the sums are known beforehand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.rollup.conftest import figures

from jiedui.rollup.database import database, literal
from jiedui.rollup.exchange import FACTS, FIGURES, FORMAT_KEY, format_number
from jiedui.rollup.province import WHOLE, Province, roll_call

CHANNELS = ("入户", "电话", "短信", "微信", "书信", "其他", "群发")
# Channels and counts turn every seven facts, and every ninth is hidden: what a round of 63 holds, all rounds hold.
ROUND = 63
SHOWN = sum(5 + number % 7 for number in range(ROUND) if number % 9)


def deliver(folder: Path, rounds: int) -> Path:
    """Write the delivery of a city with so many rounds of facts, in 22 quarters and 200 townships."""
    folder.mkdir()
    file = folder / FACTS
    names = "[" + ", ".join(map(literal, CHANNELS)) + "]"
    with database() as base:
        base.execute(
            f"""
            COPY (
                SELECT
                    'u' || (i % 13) AS unit,
                    lpad((430000000 + i % 200)::VARCHAR, 9, '0') AS place,
                    (2023 + (i % 22 + 2) // 4)::VARCHAR || 'Q' || ((i % 22 + 2) % 4 + 1) AS quarter,
                    {names}[1 + i % 7] AS channel,
                    i % 2 = 0 AS reached,
                    CASE WHEN i % 9 <> 0 THEN 5 + i % 7 END AS contacts
                FROM range({rounds * ROUND}) AS facts (i)
            ) TO {literal(str(file))}
            (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{FORMAT_KEY}: {literal(format_number())}}})
            """
        )
    told = {"rows": rounds * ROUND, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    values = {(f"{2023 + (number + 2) // 4}Q{(number + 2) % 4 + 1}", ""): {"due": 100} for number in range(22)}
    (folder / FIGURES).write_text(json.dumps(figures(folder.name, values, facts=told)), "utf-8")
    return folder


def added_up(top: Path, cities: int, rounds: int) -> None:
    """Add up so many cities, and hold the sums to what they have to be."""
    found = Province.of("全国", roll_call([deliver(top / f"示例{number}市", rounds) for number in range(cities)]))
    whole = [item for (_, city), told in found.contacts.items() if city == WHOLE for item in told.values()]
    assert sum(item.contacts or 0 for item in whole) == cities * rounds * SHOWN
    assert sum(item.hidden for item in whole) == cities * rounds * 7
    assert found.channels == sorted(CHANNELS, key=lambda name: -CHANNELS.index(name))
    assert len(found.quarters) == 22


def test_a_few_cities(tmp_path: Path) -> None:
    added_up(tmp_path, cities=3, rounds=22)


@pytest.mark.soak
def test_twenty_four_million_facts(tmp_path: Path) -> None:
    added_up(tmp_path, cities=14, rounds=27_212)
