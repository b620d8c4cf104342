"""Lists whose amounts stand under periods: benefits stay benefits, units of other languages count, repeats become the latest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.ingest.books import codes, column, csv, load, only, workbook

FISCAL = [["key", "value"], ["fiscal_year_start", "4"]]


def test_quarters_on_a_sheet_of_benefits_are_no_costs(tmp_path: Path) -> None:
    rows = [["Project", "Q1 FY27 forecast ($k)", "Q2 FY27 forecast ($k)", "Q3 FY27 forecast ($k)"], ["Alpha", 1, 2, 3], ["Beta", 5, 6, 7]]
    found = load(workbook(tmp_path / "b.xlsx", Benefits_forecast=rows, Settings=FISCAL))
    assert not found.rows("costs")
    # By hand: (1 + 2 + 3 + 5 + 6 + 7) thousand; the first quarter of a fiscal year 2027 that starts in April is April to June 2026.
    assert sum(column(found, "benefit_values", "amount")) == 24_000
    assert min(column(found, "benefit_values", "period")) == date(2026, 4, 1)


def test_mil_beside_reais_means_thousands(tmp_path: Path) -> None:
    path = tmp_path / "pt.txt"
    text = "Código do projeto\tNome do projeto\tOrçamento aprovado (R$ mil)\nA1\tRede\t1.250,5\nA2\tEscola\t980,0\n"
    path.write_text(text, encoding="utf-16")
    assert column(load(path), "projects", "budget") == [Decimal("1250500.00"), Decimal("980000.00")]


def test_a_unit_in_the_number_format_is_a_unit(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Projects"
    book.active.append(["Project name", "Whole life cost"])
    for n in range(12):
        book.active.append([f"Project of kind {chr(65 + n)}", 1.5 + n])
        book.active.cell(n + 2, 2).number_format = '"£"0.0"m"'
    book.save(tmp_path / "format.xlsx")
    found = load(tmp_path / "format.xlsx")
    assert column(found, "projects", "budget")[:2] == [1_500_000, 2_500_000]
    assert not {"unit-asked", "unit-unstated"} & set(codes(found))


def test_of_several_snapshots_in_one_file_the_latest_counts(tmp_path: Path) -> None:
    text = "Snapshot date,Project ID,Project,Forecast cost\n2026-03-31,A,Alpha,100000\n2026-06-30,A,Alpha,120000\n2026-03-31,B,Beta,50000\n2026-06-30,B,Beta,55000\n"
    found = load(csv(tmp_path / "s.csv", text))
    assert column(found, "projects", "forecast_cost") == [120_000, 55_000]
    assert "reported-many-times" in codes(found, "warning")


def test_amounts_before_a_benefit_starts_are_said(tmp_path: Path) -> None:
    found = load(workbook(
        tmp_path / "early.xlsx",
        Projects=[["project_id", "name"], ["A", "Alpha"]],
        Benefits=[["benefit_id", "name", "project_id", "start"], ["B1", "Save", "A", date(2026, 1, 15)]],
        Benefit_values=[["benefit_id", "period", "stream", "amount"], ["B1", date(2025, 6, 1), "plan", 1000], ["B1", date(2026, 1, 1), "plan", 500]],
    ))  # fmt: skip
    assert only(found, "benefit-before-start").problem == "B1: 1 month with amounts before its start on 2026-01-15; they are kept."
