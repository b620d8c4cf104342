"""Rows that state what other rows come to: at either end, beside a total, below it; and pages that begin again.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.ingest.books import Rows, codes, column, load, only, workbook

NAMES = ["Harbour", "Tax", "Ward", "Fleet", "Case", "Cyber"]
BUDGET, SPENT = [120, 45, 9, 230, 19, 6], [60, 40, 2, 100, 12, 1]
HEAD = ["Project", "Budget (£k)", "Cost to date (£k)"]
RECORDS = [list(row) for row in zip(NAMES, BUDGET, SPENT, strict=True)]
WHOLE = [429, 215]


def sheet(path: Path, rows: Rows) -> Path:
    return workbook(path / "rows.xlsx", Data=rows)


def test_averages_and_counts_below_a_total_are_no_projects(tmp_path: Path) -> None:
    foot = [["Total", *WHOLE], ["Average", 71.5, 35.8], ["Count", 6, 6], ["Max", 230, 100]]
    found = load(sheet(tmp_path, [HEAD, *RECORDS, *foot]))
    assert column(found, "projects", "name") == NAMES
    assert codes(found).count("total-row") == 4


def test_a_project_may_be_called_as_a_statistic_is(tmp_path: Path) -> None:
    named = [["Count", 7, 3], *RECORDS, ["Max", 8, 4]]
    assert column(load(sheet(tmp_path, [HEAD, *named])), "projects", "name") == ["Count", *NAMES, "Max"]


def test_a_first_or_last_row_that_states_the_sum_of_all_others_is_asked_about_and_not_counted(tmp_path: Path) -> None:
    for rows in ([["Council", *WHOLE], *RECORDS], [*RECORDS, ["Council", *WHOLE]]):
        found = load(sheet(tmp_path, [HEAD, *rows]))
        assert column(found, "projects", "name") == NAMES
        assert '"Council" states the sum of all other rows' in only(found, "sum-row").problem


def test_one_amount_alone_does_not_make_a_sum_unless_its_words_do(tmp_path: Path) -> None:
    rows = [[name, amount] for name, amount in zip(NAMES, BUDGET, strict=True)]
    assert column(load(sheet(tmp_path, [HEAD[:2], ["Council", 429], *rows])), "projects", "name") == ["Council", *NAMES]
    assert column(load(sheet(tmp_path, [HEAD[:2], ["All projects", 429], *rows])), "projects", "name") == NAMES


def test_what_stands_below_the_total_of_all_is_no_part_of_it(tmp_path: Path) -> None:
    found = load(sheet(tmp_path, [HEAD, *RECORDS, ["Total", *WHOLE], ["Contingency", 50, 5]]))
    assert column(found, "projects", "name") == NAMES
    assert 'the first reads "Contingency"' in only(found, "below-total").problem


def test_a_total_that_says_of_how_many_ends_the_list(tmp_path: Path) -> None:
    for label in ("Portfolio total (6 projects)", "Capital total 2026/27", "Grand total [all]"):
        assert column(load(sheet(tmp_path, [HEAD, *RECORDS, [label, *WHOLE]])), "projects", "name") == NAMES, label
    found = load(sheet(tmp_path, [HEAD, *RECORDS, ["Portfolio total (6 projects)", *WHOLE], ["Overall position", 429, 210]]))
    assert column(found, "projects", "name") == NAMES
    assert 'the first reads "Overall position"' in only(found, "below-total").problem
    named = [["Total works (phase 2)", 7, 3], *RECORDS]
    assert column(load(sheet(tmp_path, [HEAD, *named])), "projects", "name") == ["Total works (phase 2)", *NAMES]


def test_what_is_part_of_other_rows_is_no_project(tmp_path: Path) -> None:
    parts = [["of which: capital", 300, 100], ["Memo: last year", 400, 200]]
    found = load(sheet(tmp_path, [HEAD, *RECORDS[:5], parts[0], RECORDS[5], parts[1]]))
    assert column(found, "projects", "name") == NAMES
    assert [finding.row for finding in found.findings if finding.code == "part-row"] == [7, 9]
    assert column(load(sheet(tmp_path, [HEAD, ["Memorial hall", 5, 1], *RECORDS])), "projects", "name") == ["Memorial hall", *NAMES]


def test_where_the_money_comes_from_is_no_project(tmp_path: Path) -> None:
    financing = [["Financed by:"], ["Borrowing", 300, 200], ["Grants", 129, 15], ["Total financing", *WHOLE]]
    found = load(sheet(tmp_path, [HEAD, *RECORDS, ["Total expenditure", *WHOLE], *financing]))
    assert column(found, "projects", "name") == NAMES
    assert "3 rows below row 8" in only(found, "below-total").problem


def test_a_title_said_again_on_each_page_is_no_project(tmp_path: Path) -> None:
    pages = [row for page in (1, 2) for row in ([["Portfolio", None, f"Page {page} of 2"], HEAD, *RECORDS[3 * page - 3 : 3 * page]])]
    assert column(load(sheet(tmp_path, pages)), "projects", "name") == NAMES


def test_units_beside_the_fields_of_a_turned_table_are_its_units(tmp_path: Path) -> None:
    turned = [
        ["Field", "Unit", *NAMES],
        ["Overall RAG", None, *["Green"] * 6],
        ["Approved budget", "£k", *BUDGET],
        ["Cost to date", "£k", *SPENT],
    ]
    found = load(sheet(tmp_path, turned))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "budget") == [Decimal(1000 * amount) for amount in BUDGET]


def test_an_amount_in_full_among_millions_is_asked_about(tmp_path: Path) -> None:
    rows = [[name, 230_000_000 if name == "Fleet" else amount] for name, amount in zip(NAMES, BUDGET, strict=True)]
    found = load(sheet(tmp_path, [["Project", "Budget (£m)"], *rows]))
    assert "Fleet: budget is over 30,000 times larger" in only(found, "unit-off").problem


def test_a_line_per_project_and_fiscal_year_is_not_a_reporting_date(tmp_path: Path) -> None:
    rows = [[name, f"{year}/{year - 1999}", year - 2000, 1] for name in NAMES for year in (2023, 2024, 2025)]
    found = load(sheet(tmp_path, [["Project", "Financial year", *HEAD[1:]], *rows]))
    assert column(found, "projects", "budget") == [None] * 6
    assert "amount-varies" in codes(found, "error")


def test_a_line_of_words_below_each_project_describes_it(tmp_path: Path) -> None:
    rows = [row for number, record in enumerate(RECORDS, 1) for row in ([number, *record], [None, f"Builds {record[0]}, on time"])]
    found = load(sheet(tmp_path, [["No.", *HEAD], *rows, [None, "Total", *WHOLE]]))
    assert column(found, "projects", "name") == NAMES
    assert "6 rows" in only(found, "lines-left-out").problem


def test_months_below_a_row_of_streams_are_its_months(tmp_path: Path) -> None:
    heads = [["Project", "Actual cost", "Actual cost", "Forecast cost"], [None, "Aug-26", "Sep-26", "Oct-26"]]
    found = load(sheet(tmp_path, [["Monthly spend £k"], *heads, *[[name, 1, 2, 4] for name in NAMES]]))
    assert sorted(zip(column(found, "costs", "stream"), column(found, "costs", "amount"), strict=True)) == [
        *[("actual", Decimal(1000))] * 6,
        *[("actual", Decimal(2000))] * 6,
        *[("forecast", Decimal(4000))] * 6,
    ]


def test_two_ratings_told_apart_by_a_bracket_are_asked_about(tmp_path: Path) -> None:
    rows = [[name, 5, "Green", "Red"] for name in NAMES]
    found = load(sheet(tmp_path, [["Project", "Budget (£k)", "RAG (Q1)", "RAG (Q2)"], *rows]))
    assert column(found, "projects", "delivery_rag") == [None] * 6
    assert '"RAG (Q2)"' in only(found, "column-asked").problem
