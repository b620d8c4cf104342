"""Every SQL file stays in the subset that runs unmodified on DuckDB, PostgreSQL, Spark and ClickHouse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from value_model import sql

FILES = sorted(path.stem for path in sql.FOLDER.glob("*.sql"))
DENIED = {
    "QUALIFY": r"\bqualify\b",
    "GROUP BY ALL": r"\bgroup\s+by\s+all\b",
    "FILTER": r"\bfilter\s*\(",
    "::": r"::",
    "DISTINCT ON": r"\bdistinct\s+on\b",
    "lists and structs": r"\blist_|\bstruct_|\bunnest\b|\[|\{(?!DBL\})",
    "positional grouping or order": r"\b(?:group|order)\s+by\s+\d",
    "natural join": r"\bnatural\s+join\b",
    "comma join": r"\bfrom\s+\w+\s*,\s*\w+",
    "EXCLUDE or REPLACE": r"\bexclude\b|\*\s*replace\b",
    "POWER": r"\bpow(?:er)?\s*\(",
    "division of sums": r"\)\s*/\s*(?:nullif|sum)\b",
}
KEYWORDS = r"\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|LEFT JOIN|INNER JOIN|WITH|CASE|WHEN|UNION ALL|COALESCE|SUM)\b"


def code(name: str) -> str:
    """The statement without its comments."""
    return re.sub(r"--.*", "", sql.source(name))


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_one_engine_alone(name: str) -> None:
    found = [what for what, pattern in DENIED.items() if re.search(pattern, code(name), re.IGNORECASE)]
    assert not found


@pytest.mark.parametrize("name", FILES)
def test_lower_case_and_a_header_that_says_grain_inputs_and_units(name: str) -> None:
    assert not re.search(KEYWORDS, code(name))
    header = Path(sql.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    assert header.startswith(f"-- {name}:")
    assert all(f"-- {word}:" in header for word in ("Grain", "Inputs"))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark", "clickhouse"])
@pytest.mark.parametrize("name", FILES)
def test_every_statement_parses_on_every_engine(name: str, dialect: str) -> None:
    floats = {"postgres": "double precision", "clickhouse": "Float64"}
    text = re.sub(r"\$([a-z_]+)", r":\1", sql.compose(name, floats.get(dialect, "double")))
    parsed = sqlglot.parse(text, read=dialect)
    assert len(parsed) == 1
    assert isinstance(parsed[0], exp.Query)


@pytest.mark.parametrize("name", FILES)
def test_inputs_named_are_the_inputs_read(name: str) -> None:
    tree = sqlglot.parse_one(re.sub(r"\$([a-z_]+)", r":\1", sql.source(name).replace("{DBL}", "double")), read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - own
    stated = set(re.findall(r"[a-z_][a-z0-9_]*", re.search(r"^-- Inputs:(.*)$", sql.source(name), re.MULTILINE).group(1)))  # type: ignore[union-attr]
    assert read <= stated
