"""`figures` and `trace` through the front door: a store on disk, the command, its answer and its exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.figures.build import AS_OF, an_import
from tests.figures.test_by_hand import TABLES
from value_model.cli import main
from value_model.store import open_store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a store that holds one small portfolio; returns exit code, stdout, stderr."""
    place = str(tmp_path / "value.duckdb")
    store = open_store(place)
    store.save_draft("Test", an_import(TABLES), as_of=AS_OF)
    store.close()

    def command(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([*words, "--store", place])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_one_figure_as_json_has_every_member_of_the_page(run: Run):
    code, out, _ = run("figures", "roi.plan", "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert set(document) == {"snapshot", "as_of", "figures"}
    (figure,) = document["figures"]
    assert set(figure) >= {
        "id",
        "scope",
        "value",
        "unit",
        "text",
        "reason",
        "good",
        "as_of",
        "stream",
        "coverage",
        "formula",
        "inputs",
        "method",
    }
    assert (figure["value"], figure["text"], figure["reason"]) == (0.31, "31%", None)  # 620 / 2000
    assert figure["coverage"] == {"items": 2, "of": 3, "share_of_spend": 0.8}
    assert figure["inputs"] == [{"id": "benefits.plan", "value": 2620, "items": 2}, {"id": "cost.approved", "value": 2000, "items": 2}]


def test_all_figures_of_the_portfolio_by_default(run: Run):
    _, out, _ = run("figures", "--format", "json")
    figures = json.loads(out)["figures"]
    assert {figure["scope"] for figure in figures} == {"portfolio"}
    assert len(figures) > 100
    assert all((figure["value"] is None) == (figure["reason"] is not None) for figure in figures)


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        (["--by", "project"], {"project:P1", "project:P2", "project:P3"}),
        (["--by", "unit"], {"unit:East", "unit:West"}),
        (["--by", "kind"], {"kind:revenue", "kind:cash-releasing", "kind:disbenefit"}),
        (["--scope", "stage:closed"], {"stage:closed"}),
    ],
)
def test_other_scopes(run: Run, words: list[str], scopes: set[str]):
    _, out, _ = run("figures", "benefits.plan", *words, "--format", "json")
    assert {figure["scope"] for figure in json.loads(out)["figures"]} == scopes


def test_a_group_a_pattern_and_an_id_with_its_scope(run: Run):
    ids = lambda *words: [figure["id"] for figure in json.loads(run("figures", *words, "--format", "json")[1])["figures"]]  # noqa: E731
    assert set(ids("gap.by_reason")) == {"gap.by_reason:adoption", "gap.by_reason:unrecorded"}
    assert ids("npv.forecast") == ["npv.forecast"]  # not its range
    assert ids("roi.plan@project:P1") == ["roi.plan"]
    assert all(one.startswith("cost.") for one in ids("cost"))


def test_csv_and_text(run: Run):
    _, out, _ = run("figures", "cost", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["id"] for row in rows][:2] == ["cost.approved", "cost.to_date"]
    assert float(rows[0]["value"]) == 2500
    _, out, _ = run("figures", "benefits.baseline@project:P2", "cost.approved")
    assert "no baseline recorded" in out
    assert "$2,500" in out or "$2.5k" in out or "$3k" in out


def test_the_list_needs_no_data(run: Run, tmp_path: Path):
    code, out, _ = run("figures", "--list", "--format", "json")
    listed = {figure["id"]: figure for figure in json.loads(out)["figures"]}
    assert code == 0
    assert listed["roi.plan"]["unit"] == "fraction"
    assert listed["roi.plan"]["formula"]
    assert listed["roi.plan"]["source"]


def test_contributions_of_a_trace_add_up_to_the_figure(run: Run):
    code, out, _ = run("trace", "benefits.forecast", "--scope", "project:P2", "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert set(document) >= {"figure", "formula", "inputs", "rows"}
    assert set(document["rows"][0]) >= {
        "file",
        "sha256",
        "sheet",
        "row",
        "cell",
        "text",
        "amount",
        "contribution",
        "project_id",
        "benefit_id",
    }
    assert sum(row["contribution"] for row in document["rows"]) == document["figure"]["value"] == 440  # half of 1000, less 60
    _, out, _ = run("trace", "cost.approved")
    assert "4 rows, which add up to 2500:" in out


@pytest.mark.parametrize(
    "words",
    [
        ["figures", "roi.plam"], ["figures", "--scope", "project:P9"], ["figures", "--by", "color"], ["trace", "nothing"],
        ["trace", "roi.plan", "--scope", "nowhere"], ["figures", "--by", "project", "--scope", "portfolio"],
    ],
)  # fmt: skip
def test_called_wrongly(run: Run, words: list[str]):
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert err.strip()


def test_an_unknown_snapshot_is_a_store_error(run: Run):
    code, _, err = run("figures", "--snapshot", "nope")
    assert code == 2
    assert 'There is no snapshot "nope"' in err
