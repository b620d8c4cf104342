"""From a spreadsheet to a snapshot on the command line: what it answers, and with which exit code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.books import REAL, needs_shared, workbook
from value_model import cli

CLEAN = [["Project id", "Name", "Budget", "Planned benefit"], ["P1", "Alpha", 100, 250]]
SETTINGS = [["Key", "Value"], ["as_of", date(2026, 9, 30)], ["reporting_currency", "USD"]]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store.duckdb"
    monkeypatch.setenv("VALUE_STORE", str(path))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return workbook(tmp_path / "clean.xlsx", Settings=SETTINGS, Projects=CLEAN)


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return workbook(tmp_path / "doubtful.xlsx", Settings=SETTINGS, Projects=[*CLEAN, ["P2", "Beta", -5, None]])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    costs = [["Project id", "Period", "Stream", "Amount"], ["P9", "2026-01", "plan", 1]]
    return workbook(tmp_path / "wrong.xlsx", Settings=SETTINGS, Projects=CLEAN, Costs=costs)


def ask(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    """Run a command with JSON output; return its exit code and its answer."""
    code = cli.main([*map(str, arguments), "--format", "json", "--quiet"])
    return code, json.loads(capsys.readouterr().out)


def test_load_keeps_a_draft_and_answers_with_its_totals(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", clean, "--portfolio", "Test")
    assert (code, answer["published"], answer["as_of"]) == (0, False, "2026-09-30")
    assert answer["snapshot"]
    assert answer["totals"]["cost.approved"] == 100
    assert answer["totals"]["roi.plan"] == pytest.approx(1.5)  # by hand: (250 - 100) / 100
    sheet = next(entry for entry in answer["sheets"] if entry["sheet"] == "Projects")
    assert sheet == {"file": "clean.xlsx", "sheet": "Projects", "recognised_as": "projects", "orientation": "rows", "header_rows": [1],
                     "rows_read": 1, "rows_loaded": 1, "rows_skipped": 0}  # fmt: skip
    assert answer["mapping"]["projects"]["budget"]["column"] == "Budget"
    assert set(answer) == {"snapshot", "published", "as_of", "sheets", "mapping", "unmapped", "findings", "totals"}


def test_load_publishes_what_is_clean(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", clean, "--portfolio", "Test", "--publish", "--label", "Review")
    assert (code, answer["published"]) == (0, True)
    _, listed = ask(capsys, "snapshots")
    assert [(s["state"], s["label"]) for s in listed["snapshots"]] == [("published", "Review")]


def test_the_same_bytes_change_nothing(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, first = ask(capsys, "load", clean, "--portfolio", "Test")
    code, second = ask(capsys, "load", clean, "--portfolio", "Test")
    assert (code, second["unchanged"], second["snapshot"]) == (0, True, first["snapshot"])


def test_warnings_are_published_only_when_accepted(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", doubtful, "--portfolio", "Test", "--publish")
    assert (code, answer["published"]) == (1, False)
    code, answer = ask(capsys, "load", doubtful, "--portfolio", "Test", "--publish", "--accept-warnings")
    assert (code, answer["published"]) == (0, True)


def test_errors_keep_the_draft_and_publish_nothing(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", wrong, "--portfolio", "Test", "--publish", "--accept-warnings")
    assert (code, answer["published"]) == (1, False)
    assert answer["snapshot"]
    finding = next(entry for entry in answer["findings"] if entry["severity"] == "error")
    assert (finding["code"], finding["file"], finding["sheet"], finding["row"], finding["cell"], finding["value"]) == (
        "unknown-reference", "wrong.xlsx", "Costs", 2, "A2", "P9",
    )  # fmt: skip
    assert finding["problem"]
    assert finding["fix"]


def test_check_says_the_same_and_writes_nothing(wrong: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, checked = ask(capsys, "check", wrong)
    assert (code, checked["snapshot"]) == (1, None)
    assert not store.exists()
    _, loaded = ask(capsys, "load", wrong, "--portfolio", "Test")
    assert loaded["findings"] == checked["findings"]
    assert loaded["totals"] == checked["totals"]


def test_without_an_as_of_date_nothing_is_loaded(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", workbook(tmp_path / "p.xlsx", Projects=CLEAN), "--portfolio", "Test")
    assert (code, answer["snapshot"]) == (1, None)
    assert [entry["code"] for entry in answer["findings"] if entry["severity"] == "error"] == ["as-of-missing"]
    assert not store.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["load", "missing.xlsx", "--portfolio", "X"], 3),
        (["load", "--portfolio", "X"], 2),
        (["check", "x.csv", "--as-of", "31/03/2019"], 2),
        (["check", "x.csv", "--mapping", "no such mapping"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert cli.main([*arguments, "--quiet"]) == code
    except SystemExit as end:
        assert end.code == code
    assert "Traceback" not in capsys.readouterr().err


def test_template_writes_a_workbook_that_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["template", str(tmp_path / "t.xlsx")]) == 0
    capsys.readouterr()
    code, answer = ask(capsys, "check", tmp_path / "t.xlsx", "--as-of", "2026-09-30")
    assert code == 1
    assert [entry["code"] for entry in answer["findings"] if entry["severity"] == "error"] == ["no-projects"]


def test_map_writes_a_mapping_that_loads_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["Scheme title", "Whole life cost (£m)", "Health", "Remarks"], ["Alpha", 1.5, "A/G", "x"], ["Beta", 2, "Red", "y"]]
    path = workbook(tmp_path / "export.xlsx", Portfolio=rows)
    code, answer = ask(capsys, "map", path, "--out", tmp_path / "m.toml")
    fields = answer["tables"]["projects"]["fields"]
    assert code == 0
    assert fields["budget"] == {"column": "Whole life cost (£m)", "scale": 1e6, "currency": "GBP", "date": None,
                                "certainty": fields["budget"]["certainty"], "status": "proposed", "samples": ["1.5", "2"]}  # fmt: skip
    assert fields["budget"]["certainty"] > 0.7
    assert answer["unused"] == ["Remarks"]
    _, proposed = ask(capsys, "check", path, "--as-of", "2026-09-30")
    _, mapped = ask(capsys, "check", path, "--as-of", "2026-09-30", "--mapping", tmp_path / "m.toml")
    assert mapped["totals"] == proposed["totals"]
    assert mapped["totals"]["cost.approved"] == 3_500_000


@needs_shared
def test_the_government_portfolio_gives_its_known_return(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "load", REAL / "uk_gmpp_2023_with_benefits.csv", "--portfolio", "GMPP", "--as-of", "2023-03-31", "--publish",
                       "--accept-warnings")  # fmt: skip
    assert (code, answer["published"]) == (0, True)
    # SOURCES.md: 102 projects with both, (671,530.31 - 264,639.00) / 264,639.00
    assert answer["totals"]["roi.plan"] == pytest.approx(1.5375, abs=5e-5)
    assert answer["totals"]["data.projects"] == 244


@pytest.mark.slow
def test_sample_publishes_eight_quarters_and_is_quick_the_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "sample")
    assert code == 0
    assert [entry["state"] for entry in answer["snapshots"]] == ["published"] * 8
    _, again = ask(capsys, "sample")
    assert again == answer


MANY = [
    ["Report date", "Project ID", "Project name", "Budget", "Spend to date"],
    *([day, f"P{n}", f"Project {n}", 100, spent + n] for day, spent in ((date(2026, 3, 31), 10), (date(2026, 6, 30), 20), (date(2026, 9, 30), 30)) for n in (1, 2)),
]  # fmt: skip


def test_earlier_reporting_dates_become_snapshots_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = workbook(tmp_path / "many.xlsx", Reports=MANY)
    loading = ("load", book, "--portfolio", "Many", "--as-of", "2026-09-30", "--history", "--publish", "--accept-warnings")
    code, answer = ask(capsys, *loading)
    assert code == 0
    assert [(one["as_of"], one["published"]) for one in answer["history"]] == [("2026-03-31", True), ("2026-06-30", True)]
    # By hand: 31 + 32 spent at the end of September, 21 + 22 at the end of June.
    assert answer["totals"]["cost.to_date"] == 63
    _, june = ask(capsys, "figures", "--snapshot", answer["history"][1]["snapshot"])
    assert {f["id"]: f["value"] for f in june["figures"] if f["scope"] == "portfolio"}["cost.to_date"] == 43
    _, listed = ask(capsys, "snapshots")
    assert sorted(one["as_of"] for one in listed["snapshots"]) == ["2026-03-31", "2026-06-30", "2026-09-30"]
    _, again = ask(capsys, *loading)
    assert again["unchanged"]
    assert len(ask(capsys, "snapshots")[1]["snapshots"]) == 3
