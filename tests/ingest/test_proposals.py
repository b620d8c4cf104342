"""What the import proposes for the real files before any mapping is saved, held against a truth written by hand.

Expected values: `proposals.toml`, from SOURCES.md and from looking at the files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ingest.books import REAL, codes, load, needs_shared, only, workbook
from value_model.contract import Import

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    "Alpha works",
    "Beta bridge",
    "Gamma depot",
    "Delta school",
    "Epsilon line",
    "Zeta tower",
    "Eta museum",
    "Theta road",
    "Iota port",
    "Kappa dam",
]


def report(*files: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "import_report.py", *files], capture_output=True, text=True, env=environment, check=False
    )


@needs_shared
def test_nothing_is_proposed_wrong_and_four_fifths_are_right() -> None:
    found = report(*(REAL / name for name in ("uk_gmpp_2017_projects_in_columns.csv", "dft_master_benefits_q1_2020.xlsx", "dft_risks.xlsx",
                                              "pm_tool_portfolio_export.csv", "pm_tool_benefits_register.csv")))  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr
    assert "missed" in found.stdout.splitlines()[0]


def listing(tmp_path: Path, *headings: str, scale: float = 1) -> Import:
    rows = [[name, (100 + 10 * n) * scale, 3 * scale, 4 * scale, 5 * scale] for n, name in enumerate(NAMES)]
    return load(workbook(tmp_path / "list.xlsx", List=[["Project name", *headings], *rows]))


def test_a_list_of_tiny_amounts_without_a_unit_is_asked_about(tmp_path: Path) -> None:
    found = listing(tmp_path, "Budget", scale=1)
    assert only(found, "unit-asked").severity == "error"
    assert "scale = 1000000" in only(found, "unit-asked").fix
    assert all("budget" not in row.values for row in found.rows("projects"))


def test_ordinary_amounts_are_read_as_they_stand(tmp_path: Path) -> None:
    assert "unit-asked" not in codes(listing(tmp_path, "Budget", scale=1000))


def test_periods_beside_a_column_in_millions_are_asked_about(tmp_path: Path) -> None:
    found = listing(tmp_path, "Budget (£m)", "2026-01 spend", "2026-02 spend", "2026-03 spend")
    assert only(found, "unit-asked").problem.startswith('The periods "')
    assert not found.rows("costs")


def test_parts_and_their_total_are_not_added_up(tmp_path: Path) -> None:
    months = ["2026-01", "2026-02"]
    headings = [f"{month} cost forecast {part}".strip() for part in ("staff", "rent", "total") for month in months]
    rows = [[name, 10_000, 20_000, 1_000, 2_000, 11_000, 22_000] for name in NAMES[:4]]
    found = load(workbook(tmp_path / "parts.xlsx", Costs=[["Project name", *headings], *rows]))
    assert sum(row.values["amount"] for row in found.rows("costs")) == 4 * 33_000  # type: ignore[misc]
    assert "periods-twice" in codes(found, "note")
