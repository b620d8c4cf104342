"""Ledgers with a posting date on each line, and lists with a row per stream and a column per month. Expected sums: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.ingest.books import codes, column, load, only, workbook

NAMES = ["Alpha works", "Beta bridge", "Gamma depot"]


def test_a_ledger_is_a_list_of_costs_and_its_bookings_are_actuals(tmp_path: Path) -> None:
    heads = ["Project Code", "Project", "Posting Date", "Account", "Amount", "Currency"]
    rows = [[f"P{n}", name, date(2026, month, 15), "5000", 1000.5, "GBP"] for n, name in enumerate(NAMES) for month in range(1, 7)]
    found = load(workbook(tmp_path / "ledger.xlsx", Transactions=[heads, *rows]))
    assert sum(column(found, "costs", "amount")) == 18_009
    assert set(column(found, "costs", "stream")) == {"actual"}
    assert only(found, "stream-taken").severity == "note"
    assert not {"unit-asked", "column-missing"} & set(codes(found))


def test_a_row_per_stream_tells_what_its_months_are(tmp_path: Path) -> None:
    rows = [[name, line, first, 1100, 1200] for name in NAMES for line, first in (("Budget", 1000), ("Actual", 900))]
    found = load(workbook(tmp_path / "streams.xlsx", Costs=[["Project", "Line", "Jan-26", "Feb-26", "Mar-26"], *rows]))
    sums = {
        stream: sum(row.values["amount"] for row in found.rows("costs") if row.values["stream"] == stream) for stream in ("plan", "actual")
    }
    assert sums == {"plan": 9_900, "actual": 9_600}
    assert "error" not in {finding.severity for finding in found.findings}


def test_rows_are_not_said_to_lack_what_is_asked_about(tmp_path: Path) -> None:
    rows = [[name, "Ann", 1000, 1100, 1200] for name in NAMES]
    found = load(workbook(tmp_path / "asked.xlsx", Costs=[["Project", "Manager", "Jan-26", "Feb-26", "Mar-26"], *rows]))
    assert codes(found, "error") == ["periods-asked"]
