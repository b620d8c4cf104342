"""The quadrant: who is where, names that never touch, what is drawn at the edge."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.words import WORDS
from value_model.charts import quadrant
from value_model.charts.drawing import Drawing, Look
from value_model.charts.placement import Box, Dot, place
from value_model.charts.quadrant import Cuts, Project
from value_model.charts.setup import render, render_svg

CUTS = Cuts(0.95, 0.90)
PROJECTS = [
    Project("project:1", "Claims automation", 0.96, 10.8e6, 18.6e6),
    Project("project:2", "Data platform", 0.99, 4.1e6, 10.0e6),
    Project("project:3", "Customer portal", 0.62, 17.2e6, 14.2e6),
    Project("project:4", "ERP consolidation", 0.71, 8.3e6, 10.0e6),
    Project("project:5", "Pricing engine", 1.03, 11.8e6, 10.0e6),
]


def drawn(look: Look | None = None, projects: list[Project] = PROJECTS) -> Drawing:
    return quadrant.draw(projects, CUTS, title="2 on-time projects miss value.", words=WORDS, look=look or Look())


def test_each_corner_counts_its_projects_and_their_approved_benefits() -> None:
    svg = render_svg(drawn(), width=1206)
    # By hand: 18.6 + 10.0 are on time and under 90 %; 14.2 late and whole; 10.0 late and short; 10.0 on time and whole.
    for words in (
        "On time, value missing · 2 projects, $28.6M",
        "Late, worth finishing · 1 project, $14.2M",
        "Rethink or stop · 1 project, $10.0M",
        "Delivering value · 1 project, $10.0M",
    ):
        assert words in svg


def test_a_project_on_the_line_is_on_time_and_on_track() -> None:
    on_the_line = Project("project:9", "On the line", 0.95, 9.0e6, 10.0e6)
    assert drawn(projects=[on_the_line]).table[0]["Part"] == "Delivering value"


def test_only_on_time_projects_without_their_value_are_emphasized() -> None:
    kinds = {record["Project"]: record["Kind"] for record in drawn().data}
    assert [name for name, kind in kinds.items() if kind == "short"] == ["Claims automation", "Data platform"]


def test_value_far_beyond_the_plan_is_drawn_at_the_edge_and_said() -> None:
    drawing = drawn(projects=[*PROJECTS, Project("project:6", "Windfall", 1.0, 50.0e6, 10.0e6)])
    assert "Over 200% is drawn at the edge." in drawing.subtitle
    assert max(record["Shown"] for record in drawing.data) == 200
    assert next(row for row in drawing.table if row["Project"] == "Windfall")["Forecast, % of approved"] == 500


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(compact=True), Look(k=1.6)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    assert render(drawn(look), width=600, scale=1) == render(drawn(look), width=600, scale=1)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 60))
def test_names_that_may_be_left_out_never_touch_another_name(seed: int, count: int) -> None:
    dice = random.Random(seed)
    dots = [
        Dot(dice.uniform(0, 1150), dice.uniform(0, 340), dice.uniform(4, 24), f"Project {dice.randint(1, 99)} renewal")
        for _ in range(count)
    ]
    boxes = [spot.box for spot in place(dots, Box(0, 0, 1150, 340)).values()]
    assert all(one.overlap(other) <= 0.5 for i, one in enumerate(boxes) for other in boxes[i + 1 :])
    assert all(box.left >= -0.1 and box.right <= 1150.1 for box in boxes)


def test_a_forecast_below_zero_takes_no_room_from_the_others() -> None:
    lost = Project("project:9", "Lost", 0.8, -13e6, 10e6)
    found = drawn(projects=[*PROJECTS, lost])
    assert found.subtitle.endswith("Below 0% is drawn at 0%.")
    assert "Below" not in drawn().subtitle
    assert ">−100%<" not in render_svg(found, width=1206)
