"""The Story page in words: headline order, lead, cards with their status, decisions, strip, and every state of section 10."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.narrative import build
from tests.narrative.examples import M
from tests.narrative.say import NAMES
from value_model import narrative
from value_model.figures.figure import Coverage, FigureSet, Input
from value_model.narrative.sentence import Card, Story
from value_model.policy import load

POLICY = load()
J = "\u2060"
P1, P2 = "@project:P1", "@project:P2"
O1 = "@objective:O1"

# The wireframe of the Story page (design section 2), number by number.
WIREFRAME = {
    "data.projects": 20, "data.complete_projects": 18, "data.coverage_spend": 0.96, "data.freshness_days": 3,
    "cost.approved": 59.2 * M, "evidence.confirmed": 31.2 * M, "evidence.confirmed_share": 31.2 / 43.6,
    "benefits.realized": 43.6 * M, "benefits.plan_to_date": 64 * M, "benefits.gap_to_date": -20.4 * M,
    "realization.to_date": 43.6 / 64, "realization.coverage": 1.0,
    "gap.by_reason:late start": -9.4 * M, "gap.by_reason:adoption": -3 * M, "gap.by_reason:unrecorded": -8 * M,
    "benefits.forecast": 97.6 * M, "benefits.plan": 118.4 * M, "benefits.gap_forecast": -20.8 * M,
    "benefits.forecast.p10": 86.1 * M, "benefits.forecast.p90": 108.9 * M,
    "roi.forecast": 0.6, "roi.plan": 1.0, "fit.index": 77.0,
    "benefits.at_risk": 16.2 * M, "benefits.at_risk_share": 0.3,
    "benefits.at_risk_by:project_late": 6.2 * M, "benefits.at_risk_by:no_owner": 2 * M,
    f"delivery.index{P1}": 0.96, f"benefits.forecast{P1}": 10.8 * M, f"benefits.plan{P1}": 18.6 * M,
    "delivery.on_time_value_missing.count": 3, "delivery.on_time_value_missing": 7.9 * M,
    "delivery.on_time_value_missing.approved": 34.2 * M,
    f"fit.rank{O1}": 1, f"fit.weight{O1}": 0.3, f"fit.share{O1}": 0.17, f"fit.gap{O1}": -13,
}  # fmt: skip
JUNE = {"realization.to_date": 0.721, "fit.index": 72.0, "benefits.forecast": 103.7 * M}


def wireframe(**changes) -> FigureSet:
    then = build.earlier(JUNE, names=NAMES)
    return build.figures({**WIREFRAME, **changes}, names=NAMES, compared=then)


def tell(figures: FigureSet, **more) -> Story:
    told = narrative.story(figures, POLICY, **more)
    assert told.withheld == 0
    assert narrative.verify(told, figures, POLICY) == []
    return told


def texts(told: Story) -> list[str]:
    return [s.text for s in (told.headline, *told.lead, *told.statements)]


def card(told: Story, key: str) -> Card:
    return next(c for c in told.cards if c.key == key)


# The wireframe ------------------------------------------------------------------------------------


def test_the_headline_and_the_lead_are_those_of_the_wireframe():
    told = tell(wireframe())
    assert told.headline.text == "The portfolio has delivered $43.6M of the $64.0M planned to date."
    assert [s.text for s in told.lead] == [
        "That is 68% of plan, down 4 points since June.",
        "Late starts make up $9.4M of the $20.4M gap, the largest recorded reason.",
        "Forecast benefits are $97.6M, $20.8M below the $118.4M approved.",
    ]


def test_the_cards_are_those_of_the_wireframe():
    shown = [(c.label, c.value, c.status.text if c.status else None, c.caption) for c in tell(wireframe()).cards]
    assert shown == [
        ("Benefits realized", "$43.6M", f"◆ Act: −{J}$20.4M", "of $64.0M planned to date"),
        ("Forecast benefits", "$97.6M", f"◆ Act: −{J}$20.8M", "of $118.4M approved"),
        ("Forecast ROI", "60%", f"◆ Act: −{J}40 points", "$1.60 per $1; approved $2.00"),
        ("Strategic fit", "77 / 100", "▲ Watch: +5 pts", "spend vs board weights"),
        ("Benefits at risk", "$16.2M", "◆ Act: 30% to come", "largest part: late projects $6.2M"),
    ]


def test_the_first_decisions_are_at_the_scope_of_a_project_or_an_objective():
    first, second = tell(wireframe()).decisions[:2]
    assert (first.title, first.evidence.text, first.ask) == (
        "Reset or stop Claims automation",
        "On time at 96%, but forecast benefits are 58% of the $18.6M approved.",
        "Reset the benefit plan or stop.",
    )
    assert first.scope == "project:P1"
    assert set(first.evidence.figures) == {f"delivery.index{P1}", f"benefits.forecast{P1}", f"benefits.plan{P1}"}
    assert (second.title, second.evidence.text, second.ask) == (
        "Move spend toward Grow digital revenue",
        "It is the top priority with a weight of 30% and 17% of spend, 13 points short.",
        "Agree how much spend to move.",
    )


def test_the_strip_and_the_chart_title_are_those_of_the_wireframe():
    told = tell(wireframe())
    assert told.strip == (
        "Enterprise portfolio",
        "20 projects",
        "$59.2M approved",
        "As of 30 Sep 2026",
        "vs 30 Jun 2026",
        "72% of realized value confirmed by finance",
    )
    assert told.chart_title
    assert told.chart_title.text == "Forecast benefits are $20.8M short of plan; the high case is still $9.5M short"


# Headline order and states ------------------------------------------------------------------------


def _gmpp(**more) -> FigureSet:
    """The totals of the UK major projects of 2023: plans only (figures.md states the sums and the coverage)."""
    roi = build.figure(
        "roi.plan",
        1.5375,
        coverage=Coverage(102, 244, 0.56),
        inputs=(Input("benefits.plan", 671_530_310_000, 102), Input("cost.approved", 264_639_000_000, 102)),
    )
    values = {
        "data.projects": 244, "data.complete_projects": 102, "data.coverage_spend": 0.56, "cost.approved": 472_000_000_000,
        "benefits.plan": 700_000_000_000,
        **dict.fromkeys(("benefits.realized", "benefits.forecast", "benefits.gap_forecast", "roi.forecast")),
    }  # fmt: skip
    return build.figures({**values, **more}, extra=(roi,), currency="GBP")


def test_without_any_actual_the_headline_is_what_was_approved():
    told = tell(_gmpp())
    assert told.headline.pattern == "A0"
    assert told.headline.text == (
        "The portfolio is approved to return £671.5B for £264.6B, across the 102 of 244 projects that report both."
    )
    assert told.coverage
    assert told.coverage.text == "Figures cover 102 of 244 projects and 56% of spend."


def test_without_any_actual_nothing_is_called_delivered():
    told = tell(_gmpp())
    words = " ".join([*texts(told), *(d.title + d.evidence.text + d.ask for d in told.decisions)]).lower()
    assert "delivered" not in words
    assert "realized" not in words
    assert card(told, "realized").value == "not reported"
    assert card(told, "realized").status.text == "○ No data"


def test_a_forecast_speaks_before_an_approval():
    told = tell(wireframe(**{"benefits.realized": None, "benefits.gap_to_date": None, "realization.to_date": None}))
    assert told.headline.text == "Forecast benefits are $97.6M, $20.8M below the $118.4M approved."
    assert "A2" not in [s.pattern for s in told.lead]


def test_coverage_is_the_last_headline():
    told = tell(build.figures({"data.projects": 4, "data.complete_projects": 1, "data.coverage_spend": 0.2}))
    assert told.headline.text == "Figures cover 1 of 4 projects and 20% of spend."
    assert told.coverage is None
    full = tell(build.figures({"data.projects": 4, "data.complete_projects": 4, "data.coverage_spend": 1.0}))
    assert full.headline.text == "Figures cover every project and 100% of spend."


def test_with_nothing_at_all_the_page_says_so():
    told = tell(build.figures({}))
    assert told.headline.text == "No figure can be stated yet."
    assert [c.status.text for c in told.cards if c.status] == ["○ No data"] * 5
    assert told.statements == ()
    assert told.decisions == ()


def test_one_snapshot_has_no_comparison():
    told = tell(build.figures(WIREFRAME, names=NAMES))
    assert told.lead[0].text == "That is 68% of plan."
    assert card(told, "fit").status.text == "▲ Watch"
    assert not [part for part in told.strip if part.startswith("vs ")]


def test_a_percent_that_did_not_move_is_the_same():
    then = build.earlier({"realization.to_date": 0.6850})
    told = tell(build.figures(WIREFRAME, names=NAMES, compared=then))
    assert told.lead[0].text == "That is 68% of plan, the same as in June."


def test_a_draft_and_old_data_show_in_the_strip():
    told = tell(build.figures({**WIREFRAME, "data.freshness_days": 46}, state="draft"))
    assert told.strip[1] == "Draft"
    assert told.strip[-1] == "▲ Watch: last updated 15 Aug 2026"  # 46 days before 30 September
    assert "last updated" not in " ".join(tell(build.figures({**WIREFRAME, "data.freshness_days": 45})).strip)


def test_a_filtered_page_names_what_it_speaks_of():
    unit = {f"{ref}@unit:Operations": value for ref, value in WIREFRAME.items() if "@" not in ref}
    told = tell(build.figures(unit, names={"unit:Operations": "Operations"}, scope="unit:Operations"))
    assert told.headline.text == "Operations has delivered $43.6M of the $64.0M planned to date."
    assert "Shown: Operations" in told.strip
    without = {**unit, "benefits.realized@unit:Operations": None}
    told = tell(build.figures(without, names={"unit:Operations": "Operations"}, scope="unit:Operations"))
    assert told.headline.text == "Operations: Forecast benefits are $97.6M, $20.8M below the $118.4M approved."


def test_a_corrupted_story_is_found_out():
    figures = wireframe()
    told = narrative.story(figures, POLICY)
    other = wireframe(**{"benefits.forecast": 98 * M, "benefits.gap_forecast": -20.4 * M})
    problems = narrative.verify(told, other, POLICY)
    assert any("A2" in problem for problem in problems)
    assert any("card.forecast" in problem for problem in problems)


def test_a_gap_that_contradicts_its_amounts_is_withheld_and_counted():
    told = narrative.story(wireframe(**{"benefits.gap_forecast": 20.8 * M}), POLICY)
    assert told.withheld > 0
    assert not [t for t in texts(told) if "above the $118.4M" in t]


# Rank, repeats, balance ---------------------------------------------------------------------------


def test_an_insight_below_the_gate_is_not_told():
    # The gate is 1% of the $118.4M approved: $1.184M
    small = {"risk.touched": 1.1 * M, "evidence.closed_silent": 1.183 * M, "evidence.closed_silent.count": 1}
    assert "B6" not in [s.pattern for s in tell(wireframe(**small)).statements]
    large = {"evidence.closed_silent": 1.184 * M, "evidence.closed_silent.count": 1}
    assert "B6" in [s.pattern for s in tell(wireframe(**large)).statements]


def test_a_control_is_told_whatever_its_amount():
    told = tell(wireframe(**{"evidence.no_owner": 1000.0, "evidence.no_owner.count": 1}))
    assert "1 benefit worth $1,000 has no named owner." in texts(told)


def test_a_family_speaks_once():
    told = tell(wireframe())
    assert "A3" not in [s.pattern for s in told.statements]  # A2 stands in the lead


def test_a_repeat_that_holds_most_of_the_amount_is_told_as_its_part():
    told = tell(wireframe(**{"benefits.forecast.p90": 100 * M, "benefits.gap_forecast": None, "benefits.forecast": None}))
    assert "Even the high case of $100.0M is $18.4M below plan." in texts(told)


def test_one_favorable_insight_stays_on_a_short_list():
    good = {f"benefits.forecast{P2}": 13 * M, f"benefits.plan{P2}": 10 * M}
    told = tell(wireframe(**good), limit=2)
    assert told.statements[-1].text == "Pricing engine is forecast to return 130% of its approved $10.0M."


def test_a_project_has_at_most_two_statements():
    many = {
        f"forecast.cuts_in_row{P1}": 4, f"forecast.cuts_in_row.amount{P1}": 7.8 * M,
        f"cost.to_date{P1}": 9 * M, f"cost.approved{P1}": 10 * M, f"benefits.realized{P1}": 1 * M,
        f"cost.to_come{P1}": 10 * M, f"benefits.to_come{P1}": 5 * M,
    }  # fmt: skip
    told = tell(wireframe(**many))
    assert sum(1 for s in told.statements if s.scope == "project:P1") == 2


def test_a_pattern_of_several_projects_opens_one_block_for_the_largest():
    more = {f"delivery.index{P2}": 1.0, f"benefits.forecast{P2}": 1 * M, f"benefits.plan{P2}": 10 * M}
    titles = [d.title for d in tell(wireframe(**more)).decisions]
    assert titles.index("Reset or stop Pricing engine") == 0  # $9.0M missing against $7.8M
    assert titles.index("Reset or stop Claims automation") > 1


def test_the_same_figures_give_the_same_words():
    assert narrative.story(wireframe(), POLICY) == narrative.story(wireframe(), POLICY)


def test_the_order_in_which_figures_come_changes_nothing():
    figures = wireframe()
    turned = replace(figures, figures=dict(reversed(list(figures.figures.items()))))
    assert narrative.story(figures, POLICY) == narrative.story(turned, POLICY)


def test_good_and_bad_portfolios_use_the_same_forms():
    bad = tell(wireframe())
    good = tell(
        wireframe(
            **{
                "benefits.realized": 84.4 * M, "benefits.gap_to_date": 20.4 * M, "realization.to_date": 84.4 / 64,
                "evidence.confirmed": 60 * M, "benefits.forecast": 139.2 * M, "benefits.gap_forecast": 20.8 * M,
                "gap.by_reason:late start": None, "gap.by_reason:adoption": 9.4 * M, "gap.by_reason:unrecorded": 11 * M,
            }
        )
    )  # fmt: skip
    assert good.headline.text == "The portfolio has delivered $84.4M of the $64.0M planned to date."
    assert [s.pattern for s in good.lead] == [s.pattern for s in bad.lead]
    assert good.lead[2].text == "Forecast benefits are $139.2M, $20.8M above the $118.4M approved."
    assert card(good, "realized").status.text == "● On plan: +$20.4M"


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_a_limit_holds(limit):
    assert len(tell(wireframe(), limit=limit).statements) <= max(limit, 0)
