"""Projects on a row per fund: the total row proves whether amounts are parts. Expected values: by hand."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.books import codes, column, load, only, workbook

NAMES = ["Alpha works", "Beta bridge", "Gamma depot"]
HEADS = ["Project ID", "Project", "Funding source", "Budget"]


def rows(*amounts: int) -> list[list[object]]:
    sources = ["Grant", "Loan", "Reserves"]
    return [
        HEADS,
        *([f"P{n}", name, source, amount] for n, name in enumerate(NAMES) for source, amount in zip(sources, amounts, strict=True)),
    ]


def test_equal_amounts_on_a_row_per_fund_count_once_and_that_is_said(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "once.xlsx", Data=rows(100_000, 100_000, 100_000)))
    assert sum(column(found, "projects", "budget")) == 300_000
    assert only(found, "amounts-repeated").column == "Funding source"


def test_a_total_row_proves_that_amounts_are_parts(tmp_path: Path) -> None:
    equal = [*rows(100_000, 100_000, 100_000), ["Total", None, None, 900_000]]
    found = load(workbook(tmp_path / "parts.xlsx", Data=equal))
    assert column(found, "projects", "budget") == [300_000] * 3
    assert only(found, "amounts-added").severity == "note"
    different = [*rows(100_000, 20_000, 3_000), ["Total", None, None, 369_000]]
    found = load(workbook(tmp_path / "differ.xlsx", Data=different))
    assert column(found, "projects", "budget") == [123_000] * 3
    assert "amount-varies" not in codes(found)


def test_amounts_that_differ_without_a_total_are_asked_about(tmp_path: Path) -> None:
    assert "amount-varies" in codes(load(workbook(tmp_path / "asked.xlsx", Data=rows(100_000, 20_000, 3_000))), "error")
