"""The command line asked for names as people type them, for what is not there, and for places it cannot use."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.figures.build import AS_OF, an_import
from value_model.cli import importing, main
from value_model.figures.scopes import held
from value_model.store import open_store

FORMULA, ROCKET = '=HYPERLINK("http://x","y")', "🚀 Größe  $5M :red[x]"
NAMES = ["Alpha", FORMULA, ROCKET, "مشروع", "a@b:c"]
TABLES = {
    "projects": [
        {"project_id": f"P{n}", "name": name, "programme": name, "stage": "delivery", "budget": 100} for n, name in enumerate(NAMES, 1)
    ]
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("odd") / "value.duckdb")
    with open_store(path) as store:
        store.save_draft("=Odd", an_import(TABLES), as_of=AS_OF)
    return path


@pytest.mark.parametrize(
    ("asked", "scope"),
    [
        ("project:p1", "project:P1"),
        (" Project : P1 ", "project:P1"),
        ("programme:GRÖSSE  X", "programme:Größe x"),
        ("programme:ａ@b:c", "programme:a@b:c"),
        ("programme:=1", "programme:=1"),
        ("project:P9", "project:P9"),
        ("portfolio", "portfolio"),
    ],
)
def test_a_scope_is_found_however_it_is_typed(asked: str, scope: str) -> None:
    assert held(asked, ["portfolio", "project:P1", "programme:Größe x", "programme:a@b:c", "programme:=1"]) == scope


def test_figures_and_traces_take_what_people_type(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [f"cost.approved@programme:{name}" for name in ("ALPHA", FORMULA, f" {ROCKET}", "مشروع", "a@b:c")]
    assert main(["figures", *ids, "cost.approved@project:p1", "--store", place, "--format", "json"]) == 0
    assert [one["value"] for one in json.loads(capsys.readouterr().out)["figures"]] == [100] * 6
    assert main(["trace", ids[0], "--store", place]) == 0
    assert "1 row, which comes to 100:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["figures", "fit.share"], 2, '"fit.share" is not stated at scope "portfolio"'),
        (["trace", "cost.approved@project:P9"], 2, 'nothing at scope "project:P9"'),
        (["trace", "fit.share"], 2, '"fit.share" is not stated at scope "portfolio"'),
        (["figures", "--snapshot", "nope"], 2, 'no snapshot "nope"'),
        (["publish", "nope"], 2, 'no snapshot "nope"'),
        (["diff", "a", "b"], 2, 'no snapshot "a"'),
        (["restore", "nowhere.duckdb"], 3, 'no file "nowhere.duckdb"'),
        (["snapshots", "--store", "postgresql://host/name"], 4, "Name a file"),
    ],
)
def test_what_is_not_there_is_said_with_its_exit_code(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([words[0], "--store", place, *words[1:]]) == code
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_text_in_csv_is_no_formula(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshots", "--store", place, "--format", "csv"]) == 0
    assert next(csv.DictReader(capsys.readouterr().out.splitlines()))["portfolio"] == "'=Odd"


def test_a_stage_of_an_import_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(importing, "say", lambda _, text: told.append(text))
    tell = importing._teller(importing.argparse.Namespace(quiet=False))
    for text in ("Reading", "Reading", "Checking", "Checking", "Reading"):
        tell(text)
    assert told == ["Reading", "Checking", "Reading"]
