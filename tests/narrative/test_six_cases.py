"""Each of the 48 patterns in six cases: fires, silent on its limit, just over it, singular, plural, missing input.

The examples (fires), the limits, the agreements and the missing figures have tables of their own; here stands what those
leave out, and a count that no pattern lacks a case. By hand from sections 3 and 4 of the design.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.narrative.examples import BY_ID, CASES, M
from tests.narrative.say import said, world
from tests.narrative.test_examples import MISSING
from tests.narrative.test_forms import GOOD_AND_BAD, ONE_AND_MANY
from tests.narrative.test_thresholds import LIMITS
from value_model.narrative import language
from value_model.narrative.pattern import find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.spelling import tokens
from value_model.narrative.telling import Teller

P1, P2, P3, P4 = "@project:P1", "@project:P2", "@project:P3", "@project:P4"
O1 = "@objective:O1"
WORDS = language.load()
ALWAYS = {"D5", "G1"}  # no limit: stated on their page whenever their figures exist

# The last figures that leave a pattern silent, the first with which it fires, and what it says then.
EDGES = [
    ("A0", {"roi.plan": None}, {}, BY_ID["A0"].text),
    ("A0", {"benefits.realized": 0}, {}, BY_ID["A0"].text),  # 0 is an actual
    ("A1", {"benefits.plan_to_date": 0}, {"benefits.plan_to_date": 1.0, "benefits.realized": 1.0, "benefits.gap_to_date": 0, "realization.to_date": 1.0},
     "The portfolio has delivered $1 of the $1 planned to date (100%)."),
    ("A1", {"benefits.realized": None},
     {"benefits.realized": 0, "benefits.gap_to_date": -64 * M, "realization.to_date": 0, "evidence.confirmed": 0},
     "The portfolio reports none of the $64.0M planned to date."),
    ("F1", {"change.benefits": None}, {}, BY_ID["F1"].text),
    ("F3", {f"benefits.forecast{P2}": 9.499 * M, f"benefits.forecast{P3}": 9.499 * M}, {f"benefits.forecast{P2}": 9.499 * M, f"benefits.forecast{P3}": 9.5 * M},
     "1 project came back to plan, adding $1.0M."),
    ("H3", {"roi.plan": 0.5}, {"roi.plan": None}, BY_ID["H3"].text),
    ("E1", {"delivery.on_time_value_missing": 0}, {"delivery.on_time_value_missing": 1.0}, "3 on-time projects are forecast to miss under $0.1M of the $34.2M approved."),
    ("H1", {"data.complete_projects": 20, "data.coverage_spend": 0.95}, {"data.complete_projects": 20, "data.coverage_spend": 0.9499},
     "Figures cover 20 of 20 projects and 95% of spend."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "silent", "over", "text"), EDGES)
def test_a_pattern_is_silent_on_its_limit_and_speaks_over_it(pattern_id, silent, over, text):
    case = BY_ID[pattern_id]
    assert said(pattern_id, case.figures(**silent)) == []
    assert said(pattern_id, case.figures(**over)) == [text]


# The form of a decision, at one project: its limit, and its words.
BLOCKS = [
    ("E1", {f"delivery.index{P1}": 0.95, f"benefits.plan{P1}": 10 * M}, {f"benefits.forecast{P1}": 9 * M}, {f"benefits.forecast{P1}": 8.999 * M},
     "On time at 95%, but forecast benefits are 90% of the $10.0M approved."),
    ("E1", {f"benefits.forecast{P1}": 0, f"benefits.plan{P1}": 10 * M}, {f"delivery.index{P1}": 0.9499}, {f"delivery.index{P1}": 0.95},
     "On time at 95%, but no benefit of the $10.0M approved is forecast."),
    ("B3", {f"benefits.realized{P1}": 10 * M}, {f"evidence.confirmed{P1}": 9.001 * M}, {f"evidence.confirmed{P1}": 9 * M},
     "Claims automation reports $10.0M; $1.0M of it is not confirmed by finance."),
    ("B4", {f"evidence.no_owner{P1}": 2 * M}, {f"evidence.no_owner.count{P1}": 0}, {f"evidence.no_owner.count{P1}": 1},
     "1 benefit worth $2.0M has no named owner."),
    ("B4", {f"evidence.no_owner.count{P1}": 2}, {f"evidence.no_owner{P1}": 0}, {f"evidence.no_owner{P1}": 2 * M},
     "2 benefits worth $2.0M have no named owner."),
    ("E6", {}, {f"delivery.red_undecided{P1}": 0}, {f"delivery.red_undecided{P1}": 1},
     "It has been red for 3 reviews with no decision logged."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "base", "silent", "over", "text"), BLOCKS)
def test_a_decision_block_has_the_same_limit(pattern_id, base, silent, over, text):
    case = replace(BY_ID[pattern_id], now=base)
    assert said(pattern_id, case.figures(**silent), block=True, place="block") == []
    assert said(pattern_id, case.figures(**over), block=True, place="block") == [text]
    for ref in {**base, **over}:
        if (pattern_id, ref) != ("E6", "benefits.forecast"):
            assert said(pattern_id, case.figures(**{**over, ref: None}), block=True) == [], ref


def test_green_while_the_forecast_fell_a_tenth():
    then = {f"benefits.forecast{P1}": 10 * M}
    now = {f"delivery.status_conflict{P1}": 1, f"benefits.forecast{P1}": 9 * M, f"change.benefits{P1}": -1 * M}
    case = replace(BY_ID["E3"], now=now, then=then)
    assert said("E3", case.figures(), block=True) == ["It reports green while its forecast fell 10% since June."]
    assert said("E3", case.figures(**{f"change.benefits{P1}": -0.999 * M}), block=True) == []
    assert said("E3", case.figures(**{f"delivery.status_conflict{P1}": 0}), block=True) == []


# Nothing at all is a word, not a bare zero ----------------------------------------------------------

NONE = [
    ("E4", {f"benefits.realized{P1}": 0}, "Claims automation has spent 82% of budget and realized none of its benefits."),
    ("C2", {f"fit.share{O1}": 0, f"fit.gap{O1}": -30.0}, "The top priority has a weight of 30% and no spend."),
    ("D1", {"choice.below_line.value": 0}, "4 funded projects below the line hold $6.4M of cost to come and no benefits to come."),
    ("D4", {f"benefits.to_come{P4}": 0}, "Finishing ERP consolidation costs $8.4M for no benefits to come."),
    ("D5", {"choice.mandatory_share": 0}, "No cost to come is mandatory, so all $14.0M is open to choice."),
    ("D5", {"choice.mandatory_share": 1.0, "choice.open": 0}, "All cost to come is mandatory, so nothing is open to choice."),
]


# A part that is the whole, or looks like it once rounded --------------------------------------------

ALL = [
    ("B1", {"gap.by_reason:late start": -20.36 * M}, "Late starts make up $20.4M, nearly the whole gap to date."),
    ("B1", {"gap.by_reason:late start": -20.34 * M}, "Late starts make up $20.3M of the $20.4M gap, the largest recorded reason."),
    ("B3", {"evidence.confirmed": 0}, "None of the $43.6M realized is confirmed by finance."),
    ("C3", {"fit.unlinked_share": 1.0}, "All $3.9M of spend links to no objective."),
    ("F2", {f"change.benefits{P1}": -8.3 * M}, "Claims automation alone makes up the $8.3M in cuts."),
    ("F2", {f"change.benefits{P1}": -8.26 * M}, "Claims automation makes up $8.3M, nearly all of the cuts."),
    ("C1", {"fit.gap@objective:O1": 23.0, "fit.share@objective:O1": 0.53, "fit.weight@objective:O1": 0.3, "fit.gap@objective:O5": None},
     "Grow digital revenue has a weight of 30% but takes 53% of spend."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "changes", "text"), ALL)
def test_a_part_that_is_the_whole_is_called_so(pattern_id, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes)) == [text]


def test_a_late_start_is_no_reason_for_a_gain():
    gain = {"benefits.gap_to_date": 20.4 * M, "gap.by_reason:adoption": 9.4 * M}
    assert said("B1", BY_ID["B1"].figures(**gain, **{"gap.by_reason:late start": 2 * M})) == [
        "Adoption changes make up $9.4M of the $20.4M gain, the largest recorded reason."
    ]
    assert said("B1", BY_ID["B1"].figures(**gain, **{"gap.by_reason:late start": 10 * M})) == []


def test_a_project_of_which_nothing_is_confirmed():
    case = replace(BY_ID["B3"], now={f"benefits.realized{P1}": 42_000.0, f"evidence.confirmed{P1}": 0})
    assert said("B3", case.figures(), block=True) == ["Claims automation reports $42k; none of it is confirmed by finance."]


# Rounded numbers that do not add up as they are shown -----------------------------------------------

ROUNDED = [  # 91.66 − 48.04 = 43.62: shown as 91.7, 48.0 and 43.6
    ("A2", {"benefits.forecast": 91.66 * M, "benefits.plan": 48.04 * M, "benefits.gap_forecast": 43.62 * M},
     "Forecast benefits are $91.7M, $43.6M above the $48.0M approved (rounded)."),
    ("C5", {"fit.index": 77.4}, "Strategic fit rose 5 points, from 72 to 77 of 100."),
    ("C5", {"fit.index": 76.6}, "Strategic fit rose 5 points, from 72 to 77 of 100."),
    ("C2", {f"fit.weight{O1}": 0.304, f"fit.share{O1}": 0.175, f"fit.gap{O1}": -12.9},
     "The top priority has a weight of 30% and 18% of spend, 13 points short (rounded)."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "changes", "text"), ROUNDED)
def test_rounded_numbers_that_do_not_add_up_say_so(pattern_id, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes)) == [text]


def test_a_high_case_is_compared_with_the_plan_of_the_projects_that_have_a_forecast():
    # 20 of 120 planned belongs to a project without a forecast: the others plan 100, forecast 90, at best 105
    now = {"benefits.gap_forecast": -10 * M, "benefits.plan": 120 * M, "benefits.forecast": 90 * M, "benefits.forecast.p90": 105 * M}
    case = replace(BY_ID["A3"], now=now, inputs={"benefits.gap_forecast": (90 * M, 100 * M)})
    assert said("A3", case.figures()) == []
    assert said("A3", case.figures(**{"benefits.forecast.p90": 98 * M})) == ["Even the high case of $98.0M is $2.0M below plan."]


@pytest.mark.parametrize(("pattern_id", "changes", "text"), NONE)
def test_nothing_at_all_is_said_in_words(pattern_id, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes)) == [text]


# One of what the limits of today never allow one of, should the policy allow it ---------------------

BY_POLICY = [
    ("B8", {"pattern__B8__reviews": 1}, {f"forecast.cuts_in_row{P1}": 1}, "The Claims automation forecast was cut in 1 review in a row, by $7.8M in total."),
    ("E6", {"pattern__E6__reviews": 1}, {}, "2 projects have been red for 1 review with no decision logged."),
    ("G2", {"pattern__G2__count": 1}, {"pmo.forecasts_landed": 1, "pmo.forecasts_landed.of": 1}, "1 of 1 one-year forecast landed within 20% of actual."),
    ("A6", {"pattern__A6__quarters": 0}, {"payback.forecast": 37.0, "payback.date": "2028-01-10"}, "Payback moves from Q4 2027 to Q1 2028, 1 month later."),
    ("C2", {"pattern__C2__points": 0.01}, {f"fit.gap{O1}": -1.0, f"fit.share{O1}": 0.29}, "The top priority has a weight of 30% and 29% of spend, 1 point short."),
    ("C5", {"pattern__C5__points": 1}, {"fit.index": 73}, "Strategic fit rose 1 point, from 72 to 73 of 100."),
    ("G1", {}, {"pmo.outcome_coverage": 0.52}, "52% of spend traces to a measured outcome, up 1 point since June."),
]  # fmt: skip


@pytest.mark.parametrize(("pattern_id", "policy", "changes", "text"), BY_POLICY)
def test_one_of_anything_is_singular(pattern_id, policy, changes, text):
    assert said(pattern_id, BY_ID[pattern_id].figures(**changes), **policy) == [text]


# Missing inputs of the two patterns that count projects by what they lack ---------------------------


def test_a_project_without_its_figures_did_not_come_back():
    case = BY_ID["F3"]
    for ref in (f"benefits.forecast{P2}", f"benefits.plan{P2}"):
        assert said("F3", case.figures(**{ref: None})) == ["1 project came back to plan, adding $1.0M."]
    assert said("F3", case.figures(**{f"change.benefits{P2}": None})) == []  # the sum is not known
    for ref in (f"benefits.forecast{P2}", f"benefits.plan{P2}"):
        before = replace(case, then={key: value for key, value in case.then.items() if key != ref})
        assert said("F3", before.figures()) == ["1 project came back to plan, adding $1.0M."]


def test_a_project_whose_cost_was_never_asked_for_is_not_counted():
    case = BY_ID["H3"]
    assert said("H3", replace(case, now={f"cost.approved{P4}": 5 * M}).figures()) == []
    assert said("H3", replace(case, now={f"cost.approved{P1}": None}).figures()) == ["ROI is not shown: 1 project has no cost recorded."]


# No pattern lacks a case ----------------------------------------------------------------------------


def agrees(pattern_id: str) -> bool:
    """Whether a sentence of the pattern holds a word that agrees with a number."""
    texts = [text for key, text in WORDS["say"].items() if key.partition(".")[0] == pattern_id and "lead" not in key]
    return any("one" in WORDS["choices"][t.choice] for text in texts for t in tokens(text) if t.choice)


OTHER_TESTS = {"F3": "singular: test_forms", "H3": "singular: test_forms", "A0": "singular: test_forms"}


def test_every_pattern_has_its_six_cases():
    ids = {p.id for p in PATTERNS}
    assert {case.id for case in CASES} == ids  # fires
    assert {row[0] for row in (*LIMITS, *EDGES)} | ALWAYS == ids  # silent on its limit, and just over it
    assert {case.id for case, _ in MISSING} | {"F3", "H3"} == ids  # missing input
    one = {row[0] for row in (*ONE_AND_MANY, *BY_POLICY, *GOOD_AND_BAD)} | set(OTHER_TESTS)
    assert {i for i in ids if agrees(i)} <= one  # singular; the examples are plural but for C4, which has its row


@pytest.mark.parametrize(
    ("pattern_id", "count", "one", "each"),
    [
        ("B2", "evidence.started_silent.count", "Report or re-date it by the next review.", "Report or re-date each by the next review."),
        ("B4", "evidence.no_owner.count", "Assign an owner today.", "Assign an owner for each today."),
        ("D1", "choice.below_line.count", "Keep, pause or stop it.", "Keep, pause or stop each one."),
        ("E6", "delivery.red_undecided", "Decide it now.", "Decide each one now."),
        ("H2", "data.stale", "Refresh it before the review.", "Refresh them before the review."),
    ],
)
def test_an_ask_about_one_does_not_say_each(pattern_id, count, one, each):
    for number, text in ((1, one), (2, each)):
        teller = Teller(world(BY_ID[pattern_id].figures(**{count: number})))
        decisions = [teller.decide(i) for p in PATTERNS if p.id == pattern_id for i in find(p, teller.world)]
        assert [d.ask for d in decisions if d] == [text]
