"""Each staged question on a few rows, among them a month that ends on the as-of date and one that ends a day later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.figures.build import AS_OF, a_store
from value_model import sql
from value_model.figures.periods import between
from value_model.figures.reader import Reader
from value_model.policy import load


def ask(tables: dict[str, list[dict[str, Any]]], *names: str, as_of: date = AS_OF, by: tuple[str, ...] = (), **more: Any) -> Any:
    """The rows of one SQL file (or of several) for a small portfolio."""
    store, snapshot_id = a_store(tables, as_of)
    snapshot = store.snapshot(snapshot_id)
    found = Reader(store, snapshot, load(), by, between(as_of, None, 1)).all(names, **more)
    return found[names[0]] if len(names) == 1 else found


PROJECT = {"project_id": "P1", "name": "One"}
MONTHS = ("2026-08", "2026-09", "2026-10")


def test_costs_know_which_months_have_ended():
    rows = [{"project_id": "P1", "period": month, "stream": "plan", "amount": 10} for month in MONTHS]
    tables = {"projects": [PROJECT], "costs": rows}
    assert [row["is_ended"] for row in ask(tables, "stg_costs")] == [1, 1, 0]
    assert [row["is_ended"] for row in ask(tables, "stg_costs", as_of=date(2026, 9, 29))] == [1, 0, 0]


def test_actuals_to_come_and_forecasts_of_ended_months_are_not_used():
    rows = [{"project_id": "P1", "period": month, "stream": stream, "amount": 1} for month in MONTHS for stream in ("actual", "forecast")]
    found = ask({"projects": [PROJECT], "costs": rows}, "cost_months")
    assert [(row["actual"], row["forecast"]) for row in sorted(found, key=lambda row: row["period"])] == [(1, None), (1, None), (None, 1)]


def test_benefit_values_carry_sign_tier_and_span():
    tables = {
        "projects": [PROJECT],
        "benefits": [
            {"benefit_id": "B1", "name": "a", "project_id": "P1", "kind": "disbenefit", "evidence": "measured"},
            {"benefit_id": "B2", "name": "b", "project_id": "P1", "kind": "non-financial"},
            {"benefit_id": "B3", "name": "c", "project_id": "P1", "evidence": "forecast"},
        ],
        "benefit_values": [
            {"benefit_id": "B1", "period": "2026-09", "stream": "actual", "amount": 5},
            {"benefit_id": "B1", "period": "2026-09", "stream": "actual", "amount": 7, "evidence": "confirmed"},
            {"benefit_id": "B2", "period": "2026-09", "stream": "actual", "amount": 9},
            {"benefit_id": "B3", "period": "2026-10", "stream": "actual", "amount": 11},
        ],
    }
    found = sorted(ask(tables, "stg_benefit_values"), key=lambda row: row["row_id"])
    assert [(row["amount"], row["tier"], row["is_ended"]) for row in found] == [
        (-5, "measured", 1),
        (-7, "confirmed", 1),
        (11, "claimed", 0),
    ]


def test_a_lone_project_holds_all_and_one_of_several_without_share_holds_nothing():
    shares = [
        {"benefit_id": "B1", "project_id": "P1"},
        {"benefit_id": "B2", "project_id": "P1"},
        {"benefit_id": "B2", "project_id": "P2", "share": 0.4},
    ]
    found = ask({"projects": [PROJECT], "benefit_shares": shares}, "stg_shares")
    assert {(row["benefit_id"], row["project_id"]): float(row["share"]) for row in found} == {
        ("B1", "P1"): 1.0, ("B2", "P1"): 0.0, ("B2", "P2"): 0.4,
    }  # fmt: skip


def test_links_of_a_project_add_up_to_one():
    tables = {
        "projects": [PROJECT],
        "contributions": [{"project_id": "P1", "objective_id": f"O{i}", "contribution": 0.1 * i, "confidence": 0.7} for i in (1, 2, 4)]
        + [{"project_id": "P1", "objective_id": "O9", "contribution": -1.0}],
    }
    found = ask(tables, "stg_links")
    assert {row["objective_id"] for row in found} == {"O1", "O2", "O4"}
    assert float(sum(row["share"] for row in found)) == pytest.approx(1, abs=1e-12)


def test_days_between_dates_are_those_of_the_calendar():
    spans = [(date(2024, 2, 28), date(2024, 3, 1)), (date(1999, 12, 31), date(2026, 9, 30)), (date(2100, 2, 28), date(2100, 3, 1))]
    projects = [{"project_id": f"P{i}", "name": "x", "start": start, "baseline_finish": end} for i, (start, end) in enumerate(spans)]
    found = {row["project_id"]: row["planned_days"] for row in ask({"projects": projects}, "delivery")}
    assert [found[f"P{i}"] for i in range(3)] == [(end - start).days for start, end in spans]


def test_elapsed_days_stay_within_the_plan():
    project = {**PROJECT, "start": date(2026, 1, 1), "baseline_finish": date(2026, 12, 31)}
    for as_of, expected in ((date(2025, 6, 30), 0), (AS_OF, 272), (date(2027, 6, 30), 364)):
        (row,) = ask({"projects": [project]}, "delivery", as_of=as_of)
        assert row["elapsed_days"] == expected


def test_the_newest_rate_is_that_of_the_last_month_up_to_the_date():
    rates = [{"currency": "EUR", "period": month, "rate": rate} for month, rate in zip(MONTHS, (1.1, 1.2, 1.3), strict=True)]
    assert ask({"projects": [PROJECT], "rates": rates}, "stg_rates_now") == [{"currency": "EUR", "rate": 1.2}]


def test_one_row_per_scope_even_where_a_scope_holds_nothing_but_cost():
    tables = {"projects": [{**PROJECT, "programme": "A", "business_unit": "U", "stage": "delivery", "budget": 5}]}
    found = ask(tables, "scope_sums", by=("project", "programme", "unit", "stage", "kind"))
    assert [row["scope"] for row in found] == ["portfolio", "programme:A", "project:P1", "stage:delivery", "unit:U"]
    assert {row["cost_approved"] for row in found} == {Decimal(5)}
    assert {row["plan"] for row in found} == {None}  # unknown, never 0


def test_what_several_files_read_is_answered_once_with_the_same_rows():
    names = ("scope_sums", "scope_flows", "benefit_list", "stg_shares")
    tables = {
        "projects": [PROJECT],
        "costs": [{"project_id": "P1", "period": month, "stream": "plan", "amount": 3} for month in MONTHS],
        "benefits": [{"benefit_id": "B1", "name": "a", "project_id": "P1"}],
        "benefit_values": [{"benefit_id": "B1", "period": month, "stream": "plan", "amount": 4} for month in MONTHS],
    }
    store, snapshot_id = a_store(tables)
    reader = Reader(store, store.snapshot(snapshot_id), load(), (), between(AS_OF, None, 1))
    together = reader.all(names)
    alone = {name: store.query(name, snapshot_id, **reader.parameters) for name in names}
    assert together == alone


def test_shared_files_come_after_what_they_read():
    order = sql.shared(("scope_sums", "scope_flows"))
    assert order
    assert set(order) <= set(order) and len(set(order)) == len(order)
    for earlier, later in pairwise(order):
        assert later not in sql.inputs(earlier)


def test_shared_tables_hold_the_columns_that_somebody_reads_and_no_others():
    # run_year reads project_id, amount, period, stream, kind and is_ended of costs; project_costs fx_missing too. Nobody reads the sheet.
    found = sql.shared_table("stg_costs", ("run_year", "project_costs"))
    assert found.startswith(
        "select stg_costs.amount, stg_costs.fx_missing, stg_costs.is_ended, stg_costs.kind, stg_costs.period, stg_costs.project_id, "
        "stg_costs.stream from ("
    )
    assert sql.shared_table("stg_costs", ("run_year", "stg_costs")) == sql.compose("stg_costs")  # asked for itself


def test_part_of_a_benefit_is_rounded_to_six_places_once_all_are_added():
    tables = {
        "projects": [PROJECT, {"project_id": "P2", "name": "Two"}],
        "benefits": [{"benefit_id": key, "name": key} for key in ("B1", "B2", "B3")],
        "benefit_shares": [
            {"benefit_id": "B1", "project_id": "P1", "share": Decimal("0.00012345")},
            {"benefit_id": "B2", "project_id": "P1", "share": Decimal("0.00000005")},
            {"benefit_id": "B3", "project_id": "P1", "share": Decimal(1)},
            {"benefit_id": "B3", "project_id": "P2", "share": Decimal(1)},
        ],
        "benefit_values": [
            {"benefit_id": "B1", "period": "2026-09", "stream": "plan", "amount": Decimal("10.01")},
            {"benefit_id": "B2", "period": "2026-09", "stream": "plan", "amount": Decimal("-4.00")},
            {"benefit_id": "B3", "period": "2026-09", "stream": "plan", "amount": Decimal("7.25")},
        ],
    }
    found = {row["project_id"]: row["benefit_plan"] for row in ask(tables, "project_sums")}
    # By hand: 10.01 × 0.00012345 − 4 × 0.00000005 + 7.25 = 0.0012357345 − 0.0000002 + 7.25 = 7.2512355345
    assert found == {"P1": Decimal("7.251236"), "P2": Decimal("7.25")}
