"""Everything that is wrong is said at once, each with its place, its value and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.books import AS_OF, codes, load, only, workbook
from value_model.contract import Import

PROJECTS = [["Project id", "Name", "Start", "Baseline finish", "Budget", "Forecast cost", "Currency"]]


def broken(path: Path) -> Path:
    projects = [
        *PROJECTS,
        ["P1", "Alpha", "2026-05-01", "2026-01-31", "12,5k?", 900, "USD"],
        [None, None, None, None, 5, None, None],
        ["P3", "Gamma", None, None, 5_000, 5_100_000, "USD"],
        ["P4", "Claims automation east", None, None, -5, None, "USD"],
        ["P5", "Claims automation eats", None, None, "TBC", None, "EUR"],
    ]
    costs = [
        ["Project id", "Period", "Stream", "Amount"],
        ["P9", "2026-01", "plan", 10],
        ["P1", "2026-12", "actual", 10],
        ["P1", "2026-01", "forecast", 10],
        ["P1", None, "plan", 10],
        ["P1", "2026-01", "guess", 10],
    ]
    settings = [["Key", "Value"], ["reporting_currency", "USD"], ["as_of", "2026-09-30"]]
    return workbook(path, Settings=settings, Projects=projects, Costs=costs)


def test_all_findings_come_at_once(tmp_path: Path) -> None:
    found = load(broken(tmp_path / "b.xlsx"))
    assert sorted(codes(found, "error")) == ["required-missing", "required-missing", "required-missing", "unknown-reference"]
    assert {
        "end-before-start",
        "not-a-number",
        "unit-off",
        "negative-amount",
        "near-equal-names",
        "actual-after-as-of",
        "not-a-choice",
    } <= set(codes(found, "warning"))
    assert {"unknown-worded", "forecast-before-as-of"} <= set(codes(found, "note"))


@pytest.mark.parametrize(
    ("code", "sheet", "cell", "value"),
    [
        ("not-a-number", "Projects", "E2", "12,5k?"),
        ("end-before-start", "Projects", "D2", "2026-01-31"),
        ("unit-off", "Projects", "F4", "5100000"),
        ("negative-amount", "Projects", "E5", "-5"),
        ("unknown-worded", "Projects", "E6", "TBC"),
        ("unknown-reference", "Costs", "A2", "P9"),
        ("actual-after-as-of", "Costs", "B3", "2026-12"),
        ("not-a-choice", "Costs", "C6", "guess"),
    ],
)
def test_each_has_its_place_and_value(tmp_path: Path, code: str, sheet: str, cell: str, value: str) -> None:
    finding = only(load(broken(tmp_path / "b.xlsx")), code)
    assert (finding.file, finding.sheet, finding.cell, finding.value) == ("b.xlsx", sheet, cell, value)
    assert finding.row == int("".join(letter for letter in cell if letter.isdigit()))
    assert finding.problem
    assert finding.fix


def test_a_currency_in_use_needs_a_rate(tmp_path: Path) -> None:
    settings = [["Key", "Value"], ["reporting_currency", "USD"]]
    projects = [["Project id", "Name", "Currency"], ["P1", "Alpha", "EUR"]]
    costs = [["Project id", "Period", "Stream", "Amount"], ["P1", "2026-01", "plan", 10], ["P1", "2026-02", "plan", 10]]
    rates = [["Currency", "Period", "Rate"], ["EUR", "2026-01", 1.1]]
    found = load(workbook(tmp_path / "p.xlsx", Settings=settings, Projects=projects, Costs=costs, Rates=rates))
    finding = only(found, "rate-missing")
    assert finding.severity == "error"
    assert "2026-02" in finding.problem


def test_mixed_real_and_nominal_prices_are_an_error(tmp_path: Path) -> None:
    from value_model import ingest

    first = workbook(
        tmp_path / "a.xlsx", Settings=[["Key", "Value"], ["price_basis", "real"]], Projects=[["Project id", "Name"], ["P1", "A"]]
    )
    second = workbook(tmp_path / "b.xlsx", Settings=[["Key", "Value"], ["price_basis", "nominal"]])
    assert "mixed-price-basis" in codes(ingest.run([first, second], as_of=AS_OF), "error")


def test_a_schedule_of_real_rates_on_nominal_prices_is_an_error(tmp_path: Path) -> None:
    from value_model import ingest

    def of(basis: str, rate: str) -> Import:
        sheet = [["Key", "Value"], ["price_basis", basis], ["discount_rate", rate]]
        return ingest.run(
            [workbook(tmp_path / f"{basis}{rate}.xlsx", Settings=sheet, Projects=[["Project id", "Name"], ["P1", "A"]])], as_of=AS_OF
        )

    assert "mixed-price-basis" in codes(of("nominal", "green_book_2022_standard"), "error")
    assert "mixed-price-basis" not in codes(of("real", "green_book_2022_standard"))
    assert "mixed-price-basis" not in codes(of("nominal", "0.07"))


def test_a_horizon_that_no_figure_applies_is_a_warning(tmp_path: Path) -> None:
    sheet = [["Key", "Value"], ["horizon_months", 36]]
    found = load(workbook(tmp_path / "h.xlsx", Settings=sheet, Projects=[["Project id", "Name"], ["P1", "A"]]))
    assert "all benefit values count" in only(found, "setting-without-effect").problem


def test_spend_without_objective_is_a_warning(tmp_path: Path) -> None:
    projects = [["Project id", "Name", "Budget"], ["P1", "A", 5], ["P2", "B", 5]]
    objectives = [["Objective id", "Name"], ["O1", "Grow"]]
    links = [["Project id", "Objective id", "Contribution"], ["P1", "O1", 1]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=projects, Objectives=objectives, Contributions=links))
    assert only(found, "spend-without-objective").row == 3


def test_a_total_row_is_no_project_and_is_compared(tmp_path: Path) -> None:
    projects = [["Project id", "Name", "Budget"], ["P1", "A", 5], ["P2", "B", 5], ["Total", None, 12]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=projects))
    assert len(found.rows("projects")) == 2
    assert only(found, "total-disagrees").row == 4


def test_day_or_month_first_is_asked_and_not_guessed(tmp_path: Path) -> None:
    projects = [["Project id", "Name", "Start"], ["P1", "A", "01/02/2026"], ["P2", "B", "03/04/2026"]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=projects))
    finding = only(found, "ambiguous-dates")
    assert finding.severity == "error"
    assert 'date = "DMY"' in finding.fix
    assert [row.values.get("start") for row in found.rows("projects")] == [None, None]


def test_one_value_decides_for_its_column(tmp_path: Path) -> None:
    projects = [["Project id", "Name", "Start"], ["P1", "A", "01/02/2026"], ["P2", "B", "31/01/2026"]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=projects))
    assert str(found.rows("projects")[0].values["start"]) == "2026-02-01"


def test_a_missing_required_column_lists_those_found(tmp_path: Path) -> None:
    costs = [["Project id", "Fortnight", "Stream", "Amount"], ["P1", "x", "plan", 1], ["P1", "y", "plan", 2]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=[["Project id", "Name"], ["P1", "A"]], Costs=costs))
    finding = only(found, "column-missing")
    assert (finding.severity, finding.column) == ("error", "Period")
    assert '"Fortnight"' in finding.problem
    assert codes(found, "error") == ["column-missing"]


def test_a_word_for_a_required_column_is_understood(tmp_path: Path) -> None:
    costs = [["Project id", "Month", "Stream", "Amount"], ["P1", "2026-01", "plan", 1]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=[["Project id", "Name", "Approved budget"], ["P1", "A", 7]], Costs=costs))
    assert str(found.rows("costs")[0].values["period"]) == "2026-01-01"
    assert found.rows("projects")[0].values["budget"] == 7
    assert codes(found, "error") == []
