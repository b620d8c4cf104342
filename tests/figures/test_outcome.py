"""Measures that are not money, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.figures.build import a_store
from value_model import figures

MEASURES = [
    # From 40 down to 20 in the 1000 days from 1 Jan 2024; 30 Sep 2026 is day 1003, so the path is at its end.
    {"measure_id": "M1", "name": "Minutes", "objective_id": "O1", "direction": "decrease", "baseline": 40.0, "target": 20.0,
     "baseline_on": date(2024, 1, 1), "target_on": date(2026, 9, 27)},
    # Halfway along its path: 0 to 100 from 30 Sep 2025 to 30 Sep 2027 (730 days, 365 gone).
    {"measure_id": "M2", "name": "Share", "objective_id": "O1", "direction": "increase", "baseline": 0.0, "target": 100.0,
     "baseline_on": date(2025, 9, 30), "target_on": date(2027, 9, 30)},
    {"measure_id": "M3", "name": "In range", "direction": "maintain", "low": 10.0, "high": 12.0, "tolerance": 4.0},
    {"measure_id": "M4", "name": "Never read", "direction": "increase", "baseline": 1.0, "target": 2.0},
    {"measure_id": "M5", "name": "Adds up", "direction": "increase", "baseline": 0.0, "target": 10.0, "per_period": True},
]  # fmt: skip
READINGS = [
    {"measure_id": "M1", "on": date(2026, 3, 31), "value": 36.0},
    {"measure_id": "M1", "on": date(2026, 9, 30), "value": 25.0},
    {"measure_id": "M1", "on": date(2026, 10, 1), "value": 5.0},  # after the as-of date
    {"measure_id": "M2", "on": date(2026, 9, 1), "value": 50.0},
    {"measure_id": "M3", "on": date(2026, 9, 1), "value": 13.0},
    {"measure_id": "M5", "on": date(2026, 6, 30), "value": 3.0},
    {"measure_id": "M5", "on": date(2026, 9, 30), "value": 4.0},
]


@pytest.fixture(scope="module")
def found():
    store, snapshot = a_store({
        "projects": [{"project_id": "P1", "name": "One"}], "objectives": [{"objective_id": "O1", "name": "Serve", "priority": 1.0}],
        "measures": MEASURES, "readings": READINGS,
    })  # fmt: skip
    return figures.compute(store, snapshot)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("M1", 0.75), ("M2", 0.5), ("M3", 0.75), ("M5", 0.7)],  # (25 − 40)/−20; 50/100; 1 − 1/4; (3 + 4)/10
)
def test_attainment(found, measure, expected):
    assert found.value("outcome.attainment", f"measure:{measure}") == pytest.approx(expected)


def test_attainment_to_date_is_against_the_path(found):
    assert found.value("outcome.attainment_to_date", "measure:M1") == pytest.approx(0.75)  # the path has ended
    assert found.value("outcome.attainment_to_date", "measure:M2") == pytest.approx(1.0)  # 50 of 50
    assert found.get("outcome.attainment_to_date", "measure:M5").reason == "no_profile"  # no dates


def test_a_measure_never_read_is_unknown(found):
    assert found.get("outcome.attainment", "measure:M4").reason == "no_actuals"


def test_the_objective_takes_the_mean_of_its_measures(found):
    assert found.value("outcome.attainment", "objective:O1") == pytest.approx(0.625)
    assert found.value("outcome.on_target", "objective:O1") == 1


def test_on_target_counts_those_at_or_above_their_path(found):
    figure = found["outcome.on_target"]
    assert figure.value == 1  # M2; M1 and M3 are below
    assert (figure.coverage.items, figure.coverage.of) == (3, 5)
    assert found.name("measure:M1") == "Minutes"
