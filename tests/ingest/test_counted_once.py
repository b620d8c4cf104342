"""Amounts said twice in columns, and lists that hold more than their table. Expected values: by hand."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.contract import Import

NAMES = ["Alpha works", "Beta bridge", "Gamma depot"]


def costs(tmp_path: Path, heads: list[str], amounts: list[int]) -> Import:
    rows = [["Project ID", "Project", *heads], *([f"P{n}", name, *amounts] for n, name in enumerate(NAMES))]
    return load(workbook(tmp_path / "costs.xlsx", Costs_forecast=rows))


def test_a_year_beside_its_quarters_is_not_counted_again(tmp_path: Path) -> None:
    found = costs(tmp_path, ["Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027", "2027"], [100_000] * 4 + [400_000])
    assert sum(column(found, "costs", "amount")) == 1_200_000
    assert only(found, "periods-twice").column == "2027"


def test_a_year_beside_some_of_its_quarters_is_asked_about(tmp_path: Path) -> None:
    found = costs(tmp_path, ["Q1 2027", "Q2 2027", "2027"], [100_000, 100_000, 400_000])
    assert sum(column(found, "costs", "amount")) == 600_000
    assert only(found, "periods-overlap").severity == "error"


def test_years_after_quarters_of_an_earlier_one_are_read(tmp_path: Path) -> None:
    found = costs(tmp_path, ["Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027", "2028", "2029"], [100_000] * 4 + [400_000] * 2)
    assert sum(column(found, "costs", "amount")) == 3_600_000
    assert not {"periods-twice", "periods-overlap"} & set(codes(found))


def test_a_total_of_months_in_words_is_not_counted_again(tmp_path: Path) -> None:
    rows = [
        ["Benefit ID", "Benefit", "Project", "Oct-26", "Nov-26", "Dec-26", "2026 Total"],
        *([f"B{n}", f"Saving {n}", name, 100, 100, 100, 300] for n, name in enumerate(NAMES)),
    ]
    found = load(workbook(tmp_path / "months.xlsx", Benefits_forecast=rows))
    assert sum(column(found, "benefit_values", "amount")) == 900


def test_a_log_of_risks_and_issues_holds_risks_and_its_ratings_are_no_amounts(tmp_path: Path) -> None:
    kinds = ["Risk", "Issue", "Assumption", "Dependency", "Risk"]
    log = [
        ["ID", "Type", "Project", "Description", "Owner", "Likelihood", "Impact", "Mitigation"],
        *([n, kind, NAMES[0], f"Thing {n}", "Ann", 3, 4, "x"] for n, kind in enumerate(kinds)),
    ]
    found = load(workbook(tmp_path / "raid.xlsx", RAID_log=log))
    assert column(found, "risks", "title") == ["Thing 0", "Thing 4"]
    assert column(found, "risks", "probability") == column(found, "risks", "impact") == [None, None]
    assert codes(found).count("rating-scale") == 2
    assert only(found, "no-risks").severity == "note"


def test_a_subtotal_named_last_and_an_amount_in_brackets_behind_its_sign_are_understood(tmp_path: Path) -> None:
    rows = "A,Alpha works,$ 100,$ (5.00)\nA,Beta bridge,$ 200,$ 6.00\nA subtotal,,$ 300,$ 1.00\n"
    found = load(csv(tmp_path / "middle.csv", f"Programme,Project,Budget USD,Actual USD\n{rows}"))
    assert column(found, "projects", "name") == NAMES[:2]
    assert column(found, "projects", "cost_to_date") == [-5, 6]
    assert "required-missing" not in codes(found)


def test_years_of_a_program_with_prior_and_future_years_are_no_whole_life(tmp_path: Path) -> None:
    heads = ["Project ID", "Project", "Prior Years", "2027 Budget", "2028 Budget", "2029 Budget", "Future Years", "Total Project Budget"]
    rows = [[f"P{n}", name, 100_000, 200_000, 300_000, 400_000, 500_000, 1_500_000] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "program.xlsx", Capital_Costs=[heads, *rows]))
    assert sum(column(found, "projects", "budget")) == 4_500_000
    assert not found.rows("costs")
    assert only(found, "profile-not-used").severity == "note"
