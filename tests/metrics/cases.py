"""Worked cases of a metric: a call, and the value, the reason or the refusal it must give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from value_model.errors import MetricInputError
from value_model.measure import Measure

Call = Callable[[], Measure]
Detail = dict[str, Any]


def check_values(cases: list[tuple[Call, float | str, Detail]], place: int) -> None:
    call, value, detail = cases[place]
    measure = call()
    assert measure.reason is None
    assert measure.value == (value if isinstance(value, str) else pytest.approx(value, rel=1e-12, abs=1e-12))
    check_detail(measure, detail)


def check_reasons(cases: list[tuple[Call, str, Detail]], place: int) -> None:
    call, reason, detail = cases[place]
    measure = call()
    assert (measure.value, measure.reason) == (None, reason)
    check_detail(measure, detail)


def check_refusals(cases: list[tuple[Call, str]], place: int) -> None:
    call, name = cases[place]
    with pytest.raises(MetricInputError) as refusal:
        call()
    assert name in str(refusal.value)


def check_detail(measure: Measure, detail: Detail) -> None:
    for name, wanted in detail.items():
        got = measure.detail[name]
        assert got == _near(wanted), f"{name} is {got}, not {wanted}"


def _near(wanted: Any) -> Any:
    if isinstance(wanted, bool) or wanted is None or isinstance(wanted, str):
        return wanted
    if isinstance(wanted, float | int):
        return pytest.approx(wanted, rel=1e-12, abs=1e-12)
    if isinstance(wanted, dict):
        return {name: _near(inner) for name, inner in wanted.items()}
    return [_near(inner) for inner in wanted]


def both(cases: list[Any]) -> Any:
    """Parametrize a test over the places of `cases`."""
    return pytest.mark.parametrize("place", range(len(cases)))
