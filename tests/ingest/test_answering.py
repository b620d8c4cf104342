"""Answers given on screen become a mapping that is applied next time, and a changed export says what changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import codes, column, csv, load, only
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
