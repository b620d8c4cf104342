"""Each trigger on its limit (it fires: every limit reads "at least") and just short of it (it does not). By hand from section 4."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.narrative.examples import BY_ID, M
from tests.narrative.say import said

P1, P2, P3, P4 = "@project:P1", "@project:P2", "@project:P3", "@project:P4"
O1, O5 = "@objective:O1", "@objective:O5"

# pattern, the figures on the limit, the figures just short of it
LIMITS = [
    ("A2", {"benefits.plan": 100 * M, "benefits.forecast": 98 * M, "benefits.gap_forecast": -2 * M},
           {"benefits.plan": 100 * M, "benefits.forecast": 98.001 * M, "benefits.gap_forecast": -1.999 * M}),
    ("A2", {"benefits.plan": 100 * M, "benefits.forecast": 102 * M, "benefits.gap_forecast": 2 * M},
           {"benefits.plan": 100 * M, "benefits.forecast": 101.999 * M, "benefits.gap_forecast": 1.999 * M}),
    ("A3", {"benefits.plan": 108.9 * M + 1}, {"benefits.plan": 108.9 * M}),
    ("A4", {"benefits.forecast.p90": 118.4 * M}, {"benefits.forecast.p90": 118.4 * M - 1}),
    ("A4", {"benefits.forecast.p10": 118.4 * M}, {"benefits.forecast.p10": 118.4 * M + 1}),
    ("A5", {"roi.plan": 0.7, "roi.forecast": 0.6}, {"roi.plan": 0.699, "roi.forecast": 0.6}),
    ("A5", {"roi.plan": 0.3, "roi.forecast": 0.4}, {"roi.plan": 0.3, "roi.forecast": 0.399}),
    ("A6", {"payback.forecast": 39.0}, {"payback.forecast": 38.9}),
    ("A7", {"value.top_share": 0.4}, {"value.top_share": 0.3999}),
    ("A8", {"value.run_cost_share": 0.1}, {"value.run_cost_share": 0.0999}),
    ("B1", {"gap.by_reason:late start": -5.1 * M}, {"gap.by_reason:late start": -5.0999 * M}),
    ("B2", {"evidence.started_silent.count": 1}, {"evidence.started_silent.count": 0}),
    ("B3", {"benefits.realized": 10 * M, "evidence.confirmed": 9 * M}, {"benefits.realized": 10 * M, "evidence.confirmed": 9.001 * M}),
    ("B4", {"evidence.no_owner": 1}, {"evidence.no_owner": 0}),
    ("B5", {"evidence.no_baseline": 4.88 * M}, {"evidence.no_baseline": 4.879 * M}),
    ("B6", {"evidence.closed_silent.count": 1}, {"evidence.closed_silent.count": 0}),
    ("B7", {f"benefits.forecast{P2}": 11 * M, f"benefits.plan{P2}": 10 * M}, {f"benefits.forecast{P2}": 10.999 * M, f"benefits.plan{P2}": 10 * M}),
    ("B8", {f"forecast.cuts_in_row{P1}": 3}, {f"forecast.cuts_in_row{P1}": 2}),
    ("B9", {"evidence.overlap": 1}, {"evidence.overlap": 0}),
    ("B10", {"forecast.back_loaded": 0.6}, {"forecast.back_loaded": 0.5999}),
    ("C1", {f"fit.gap{O5}": 10.0}, {f"fit.gap{O5}": 9.999}),
    ("C2", {f"fit.gap{O1}": -10.0}, {f"fit.gap{O1}": -9.999}),
    ("C2", {f"fit.rank{O1}": 2}, {f"fit.rank{O1}": 3}),
    ("C3", {"fit.unlinked_share": 0.03}, {"fit.unlinked_share": 0.0299}),
    ("C4", {"fit.objectives_without_benefits": 1}, {"fit.objectives_without_benefits": 0}),
    ("C5", {"fit.index": 75.0}, {"fit.index": 74.99}),
    ("C5", {"fit.index": 69.0}, {"fit.index": 69.01}),
    ("C6", {f"outcome.attainment{O1}": 0.7999}, {f"outcome.attainment{O1}": 0.8}),
    ("C6", {f"delivery.green{O1}": 3, f"delivery.rated{O1}": 4}, {f"delivery.green{O1}": 2, f"delivery.rated{O1}": 3}),
    ("D1", {"choice.below_line.count": 1}, {"choice.below_line.count": 0}),
    ("D2", {"choice.frontier_gain": 2.7 * M}, {"choice.frontier_gain": 2.699 * M}),
    ("D3", {"choice.next_slice": 6.2 * M}, {"choice.next_slice": 6.199 * M}),
    ("D4", {f"benefits.to_come{P4}": 8.399 * M}, {f"benefits.to_come{P4}": 8.4 * M}),
    ("E1", {"delivery.on_time_value_missing.count": 1}, {"delivery.on_time_value_missing.count": 0}),
    ("E2", {f"delivery.index{P3}": 0.9499}, {f"delivery.index{P3}": 0.95}),
    ("E2", {f"benefits.forecast{P3}": 17 * M}, {f"benefits.forecast{P3}": 16.999 * M}),
    ("E3", {"delivery.status_conflict": 1}, {"delivery.status_conflict": 0}),
    ("E4", {f"cost.to_date{P1}": 6.1 * M}, {f"cost.to_date{P1}": 6.099 * M}),
    ("E5", {"change.fy_shift": 2.368 * M}, {"change.fy_shift": 2.367 * M}),
    ("E6", {"delivery.red_undecided": 1}, {"delivery.red_undecided": 0}),
    ("E7", {"risk.touched": 9.76 * M}, {"risk.touched": 9.759 * M}),
    ("F2", {f"change.benefits{P1}": -2.075 * M}, {f"change.benefits{P1}": -2.074 * M}),
    ("F4", {}, {"asks.total": 0, "asks.open": 0, "asks.closed": 0}),
    ("F5", {"change.restated": 1.0}, {"change.restated": 0}),
    ("G2", {"pmo.forecasts_landed": 5, "pmo.forecasts_landed.of": 5}, {"pmo.forecasts_landed": 4, "pmo.forecasts_landed.of": 4}),
    ("G3", {"asks.closed": 5}, {"asks.closed": 4}),
    ("H1", {"data.coverage_spend": 0.9499}, {"data.coverage_spend": 0.95}),
    ("H2", {"data.stale": 1}, {"data.stale": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "on", "short"), LIMITS)
def test_a_pattern_fires_on_its_limit_and_not_below(pattern_id, on, short):
    case = BY_ID[pattern_id]
    assert len(said(pattern_id, case.figures(**on))) == 1
    assert said(pattern_id, case.figures(**short)) == []


def test_back_on_plan_means_95_percent_now_and_less_before():
    case = BY_ID["F3"]
    assert said("F3", case.figures(**{f"benefits.forecast{P2}": 9.5 * M, f"benefits.forecast{P3}": 9.5 * M}))
    assert said("F3", case.figures(**{f"benefits.forecast{P2}": 9.499 * M, f"benefits.forecast{P3}": 9.499 * M})) == []
    before = replace(case, then={**case.then, f"benefits.forecast{P2}": 9.5 * M, f"benefits.forecast{P3}": 9.5 * M})
    assert said("F3", before.figures()) == []


def test_a_plan_at_or_below_zero_is_never_divided_by_or_boasted_with():
    assert said("A1", BY_ID["A1"].figures(**{"benefits.plan_to_date": 0})) == []
    assert said("A1", BY_ID["A1"].figures(**{"benefits.plan_to_date": -1})) == []
    assert said("A2", BY_ID["A2"].figures(**{"benefits.plan": -1.0})) == []
    assert said("B7", BY_ID["B7"].figures(**{f"benefits.plan{P2}": 0})) == []
    assert said("D4", BY_ID["D4"].figures(**{f"cost.to_come{P4}": 0})) == []
    assert said("E4", BY_ID["E4"].figures(**{f"cost.approved{P1}": 0})) == []


def test_a_reason_larger_than_the_gap_is_no_part_of_it():
    case = BY_ID["B1"]
    assert said("B1", case.figures(**{"gap.by_reason:late start": -25 * M})) == []


def test_the_unrecorded_rest_is_no_reason():
    case = BY_ID["B1"]
    assert said("B1", case.figures(**{"gap.by_reason:unrecorded": -15 * M, "gap.by_reason:late start": -1 * M})) == []


def test_two_reasons_of_one_size_have_no_largest():
    case = BY_ID["B1"]
    assert said("B1", case.figures(**{"gap.by_reason:late start": -6 * M, "gap.by_reason:adoption": -6 * M})) == []


def test_an_objective_on_its_path_is_no_conflict():
    case = BY_ID["C6"]
    assert said("C6", case.figures(**{f"outcome.attainment_to_date{O1}": 1.02})) == []
    assert said("C6", case.figures(**{f"outcome.attainment_to_date{O1}": 0.7})) == [case.text]
