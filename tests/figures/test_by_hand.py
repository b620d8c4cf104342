"""A portfolio small enough to work out on paper; every expected value is worked out beside it."""

from __future__ import annotations

import pytest

from tests.figures.build import a_store
from value_model import figures

# As of 30 Sep 2026: September has ended, October has not.
TABLES = {
    "projects": [
        {"project_id": "P1", "name": "One", "programme": "Alpha", "business_unit": "East", "stage": "delivery", "delivery_rag": "green"},
        {"project_id": "P2", "name": "Two", "programme": "Alpha", "business_unit": "West", "stage": "closed"},
        {"project_id": "P3", "name": "Three", "business_unit": "West", "budget": 500},
    ],
    "costs": [
        {"project_id": "P1", "period": "2026-08", "stream": "plan", "amount": 600},
        {"project_id": "P1", "period": "2026-10", "stream": "plan", "amount": 400},
        {"project_id": "P1", "period": "2026-09", "stream": "actual", "amount": 700},
        {"project_id": "P1", "period": "2026-10", "stream": "actual", "amount": 9999},  # after the as-of date: not used
        {"project_id": "P1", "period": "2026-09", "stream": "forecast", "amount": 8888},  # an ended month: not used
        {"project_id": "P1", "period": "2026-10", "stream": "forecast", "amount": 500},
        {"project_id": "P2", "period": "2026-01", "stream": "plan", "amount": 1000},
        {"project_id": "P2", "period": "2026-01", "stream": "actual", "amount": 900},
    ],
    "benefits": [
        {"benefit_id": "B1", "name": "a", "project_id": "P1", "kind": "revenue", "owner": "Head", "confidence": 0.5, "rag": "amber"},
        {"benefit_id": "B2", "name": "b", "project_id": "P1; P2", "kind": "cash-releasing", "evidence": "measured"},
        {"benefit_id": "B3", "name": "c", "project_id": "P2", "kind": "disbenefit", "owner": "Head"},
        {"benefit_id": "B4", "name": "d", "project_id": "P2", "kind": "non-financial"},
    ],
    "benefit_shares": [
        {"benefit_id": "B1", "project_id": "P1", "share": 1.0},
        {"benefit_id": "B2", "project_id": "P1", "share": 0.25},
        {"benefit_id": "B2", "project_id": "P2", "share": 0.5},
        {"benefit_id": "B3", "project_id": "P2", "share": 1.0},
        {"benefit_id": "B4", "project_id": "P2", "share": 1.0},
    ],
    "benefit_values": [
        {"benefit_id": "B1", "period": "2026-09", "stream": "baseline", "amount": 900},
        {"benefit_id": "B1", "period": "2026-08", "stream": "plan", "amount": 300},
        {"benefit_id": "B1", "period": "2026-09", "stream": "plan", "amount": 500},
        {"benefit_id": "B1", "period": "2026-10", "stream": "plan", "amount": 700},
        {"benefit_id": "B1", "period": "2026-08", "stream": "actual", "amount": 100, "evidence": "confirmed", "reason": "adoption"},
        {"benefit_id": "B1", "period": "2026-09", "stream": "actual", "amount": 350, "evidence": "measured"},
        {"benefit_id": "B1", "period": "2026-10", "stream": "forecast", "amount": 640},
        {"benefit_id": "B2", "period": "2026-09", "stream": "plan", "amount": 400},
        {"benefit_id": "B2", "period": "2026-12", "stream": "plan", "amount": 800},
        {"benefit_id": "B2", "period": "2026-12", "stream": "forecast", "amount": 1000},
        {"benefit_id": "B3", "period": "2026-09", "stream": "plan", "amount": 80},
        {"benefit_id": "B3", "period": "2026-09", "stream": "actual", "amount": 60},
        {"benefit_id": "B4", "period": "2026-09", "stream": "plan", "amount": 7777},  # hours, not money
    ],
}

