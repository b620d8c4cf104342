"""The examples of design section 4, pattern by pattern: the figures by hand from each sentence, the sentence as printed."""

from __future__ import annotations

from tests.narrative.say import WEIGHTS, Case

M = 1_000_000
P1, P2, P3, P4 = "@project:P1", "@project:P2", "@project:P3", "@project:P4"
TO_DATE = {
    "benefits.realized": 43.6 * M,
    "benefits.plan_to_date": 64 * M,
    "benefits.gap_to_date": -20.4 * M,
    "realization.to_date": 43.6 / 64,
    "evidence.confirmed": 31.2 * M,
}
FORECAST = {"benefits.forecast": 97.6 * M, "benefits.plan": 118.4 * M, "benefits.gap_forecast": -20.8 * M}
RANGE = {"benefits.forecast.p10": 101.2 * M, "benefits.forecast.p90": 126 * M}
C2_AT_O1 = {
    "fit.rank@objective:O1": 1,
    "fit.weight@objective:O1": 0.3,
    "fit.share@objective:O1": 0.17,
    "fit.gap@objective:O1": -13,
}

CASES = (
    Case(
        "A0",
        "The portfolio is approved to return $109.8M for $55.6M, across the 18 of 20 projects that report both.",
        {"roi.plan": (109.8 - 55.6) / 55.6},
        inputs={"roi.plan": (109.8 * M, 55.6 * M)},
        coverage={"roi.plan": (18, 20, 0.94)},
    ),
    Case("A1", "The portfolio has delivered $43.6M of the $64.0M planned to date (68%).", TO_DATE),
    Case("A2", "Forecast benefits are $97.6M, $20.8M below the $118.4M approved.", FORECAST),
    Case(
        "A3",
        "Even the high case of $108.9M is $9.5M below plan.",
        {"benefits.forecast.p90": 108.9 * M, "benefits.plan": 118.4 * M},
    ),
    Case(
        "A4",
        "The $118.4M plan sits inside the 80% range of $101.2M–$126.0M.",
        {**RANGE, "benefits.plan": 118.4 * M, "benefits.forecast": 117 * M},
    ),
    Case(
        "A5",
        "Each $1 of cost is forecast to return $1.60, against $2.00 approved.",
        {"roi.forecast": 0.6, "roi.plan": 1.0},
    ),
    Case(
        "A6",
        "Payback moves from Q2 2027 to Q1 2028, 9 months later.",
        {"payback.date": "2028-02-10", "payback.forecast": 45.2, "payback.plan": 36.0},
    ),
    Case(
        "A7",
        "3 projects of 20 hold 47% of forecast benefits.",
        {"value.top_share": 0.47, "value.top_share.count": 3, "data.projects": 20},
    ),
    Case(
        "A8",
        "Run costs of $6.2M a year take back 18% of gross benefits.",
        {"value.run_cost": 6.2 * M, "value.run_cost_share": 0.18},
    ),
    Case(
        "B1",
        "Late starts make up $9.4M of the $20.4M gap, the largest recorded reason.",
        {
            "benefits.gap_to_date": -20.4 * M,
            "gap.by_reason:late start": -9.4 * M,
            "gap.by_reason:adoption": -4 * M,
            "gap.by_reason:unrecorded": -7 * M,
        },
    ),
    Case(
        "B2",
        "5 benefits worth $12.8M passed their start date with nothing recorded.",
        {"evidence.started_silent": 12.8 * M, "evidence.started_silent.count": 5},
    ),
    Case(
        "B3",
        "$12.4M of the $43.6M realized is reported but not confirmed by finance.",
        {"benefits.realized": 43.6 * M, "evidence.confirmed": 31.2 * M},
    ),
    Case(
        "B4",
        "4 benefits worth $7.1M have no named owner.",
        {"evidence.no_owner": 7.1 * M, "evidence.no_owner.count": 4},
    ),
    Case(
        "B5",
        "$9.8M of forecast benefits have no baseline to test against.",
        {"evidence.no_baseline": 9.8 * M, "benefits.forecast": 97.6 * M},
    ),
    Case(
        "B6",
        "4 closed projects carry $9.3M of benefits with no measurement since close.",
        {"evidence.closed_silent": 9.3 * M, "evidence.closed_silent.count": 4},
    ),
    Case(
        "B7",
        "Pricing engine is forecast to return 118% of its approved $9.8M.",
        {f"benefits.forecast{P2}": 11.564 * M, f"benefits.plan{P2}": 9.8 * M},
    ),
    Case(
        "B8",
        "The Claims automation forecast was cut in 3 reviews in a row, by $7.8M in total.",
        {f"forecast.cuts_in_row{P1}": 3, f"forecast.cuts_in_row.amount{P1}": 7.8 * M},
    ),
    Case(
        "B9",
        "2 projects claim the same $3.2M saving; it is counted once here.",
        {"evidence.overlap": 3.2 * M, "evidence.overlap.count": 2},
    ),
    Case(
        "B10",
        "62% of the benefits still to come fall in the last 4 quarters of the plan.",
        {"forecast.back_loaded": 0.62, "forecast.back_loaded.quarters": 4},
    ),
    Case(
        "C1",
        "Modernize core systems ranks fifth of 5 but takes 33% of spend.",
        {**WEIGHTS, "fit.share@objective:O5": 0.33, "fit.gap@objective:O5": 23},
    ),
    Case("C2", "The top priority has a weight of 30% and 17% of spend, 13 points short.", C2_AT_O1),
    Case("C3", "$3.9M of spend (7%) links to no objective.", {"fit.unlinked": 3.9 * M, "fit.unlinked_share": 0.07}),
    Case(
        "C4",
        "1 objective has funding of $7.1M and no forecast benefit.",
        {"fit.objectives_without_benefits": 1, "fit.objectives_without_benefits.approved": 7.1 * M},
    ),
    Case("C5", "Strategic fit rose 5 points, from 72 to 77 of 100.", {"fit.index": 77}, {"fit.index": 72}),
    Case(
        "C6",
        "Grow digital revenue is at 61% of target while 4 of 5 linked projects report green.",
        {"outcome.attainment@objective:O1": 0.61, "delivery.green@objective:O1": 4, "delivery.rated@objective:O1": 5},
    ),
    Case(
        "D1",
        "4 funded projects below the line hold $6.4M of cost to come and $5.1M of benefits to come.",
        {"choice.below_line.count": 4, "choice.below_line": 6.4 * M, "choice.below_line.value": 5.1 * M},
    ),
    Case(
        "D2",
        "At the same budget, the best mix in this scenario holds $14.2M more benefits to come.",
        {"choice.frontier_gain": 14.2 * M, "benefits.to_come": 54 * M},
    ),
    Case(
        "D3",
        "In this scenario, the next $5.0M would add $11.8M of benefits to come; the last $5.0M adds $3.1M.",
        {"cost.to_come": 50 * M, "choice.next_slice": 11.8 * M, "choice.last_slice": 3.1 * M},
    ),
    Case(
        "D4",
        "Finishing ERP consolidation costs $8.4M for $5.9M of benefits to come (0.7×).",
        {f"cost.to_come{P4}": 8.4 * M, f"benefits.to_come{P4}": 5.9 * M},
    ),
    Case(
        "D5",
        "38% of cost to come is mandatory, so $14.0M is open to choice.",
        {"choice.mandatory_share": 0.38, "choice.open": 14 * M},
    ),
    Case(
        "E1",
        "3 on-time projects are forecast to miss $14.9M of the $34.2M approved.",
        {
            "delivery.on_time_value_missing.count": 3,
            "delivery.on_time_value_missing": 14.9 * M,
            "delivery.on_time_value_missing.approved": 34.2 * M,
        },
    ),
    Case(
        "E2",
        "Customer portal is at 62% of planned progress and still forecasts $17.2M.",
        {f"delivery.index{P3}": 0.62, f"benefits.forecast{P3}": 17.2 * M, f"benefits.plan{P3}": 17 * M},
    ),
    Case(
        "E3",
        "3 projects report green while forecasts fell 10% or more since June.",
        {"delivery.status_conflict": 3},
        {},
    ),
    Case(
        "E4",
        "Claims automation has spent 82% of budget and realized 21% of its benefits.",
        {
            f"cost.to_date{P1}": 8.2 * M,
            f"cost.approved{P1}": 10 * M,
            f"benefits.realized{P1}": 2.1 * M,
            f"benefits.plan{P1}": 10 * M,
        },
    ),
    Case(
        "E5",
        "New dates move $7.4M of benefits out of FY27.",
        {"change.fy_shift": 7.4 * M, "benefits.plan": 118.4 * M},
        fiscal_year_start=7,  # 30 September 2026 lies in the year that ends in June 2027
    ),
    Case(
        "E6",
        "2 projects have been red for 3 reviews with no decision logged.",
        {"delivery.red_undecided": 2},
    ),
    Case(
        "E7",
        "Open high risks touch $22.0M of forecast benefits (23%).",
        {"risk.touched": 22 * M, "benefits.forecast": 97.6 * M},
    ),
    Case(
        "F1",
        "Forecast benefits fell $6.1M since June, from $103.7M to $97.6M.",
        {"change.benefits": -6.1 * M, "benefits.forecast": 97.6 * M},
        {"benefits.forecast": 103.7 * M},
    ),
    Case(
        "F2",
        "Claims automation makes up $4.9M of the $8.3M in cuts.",
        {f"change.benefits{P1}": -4.9 * M, "change.cuts": 8.3 * M},
    ),
    Case(
        "F3",
        "2 projects came back to plan, adding $1.8M.",
        {
            f"benefits.forecast{P2}": 9.8 * M, f"benefits.plan{P2}": 10 * M, f"change.benefits{P2}": 0.8 * M,
            f"benefits.forecast{P3}": 10 * M, f"benefits.plan{P3}": 10 * M, f"change.benefits{P3}": 1 * M,
        },
        {
            f"benefits.forecast{P2}": 9 * M, f"benefits.plan{P2}": 10 * M,
            f"benefits.forecast{P3}": 9 * M, f"benefits.plan{P3}": 10 * M,
        },
    ),
    Case(
        "F4",
        "3 of 5 asks from June are closed; 2 asks are open.",
        {"asks.closed": 3, "asks.total": 5, "asks.open": 2},
        {},
    ),
    Case(
        "F5",
        "3 past figures changed after the June snapshot, moving realized by −\u2060$0.6M.",
        {"change.restated": -0.6 * M, "change.restated.count": 3},
        {},
    ),
    Case(
        "G1",
        "58% of spend traces to a measured outcome, up 7 points since June.",
        {"pmo.outcome_coverage": 0.58},
        {"pmo.outcome_coverage": 0.51},
    ),
    Case(
        "G2",
        "6 of 11 one-year forecasts landed within 20% of actual.",
        {"pmo.forecasts_landed": 6, "pmo.forecasts_landed.of": 11},
    ),
    Case(
        "G3",
        "Asks took a median of 34 days from request to decision.",
        {"pmo.decision_days": 34, "asks.closed": 5},
    ),
    Case(
        "H1",
        "Figures cover 18 of 20 projects and 94% of spend.",
        {"data.complete_projects": 18, "data.projects": 20, "data.coverage_spend": 0.94},
    ),
    Case("H2", "5 projects were last updated over 45 days ago.", {"data.stale": 5}),
    Case(
        "H3",
        "ROI is not shown: 3 projects have no cost recorded.",
        {f"cost.approved@project:P{n}": None for n in (1, 2, 3)} | {f"cost.approved{P4}": 5 * M},
    ),
)  # fmt: skip
BY_ID = {case.id: case for case in CASES}
OPTIONAL = {  # figures of the examples that the pattern can do without, or that only decide
    ("A1", "evidence.confirmed"),
    ("B1", "gap.by_reason:adoption"),
    ("B1", "gap.by_reason:unrecorded"),
    ("B9", "evidence.overlap.count"),
    ("B10", "forecast.back_loaded.quarters"),
    ("F5", "change.restated.count"),
    ("A4", "benefits.forecast"),
    ("H1", "data.coverage_spend"),
}
