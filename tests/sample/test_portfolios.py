"""The random portfolios that other tests and the benchmarks are run on."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.portfolios import AS_OF, HOSTILE, Shape, portfolio, reviews, sheets
from value_model import figures, ingest
from value_model.contract import TABLES
from value_model.store import open_store

ROOT = Path(__file__).resolve().parents[2]


def test_the_same_arguments_give_the_same_portfolio():
    assert portfolio(30, seed=4) == portfolio(30, seed=4)
    assert portfolio(30, seed=4) != portfolio(30, seed=5)


def test_a_project_does_not_depend_on_how_many_there_are():
    few, many = portfolio(5).rows("projects"), portfolio(50).rows("projects")
    assert [row.values for row in few] == [row.values for row in many[:5]]


def test_required_fields_are_filled_and_references_lead_somewhere():
    made = portfolio(60, hostile=True)
    for name, rows in made.records.items():
        for row in rows:
            assert all(row.values[field.name] is not None for field in TABLES[name].required), (name, row)
    projects = {row.values["project_id"] for row in made.rows("projects")}
    benefits = {row.values["benefit_id"] for row in made.rows("benefits")}
    assert {row.values["project_id"] for row in made.rows("costs")} <= projects
    assert {row.values["project_id"] for row in made.rows("benefit_shares")} <= projects
    assert {row.values["benefit_id"] for row in made.rows("benefit_values")} <= benefits


def test_size_grows_with_projects_and_falls_with_wider_steps():
    def values(projects: int, every: int) -> int:
        return len(portfolio(projects, shape=Shape(every=every, cells=False)).rows("benefit_values"))

    assert values(100, 3) > 1.5 * values(50, 3)
    assert values(50, 1) > 2.5 * values(50, 3)


def test_actuals_stop_and_forecasts_start_at_the_review():
    for day, made in reviews(20, count=2):
        for row in made.rows("benefit_values"):
            ended = row.values["period"].replace(day=28) <= day
            assert row.values["stream"] != ("forecast" if ended else "actual")
    assert [day for day, _ in reviews(1, count=2)] == [date(2026, 6, 30), date(2026, 9, 30)]


def test_a_workbook_of_hostile_names_holds_them_as_text(tmp_path: Path):
    out = tmp_path / "hostile.xlsx"
    command = [sys.executable, ROOT / "scripts" / "make_portfolio.py", "40", out, "--hostile", "--every", "12"]
    subprocess.run(command, check=True, capture_output=True)
    names = {row[1] for row in load_workbook(out)["Projects"].iter_rows(min_row=2, values_only=True)}
    expected = {row["name"] for row in sheets(portfolio(40, hostile=True, shape=Shape(every=12)))["projects"]}
    assert names == expected
    assert names & set(HOSTILE)


def test_a_workbook_and_the_import_made_directly_give_the_same_figures(tmp_path: Path):
    out = tmp_path / "random.xlsx"
    command = [sys.executable, ROOT / "scripts" / "make_portfolio.py", "25", out, "--seed", "3", "--hostile", "--every", "6"]
    subprocess.run(command, check=True, capture_output=True)
    store = open_store(str(tmp_path / "value.duckdb"))
    found = []
    for made in (ingest.run([out]), portfolio(25, seed=3, hostile=True, shape=Shape(every=6))):
        snapshot, _ = store.save_draft(f"portfolio {len(found)}", made, as_of=AS_OF)
        found.append(
            {key: figure.value for key, figure in figures.compute(store, snapshot.id).figures.items() if key[0] != "data.warnings"}
        )
    store.close()
    assert found[0] == {key: pytest.approx(value) if isinstance(value, float) else value for key, value in found[1].items()}
