"""Ranges appear only with stated low and high cases, and stand where the cases put them."""

from __future__ import annotations

import pytest

from tests.figures.build import a_store
from value_model import figures


def portfolio(low=80, high=130, **more):
    return {
        "projects": [{"project_id": "P1", "name": "One", "programme": "Alpha"}],
        "costs": [
            {"project_id": "P1", "period": "2026-09", "stream": "actual", "amount": 50},
            {"project_id": "P1", "period": "2027-01", "stream": "forecast", "amount": 10, **more},
        ],
        "benefits": [{"benefit_id": "B1", "name": "b", "project_id": "P1"}],
        "benefit_values": [
            {"benefit_id": "B1", "period": "2026-09", "stream": "actual", "amount": 40},
            {"benefit_id": "B1", "period": "2027-01", "stream": "forecast", "amount": 100, "low": low, "high": high},
        ],
    }


def test_one_amount_has_its_own_cases_beside_what_is_certain():
    store, snapshot = a_store(portfolio())
    found = figures.compute(store, snapshot)
    # 40 realized, then 100 with 80 and 130 as P10 and P90.
    assert found.value("benefits.forecast.p10") == pytest.approx(120, rel=0.01)
    assert found.value("benefits.forecast.p50") == pytest.approx(140, rel=0.01)
    assert found.value("benefits.forecast.p90") == pytest.approx(170, rel=0.01)


def test_the_present_value_has_its_range_around_itself_and_a_chance():
    store, snapshot = a_store(portfolio(), discount_rate="0.1")
    found = figures.compute(store, snapshot)
    factor = 1.1 ** (-4 / 12)  # January 2027 is four months after the base month, September 2026
    whole = 40 - 50 + (100 - 10) * factor
    assert found.value("npv.forecast") == pytest.approx(whole)
    assert found.value("npv.forecast.p10") == pytest.approx(whole - 20 * factor, rel=0.01)
    assert found.value("npv.forecast.p90") == pytest.approx(whole + 30 * factor, rel=0.01)
    assert 0.9 < found.value("npv.forecast.chance_positive") <= 1


def test_without_cases_there_is_no_range():
    store, snapshot = a_store(portfolio(low=None, high=None))
    found = figures.compute(store, snapshot)
    for figure_id in ("benefits.forecast.p10", "benefits.forecast.p90", "npv.forecast.p50", "npv.forecast.chance_positive"):
        assert found[figure_id].reason == "no_model"


def test_a_range_says_how_many_of_the_amounts_to_come_have_cases():
    some = portfolio()
    some["benefits"].append({"benefit_id": "B2", "name": "c", "project_id": "P1"})
    some["benefit_values"].append({"benefit_id": "B2", "period": "2027-01", "stream": "forecast", "amount": 100})
    store, snapshot = a_store(some)
    found = figures.compute(store, snapshot)
    assert found["benefits.forecast.p10"].coverage == figures.Coverage(1, 2)
    assert found["npv.forecast.p90"].coverage == figures.Coverage(1, 3)  # two benefits, and the cost of the project


def test_cases_out_of_order_are_widened_to_the_amount():
    store, snapshot = a_store(portfolio(low=110, high=130))
    assert figures.compute(store, snapshot).value("benefits.forecast.p10") == pytest.approx(140, rel=0.01)


def test_programmes_move_together_so_their_range_is_wider():
    two = portfolio()
    two["benefits"].append({"benefit_id": "B2", "name": "c", "project_id": "P1"})
    two["benefit_values"].append({"benefit_id": "B2", "period": "2027-01", "stream": "forecast", "amount": 100, "low": 80, "high": 130})
    widths = []
    for correlation in ("0", "0.9"):
        store, snapshot = a_store(two, correlation=correlation)
        found = figures.compute(store, snapshot)
        widths.append(found.value("benefits.forecast.p90") - found.value("benefits.forecast.p10"))
    assert widths[0] < widths[1]


