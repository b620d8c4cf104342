"""The S-curve: marks, labels that do not collide, the same bytes every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from value_model.charts import labels, scurve
from value_model.charts.drawing import Drawing, Look, Words
from value_model.charts.packing import packed
from value_model.charts.scurve import Point, Totals
from value_model.charts.setup import render, render_svg
from value_model.figures.curve import Curve
from value_model.narrative.page_words import say

WORDS = Words(
    money=lambda v: f"${v / 1e6:.1f}M",
    variance=lambda v: f"{'−' if v < 0 else '+'}${abs(v) / 1e6:.1f}M",
    percent=lambda v: f"{v:.0%}",
    exact=lambda v: f"{v:.2%}",
    day=lambda d: f"{d.day} {d:%b %Y}",
    symbol="$",
    say=say,
    sums=lambda total, parts: True,
)
AS_OF = date(2026, 9, 30)
POINTS = [
    Point(date(2026, 3, 31), plan=40e6, realized=25e6),
    Point(date(2026, 6, 30), plan=52e6, realized=33e6),
    Point(AS_OF, plan=64e6, realized=43.6e6, forecast=43.6e6, low=43.6e6, high=43.6e6),
    Point(date(2027, 12, 31), plan=118.4e6, forecast=97.6e6, low=86.1e6, high=108.9e6),
]
TOTALS = Totals(118.4e6, 97.6e6, 43.6e6, 64e6, 86.1e6, 108.9e6)


def drawn(totals: Totals = TOTALS, look: Look | None = None, points: list[Point] = POINTS) -> Drawing:
    return scurve.draw(points, totals, as_of=AS_OF, title="Forecast benefits are $20.8M short.", words=WORDS, look=look or Look())


def test_labels_state_the_figures_and_the_gaps() -> None:
    svg = render_svg(drawn())
    # By hand: 97.6 - 118.4 = -20.8 and 43.6 - 64.0 = -20.4.
    for words in (
        "Plan $118.4M",
        "Forecast $97.6M",
        "80% range $86.1M–$108.9M",
        "−$20.8M vs plan",
        "Realized $43.6M",
        "−$20.4M vs plan to date",
    ):
        assert words in svg
    assert "As of 30 Sep 2026" in svg


def test_words_and_their_halo_in_one_layer_are_drawn_the_same():
    whole = drawn()
    short = replace(whole, spec=packed(whole.spec))
    assert len(short.spec["layer"]) < len(whole.spec["layer"]) and len(short.text) < len(json.dumps(whole.spec))
    unnamed = [re.sub(r' class="[^"]*"', "", render_svg(one)) for one in (whole, short)]  # a class names the layer
    assert unnamed[0] == unnamed[1]


def test_a_phone_gets_a_key_below_and_no_label_beside() -> None:
    svg = render_svg(drawn(look=Look(compact=True)), width=358)
    assert "Realized $43.6M, −$20.4M vs plan to date" in svg
    assert "As of" not in svg


def test_a_key_wider_than_a_phone_goes_on_below() -> None:
    long = replace(WORDS, money=lambda v: f"{v:,.0f} US dollars", variance=lambda v: f"{v:+,.0f} US dollars")
    look = Look(compact=True)
    drawing = scurve.draw(POINTS, TOTALS, as_of=AS_OF, title="Short.", words=long, look=look)
    svg = render_svg(drawing, width=358)
    assert ">Realized 43,600,000 US dollars,<" in svg
    assert ">-20,400,000 US dollars vs plan to date<" in svg
    assert ">Realized $43.6M, −$20.4M vs plan to date<" in render_svg(drawn(look=look), width=358)  # what fits stays in one row


def test_without_a_range_there_is_no_band_and_it_is_said() -> None:
    bare = [Point(p.on, p.plan, p.realized, p.forecast) for p in POINTS]
    drawing = drawn(Totals(118.4e6, 97.6e6, 43.6e6, 64e6), points=bare)
    assert "no range given" in drawing.subtitle
    assert "80% range" not in render_svg(drawing)


def test_without_actuals_the_plan_is_drawn_alone() -> None:
    drawing = drawn(Totals(plan=118.4e6), points=[Point(p.on, p.plan) for p in POINTS])
    svg = render_svg(drawing)
    assert "Plan $118.4M" in svg
    assert "Realized $" not in svg
    assert drawing.subtitle.endswith("Gray = plan; no forecast or actual given")
    assert list(drawing.table[0]) == ["To", "Plan, $"]


def test_without_a_forecast_the_subtitle_names_none() -> None:
    drawing = drawn(Totals(plan=118.4e6, realized=43.6e6), points=[Point(p.on, p.plan, p.realized) for p in POINTS])
    assert "dashed" not in drawing.subtitle
    assert "no forecast given" in drawing.subtitle


def test_alt_text_is_type_message_and_values() -> None:
    assert drawn().alt == (
        "Line chart of cumulative benefits. Forecast benefits are $20.8M short. "
        "Values: plan $118.4M, forecast $97.6M, realized to date $43.6M, plan to date $64.0M."
    )


def test_the_spec_carries_no_main_data_and_the_first_layer_uses_it() -> None:
    drawing = drawn()
    assert "data" not in drawing.spec
    assert "data" not in drawing.spec["layer"][0]
    assert set(drawing.data[0]) == {"Year", "Plan", "Realized", "Forecast", "Low", "High"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_same_drawing_gives_the_same_bytes(theme: str) -> None:
    assert render(drawn(look=Look(theme)), scale=1) == render(drawn(look=Look(theme)), scale=1)


def test_sizes_grow_with_the_scale() -> None:
    assert drawn(look=Look(k=1.6)).spec["config"]["axis"]["labelFontSize"] == pytest.approx(13 * 1.6)


def test_the_table_on_the_page_has_at_most_twenty_rows_and_the_file_all() -> None:
    long = [Point(date(year, month, 28), plan=1e6 * year) for year in range(2010, 2060) for month in (3, 6, 9, 12)]
    drawing = drawn(Totals(plan=1e6), points=long)
    assert (len(drawing.brief), len(drawing.table)) == (20, 200)


amounts = st.floats(min_value=0, max_value=120e6)


@given(plan=amounts, forecast=amounts, low=amounts, high=amounts)
def test_end_labels_never_touch_and_stay_beside_the_plot(plan: float, forecast: float, low: float, high: float) -> None:
    scale = labels.Scale(0, 125e6, 190)
    totals = Totals(plan=plan, forecast=forecast, low=low, high=high)
    blocks = labels.ends(totals, {"plan": plan, "forecast": forecast}, WORDS, Look())
    centers = sorted(scale.px(r["at"]) + r["dy"] for r in labels.stack(blocks, scale))
    assert all(b - a >= labels.LINE - 1e-6 for a, b in pairwise(centers))
    assert centers[0] >= -1e-6 - labels.LINE / 2
    assert centers[-1] <= scale.height + labels.LINE


def test_the_range_is_drawn_in_from_where_realized_ends() -> None:
    ends = (date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31))
    curve = Curve("portfolio", ends[0], ends, (40.0, 60.0, 80.0), (None,) * 3, (30.0, None, None), (30.0, 50.0, 70.0))
    points = scurve.points_of(curve, Totals(plan=80, forecast=70, realized=30, low=60, high=74))
    # By hand: the low case is 30 + (60 - 30) / (70 - 30) of the way, so 45 when the forecast is 50; the high case 52.
    assert [(p.low, p.high) for p in points] == [(30, 30), (45, 52), (60, 74)]


def test_a_forecast_outside_its_own_range_is_said() -> None:
    assert "The forecast lies above its range" in drawn(replace(TOTALS, low=80e6, high=95e6)).subtitle
    assert "The forecast lies below its range" in drawn(replace(TOTALS, low=98e6, high=110e6)).subtitle
    assert "its range" not in drawn().subtitle
    assert "its range" not in drawn(replace(TOTALS, high=97.59e6)).subtitle  # $97.6M like the forecast


def test_amounts_without_dates_are_said_to_be_in_the_labels_only() -> None:
    assert "without dates" in drawn(Totals(plan=200e6, forecast=97.6e6)).subtitle
    assert "without dates" not in drawn().subtitle


def test_the_label_of_the_last_actual_goes_right_of_it_where_the_labels_at_the_end_stand_higher() -> None:
    # By hand: of 36 months drawn 9 are to come, a quarter, too few for the words within the plot; the dot stands well below the ends.
    late = [
        Point(date(2024, 9, 30), plan=0.0, realized=0.0),
        Point(date(2026, 6, 30), plan=33e6, realized=30e6),
        Point(AS_OF, plan=38e6, realized=36e6, forecast=36e6),
        Point(date(2027, 6, 30), plan=57e6, forecast=54e6),
    ]
    totals = Totals(57e6, 54e6, 36e6, 38e6)
    svg = render_svg(drawn(totals, points=late), width=760)
    assert re.search(r'<text[^>]*text-anchor="start"[^>]*>Realized \$36.0M<', svg)
    high = [late[0], late[1], Point(AS_OF, plan=56e6, realized=53e6, forecast=53e6), late[3]]
    svg = render_svg(drawn(Totals(57e6, 54e6, 53e6, 56e6), points=high), width=760)
    assert re.search(r'<text[^>]*text-anchor="end"[^>]*>Realized \$53.0M<', svg)
