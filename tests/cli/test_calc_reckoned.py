"""Every metric of the calc command against a second reckoning, written from the reference alone, at the edges of its inputs."""

from __future__ import annotations

import json
from decimal import Decimal, Overflow
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.reckoned import benefits, discounting, fit, money, office, work
from tests.cli.reckoned.cases import DRAWN
from tests.cli.reckoned.plain import OutOfRange, Refused
from value_model.cli import calc
from value_model.cli.calculation.catalogue import METRICS

ROOMS = (discounting, money, benefits, work, fit, office)
ROOTS = {"irr", "xirr"}  # counted by Sturm's theorem in tests/metrics


def reckon(metric: str, inputs: dict[str, Any]) -> Any:
    return next(getattr(room, metric) for room in ROOMS if hasattr(room, metric))(inputs)


def written(value: Any) -> str:
    """Return JSON with every decimal as its digits."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def near(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: near(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [near(inner) for inner in value]
    if value is None or isinstance(value, bool | str):
        return value
    return pytest.approx(float(value), rel=1e-9, abs=1e-12)


def check(metric: str, inputs: dict[str, Any]) -> None:
    (line,) = calc.answers([f'{{"metric": "{metric}", "inputs": {written(inputs)}}}'.encode()])
    answer = json.loads(line)
    try:
        value, reason, detail = reckon(metric, inputs)
    except Overflow:  # beyond any decimal, so beyond a float
        assert answer["reason"] == "overflow", written(inputs)
        return
    except Refused:
        assert (answer["reason"], list(answer["detail"])) == ("invalid_input", ["message"]), written(inputs)
        return
    except OutOfRange:
        assert (answer["reason"], answer["value"]) == ("rate_out_of_range", None), written(inputs)
        return
    if answer["reason"] == "overflow":
        assert value is None or abs(value) > Decimal("1.7e308")
        return
    assert (answer["value"], answer["reason"]) == (near(value), reason), written(inputs)
    assert answer["detail"] == near(detail), written(inputs)


def test_every_metric_is_reckoned_a_second_time() -> None:
    assert set(DRAWN) == set(METRICS) - ROOTS


@pytest.mark.parametrize("metric", sorted(DRAWN))
@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_command_says_what_the_reference_says(metric: str, random: Random) -> None:
    check(metric, DRAWN[metric](random))
