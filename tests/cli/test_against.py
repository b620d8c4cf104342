"""`check` and `load` tell what a file changes against the last published snapshot."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from value_model.cli import main

FIRST = "Project ID,Name,Budget,Currency\nA,Alpha,100000,USD\nB,Beta,150000,USD\n"
SECOND = "Project ID,Name,Budget,Currency\nA,Alpha,120000,USD\nC,Gamma,150000,USD\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    main([*map(str, arguments), "--format", "json", "--quiet"])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    gc.collect()  # in one process the engine brings its log into the file once the last answer it gave is gone
    return told


def test_check_and_load_name_projects_and_values_that_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, first, second = tmp_path / "s.duckdb", tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(FIRST), second.write_text(SECOND)
    common = ("--store", store, "--portfolio", "P")
    assert "against" not in run(capsys, "load", first, *common, "--as-of", "2026-06-30", "--publish")
    before = store.read_bytes()
    tried = run(capsys, "check", second, *common, "--as-of", "2026-09-30")["against"]
    assert store.read_bytes() == before
    # By hand: C came, B went, the budget of A rose; a budget is no history.
    assert tried["projects"] == {"added": ["C"], "removed": ["B"]}  # type: ignore[index]
    assert tried["changes"] == [{"table": "projects", "key": "A", "field": "budget", "old": 100000, "new": 120000, "restated": False}]  # type: ignore[index]
    assert run(capsys, "load", second, *common, "--as-of", "2026-09-30")["against"] == tried
