"""Bubbles, ranked bars and evidence bars: what they state, what is emphasized, what is missing."""

from __future__ import annotations

import re

import pytest

from tests.charts.words import WORDS
from value_model.charts import bubble, evidence, ranked
from value_model.charts.bubble import Investment
from value_model.charts.drawing import Drawing, Look
from value_model.charts.evidence import Capability
from value_model.charts.ranked import Bar
from value_model.charts.setup import render, render_svg

PROJECTS = [
    Investment("project:1", "ERP consolidation", 8.4e6, 5.9e6, 12e6),
    Investment("project:2", "Customer portal", 2.1e6, 15.5e6, 5e6),
    Investment("project:3", "Cyber resilience", 0.0, 1.5e6),
]
SHARES = [Capability("Trace spend", 0.58, 0.51), Capability("Hear stakeholders", None)]


def bubbles(look: Look | None = None) -> Drawing:
    return bubble.draw(
        PROJECTS,
        title="One does not pay back.",
        subtitle="3 projects.",
        axes=("Cost to come", "Benefits to come"),
        words=WORDS,
        look=look or Look(),
    )


def bars(look: Look | None = None, count: int = 3) -> Drawing:
    found = [Bar(str(i), f"Project {i}", 1e6 * (i - 1)) for i in range(count)]
    return ranked.draw(
        found,
        title="Net.",
        subtitle="Net benefit.",
        heading="Project",
        measure="Net benefit",
        words=WORDS,
        look=look or Look(),
        signed=True,
    )


def shares(look: Look | None = None) -> Drawing:
    return evidence.draw(SHARES, title="Evidence.", subtitle="Share.", words=WORDS, points=lambda v: f"{v:+.0f} pts", look=look or Look())


def test_only_what_costs_more_than_it_brings_is_emphasized() -> None:
    kinds = {record["Project"]: record["Kind"] for record in bubbles().data}
    assert [name for name, kind in kinds.items() if kind == "under"] == ["ERP consolidation"]
    # By hand: 5.9 - 8.4.
    assert bubbles().table[0]["Net, $"] == pytest.approx(-2.5e6)


def test_the_line_of_paying_back_is_named() -> None:
    svg = render_svg(bubbles(), width=1206)
    assert "pays back" in svg
    assert "Customer portal" in svg


def test_bars_are_ranked_and_signed() -> None:
    assert [record["Name"] for record in bars().data] == ["Project 2", "Project 1", "Project 0"]
    svg = render_svg(bars(), width=1206)
    assert "+$1.0M" in svg
    assert "−$1.0M" in svg


def test_more_bars_than_fit_show_both_ends_and_say_so() -> None:
    drawing = bars(count=60)
    assert len(drawing.data) == 20
    assert drawing.data[-1]["Name"] == "Project 0"
    assert "20 of 60" in drawing.subtitle
    assert len(drawing.table) == 60


def test_a_bar_in_front_of_its_plan_names_both() -> None:
    drawing = ranked.draw(
        [Bar("k", "Revenue", 41.9e6, 43.5e6)], title="t", subtitle="s", heading="Type", measure="Forecast", words=WORDS, look=Look()
    )
    assert "$41.9M of $43.5M" in render_svg(drawing, width=1206)


def test_a_capability_without_evidence_says_so_and_is_not_zero() -> None:
    svg = render_svg(shares(), width=1206)
    assert "No evidence in the data" in svg
    assert "58%" in svg
    assert "+7 pts" in svg  # by hand: 58 - 51
    assert shares().data[1]["Evidence"] is None


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look(compact=True), Look(k=1.6)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    for draw in (bubbles, bars, shares):
        assert render(draw(look), width=500, scale=1) == render(draw(look), width=500, scale=1)


def test_on_a_phone_the_line_of_zero_leaves_the_names_alone() -> None:
    svg = render_svg(bars(Look(compact=True)), width=360)
    lines = zero_lines(svg)
    names = [float(at) for at in re.findall(r"translate\(0,([\d.]+)\)[^>]*>Project \d<", svg)]
    assert len(lines) == 3 and len(names) >= 3
    assert [at for at in names for top, bottom in lines if top < at + 3 and bottom > at - 10] == []  # 14 px text on its line
    assert len(zero_lines(render_svg(bars(), width=1206))) == 1


def zero_lines(svg: str) -> list[tuple[float, float]]:
    """Top and bottom of every upright line of a drawing."""
    found = re.findall(r'<line transform="translate\([\d.]+,([\d.]+)\)" x2="0" y2="(-?[\d.]+)"', svg)
    return [tuple(sorted((float(at), float(at) + float(to)))) for at, to in found]  # type: ignore[misc]
