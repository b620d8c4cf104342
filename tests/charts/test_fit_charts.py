"""The dumbbell and the grid: what they state, the one emphasis, rows in the order given."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.charts.words import WORDS
from value_model.charts import dumbbell, grid
from value_model.charts.drawing import Drawing, Look
from value_model.charts.dumbbell import Objective
from value_model.charts.measuring import width
from value_model.charts.setup import render, render_svg

ROWS = [
    Objective("Grow digital revenue", 1, 0.17, 0.30, -13.0, 29.4e6),
    Objective("Reduce cost to serve", 2, 0.24, 0.25, -1.0, 41.5e6),
    Objective("Protect customers and data", 3, 0.14, 0.20, -6.0, 24.2e6),
    Objective("Modernize core systems", 5, 0.33, 0.10, 23.0, 57.1e6),
]
CELLS = [grid.Row("Claims automation", 0.3, {"o1": 0.2, "o2": 0.1}), grid.Row("Portal <b>", 0.05, {"o2": 0.05})]


def drawn(look: Look | None = None) -> Drawing:
    return dumbbell.draw(
        ROWS, limit=10.0, title="Top priority is short.", subtitle="Share of spend.", points=lambda gap: f"{gap:+.0f} pts", words=WORDS,
        look=look or Look(),
    )  # fmt: skip


def gridded(look: Look | None = None) -> Drawing:
    return grid.draw(
        CELLS, {"o1": "Grow digital revenue", "o2": "Reduce cost to serve"}, {"o1": 0.2, "o2": 0.15}, title="Most goes to one.", subtitle="Share.",
        words=WORDS, percent=lambda share: f"{100 * share:.1f}%", look=look or Look(),
    )  # fmt: skip


@pytest.mark.parametrize("look", [Look(), Look(compact=True)])
def test_both_shares_and_the_gap_are_written(look: Look) -> None:
    svg = render_svg(drawn(look), width=358 if look.compact else 1206)
    for words in ("1 Grow digital revenue", "17%", "30%", "-13 pts", "+23 pts", "5 Modernize core systems"):
        assert words in svg


def test_a_gap_has_a_word_and_its_money() -> None:
    svg = render_svg(drawn(), width=1206)
    # By hand: 13 and 6 points are at least half of the limit of 10, 1 is not.
    assert svg.count(">below weight<") == 2 * 2  # each text over its halo
    assert svg.count(">in line<") == 2
    assert "$57.1M" in svg


def test_alt_text_names_the_widest_gaps() -> None:
    assert drawn().alt.startswith("Dot chart. Top priority is short. Largest gaps: Modernize core systems: 33% of spend")


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(compact=True), Look(k=1.6)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    for draw in (drawn, gridded):
        assert render(draw(look), width=500, scale=1) == render(draw(look), width=500, scale=1)


def test_each_cell_has_its_share_and_each_edge_its_total() -> None:
    svg = render_svg(gridded(), width=1206)
    for words in ("20.0%", "10.0%", "30.0%", "15.0%", "Portal &lt;b&gt;"):
        assert words in svg
    assert [record["Step"] for record in gridded().data] == [4, 2, 1]


def test_an_empty_cell_is_missing_in_the_table_and_not_zero() -> None:
    assert gridded().table[1]["Grow digital revenue, %"] is None


def test_names_are_cut_at_28_letters_and_columns_keep_apart_in_any_language() -> None:
    rows = [Objective("Strengthen risk and compliance", 1, 0.2, 0.4, -20.0, 10e6)]  # 30 letters, by hand
    wordy = replace(
        WORDS, say=lambda key, /, **slots: "weit unter dem Gewicht der Ziele" if key == "drawn.below_weight" else WORDS.say(key, **slots)
    )
    for words in (WORDS, wordy):
        drawing = dumbbell.draw(rows, limit=10, title="T", subtitle="S", points=lambda gap: f"{gap:+.0f} pts", words=words, look=Look())
        svg = render_svg(drawing, width=1206)
        assert "1 Strengthen risk and…" in svg
        judged = words.say("drawn.below_weight")
        left, right = (_across(svg, text) for text in (judged, WORDS.money(10e6)))
        assert left + width(judged, 14) < right - width(WORDS.money(10e6), 14)


def _across(svg: str, text: str) -> float:
    """Where a text of a picture is anchored, from the left."""
    return float(re.findall(rf"translate\(([-\d.]+),[^>]*>{re.escape(text)}<", svg)[-1])
