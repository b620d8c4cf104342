"""The panel behind a number shows what went into it, not the whole it was taken from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pages.components import inputs
from value_model import figures, ingest
from value_model.store import open_store

GMPP = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"


@pytest.mark.skipif(not GMPP.exists(), reason="the shared real files are not beside this checkout")
def test_a_return_shows_the_sums_over_the_projects_that_report_both():
    # SOURCES.md of the file: over the 102 projects cost is 264,639.00m and benefits 671,530.31m; in all 471,818.00m and 729,446.31m.
    store, as_of = open_store(":memory:"), date(2023, 3, 31)
    draft, _ = store.save_draft("GMPP", ingest.run([GMPP], as_of=as_of), as_of=as_of)
    found = figures.compute(store, draft.id)
    assert inputs.in_words(found["roi.plan"], found) == "benefits.plan £671.5B (102 items); cost.approved £264.6B (102 items)"
