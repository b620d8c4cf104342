"""Spend against priorities, and scores on criteria, worked out by hand."""

from __future__ import annotations

import pytest

from tests.figures.build import a_store
from value_model import figures

# Spend: P1 600 on O1 alone; P2 300, 0.8 × 0.5 = 0.4 on O1 and 0.4 × 1 = 0.4 on O2, so half and half; P3 100 on nothing.
TABLES = {
    "projects": [{"project_id": f"P{i}", "name": f"Project {i}", "budget": budget} for i, budget in ((1, 600), (2, 300), (3, 100))],
    "objectives": [
        {"objective_id": "O1", "name": "Grow", "priority": 30.0},
        {"objective_id": "O2", "name": "Save", "priority": 50.0},
        {"objective_id": "O3", "name": "Care", "priority": 20.0},
    ],
    "contributions": [
        {"project_id": "P1", "objective_id": "O1", "contribution": 0.9},
        {"project_id": "P1", "objective_id": "O3", "contribution": -0.5},  # harms it: takes no spend
        {"project_id": "P2", "objective_id": "O1", "contribution": 0.8, "confidence": 0.5},
        {"project_id": "P2", "objective_id": "O2", "contribution": 0.4},
    ],
    "benefits": [
        {"benefit_id": "B1", "name": "own", "project_id": "P1", "objective_id": "O2"},
        {"benefit_id": "B2", "name": "by project", "project_id": "P2"},
    ],
    "benefit_values": [
        {"benefit_id": "B1", "period": "2027-01", "stream": "forecast", "amount": 70},
        {"benefit_id": "B2", "period": "2027-01", "stream": "forecast", "amount": 40},
    ],
    "criteria": [
        {"criterion": "value", "weight": 3.0, "direction": "benefit", "scale_min": 1.0, "scale_max": 5.0},
        {"criterion": "risk", "weight": 1.0, "direction": "cost", "scale_min": 1.0, "scale_max": 5.0},
    ],
    "scores": [
        {"project_id": "P1", "criterion": "value", "score": 4.0},
        {"project_id": "P1", "criterion": "risk", "score": 2.0},
        {"project_id": "P2", "criterion": "value", "score": 2.0},
    ],
}


@pytest.fixture(scope="module")
def found():
    store, snapshot = a_store(TABLES)
    return figures.compute(store, snapshot)


def test_spend_is_shared_by_positive_contribution_times_confidence(found):
    assert found.value("fit.share", "objective:O1") == pytest.approx(0.75)  # (600 + 150) / 1000
    assert found.value("fit.share", "objective:O2") == pytest.approx(0.15)
    assert found.value("fit.share", "objective:O3") == 0
    assert found.value("fit.linked") == 900
    assert found.value("fit.unlinked") == 100
    assert found.value("fit.unlinked_share") == pytest.approx(0.1)


def test_the_index_is_one_less_half_the_distance(found):
    # |0.75 − 0.3| + |0.15 − 0.5| + |0 − 0.2| + 0.1 unlinked = 1.1
    assert found.value("fit.index") == pytest.approx(100 * (1 - 1.1 / 2))


def test_gap_in_points_rank_and_weight(found):
    assert found.value("fit.gap", "objective:O2") == pytest.approx(-35)
    assert found.value("fit.weight", "objective:O2") == pytest.approx(0.5)
    assert found.value("fit.rank", "objective:O2") == 1
    assert found.value("fit.top_priority_share") == pytest.approx(0.15)
    assert found.value("fit.objectives_covered") == pytest.approx(0.8)  # O1 0.3 and O2 0.5


def test_a_benefit_goes_to_its_own_objective_else_by_the_projects_shares(found):
    assert found.value("fit.benefits", "objective:O1") == pytest.approx(20)  # half of B2
    assert found.value("fit.benefits", "objective:O2") == pytest.approx(90)  # B1 and half of B2
    assert found.get("fit.benefits", "objective:O3").reason == "no_benefit"


def test_objectives_with_spend_and_no_benefit_are_counted_with_their_money():
    tables = {**TABLES, "benefits": TABLES["benefits"][:1], "benefit_values": TABLES["benefit_values"][:1]}
    store, snapshot = a_store(tables)
    found = figures.compute(store, snapshot)
    assert found.value("fit.objectives_without_benefits") == 1  # O1; O3 has no spend
    assert found.value("fit.objectives_without_benefits.approved") == pytest.approx(750)


def test_without_priorities_all_objectives_weigh_the_same_and_there_is_no_top():
    tables = {**TABLES, "objectives": [{k: v for k, v in row.items() if k != "priority"} for row in TABLES["objectives"]]}
    store, snapshot = a_store(tables)
    found = figures.compute(store, snapshot)
    assert found.value("fit.weight", "objective:O1") == pytest.approx(1 / 3)
    assert found["fit.top_priority_share"].reason == "no_weights"
    assert found.get("fit.rank", "objective:O1").reason == "no_weights"


def test_scores_turn_costs_around_and_weigh_projects_by_spend(found):
    # P1: (3 × 4 + 1 × (1 + 5 − 2)) / 4 = 4; P2: risk is missing, three quarters of the weights remain: 2.
    assert found.value("fit.score", "project:P1") == pytest.approx(4)
    assert found.value("fit.score", "project:P2") == pytest.approx(2)
    assert found.value("fit.score") == pytest.approx((600 * 4 + 300 * 2) / 900)
    assert found.get("fit.score", "project:P3").reason == "low_coverage"


def compared(*rows):
    """Three criteria without weights, one project scored on them, and these comparisons."""
    return {
        "projects": [{"project_id": "P1", "name": "One", "budget": 100}],
        "criteria": [{"criterion": name, "scale_min": 0, "scale_max": 10} for name in ("reach", "speed", "cost")],
        "scores": [{"project_id": "P1", "criterion": name, "score": score} for name, score in (("reach", 7), ("speed", 0), ("cost", 7))],
        "pairwise": [{"left": left, "right": right, "ratio": ratio} for left, right, ratio in rows],
    }


def test_without_weights_the_comparisons_of_the_criteria_give_them():
    # Consistent: reach counts twice as much as speed and four times as much as cost, so 4, 2 and 1 of 7.
    store, snapshot = a_store(compared(("reach", "speed", 2), ("cost", "reach", 0.25), ("speed", "cost", 2)))
    found = figures.compute(store, snapshot)
    assert found.value("fit.score", "project:P1") == pytest.approx((4 * 7 + 1 * 7) / 7)
    assert found["fit.score"].inputs[0].value == pytest.approx(0, abs=1e-12)
    store, snapshot = a_store(compared(("reach", "speed", 2)))  # two pairs were not compared
    assert figures.compute(store, snapshot).get("fit.score", "project:P1").reason == "no_weights"
