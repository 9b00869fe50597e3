"""DuckDB is given texts and files of any name, and nothing is taken for more than it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.rollup.database import database, fill, literal, quoted


@pytest.mark.parametrize("text", ["岳阳市", "it's", "'; DROP TABLE a; --", ""])
def test_a_text_is_a_text(text: str) -> None:
    with database() as base:
        assert base.execute(f"SELECT {literal(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize("name", ["a[1]", "it's", "市 ? *"])
def test_a_file_is_the_one_of_that_name(tmp_path: Path, name: str) -> None:
    for folder in (name, "a1", "市 x y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.csv").write_text(f"name\n{folder}\n", "utf-8")
    with database() as base:
        found = base.execute(f"SELECT name FROM read_csv({quoted(tmp_path / name / 'one.csv')}, quote='')").fetchall()
    assert found == [(name,)]


def test_rows_are_put_into_a_table_in_their_order() -> None:
    rows = [("a", 1, True), ("b", None, None)]
    with database() as base:
        base.execute("CREATE TABLE lines (a VARCHAR, b BIGINT, c BOOLEAN)")
        fill(base, "lines", ("VARCHAR", "BIGINT", "BOOLEAN"), rows)
        fill(base, "lines", ("VARCHAR", "BIGINT", "BOOLEAN"), [])
        assert base.execute("SELECT * FROM lines").fetchall() == rows
