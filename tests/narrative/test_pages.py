"""The other pages in words: the first sentence by the table of section 2, cards, charts, and one project."""

from __future__ import annotations

import pytest

from tests.narrative import build
from tests.narrative.examples import BY_ID, M
from tests.narrative.say import NAMES
from tests.narrative.test_story import WIREFRAME, wireframe
from value_model import narrative
from value_model.errors import UsageError
from value_model.figures.figure import Coverage, Input
from value_model.narrative.pages import PAGES
from value_model.narrative.sentence import Story
from value_model.policy import load

POLICY = load()
P1 = "@project:P1"


def page(name: str, figures) -> Story:
    told = narrative.page(name, figures, POLICY)
    assert told.withheld == 0
    assert narrative.verify(told, figures, POLICY) == []
    return told


def headline(name: str, **changes) -> str:
    return page(name, wireframe(**changes)).headline.text


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_headline_with_and_without_data(name):
    assert page(name, wireframe()).headline.text.endswith(".")
    assert page(name, build.figures({})).headline.text.endswith(".")


def test_value_speaks_of_return_then_of_the_forecast_then_of_the_approval():
    assert headline("value") == "Each $1 of cost is forecast to return $1.60, against $2.00 approved."
    assert headline("value", **{"roi.plan": 0.61}) == "Forecast benefits are $97.6M, $20.8M below the $118.4M approved."
    none = dict.fromkeys(("benefits.forecast", "benefits.gap_forecast", "roi.plan", "benefits.realized"))
    assert headline("value", **none) == "Each $1 of cost is forecast to return $1.60."


def test_benefits_speaks_of_what_arrived_then_of_the_largest_reason():
    told = page("benefits", wireframe())
    assert told.headline.text == "The portfolio has delivered $43.6M of the $64.0M planned to date (68%)."
    assert [s.text for s in told.lead] == ["Late starts make up $9.4M of the $20.4M gap, the largest recorded reason."]
    assert [c.label for c in told.cards] == ["Benefits realized", "Confirmed share", "Forecast benefits", "No owner", "No baseline"]


def test_fit_speaks_of_an_objective_else_of_the_change_else_of_the_index():
    assert headline("fit") == "The top priority has a weight of 30% and 17% of spend, 13 points short."
    level = {"fit.gap@objective:O1": -1}
    assert headline("fit", **level) == "Strategic fit rose 5 points, from 72 to 77 of 100."
    assert headline("fit", **level, **{"fit.index": 72.5}) == "Strategic fit is 73 of 100."


def test_choices_says_that_nothing_is_left_to_choose_where_no_cost_is_to_come():
    spent = {"cost.to_date": 1.2 * M}
    assert headline("choices", **spent, **{"cost.to_come": 0}) == "$1.2M is spent and no cost is to come: nothing is left to choose."
    unknown = "$1.2M is spent and no cost to come is recorded: there is nothing to choose from."
    assert headline("choices", **spent, **{"cost.to_come": None}) == unknown
    nothing = {"cost.to_date": None, "cost.to_come": None}
    assert headline("choices", **nothing) == "No cost to come is recorded: there is nothing to choose from."


def test_choices_speaks_of_the_best_mix_else_of_what_is_open():
    mix = {"choice.frontier_gain": 14.2 * M, "benefits.to_come": 54 * M}
    open_ = {"choice.mandatory_share": 0.38, "choice.open": 14 * M}
    assert headline("choices", **mix, **open_) == BY_ID["D2"].text
    assert headline("choices", **open_) == BY_ID["D5"].text
    plain = {"cost.to_come": 15 * M, "benefits.to_come": 54 * M}
    matched = (Input("benefits.to_come", 48 * M, 12), Input("cost.to_come", 12 * M, 12))
    both = build.figure("roi.to_come", 4.0, coverage=Coverage(12, 20, 0.8), inputs=matched)
    told = page("choices", build.figures({**WIREFRAME, **plain}, names=NAMES, extra=(both,)))
    assert told.headline.text == "Finishing 12 projects costs $12.0M for $48.0M of benefits to come."


def test_risk_speaks_of_on_time_projects_then_of_green_ones_then_of_the_whole():
    assert headline("risk") == "3 on-time projects are forecast to miss $7.9M of the $34.2M approved."
    calm = {"delivery.on_time_value_missing.count": 0}
    assert headline("risk", **calm, **{"delivery.status_conflict": 3}) == BY_ID["E3"].text
    assert headline("risk", **calm) == "Benefits at risk are $16.2M, 30% of the plan still to come."


def test_changes_needs_two_snapshots():
    assert headline("changes", **{"change.benefits": -6.1 * M}) == BY_ID["F1"].text
    alone = build.figures(WIREFRAME, names=NAMES)
    assert page("changes", alone).headline.text == "One snapshot so far. Changes appear after the next one."


