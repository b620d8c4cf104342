"""Singular and plural, direction words, verbs by evidence, hedges by coverage: the same form for good and bad."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.narrative.examples import BY_ID, M
from tests.narrative.say import said

P1, P2, P3, P4 = "@project:P1", "@project:P2", "@project:P3", "@project:P4"
O1 = "@objective:O1"

ONE_AND_MANY = [
    ("B2", {"evidence.started_silent.count": 1}, "1 benefit worth $12.8M passed its start date with nothing recorded."),
    ("B4", {"evidence.no_owner.count": 1}, "1 benefit worth $7.1M has no named owner."),
    ("B6", {"evidence.closed_silent.count": 1}, "1 closed project carries $9.3M of benefits with no measurement since close."),
    ("B9", {"evidence.overlap.count": 1}, "$3.2M of benefits is claimed more than once; it is counted once here."),
    ("B10", {"forecast.back_loaded.quarters": 1}, "62% of the benefits still to come fall in the last quarter of the plan."),
    ("C4", {"fit.objectives_without_benefits": 2}, "2 objectives have funding of $7.1M and no forecast benefit."),
    ("D1", {"choice.below_line.count": 1}, "1 funded project below the line holds $6.4M of cost to come and $5.1M of benefits to come."),
    ("E1", {"delivery.on_time_value_missing.count": 1}, "1 on-time project is forecast to miss $14.9M of the $34.2M approved."),
    ("E1", {"delivery.on_time_value_missing": 50.4 * M},
     "3 on-time projects are forecast to end $50.4M below the $34.2M approved."),
    ("E3", {"delivery.status_conflict": 1}, "1 project reports green while forecasts fell 10% or more since June."),
    ("E4", {f"benefits.realized{P1}": 0}, "Claims automation has spent 82% of budget and realized none of its benefits."),
    ("E4", {f"benefits.realized{P1}": -0.4 * M}, "Claims automation has spent 82% of budget, with realized benefits of −\u2060$400k."),
    ("E6", {"delivery.red_undecided": 1}, "1 project has been red for 3 reviews with no decision logged."),
    ("F4", {"asks.closed": 4, "asks.open": 1}, "4 of 5 asks from June are closed; 1 ask is open."),
    ("F4", {"asks.closed": 1, "asks.total": 1, "asks.open": 0}, "1 of 1 ask from June is closed."),
    ("F5", {"change.restated.count": 1}, "1 past figure changed after the June snapshot, moving realized by −\u2060$600k."),
    ("G2", {"pmo.forecasts_landed": 1}, "1 of 11 one-year forecasts landed within 20% of actual."),
    ("G3", {"pmo.decision_days": 1}, "Asks took a median of 1 day from request to decision."),
    ("B1", {"gap.by_reason:late start": -20.4 * M}, "Late starts make up $20.4M, the whole gap to date."),
    ("H1", {"data.coverage_spend": None, "data.complete_projects": 0, "data.projects": 3, "cost.approved": 3.5 * M},
     "3 projects are recorded with $3.5M approved, and no planned benefit."),
    ("H1", {"data.coverage_spend": 0, "data.complete_projects": 0, "data.projects": 1, "cost.approved": None, "benefits.plan": 3 * M},
     "1 project is recorded with $3.0M of planned benefits, and no approved cost."),
    ("H1", {"data.coverage_spend": None, "data.complete_projects": 0, "data.projects": 2, "cost.forecast": 32 * 10**9},
     "2 projects are recorded with $32.0B of forecast cost, and no planned benefit."),
    ("H1", {"data.coverage_spend": None, "data.complete_projects": 0, "data.projects": 2}, "2 projects are recorded, with no approved cost and no planned benefit."),
    ("D1", {"choice.below_line.value": -5.1 * M},
     "4 funded projects below the line hold $6.4M of cost to come, with benefits to come of −\u2060$5.1M."),
    ("D4", {"benefits.to_come@project:P4": -0.5 * M, "cost.to_come@project:P4": 8.4 * M},
     "Finishing ERP consolidation costs $8.4M, with benefits to come of −\u2060$0.5M."),
    ("H1", {"data.complete_projects": 0, "data.projects": 1}, "Figures cover 0 of 1 project and 94% of spend."),
    ("H2", {"data.stale": 1}, "1 project was last updated over 45 days ago."),
    ("A6", {"payback.forecast": 39.0}, "Payback moves from Q4 2027 to Q1 2028, 3 months later."),
    ("A7", {"value.top_share.count": 1}, "1 project of 20 holds 47% of forecast benefits."),
    ("C6", {f"delivery.green{O1}": 1, f"delivery.rated{O1}": 1},
     "Grow digital revenue is at 61% of target while 1 of 1 linked project reports green."),
    ("B1", {"gap.by_reason:late start": None, "gap.by_reason:other": -9.4 * M},
     "Other recorded reasons make up $9.4M of the $20.4M gap."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "changes", "text"), ONE_AND_MANY)
def test_words_agree_with_their_count(pattern_id, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes)) == [text]


def test_one_missing_cost_is_singular():
    case = BY_ID["H3"]
    two_known = {f"cost.approved@project:P{n}": 1.0 for n in (2, 3)}
    assert said("H3", case.figures(**two_known)) == ["ROI is not shown: 1 project has no cost recorded."]


def test_a_forecast_cost_is_not_called_no_cost():
    case = BY_ID["H3"]
    assert said("H3", case.figures(**{"cost.forecast": 7.0})) == ["ROI is not shown: 3 projects have no approved cost recorded."]


def test_one_project_back_on_plan_is_singular():
    case = BY_ID["F3"]
    assert said("F3", case.figures(**{f"benefits.forecast{P3}": 9 * M})) == ["1 project came back to plan, adding $800k."]


GOOD_AND_BAD = [
    ("A2", {"benefits.forecast": 139.2 * M, "benefits.gap_forecast": 20.8 * M}, "Forecast benefits are $139.2M, $20.8M above the $118.4M approved."),
    ("A5", {"roi.forecast": 1.4}, "Each $1 of cost is forecast to return $2.40, against $2.00 approved."),
    ("A5", {"roi.forecast": -1.2}, "Each $1 of cost is forecast to return −\u2060$0.20, against $2.00 approved."),
    ("A6", {"payback.date": "2027-02-10", "payback.forecast": 33.0}, "Payback moves from Q2 2027 to Q1 2027, 3 months earlier."),
    ("F1", {"change.benefits": 6.1 * M, "benefits.forecast": 109.8 * M}, "Forecast benefits rose $6.1M since June, from $103.7M to $109.8M."),
    ("F5", {"change.restated": 600_000.0}, "3 past figures changed after the June snapshot, moving realized by +$600k."),
    ("C5", {"fit.index": 67}, "Strategic fit fell 5 points, from 72 to 67 of 100."),
    ("G1", {"pmo.outcome_coverage": 0.44}, "44% of spend traces to a measured outcome, down 7 points since June."),
    ("B1", {"benefits.gap_to_date": 20.4 * M, "gap.by_reason:late start": None, "gap.by_reason:price": 9.4 * M},
        "Price changes make up $9.4M of the $20.4M gain, the largest recorded reason."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "changes", "text"), GOOD_AND_BAD)
def test_good_and_bad_news_take_the_same_form(pattern_id, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes)) == [text]


def test_a_gain_is_stated_like_a_cut():
    case = replace(BY_ID["F2"], now={f"change.benefits{P2}": 4.9 * M, "change.gains": 8.3 * M})
    assert said("F2", case.figures()) == ["Pricing engine makes up $4.9M of the $8.3M in gains."]


def test_a_change_of_next_to_nothing_is_level():
    case = BY_ID["F1"]
    level = {"change.benefits": -50_000.0, "benefits.forecast": 103.65 * M}
    assert said("F1", case.figures(**level)) == ["Forecast benefits are level since June, at $103.7M."]
    assert said("F1", case.figures(**{"change.benefits": 0, "benefits.forecast": 103.7 * M})) == [
        "Forecast benefits are level since June, at $103.7M."
    ]


def test_a_coverage_that_did_not_move_is_the_same():
    case = BY_ID["G1"]
    assert said("G1", case.figures(**{"pmo.outcome_coverage": 0.512})) == [
        "51% of spend traces to a measured outcome, the same as in June."
    ]
    alone = replace(case, then=None)
    assert said("G1", alone.figures()) == ["58% of spend traces to a measured outcome."]


def test_the_second_priority_goes_by_its_name():
    case = BY_ID["C2"]
    assert said("C2", case.figures(**{f"fit.rank{O1}": 2})) == [
        "Grow digital revenue has a weight of 30% and 17% of spend, 13 points short."
    ]


# Verbs by evidence --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confirmed", "text"),
    [
        (21.8 * M, "The portfolio has delivered $43.6M of the $64.0M planned to date (68%)."),  # exactly half
        (21.7 * M, "The portfolio reports $43.6M of the $64.0M planned to date (68%)."),
        (0, "The portfolio reports $43.6M of the $64.0M planned to date (68%)."),
        (None, "The portfolio reports $43.6M of the $64.0M planned to date (68%)."),
    ],
)
def test_delivered_needs_half_of_it_confirmed(confirmed, text):
    assert said("A1", BY_ID["A1"].figures(**{"evidence.confirmed": confirmed})) == [text]


def test_the_headline_leaves_the_percent_to_the_lead():
    assert said("A1", BY_ID["A1"].figures(), place="headline") == ["The portfolio has delivered $43.6M of the $64.0M planned to date."]


# Hedges by coverage -------------------------------------------------------------------------------


def _partial(share: float, items: int = 15):
    return replace(BY_ID["A5"], coverage={"roi.forecast": (items, 20, share)})


def test_full_coverage_needs_no_hedge():
    assert said("A5", _partial(0.95).figures()) == ["Each $1 of cost is forecast to return $1.60, against $2.00 approved."]


def test_partial_coverage_names_its_base():
    hedged = ["Each $1 of cost is forecast to return $1.60, against $2.00 approved, based on 15 of 20 projects."]
    assert said("A5", _partial(0.9499).figures()) == hedged
    assert said("A5", _partial(0.6).figures()) == hedged


def test_coverage_below_60_percent_makes_no_claim():
    assert said("A5", _partial(0.5999).figures()) == []


def test_a_result_is_claimed_by_the_share_of_what_was_due():
    case = replace(BY_ID["A1"], coverage={"benefits.realized": (12, 20, 0.5)})
    hedged = "The portfolio has delivered $43.6M of the $64.0M planned to date (68%), based on 12 of 20 projects."
    assert said("A1", case.figures(**{"realization.coverage": 0.97})) == [case.text]
    assert said("A1", case.figures(**{"realization.coverage": 0.8})) == [hedged]
    assert said("A1", case.figures(**{"realization.coverage": 0.59})) == []


def test_a_gap_speaks_of_the_projects_that_have_both_amounts():
    case = replace(
        BY_ID["A2"],
        inputs={"benefits.gap_forecast": (97.6 * M, 118.4 * M)},
        coverage={"benefits.gap_forecast": (18, 20, 0.9)},
    )
    assert said("A2", case.figures()) == [case.text]  # the plans of the others add nothing
    text = "Forecast benefits are $97.6M, $20.8M below the $118.4M approved, based on 18 of 20 projects."
    assert said("A2", case.figures(**{"benefits.plan": 130 * M, "benefits.forecast": 99 * M})) == [text]


def test_approval_names_its_base_and_its_number():
    case = BY_ID["A0"]
    whole = replace(case, coverage={"roi.plan": (20, 20, 1.0)})
    assert said("A0", whole.figures()) == ["The portfolio is approved to return $109.8M for $55.6M."]
    one = replace(case, coverage={"roi.plan": (1, 2, 0.5)})
    assert said("A0", one.figures()) == [
        "The portfolio is approved to return $109.8M for $55.6M, across the 1 of 2 projects that reports both."
    ]
    assert said("A0", case.figures(**{"benefits.realized": 1.0})) == []  # something was realized: not for A0
