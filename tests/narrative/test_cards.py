"""Cards: every status rule on, just above and just below each limit, and with a negative or a missing plan (design 6)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.narrative import build
from tests.narrative.examples import M
from tests.narrative.say import world
from value_model.figures.figure import Coverage, Input
from value_model.narrative import card_rules, cards, steering_cards, value_cards
from value_model.narrative.pages import page
from value_model.narrative.sentence import Card
from value_model.narrative.telling import Teller
from value_model.policy import load

J = "\u2060"


def made(rule: cards.Rule, values: dict[str, Any], **more: Any) -> Card:
    teller = Teller(world(build.figures(values, **more)))
    found = cards.make(rule, teller)
    assert teller.withheld == 0
    return found


def word(rule: cards.Rule, values: dict[str, Any], **more: Any) -> str | None:
    status = made(rule, values, **more).status
    return status.word if status else None


def realized(amount: float, plan: float | None) -> dict[str, Any]:
    gap = None if plan is None else amount - plan
    return {"benefits.realized": amount, "benefits.plan_to_date": plan, "benefits.gap_to_date": gap}


def forecast(amount: float, plan: float | None) -> dict[str, Any]:
    gap = None if plan is None else amount - plan
    return {"benefits.forecast": amount, "benefits.plan": plan, "benefits.gap_forecast": gap}


BANDS = [(95_000, "On plan"), (95_001, "On plan"), (94_999, "Watch"), (85_000, "Watch"), (85_001, "Watch"), (84_999, "Act"), (0, "Act")]


@pytest.mark.parametrize(("amount", "expected"), BANDS)
def test_realized_and_forecast_are_judged_by_their_ratio_to_plan(amount, expected):
    assert word(card_rules.REALIZED, realized(amount, 100_000)) == expected
    assert word(card_rules.FORECAST, forecast(amount, 100_000)) == expected


@pytest.mark.parametrize(
    ("roi", "expected"),
    [(0.95, "On plan"), (0.951, "On plan"), (0.949, "Watch"), (0.85, "Watch"), (0.849, "Act"), (2.0, "On plan")],
)
def test_roi_is_judged_in_points_below_plan(roi, expected):
    assert word(card_rules.ROI, {"roi.forecast": roi, "roi.plan": 1.0}) == expected


@pytest.mark.parametrize(("fit", "expected"), [(85.0, "On plan"), (85.01, "On plan"), (84.99, "Watch"), (70.0, "Watch"), (69.99, "Act")])
def test_fit_is_judged_by_its_index(fit, expected):
    assert word(card_rules.FIT, {"fit.index": fit}) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.1, "On plan"), (0.099, "On plan"), (0.101, "Watch"), (0.25, "Watch"), (0.251, "Act")])
def test_benefits_at_risk_are_judged_by_their_share(share, expected):
    values = {"benefits.at_risk": 1 * M, "benefits.at_risk_share": share}
    assert word(card_rules.AT_RISK, values) == expected


@pytest.mark.parametrize(("months", "expected"), [(39.0, "On plan"), (39.1, "Watch"), (30.0, "On plan"), (48.0, "Watch"), (48.1, "Act")])
def test_payback_is_judged_in_quarters_later_than_planned(months, expected):
    assert word(card_rules.PAYBACK, {"payback.forecast": months, "payback.plan": 36.0}) == expected


def test_a_forecast_that_never_pays_back_is_to_act_on():
    never = build.figure("payback.forecast", None, reason="never_pays_back")
    found = made(card_rules.PAYBACK, {"payback.plan": 36.0}, extra=(never,))
    assert (found.value, found.status.text, found.caption) == ("never", "◆ Act", "planned 36 months")


@pytest.mark.parametrize(("npv", "expected"), [(95.0, "On plan"), (94.9, "Watch"), (0.1, "Watch"), (0, "Act"), (-1.0, "Act")])
def test_net_present_value_is_judged_against_plan_and_zero(npv, expected):
    assert word(card_rules.NPV, {"npv.forecast": npv, "npv.plan": 100.0}) == expected


@pytest.mark.parametrize(
    ("count", "amount", "expected"),
    [(0, 0, "On plan"), (1, 1.0, "Watch"), (3, 9.99, "Watch"), (3, 10.0, "Act"), (1, 10.01, "Act")],
)
def test_faults_are_judged_by_the_value_they_hold(count, amount, expected):
    values = {"evidence.no_owner.count": count, "evidence.no_owner": amount, "benefits.forecast": 100.0}
    assert word(card_rules.NO_OWNER, values) == expected


@pytest.mark.parametrize("plan", [0, -5.0])
def test_a_plan_that_is_not_above_zero_is_no_data_with_the_reason(plan):
    found = made(card_rules.REALIZED, realized(10.0, plan))
    assert (found.value, found.status.text, found.caption) == ("$10", "○ No data", "the plan is not above zero")
    assert made(card_rules.NPV, {"npv.forecast": 10.0, "npv.plan": plan}).status.text == "○ No data"


def test_a_missing_plan_is_no_data_with_the_reason():
    found = made(card_rules.REALIZED, realized(10.0, None))
    assert (found.value, found.status.text, found.caption) == ("$10", "○ No data", "nothing planned to date")
    due = build.figure("benefits.plan_to_date", None, reason="no_plan_due")
    found = made(card_rules.REALIZED, {"benefits.realized": 10.0}, extra=(due,))
    assert found.caption == "no plan due yet"


def test_a_return_without_a_plan_has_no_status_to_show():
    found = made(card_rules.ROI, {"roi.forecast": 0.6})
    assert (found.value, found.status.text, found.caption) == ("60%", "○ No data", "$1.60 per $1 of cost")


@pytest.mark.parametrize(
    ("reason", "value", "caption"),
    [("no_actuals", "not reported", "no benefit recorded to date"), ("fx_missing", "not computed", "no exchange rate recorded")],
)
def test_a_card_without_its_figure_says_what_is_missing(reason, value, caption):
    missing = build.figure("benefits.realized", None, reason=reason)
    found = made(card_rules.REALIZED, {"benefits.plan_to_date": 10.0}, extra=(missing,))
    assert (found.value, found.status.text, found.caption) == (value, "○ No data", caption)
    assert found.figures == ()


def test_a_comparison_over_part_of_the_projects_says_so():
    gap = build.figure(
        "benefits.gap_forecast",
        -2 * M,
        coverage=Coverage(18, 20, 0.9),
        inputs=(Input("benefits.forecast", 8 * M, 18), Input("benefits.plan", 10 * M, 18)),
    )
    found = made(card_rules.FORECAST, {"benefits.forecast": 11 * M, "benefits.plan": 14 * M}, extra=(gap,))
    assert (found.value, found.status.text, found.caption) == (
        "$11.0M",
        f"◆ Act: −{J}$2.0M",
        "of $10.0M approved in 18 of 20 projects",
    )


@pytest.mark.parametrize(
    ("plan", "of_baseline", "caption"),
    [
        (5 * M, 0.505, "of $5.0M approved; 51% of baseline"),  # cut from 10 to 5 since: 5.05 is 101% of plan
        (5 * M, 1.01, "of $5.0M approved"),
        (5 * M, 1.015, "of $5.0M approved"),  # half a point apart
        (5 * M, None, "of $5.0M approved"),
        (20 * M, 0.9, "of $20.0M approved; 90% of baseline"),
    ],
)
def test_a_plan_that_was_changed_hides_nothing_of_the_baseline(plan, of_baseline, caption):
    assert made(card_rules.FORECAST, {**forecast(5.05 * M, plan), "realization.forecast": of_baseline}).caption.replace(J, "") == caption


def test_the_largest_reason_is_named_though_reasons_overlap():
    values = {
        "benefits.at_risk": 10 * M, "benefits.at_risk_share": 0.2,
        "benefits.at_risk_by:not_green": 8 * M, "benefits.at_risk_by:no_owner": 7 * M,
    }  # fmt: skip
    assert made(card_rules.AT_RISK, values).caption == "largest part: red or amber ratings $8.0M"
    assert made(card_rules.AT_RISK, {"benefits.at_risk": 0, "benefits.at_risk_share": 0}).caption == "no reason recorded"


def test_a_card_without_a_rule_has_no_status():
    values = {"cost.approved": 59.2 * M, "data.projects": 20}
    found = made(card_rules.APPROVED, values)
    assert (found.value, found.status, found.caption) == ("$59.2M", None, "over 20 projects")


@pytest.mark.parametrize(("variance", "caption"), [(-1.8 * M, "$1.8M over approved"), (2 * M, "$2.0M under approved")])
def test_a_cost_variance_is_said_in_words(variance, caption):
    assert made(card_rules.FORECAST_COST, {"cost.forecast": 60 * M, "cost.variance": variance}).caption == caption


@pytest.mark.parametrize(
    ("expected", "text"), [(9.0 * M, "High"), (7.6 * M, "High"), (7.4 * M, "Medium"), (4.6 * M, "Medium"), (4.4 * M, "Low"), (0, "Low")]
)
def test_confidence_is_the_nearest_word_of_the_scale(expected, text):
    # 0.9, 0.6 and 0.3 of the policy: the middles are 0.75 and 0.45 of the $10M to come
    values = {"benefits.expected": expected, "benefits.realized": 0, "benefits.to_come": 10 * M}
    assert made(card_rules.CONFIDENCE, values).value == text


def test_every_card_has_its_words():
    words = world(build.figures({})).language["card"]
    rooms = (card_rules, value_cards, steering_cards)
    rules = [value for room in rooms for value in vars(room).values() if isinstance(value, cards.Rule)]
    for rule in rules:
        assert {"label", "value", "help", "missing"} <= set(words[rule.key]), rule.key
    assert {rule.key for rule in rules} == set(words)


def test_without_a_forecast_the_approved_roi_stands_under_its_own_name():
    # calc.md: the ROI of the 2023 GMPP file is 1.5375 over 102 of 244 projects; 1 + 1.5375 = 2.54 back per 1 of cost.
    found = made(card_rules.ROI, {"roi.forecast": None, "roi.plan": 1.5375})
    assert (found.label, found.value, found.status) == ("Approved ROI", "154%", None)
    assert "2.54 per" in found.caption
    assert found.figures == ("roi.plan",)


def test_with_neither_a_forecast_nor_a_plan_the_roi_card_says_what_is_missing():
    found = made(card_rules.ROI, {"roi.forecast": None, "roi.plan": None})
    assert (found.label, found.status.word) == ("Forecast ROI", "No data")


def test_a_card_whose_rounded_numbers_do_not_add_up_says_so_in_its_help():
    # 54.76 − 36.84 = 17.92: shown as 54.8, 36.8 and 17.9, which is 0.1 off
    values = {"benefits.realized": 36.84 * M, "benefits.plan_to_date": 54.76 * M, "benefits.gap_to_date": -17.92 * M}
    shown = page("benefits", build.figures(values), load()).cards[0]
    assert shown.help.endswith(" Rounded figures may not sum.")
    even = {"benefits.realized": 36.8 * M, "benefits.plan_to_date": 54.8 * M, "benefits.gap_to_date": -18 * M}
    assert "Rounded" not in page("benefits", build.figures(even), load()).cards[0].help


def test_no_fault_at_all_is_said_in_words():
    values = {"evidence.no_owner.count": 0, "evidence.no_owner": 0, "benefits.forecast": 10 * M}
    shown = next(c for c in page("benefits", build.figures(values), load()).cards if c.key == "no_owner")
    assert (shown.value, shown.caption) == ("0", "every benefit has one")


def test_faults_of_benefits_without_an_amount_are_worth_no_zero():
    unknown = build.figure("evidence.no_owner", None, reason="no_forecast")
    found = made(card_rules.NO_OWNER, {"evidence.no_owner.count": 250}, extra=(unknown,))
    assert (found.value, found.caption) == ("250", "benefits without an amount")


def test_projects_in_says_what_is_counted_where_no_spend_is_known():
    known = {"data.projects": 9, "data.complete_projects": 0}
    assert (made(steering_cards.PROJECTS_IN, known).value, made(steering_cards.PROJECTS_IN, known).caption) == (
        "0 of 9",
        "with cost and benefit recorded",
    )


@pytest.mark.parametrize(("state", "caption"), [("draft", "warnings to accept or fix"), ("published", "warnings accepted with a note")])
def test_the_warnings_of_a_draft_wait_and_those_of_a_published_snapshot_were_accepted(state, caption):
    assert made(steering_cards.WARNINGS, {"data.warnings": 2}, state=state).caption == caption
