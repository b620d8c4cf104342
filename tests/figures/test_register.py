"""The register of benefits."""

from __future__ import annotations

from tests.portfolios import AS_OF, portfolio
from value_model.figures.register import register
from value_model.store import open_store


def test_benefits_stand_in_the_order_of_the_source():
    imported = portfolio(30)
    with open_store(":memory:") as store:
        draft, _ = store.save_draft("Random", imported, as_of=AS_OF)
        listed = [benefit.benefit_id for benefit in register(store, draft.id)]
    assert listed == [row.values["benefit_id"] for row in imported.records["benefits"] if row.values["kind"] != "non-financial"]
