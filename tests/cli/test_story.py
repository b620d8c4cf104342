"""`story` through the front door: the sample portfolio, and the UK's major projects, which hold plans only."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copied
from value_model import cli

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GMPP = SHARED / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"


@pytest.fixture(scope="module")
def sample(loaded_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that holds the sample portfolio."""
    return str(copied(loaded_sample, tmp_path_factory.mktemp("story")))


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    code, out, _ = ask(capsys, *arguments, "--format", "json", "--quiet")
    assert code == 0
    return json.loads(out)  # type: ignore[no-any-return]


def said(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [answer["headline"], *answer["lead"], *answer["statements"], *(d["evidence"] for d in answer["decisions"])]


def test_the_story_has_the_shape_that_figures_md_fixes(sample, capsys):
    answer = document(capsys, "story", "--store", sample)
    assert {"snapshot", "as_of", "headline", "lead", "statements", "decisions"} <= set(answer)
    assert answer["as_of"] == "2026-09-30"
    for sentence in said(answer):
        assert set(sentence) == {"pattern", "scope", "text", "figures"}
        assert sentence["text"]
    for decision in answer["decisions"]:
        assert {"title", "evidence", "ask"} <= set(decision)


def test_every_reference_of_the_story_is_a_figure(sample, capsys):
    answer = document(capsys, "story", "--store", sample)
    refs = {ref for sentence in said(answer) for ref in sentence["figures"]}
    known = set()
    for by in (["--scope", "portfolio"], ["--by", "project"], ["--by", "objective"]):
        found = document(capsys, "figures", "--store", sample, *by)["figures"]
        known |= {f["id"] if f["scope"] == "portfolio" else f"{f['id']}@{f['scope']}" for f in found}
    assert refs <= known


def test_the_headline_states_its_figures_as_the_figures_command_does(sample, capsys):
    answer = document(capsys, "story", "--store", sample)
    found = document(capsys, "figures", "--store", sample)["figures"]
    texts = {f["id"]: f["text"] for f in found}
    # By hand from the sample's expected.csv: 36,823,500 realized of 54,759,000 planned to date
    assert answer["headline"]["text"] == "The portfolio has delivered $36.8M of the $54.8M planned to date."
    for sentence in (answer["headline"], answer["lead"][-1]):
        stated = re.findall(r"\$[\d.]+[BMk]?", sentence["text"])
        written = {texts[ref].replace("−\u2060", "").replace("+", "") for ref in sentence["figures"]}
        assert set(stated) <= written


def test_the_story_verifies_itself(sample, capsys):
    answer = document(capsys, "story", "--store", sample, "--verify")
    assert answer["verified"]["differ"] == []
    assert answer["verified"]["sentences"] > 20
    assert answer["withheld"] == 0


def test_a_limit_holds_for_statements_and_decisions(sample, capsys):
    answer = document(capsys, "story", "--store", sample, "--limit", "2")
    assert len(answer["statements"]) <= 2
    assert len(answer["decisions"]) == 2
    code, _, err = ask(capsys, "story", "--store", sample, "--limit", "0", "--quiet")
    assert code == 0
    assert err == ""


def test_the_same_snapshot_gives_the_same_bytes(sample, capsys):
    assert ask(capsys, "story", "--store", sample, "--format", "json") == ask(capsys, "story", "--store", sample, "--format", "json")


def test_the_text_reads_as_a_page(sample, capsys):
    code, out, _ = ask(capsys, "story", "--store", sample, "--limit", "3")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("Enterprise portfolio · 20 projects · ")
    assert lines[2].startswith("The portfolio has delivered ")
    assert "Decisions to take" in lines
    assert sum(line.startswith("   Ask: ") for line in lines) == 3


def test_the_rows_have_a_place_each(sample, capsys):
    _, out, _ = ask(capsys, "story", "--store", sample, "--format", "csv", "--limit", "3")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["place"] == "headline"
    assert {row["place"] for row in rows} == {"headline", "lead", "statement", "decision"}
    assert all(row["figures"] for row in rows)


def test_a_story_without_a_comparison_makes_none(sample, capsys):
    answer = document(capsys, "story", "--store", sample, "--compared", "none")
    assert not [s for s in said(answer) if "June" in s["text"]]


def test_one_project_has_a_story_of_its_own(sample, capsys):
    answer = document(capsys, "story", "--store", sample, "--scope", "project:P01")
    assert answer["headline"]["text"].startswith("Claims automation ")
    assert {s["scope"] for s in said(answer)} == {"project:P01"}


def test_projects_without_much_data_and_early_snapshots_have_a_story(sample, capsys):
    for project in ("P04", "P06", "P17"):
        assert document(capsys, "story", "--store", sample, "--scope", f"project:{project}")["withheld"] == 0
    for snapshot in document(capsys, "snapshots", "--store", sample)["snapshots"][::3]:
        answer = document(capsys, "story", "--store", sample, "--snapshot", snapshot["id"])
        assert answer["as_of"] == snapshot["as_of"]
        assert answer["withheld"] == 0


@pytest.mark.parametrize("wrong", [["--scope", "project:NONE"], ["--snapshot", "nothere"], ["--limit", "few"]])
def test_a_wrong_call_is_told_in_a_sentence(sample, capsys, wrong):
    try:
        code = cli.main(["story", "--store", sample, *wrong])
    except SystemExit as left:  # argparse leaves this way
        code = int(left.code or 0)
    err = capsys.readouterr().err
    assert code in (2, 4)
    assert err
    assert "Traceback" not in err


def test_an_empty_store_says_how_to_begin(tmp_path, capsys):
    code, out, err = ask(capsys, "story", "--store", str(tmp_path / "empty.duckdb"))
    assert code == 2
    assert out == ""
    assert "sample" in err


@pytest.mark.skipif(not GMPP.exists(), reason="the shared folder with real files is not beside this checkout")
def test_plans_alone_are_an_approval_and_nothing_is_called_delivered(tmp_path, capsys):
    store = str(tmp_path / "gmpp.duckdb")
    load = ["load", str(GMPP), "--portfolio", "GMPP", "--as-of", "2023-03-31", "--publish", "--accept-warnings"]
    assert ask(capsys, *load, "--store", store, "--quiet")[0] == 0
    answer = document(capsys, "story", "--store", store, "--verify")
    assert answer["headline"]["pattern"] == "A0"
    # figures.md: 671,530,310,000 of benefits and 264,639,000,000 of cost over the 102 projects that report both
    assert answer["headline"]["text"] == (
        "The portfolio is approved to return £671.5B for £264.6B, across the 102 of 244 projects that report both."
    )
    words = json.dumps(answer).lower()
    assert "delivered" not in words
    assert "realized" not in words.replace("benefits.realized", "")


def test_verify_reports_what_it_proved_again(sample, capsys):
    code, out, _ = ask(capsys, "story", "--verify", "--limit", "1", "--store", sample)
    count = re.search(r"Proved again on figures recomputed from the rows: (\d+) of (\d+) sentences; 0 withheld\.", out)
    assert code == 0
    assert count and count[1] == count[2]


def test_the_page_of_one_project_says_nothing_of_a_part_of_itself(sample, capsys):
    answer = document(capsys, "story", "--scope", "project:P05", "--store", sample)
    assert not [s for s in said(answer) if s["pattern"] == "F2"]


# Ask ----------------------------------------------------------------------------------------------


def test_a_question_is_answered_with_figures_that_exist(sample, capsys):
    answer = document(capsys, "ask", "what", "did", "we", "get", "from", "ERP", "--store", sample)
    (passage,) = answer["passages"]
    assert (passage["name"], passage["page"]) == ("ERP consolidation", "projects")
    code, out, _ = ask(capsys, "figures", "benefits.plan_to_date", "--scope", passage["scope"], "--store", sample, "--format", "json")
    assert code == 0
    assert json.loads(out)["figures"][0]["text"] in passage["sentences"][0]["text"]


def test_a_question_without_an_answer_is_said_so(sample, capsys):
    code, out, _ = ask(capsys, "ask", "weather in Paris", "--store", sample)
    assert code == 0
    assert out.startswith("Nothing in this portfolio answers that.\nAsk about realized benefits")


def test_a_question_in_german(sample, capsys):
    answer = document(capsys, "ask", "unbestätigt", "--language", "de-DE", "--store", sample)
    assert answer["passages"][0]["name"] == "Gesamtes Portfolio"
    assert "nicht vom Finanzbereich bestätigt" in answer["passages"][0]["sentences"][0]["text"]
