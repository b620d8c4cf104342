"""Benefits by quarter: amounts, differences, the window around the as-of date."""

from __future__ import annotations

from datetime import date

from tests.charts.words import WORDS
from value_model.charts import quarters
from value_model.charts.drawing import Drawing, Look
from value_model.charts.quarters import Quarter
from value_model.charts.setup import render, render_svg
from value_model.figures.curve import Curve
from value_model.figures.quarters import of_curve

AS_OF = date(2026, 9, 30)
QUARTERS = [
    Quarter(date(2026, 6, 30), "Q2 26", 12e6, 8e6),
    Quarter(AS_OF, "Q3 26", 12e6, 10.6e6),
    Quarter(date(2026, 12, 31), "Q4 26", 13e6, None, 11e6),
]


def drawn(found: list[Quarter] = QUARTERS, look: Look | None = None) -> Drawing:
    return quarters.draw(found, as_of=AS_OF, title="Benefits.", unit="$M", words=WORDS, look=look or Look())


def test_amounts_and_differences_are_written() -> None:
    svg = render_svg(drawn(), width=1206)
    # By hand: 8 - 12, 10.6 - 12 and 11 - 13.
    for words in ("$8.0M", "$10.6M", "$11.0M", "−$4.0M", "−$1.4M", "−$2.0M"):
        assert words in svg


def test_the_window_is_around_the_as_of_date_and_the_table_holds_all() -> None:
    many = [Quarter(date(2020 + i // 4, i % 4 * 3 + 3, 28), f"Q{i % 4 + 1} {20 + i // 4}", 1e6, 1e6) for i in range(44)]
    assert len(drawn(many).data) == 12
    assert drawn(many).data[6]["Quarter"] == "Q3 26"  # the seventh and last of those that ended
    assert len(drawn(many, Look(compact=True)).data) == 5
    assert len(drawn(many).table) == 44
    assert "12 of 44 quarters" in drawn(many).subtitle


def test_what_is_not_recorded_is_neither_drawn_nor_zero() -> None:
    drawing = drawn([Quarter(AS_OF, "Q3 26", 5e6)])
    assert drawing.data[0]["Realized"] is None
    assert "$0.0M" not in render_svg(drawing)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert render(drawn(), scale=1) == render(drawn(), scale=1)


def test_a_quarter_cut_by_the_as_of_date_is_one_quarter() -> None:
    ends = (date(2026, 6, 30), date(2026, 8, 31), date(2026, 9, 30), date(2026, 12, 31))
    curve = Curve("portfolio", ends[1], ends, (0.0, 20.0, 30.0, 60.0), (None,) * 4, (0.0, 15.0, None, None), (None, 15.0, 22.0, 50.0))
    found = of_curve(curve)
    # By hand: the third quarter plans 20 + 10, realized 15 by August and is forecast to bring 7 more.
    assert [(q.quarter, q.plan, q.realized, q.forecast) for q in found] == [(3, 30.0, 15.0, 7.0), (4, 30.0, None, 28.0)]
