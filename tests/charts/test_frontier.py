"""The frontier: the step line, both mixes with their words, the gap, the same bytes every time."""

from __future__ import annotations

import pytest

from value_model.charts import frontier
from value_model.charts.drawing import Drawing, Look, Words
from value_model.charts.frontier import Best, Measured, Spot
from value_model.charts.setup import render, render_svg
from value_model.narrative.page_words import say

WORDS = Words(
    money=lambda v: f"${v / 1e6:.1f}M", variance=lambda v: f"{v / 1e6:+.1f}M", percent=lambda v: f"{v:.0%}",
    exact=lambda v: f"{v:.2%}", day=str, symbol="$", say=say, sums=lambda total, parts: True,
)  # fmt: skip
BENEFITS = Measured("benefits to come", WORDS.money, lambda v: f"+${v / 1e6:.1f}M", "$")
POINTS = [Best(3e6, 6e6, 6e6), Best(6e6, 20e6, 20e6), Best(9e6, 28e6, 28.7e6), Best(12e6, 30e6, 30e6)]
TODAY, CHOSEN = Spot(9e6, 24e6), Spot(5.8e6, 20e6)


def drawn(points: list[Best] = POINTS, today: Spot | None = TODAY, chosen: Spot | None = CHOSEN, look: Look | None = None) -> Drawing:
    return frontier.draw(
        points, today=today, chosen=chosen, budget=6e6, best_now=28e6, title="In this scenario, the best mix holds $20.0M.",
        measure=BENEFITS, words=WORDS, look=look or Look(),
    )  # fmt: skip


def test_both_mixes_the_budget_and_the_gap_are_named() -> None:
    svg = render_svg(drawn())
    # By hand: 28.0 - 24.0 = 4.0
    for words in ("Today $24.0M", "+$4.0M at best for the same cost", "This mix $20.0M", "Budget $6.0M"):
        assert words in svg


def test_no_gain_is_claimed_where_todays_mix_holds_as_much_or_more() -> None:
    assert "at best" not in render_svg(drawn(today=Spot(9e6, 28e6)))
    assert "at best" not in render_svg(drawn(today=Spot(9e6, 29e6)))


def test_the_subtitle_states_what_is_proved() -> None:
    # By hand: (28.7 - 28.0) / 28.7 = 2.44 %
    assert "proved to within 2.44%" in drawn().subtitle
    assert "proved best" in drawn([Best(3e6, 6e6, 6e6), Best(6e6, 20e6, 20e6)]).subtitle


def test_a_phone_gets_its_words_below() -> None:
    svg = render_svg(drawn(look=Look(compact=True)), width=358)
    assert "Today $24.0M, +$4.0M at best for the same cost" in svg
    assert "Budget $6.0M" not in svg


def test_the_table_has_the_bound_beside_every_best() -> None:
    assert drawn().table[2] == {"Cost to come, $": 9e6, "Best benefits to come, $": 28e6, "No mix exceeds, $": 28.7e6}


def test_alt_text_is_type_message_and_values() -> None:
    assert drawn().alt == (
        "Step line chart of the best benefits to come for each budget. In this scenario, the best mix holds $20.0M. "
        "Values: Today $24.0M for $9.0M, This mix $20.0M for $5.8M."
    )


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(k=1.6), Look(compact=True)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    assert render(drawn(look=look), scale=1) == render(drawn(look=look), scale=1)


@pytest.mark.parametrize("spot", [Spot(0.0, 0.0), Spot(12e6, 30e6), Spot(0.0, 30e6), Spot(12e6, -5e6)])
def test_a_mix_at_any_edge_is_drawn(spot: Spot) -> None:
    assert "This mix" in render_svg(drawn(chosen=spot))
    assert render_svg(drawn(points=[], today=None, chosen=None))
