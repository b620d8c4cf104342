"""Movers and forecast history: order, emphasis, words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.charts.words import WORDS
from value_model.charts import history, movers
from value_model.charts.drawing import Drawing, Look
from value_model.charts.history import Line
from value_model.charts.movers import Mover
from value_model.charts.setup import render, render_svg

MOVERS = [Mover("Claims automation", 14.2e6, 10.7e6), Mover("Pricing engine", 12.5e6, 13.1e6), Mover("Unmoved", 5e6, 5e6)]
REVIEWS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
LINES = [Line("Claims automation", (18.6e6, 14.2e6, 10.7e6), (18.6e6,) * 3), Line("New one", (None, 2e6, 1.5e6), (None, 2e6, 2e6))]


def slope(look: Look | None = None) -> Drawing:
    return movers.draw(
        MOVERS, then="30 Jun 2026", now="30 Sep 2026", title="One project moved most.", unit="$M", words=WORDS, look=look or Look()
    )


def lines(look: Look | None = None) -> Drawing:
    return history.draw(LINES, REVIEWS, title="Cut in a row.", words=WORDS, look=look or Look(), of=20)


def test_movers_are_named_with_their_change_and_the_unmoved_left_out() -> None:
    svg = render_svg(slope(), width=1206)
    assert "Claims automation −$3.5M" in svg
    assert "Pricing engine +$0.6M" in svg
    assert "Unmoved" not in svg
    assert [row["Project"] for row in slope().table] == ["Claims automation", "Pricing engine"]


def test_only_the_largest_cut_is_emphasized() -> None:
    assert {record["Project"]: record["Kind"] for record in slope().data} == {"Claims automation": "worst", "Pricing engine": "gain"}


def test_history_is_a_part_of_what_was_approved_then() -> None:
    # By hand: 10.7 of 18.6 is 58 %, 1.5 of 2.0 is 75 %.
    svg = render_svg(lines(), width=1206)
    assert "58%" in svg
    assert "75%" in svg
    assert lines().table[1]["31 Mar 2026, %"] is None
    assert LINES[0].fall == pytest.approx(7.9e6)


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(compact=True), Look(k=1.6)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    for draw in (slope, lines):
        assert render(draw(look), width=500, scale=1) == render(draw(look), width=500, scale=1)
