"""A portfolio of billions is added up like one of thousands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from value_model import figures
from value_model.contract import Import, Row, SourceFile
from value_model.store import open_store

FIRST = date(2026, 1, 1)


def test_billions_shared_over_objectives_and_projects_fit_the_sums() -> None:
    # By hand: 900,000,000,000.25 of benefits in all; project A holds 1/3 of it and gives 0.3 of 0.5 (60 %) to objective O1.
    records = {
        "projects": [Row("projects", {"project_id": p, "name": p, "budget": Decimal("400000000000.10")}) for p in ("A", "B")],
        "benefits": [Row("benefits", {"benefit_id": "X", "name": "X", "project_id": "A:0.33333333; B:0.66666667"})],
        "benefit_shares": [
            Row("benefit_shares", {"benefit_id": "X", "project_id": "A", "share": Decimal("0.33333333")}),
            Row("benefit_shares", {"benefit_id": "X", "project_id": "B", "share": Decimal("0.66666667")}),
        ],
        "benefit_values": [
            Row("benefit_values", {"benefit_id": "X", "period": FIRST, "stream": "plan", "amount": Decimal("900000000000.25")}),
        ],
        "objectives": [Row("objectives", {"objective_id": o, "name": o, "priority": 1.0}) for o in ("O1", "O2")],
        "contributions": [
            Row("contributions", {"project_id": "A", "objective_id": "O1", "contribution": 0.3}),
            Row("contributions", {"project_id": "A", "objective_id": "O2", "contribution": 0.2}),
        ],
    }
    store = open_store(":memory:")
    imported = Import(files=[SourceFile("a", "a", 1)], records=records, settings={"reporting_currency": "USD"})
    draft, _ = store.save_draft("Large", imported, as_of=date(2026, 6, 30))
    found = figures.compute(store, draft.id, by=("project", "objective"))
    assert found.value("benefits.plan") == pytest.approx(900_000_000_000.25, abs=0.01)
    assert found.value("benefits.plan", "project:A") == pytest.approx(900_000_000_000.25 * 0.33333333, abs=0.01)
    assert found.value("cost.approved", "objective:O1") == pytest.approx(400_000_000_000.10 * 0.6, abs=0.01)
