"""Value for money as the transport department published it, from its own present values, through the calc command.

The files are read here cell by cell; the expected numbers are the files' own columns. A present value is printed in
whole £m (a few in tenths), so an NPV of two of them may differ by up to 1; a ratio is printed with two decimals.
Where a file contradicts itself, its number is listed below, with what its own present values come to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from value_model.cli import calc

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside the checkout")
PVB, PVC, NPV = "Present Value Benefit (PVB)", "Present Value Cost (PVC)", "NPV for all projects and NPV for programmes if available"
INITIAL, ADJUSTED, WORD = "Initial Benefits Cost Ratio (BCR)", "Adjusted Benefits Cost Ratio (BCR)", "VfM Category single entry"
Case = tuple[str, str, dict[str, Any]]

# (file, project): the ratio, NPV or category that the file's own PVB and PVC do not give, and what they give.
OWN_RATIO = {("master", "Apollo 13"): 3494 / 833, ("Q1_20_21", "A13"): 3494 / 833, ("Q4_19_20", "A13"): 3494 / 833}
OWN_NPV = {("master", "Apollo 13"): 2661, ("Q1_20_21", "A13"): 2661, ("Q4_19_20", "A13"): 2661, ("Q4_19_20", "F9"): 1533}
OWN_WORD = {("master", "Falcon 9"): "low", ("Q1_20_21", "F9"): "low"}  # 1.46 is below 1.5 and was still called medium


def cases() -> Iterator[Case]:
    master = load_workbook(REAL / "dft_master_costs_q1_2020.xlsx", data_only=True)["Master"]
    rows = {str(row[0]): row[1:] for row in master.iter_rows(values_only=True) if row[0] in (PVB, PVC, NPV, INITIAL, ADJUSTED, WORD)}
    for place, cell in enumerate(master[1][1:]):
        yield "master", str(cell.value), {name: row[place] for name, row in rows.items()}
    summary = load_workbook(REAL / "dft_vfm_summary.xlsx", data_only=True)
    for sheet in ("Q1_20_21", "Q4_19_20"):
        headings, *projects = summary[sheet].iter_rows(min_row=2, min_col=2, values_only=True)
        yield from ((sheet, str(one[0]), dict(zip(headings, one, strict=True))) for one in projects)


def answer(metric: str, inputs: dict[str, Any]) -> dict[str, Any]:
    (line,) = calc.answers([json.dumps({"metric": metric, "inputs": inputs}).encode()])
    found: dict[str, Any] = json.loads(line)
    return found


def test_every_published_ratio_and_npv_comes_out_of_the_present_values() -> None:
    met = 0
    for file, project, given in cases():
        found, at = answer("bcr", {"pvb": given[PVB], "pvc": given[PVC], "vfm_scale": "dft_six"}), (file, project)
        if at in OWN_RATIO:
            assert found["value"] == pytest.approx(OWN_RATIO[at], rel=1e-12)
        else:
            assert min(abs(found["value"] - given[INITIAL]), abs(found["value"] - given[ADJUSTED])) <= 0.005, at
            met += 1
        if at in OWN_NPV:
            assert found["detail"]["npv"] == OWN_NPV[at]
        elif given[NPV] is not None:
            assert found["detail"]["npv"] == pytest.approx(given[NPV], abs=1), at
    assert met == 12  # of 15; the other three are one project in three sheets


def test_the_categories_follow_from_the_published_ratios() -> None:
    for file, project, given in cases():
        found = answer("vfm_category", {"bcr": given[ADJUSTED], "scale": "dft_six"})["value"]
        assert found == OWN_WORD.get((file, project), given[WORD].lower().replace(" ", "_")), (file, project)


def test_the_portfolio_is_a_ratio_of_sums_and_its_indicator_the_share_of_high_value() -> None:
    # The files' sheet "Count" adds PVC up by category: 7,978 in all, 1,761 high, 2,089 very high (Q1 20/21).
    master = [given for file, _, given in cases() if file == "master"]
    whole = answer("bcr", {key: sum(given[name] for given in master) for key, name in (("pvb", PVB), ("pvc", PVC))})
    assert (whole["detail"]["pvc"], round(whole["value"], 4)) == (7978, 5.1893)
    spend: dict[str, float] = {}
    for given in master:
        word = given[WORD].lower().replace(" ", "_")
        spend[word] = spend.get(word, 0) + given[PVC]
    assert spend == {"very_high": 2089, "high": 1761, "medium": 2956, "poor": 1172}
    assert answer("vfm_indicator", {"spend": spend})["value"] == pytest.approx((1761 + 2089) / 7978, rel=1e-12)
