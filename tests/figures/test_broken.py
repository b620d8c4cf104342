"""A draft with holes and nonsense still answers every figure: a value or a reason, never a crash."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.figures.build import AS_OF, a_store
from value_model import figures
from value_model.contract import SHEETS, Field

BY = ("project", "objective", "kind", "programme", "unit", "stage", "measure")


def value(field: Field):
    """Anything the import may hand over for a field, and often nothing."""
    known = {
        "money": st.sampled_from([Decimal(0), Decimal("-5.5"), Decimal(10**9)]),
        "fraction": st.sampled_from([0.0, 0.5, 1.0, 7.0, -1.0]),
        "number": st.sampled_from([0.0, -3.0, 2.5]),
        "integer": st.sampled_from([0, 3, -1]),
        "flag": st.booleans(),
        "date": st.sampled_from([AS_OF, AS_OF.replace(year=2020), AS_OF.replace(year=2031)]),
        "period": st.sampled_from(["2026-01", "2026-09", "2027-03"]),
        "choice": st.sampled_from(field.choices or ("x",)),
        "currency": st.sampled_from(["USD", "EUR"]),
    }
    key = field.name.endswith("_id") or field.name in ("criterion", "left", "right")
    words = st.sampled_from(["P1", "P2"]) if key else st.sampled_from(["a", "b; c", ""])
    return known.get(field.kind, words) if key or field.name == "name" else st.none() | known.get(field.kind, words)


@st.composite
def anything(draw):
    tables = {}
    for table in SHEETS:
        if table.name != "settings":
            count = draw(st.integers(0, 3))
            tables[table.name] = [{field.name: draw(value(field)) for field in table.fields} for _ in range(count)]
    for name, keys in (("projects", "P1 P2"), ("benefits", "P1 P2"), ("objectives", "P1 P2"), ("measures", "P1 P2")):
        field = {"projects": "project_id", "benefits": "benefit_id", "objectives": "objective_id", "measures": "measure_id"}[name]
        tables[name] = [{**row, field: key} for row, key in zip(tables[name], keys.split(), strict=False)]
    return tables


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(anything())
def test_every_figure_has_a_value_or_a_reason(tables):
    store, snapshot = a_store(tables)
    for figure in figures.compute(store, snapshot, by=BY):
        assert (figure.value is None) == (figure.reason is not None), figure
    for ref in ("cost.forecast", "benefits.forecast", "benefits.at_risk"):
        trace = figures.trace(store, snapshot, ref)
        if trace.figure.value is not None:
            assert float(trace.total) == pytest.approx(trace.figure.value, abs=1e-6)


def test_a_risk_without_probability_is_left_out_of_the_exposure():
    risks = [
        {"risk_id": "R1", "project_id": "P1", "title": "a", "impact": 10},
        {"risk_id": "R2", "project_id": "P1", "title": "b", "impact": 10, "probability": 0.5},
    ]
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One"}], "risks": risks})
    assert figures.compute(store, snapshot).value("risk.exposure") == 5


def test_a_weight_that_no_formula_takes_is_said_and_stops_nothing():
    criteria = [{"criterion": "c", "weight": -1.0}]
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One"}], "criteria": criteria,
                               "scores": [{"project_id": "P1", "criterion": "c", "score": 1.0}]})  # fmt: skip
    assert figures.compute(store, snapshot).get("fit.score", "project:P1").reason == "invalid_input"


def test_a_cost_that_names_no_stream_is_part_of_none():
    costs = [{"project_id": "P1", "period": "2026-01", "amount": Decimal(10)}]
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One", "forecast_cost": Decimal(30)}], "costs": costs})
    trace = figures.trace(store, snapshot, "cost.forecast")
    assert (trace.figure.value, trace.total) == (30, 30)
