"""The catalogue is the table of figures.md, and says of every figure what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.figures.build import a_store
from tests.figures.test_by_hand import TABLES
from value_model import figures
from value_model.figures import ANYWHERE, CATALOGUE, definition, undefined
from value_model.figures.definition import KINDS
from value_model.narrative import language

SHARED = Path(__file__).resolve().parents[3] / "shared"
UNITS = {"money", "fraction", "points", "ratio", "count", "days", "months", "date", "score"}


def test_ids_are_unique():
    assert len({entry.id for entry in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_each_figure_has_unit_formula_source_and_scopes(entry):
    assert entry.unit in UNITS
    assert entry.good in {"up", "down", "none"}
    assert entry.formula
    assert entry.source
    assert entry.scopes
    assert entry.scopes <= set(KINDS)
    elsewhere = entry.id.startswith("choice.")  # the choices room has the solver and answers these
    assert bool(entry.make) + bool(entry.make_keyed) == (0 if elsewhere else 1)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_a_reader_understands_source_and_undefined_cases(entry):
    assert not re.search(r"calc\.md|group [a-z]+|metrics \d|design|see Method", entry.source), entry.source
    words = language.load().tables["reasons"]
    assert set(undefined(entry)) <= set(words), "each reason has words"


@pytest.mark.skipif(not (SHARED / "figures.md").exists(), reason="the shared pages are not beside the checkout")
def test_every_id_of_the_page_is_in_the_catalogue():
    text = (SHARED / "figures.md").read_text(encoding="utf-8")
    table = text[text.index("| id | definition | unit |") : text.index("A count named in a sentence")]
    found: list[str] = []
    for line in table.splitlines()[2:]:
        first = line.split(" | ")[0]
        for name in re.findall(r"`([^`]+)`", first):
            if name.startswith("."):  # `npv.forecast.p10` `.p50`: of the last whole id
                whole = next(f for f in reversed(found) if "." in f)
                found.append(whole.rsplit(".", 1)[0] + name)
            elif "." in name:
                found.append(name)
    assert [name for name in found if definition(name) is None] == []


def test_a_pattern_is_found_by_an_id_that_follows_it():
    assert definition("gap.by_reason:adoption").id == "gap.by_reason:REASON"
    assert definition("nothing") is None


def test_a_figure_without_a_value_says_why_in_one_of_its_declared_ways():
    bare = {"projects": [{"project_id": "P1", "name": "One"}]}
    totals = {
        "projects": [{"project_id": "P1", "name": "One", "budget": 5, "planned_benefit": 9, "forecast_benefit": 3, "cost_to_date": 2}]
    }
    for tables in ({}, bare, totals, TABLES):
        store, snapshot = a_store(tables, discount_rate="")
        for figure in figures.compute(store, snapshot, by=("project",)):
            entry = definition(figure.id)
            assert entry is not None
            assert figure.reason in (None, *ANYWHERE, *undefined(entry)), (figure.id, figure.reason)
        store.close()
