"""The UK major projects of 2023, loaded from their file and added up a second time by plain pandas, department by department."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from value_model.cli import main

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FILE.exists(), reason="the real files are not beside the checkout")]
MILLION = 1e6


def added_up(rows: pd.DataFrame) -> dict[str, float | None]:
    """The figures of some rows; a ratio over the rows that have both sides."""
    both = rows.dropna(subset=["cost", "benefit"])
    cost, benefit = both["cost"].sum(), both["benefit"].sum()
    return {
        "cost.approved": rows["cost"].sum(min_count=1),
        "benefits.plan": rows["benefit"].sum(min_count=1),
        "roi.plan": (benefit - cost) / cost if cost else None,
        "bcr.undiscounted": benefit / cost if cost else None,
        "data.projects": len(rows),
        "data.complete_projects": len(both),
        "data.coverage_spend": cost / rows["cost"].sum() if rows["cost"].sum() else None,
    }


@pytest.fixture(scope="module")
def sheet() -> pd.DataFrame:
    raw = pd.read_csv(FILE, sep=";", dtype=str, encoding="cp1252")
    money = {"cost": "wlc_baseline_incl_NCG", "benefit": "TOTAL Baseline Benefits (£m)"}
    read = {name: pd.to_numeric(raw[column].str.replace(",", ""), errors="coerce") * MILLION for name, column in money.items()}
    return pd.DataFrame({"department": raw["department"].str.strip(), **read})


def test_the_portfolio_and_every_department_are_what_the_rows_add_up_to(
    sheet: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--store", str(tmp_path / "value.duckdb"), "--quiet", "--format", "json"]
    load = ["load", str(FILE), "--portfolio", "GMPP", "--as-of", "2023-03-31", "--publish", "--accept-warnings"]
    assert main([*load, *place]) == 0
    stated = {}
    for by in ([], ["--by", "unit"]):
        capsys.readouterr()
        assert main(["figures", *by, *place]) == 0
        stated |= {(one["id"], one["scope"]): one["value"] for one in json.loads(capsys.readouterr().out)["figures"]}
    groups = {"portfolio": sheet, **{f"unit:{name}": rows for name, rows in sheet.groupby("department")}}
    assert len(groups) == 22
    for scope, rows in groups.items():
        for figure_id, expected in added_up(rows).items():
            value = stated[figure_id, scope]
            missing = expected is None or pd.isna(expected)
            assert value == (None if missing else pytest.approx(expected, rel=1e-9)), (figure_id, scope)
    # The worked example of the shared page on figures.
    assert (stated["roi.plan", "portfolio"], stated["data.complete_projects", "portfolio"]) == (pytest.approx(1.5375, abs=5e-5), 102)
