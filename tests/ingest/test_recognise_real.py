"""Spreadsheets nobody here wrote, read without a mapping: the counts and totals of SOURCES.md, or a plain question.

Expected values: SOURCES.md of the shared data, computed from the files with a parser of its own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest

from tests.ingest.books import REAL, codes, column, needs_shared, only
from value_model import ingest
from value_model.contract import Import

pytestmark = needs_shared
D = Decimal
MILLION = D(1_000_000)


@lru_cache(maxsize=32)
def real(*names: str, as_of: date = date(2022, 3, 31)) -> Import:
    return ingest.run([REAL / name for name in names], as_of=as_of)


def total(found: Import, field: str, table: str = "projects") -> tuple[int, Decimal]:
    values = [value for value in column(found, table, field) if value is not None]
    return len(values), sum(values, D(0))


TOTALS = [
    ("uk_gmpp_2014_projects_in_columns.csv", 199, "budget", 183, "398606.60"),
    ("uk_gmpp_2017_projects_in_columns.csv", 143, "budget", 134, "455460.98"),
    ("uk_gmpp_2019.csv", 133, "budget", 118, "441798.76"),
    ("uk_gmpp_2021.csv", 184, "budget", 164, "541951.37"),
    ("dft_master_benefits_q1_2020.xlsx", 3, "planned_benefit", 3, "45651.25"),
    ("dft_master_benefits_q1_2020.xlsx", 3, "forecast_benefit", 3, "45651.24"),
    ("dft_portfolio_dashboard.xlsx", 5, "forecast_benefit", 5, "53822.45"),
    ("worldbank_projects_fy2012.xlsx", 500, "budget", 499, "83315.35714170"),
    ("nyc_capital_projects_2013_2019.csv", 378, "forecast_cost", 284, "31974.75059175"),
    ("melbourne_water_capital_delivery.csv", 445, "forecast_cost", 445, "5113.65915250"),
    ("pm_tool_portfolio_export.csv", 11, "budget", 11, "2.125"),
    ("pm_tool_portfolio_export.csv", 11, "cost_to_date", 11, "0.863"),
    ("portfolio_scoring_250.csv", 250, "budget", 250, "609.983007"),
]


@pytest.mark.parametrize(("name", "projects", "field", "known", "millions"), TOTALS, ids=[f"{t[0]}:{t[2]}" for t in TOTALS])
def test_projects_and_totals_are_those_of_the_file(name: str, projects: int, field: str, known: int, millions: str) -> None:
    found = real(name)
    count, amount = total(found, field)
    assert len(found.rows("projects")) == projects
    assert count == known
    assert abs(amount / MILLION - D(millions)) < D("0.005")


def test_projects_in_columns_are_turned() -> None:
    sheet = real("uk_gmpp_2014_projects_in_columns.csv").sheets[0]
    assert (sheet.orientation, sheet.header_rows, sheet.rows_loaded) == ("columns", (1,), 199)
    assert len(set(column(real("uk_gmpp_2014_projects_in_columns.csv"), "projects", "business_unit"))) == 20


def test_the_malformed_date_names_project_and_value() -> None:
    finding = only(real("uk_gmpp_2017_projects_in_columns.csv"), "not-a-date")
    assert finding.problem.startswith("A303 Amesbury to Berwick Down")
    assert finding.value == "1/012/2014"


def test_a_footnote_below_a_turned_table_is_no_field() -> None:
    found = real("uk_gmpp_2017_projects_in_columns.csv")
    assert "IPA Annual Report publishes" in only(found, "columns-empty").problem
    assert not [heading for heading in found.unmapped if "IPA Annual Report publishes" in heading]


def test_dates_with_points_and_two_digit_years() -> None:
    starts = [day for day in column(real("uk_gmpp_2019.csv"), "projects", "start") if day]
    assert (len(starts), min(starts), max(starts)) == (131, date(1997, 3, 17), date(2017, 12, 21))
    ends = [day for day in column(real("uk_gmpp_2019.csv"), "projects", "baseline_finish") if day]
    assert (len(ends), min(ends), max(ends)) == (127, date(2017, 3, 31), date(2041, 12, 31))


def test_the_first_row_may_be_a_merged_title() -> None:
    found = real("worldbank_projects_fy2012.xlsx")
    assert found.sheets[0].header_rows == (2,)
    stages = column(found, "projects", "stage")
    assert [stages.count(stage) for stage in ("closed", "stopped", "delivery", "proposed")] == [449, 29, 19, 3]
    assert len([day for day in column(found, "projects", "start") if day]) == 468


def test_a_file_without_amounts_says_so_and_has_none() -> None:
    found = real("worldbank_projects_fy1979.xlsx")
    assert len(found.rows("projects")) == 250
    assert total(found, "budget")[0] == 0
    assert only(found, "blank-amounts").problem.startswith("250 of 250 rows")


def test_a_project_reported_many_times_counts_once_at_its_latest_date() -> None:
    found = real("nyc_capital_projects_2013_2019.csv")
    assert set(column(found, "projects", "updated_on")) == {date(2019, 9, 1)}
    assert only(found, "reported-many-times").severity == "warning"
    assert only(found, "lines-left-out").row == 2  # the data dictionary in rows 2 and 3
    units = column(found, "projects", "business_unit")
    assert [units.count(name) for name in ("DDC", "DOT", "DEP", "SCA")] == [168, 94, 38, 31]


def test_an_earlier_as_of_date_takes_the_report_of_that_time() -> None:
    found = real("nyc_capital_projects_2013_2019.csv", as_of=date(2014, 6, 30))
    assert max(column(found, "projects", "updated_on")) <= date(2014, 6, 30)


def test_tasks_below_a_project_do_not_multiply_its_budget() -> None:
    found = real("pm_tool_portfolio_export.csv")
    assert only(found, "repeated-row").problem.startswith("58 rows repeat")
    assert (found.sheets[0].rows_read, found.sheets[0].rows_loaded) == (69, 11)


def test_an_export_and_its_register_are_one_portfolio() -> None:
    found = real("pm_tool_portfolio_export.csv", "pm_tool_benefits_register.csv", as_of=date(2026, 3, 31))
    assert codes(found, "error") == []
    assert len(found.rows("projects")) == 11
    assert total(found, "annual_value", "benefits") == (21, D(5_575_000))
    assert total(found, "amount", "benefit_values") == (21, D(162_000))  # realized to date
    kinds = column(found, "benefits", "kind")
    assert [kinds.count(k) for k in ("cash-releasing", "non-cash-releasing", "non-financial", "revenue", "risk-reduction", "cost-avoidance")] == [
        6, 5, 4, 3, 2, 1,
    ]  # fmt: skip
    assert "yearly-value-without-dates" in codes(found, "note")


def test_a_stated_return_is_not_taken_for_ours() -> None:
    found = real("portfolio_scoring_250.csv")
    assert only(found, "stated-result").column == "Expected_ROI_Percent"
    assert total(found, "annual_value", "benefits") == (250, D(229_756_175))
    assert total(found, "planned_benefit")[0] == 0


def test_two_quarters_of_one_list_do_not_count_twice() -> None:
    found = real("dft_vfm_summary.xlsx")
    assert len(found.rows("projects")) == 5
    assert total(found, "stated_pvc") == (5, D(7978))
    assert total(found, "stated_pvb") == (5, D("41400.36"))
    assert total(found, "stated_npv")[0] == 4
    assert only(found, "older-sheet").sheet == "Q4_19_20"
    assert only(found, "sheet-not-recognised").sheet == "Count"


def test_risks_rated_in_words_are_kept_and_count_in_no_amount() -> None:
    found = real("dft_risks.xlsx")
    projects = column(found, "risks", "project_id")
    assert (len(projects), {projects.count(name) for name in projects}) == (30, {6})
    assert only(found, "risks-not-quantified").severity == "warning"
    assert only(found, "sheet-without-rows").sheet == "Q4_19_20 all data"


def test_a_report_page_has_two_rows_of_headings_and_five_projects_a_sheet() -> None:
    found = real("dft_portfolio_dashboard.xlsx")
    assert [(s.sheet, s.header_rows, s.rows_read) for s in found.sheets] == [
        ("Finance", (2, 3), 5), ("Schedule", (2, 3), 5), ("Benefits_VfM", (3, 4), 5), ("Overall", (2, 3), 5),
    ]  # fmt: skip
    assert abs(total(found, "forecast_cost")[1] / MILLION - D("17907.967")) < D("0.001")
    assert only(found, "unit-asked").column == "Aggregate Spend"


def test_objectives_keep_their_identifiers_as_text() -> None:
    found = real("craftonhills_goal_priority_report.xlsx")
    assert column(found, "objectives", "objective_id") == ["1.1", "2.1", "3.1"]
    assert set(column(found, "objectives", "pillar")) == {"Goal 3: Partnerships of Strategic Importance"}


@pytest.mark.parametrize("name", sorted(path.name for path in REAL.glob("*.[cx]*")) if REAL.exists() else [])
def test_every_column_is_used_ignored_on_purpose_or_reported(name: str) -> None:
    found = real(name)
    for sheet in found.sheets:
        assert sheet.rows_read == sheet.rows_loaded + sheet.rows_skipped
    spoken = {finding.column for finding in found.findings}
    assert all(heading in spoken or any(f.code == "sheet-not-recognised" for f in found.findings) for heading in found.unmapped)
