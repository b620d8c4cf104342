"""The PMO's own figures, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.figures.build import AS_OF, a_store, add_review, joined, plan_and_actual
from value_model import figures
from value_model.store import open_store

DECISIONS = [
    {"decision_id": "D1", "question": "a", "asked_on": date(2026, 3, 1), "decided_on": date(2026, 3, 31), "outcome": "approved",
     "value_effect": 500, "result_effect": 400, "attribution_low": 0.1, "attribution_mid": 0.5, "attribution_high": 1.0},
    {"decision_id": "D2", "question": "b", "asked_on": date(2026, 5, 1), "decided_on": date(2026, 5, 11), "outcome": "stopped", "value_effect": 300},
    {"decision_id": "D3", "question": "c", "asked_on": date(2026, 6, 30), "outcome": "pending", "value_effect": 900},
    {"decision_id": "D4", "question": "d", "asked_on": date(2026, 9, 1), "outcome": "pending"},
]  # fmt: skip
OFFICE = [
    {"period": "2026-08", "cost": 60}, {"period": "2026-09", "cost": 40}, {"period": "2026-10", "cost": 999},
    {"process_area": "Benefits", "maturity": 3.0, "assessed_on": date(2026, 9, 30)},
]  # fmt: skip


def portfolio():
    part = plan_and_actual("P1", 100, 300)
    part["costs"].append({"project_id": "P1", "period": "2026-01", "stream": "actual", "amount": 1200})
    part["costs"] += [{"project_id": "P1", "period": month, "stream": "actual", "amount": 400} for month in ("2026-08", "2026-09")]
    return joined(part, {
        "decisions": DECISIONS, "office": OFFICE,
        "stakeholders": [
            {"stakeholder_id": "S1", "influence": 0.5, "engagement": "resistant", "desired": "leading"},
            {"stakeholder_id": "S2", "influence": 1.0, "engagement": "leading", "desired": "supportive"},
            {"stakeholder_id": "S3", "influence": 1.0, "engagement": "neutral"},
        ],
        "pulse": [
            {"on": date(2026, 9, 1), "group": "A", "question": "q", "score": 7.0, "invited": 8},
            {"on": date(2026, 9, 1), "group": "A", "question": "q", "score": 3.0},
            {"on": date(2026, 10, 2), "group": "A", "question": "q", "score": 9.0, "invited": 100},
        ],
    })  # fmt: skip


@pytest.fixture(scope="module")
def found():
    store, snapshot = a_store(portfolio())
    return figures.compute(store, snapshot)


EXPECTED = {
    "pmo.cost_ratio": 100 / 800,  # August and September: October has not ended, and of January no cost of the office is recorded
    "pmo.roi.low": (40 - 100) / 100,
    "pmo.roi.mid": (200 - 100) / 100,  # D1 alone has an effect found
    "pmo.roi.high": (400 - 100) / 100,
    "pmo.decision_days": 20,  # median of 30 and 10
    "pmo.decision_yield": 0.5,
    "pmo.value_steered": 800,
    "pmo.engagement": (0.5 * 3 + 1.0 * -1) / 1.5,  # S3 has no level to reach
    "pmo.response_rate": 2 / 8,
}


@pytest.mark.parametrize(("figure_id", "expected"), EXPECTED.items(), ids=list(EXPECTED))
def test_the_office_is_what_paper_says(found, figure_id, expected):
    assert found.value(figure_id) == pytest.approx(expected)


def test_the_next_due_date_of_an_open_ask():
    tables = portfolio()
    tables["decisions"] = [{**row, "due": due, "project_id": "P1"} for row, due in zip(
        DECISIONS, (date(2026, 1, 1), None, date(2026, 10, 15), date(2026, 9, 20)), strict=True)]  # fmt: skip
    store, snapshot = a_store(tables)
    found = figures.compute(store, snapshot)
    assert found.value("asks.due_days") == -10  # D4, ten days overdue; D1 was decided
    assert found.value("asks.due_days", "project:P1") == -10


def test_spend_traces_to_a_measured_outcome_by_project_or_by_benefit():
    parts = joined(plan_and_actual("P1", 100, 1), plan_and_actual("P2", 300, 1), plan_and_actual("P3", 600, 1))
    parts["benefits"][1]["measure_id"] = "M2"
    measures = [
        {"measure_id": "M1", "name": "a", "project_id": "P1"},
        {"measure_id": "M2", "name": "b"},
        {"measure_id": "M3", "name": "c", "project_id": "P3"},
    ]
    readings = [{"measure_id": m, "on": date(2026, 9, 1), "value": 1.0} for m in ("M1", "M2")]  # M3 was never read
    store, snapshot = a_store({**parts, "measures": measures, "readings": readings})
    assert figures.compute(store, snapshot).value("pmo.outcome_coverage") == pytest.approx(0.4)


def test_asks_are_those_of_the_last_review_and_earlier():
    store = open_store(":memory:")
    add_review(store, plan_and_actual("P1", 100, 300), date(2026, 6, 30))
    found = figures.compute(store, add_review(store, portfolio(), AS_OF))
    assert [found.value(f"asks.{name}") for name in ("total", "closed", "open")] == [3, 2, 1]  # D4 was asked later


def test_a_decision_of_the_journal_counts_and_the_workbook_wins():
    store, snapshot = a_store(portfolio(), as_of=date(2030, 1, 1))
    store.note("Test", "decision", {"decision_id": "d3", "outcome": "approved", "decided_on": "2026-07-10", "value_effect": 1}, role="lead")
    store.note("Test", "decision", {"decision_id": "D9", "question": "new", "asked_on": "2026-07-01", "outcome": "pending"}, role="lead")
    found = figures.compute(store, snapshot)
    # D3 keeps its "pending" of the workbook; D9 is added.
    assert found.value("pmo.decision_yield") == pytest.approx(2 / 5)
    assert found.value("pmo.value_steered") == 800


def test_forecasts_one_year_old_against_what_arrived():
    store = open_store(":memory:")
    old, new = (
        {**plan_and_actual("P1", 1, 1), "benefits": [{"benefit_id": b, "name": b, "project_id": "P1"} for b in "ABC"]} for _ in range(2)
    )
    old["benefit_values"] = [{"benefit_id": b, "period": "2026-03", "stream": "forecast", "amount": 100} for b in "ABC"]
    old["benefit_values"] += [{"benefit_id": "A", "period": "2026-10", "stream": "forecast", "amount": 999}]  # beyond the year
    new["benefit_values"] = [{"benefit_id": b, "period": "2026-03", "stream": "actual", "amount": x} for b, x in (("A", 120), ("B", 50))]
    add_review(store, old, date(2025, 9, 30))
    found = figures.compute(store, add_review(store, new, AS_OF))
    # |120 − 100| is 17 % of 120, |50 − 100| is 100 % of 50; C has no actual.
    assert (found.value("pmo.forecasts_landed"), found.value("pmo.forecasts_landed.of")) == (1, 2)
    assert found.value("pmo.forecast_accuracy") == pytest.approx(1 - 70 / 170)
