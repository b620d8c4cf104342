"""`export` on the command line: files, their names, exit codes and one plain sentence where it cannot be done."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.portfolios import portfolio
from value_model.cli import main
from value_model.store import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("export") / "value.duckdb")
    with open_store(url) as opened:
        draft, _ = opened.save_draft("Small portfolio", portfolio(5), as_of=date(2026, 9, 30))
        opened.publish(draft.id, by="test", note="test", accept_warnings=True)
    return url


def test_csv_in_one_file_is_every_figure(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.csv"
    assert main(["export", "csv", str(out), "--store", store]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_text("utf-8-sig").startswith("id,scope,name,value,unit,")


def test_a_folder_takes_a_file_for_each_and_json_names_them(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "svg", str(tmp_path), "--page", "story", "--store", store, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (file,) = found["files"]
    assert Path(file["file"]).name == f"small-portfolio_2026-09-30_{found['snapshot']}_scurve.svg"
    assert Path(file["file"]).stat().st_size == file["bytes"] > 0


def test_a_kind_that_does_not_exist_is_called_wrongly(store: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "gif", str(tmp_path), "--store", store])
    assert stopped.value.code == 2


def test_several_slides_do_not_fit_one_file(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "png", str(tmp_path / "x.png"), "--page", "present", "--store", store]) == 2
    assert "Name a folder, not one file." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_snapshot_is_said(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "json", str(tmp_path / "x.json"), "--snapshot", "nope", "--store", store]) == 2
    assert 'There is no snapshot "nope"' in capsys.readouterr().err
