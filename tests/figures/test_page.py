"""figures.md, line by line: every id at every scope the page gives it, in its unit, with a value or a reason, and its pair beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.figures.build import a_store
from tests.figures.test_by_hand import TABLES
from value_model import figures
from value_model.figures import ANYWHERE, definition, undefined

PAGE = Path(__file__).resolve().parents[3] / "shared" / "figures.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the shared pages are not beside the checkout")
KINDS = ("project", "programme", "unit", "objective", "stage", "kind")
UNITS = ("money", "fraction", "points", "ratio", "count", "days", "months", "date", "score")

# Where an id is stated, as its line says or as its meaning allows; the first rule that fits decides.
BENEFITS = "benefits. realization. gap. evidence. forecast.back_loaded change.benefits"
COSTS = "cost. roi. npv. bcr. irr. mirr. payback. switching. delivery.index delivery.cpi delivery.spi data.projects"
ONE_OFFICE = "pmo. choice. asks. data.errors data.warnings fit.objectives_without_benefits"
RULES = (
    ("forecast.cuts_in_row", {"project"}),
    ("outcome.attainment_to_date", set()),  # of one measure
    ("outcome.attainment", {"objective"}),
    ("outcome.on_target", {"objective"}),
    ("evidence.unallocated", {"objective", "kind"}),  # given to no project, so to nothing that is made of projects
    ("fit.share fit.weight fit.gap fit.rank fit.benefits", {"objective"}),
    (ONE_OFFICE, set()),
    ("delivery.on_time_value", {"project", "programme", "unit", "stage"}),
    ("value.top_share data.complete_projects data.coverage_spend delivery.on_time", {"programme", "unit", "stage"}),  # of several projects
    (BENEFITS, set(KINDS)),
    (COSTS, set(KINDS) - {"kind"}),
    ("", {"project", "programme", "unit", "stage"}),
)
PAIRS = (
    ("benefits.plan", "benefits.plan_to_date"), ("benefits.plan", "benefits.baseline"), ("benefits.gap_forecast", "benefits.gap_to_date"),
    ("roi.forecast", "roi.to_date"), ("realization.forecast", "realization.to_date"), ("realization.to_date", "realization.coverage"),
    ("realization.to_date", "realization.like_for_like"), ("irr.forecast", "mirr.forecast"), ("irr.plan", "npv.plan"),
)  # fmt: skip


def ids() -> dict[str, set[str]]:
    """Every id of the page's table and the units its line names."""
    text = PAGE.read_text(encoding="utf-8")
    lines = text[text.index("| id | definition | unit |") : text.index("A count named in a sentence")].splitlines()[2:]
    found: dict[str, set[str]] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        whole = ""
        for written in re.findall(r"`([^`]+)`", cells[0]):
            name = whole.rsplit(".", 1)[0] + written if written.startswith(".") else written
            if "." in name and not name.startswith("…"):
                whole = name
                found[name] = {unit for unit in UNITS if unit in cells[-1]} or set(UNITS)
    return found


IDS = ids() if PAGE.exists() else {}


def scopes(figure_id: str) -> set[str]:
    for starts, kinds in RULES:
        if any(figure_id.startswith(start) for start in starts.split() or [""]):
            return kinds
    raise AssertionError(figure_id)


@pytest.fixture(scope="module")
def found() -> figures.FigureSet:
    linked = {
        **TABLES,
        "objectives": [{"objective_id": "O1", "name": "o", "priority": 1}],
        "contributions": [{"project_id": "P1", "objective_id": "O1", "contribution": 0.5, "confidence": 0.8}],
    }
    store, snapshot = a_store(linked)
    return figures.compute(store, snapshot, by=KINDS)


def test_the_page_is_read() -> None:
    assert len(IDS) > 120
    assert IDS["roi.plan"] == {"fraction"}
    assert IDS["npv.to_go"] == {"fraction", "money"}


@pytest.mark.parametrize("figure_id", IDS)
def test_each_id_is_there_in_its_unit_at_the_scopes_that_the_page_gives_it(found: figures.FigureSet, figure_id: str) -> None:
    entry = definition(figure_id)
    assert entry is not None
    assert entry.unit in IDS[figure_id]
    assert set(KINDS) & entry.scopes == scopes(figure_id)
    for kind in entry.scopes & set(KINDS) if entry.make else ():
        for scope in found.scopes(kind):
            figure = found.figures[figure_id, scope]
            assert (figure.value is None) == (figure.reason is not None), (figure_id, scope)
            assert figure.reason in (None, *ANYWHERE, *undefined(entry)), (figure_id, scope, figure.reason)
            assert figure.as_of is not None


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_whole_life_never_stands_without_to_date_nor_plan_without_baseline(pair: tuple[str, str]) -> None:
    one, other = (definition(figure_id) for figure_id in pair)
    assert one is not None
    assert other is not None
    assert one.scopes == other.scopes


RATIOS = (
    "roi.plan",
    "roi.to_date",
    "roi.forecast",
    "roi.to_come",
    "bcr.undiscounted",
    "bcr.plan",
    "bcr.forecast",
    "npv.plan",
    "npv.forecast",
)


@pytest.mark.parametrize("figure_id", RATIOS)
def test_a_ratio_of_two_totals_says_on_how_many_projects_it_rests(found: figures.FigureSet, figure_id: str) -> None:
    for scope in ("portfolio", *(scope for kind in KINDS for scope in found.scopes(kind) if kind != "kind")):
        figure = found.figures[figure_id, scope]
        assert figure.coverage is not None
        assert figure.coverage.items <= figure.coverage.of
        if figure.value is not None:
            assert {entry.items for entry in figure.inputs if entry.items is not None} == {figure.coverage.items}