PORTFOLIO = {
    "cost.approved": 2500,  # 600 + 400 + 1000 + budget 500 of P3, which has no rows
    "cost.to_date": 1600,  # 700 + 900
    "cost.to_come": 500,
    "cost.forecast": 2100,  # P1 700 + 500, P2 900 (nothing of its plan is to come); P3 is not known
    "cost.variance": -100,  # over P1 and P2: (1000 + 1000) − (1200 + 900)
    "benefits.baseline": 900,
    "benefits.plan": 2620,  # 300 + 500 + 700 + 400 + 800 − 80
    "benefits.plan_to_date": 1120,  # 300 + 500 + 400 − 80
    "benefits.realized": 390,  # 100 + 350 − 60
    "benefits.to_come": 1640,  # 640 + 1000
    "benefits.forecast": 2030,  # 390 + 1640
    "benefits.gap_to_date": -730,  # 390 − 1120
    "benefits.gap_forecast": -590,  # 2030 − 2620, both projects have both
    "benefits.disbenefits": 60,
    "gap.by_reason:adoption": -200,  # August of B1: 100 − 300
    "gap.by_reason:unrecorded": -530,  # −730 + 200
    "realization.to_date": 390 / 1120,
    "realization.coverage": 720 / 1120,  # B1 800 and B3 −80 have an actual, B2 400 has none
    "realization.like_for_like": 390 / 720,
    "realization.capped": 370 / 1120,  # min(450, 800) + min(−60, −80)
    "realization.forecast": 2030 / (900 + 1200 - 80),  # baseline of B1, plan of B2 and B3
    "evidence.confirmed": 100,
    "evidence.measured": 350,
    "evidence.claimed": -60,  # B3's actual carries no evidence
    "evidence.confirmed_share": 100 / 390,
    "evidence.forecast": 1640,
    "evidence.no_owner": 1000,  # B2's forecast
    "evidence.no_owner.count": 1,
    "evidence.started_silent": 1000,  # B2 was due in September and shows nothing
    "evidence.started_silent.count": 1,
    "evidence.unallocated": 250,  # 1000 × (1 − 0.25 − 0.5)
    "evidence.overlap": 0,
    "roi.plan": 620 / 2000,  # P1 and P2: benefits 2620 (the part of B2 nobody holds goes along), cost 2000
    "bcr.undiscounted": 2620 / 2000,
    "roi.to_date": (390 - 1600) / 1600,
    "roi.to_come": 1140 / 500,  # P1 alone has cost to come: 640 + 250, and the 250 of B2 that nobody holds
    "benefits.at_risk": 1500,  # B1 amber 700, B2 no owner 800
    "benefits.at_risk.count": 2,
    "benefits.at_risk_share": 1.0,
    "benefits.at_risk_by:not_green": 700,
    "benefits.at_risk_by:no_owner": 800,
    "benefits.expected": 390 + 320,  # B1 640 × 0.5; B2 has no confidence
    "data.projects": 3,
    "data.complete_projects": 2,
    "data.coverage_spend": 2000 / 2500,
    "value.top_share": (1340 + 440) / 2030,  # P1 450 + 640 + 250, P2 500 − 60
}
PROJECTS = {
    ("cost.approved", "P1"): 1000,
    ("cost.approved", "P3"): 500,
    ("benefits.plan", "P1"): 1800,  # 1500 + 0.25 × 1200
    ("benefits.plan", "P2"): 520,  # 0.5 × 1200 − 80
    ("benefits.forecast", "P1"): 1340,
    ("benefits.realized", "P2"): -60,
    ("roi.plan", "P1"): 0.8,  # (1800 − 1000) / 1000
    ("realization.to_date", "P1"): 450 / 900,  # plan to date 800 + 0.25 × 400
}


@pytest.fixture(scope="module")
def found() -> figures.FigureSet:
    store, snapshot = a_store(TABLES)
    return figures.compute(store, snapshot, by=("project", "programme", "unit", "stage", "kind"))


@pytest.mark.parametrize(("figure_id", "expected"), PORTFOLIO.items(), ids=list(PORTFOLIO))
def test_the_portfolio_is_what_paper_says(found, figure_id, expected):
    figure = found[figure_id]
    assert figure.value == pytest.approx(expected, abs=1e-9), figure.reason


@pytest.mark.parametrize(("place", "expected"), PROJECTS.items(), ids=[f"{i}@{p}" for i, p in PROJECTS])
def test_each_project_holds_its_share(found, place, expected):
    figure_id, project = place
    assert found.value(figure_id, f"project:{project}") == pytest.approx(expected, abs=1e-9)


def test_what_is_not_recorded_is_never_zero(found):
    unknown = found.get("cost.to_date", "project:P3")
    assert (unknown.value, unknown.reason) == (None, "no_actuals")
    assert found.get("benefits.plan", "project:P3").value is None
    assert found.get("roi.plan", "project:P3").reason == "no_benefit"


def test_coverage_says_on_how_many_projects_a_figure_rests(found):
    coverage = found["roi.plan"].coverage
    assert (coverage.items, coverage.of, coverage.share_of_spend) == (2, 3, pytest.approx(0.8))  # 2000 of 2500


def test_inputs_of_a_ratio_are_the_sums_over_the_same_projects(found):
    benefit, cost = found["roi.plan"].inputs
    assert (benefit.id, benefit.value, benefit.items) == ("benefits.plan", 2620, 2)
    assert (cost.id, cost.value, cost.items) == ("cost.approved", 2000, 2)


def test_scopes_between_project_and_portfolio_add_their_projects(found):
    assert found.value("cost.approved", "unit:West") == 1500  # P2 1000, P3 500
    assert found.value("benefits.plan", "programme:Alpha") == 2320  # 1800 + 520: the unheld quarter of B2 is nobody's
    assert found.value("benefits.plan", "stage:closed") == 520
    assert found.value("benefits.plan", "kind:revenue") == 1500
    assert found.get("cost.approved", "kind:revenue") is None  # no cost figures at a benefit kind


def test_a_kind_that_is_not_money_enters_no_total(found):
    assert found.get("benefits.plan", "kind:non-financial") is None
    assert found.value("benefits.plan") == 2620


def test_names_are_those_of_the_sheet(found):
    assert found.name("project:P1") == "One"
    assert found.name("unit:West") == "West"


def test_where_nothing_is_to_come_what_arrived_is_what_to_expect(found):
    assert found.value("benefits.expected", "kind:disbenefit") == -60  # planned for September alone, and it came
