"""Two benefits that claim the same saving are counted once, and the ledger says what was left out."""

from __future__ import annotations

import pytest

from tests.figures.build import a_store, joined, plan_and_actual
from value_model import figures


@pytest.fixture(scope="module")
def found():
    tables = joined(plan_and_actual("P1", 100, 300), plan_and_actual("P2", 100, 500), plan_and_actual("P3", 100, 40))
    for benefit in tables["benefits"][:2]:
        benefit["overlap_group"] = "same invoices"
    store, snapshot = a_store(tables)
    return figures.compute(store, snapshot, by=("project",))


def test_the_largest_claim_stays(found):
    assert found.value("benefits.plan") == 540  # 500 + 40
    assert found.value("evidence.overlap") == 300
    assert found.value("evidence.overlap.count") == 2  # projects that claim


def test_the_profile_counts_it_once_too(found):
    benefits = next(one.value for one in found["npv.plan"].inputs if one.id == "benefits.plan")
    assert benefits == 540


def test_a_project_alone_holds_its_own_claim(found):
    assert found.value("benefits.plan", "project:P1") == 300
    assert found.value("evidence.overlap", "project:P1") == 0


def test_projects_less_the_overlap_are_the_portfolio(found):
    parts = sum(found.value("benefits.plan", scope) for scope in found.scopes("project"))
    assert parts - found.value("evidence.overlap") == found.value("benefits.plan")


def test_a_benefit_of_which_a_project_holds_no_part_hides_none_that_it_holds():
    tables = joined(plan_and_actual("P1", 100, 300), plan_and_actual("P2", 100, 500))
    for benefit in tables["benefits"]:
        benefit["overlap_group"] = "same invoices"
    whole = [{"benefit_id": one["benefit_id"], "project_id": one["project_id"], "share": 1} for one in tables["benefits"]]
    tables["benefit_shares"] = [*whole, whole[1] | {"project_id": "P1", "share": 0}]
    store, snapshot = a_store(tables)
    found = figures.compute(store, snapshot, by=("project",))
    assert found.value("benefits.plan", "project:P1") == 300
