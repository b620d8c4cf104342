"""`choose` from outside: the JSON of figures.md, its exit codes, and the scenario in the journal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.books import workbook
from value_model import cli
from value_model.store import open_store

SETTINGS = [["Key", "Value"], ["as_of", date(2026, 9, 30)], ["reporting_currency", "USD"]]
PROJECTS = [
    ["Project id", "Name", "Stage", "Mandatory", "Excludes"],
    ["A", "Alpha", "delivery", "yes", None],
    ["B", "Beta", "delivery", "no", None],
    ["C", "Gamma", "proposed", "no", "D"],
    ["D", "Delta", "delivery", "no", None],
    ["E", "Epsilon", "delivery", "no", None],
]
COSTS = [["Project id", "Period", "Stream", "Amount"]] + [
    [p, "2027-01", "forecast", c] for p, c in zip("ABCD", (3000, 5000, 5000, 2000), strict=True)
]
BENEFITS = [["Benefit id", "Name", "Project id"]] + [[f"{p}1", f"Benefit {p}", p] for p in "ABCDE"]
VALUES = [["Benefit id", "Period", "Stream", "Amount"]] + [
    [f"{p}1", "2027-06", "forecast", v] for p, v in zip("ABCDE", (1000, 4000, 11000, 6000, 5000), strict=True)
]
KEYS = {"measure", "budget", "value", "bound", "gap", "status", "selected", "left_out", "in", "out", "marginal", "frontier", "conflicts"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "store.duckdb"
    monkeypatch.setenv("VALUE_STORE", str(path))
    names = {"Settings": SETTINGS, "Projects": PROJECTS, "Costs": COSTS, "Benefits": BENEFITS, "Benefit values": VALUES}
    book = workbook(tmp_path / "book.xlsx", **names)
    assert cli.main(["load", str(book), "--portfolio", "Test", "--publish", "--accept-warnings", "--quiet"]) == 0
    capsys.readouterr()
    return path


def ask(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = cli.main(["choose", *map(str, arguments), "--format", "json", "--quiet"])
    return code, json.loads(capsys.readouterr().out)


def test_the_best_mix_with_its_proof_and_what_it_changes(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "--budget", 10000)
    assert code == 0
    assert set(answer) >= KEYS
    # By hand: A must be in (3,000 for 1,000). With 7,000 left: B and D hold 10,000, C alone 11,000. E has no cost to come.
    assert (answer["selected"], answer["value"], answer["bound"], answer["gap"]) == (["A", "C"], 12000, 12000, 0)
    assert (answer["status"], answer["in"], answer["out"]) == ("optimal", ["C"], ["D", "B"])
    assert (answer["left_out"], answer["not_weighed"]) == (["B", "D", "E"], ["E"])
    # A slice is a tenth of the budget: neither 11,000 nor 9,000 changes the mix.
    assert answer["marginal"] == {"slice": 1000, "next": 0, "last": 0}
    # From A alone to all four, C and D never together: A + B + C hold 16,000.
    assert answer["frontier"][0] == {"budget": 3000, "value": 1000, "bound": 1000}
    assert answer["frontier"][-1] == {"budget": 15000, "value": 16000, "bound": 16000}


def test_a_picked_project_takes_its_place_and_amounts_may_have_letters(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = ask(capsys, "--budget", "10k", "--include", "d", "--exclude", " e ")
    assert (answer["selected"], answer["value"]) == (["A", "B", "D"], 11000)


def test_without_a_possible_mix_it_exits_1_and_says_why(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "--budget", 2000)
    assert (code, answer["status"], answer["selected"], answer["value"]) == (1, "infeasible", [], None)
    assert answer["conflicts"] == ["Alpha must be in the mix and costs $3,000 to come, $1,000 more than the budget of $2,000."]


def test_a_table_without_rows_says_why_beside_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["choose", "--budget", "2000", "--format", "csv"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()[0]) == ("", "No mix is possible:")
    assert "Alpha must be in the mix and costs $3,000 to come" in told.err


@pytest.mark.parametrize("written", ["10000", "10,000", "10 000.00", "10_000", "10k", "0.01M", ".01 m"])
def test_an_amount_may_be_written_in_thousands_and_with_a_letter(store: Path, capsys: pytest.CaptureFixture[str], written: str) -> None:
    assert ask(capsys, "--budget", written)[1]["budget"] == 10_000


@pytest.mark.parametrize("written", ["12,5M", "1,5", "1,2500", "1,2,3", "1.250.000", ",", "1e6", "inf", "9" * 400])
def test_a_comma_that_is_no_thousands_mark_is_refused_and_not_read_as_ten_times_as_much(
    store: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["choose", "--budget", written])
    assert ended.value.code == 2
    assert "write a number such as 12500000 or 12.5M" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--budget", "much"], ["--budget", "-1"], [], ["--budget", "1", "--measure", "roi"]])
def test_called_wrongly_it_exits_2(store: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["choose", *arguments])
    assert stop.value.code == 2


def test_an_unknown_project_is_named(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["choose", "--budget", "10000", "--include", "Z"]) == 2
    assert 'no project "Z"' in capsys.readouterr().err


def test_a_saved_scenario_is_in_the_journal_and_changes_no_snapshot(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask(capsys, "--budget", 10000, "--save", "A")
    with open_store(str(store)) as opened:
        entry = opened.journal("Test", "scenario")[-1]
        assert (entry.content["name"], entry.content["selected"], entry.content["value"]) == ("A", ["A", "C"], 12000)
        assert opened.verify() == []


def test_the_text_speaks_of_a_scenario_and_of_every_swap(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["choose", "--budget", "10000"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("In this scenario, the best mix for $10k holds $12k of benefits to come; no mix holds more.")
    assert "Not weighed, left as they are today: Epsilon." in said
    assert all(name in said for name in ("Gamma", "Delta", "Beta"))
