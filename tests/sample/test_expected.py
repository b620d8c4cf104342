"""The figures of the sample's last two reviews against `expected.csv`, through the front door.

The expected values were worked out by scripts/check_sample_by_hand.py, which reads the workbooks with
openpyxl, adds with Decimal and shares no code with the model. Each row says in words what was added.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
NEEDED = {"value_model.ingest": "run", "value_model.store": "open_store", "value_model.figures": "compute"}
_ABSENT = [f"{module}.{name}" for module, name in NEEDED.items() if not hasattr(importlib.import_module(module), name)]
pytestmark = pytest.mark.skipif(bool(_ABSENT), reason=f"not built yet: {', '.join(_ABSENT)}")

with (SAMPLE / "expected.csv").open(encoding="utf-8", newline="") as _file:
    EXPECTED = list(csv.DictReader(_file))
REVIEWS = sorted({row["as_of"] for row in EXPECTED})


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """Figure sets of the last two reviews, after all eight workbooks were loaded and published."""
    from value_model import figures as room
    from value_model import ingest
    from value_model.store import open_store

    store = open_store(f"{tmp_path_factory.mktemp('sample')}/value.duckdb")
    found = {}
    for path in sorted(SAMPLE.glob("*.xlsx")):
        snapshot, _ = store.save_draft("Sample", ingest.run([path]), as_of=date.fromisoformat(path.stem))
        store.publish(snapshot.id, by="PMO lead", note="sample", accept_warnings=True)
        if path.stem in REVIEWS:
            found[path.stem] = room.compute(store, snapshot.id, by=("project", "objective", "measure"))
    yield found
    store.close()


def _wrong(row: dict[str, str], figures: dict[str, object]) -> str | None:
    """What is wrong with one figure, in words; None if nothing is."""
    figure = figures[row["as_of"]].get(row["id"], row["scope"])  # type: ignore[attr-defined]
    if figure is None:
        return None if row["id"].startswith("choice.") else "is not in the set"
    if figure.unit != row["unit"]:
        return f"has unit {figure.unit}, not {row['unit']}"
    if not row["value"]:
        return None if figure.value is None else f"is {figure.value}, not undefined: {row['arithmetic']}"
    if figure.value is None:
        return f"is undefined ({figure.reason}), not {row['value']}: {row['arithmetic']}"
    expected = float(row["value"])
    slack = 0.005 if row["unit"] == "money" else max(1e-9, abs(expected) * 1e-9)
    return None if abs(float(figure.value) - expected) <= slack else f"is {figure.value}, not {expected}: {row['arithmetic']}"


def test_only_the_figures_of_choosing_a_mix_come_from_elsewhere(figures):
    held = {figure.id for one in figures.values() for figure in one}
    assert {row["id"] for row in EXPECTED if row["id"] not in held} <= {"choice.mandatory_share", "choice.open"}


GROUPS = sorted({(row["as_of"], row["id"].split(".")[0], row["scope"].split(":")[0]) for row in EXPECTED})


@pytest.mark.parametrize(("review", "group", "kind"), GROUPS, ids=["-".join(group) for group in GROUPS])
def test_figures_are_what_the_workbooks_add_up_to(review: str, group: str, kind: str, figures):
    rows = [row for row in EXPECTED if (row["as_of"], row["id"].split(".")[0], row["scope"].split(":")[0]) == (review, group, kind)]
    wrong = {f"{row['id']}@{row['scope']}": problem for row in rows if (problem := _wrong(row, figures))}
    assert not wrong, "\n".join(f"{name} {problem}" for name, problem in wrong.items())


def test_the_last_two_reviews_are_covered():
    assert REVIEWS == ["2026-06-30", "2026-09-30"]
    groups = {row["id"].split(".")[0] for row in EXPECTED}
    assert groups >= {
        "cost",
        "benefits",
        "realization",
        "gap",
        "evidence",
        "roi",
        "npv",
        "bcr",
        "payback",
        "fit",
        "delivery",
        "change",
        "data",
    }
