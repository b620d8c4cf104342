"""What a month of delay loses, from the last month of each unfinished project, beside the metric asked month by month."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.build import a_store
from value_model import figures
from value_model.metrics.delay import cost_of_delay_of_profile

MONTHS = [f"2026-{month}" for month in (10, 11, 12)] + [f"2027-{month:02}" for month in range(1, 10)]


def of(*lines: list[int], **more: object) -> figures.FigureSet:
    """The figures of projects whose only benefits to come are these, by month from October 2026 on."""
    keys = [f"P{place}" for place in range(len(lines))]
    values = [
        {"benefit_id": f"B{key}", "period": month, "stream": "forecast", "amount": amount}
        for key, line in zip(keys, lines, strict=True)
        for month, amount in zip(MONTHS, line, strict=False)
    ]
    store, snapshot = a_store({
        "projects": [{"project_id": key, "name": key, **more} for key in keys],
        "benefits": [{"benefit_id": f"B{key}", "name": "b", "project_id": key} for key in keys],
        "benefit_values": values,
    })  # fmt: skip
    return figures.compute(store, snapshot, by=())


def test_the_last_month_of_each_project_is_lost():
    # By hand: 30 of the one, 7 of the other; its two months of 0 are no benefit that could be lost.
    found = of([10, 20, 30], [5, 7, 0, 0])
    assert found.value("delay.cost_per_month") == 37
    assert str(found["delay.cost_per_month"].coverage) == str(figures.Coverage(2, 2))


def test_a_finished_project_loses_nothing():
    assert of([10, 20], stage="closed")["delay.cost_per_month"].value is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(0, 900), min_size=1, max_size=6), min_size=1, max_size=3))
def test_it_is_what_the_metric_finds_lost(lines):
    ahead = [line[: max((place + 1 for place, amount in enumerate(line) if amount), default=0)] for line in lines]
    lost = [cost_of_delay_of_profile(line, 1).value for line in ahead if line]
    assert of(*lines).value("delay.cost_per_month") == (pytest.approx(sum(lost)) if lost else None)
