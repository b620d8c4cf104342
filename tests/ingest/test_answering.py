"""Answers given on screen become a mapping that is applied next time, and a changed export says what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.ingest import answering, mapping_file, proposing, sources, writing
from value_model.ingest.answering import Answer

EXPORT = "Scheme ref,Scheme,Outlay,Phase,Remarks\nS1,North road,250000,Closed,fine\nS2,South bridge,1250000,Closed,late\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for saved mappings, the only one there is."""
    folder = tmp_path / "mappings"
    monkeypatch.setattr(mapping_file, "saved", lambda: saved(folder))
    monkeypatch.setattr(sources, "saved", lambda: saved(folder))
    return folder


saved = mapping_file.saved


def answer(path: Path, folder: Path, answers: dict[str, Answer]) -> None:
    proposal = proposing.propose([path])
    sheet = proposal.tables[0].sheet
    made = answering.answered(proposal, {(sheet, heading): given for heading, given in answers.items()}, name="schemes")
    writing.save(made, folder)


def test_every_column_is_offered_with_certainty_and_samples(tmp_path: Path) -> None:
    found = {entry.heading: entry for entry in answering.columns(proposing.propose([csv(tmp_path / "a.csv", EXPORT)]))}
    assert set(found) == {"Scheme ref", "Scheme", "Outlay", "Phase", "Remarks"}
    assert found["Scheme"].field == "projects.name" and found["Scheme"].samples == ("North road", "South bridge")
    assert found["Outlay"].field == "" and "projects.budget" in answering.choices(found["Outlay"])


def test_an_answer_is_applied_to_the_next_export(tmp_path: Path, kept: Path) -> None:
    first = csv(tmp_path / "jan.csv", EXPORT)
    assert column(load(first), "projects", "budget") == [None, None]
    answer(first, kept, {"Outlay": Answer("projects.budget"), "Remarks": Answer(answering.IGNORE)})
    again = load(csv(tmp_path / "feb.csv", EXPORT.replace("250000,", "260000,", 1)))
    assert column(again, "projects", "budget") == [Decimal(260_000), Decimal(1_250_000)]
    assert only(again, "columns-ignored").problem == '1 column left out on purpose: "Remarks".'
    assert "column-unused" not in codes(again)


def test_a_factor_and_an_order_are_part_of_the_answer(tmp_path: Path, kept: Path) -> None:
    first = csv(tmp_path / "jan.csv", EXPORT.replace("250000", "2.5").replace("Phase", "Begun").replace("Closed", "03/04/2026"))
    answer(first, kept, {"Outlay": Answer("projects.budget", scale=Decimal(1_000_000)), "Begun": Answer("projects.start", date="MDY")})
    again = load(first)
    assert column(again, "projects", "budget")[0] == Decimal(2_500_000)
    assert str(column(again, "projects", "start")[0]) == "2026-03-04"


def test_renamed_moved_and_new_columns_are_recognised_and_said(tmp_path: Path, kept: Path) -> None:
    answer(csv(tmp_path / "jan.csv", EXPORT), kept, {"Outlay": Answer("projects.budget")})
    later = "Q3 export\nScheme,Scheme ref,Outlays,Phase,Remarks,Contractor\nNorth road,S1,270000,Closed,fine,Acme\nSouth bridge,S2,1250000,Closed,late,Bond\n"
    found = load(csv(tmp_path / "mar.csv", later))
    assert column(found, "projects", "budget") == [Decimal(270_000), Decimal(1_250_000)]
    assert only(found, "column-renamed").problem == '"Outlays" is read where "Outlay" was until now.'
    assert '"Contractor"' in only(found, "column-new").problem
    assert "columns-moved" in codes(found, "note")


