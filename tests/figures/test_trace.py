"""From a figure back to its cells: contributions add up, and every row names its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.build import a_store
from tests.figures.test_by_hand import TABLES
from tests.figures.test_overlap import joined, plan_and_actual
from value_model import figures
from value_model.errors import UsageError
from value_model.figures.tracing.sums import KEYED, MATCHED, SUMS
from value_model.store import open_store

BY = ("project", "programme", "unit", "stage", "kind", "objective")


@pytest.fixture(scope="module")
def opened():
    return a_store(TABLES)


def test_every_sum_is_the_sum_of_its_rows_at_every_scope(opened):
    store, snapshot = opened
    found = figures.compute(store, snapshot, by=BY)
    traced = [
        key for key in found.figures if (key[0] in SUMS or key[0].partition(":")[0] in KEYED) and found.figures[key].value is not None
    ]
    assert len(traced) > 150
    for figure_id, scope in traced:
        trace = figures.trace(store, snapshot, f"{figure_id}@{scope}")
        assert float(trace.total) == pytest.approx(trace.figure.value, abs=1e-9), (figure_id, scope)


def test_a_trace_tells_the_same_before_any_page_was_read_and_after(tmp_path):
    store, snapshot = a_store(TABLES)
    found = figures.compute(store, snapshot, by=BY)
    refs = [found.figures[key].ref for key in found.figures if key[0].partition(":")[0] in {*SUMS, *MATCHED, *KEYED}][::9]
    store.backup(tmp_path / "fresh.duckdb")
    with open_store(str(tmp_path / "fresh.duckdb")) as fresh:
        told = [figures.trace(fresh, snapshot, ref) for ref in refs]
        figures.compute(fresh, snapshot)  # as a page does
        again = [figures.trace(fresh, snapshot, ref) for ref in refs]
        for ref, before, after in zip(refs, told, again, strict=True):
            assert before.figure == after.figure == found[ref], ref
            assert list(before.rows) == list(after.rows), ref


@pytest.mark.parametrize("figure_id", MATCHED)
def test_the_rows_of_a_return_add_up_to_its_inputs(opened, figure_id):
    store, snapshot = opened
    for scope in ("portfolio", "project:P1", "unit:West"):
        trace = figures.trace(store, snapshot, f"{figure_id}@{scope}")
        for one in trace.inputs if trace.figure.value is not None else ():
            total = sum((row.contribution for row in trace.rows if row.input == one.id), Decimal(0))
            assert float(total) == pytest.approx(one.value)


def test_a_row_names_file_sheet_row_cell_and_text(opened):
    store, snapshot = opened
    rows = figures.trace(store, snapshot, "cost.to_date@project:P1").rows
    assert [(row.file, row.sha256, row.sheet, row.row, row.cell, row.text) for row in rows] == [
        ("a.xlsx", "sha of a.xlsx", "Costs", 4, "E4", "700")
    ]
    assert (rows[0].amount, rows[0].contribution, rows[0].project_id) == (700, 700, "P1")


def test_a_share_shows_in_the_contribution_and_a_disbenefit_in_the_sign(opened):
    store, snapshot = opened
    rows = {(row.benefit_id, row.cell): row for row in figures.trace(store, snapshot, "benefits.plan@project:P2").rows}
    assert {(key[0], row.amount, row.contribution) for key, row in rows.items()} == {("B2", 400, 200), ("B2", 800, 400), ("B3", -80, -80)}


def test_a_total_that_stands_in_is_traced_to_its_cell(opened):
    store, snapshot = opened
    (row,) = figures.trace(store, snapshot, "cost.approved@project:P3").rows
    assert (row.sheet, row.row, row.field, row.text, row.contribution) == ("Projects", 4, "budget", "500", 500)


def test_months_spread_from_one_cell_are_one_row():
    tables = plan_and_actual("P1", 100, 300)
    store, snapshot = a_store({**tables, "costs": [
        {"project_id": "P1", "period": f"2026-0{m}", "stream": "plan", "amount": 100} for m in (1, 2, 3)
    ]})  # fmt: skip
    assert len(figures.trace(store, snapshot, "cost.approved").rows) == 3  # three cells
    assert figures.trace(store, snapshot, "cost.approved").total == 300


def test_rows_read_one_by_one_add_up_to_what_was_added_by_column(opened):
    store, snapshot = opened
    for ref in ("benefits.plan@project:P2", "benefits.forecast", "cost.forecast", "roi.to_date"):
        trace = figures.trace(store, snapshot, ref)
        rows = list(trace.rows)
        assert len(rows) == len(trace.rows) > 1
        assert sum((row.contribution for row in rows), Decimal(0)) == trace.total
        assert list(trace.rows.first(1)) == rows[:1]
        assert list(trace.rows.first(len(rows) + 1)) == trace.rows[:] == rows


def test_thirds_of_large_amounts_add_up_to_the_last_digit():
    tables = plan_and_actual("P1", 100, 0)
    tables["benefit_shares"] = [{"benefit_id": "BP1", "project_id": "P1", "share": Decimal("0.33333333")}]
    tables["benefit_values"] = [
        {"benefit_id": "BP1", "period": f"2026-0{m}", "stream": "plan", "amount": Decimal("99999999999.99")} for m in (1, 2, 3)
    ]
    store, snapshot = a_store(tables)
    # By hand: 3 x 99,999,999,999.99 x 0.33333333 = 99,999,999,000 - 0.0099999999
    assert figures.trace(store, snapshot, "benefits.plan@project:P1").total == Decimal("99999998999.9900000001")
    assert figures.trace(store, snapshot, "benefits.plan").total == Decimal("299999999999.97")


def test_the_rows_can_be_read_after_the_store_was_closed():
    store, snapshot = a_store(TABLES)
    trace = figures.trace(store, snapshot, "cost.to_date@project:P1")
    store.close()
    assert [row.cell for row in trace.rows] == ["E4"]


def test_the_gap_under_a_reason_is_that_of_the_months_it_is_recorded_for():
    tables = plan_and_actual("P1", 100, 300)
    reasons = ("late start", "late start", "scope")
    tables["benefit_values"] = [
        {"benefit_id": "BP1", "period": f"2026-0{month}", "stream": stream, "amount": amount, "reason": reason if stream == "actual" else None}
        for month, reason in enumerate(reasons, 1) for stream, amount in (("plan", 100), ("actual", 70))
    ]  # fmt: skip
    store, snapshot = a_store(tables)
    late = figures.trace(store, snapshot, "gap.by_reason:late start")
    assert late.total == -60  # 70 - 100, twice
    assert figures.trace(store, snapshot, "gap.by_reason:scope").total == -30


def test_what_is_counted_once_leaves_the_other_claim_to_the_ledger():
    tables = joined(plan_and_actual("P1", 100, 300), plan_and_actual("P2", 100, 500))
    for benefit in tables["benefits"]:
        benefit["overlap_group"] = "g"
    store, snapshot = a_store(tables)
    assert {row.benefit_id for row in figures.trace(store, snapshot, "benefits.plan").rows} == {"BP2"}
    assert {row.benefit_id for row in figures.trace(store, snapshot, "evidence.overlap").rows} == {"BP1"}


def test_a_ratio_shows_its_inputs(opened):
    store, snapshot = opened
    trace = figures.trace(store, snapshot, "realization.to_date")
    assert trace.rows == ()
    assert [one.id for one in trace.inputs] == ["benefits.realized", "benefits.plan_to_date"]
    assert trace.formula.startswith("realized / plan to date")


@pytest.mark.parametrize("ref", ["nonsense", "roi.plan@project:P9", "cost.approved@kind:revenue"])
def test_what_is_not_there_is_refused_in_a_sentence(opened, ref):
    with pytest.raises(UsageError, match=r"There is no|There is nothing|is not stated"):
        figures.trace(*opened, ref)