def test_the_office_pages_speak_of_evidence_data_and_method():
    assert headline("capability", **{"pmo.outcome_coverage": 0.58}) == "58% of spend traces to a measured outcome."
    assert headline("data") == "Figures cover 18 of 20 projects and 96% of spend."
    figures = wireframe()
    whole = sum(scope == "portfolio" for _, scope in figures.figures)
    assert page("method", figures).headline.text == f"{whole} figures, each with its formula and rows."
    assert headline("export") == "Images, tables and figures for 30 Sep 2026."


def test_decisions_of_a_page_are_those_it_can_show():
    assert {d.page for d in page("fit", wireframe()).decisions} == {"fit"}
    assert [d.title for d in page("risk", wireframe()).decisions][:1] == ["Reset or stop Claims automation"]


def test_no_two_charts_of_a_page_share_their_title():
    for name in PAGES:
        titles = [s.text for s in page(name, wireframe()).chart_titles.values()]
        assert len(set(titles)) == len(titles)


def test_an_unknown_page_is_named():
    with pytest.raises(UsageError, match='no page "gantt"'):
        narrative.page("gantt", wireframe(), POLICY)


# One project --------------------------------------------------------------------------------------

PROJECT = {
    f"cost.to_come{P1}": 1.6 * M, f"cost.to_date{P1}": 8.2 * M, f"cost.approved{P1}": 10 * M,
    f"benefits.to_come{P1}": 6.9 * M, f"benefits.realized{P1}": 3.9 * M, f"benefits.plan_to_date{P1}": 9 * M,
    f"benefits.gap_to_date{P1}": -5.1 * M, f"realization.to_date{P1}": 3.9 / 9, f"roi.to_come{P1}": 4.3,
    f"benefits.gap_forecast{P1}": -7.8 * M, f"benefits.expected{P1}": 8.04 * M,
}  # fmt: skip


def project(**changes) -> Story:
    figures = wireframe(**{**PROJECT, **changes})
    told = narrative.project(figures, "project:P1", POLICY)
    assert told.withheld == 0
    return told


def test_a_project_speaks_of_its_spending_against_its_result():
    told = project()
    assert told.headline.text == "Claims automation has spent 82% of budget and realized 21% of its benefits."
    assert told.decisions[0].ask == "Release further funds by milestone only."
    assert "Reset the benefit plan or stop." in [d.ask for d in told.decisions]


def test_a_project_page_counts_no_projects():
    count = {f"delivery.on_time_value_missing{part}{P1}": 1 for part in ("", ".count", ".approved")}
    assert [s.text for s in project(**count).statements if "1 on-time project" in s.text] == []
    assert "On time at 96%, but forecast benefits are 58% of the $18.6M approved." in [s.text for s in project(**count).statements]


def test_a_project_that_costs_more_than_it_brings_says_so_first():
    told = project(**{f"cost.to_come{P1}": 8.4 * M})
    assert told.headline.text == "Finishing Claims automation costs $8.4M for $6.9M of benefits to come (0.8×)."


def test_a_calm_project_speaks_of_what_arrived():
    told = project(**{f"cost.to_date{P1}": 2 * M})
    assert told.headline.text == "Claims automation reports $3.9M of the $9.0M planned to date (43%)."


def test_the_cards_of_a_project():
    shown = [(c.label, c.value) for c in project().cards]
    assert shown == [
        ("Benefits realized", "$3.9M"),
        ("Forecast benefits", "$10.8M"),
        ("Cost to come", "$1.6M"),
        ("Return to come", "4.3×"),
        ("Confidence", "Medium"),  # (8.04 − 3.9) / 6.9 = 0.6
    ]


def test_a_project_page_speaks_of_no_other_project():
    told = project(**{"benefits.forecast@project:P2": 13 * M, "benefits.plan@project:P2": 10 * M})
    scopes = {s.scope for s in told.statements} | {d.scope for d in told.decisions}
    assert scopes == {"project:P1"}


def test_a_project_without_a_single_figure_says_so():
    figures = wireframe()
    told = narrative.project(figures, "project:P9", POLICY)
    assert told.headline.text == "No figure can be stated yet."
    assert {c.status.text for c in told.cards if c.status} == {"○ No data"}


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("benefits_to_come", 31.4e6, "In this scenario, the best mix for $22.6M holds $31.4M of benefits to come"),
        ("npv", -1.2e6, "In this scenario, the best mix for $22.6M holds −\u2060$1.2M of net present value"),
        ("fit_value", 4.25, "In this scenario, the best mix for $22.6M holds 4.3 of fit value"),
    ],
)
def test_what_a_scenario_comes_to_is_proved(measure, value, text):
    said = narrative.scenario(build.figures({}), POLICY, budget=22.6e6, value=value, measure=measure)
    assert said.text == text
    assert said.figures == ("scenario.budget", "scenario.value")
    assert narrative.scenario(build.figures({}), POLICY, budget=22.6e6, value=None, measure=measure) is None
