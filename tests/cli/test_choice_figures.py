"""The choice.* figures answer wherever figures do: `figures`, `trace` and `story`, each worked out by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.figures.build import AS_OF, an_import
from value_model.cli import main
from value_model.store import open_store

Capture = pytest.CaptureFixture[str]

# To come: A costs 5M and brings 4M, B (mandatory) 5M for 9M, C (proposed) 5M for 11M. Today's mix is A and B: 13M for 10M.
# The best mix for 10M is B and C: 20M. A slice is a tenth of 15M.
MILLION = 1_000_000
BRINGS = {"A": 4, "B": 9, "C": 11}
STAGES = {"A": "delivery", "B": "delivery", "C": "proposed"}
TABLES = {
    "projects": [{"project_id": one, "name": one, "stage": STAGES[one], "mandatory": one == "B"} for one in BRINGS],
    "costs": [{"project_id": one, "period": "2026-12", "stream": "forecast", "amount": 5 * MILLION} for one in BRINGS],
    "benefits": [{"benefit_id": f"of {one}", "name": one, "project_id": one, "kind": "revenue"} for one in BRINGS],
    "benefit_values": [
        {"benefit_id": f"of {one}", "period": "2027-06", "stream": "forecast", "amount": brings * MILLION} for one, brings in BRINGS.items()
    ],
}
EXPECTED = {
    "choice.mandatory_share": 1 / 3,
    "choice.open": 10 * MILLION,
    "choice.frontier_gain": 7 * MILLION,
    "choice.below_line": 5 * MILLION,
    "choice.below_line.count": 1,
    "choice.below_line.value": 4 * MILLION,
    "choice.next_slice": 0,
    "choice.last_slice": 11 * MILLION,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = f"{tmp_path_factory.mktemp('choice')}/value.duckdb"
    with open_store(path) as store:
        store.save_draft("Test", an_import(TABLES), as_of=AS_OF)
    return path


def asked(capsys: Capture, place: str, *words: str) -> dict[str, Any]:
    assert main([*words, "--store", place, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_figures_states_them_with_and_without_other_scopes(place: str, capsys: Capture) -> None:
    found = asked(capsys, place, "figures", "choice")["figures"]
    assert {one["id"]: one["value"] for one in found} == pytest.approx(EXPECTED)
    assert set(EXPECTED) <= {one["id"] for one in asked(capsys, place, "figures")["figures"]}


def test_they_are_in_the_list_with_unit_formula_and_source(capsys: Capture) -> None:
    assert main(["figures", "--list", "--format", "json"]) == 0
    listed = {one["id"]: one for one in json.loads(capsys.readouterr().out)["figures"]}
    assert all(listed[one]["unit"] and listed[one]["formula"] and listed[one]["source"] for one in EXPECTED)


@pytest.mark.parametrize("figure_id", ["choice.open", "choice.below_line", "choice.below_line.value"])
def test_the_rows_of_an_amount_add_up_to_it(place: str, capsys: Capture, figure_id: str) -> None:
    document = asked(capsys, place, "trace", figure_id)
    assert sum(row["contribution"] for row in document["rows"]) == document["figure"]["value"] == EXPECTED[figure_id]
    assert {row["project_id"] for row in document["rows"]} == ({"A", "C"} if figure_id == "choice.open" else {"A"})


def test_a_share_is_traced_to_its_inputs_and_stated_at_portfolio_scope_alone(place: str, capsys: Capture) -> None:
    document = asked(capsys, place, "trace", "choice.mandatory_share")
    assert [entry["value"] for entry in document["inputs"]] == [5 * MILLION, 15 * MILLION]
    assert main(["trace", "choice.open@project:A", "--store", place]) == 2
    assert '"choice.open" is not stated at scope "project:A"' in capsys.readouterr().err


def test_the_story_says_what_a_better_mix_would_hold(place: str, capsys: Capture) -> None:
    told = asked(capsys, place, "story", "--verify")
    said = {one["pattern"] for one in [*told["statements"], *(d["evidence"] for d in told["decisions"])]}
    assert said & {"D1", "D2"}
    assert told["verified"]["differ"] == []
