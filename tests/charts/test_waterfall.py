"""The waterfall: bars that meet, words that state the figures, small reasons folded, the same bytes every time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.words import WORDS
from value_model.charts import steps, waterfall
from value_model.charts.drawing import Drawing, Look
from value_model.charts.setup import render, render_svg
from value_model.charts.waterfall import Step, Total

PLAN = Total("Planned to date", 64.0e6, "plan")
REALIZED = Total("Realized to date", 43.6e6, "realized", 31.2e6)
MOVES = [
    Step("late start", "Late starts", -9.4e6),
    Step("adoption", "Adoption gaps", -6.8e6),
    Step("scope", "Scope changes", -5.2e6),
    Step("stopped", "Stopped projects", -2.1e6),
    Step("gains", "Unplanned gains", 3.1e6),
]


def drawn(look: Look | None = None, moves: list[Step] = MOVES, end: Total = REALIZED) -> Drawing:
    return waterfall.draw(PLAN, moves, end, title="Late starts make up $9.4M.", subtitle="Benefits, $M.", words=WORDS, look=look or Look())


def test_words_state_the_totals_the_steps_and_the_gap() -> None:
    svg = render_svg(drawn(), width=1206)
    # By hand: 43.6 - 64.0 = -20.4, which is 32 % of 64.0; 43.6 - 31.2 = 12.4 is reported only.
    for words in ("$64.0M", "−$9.4M", "−$6.8M", "+$3.1M", "$43.6M", "Gap −$20.4M", "32% of plan", "Reported only", "$12.4M", "$31.2M"):
        assert words in svg


def test_each_bar_begins_where_the_one_before_ended() -> None:
    records = steps.bars(PLAN, MOVES, REALIZED)
    for one, other in pairwise(records[:6]):
        assert other["From"] == pytest.approx(one["To"])
    assert records[-1]["To"] == pytest.approx(43.6e6)


def test_only_the_largest_loss_is_the_one_emphasis() -> None:
    kinds = [record["Kind"] for record in steps.bars(PLAN, MOVES, REALIZED)]
    assert kinds == ["plan", "worst", "cut", "cut", "cut", "gain", "confirmed", "reported"]


def test_small_reasons_are_drawn_as_one_and_stay_apart_in_the_table() -> None:
    # By hand: 3 % of the 20.4 that moves is 0.612; 0.2 and 0.3 are under it.
    moves = [Step("a", "Late starts", -19.9e6), Step("b", "Price changes", -0.2e6), Step("c", "No reason recorded", -0.3e6)]
    drawing = drawn(moves=moves)
    assert [record["Step"] for record in drawing.data] == [
        "Planned to date",
        "Late starts",
        "Smaller reasons",
        "Realized to date",
        "Realized to date",
    ]
    assert [row["Step"] for row in drawing.table] == [
        "Planned to date",
        "Late starts",
        "Price changes",
        "No reason recorded",
        "Realized to date",
    ]


def test_steps_of_zero_are_dropped() -> None:
    assert [s.key for s in steps.folded([Step("a", "A", 0.0), Step("b", "B", -1.0)], "Other")] == ["b"]


def test_a_bridge_starts_at_zero_and_ends_in_the_net_change() -> None:
    moves = [Step("added", "New projects", 2.2e6), Step("amount", "Forecasts raised or cut", -4.9e6)]
    drawing = waterfall.draw(
        None, moves, Total("Net change", -2.7e6, "change"), title="t", subtitle="s", words=WORDS, look=Look(), width=590
    )
    assert [(r["From"], r["To"]) for r in drawing.data] == [(0, 2.2e6), (2.2e6, pytest.approx(-2.7e6)), (0, -2.7e6)]
    assert "−$2.7M" in render_svg(drawing, width=590)


def test_a_phone_gets_it_lying_with_every_name_on_one_line() -> None:
    svg = render_svg(drawn(Look(compact=True)), width=358)
    assert "Planned to date" in svg
    assert "Gap −$20.4M" in svg


def test_value_above_plan_has_no_bracket_and_a_favorable_gap() -> None:
    drawing = drawn(moves=[Step("gains", "Unplanned gains", 6.0e6)], end=Total("Realized to date", 70.0e6, "realized", 70.0e6))
    assert "Gap +$6.0M" in render_svg(drawing, width=1206)


def test_alt_text_is_type_message_and_values() -> None:
    assert drawn().alt == (
        "Waterfall chart. Late starts make up $9.4M. "
        "Values: Planned to date $64.0M, Late starts −$9.4M, Adoption gaps −$6.8M, Realized to date $43.6M."
    )


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(compact=True), Look(k=1.6)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    assert render(drawn(look), width=600, scale=1) == render(drawn(look), width=600, scale=1)
    assert "data" not in drawn(look).spec


@given(st.lists(st.floats(min_value=-1e9, max_value=1e9), min_size=1, max_size=8))
def test_every_bar_stands_inside_the_domain(amounts: list[float]) -> None:
    moves = [Step(str(i), f"Step {i}", amount) for i, amount in enumerate(amounts)]
    records = steps.bars(PLAN, moves, Total("End", 64.0e6 + sum(amounts), "realized", 0.0))
    low, high = steps.domain(records, 34, 26, 250)
    assert low <= 0 <= high
    assert all(low <= record[side] <= high for record in records for side in ("From", "To"))
