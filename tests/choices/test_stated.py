"""The choice.* figures: against the sample's hand-worked values, by hand, and undefined with their reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from value_model import choices, figures, ingest, policy
from value_model.figures import Context, Figure, FigureSet
from value_model.figures.limits import Limits, contributions, limits
from value_model.store import Store, open_store

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
REVIEWS = ("2026-06-30", "2026-09-30")
with (SAMPLE / "expected.csv").open(encoding="utf-8", newline="") as _file:
    EXPECTED = [row for row in csv.DictReader(_file) if row["id"].startswith("choice.")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"{tmp_path_factory.mktemp('choices')}/value.duckdb") as store:
        for day in REVIEWS:
            draft, _ = store.save_draft("Sample", ingest.run([SAMPLE / f"{day}.xlsx"]), as_of=date.fromisoformat(day))
            store.publish(draft.id, by="PMO lead", note="sample", accept_warnings=True)
        yield store


@pytest.fixture(scope="module")
def stated(sample: Store) -> dict[str, FigureSet]:
    found = {}
    for snapshot in sample.snapshots("Sample"):
        plain = figures.compute(sample, snapshot.id, by=("project", "objective"))
        before = limits(sample, plain.context.compared) if plain.context.compared else ()
        found[snapshot.as_of.isoformat()] = choices.with_choices(plain, limits(sample, snapshot.id), policy.load(), compared=before)
    return found


def test_the_hand_worked_figures_of_the_sample_are_met(stated: dict[str, FigureSet]) -> None:
    assert len(EXPECTED) == 4
    for row in EXPECTED:
        found = stated[row["as_of"]][row["id"]]
        assert found.unit == row["unit"]
        assert found.value == pytest.approx(float(row["value"]), rel=1e-9), row["arithmetic"]


def test_the_compared_snapshot_has_its_own(stated: dict[str, FigureSet]) -> None:
    compared = stated["2026-09-30"].compared
    assert compared is not None
    assert compared["choice.open"].value == stated["2026-06-30"]["choice.open"].value


def test_two_projects_that_exclude_each_other_put_the_weaker_below_the_line(stated: dict[str, FigureSet]) -> None:
    # P20 (1,230,000 to come for 2,232,000) and P07 exclude each other, and both are funded at 2026-09-30.
    now = stated["2026-09-30"]
    assert now.value("choice.below_line.count") == 1
    assert now.value("choice.below_line") == 1_230_000
    assert now.value("choice.below_line.value") == 2_232_000
    assert now.value("choice.frontier_gain") == -2_232_000


def test_every_figure_is_in_the_set_once_with_its_definition(stated: dict[str, FigureSet]) -> None:
    now = stated["2026-09-30"]
    ids = [figure.id for figure in now if figure.id.startswith("choice.")]
    assert ids == [definition.id for definition in choices.DEFINITIONS]
    assert all(now[i].formula and now[i].method for i in ids)
    assert now.value("cost.to_come") == 15_495_000  # expected.csv: the other figures are as they were


def test_what_is_to_come_is_weighed_and_what_arrived_is_not(sample: Store, stated: dict[str, FigureSet]) -> None:
    snapshot = sample.snapshots("Sample")[-1]
    projects = choices.candidates(stated["2026-09-30"], limits(sample, snapshot.id), contributions(sample, snapshot.id))
    p01 = next(one for one in projects if one.id == "P01")
    # expected.csv states 6,678,600 expected, of which 2,859,000 were realized.
    assert p01.values["expected_benefits"] == pytest.approx(3_819_600)
    # By hand from the Contributions sheet: 0.9 x 0.8 to O2, which weighs 0.25.
    weight = stated["2026-09-30"].value("fit.weight@objective:O2")
    assert weight is not None
    assert p01.values["fit_value"] == pytest.approx(100 * weight * 0.9 * 0.8)
    assert "benefits_to_come" not in next(one for one in projects if one.id == "P17").values


# By hand, without a store

CONTEXT = Context("Test", "USD", date(2026, 9, 30), "s", "s", "published", "h")


def small(amounts: dict[str, tuple[float | None, float | None]]) -> FigureSet:
    """A set with cost and benefits to come of each project and their sums."""
    found = {}
    for scope, (cost, benefit) in amounts.items():
        for name, value in (("cost.to_come", cost), ("benefits.to_come", benefit)):
            found[name, scope] = Figure(name, scope, value, "money", reason=None if value is not None else "no_forecast")
    return FigureSet(CONTEXT, found)


THREE = {"portfolio": (15.0, 24.0), "project:A": (5.0, 4.0), "project:B": (5.0, 9.0), "project:C": (5.0, 11.0)}
BOUND = [Limits("A", "A", "delivery", False), Limits("B", "B", None, True), Limits("C", "C", "proposed", False)]


def test_the_best_mix_for_todays_cost_swaps_in_a_proposed_project() -> None:
    # By hand: today A and B hold 13 for 10; B and C hold 20. A slice is a tenth of 15.
    found = choices.with_choices(small(THREE), BOUND, policy.load())
    assert found.value("choice.frontier_gain") == 7
    assert (found.value("choice.below_line.count"), found.value("choice.below_line"), found.value("choice.below_line.value")) == (1, 5, 4)
    assert (found.value("choice.next_slice"), found.value("choice.last_slice")) == (0, 11)
    assert found.value("choice.mandatory_share") == pytest.approx(1 / 3)
    assert found.value("choice.open") == 10


def test_a_scenario_has_its_own_figures() -> None:
    found = choices.with_choices(small(THREE), BOUND, policy.load(), scenario=choices.Scenario(0, exclude=("C",)))
    assert found.value("choice.frontier_gain") == 0


def test_without_a_mandatory_column_nothing_is_said_about_it() -> None:
    unmarked = [replace(one, mandatory=None) for one in BOUND]
    found = choices.with_choices(small(THREE), unmarked, policy.load())
    assert (found["choice.mandatory_share"].value, found["choice.mandatory_share"].reason) == (None, "not_recorded")
    assert found.value("choice.frontier_gain") == 7


def test_without_a_forecast_every_figure_has_the_reason() -> None:
    bare = small({"portfolio": (None, None), "project:A": (None, None)})
    found = choices.with_choices(bare, [Limits("A", "A", None, True)], policy.load())
    assert {(found[d.id].value, found[d.id].reason) for d in choices.DEFINITIONS} == {(None, "no_forecast")}
