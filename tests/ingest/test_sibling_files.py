"""Files of the kinds that real ones belong to, with what differs from one year, tool or country to the next.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.ingest.books import codes, column, csv, load, only, workbook

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]


def lines(heads: str, row: str, *, mark: str = ",") -> str:
    """A text table with one line per project; {n} and {name} stand in each."""
    return "\n".join([heads, *(row.replace("{n}", str(n)).replace("{name}", name) for n, name in enumerate(NAMES))]).replace("|", mark)


def test_amounts_whose_currency_sign_was_lost_on_the_way_are_read_and_the_loss_is_said(tmp_path: Path) -> None:
    for number, lost in enumerate((" Å1,20{n}.50m", "�1,20{n}.50m", "Â£1,20{n}.50m")):
        found = load(csv(tmp_path / f"{number}.csv", lines("Project name;Budget", "{name};" + lost, mark=";")))
        assert column(found, "projects", "budget")[0] == Decimal(1_200_500_000)
        assert codes(found).count("currency-damaged") == (0 if "£" in lost else 1)
    assert found.settings["reporting_currency"] == "GBP"
    headed = load(csv(tmp_path / "headed.csv", lines("Project name;Budget (�m);Forecast cost (?m)", "{name};12{n};13{n}", mark=";")))
    assert column(headed, "projects", "budget")[0] == column(headed, "projects", "forecast_cost")[0] - 10_000_000 == Decimal(120_000_000)


def test_a_currency_code_says_more_than_a_bare_dollar(tmp_path: Path) -> None:
    heads = "Project Name / Nom du projet|Expenditures to date ($CAD) / Dépenses à ce jour ($CAN)|Project Status / État du projet"
    found = load(csv(tmp_path / "two.csv", lines(heads, "{name}|70{n}000|Implementation / Mise en oeuvre")))
    assert found.settings["reporting_currency"] == "CAD"
    assert column(found, "projects", "cost_to_date")[1] == Decimal(701_000)


def test_a_word_in_brackets_decides_which_date_it_is(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "ende.csv", lines("Projektname;Ende (Prognose);Ende (Plan)", "{name};31.12.2026;1{n}.10.2026", mark=";")))
    assert column(found, "projects", "forecast_finish") == [date(2026, 12, 31)] * 6
    assert column(found, "projects", "baseline_finish")[0] == date(2026, 10, 10)


def test_day_numbers_without_a_format_are_dates_and_a_status_of_colors_is_a_rating(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "raw.csv", lines("Project|Start Date|Status|RAG rating", "{name}|4500{n}|At risk|{n}")))
    assert column(found, "projects", "start")[0] == date(2023, 3, 15)  # a spreadsheet shows 45000 as that day
    rated = load(csv(tmp_path / "rated.csv", lines("Project|Start Date|Status", "{name}|2026-01-0{n}|Off track").replace("-00", "-10")))
    assert column(rated, "projects", "delivery_rag") == ["red"] * 6


def test_a_column_that_is_named_like_a_field_and_holds_something_else_is_said(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "unlike.csv", lines("Project|Budget|RAG", "{name}|10000{n}|{n}")))
    assert only(found, "values-unlike").severity == "warning"
    assert '"RAG" is named like delivery rag' in only(found, "values-unlike").problem


def test_projects_across_a_short_table_and_on_a_form_are_turned(tmp_path: Path) -> None:
    rows = [["Field", *NAMES[:3]], ["Sponsor", "Ann", "Bob", "Cy"], ["Budget (£k)", 100, 200, 300], ["Start date", *[date(2025, 1, 1)] * 3]]
    found = load(workbook(tmp_path / "across.xlsx", Data=[*rows, ["RAG", "Green", "Amber", "Red"]]))
    assert column(found, "projects", "name") == NAMES[:3]
    assert column(found, "projects", "budget") == [Decimal(100_000), Decimal(200_000), Decimal(300_000)]
    form = [["Project name", NAMES[0]], ["Project manager", "Ann"], ["Budget (£k)", 100], ["Start date", date(2025, 1, 1)]]
    assert column(load(workbook(tmp_path / "form.xlsx", Alpha=form)), "projects", "budget") == [Decimal(100_000)]
    amounts = [
        ["Item", "Plan", "Actual"],
        ["Budget (£k)", 100, 90],
        ["Forecast cost (£k)", 100, 95],
        ["Start date", *[date(2025, 1, 1)] * 2],
    ]
    assert not load(workbook(tmp_path / "streams.xlsx", Data=amounts)).rows("projects")


def test_two_tables_beside_or_below_each_other_are_both_read(tmp_path: Path) -> None:
    risks = [[f"Risk {n}", 0.5, 10] for n in range(6)]
    beside = [["Project", "Budget £k", "Actual £k", None, "Risk", "Likelihood", "Impact £k"]]
    beside += [[name, 100, 50, None, *risk] for name, risk in zip(NAMES, risks, strict=True)]
    below = [
        ["Report"],
        ["Project", "Budget £k", "RAG"],
        *[[name, 100, "G"] for name in NAMES],
        [],
        ["Top risks"],
        ["Risk", "Likelihood", "Impact £k"],
        *risks,
    ]
    for number, rows in enumerate((beside, below)):
        found = load(workbook(tmp_path / f"{number}.xlsx", Summary=rows))
        assert sum(column(found, "projects", "budget")) == 600_000
        assert sum(column(found, "risks", "impact")) == 60_000


def test_what_stands_below_a_record_under_headings_of_its_own_is_no_record(tmp_path: Path) -> None:
    heads = ["Name", "Subitems", "Person", "Status", "Budget"]
    inner = [["Subitems", "Name", "Owner", "Status", "Date"], [None, "Design", "Ann", "Done", date(2026, 2, 2)]]
    found = load(
        workbook(
            tmp_path / "board.xlsx",
            board=[heads, *[[n, "", "Ann", "Done", 100] for n in NAMES[:3]], *inner, [NAMES[3], "", "Bo", "Done", 50]],
        )
    )
    assert column(found, "projects", "name") == NAMES[:4]
    assert "2 rows" in only(found, "sub-items").problem
    assert not codes(found, "error")


def test_a_column_of_years_is_the_reporting_date_where_projects_stand_on_a_line_per_year(tmp_path: Path) -> None:
    rows = [[year, name, 100 + year - 2021] for year in (2021, 2022, 2023) for name in NAMES]
    found = load(workbook(tmp_path / "years.xlsx", Data=[["Year", "Project", "Budget £k"], *rows]))
    assert column(found, "projects", "budget") == [Decimal(102_000)] * 6
    assert found.earlier == [date(2021, 12, 31), date(2022, 12, 31)]
    once = load(workbook(tmp_path / "once.xlsx", Data=[["Year", "Project", "Budget £k"], *rows[-6:]]))
    assert column(once, "projects", "updated_on") == [None] * 6


def test_a_day_that_stands_in_for_none_is_not_known(tmp_path: Path) -> None:
    days = [(date(1900, 1, 1), date(9999, 12, 31)), (date(2025, 1, 1), date(2085, 3, 31))]
    heads = ["Project", "Budget £k", "Start date", "End date"]
    found = load(workbook(tmp_path / "days.xlsx", Data=[heads, *[[name, 10, *days[n % 2]] for n, name in enumerate(NAMES[:4])]]))
    assert column(found, "projects", "start") == [None, date(2025, 1, 1)] * 2
    assert column(found, "projects", "baseline_finish") == [None, date(2085, 3, 31)] * 2
    assert sum('"9999-12-31" is read as not known' in finding.problem for finding in found.findings) == 2


def test_amounts_whose_unit_is_no_money_are_left_out(tmp_path: Path) -> None:
    rows = [[f"Saving {n}", name, "€" if n % 2 else "days", 1_000] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "units.xlsx", Benefits_Register=[["Benefit", "Project", "Unit", "Planned value"], *rows]))
    assert column(found, "projects", "planned_benefit") == [None, Decimal(1_000)] * 3
    assert '3 lines count "days"' in only(found, "unit-not-money").problem


def test_a_unit_for_each_line_counts_where_nothing_else_states_one(tmp_path: Path) -> None:
    rows = [[f"Saving {n}", name, ("£", "£k", "£m")[n % 3], "£2m" if n == 1 else 5] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "lines.xlsx", Benefits_Register=[["Benefit", "Project", "Unit", "Planned value"], *rows]))
    assert column(found, "projects", "planned_benefit") == [Decimal(amount) for amount in (5, 2_000_000, 5_000_000, 5, 5_000, 5_000_000)]
    assert '4 lines count "£k", "£m"' in only(found, "unit-of-line").problem
    assert "unit-unstated" not in codes(found)
    stated = [["Benefit", "Project", "Unit", "Planned value (£k)"], *[[*row[:3], 5] for row in rows]]
    found = load(workbook(tmp_path / "stated.xlsx", Benefits_Register=stated))
    assert column(found, "projects", "planned_benefit") == [Decimal(5_000)] * 6
    assert "unit-of-line" not in codes(found)


def test_objectives_and_measures_that_only_a_register_names_are_kept_by_name(tmp_path: Path) -> None:
    rows = [[f"B{n}", f"Saving {n}", name, "Cut cost", "Hours saved"] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "register.xlsx", Register=[["Benefit ID", "Benefit", "Project", "Strategic objective", "KPI"], *rows]))
    assert column(found, "objectives", "name") == ["Cut cost"]
    assert column(found, "measures", "name") == ["Hours saved"]
    assert only(found, "objectives-derived").severity == "warning"
    assert "unknown-reference" not in codes(found)


def test_months_below_a_gap_are_headings_and_a_total_of_unread_columns_is_no_project(tmp_path: Path) -> None:
    months = [date(2026, month, 1) for month in (7, 8, 9)]
    rows = [["Project", "Owner", None, None, None], [None, None, *months], *[[name, "Ann", 10, 10, 12] for name in NAMES]]
    found = load(workbook(tmp_path / "months.xlsx", Budget_profile=[*rows, ["Total works", None, 60, 60, 72]]))
    assert len(found.rows("projects")) == 6
    assert sum(column(found, "costs", "amount")) == 6 * 32
    assert only(found, "total-row").row == 9


def test_a_column_of_labels_names_projects_where_all_else_is_theirs(tmp_path: Path) -> None:
    for number, label in enumerate(("Primary Column", "Nombre del PPI")):
        rows = [[name, 100_000, date(2026, 1, 1), "Green"] for name in NAMES]
        found = load(workbook(tmp_path / f"{number}.xlsx", Data=[[label, "Budget", "Start Date", "RAG"], *rows]))
        assert column(found, "projects", "name") == NAMES, label
    suppliers = [[label, 100_000, date(2026, 1, 1), "Green"] for label in NAMES]
    assert not load(workbook(tmp_path / "no.xlsx", Data=[["Supplier", "Budget", "Start Date", "RAG"], *suppliers])).rows("projects")


def test_a_sheet_shaped_to_be_slow_is_judged_in_seconds(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", Data=[["x"], *[[]] * 20_000, [*[None] * 900, "y"]])
    stacked = "".join(f"t{n},,\nProject,Budget,RAG\nA{n},100000,G\n" for n in range(500))
    before = time.process_time()
    assert load(path).sheets[0].recognised_as == "not recognised"
    assert len(load(csv(tmp_path / "stacked.csv", stacked)).rows("projects")) == 500
    assert time.process_time() - before < 10  # about 1 here; minutes where each line is looked at for each other
