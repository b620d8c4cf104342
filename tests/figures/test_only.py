"""A filter: the figures of the projects it keeps equal those of the scope of that name, and add up over its parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.conftest import publish
from tests.portfolios import reviews
from value_model import figures
from value_model.cli import main
from value_model.errors import UsageError
from value_model.figures.only import Only, options, parse
from value_model.store import Store

SUMS = ("cost.approved", "cost.to_date", "benefits.plan", "benefits.realized", "benefits.forecast")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("only") / "x.duckdb")) as opened:
        for _, imported in reviews(12, count=2):
            publish(opened, "Random portfolio", imported)
        yield opened


@pytest.fixture(scope="module")
def newest(store: Store) -> str:
    found = store.newest("Random portfolio")
    assert found
    return found.id


@pytest.mark.parametrize("part", ["unit", "stage"])
def test_a_filter_states_what_the_scope_of_that_name_states(store: Store, newest: str, part: str) -> None:
    # The scope is added up by a branch of its own in project_parts.sql and benefit_parts.sql. What the change is since the last
    # review differs on purpose for stages: a filter speaks of the same projects at both reviews.
    whole = figures.compute(store, newest, by=(part,))
    for value in list(getattr(options(store, newest), part))[:1]:
        scope = f"{part}:{value}"
        kept = figures.compute(store, newest, only=Only(**{part: value}))
        for name in (*SUMS, "roi.forecast", "npv.forecast", "benefits.at_risk", "evidence.confirmed_share", "data.projects", "fit.index"):
            assert kept.value(name) == pytest.approx(whole.value(name, scope), nan_ok=True), (name, scope)


def test_the_parts_add_up_to_the_whole(store: Store, newest: str) -> None:
    whole = figures.compute(store, newest, by=())
    parts = [figures.compute(store, newest, by=(), only=Only(stage=stage)) for stage in options(store, newest).stage]
    for name in SUMS[:2]:  # every project has one stage; of benefits a part that no project holds is left out
        assert sum(part.value(name) or 0 for part in parts) == pytest.approx(whole.value(name), abs=0.01), name


def test_only_chosen_projects_are_listed_and_the_whole_is_counted(store: Store, newest: str) -> None:
    stages = {f"project:{row['project_id']}": row["stage"] for row in store.rows("projects", newest)}
    stage = next(iter(options(store, newest).stage))
    kept = figures.compute(store, newest, only=Only(stage=stage))
    assert set(kept.scopes("project")) == {scope for scope, own in stages.items() if own == stage}
    assert kept.value("data.projects_recorded") == 12
    assert kept.name("portfolio") == stage.capitalize()


def test_an_objective_keeps_the_projects_that_contribute_to_it(store: Store, newest: str) -> None:
    rows = [row for row in store.rows("contributions", newest) if row["contribution"] and row["contribution"] > 0]
    objective = rows[0]["objective_id"]
    kept = figures.compute(store, newest, only=Only(objective=objective))
    assert set(kept.scopes("project")) == {f"project:{row['project_id']}" for row in rows if row["objective_id"] == objective}


def test_a_comparison_speaks_of_the_same_projects(store: Store, newest: str) -> None:
    for stage in ["delivery"]:
        kept = figures.compute(store, newest, by=(), only=Only(stage=stage))
        assert kept.compared
        known = {row["project_id"] for row in store.rows("projects", kept.compared.context.snapshot)}
        assert set(kept.compared.scopes("project")) == {s for s in kept.scopes("project") if s.partition(":")[2] in known}
        assert kept.value("change.added") in (0, None)


def test_the_rows_behind_a_filtered_figure_add_up_to_it(store: Store, newest: str) -> None:
    only = Only(stage="delivery")
    kept = figures.compute(store, newest, only=only)
    for name in SUMS:
        assert float(figures.trace(store, newest, name, only=only).total) == pytest.approx(kept.value(name)), name


def test_a_filter_may_keep_nothing(store: Store, newest: str) -> None:
    assert figures.compute(store, newest, only=Only(unit="no such area")).is_empty


def test_figures_of_the_office_belong_to_all_projects(store: Store, newest: str) -> None:
    kept = figures.compute(store, newest, only=Only(stage="delivery"))
    assert kept["pmo.cost_ratio"].reason == "whole_only"


def test_a_filter_reads_like_words() -> None:
    assert parse(["unit=Operations", "stage=delivery"]) == Only(unit="Operations", stage="delivery")
    for wrong in (["area=Operations"], ["unit"], ["unit="]):
        with pytest.raises(UsageError):
            parse(wrong)


def test_the_command_line_filters_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "y.duckdb"
    with Store(str(place)) as opened:
        (_, imported), *_ = reviews(5, count=1)
        publish(opened, "Random portfolio", imported)
        newest = opened.newest("Random portfolio")
        assert newest
        stages = [row["stage"] for row in opened.rows("projects", newest.id)]
    command = ["figures", "data.projects", "--only", f"stage={stages[0]}", "--store", str(place), "--format", "csv"]
    assert main(command) == 0
    assert f"data.projects,portfolio,{stages.count(stages[0])}," in capsys.readouterr().out