def test_another_file_is_not_taken_for_a_changed_export(tmp_path: Path, kept: Path) -> None:
    answer(csv(tmp_path / "jan.csv", EXPORT), kept, {"Outlay": Answer("projects.budget")})
    other = load(csv(tmp_path / "other.csv", "Project ID,Name,Budget,Outlay\nA,Alpha,100000,5\nB,Beta,200000,6\n"))
    assert column(other, "projects", "budget") == [Decimal(100_000), Decimal(200_000)]
    assert not {"column-renamed", "column-gone"} & set(codes(other))


def test_period_columns_are_answered_set_by_set(tmp_path: Path) -> None:
    # By hand: 6 months of spend of 10, 3 of benefit of 4, for two projects.
    heads = ["Project", "Sponsor", *(f"2026-0{m} A" for m in range(1, 7)), *(f"2026-0{m} B" for m in range(1, 4))]
    path = workbook(tmp_path / "mixed.xlsx", Sheet1=[heads, *([name, "COO", *[10] * 6, *[4] * 3] for name in ("Alpha", "Beta"))])
    found = load(path)
    asked = [finding for finding in found.findings if finding.code == "periods-asked"]
    assert [finding.problem.split(" of periods")[0] for finding in asked] == ["6 columns", "3 columns"]
    proposal = proposing.propose([path])
    answers = {periods.place: {"A": "costs.actual", "B": "benefit_values.plan"}[periods.open.words] for periods in proposal.periods}
    made = answering.answered(proposal, {}, name="mixed", periods=answers)
    again = load(path, mapping=mapping_file.load(writing.save(made, tmp_path)))
    assert codes(again, "error") == []
    assert sum(column(again, "costs", "amount")) == 120
    assert sum(column(again, "benefit_values", "amount")) == 24
    assert set(column(again, "benefit_values", "stream")) == {"plan"}


def test_period_columns_may_be_left_out_on_purpose(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Sheet1=[["Project", "Sponsor", "Jan-26", "Feb-26", "Mar-26"], ["Alpha", "COO", 1, 2, 3]])
    proposal = proposing.propose([path])
    made = answering.answered(proposal, {}, name="a", periods={periods.place: "ignore" for periods in proposal.periods})
    again = load(path, mapping=mapping_file.load(writing.save(made, tmp_path)))
    assert codes(again, "error") == []
    assert "costs" not in again.records


def test_the_start_of_the_fiscal_year_is_an_answer(tmp_path: Path) -> None:
    # By hand: 12 in the fiscal year from April 2026 is 1 a month.
    path = workbook(tmp_path / "fy.xlsx", Costs=[["Project", "FY26/27 Budget", "FY27/28 Budget", "FY28/29 Budget"], ["Alpha", 12, 24, 36]])
    assert "fiscal-year-unknown" in codes(load(path), "error")
    made = answering.answered(proposing.propose([path]), {}, name="fy", settings={"fiscal_year_start": "4"})
    again = load(path, mapping=mapping_file.load(writing.save(made, tmp_path)))
    assert codes(again, "error") == []
    months = dict(zip(column(again, "costs", "period"), column(again, "costs", "amount"), strict=True))
    assert (len(months), months[date(2026, 4, 1)], months[date(2027, 3, 1)], months[date(2027, 4, 1)]) == (36, 1, 1, 2)


def test_a_line_without_a_project_is_left_out_and_named_where_its_periods_are_benefits(tmp_path: Path) -> None:
    heads = ["Project ID", "Project name", "2026-01 B", "2026-02 B", "2026-03 B"]
    path = workbook(tmp_path / "gap.xlsx", Sheet1=[heads, ["P1", "Alpha", 1, 2, 3], [None, "Beta", 4, 5, 6], ["P3", "Gamma", 7, 8, 9]])
    proposal = proposing.propose([path])
    made = answering.answered(proposal, {}, name="gap", periods={periods.place: "benefit_values.plan" for periods in proposal.periods})
    again = load(path, mapping=mapping_file.load(writing.save(made, tmp_path)))
    assert sum(column(again, "benefit_values", "amount")) == 30  # by hand: 1 + 2 + 3 + 7 + 8 + 9
    assert {finding.row for finding in again.findings if finding.code == "required-missing"} == {3}
