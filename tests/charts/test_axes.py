"""Axes: round steps, a domain that holds every value, money labels that read well."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
import vl_convert as vlc
from hypothesis import given
from hypothesis import strategies as st

from value_model.charts.axes import marks, money_domain, money_label, step, year_of, year_ticks
from value_model.narrative.page_words import say


@pytest.mark.parametrize(("span", "wanted"), [(118.4, 25), (100, 20), (7, 2), (0.9, 0.2), (0, 1), (671.5e9, 2e11)])
def test_steps_are_round(span: float, wanted: float) -> None:
    # By hand: the smallest of 1, 2, 2.5, 5 times a power of ten that covers the span in five steps.
    assert step(span) == pytest.approx(wanted)


def test_the_domain_of_the_mock_ends_on_a_grid_line() -> None:
    low, high, ticks = money_domain([118.4e6, 97.6e6, None])
    assert (low, high) == (0, 125e6)
    assert ticks == [0, 25e6, 50e6, 75e6, 100e6, 125e6]


@given(st.lists(st.integers(min_value=-(10**15), max_value=10**15).map(lambda cents: cents / 100), min_size=1, max_size=6))
def test_the_domain_holds_every_value_and_zero(values: list[float]) -> None:
    low, high, ticks = money_domain(values)
    assert low <= min(0, *values, 0)
    assert high >= max(0, *values, 0)
    assert 2 <= len(ticks) <= 8


def test_nothing_known_still_gives_an_axis() -> None:
    assert money_domain([None, None])[2]


@pytest.mark.parametrize(
    ("code", "written"),
    [("en-US", ("−$5M", "$0", "$2.5M", "$25M")), ("de-DE", ("−5 Mio. $", "0 $", "2,5 Mio. $", "25 Mio. $"))],
)  # as the Duden and the Chicago Manual write amounts
def test_labels_are_written_as_sentences_write_money(code: str, written: tuple[str, ...]) -> None:
    spec = {
        "data": {"values": [{"v": 0}]}, "mark": "point",
        "encoding": {"y": {"field": "v", "type": "quantitative", "scale": {"domain": [-5e6, 25e6]},
                           "axis": {"values": [-5e6, 0, 2.5e6, 25e6], "labelExpr": money_label("$", 25e6, partial(say, words=code))}}},
    }  # fmt: skip
    svg = vlc.vegalite_to_svg(spec)
    shown = svg.replace("\u2060", "").replace("\u00a0", " ")
    assert [word for word in written if f">{word}<" not in shown] == []


def test_a_quarter_end_stands_at_its_part_of_the_year() -> None:
    assert year_of(date(2026, 9, 30)) == pytest.approx(2026.75)
    assert year_of(date(2026, 12, 31)) == pytest.approx(2027)


def test_years_are_thinned_on_long_spans() -> None:
    assert year_ticks(2024.0, 2028.9) == [2024, 2025, 2026, 2027, 2028]
    assert year_ticks(2000.2, 2040.0, most=5) == [2001, 2009, 2017, 2025, 2033]


@pytest.mark.parametrize(
    ("top", "count", "ends"),
    [
        (36.2, 200, ("0.0", "0.2", "36.2")),
        (36.25, 200, ("0.0", "0.2", "36.4")),
        (48.1, 200, ("0.00", "0.25", "48.25")),
        (0.0, 200, ("0", "1", "1")),
    ],
)
def test_marks_are_round_steps_that_reach_the_top(top, count, ends):
    # By hand: 36.2 ÷ 200 is 0.181, so steps of 0.2; 48.1 ÷ 200 is 0.2405, so 0.25.
    found = marks(top, count)
    assert (found[0], found[1], found[-1]) == ends
    assert len(found) <= count + 1
