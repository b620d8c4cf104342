"""Delivery beside value: the words in the corners count in the unit of the message above them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tests.narrative import build
from value_model import narrative, policy
from value_model.charts.drawing import Look
from value_model.charts.setup import render_svg
from value_model.exports.risk_charts import delivery_beside_value
from value_model.exports.source import Source

LARGE, SMALL = 2_109.2e6, 31e6


def drawn(missing: float) -> str:
    """The message and the picture of one large project on time and one small one that is late; `missing` of the large one is short."""
    values: dict[str, Any] = {
        "delivery.index@project:P1": 1.0, "benefits.plan@project:P1": LARGE, "benefits.forecast@project:P1": LARGE - missing,
        "delivery.index@project:P2": 0.5, "benefits.plan@project:P2": SMALL, "benefits.forecast@project:P2": SMALL,
        "delivery.on_time_value_missing": missing, "delivery.on_time_value_missing.approved": LARGE,
        "delivery.on_time_value_missing.count": 1, "benefits.plan": LARGE + SMALL, "benefits.forecast": LARGE + SMALL - missing,
    }  # fmt: skip
    found = build.figures(values, names={"project:P1": "Large", "project:P2": "Small"})
    title = narrative.page("risk", found, policy.load()).chart_titles["quadrant"]
    rules = policy.load()
    source = Source(cast(Any, None), cast(Any, None), found, Look(), lambda name: float(rules[name]), said=title)
    drawing = delivery_beside_value(source, title.text)
    assert drawing is not None
    return f"{title.text} {render_svg(drawing, width=1206)}"


@pytest.mark.parametrize(
    ("missing", "wanted", "unwanted"),
    [
        # By hand: of $2,109.2M a quarter is $527.3M, so the message is in billions; $31M is less than the least that one decimal shows.
        (LARGE / 4, ("$0.5B of the $2.1B approved", "1 project, $2.1B", "1 project, under $0.1B"), ("$2,109.2M", "$31.0M")),
    ],
)
def test_the_corners_count_in_the_unit_of_the_message(missing: float, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    shown = drawn(missing)
    assert [words for words in wanted if words not in shown] == []
    assert [words for words in unwanted if words in shown] == []
