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
    """Figure sets of the last two reviews, after the three last workbooks were loaded and published."""
    from value_model import figures as room
    from value_model import ingest
    from value_model.store import open_store

    store = open_store(f"{tmp_path_factory.mktemp('sample')}/value.duckdb")
    found = {}
    for path in sorted(SAMPLE.glob("*.xlsx"))[-3:]:
        snapshot, _ = store.save_draft("Sample", ingest.run([path]), as_of=date.fromisoformat(path.stem))
        store.publish(snapshot.id, by="PMO lead", note="sample", accept_warnings=True)
        found[path.stem] = room.compute(store, snapshot.id, by=("project", "objective"))
    yield found
    store.close()


def _case(row: dict[str, str]) -> str:
    return f"{row['as_of']}-{row['id']}@{row['scope']}"


@pytest.mark.parametrize("row", EXPECTED, ids=_case)
def test_a_figure_of_the_sample_is_what_the_workbooks_add_up_to(row: dict[str, str], figures):
    figure = figures[row["as_of"]].get(row["id"], row["scope"])
    assert figure is not None, "the set does not hold it"
    assert figure.unit == row["unit"]
    if not row["value"]:
        assert figure.value is None
        return
    expected = float(row["value"])
    tolerance = 0.005 if row["unit"] == "money" else max(1e-9, abs(expected) * 1e-9)
    assert figure.value == pytest.approx(expected, rel=0, abs=tolerance), row["arithmetic"]


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
