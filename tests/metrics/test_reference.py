"""The worked vectors of the reference, and the example in every docstring."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

import pytest

from value_model import metrics
from value_model.cli import calc

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors.jsonl"


def vectors() -> list[dict[str, Any]]:
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()] if VECTORS.exists() else []


def asked(vector: dict[str, Any]) -> bytes:
    line = vector.get("raw") or json.dumps({name: vector[name] for name in ("id", "metric", "inputs")})
    return line.encode()


def near(got: Any, wanted: Any, rel: float) -> bool:
    if isinstance(wanted, dict):
        return all(near(got.get(name), inner, rel) for name, inner in wanted.items())
    if isinstance(wanted, list):
        return len(got) == len(wanted) and all(near(g, w, rel) for g, w in zip(got, wanted, strict=True))
    if isinstance(wanted, float | int) and not isinstance(wanted, bool):
        return bool(got == pytest.approx(wanted, rel=rel, abs=1e-9))
    return bool(got == wanted)


@pytest.mark.skipif(not VECTORS.exists(), reason="the worked vectors are not beside this checkout")
@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: ascii(vector["id"]))
def test_a_worked_vector_is_answered_as_printed(vector: dict[str, Any]) -> None:
    (line,) = calc.answers([asked(vector)])
    answer, expect = json.loads(line), vector["expect"]
    assert (answer["reason"], answer["unit"]) == (expect["reason"], expect.get("unit", answer["unit"]))
    assert near(answer["value"], expect["value"], vector.get("rtol", 1e-6))
    assert near(answer["detail"], expect["detail"], vector.get("rtol", 1e-6))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(metrics.__path__)])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"value_model.metrics.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", [name for name in metrics.__all__ if name.islower()])
def test_every_metric_tells_its_formula_its_undefined_cases_and_its_refusals(name: str) -> None:
    told = getattr(metrics, name).__doc__
    assert "Return" in told
    assert "ndefined as" in told or "Always defined" in told or "As `" in told or "as `" in told
    assert "Raises" in told or "As `" in told or "as `" in told