def test_an_objective_and_a_kind_have_the_range_of_their_part():
    parts = portfolio()
    parts["objectives"] = [{"objective_id": "O1", "name": "o"}, {"objective_id": "O2", "name": "p"}]
    parts["contributions"] = [{"project_id": "P1", "objective_id": key, "contribution": 1.0} for key in ("O1", "O2")]
    parts["benefits"][0]["kind"] = "revenue"
    store, snapshot = a_store(parts)
    found = figures.compute(store, snapshot, by=("objective", "kind"))
    # An objective holds half: 20 realized, then 50 with 40 and 65; the kind holds all: 40, then 100 with 80 and 130.
    assert found.value("benefits.forecast.p10", "objective:O1") == pytest.approx(60, rel=0.01)
    assert found.value("benefits.forecast.p90", "objective:O2") == pytest.approx(85, rel=0.01)
    assert found.value("benefits.forecast.p90", "kind:revenue") == pytest.approx(170, rel=0.01)


def test_a_range_names_its_correlation_and_the_seed_it_was_drawn_from():
    store, snapshot = a_store(portfolio(), correlation="0.4")
    first, again = (figures.compute(store, snapshot)["benefits.forecast.p10"] for _ in range(2))
    assert (first.value, first.inputs) == (again.value, again.inputs)
    named = {entry.id: entry.value for entry in first.inputs}
    assert named["correlation"] == 0.4
    assert any(name.startswith("draws, seed ") and draws >= 10_000 for name, draws in named.items())  # one large amount is drawn


def test_expected_benefits_have_the_range_that_confidence_gives():
    rated = portfolio(low=None, high=None)
    rated["benefits"][0]["confidence"] = 0.6
    rated["benefits"].append({"benefit_id": "B2", "name": "c", "project_id": "P1", "confidence": 0.9})
    rated["benefits"].append({"benefit_id": "B3", "name": "unrated", "project_id": "P1"})
    rated["benefit_values"] += [{"benefit_id": name, "period": "2027-01", "stream": "forecast", "amount": 200} for name in ("B2", "B3")]
    store, snapshot = a_store(rated, correlation="0")
    found = figures.compute(store, snapshot)
    # 40 realized; then 0, 100, 200 or 300 with 0.04, 0.06, 0.36 and 0.54: nothing or the smaller one alone in exactly a tenth of all cases.
    assert found.value("benefits.expected") == pytest.approx(40 + 60 + 180)
    assert [found.value(f"benefits.expected.{level}") for level in ("p10", "p50", "p90")] == [140, 340, 340]
    assert found["benefits.expected.p10"].coverage == figures.Coverage(2, 3)
    assert {one.id: one.value for one in found["benefits.expected.p10"].inputs} == {"benefits.expected": 280, "correlation": 0}
    assert found["benefits.forecast.p10"].reason == "no_model"  # confidence is no low and high case


def test_expected_benefits_have_no_range_without_confidence_or_without_any_to_come():
    store, snapshot = a_store(portfolio())
    assert figures.compute(store, snapshot)["benefits.expected.p50"].reason == "not_recorded"
    over = portfolio()
    over["benefit_values"].pop()
    store, snapshot = a_store(over)
    assert figures.compute(store, snapshot)["benefits.expected.p50"].reason == "no_model"


def test_a_part_of_a_benefit_arrives_as_the_whole_does():
    shared = portfolio(low=None, high=None)
    shared["projects"].append({"project_id": "P2", "name": "Two", "programme": "Beta"})
    shared["benefits"][0]["confidence"] = 0.5
    shared["benefit_shares"] = [{"benefit_id": "B1", "project_id": name, "share": share} for name, share in (("P1", 0.75), ("P2", 0.25))]
    store, snapshot = a_store(shared)
    found = figures.compute(store, snapshot)
    # A fourth of 40 realized and of 100 to come; the chance is even, so half of all cases have no more than what is realized.
    assert [found.value(f"benefits.expected.{level}", "project:P2") for level in ("p10", "p50", "p90")] == [10, 10, 35]
