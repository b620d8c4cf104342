"""Snapshots, publishing, comparing, proving and keeping a second copy, from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.store.test_difference import portfolio
from value_model.cli import main
from value_model.contract import Finding, Import
from value_model.store import open_store

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
SETTINGS = {"portfolio_name": "North", "reporting_currency": "USD"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "value.duckdb"


def draft(place: Path, imported: Import, as_of: date = MARCH) -> str:
    with open_store(str(place)) as store:
        return store.save_draft("North", imported, as_of=as_of)[0].id


def quarter(amount: str, **more: dict[str, object]) -> Import:
    projects: dict[str, dict[str, object]] = {"P1": {}, **more}
    return portfolio(projects, [("B-P1", date(2026, 5, 1), "forecast", amount), ("B-P1", date(2026, 5, 1), "plan", "100")], SETTINGS)


def run(capsys: pytest.CaptureFixture[str], place: Path, *words: str) -> tuple[int, Any]:
    code = main([*words, "--store", str(place), "--format", "json", "--quiet"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_snapshots_are_listed_as_the_contract_of_the_command_line_says(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    assert run(capsys, place, "snapshots") == (0, {"snapshots": []})
    first = draft(place, quarter("100"))
    code, answer = run(capsys, place, "snapshots")
    assert code == 0
    (row,) = answer["snapshots"]
    assert list(row) == ["id", "portfolio", "label", "as_of", "state", "hash", "previous_hash", "published_at", "rows"]
    assert (row["id"], row["portfolio"], row["as_of"], row["state"], row["rows"]) == (first, "North", "2026-03-31", "draft", 4)
    assert run(capsys, place, "snapshots", "--portfolio", "South") == (0, {"snapshots": []})


def test_publish_chains_and_keeps_figures_that_verify_computes_again(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    first, second = draft(place, quarter("100")), draft(place, quarter("90"), JUNE)
    assert run(capsys, place, "publish", first)[0] == 0
    code, answer = run(capsys, place, "publish", second)
    assert code == 0
    (row,) = answer["snapshots"]
    assert (row["state"], row["previous_hash"]) == ("published", run(capsys, place, "snapshots")[1]["snapshots"][0]["hash"])
    code, proof = run(capsys, place, "verify")
    assert (code, proof["snapshots"], proof["bad"]) == (0, 2, [])
    assert proof["figures"] > 100


def test_publishing_is_refused_with_errors_and_needs_warnings_accepted(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    imported = quarter("100")
    imported.findings.append(Finding("warning", "odd", "It looks odd.", "Look again."))
    doubtful = draft(place, imported)
    assert main(["publish", doubtful, "--store", str(place)]) == 1
    assert capsys.readouterr().err == "Not published: 1 warning to accept first, with a note.\n"
    assert run(capsys, place, "publish", doubtful, "--accept-warnings", "--note", "Checked with finance")[0] == 0
    with open_store(str(place)) as store:
        assert store.journal("North", "publish")[0].content == {"note": "Checked with finance", "accepted": {"odd": 1}}
    imported = quarter("90")
    imported.findings.append(Finding("error", "bad", "It is wrong.", "Mend it."))
    assert run(capsys, place, "publish", draft(place, imported, JUNE), "--accept-warnings") == (1, None)


def test_a_draft_is_discarded_and_a_published_snapshot_stays(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    first = draft(place, quarter("100"))
    run(capsys, place, "publish", first)
    assert run(capsys, place, "discard", draft(place, quarter("90"), JUNE))[0] == 0
    assert run(capsys, place, "discard", first) == (4, None)
    assert [row["id"] for row in run(capsys, place, "snapshots")[1]["snapshots"]] == [first]


def test_a_correction_is_undone_by_publishing_the_earlier_file_again(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    first = draft(place, quarter("100"))
    run(capsys, place, "publish", first)
    wrong = draft(place, quarter("90"))
    run(capsys, place, "publish", wrong)
    again = draft(place, quarter("100"))
    assert again not in (first, wrong)
    _, answer = run(capsys, place, "diff", wrong, again)
    assert [(one["field"], one["old"], one["new"]) for one in answer["changes"]] == [("amount", 90, 100)]
    assert run(capsys, place, "publish", again)[0] == 0
    assert run(capsys, place, "diff", first, again)[1]["changes"] == []
    with open_store(str(place)) as store:
        newest = store.newest("North", "published")
    assert newest is not None
    assert newest.id == again
    assert run(capsys, place, "verify")[1]["bad"] == []


def test_diff_names_changes_and_the_bridge_adds_up(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    older, newer = draft(place, quarter("100", P2={})), draft(place, quarter("90", P3={}), JUNE)
    code, answer = run(capsys, place, "diff", older, newer)
    assert code == 0
    assert list(answer) == ["from", "to", "projects", "changes", "bridge"]
    assert (answer["from"], answer["to"]) == (older, newer)
    assert answer["projects"] == {"added": ["P3"], "removed": ["P2"]}
    assert answer["changes"] == [
        {"table": "benefit_values", "key": "B-P1 / 2026-05-01 / forecast", "field": "amount", "old": 100, "new": 90, "restated": False}
    ]
    assert list(answer["bridge"]) == ["benefits", "npv"]
    assert answer["bridge"]["benefits"]["method"] in (0, None)


def test_diff_across_portfolios_or_of_the_unknown_is_refused(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    one = draft(place, quarter("100"))
    with open_store(str(place)) as store:
        other = store.save_draft("South", quarter("100"), as_of=MARCH)[0].id
    assert run(capsys, place, "diff", one, other) == (2, None)
    assert run(capsys, place, "diff", one, "x") == (2, None)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("update projects set name = 'Other'", "content differs"),
        ("update stored_figures set value = '12345.0' where id = 'benefits.plan'", "benefits.plan at portfolio was 12345.0 and is 100.0"),
        ("delete from snapshots", "is missing"),
    ],
)
def test_verify_names_what_somebody_changed_and_doctor_minds(
    capsys: pytest.CaptureFixture[str], place: Path, change: str, found: str
) -> None:
    first = draft(place, quarter("100"))
    run(capsys, place, "publish", first)
    with duckdb.connect(str(place)) as outside:
        outside.execute(change)
    code, answer = run(capsys, place, "verify")
    assert code == 1
    assert any(entry["snapshot"] == first and found in entry["what"] for entry in answer["bad"])
    code, answer = run(capsys, place, "doctor")
    assert code == 1
    assert [check["name"] for check in answer["checks"] if not check["ok"]] == ["store"]


def test_doctor_checks_store_policy_disk_and_versions_and_makes_nothing(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    code, answer = run(capsys, place, "doctor")
    assert (code, [check["name"] for check in answer["checks"]]) == (0, ["store", "policy", "disk", "versions"])
    assert not place.exists()
    draft(place, quarter("100"))
    assert "1 snapshot" in run(capsys, place, "doctor")[1]["checks"][0]["say"]


def test_doctor_on_a_damaged_store_says_so_and_touches_nothing(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    place.write_bytes(b"damaged" * 1000)
    code, answer = run(capsys, place, "doctor")
    assert code == 1
    assert not answer["checks"][0]["ok"]
    assert place.read_bytes() == b"damaged" * 1000
    assert run(capsys, place, "snapshots") == (4, None)


def test_a_backup_restores_what_was_lost(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    first = draft(place, quarter("100"))
    run(capsys, place, "publish", first)
    out = place.with_name("monday.duckdb")
    assert run(capsys, place, "backup", str(out)) == (0, {"backup": str(out), "snapshots": 1})
    assert run(capsys, place, "backup", str(out)) == (2, None)
    place.unlink()
    code, answer = run(capsys, place, "restore", str(out))
    assert (code, answer["snapshots"]) == (0, 1)
    assert run(capsys, place, "verify")[1]["bad"] == []
    assert run(capsys, place, "restore", str(place.with_name("none"))) == (3, None)


def test_answers_in_words_and_in_columns(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    older, newer = draft(place, quarter("100")), draft(place, quarter("90"), JUNE)
    main(["snapshots", "--store", str(place), "--format", "csv"])
    assert capsys.readouterr().out.splitlines()[0] == "id,portfolio,label,as_of,state,hash,previous_hash,published_at,rows"
    for words in (["snapshots"], ["diff", older, newer], ["publish", older], ["verify"], ["discard", newer], ["doctor"]):
        assert main([*words, "--store", str(place), "--quiet"]) == 0
        assert capsys.readouterr().out.strip()
