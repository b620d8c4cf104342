"""The sample through the import: no error, and no warning but the two it means to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from value_model.ingest import run

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_review_imports_without_error(path: Path):
    found = run([path])
    assert [finding.sentence() for finding in found.findings if finding.severity == "error"] == []
    assert {finding.code for finding in found.findings if finding.severity == "warning"} == {"double-claim", "spend-without-objective"}
    assert found.settings["as_of"] == path.stem
