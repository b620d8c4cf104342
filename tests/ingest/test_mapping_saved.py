"""Saved mappings: chosen by their headings, written and read back as the same thing, true to known totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import REAL, codes, column, load, needs_shared, only
from value_model import ingest
from value_model.contract import Import
from value_model.errors import UsageError
from value_model.ingest import mapping, mapping_file, writing

MILLION = Decimal(1_000_000)


def known(values: list[Decimal | None]) -> list[Decimal]:
    return [value for value in values if value is not None]


@pytest.fixture(scope="module")
def gmpp() -> Import:
    return ingest.run([REAL / "uk_gmpp_2023_with_benefits.csv"], as_of=date(2023, 3, 31))


@pytest.fixture(scope="module")
def master() -> Import:
    return ingest.run([REAL / "dft_master_costs_q1_2020.xlsx"], as_of=date(2020, 6, 30))


@needs_shared
def test_the_government_portfolio_loads_to_its_known_totals(gmpp: Import) -> None:
    # Expected: SOURCES.md, computed from the file with a parser of its own.
    cost, benefit = column(gmpp, "projects", "budget"), column(gmpp, "projects", "planned_benefit")
    both = [(c, b) for c, b in zip(cost, benefit, strict=True) if c is not None and b is not None]
    assert len(gmpp.rows("projects")) == 244
    assert (len(known(cost)), sum(known(cost))) == (193, Decimal("471818.00") * MILLION)
    assert (len(known(benefit)), sum(known(benefit))) == (110, Decimal("729446.31") * MILLION)
    assert (len(both), sum(c for c, _ in both), sum(b for _, b in both)) == (102, 264639 * MILLION, Decimal("671530.31") * MILLION)


@needs_shared
def test_the_government_portfolio_has_its_ratings_from_two_columns(gmpp: Import) -> None:
    rags = column(gmpp, "projects", "delivery_rag")
    assert [rags.count(color) for color in ("amber", "green", "red", None)] == [183, 26, 23, 12]
    assert set(column(gmpp, "projects", "currency")) == {"GBP"}
    assert len(set(column(gmpp, "projects", "business_unit"))) == 21


@needs_shared
def test_the_government_portfolio_says_each_exemption_and_both_oddities(gmpp: Import) -> None:
    assert codes(gmpp, "error") == []
    assert sorted(codes(gmpp, "warning")) == ["end-before-start", "negative-amount"]
    exempt = [
        f for f in gmpp.findings if f.code == "unknown-worded" and f.column == "wlc_baseline_incl_NCG" and "Exempt" in (f.value or "")
    ]
    assert len(exempt) == 46
    assert all(f.sheet and f.row and f.cell and f.fix for f in exempt)
    assert only(gmpp, "negative-amount").problem.startswith("Workplace Services Transformation Programme")


@needs_shared
def test_the_master_with_projects_in_columns_loads_to_its_known_totals(master: Import) -> None:
    totals = {name: sum(known(column(master, "projects", name))) for name in ("forecast_cost", "planned_benefit", "forecast_benefit")}
    # By hand: 2,722.03708285521 + 1,478.68 + 6,485.95 + 6,751.60 + 469.70 million, to the cent.
    assert totals["forecast_cost"] == Decimal("17907967082.86")
    assert totals["planned_benefit"] == Decimal("10203.79") * MILLION
    assert totals["forecast_benefit"] == Decimal("53822.45") * MILLION
    assert sum(known(column(master, "projects", "stated_pvc"))) == 7978 * MILLION
    assert sum(known(column(master, "projects", "stated_pvb"))) == Decimal("41400.36") * MILLION
    assert column(master, "projects", "stated_npv")[4] is None
    assert codes(master, "error") == []


@needs_shared
def test_a_profile_is_loaded_only_where_it_holds_the_stated_total(master: Import) -> None:
    # By hand: 11 years of 3,967 = 43,637 less disbenefits of 18.34 = 43,618.66, the stated total of Mars.
    kinds = {row.values["benefit_id"]: row.values["kind"] for row in master.rows("benefits")}
    signed = [
        row.values["amount"] * (-1 if kinds[row.values["benefit_id"]] == "disbenefit" else 1) for row in master.rows("benefit_values")
    ]  # type: ignore[operator]
    assert {str(row.values["project_id"]) for row in master.rows("benefits")} == {"Mars"}
    assert sum(signed) == Decimal("43618.66") * MILLION
    assert "sign-flipped" in codes(master, "note")
    assert codes(master).count("profile-not-used") == 2


@needs_shared
def test_the_typed_unit_a_thousand_times_off_is_said_and_not_used(master: Import) -> None:
    said = [f for f in master.findings if f.code == "unit-off"]
    assert [(f.severity, f.cell, f.value) for f in said] == [("warning", "C42", "£2.397m"), ("warning", "C43", "£2.398m")]


@pytest.mark.parametrize("path", sorted(mapping.MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_mapping_written_out_reads_back_the_same(path: Path) -> None:
    import tomllib

    saved = mapping_file.load(path)
    assert mapping_file.parse(tomllib.loads(writing.text(saved))) == saved


def test_a_mapping_with_an_unknown_field_says_which_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text('[projects.fields]\nbudgett = "Cost"\n', encoding="utf-8")
    with pytest.raises(UsageError, match='Did you mean "budget"'):
        mapping_file.named(str(path))


def test_an_unknown_mapping_is_called_wrongly() -> None:
    with pytest.raises(UsageError, match='Did you mean "uk-gmpp-20'):
        mapping_file.named("uk-gmpp-203")


def test_a_given_mapping_loads_a_table_turned_on_its_side(tmp_path: Path) -> None:
    sheet = tmp_path / "side.csv"
    sheet.write_text("Scheme,Alpha,Beta\nOutlay $k,10,20\nNote,a,b\n", encoding="utf-8")
    chosen = tmp_path / "m.toml"
    chosen.write_text(
        '[projects]\norientation = "columns"\nheader_rows = [1]\n[projects.fields]\nname = "Scheme"\nbudget = "Outlay $k"\n',
        encoding="utf-8",
    )
    found = load(sheet, mapping=mapping_file.named(str(chosen)))
    assert column(found, "projects", "budget") == [Decimal(10_000), Decimal(20_000)]
    assert found.rows("projects")[1].cells["budget"].address == "C2"
    assert found.unmapped == ["Note"]


def _answer(tmp_path: Path, text: str) -> mapping.Mapping:
    path = tmp_path / "answer.toml"
    path.write_text(text, encoding="utf-8")
    return mapping_file.named(str(path))


def test_a_mapping_may_only_answer_a_question(tmp_path: Path) -> None:
    sheet = tmp_path / "export.csv"
    sheet.write_text("Project,Sponsor,Start,Net outlay position\nAlpha,COO,01/02/2026,5\nBeta,CFO,03/04/2026,6\n", encoding="utf-8")
    assert "ambiguous-dates" in codes(load(sheet), "error")
    answer = _answer(tmp_path, '[projects.fields]\nstart = { column = "Start", date = "MDY" }\nbudget = "Net outlay position"\n')
    found = load(sheet, mapping=answer)
    assert codes(found, "error") == []
    assert column(found, "projects", "start") == [date(2026, 1, 2), date(2026, 3, 4)]
    assert column(found, "projects", "budget") == [5, 6]
    assert column(found, "projects", "sponsor") == ["COO", "CFO"]


def test_an_answer_says_what_period_columns_hold(tmp_path: Path) -> None:
    sheet = tmp_path / "export.csv"
    sheet.write_text("Project,Sponsor,Jan-26 A,Feb-26 A,Mar-26 A\nAlpha,COO,5,6,7\n", encoding="utf-8")
    assert "periods-asked" in codes(load(sheet), "error")
    found = load(sheet, mapping=_answer(tmp_path, '[[costs.wide]]\npattern = "{period} A"\nstream = "actual"\n'))
    assert codes(found, "error") == []
    assert column(found, "costs", "amount") == [5, 6, 7]
    assert column(found, "projects", "sponsor") == ["COO"]


def test_an_answer_may_ignore_columns_on_purpose(tmp_path: Path) -> None:
    sheet = tmp_path / "export.csv"
    sheet.write_text("Project,Sponsor,Budget,Remarks\nAlpha,COO,5,x\n", encoding="utf-8")
    found = load(sheet, mapping=_answer(tmp_path, '[projects.ignore]\ncolumns = ["Rem*"]\n'))
    assert found.unmapped == []
    assert '"Remarks"' in only(found, "columns-ignored").problem
