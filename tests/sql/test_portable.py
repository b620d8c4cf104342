"""Every SQL file stays in the subset that runs unmodified on DuckDB, PostgreSQL, Spark and ClickHouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    assert all(f"-- {word}:" in header for word in ("Grain", "Inputs", "Units"))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark", "clickhouse"])
@pytest.mark.parametrize("name", FILES)
def test_every_statement_parses_on_every_engine(name: str, dialect: str) -> None:
    floats = {"postgres": "double precision", "clickhouse": "Float64"}
    text = re.sub(r"\$([a-z_]+)", r":\1", sql.compose(name, floats.get(dialect, "double")))
    parsed = sqlglot.parse(text, read=dialect)
    assert len(parsed) == 1
    assert isinstance(parsed[0], exp.Query)


# Each of these means the same on DuckDB, PostgreSQL, Spark and ClickHouse (EXTRACT of year and month, POSITION(a IN b)).
PORTABLE = {
    "SUM", "COUNT", "MIN", "MAX", "COALESCE", "CASE", "IF", "CAST", "AND", "OR", "ROW_NUMBER", "DENSE_RANK", "LAG", "LEAD", "ABS", "LENGTH",
    "EXTRACT", "STR_POSITION", "SUBSTRING", "LOWER", "UPPER", "TRIM", "EXISTS", "NULLIF",
}  # fmt: skip
TYPES = {"VARCHAR", "TEXT", "DATE", "DOUBLE", "INT", "BIGINT", "DECIMAL"}
CASES = [
    ("select a from t, u", "implicit join"),
    ("select a from t join u", "implicit join"),
    ("select sum(a) over (order by b) / 2 as c from t", "division"),
    ("select a * 1.5 as b from t", "decimal literal"),
    ("select list_sum(a) as b from t", "LIST_SUM"),
    ("select median(a) as b from t", "MEDIAN"),
    ("select a from t group by 1", "position"),
    ("select a from t order by 1", "position"),
    ("select a, sum(b) as b from t group by all", "group by all"),
    ("select a from t qualify row_number() over (order by a) = 1", "qualify"),
    ("select sum(a) filter (where b) as c from t", "filter"),
    ("select distinct on (a) a, b from t", "distinct on"),
    ("select a from t union select a from u", "union without all"),
    ("select sum(a) from t", "no name"),
    ("select cast(a as hugeint) as b from t", "INT128"),
    ("select a from t natural join u", "implicit join"),
]


def tree_of(text: str) -> exp.Expression:
    return sqlglot.parse_one(re.sub(r"\$([a-z_]+)", r":\1", text.replace("{DBL}", "double")), read="duckdb")


def faults(tree: exp.Expression) -> Iterator[str]:
    """What in a statement does not mean the same everywhere."""
    yield from (name for name in functions(tree) if name not in PORTABLE)
    yield from (name for cast in tree.find_all(exp.Cast) if (name := cast.to.this.name) not in TYPES)
    for join in tree.find_all(exp.Join):
        if join.method == "NATURAL" or (join.kind != "CROSS" and not join.args.get("on") and not join.args.get("using")):
            yield "implicit join"
    for select in tree.find_all(exp.Select):
        yield from in_select(select)
    yield from ("union without all" for union in tree.find_all(exp.SetOperation) if union.args.get("distinct"))
    yield from ("filter" for _ in tree.find_all(exp.Filter))
    yield from ("division" for found in tree.find_all(exp.Div, exp.IntDiv, exp.Mod) if not is_fixed_share(found))
    for literal in tree.find_all(exp.Literal):
        if not literal.is_string and "." in literal.name and not isinstance(literal.parent, exp.Cast):
            yield "decimal literal"


def is_fixed_share(found: exp.Expression) -> bool:
    """A share by which amounts are split is divided here, and fixed to its digits at once."""
    return isinstance(found.parent, exp.Cast) and found.parent.to.this.name == "DECIMAL"


def functions(tree: exp.Expression) -> set[str]:
    return {found.name.upper() if isinstance(found, exp.Anonymous) else found.sql_name() for found in tree.find_all(exp.Func)}


def in_select(select: exp.Select) -> Iterator[str]:
    group, order, distinct = (select.args.get(name) for name in ("group", "order", "distinct"))
    if select.args.get("qualify"):
        yield "qualify"
    if distinct and distinct.args.get("on"):
        yield "distinct on"
    if group and group.args.get("all"):
        yield "group by all"
    listed = [*(group.expressions if group else ()), *(entry.this for entry in (order.expressions if order else ()))]
    if any(isinstance(entry, exp.Literal) for entry in listed):
        yield "position"
    if any(not entry.alias_or_name for entry in select.expressions):
        yield "no name"


@pytest.mark.parametrize("name", FILES)
def test_only_functions_types_joins_and_unions_that_mean_the_same_everywhere(name: str) -> None:
    assert not list(faults(tree_of(sql.source(name))))


@pytest.mark.parametrize(("text", "fault"), CASES)
def test_each_forbidden_form_is_recognized(text: str, fault: str) -> None:
    assert fault in list(faults(tree_of(text)))


@pytest.mark.parametrize("name", FILES)
def test_inputs_named_are_the_inputs_read(name: str) -> None:
    tree = tree_of(sql.source(name))
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - own
    stated = set(re.findall(r"[a-z_][a-z0-9_]*", re.search(r"^-- Inputs:(.*)$", sql.source(name), re.MULTILINE).group(1)))  # type: ignore[union-attr]
    assert read <= stated
