"""Parts and their total on a chart: where they do not add up as written, the chart says so, once."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from value_model.charts import dumbbell, ranked, ribbons, scurve, waterfall
from value_model.charts.drawing import Drawing, Look
from value_model.charts.dumbbell import Objective
from value_model.charts.ranked import Bar
from value_model.charts.ribbons import Flow
from value_model.charts.scurve import Point, Totals
from value_model.charts.waterfall import Step, Total
from value_model.exports.writers import words
from value_model.narrative import format as forms

DAYS = [date(2026, 6, 30), date(2026, 9, 30)]
NOTE = "Rounded figures may not sum."
HUNDREDTHS = st.integers(min_value=5, max_value=9_999)  # of a million: any second decimal, so that rounding falls every way


def noted(drawing: Drawing) -> bool:
    assert drawing.subtitle.count(NOTE) <= 1
    assert (NOTE in " ".join(drawing.spec["title"]["text"])) == (NOTE in drawing.subtitle)
    return NOTE in drawing.subtitle


def shown(hundredths: int) -> Decimal:
    """An amount in millions as a reader sees it: one decimal, half away from zero. By hand, not by our formatter."""
    return (Decimal(hundredths) / 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def apart(start: Total | None, moves: list[Step], end: Total) -> bool:
    writers = words("USD", [1e6])
    return writers.noted("s.", waterfall.sums(start, moves, end, writers)) == f"s. {NOTE}"


@given(st.lists(HUNDREDTHS, min_size=1, max_size=8))
def test_steps_of_a_bridge_add_up_as_written_or_it_says_so(parts: list[int]) -> None:
    moves = [Step(str(i), f"Step {i}", 10_000.0 * part) for i, part in enumerate(parts)]
    found = apart(None, moves, Total("Net change", 10_000.0 * sum(parts), "change"))
    assert found == (sum(shown(part) for part in parts) != shown(sum(parts)))


@given(plan=HUNDREDTHS, late=HUNDREDTHS, confirmed=st.fractions(min_value=0, max_value=1))
def test_a_waterfall_adds_its_steps_its_gap_and_the_parts_of_its_last_bar(plan: int, late: int, confirmed: Fraction) -> None:
    realized, part = plan + late, round(confirmed * (plan + late))
    last = Total("Realized", 10_000.0 * realized, "realized", 10_000.0 * part)
    found = apart(Total("Planned", 10_000.0 * plan, "plan"), [Step("a", "A", 10_000.0 * late)], last)
    parts = [shown(part), shown(realized - part)]
    limited = part and not all(parts) and part != realized  # "under $0.1M" is no amount to add
    differ = shown(plan) + shown(late) != shown(realized) or (not limited and part > 0 and sum(parts) != shown(realized))
    assert found == differ


def test_a_drawn_waterfall_says_so_in_the_picture() -> None:
    def drawn(*amounts: float) -> Drawing:
        moves = [Step(str(i), f"Step {i}", amount) for i, amount in enumerate(amounts)]
        total = Total("Net change", sum(amounts), "change")
        return waterfall.draw(None, moves, total, title="t", subtitle="s", words=words("USD", [1e6]), look=Look())

    assert noted(drawn(1_240_000.0, 1_240_000.0, 1_240_000.0))  # 3 × 1.2 = 3.6, shown as 3.7
    assert not noted(drawn(1_240_000.0, 1_160_000.0))  # 1.2 + 1.2 = 2.4


def test_the_sample_says_so_where_it_is_a_tenth_off() -> None:
    # By hand: 54.76 − 36.84 = 17.92 is shown as 54.8, 36.8 and 17.9.
    drawing = scurve.draw(
        [Point(day, plan=54.76e6, realized=36.84e6) for day in DAYS], Totals(realized=36.84e6, plan_to_date=54.76e6),
        as_of=DAYS[-1], title="t", words=words("USD", [1e7]), look=Look(),
    )  # fmt: skip
    assert noted(drawing)


@pytest.mark.parametrize(
    ("share", "weight", "apart"),
    [
        (0.17, 0.30, False),  # 17 − 30 = −13
        (0.174, 0.30, False),  # 17 − 30 = −13: −12.6 is shown as −13
        (0.174, 0.306, True),  # 17 − 31 = −14, and −13.2 is shown as −13
        (0.166, 0.304, True),  # 17 − 30 = −13, and −13.8 is shown as −14
    ],
)  # by hand
def test_a_gap_in_points_beside_its_two_shares(share: float, weight: float, apart: bool) -> None:
    to = forms.style("USD")
    drawing = dumbbell.draw(
        [Objective("O", 1, share, weight, 100 * (share - weight))], limit=10, title="t", subtitle="s",
        points=lambda gap: forms.points(gap, to, form="signed_short"), words=words("USD"), look=Look(),
    )  # fmt: skip
    assert noted(drawing) == apart


def test_ranked_bars_and_ribbons_say_so_too() -> None:
    writers = words("USD", [1e6])
    bars = [Bar(str(i), str(i), 1_240_000.0) for i in range(3)]  # 3 × 1.2 = 3.6, shown as 3.7
    assert noted(
        ranked.draw(bars, title="t", subtitle="s.", heading="Type", measure="Forecast", words=writers, look=Look(), total=3_720_000.0)
    )
    assert not noted(ranked.draw(bars, title="t", subtitle="s.", heading="Type", measure="Forecast", words=writers, look=Look()))
    flows = [Flow("Run", str(i), 1_240_000.0) for i in range(3)]
    assert noted(ribbons.draw(flows, ["0", "1", "2"], marked=None, title="t", subtitle="s.", words=writers, look=Look()))
    assert not re.search(NOTE, ribbons.draw(flows[:1], ["0"], marked=None, title="t", subtitle="s.", words=writers, look=Look()).subtitle)


def test_a_label_that_would_round_to_nothing_shows_its_amount_in_a_unit_of_its_own() -> None:
    label = words("USD", [-7_100_000.0, -41_000.0]).variance
    assert [label(-7_100_000), label(-41_000), label(640), label(0)] == ["−\u2060$7.1M", "−\u2060$41k", "+$640", "$0"]
