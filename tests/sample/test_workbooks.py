"""The eight workbooks of the sample: their shape, their bytes, and the situations they hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from value_model.contract import SHEETS, Table

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
REVIEWS = [
    "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30",
    "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30",
]  # fmt: skip


def rows(review: str, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by heading, straight from the workbook."""
    head, *body = load_workbook(SAMPLE / f"{review}.xlsx", read_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_there_are_eight_quarterly_reviews():
    assert sorted(path.stem for path in SAMPLE.glob("*.xlsx")) == REVIEWS


@pytest.mark.parametrize("review", REVIEWS)
def test_sheets_and_headings_are_those_of_the_contract(review: str):
    book = load_workbook(SAMPLE / f"{review}.xlsx", read_only=True)
    by_sheet = {table.sheet: [field.label for field in table.fields] for table in SHEETS}
    assert list(book.sheetnames) == [sheet for sheet in by_sheet if sheet in book.sheetnames]
    for sheet in book:
        head = [cell for cell in next(sheet.iter_rows(values_only=True)) if cell]
        assert head == [label for label in by_sheet[sheet.title] if label in head], sheet.title


@pytest.mark.parametrize("table", SHEETS, ids=lambda table: table.name)
def test_every_required_field_is_filled_in(table: Table):
    for number, row in enumerate(rows("2026-09-30", table.sheet), start=2):
        assert all(row[field.label] is not None for field in table.required), (table.sheet, number)


@pytest.mark.parametrize("review", REVIEWS)
def test_a_workbook_says_its_own_date_and_stays_small(review: str):
    path = SAMPLE / f"{review}.xlsx"
    assert {row["Key"]: row["Value"] for row in rows(review, "Settings")}["as_of"] == review
    assert path.stat().st_size < 150_000


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path):
    subprocess.run([sys.executable, ROOT / "scripts" / "make_sample.py", "--out", tmp_path], check=True, capture_output=True)
    for review in REVIEWS:
        assert (tmp_path / f"{review}.xlsx").read_bytes() == (SAMPLE / f"{review}.xlsx").read_bytes(), review


def test_another_seed_gives_other_actuals(tmp_path: Path):
    command = [sys.executable, ROOT / "scripts" / "make_sample.py", "--out", tmp_path, "--seed", "7"]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "2026-09-30.xlsx").read_bytes() != (SAMPLE / "2026-09-30.xlsx").read_bytes()


def test_the_expected_figures_are_those_of_the_workbooks(tmp_path: Path):
    out = tmp_path / "expected.csv"
    subprocess.run([sys.executable, ROOT / "scripts" / "check_sample_by_hand.py", "--out", out], check=True, capture_output=True)
    assert out.read_text() == (SAMPLE / "expected.csv").read_text()


def test_the_second_reckoning_shares_no_code_with_the_model():
    for path in [*(ROOT / "scripts" / "by_hand").glob("*.py"), ROOT / "scripts" / "check_sample_by_hand.py"]:
        lines = path.read_text().splitlines()
        assert not [line for line in lines if line.startswith(("import", "from")) and "value_model" in line], path.name


def test_the_last_review_holds_twenty_projects_about_sixty_benefits_and_five_objectives():
    assert len(rows("2026-09-30", "Projects")) == 20
    assert 55 <= len(rows("2026-09-30", "Benefits")) <= 65
    assert len(rows("2026-09-30", "Objectives")) == 5


def test_a_past_actual_was_restated():
    def actual(review: str) -> object:
        wanted = ("B12", "2026-Q1", "actual")
        found = rows(review, "Benefit values")
        return next(row["Amount"] for row in found if (row["Benefit id"], row["Period"], row["Stream"]) == wanted)

    assert actual("2026-09-30") == actual("2026-06-30") - 156_000  # type: ignore[operator]


def test_a_replanned_benefit_keeps_its_baseline():
    def total(review: str, stream: str) -> object:
        return sum(row["Amount"] for row in rows(review, "Benefit values") if row["Benefit id"] == "B28" and row["Stream"] == stream)

    assert total("2025-12-31", "plan") < total("2025-09-30", "plan")
    assert total("2025-12-31", "baseline") == total("2025-09-30", "baseline")


def test_one_project_is_new_and_one_has_gone_since_the_review_before():
    now, before = ({row["Project id"] for row in rows(review, "Projects")} for review in ("2026-09-30", "2026-06-30"))
    assert (now - before, before - now) == ({"P20"}, {"P21"})


def test_a_project_is_red_for_three_reviews_and_nobody_was_asked():
    colors = [{row["Project id"]: row["Delivery rag"] for row in rows(review, "Projects")}["P14"] for review in REVIEWS[-3:]]
    assert colors == ["red", "red", "red"]
    assert "P14" not in {row["Project id"] for row in rows("2026-09-30", "Decisions")}


def test_an_answer_stands_in_no_review_before_it_was_given():
    for review in REVIEWS:
        for row in rows(review, "Decisions"):
            told = str(row["Decided on"])[:10] if row["Decided on"] else None
            assert (told is None) == (row["Outcome"] == "pending")
            assert told is None or told <= review
