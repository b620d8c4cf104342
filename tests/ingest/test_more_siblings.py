"""More files of the kinds that real ones belong to: deeper headings, boards, pivots, dates that only their neighbors tell.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.errors import ValueModelError
from value_model.ingest.mapping_file import parse

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school"]


def test_three_rows_of_merged_headings_are_read_together(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Portfolio report"])
    sheet.append([])
    sheet.append(["Project", None, "Cost", None, None, "Schedule", None])
    sheet.append(["Ref", "Name", "Capital (£m)", None, "Spent (£m)", "Baseline", "Forecast"])
    sheet.append([None, None, "Budget", "Forecast", "Actual", "Finish", "Finish"])
    for n, name in enumerate(NAMES):
        sheet.append([f"P{n}", name, 100 + n, 110 + n, 10, date(2026, 1, 1), date(2026, 6, 1)])
    for area in ("A3:B3", "C3:E3", "F3:G3", "C4:D4"):
        sheet.merge_cells(area)
    book.save(tmp_path / "deep.xlsx")
    found = load(tmp_path / "deep.xlsx")
    assert column(found, "projects", "project_id") == ["P0", "P1", "P2", "P3"]
    assert sum(column(found, "projects", "budget")) == Decimal(406_000_000)
    assert column(found, "projects", "forecast_finish") == [date(2026, 6, 1)] * 4


def test_totals_of_groups_within_groups_that_name_no_project_are_no_error(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Department", "Programme", "Project", "Budget (£k)"]]
    for department, programmes in (("North", "AB"), ("South", "C")):
        for programme in programmes:
            rows += [[department, programme, f"{programme}{n}", 300] for n in (1, 2)] + [[None, f"{programme} Total", None, 600]]
        rows.append([f"{department} Total", None, None, 600 * len(programmes)])
    found = load(workbook(tmp_path / "tabular.xlsx", Data=[*rows, ["Grand Total", None, None, 1_800]]))
    assert len(found.rows("projects")) == 6
    assert not codes(found, "error")


def test_the_foot_of_a_group_that_states_its_sums_is_no_record(tmp_path: Path) -> None:
    heads = ["Name", "Status", "Timeline", "Budget", "Actual"]
    rows = [[name, "Working on it", "2025-01-01", 100_000 + n, 5_000] for n, name in enumerate(NAMES)]
    foot = [None, None, "2025-01-01 to 2026-05-01", 400_006, 20_000]
    found = load(workbook(tmp_path / "board.xlsx", Board=[["Portfolio"], heads, *rows, foot]))
    assert column(found, "projects", "name") == NAMES
    assert not codes(found, "error")


def test_amounts_without_a_name_in_a_pivot_are_no_project(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "report.csv", "Project,Budget,RAG\nAlpha,100000,Green\nBeta,200000,Red\n(Blank),5000,Amber\n"))
    assert column(found, "projects", "name") == ["Alpha", "Beta"]
    assert only(found, "blank-name").row == 4


def test_a_finish_after_its_start_tells_the_order_of_day_and_month(tmp_path: Path) -> None:
    text = "Project,Budget,Start date,Forecast finish\nAlpha,100000,05/03/2025,04/04/2025\n"  # 3 May would be after 4 April
    found = load(csv(tmp_path / "dates.csv", text))
    assert column(found, "projects", "start") == [date(2025, 3, 5)]
    assert "date-order-taken" in codes(found, "note")
    both = load(csv(tmp_path / "open.csv", text.replace("04/04/2025", "04/07/2025")))
    assert column(both, "projects", "start") == [None]
    assert "ambiguous-dates" in codes(both, "error")


def test_a_thousand_in_a_heading_shows_how_its_column_writes_thousands(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "nl.csv", "Project;Budget (x € 1.000);Einddatum\nAlpha;1.200;31-12-2026\nBeta;1.300;31-12-2026\n"))
    assert column(found, "projects", "budget") == [Decimal(1_200_000), Decimal(1_300_000)]


def titled(tmp_path: Path, title: str, heads: list[str]) -> Path:
    rows = [[name, *[100_000 + n] * len(heads), (100_000 + n) * len(heads)] for n, name in enumerate(NAMES)]
    return workbook(tmp_path / "titled.xlsx", Data=[[title], ["Project", *heads, "Total"], *rows])


def test_months_take_the_year_of_the_title(tmp_path: Path) -> None:
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    found = load(titled(tmp_path, "Actual cost by project 2025/26 (£)", months))
    assert sum(column(found, "costs", "amount")) == Decimal(12 * 400_006)
    assert (min(column(found, "costs", "period")), max(column(found, "costs", "period"))) == (date(2025, 4, 1), date(2026, 3, 1))
    assert set(column(found, "costs", "stream")) == {"actual"}
    assert column(load(titled(tmp_path, "Actual costs 2025", ["Jan", "Feb", "Mar"])), "costs", "period")[0] == date(2025, 1, 1)
    assert '"Jan 2026"' in only(load(titled(tmp_path, "Forecast cost FY26 (£)", [*months[:9], "Jan"])), "year-from-title").problem


def test_a_title_that_names_no_year_or_two_gives_months_none(tmp_path: Path) -> None:
    for title in ("Actual cost by project (£)", "Actual cost 2025 and 2026", "Actual cost as at 31 March 2025"):
        assert not load(titled(tmp_path, title, ["Jan", "Feb", "Mar"])).rows("costs")


def test_posting_periods_hang_on_the_start_of_the_fiscal_year(tmp_path: Path) -> None:
    for title, heads in (
        ("Actual costs 2025/26", ["Period 1", "Period 2", "Period 3"]),
        ("Actual costs, EUR", ["001.2026", "002.2026", "003.2026"]),
    ):
        path = titled(tmp_path, title, heads)
        assert "fiscal-year-unknown" in codes(load(path), "error")
        found = load(path, mapping=parse({"settings": {"fiscal_year_start": "4"}}))
        assert sorted(set(column(found, "costs", "period"))) == [date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)]


def test_text_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    for number, text in enumerate(('[{"name": "A", "budget": 1}]', '{"projects": []}')):
        with pytest.raises(ValueModelError, match="JSON text"):
            load(csv(tmp_path / f"{number}.csv", text))
