"""The sample's main figures, reckoned a second time by LibreOffice in a spreadsheet of live formulas, agree to the cent."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scripts.reckoning import make
from value_model.cli import main

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
REVIEW = "2026-09-30"
OFFICE = shutil.which("soffice")


def reckoned(folder: Path) -> dict[str, float]:
    """Write the spreadsheet, let LibreOffice work its formulas out, read the last sheet."""
    assert OFFICE
    make(SAMPLE / f"{REVIEW}.xlsx", folder / "reckoning.xlsx")
    words = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*words, "--outdir", str(folder / "out"), str(folder / "reckoning.xlsx")], check=True, capture_output=True, timeout=120)
    sheet = load_workbook(folder / "out" / "reckoning.xlsx", data_only=True)["Main figures"]
    return {str(name): value for name, value in sheet.iter_rows(min_row=2, values_only=True)}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_the_spreadsheet_and_the_command_line_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "value.duckdb")
    for day in ("2026-06-30", REVIEW):
        words = ["load", str(SAMPLE / f"{day}.xlsx"), "--portfolio", "Sample", "--as-of", day, "--publish", "--accept-warnings"]
        assert main([*words, "--store", place, "--quiet"]) == 0
    capsys.readouterr()
    assert main(["figures", "--store", place, "--format", "json"]) == 0
    stated = {one["id"]: one for one in json.loads(capsys.readouterr().out)["figures"]}
    reckoning = reckoned(tmp_path)
    assert len(reckoning) >= 40
    for name, value in reckoning.items():
        within = 0.005 if stated[name]["unit"] == "money" else 1e-9  # a cent; nine digits
        assert stated[name]["value"] == pytest.approx(value, abs=within), name
