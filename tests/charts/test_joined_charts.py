"""Results chain, spend ribbons and milestone strip: what they join, what they emphasize, and that no word is lost."""

from __future__ import annotations

from datetime import date

import pytest

from tests.charts.words import WORDS
from value_model.charts import chain, milestones, ribbons
from value_model.charts.boxes import apart, clipped
from value_model.charts.drawing import Drawing, Look
from value_model.charts.measuring import width
from value_model.charts.setup import render, render_svg

RESULTS = [
    chain.Result("Handler time", ("Claims automation",), "Claims settle alone", "Lower cost", 3.1e6),
    chain.Result("Postage <b>", ("Claims automation", "Portal"), None, None, 0.8e6, ("owner",)),
    chain.Result("Renewals", ("Portal",), "Customers renew online", "Grow revenue", None, ("owner", "measure")),
]
FLOWS = [ribbons.Flow("Run", "Lower cost", 6e6), ribbons.Flow("Run", "No objective", 2e6), ribbons.Flow("Grow", "Lower cost", 4e6)]
STRIP = [
    milestones.Milestone("All live", date(2026, 6, 30), date(2026, 12, 31), None, "Handler time", 3.1e6),
    milestones.Milestone("First live", date(2025, 6, 30), None, date(2025, 6, 30), None, None),
]


def chained(look: Look | None = None) -> Drawing:
    return chain.draw(RESULTS, title="Three benefits.", unit="$M", words=WORDS, look=look or Look())


def ribboned(look: Look | None = None) -> Drawing:
    ends = ["Lower cost", "No objective"]
    return ribbons.draw(
        FLOWS, ends, marked="No objective", title="$2.0M links to none.", subtitle="Spend.", words=WORDS, look=look or Look()
    )


def stripped(look: Look | None = None) -> Drawing:
    found = milestones.draw(STRIP, title="One is late.", subtitle="Days.", words=WORDS, look=look or Look())
    assert found is not None
    return found


def test_a_chain_names_what_is_missing_and_draws_its_box_open() -> None:
    svg = render_svg(chained(), width=1206)
    for words in ("Handler time", "$3.1M", "Postage &lt;b&gt;", "$0.8M · no owner", "no forecast · no owner · no measure", "No objective"):
        assert words in svg
    assert {box["Name"] for box in chained().data if box["Open"]} == {"Postage <b>", "Renewals", chain.NO_OBJECTIVE}


def test_a_benefit_without_a_change_is_linked_straight_to_its_project() -> None:
    drawing = chained()
    links = drawing.spec["layer"][1]["data"]["values"]
    # By hand: three steps for each benefit with a change; Postage has two projects and one objective, so 2 + 1.
    assert len(links) == 3 + 3 + 3


def test_the_benefits_that_the_title_speaks_of_come_before_the_largest() -> None:
    many = [chain.Result(f"Benefit {i}", ("One",), None, "One", float(i), ("owner",) if i == 1 else ()) for i in range(1, 41)]
    drawing = chain.draw(many, title="1 benefit has no owner.", unit="$M", words=WORDS, look=Look(), first="owner")
    assert {box["Name"] for box in drawing.data if box["Open"]} == {"Benefit 1"}  # the smallest of 40
    assert "those without an owner, then the largest" in drawing.subtitle


def test_a_chain_holds_no_more_than_25_boxes_and_says_so() -> None:
    many = [chain.Result(f"Benefit {i}", (f"Project {i}",), f"Change {i}", "One", float(i)) for i in range(1, 41)]
    drawing = chain.draw(many, title="Many.", unit="$M", words=WORDS, look=Look())
    # By hand: one objective, and three boxes for each benefit: 1 + 3 × 8 = 25.
    assert len(drawing.data) == 25
    assert "The 8 largest of 40 benefits." in drawing.subtitle
    assert len(drawing.table) == 40


def test_ribbons_keep_every_amount_and_lay_the_marked_one_on_top() -> None:
    drawing = ribboned()
    svg = render_svg(drawing, width=1206)
    for words in ("Run $8.0M", "Grow $4.0M", "Lower cost $10.0M", "No objective $2.0M"):  # by hand from the flows
        assert words in svg
    assert drawing.data[-1]["Flow"] == "Run → No objective"
    thick = {point["Flow"]: point["Bottom"] - point["Top"] for point in drawing.data}
    assert thick["Run → Lower cost"] == pytest.approx(3 * thick["Run → No objective"])


def test_a_milestone_is_marked_only_when_it_is_later_than_its_baseline() -> None:
    drawing = stripped()
    assert [(row["Milestone"], row["Late"]) for row in drawing.data] == [("First live", False), ("All live", True)]
    assert drawing.alt == "Strip of milestones. One is late. Later than baseline: All live, 31 Dec 2026."
    assert "no benefit named" in render_svg(drawing, width=1206)
    assert milestones.draw([milestones.Milestone("x", None, None, None)], title="", subtitle="", words=WORDS, look=Look()) is None


@pytest.mark.parametrize("look", [Look("dark"), Look(compact=True)])
def test_the_same_drawing_gives_the_same_bytes(look: Look) -> None:
    for draw in (chained, ribboned, stripped):
        assert render(draw(look), width=400, scale=1) == render(draw(look), width=400, scale=1)


def test_boxes_stay_in_order_and_apart() -> None:
    # By hand: both want 2, the end is 2, so the first moves up by one.
    assert apart({"a": 2.0, "b": 2.0}, 1.0, 2.0) == {"a": 1.0, "b": 2.0}


def test_words_are_cut_to_their_room() -> None:
    cut = clipped("L" * 200, 120)
    assert cut.endswith("…")
    assert width(cut, 13) <= 120
