"""Sheets as a PMO has them: languages, titles, footnotes, two-row headings, period columns, second tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.contract import Import

D = Decimal


def amounts(found: Import, table: str, stream: str) -> dict[date, Decimal]:
    rows = [row for row in found.rows(table) if row.values["stream"] == stream]
    return {row.values["period"]: row.values["amount"] for row in rows}  # type: ignore[misc]


LANGUAGES = {
    "de": ["Projektnummer;Projektname;Abteilung;Projektstatus;Beginn;Ende;Genehmigtes Budget (Mio. €);Kostenprognose (Mio. €);Ampel",
           "P-1;Portal;Vertrieb;In Umsetzung;01.02.2025;31.12.2026;1,5;1,75;gelb"],
    "fr": ["Code projet;Nom du projet;Département;Statut;Date de début;Date de fin;Budget approuvé (M€);Prévision de coût (M€);Feu tricolore",
           "P-1;Portail;Ventes;En cours;01/02/2025;31/12/2026;1,5;1,75;orange"],
    "es": ["Código de proyecto;Nombre del proyecto;Departamento;Estado;Fecha de inicio;Fecha de fin;Presupuesto aprobado (M€);Costo previsto (M€);Semáforo",
           "P-1;Portal;Ventas;En ejecución;01/02/2025;31/12/2026;1,5;1,75;amarillo"],
    "pt": ["Código do projeto;Nome do projeto;Departamento;Situação;Data de início;Data de término;Orçamento aprovado (M€);Custo previsto (M€);Farol",
           "P-1;Portal;Vendas;Em andamento;01/02/2025;31/12/2026;1,5;1,75;amarelo"],
    "en": ["Project No.;Project Title;Department;Status;Start Date;End Date;Approved Budget (€m);Forecast Cost (€m);RAG",
           "P-1;Portal;Sales;In progress;01/02/2025;31/12/2026;1,5;1,75;Amber/Green"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_words_of_five_languages(tmp_path: Path, language: str) -> None:
    second = "P-2;Andere;Vertrieb;Closed;15/03/2025;30/06/2026;2.000,5;2.100;Red"
    found = load(csv(tmp_path / "export.csv", "\n".join([*LANGUAGES[language], second]) + "\n"))
    row = found.rows("projects")[0].values
    assert (row["project_id"], row["name"][:5], row["stage"], row["delivery_rag"]) == ("P-1", row["name"][:5], "delivery", "amber")  # type: ignore[index]
    assert (row["budget"], row["forecast_cost"], row["currency"]) == (D(1_500_000), D(1_750_000), "EUR")
    assert row["business_unit"]
    if language != "de":  # a column of dates in two styles has no proof for the German points alone
        assert row["baseline_finish"] == date(2026, 12, 31)
    assert codes(found, "error") == []


def test_titles_above_totals_and_footnotes_below(tmp_path: Path) -> None:
    rows = [
        ["Transformation portfolio"], ["All figures in $k"], [],
        ["Project", "Sponsor", "Budget", "Spent to date", "Status"],
        ["Alpha", "COO", 1200, 300, "Active"], ["Beta", "CFO", 800, 100, "Closed"],
        ["Total", None, 2000, 400, None], [], ["Source: finance system"], ["* preliminary"],
    ]  # fmt: skip
    found = load(workbook(tmp_path / "p.xlsx", Overview=rows))
    assert column(found, "projects", "budget") == [D(1_200_000), D(800_000)]
    assert only(found, "unit-from-title").severity == "note"
    assert [s.header_rows for s in found.sheets] == [(4,)]
    assert "total-row" in codes(found)
    assert "total-disagrees" not in codes(found)
    assert only(found, "lines-left-out").row == 9


def test_a_total_that_disagrees_is_a_warning(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", 1200], ["Beta", "CFO", 800], ["Grand total", None, 2500]]
    finding = only(load(workbook(tmp_path / "p.xlsx", Sheet1=rows)), "total-disagrees")
    assert (finding.severity, finding.row, finding.column) == ("warning", 4, "Budget")


def test_months_across_with_streams_in_a_merged_row_above(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Costs 2026"
    sheet.append(["Project", "Plan", None, None, "Actual", None, None])
    sheet.append([None, "Jan-26", "Feb-26", "Mar-26", "Jan-26", "Feb-26", "Mar-26"])
    sheet.append(["Alpha", 10, 20, 30, 11, None, 31])
    sheet.append(["Beta", 1, 2, 3, 1, 2, 3])
    for area in ("A1:A2", "B1:D1", "E1:G1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "c.xlsx")
    found = load(tmp_path / "c.xlsx")
    alpha = [row for row in found.rows("costs") if row.values["project_id"] == "Alpha"]
    assert [(row.values["period"].month, row.values["stream"], row.values["amount"]) for row in alpha] == [  # type: ignore[union-attr]
        (1, "plan", 10), (2, "plan", 20), (3, "plan", 30), (1, "actual", 11), (3, "actual", 31),
    ]  # fmt: skip
    assert alpha[0].cells["amount"].address == "B3"


@pytest.mark.parametrize(
    ("headings", "first"),
    [
        (["Jan-26", "Feb-26", "Mar-26"], date(2026, 1, 1)),
        (["2026-01", "2026-02", "2026-03"], date(2026, 1, 1)),
        (["01/2026", "02/2026", "03/2026"], date(2026, 1, 1)),
        (["Q1 2026", "Q2 2026", "Q3 2026"], date(2026, 1, 1)),
        (["FY25/26 Q1", "FY25/26 Q2", "FY25/26 Q3"], date(2025, 4, 1)),
        (["Q3 FY27", "Q4 FY27", "Q1 FY28"], date(2026, 10, 1)),
        (["2025/26", "2026/27", "2027/28"], date(2025, 4, 1)),
        (["19-20", "20-21", "21-22"], date(2019, 4, 1)),
        (["2026", "2027", "2028"], date(2026, 1, 1)),
        (["März 2026", "April 2026", "Mai 2026"], date(2026, 3, 1)),
        (["janv. 26", "févr. 26", "mars 26"], date(2026, 1, 1)),
    ],
)
def test_periods_in_any_usual_form(tmp_path: Path, headings: list[str], first: date) -> None:
    settings = [["Key", "Value"], ["fiscal_year_start", 4]]
    rows = [["Project", *headings], ["Alpha", 12, 24, 36], ["Beta", 12, 24, 36]]
    found = load(workbook(tmp_path / "c.xlsx", Settings=settings, Planned_costs=rows))
    assert {row.values["stream"] for row in found.rows("costs")} == {"plan"}
    assert min(column(found, "costs", "period")) == first
    assert sum(column(found, "costs", "amount")) == 144
    assert codes(found, "error") == []


def test_dates_as_headings_are_months(tmp_path: Path) -> None:
    rows = [["Project", date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)], ["Alpha", 12, 24, 36]]
    found = load(workbook(tmp_path / "c.xlsx", Actual_costs=rows))
    assert amounts(found, "costs", "actual") == {date(2026, 1, 1): D(12), date(2026, 2, 1): D(24), date(2026, 3, 1): D(36)}


def test_streams_are_read_from_the_heading(tmp_path: Path) -> None:
    rows = [["Benefit", "Project", "2026-01 Budget", "2026-02 Budget", "2026-01 Ist", "2026-02 Ist"], ["Saving", "Alpha", 5, 6, 4, 3]]
    projects = [["Project id", "Name"], ["P1", "Alpha"]]
    found = load(workbook(tmp_path / "c.xlsx", Projects=projects, Benefits_register=rows))
    assert amounts(found, "benefit_values", "plan") == {date(2026, 1, 1): D(5), date(2026, 2, 1): D(6)}
    assert amounts(found, "benefit_values", "actual") == {date(2026, 1, 1): D(4), date(2026, 2, 1): D(3)}
    assert column(found, "benefits", "project_id") == ["P1"]
    assert codes(found, "error") == []


def test_periods_that_do_not_say_what_they_hold_are_asked_about(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Jan-26", "Feb-26", "Mar-26"], ["Alpha", "COO", 1, 2, 3]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    finding = only(found, "periods-asked")
    assert finding.severity == "error"
    assert "[[costs.wide]]" in finding.fix


def test_a_second_table_below_is_loaded_too(tmp_path: Path) -> None:
    rows = [
        ["Project", "Project manager", "Budget"], ["Alpha", "Kim", 10], ["Beta", "Lee", 20], [],
        ["Risk title", "Project", "Probability", "Impact", "Mitigation"], ["Late supplier", "Alpha", 0.4, 5, "Second source"],
    ]  # fmt: skip
    found = load(workbook(tmp_path / "c.xlsx", Dashboard=rows))
    assert column(found, "projects", "name") == ["Alpha", "Beta"]
    assert column(found, "risks", "title") == ["Late supplier"]
    assert column(found, "risks", "project_id") == ["Alpha"]


def test_headings_said_again_are_no_project(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", 1], ["Project", "Sponsor", "Budget"], ["Beta", "CFO", 2]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    assert column(found, "projects", "name") == ["Alpha", "Beta"]
    assert only(found, "lines-left-out").row == 3


def test_a_rating_in_two_columns_of_one_name(tmp_path: Path) -> None:
    rows = [["Project", "Budget", "RAG", "RAG"], ["Alpha", 1, "Green", None], ["Beta", 2, None, "R"], ["Gamma", 3, None, None]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    assert column(found, "projects", "delivery_rag") == ["green", "red", None]


def test_below_the_bar_it_asks_and_does_not_use(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Net capital budget position"], ["Alpha", "COO", 1], ["Beta", "CFO", 2]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    assert column(found, "projects", "budget") == [None, None]
    finding = only(found, "column-asked")
    assert 'budget = "Net capital budget position"' in finding.fix
    assert "sure" in finding.problem


def test_a_sheet_nobody_knows_is_named_and_not_loaded(tmp_path: Path) -> None:
    rows = [["Name", "Profession", "Age"], ["David Bowie", "musician", 69], ["Carrie Fisher", "actor", 60]]
    found = load(workbook(tmp_path / "c.xlsx", arts=rows))
    finding = only(found, "sheet-not-recognised")
    assert '"Profession"' in finding.problem
    assert (found.sheets[0].recognised_as, found.sheets[0].header_rows, found.sheets[0].rows_read) == ("not recognised", (1,), 2)


def test_a_column_that_states_no_unit_beside_millions_is_asked_about(tmp_path: Path) -> None:
    rows = [["Project", "Budget ($m)", "Spent to date"], ["Alpha", 12.5, 3.1], ["Beta", 8, 2]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    assert column(found, "projects", "budget") == [D(12_500_000), D(8_000_000)]
    assert column(found, "projects", "cost_to_date") == [None, None]
    assert "scale = 1000000" in only(found, "unit-asked").fix


def test_the_currency_may_stand_in_the_number_format_only(tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", Sheet1=[["Project", "Sponsor", "Budget"], ["Alpha", "COO", 10], ["Beta", "CFO", 20]])
    book = load_workbook(path)
    book["Sheet1"]["C2"].number_format = "[$€-407]#,##0.00"
    book["Sheet1"]["C3"].number_format = '"CHF" #,##0'
    book.save(path)
    found = load(path)
    assert column(found, "projects", "currency") == ["EUR", "CHF"]
    assert only(found, "mixed-currencies").severity == "error"


def test_benefits_with_totals_and_dates_are_spread_and_without_dates_count_in_the_project(tmp_path: Path) -> None:
    projects = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", 10], ["Beta", "CFO", 20]]
    benefits = [
        ["Benefit", "Project", "Planned benefit", "Start", "End"],
        ["Saving", "Alpha", 120, date(2026, 1, 1), date(2026, 12, 31)], ["Growth", "Beta", 70, None, None],
    ]  # fmt: skip
    found = load(workbook(tmp_path / "c.xlsx", Portfolio=projects, Benefits=benefits))
    assert set(column(found, "benefit_values", "amount")) == {D(10)}
    assert len(found.rows("benefit_values")) == 12
    assert column(found, "projects", "planned_benefit") == [None, D(70)]


def test_two_sheets_about_the_same_projects_are_joined(tmp_path: Path) -> None:
    finance = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", 10], ["Beta", "CFO", 20]]
    schedule = [["Project", "Start date", "End date"], ["Beta", date(2026, 1, 1), date(2026, 6, 30)], ["Alpha", date(2026, 2, 1), None]]
    found = load(workbook(tmp_path / "c.xlsx", Finance=finance, Dates=schedule))
    assert column(found, "projects", "name") == ["Alpha", "Beta"]
    assert column(found, "projects", "start") == [date(2026, 2, 1), date(2026, 1, 1)]
    assert column(found, "projects", "budget") == [D(10), D(20)]
    assert codes(found, "error") == []


def test_percent_complete_is_decided_per_column(tmp_path: Path) -> None:
    for name, values, expected in (
        ("a", [85, 40, 100], [0.85, 0.4, 1.0]),
        ("b", [0.85, 0.4, 1], [0.85, 0.4, 1.0]),
        ("c", ["85 %", "40%", "1"], [0.85, 0.4, 1.0]),
    ):
        rows = [["Project", "Sponsor", "Percent complete"], *[[f"P{n}", "COO", v] for n, v in enumerate(values)]]
        assert column(load(workbook(tmp_path / f"{name}.xlsx", Sheet1=rows)), "projects", "percent_complete") == expected


def test_words_for_nothing_known_are_kept_and_are_not_zero(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Budget"], *[[f"P{n}", "COO", word] for n, word in enumerate(["TBC", "N/A", "-", "#REF!", "k.A.", 5])]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    assert column(found, "projects", "budget") == [None] * 5 + [D(5)]
    assert found.rows("projects")[0].cells["budget"].text == "TBC"
    assert codes(found).count("unknown-worded") == 4
    assert codes(found).count("cell-error") >= 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("£1.90m", "1900000"), ("-£120.11m", "-120110000"), ("(1,234)", "-1234"), ("$12.5k", "12500"), ("1 234 567", "1234567"),
        ("USD 3bn", "3000000000"), ("1'234.50", "1234.50"), ("2,5 Mio. €", "2500000"), ("0", "0"),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(tmp_path: Path, typed: str, expected: str) -> None:
    rows = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", typed]]
    assert column(load(workbook(tmp_path / "c.xlsx", Sheet1=rows)), "projects", "budget") == [D(expected)]


def test_decimal_commas_are_decided_per_column(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "c.csv", "Project;Budget;Spent to date\nAlpha;1.234,56;1,234.5\nBeta;2.000;3,000\n"))
    assert column(found, "projects", "budget") == [D("1234.56"), D(2000)]
    assert column(found, "projects", "cost_to_date") == [D("1234.50"), D(3000)]


def test_a_lone_point_before_three_digits_is_asked_about(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "c.csv", "Project;Sponsor;Budget\nAlpha;COO;1.234\nBeta;CFO;2.500\n"))
    assert only(found, "ambiguous-number").severity == "error"
    assert column(found, "projects", "budget") == [None, None]


def test_amounts_of_one_record_in_two_currencies_are_never_mixed(tmp_path: Path) -> None:
    rows = [["Project", "Budget (EUR)", "Spent to date (CHF)"], ["Alpha", 10, 5]]
    found = load(workbook(tmp_path / "c.xlsx", Sheet1=rows))
    values = found.rows("projects")[0].values
    assert (values["budget"], values["currency"], values.get("cost_to_date")) == (D(10), "EUR", None)
    assert only(found, "currency-differs").cell == "C2"


def test_a_row_per_task_gives_the_first_start_the_last_finish_and_the_budget_once(tmp_path: Path) -> None:
    rows = [
        ["Project", "Budget", "Start date", "End date", "Status"],
        ["Alpha", 100, date(2026, 2, 1), date(2026, 3, 1), "Closed"], ["Alpha", 100, date(2026, 1, 1), date(2026, 6, 30), "Active"],
        ["Beta", 50, date(2026, 5, 1), date(2026, 8, 31), "Active"], ["Beta", 50, date(2026, 4, 1), date(2026, 5, 31), "Active"],
    ]  # fmt: skip
    found = load(workbook(tmp_path / "c.xlsx", Export=rows))
    assert column(found, "projects", "budget") == [D(100), D(50)]
    assert column(found, "projects", "start") == [date(2026, 1, 1), date(2026, 4, 1)]
    assert column(found, "projects", "baseline_finish") == [date(2026, 6, 30), date(2026, 8, 31)]
    assert codes(found, "error") == []


def test_amounts_that_vary_between_tasks_are_asked_about(tmp_path: Path) -> None:
    rows = [["Project", "Sponsor", "Budget"], ["Alpha", "COO", 100], ["Alpha", "COO", 30], ["Beta", "CFO", 5], ["Beta", "CFO", 5]]
    found = load(workbook(tmp_path / "c.xlsx", Export=rows))
    assert column(found, "projects", "budget") == [None, D(5)]
    assert only(found, "amount-varies").severity == "error"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Amber - some slippage", "amber"),
        ("🟢", "green"),
        ("🟡 At risk", "amber"),
        ("🔴 Budget is gone", "red"),
        ("⚠️ At risk", "amber"),
        ("Status: RED", "red"),
        ("A/R", "amber"),
        ("gelb", "amber"),
        ("vert", "green"),
        ("Off track", "red"),
    ],
)
def test_ratings_in_every_wording(tmp_path: Path, typed: str, expected: str) -> None:
    found = load(workbook(tmp_path / "c.xlsx", Projects=[["Project id", "Name", "Delivery rag"], ["P1", "A", typed]]))
    row = found.rows("projects")[0]
    assert row.values["delivery_rag"] == expected
    assert row.values["delivery_rag_text"] == typed


def test_a_sign_and_words_that_say_two_colors_give_no_rating(tmp_path: Path) -> None:
    for typed in ("🔴 On track", "🟢 Not started", "✅ Done"):
        found = load(workbook(tmp_path / "c.xlsx", Projects=[["Project id", "Name", "Delivery rag"], ["P1", "A", typed]]))
        assert column(found, "projects", "delivery_rag") == [None], typed


def test_a_date_in_the_title_is_offered_as_the_as_of_date(tmp_path: Path) -> None:
    rows = [["Portfolio report, data as of 22 September 2026"], ["Project", "Sponsor", "Budget"], ["Alpha", "COO", 1]]
    assert "22 September 2026" in only(load(workbook(tmp_path / "c.xlsx", Sheet1=rows), as_of=None), "as-of-missing").problem


def test_a_german_workbook_of_four_sheets(tmp_path: Path) -> None:
    projects = [
        ["Portfoliobericht"], ["Beträge in Tsd. EUR"], [],
        ["Projekt-Nr.", "Projektname", "Bereich", "Ampel", "Start", "Gesamtbudget", "Ist-Kosten", "Geplanter Nutzen"],
        ["P-01", "Kundenportal", "Vertrieb", "grün", date(2025, 1, 1), 1200, 800, 3400],
        ["P-02", "ERP-Ablösung", "IT", "Rot", date(2024, 6, 1), "8.500,0", "4.100", "TBD"],
        ["Summe", None, None, None, None, 9700, 4900, 3400], [], ["Quelle: SAP PPM"],
    ]  # fmt: skip
    benefits = [
        ["Nutzen", "Projekt", "Nutzenart", "Jährlicher Nutzen (T€)", "Beginn", "Ende", "Wahrscheinlichkeit"],
        ["Weniger Callcenter", "Kundenportal", "Einsparung", 400, date(2027, 1, 1), date(2030, 12, 31), "hoch"],
    ]
    risks = [
        ["Risiko-Nr", "Projekt", "Risikobeschreibung", "Eintrittswahrscheinlichkeit", "Schadenshöhe (T€)"],
        ["R1", "P-02", "Migration", "40%", 900],
    ]
    costs = [["Projekt-Nr.", "Jan 26", "Feb 26", "Mär 26", "Summe"], ["P-01", 10, 20, 30, 60], ["P-02", 1, 2, 3, 9]]
    found = load(workbook(tmp_path / "de.xlsx", Projektliste=projects, Nutzen=benefits, Risiken=risks, Ist_Kosten_2026=costs))
    assert codes(found, "error") == []
    assert column(found, "projects", "budget") == [D(1_200_000), D(8_500_000)]
    assert column(found, "projects", "cost_to_date") == [D(800_000), D(4_100_000)]
    assert column(found, "projects", "delivery_rag") == ["green", "red"]
    # By hand: 400,000 a year for four years, to the cent although a month is 33,333.33.
    assert sum(column(found, "benefit_values", "amount")) == D(1_600_000)
    assert column(found, "benefits", "project_id") == ["P-01"]
    assert found.rows("risks")[0].values["probability"] == 0.4
    assert {row.values["stream"] for row in found.rows("costs")} == {"actual"}
    assert only(found, "total-disagrees").cell == "E3"  # the row says 9, its months add up to 6
    assert only(found, "decimal-mark-taken").column == "Ist-Kosten"
