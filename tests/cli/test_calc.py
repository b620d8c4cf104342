"""The calc command from outside: bytes in, bytes out, whatever the line and whatever the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from value_model.cli import calc
from value_model.cli.calculation.catalogue import METRICS

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = ["id", "metric", "value", "unit", "reason", "detail"]


def ask(*lines: str | bytes) -> list[dict[str, Any]]:
    """Answer lines in this process; an answer that is not JSON fails here."""
    sent = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return [json.loads(answer, parse_constant=pytest.fail) for answer in calc.answers(sent)]


def one(metric: str, inputs: str) -> dict[str, Any]:
    (answer,) = ask(f'{{"id": "a", "metric": "{metric}", "inputs": {inputs}}}')
    assert list(answer) == MEMBERS
    return answer


def message(metric: str, inputs: str) -> str:
    answer = one(metric, inputs)
    assert (answer["value"], answer["reason"], list(answer["detail"])) == (None, "invalid_input", ["message"])
    return str(answer["detail"]["message"])


ROI = '{"id": "a", "metric": "roi", "inputs": {"benefit": 150, "cost": 100}}'
ROI_ANSWER = (
    b'{"id": "a", "metric": "roi", "value": 0.5, "unit": "fraction", "reason": null, "detail": {"net_benefit": 50.0, "per_unit": 1.5}}\n'
)


def run(sent: bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "value_model", "calc", *arguments],
        input=sent,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_the_command_answers_in_utf_8_with_line_feeds_whatever_the_locale() -> None:
    sent = (
        b"\xef\xbb\xbf" + ROI.encode() + b'\r\n\n \t \n{"id": "\xc3\x89\xe2\x98\x85", "metric": "roi", "inputs": {"benefit": 3, "cost": 2}}'
    )
    done = run(sent, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = done.stdout.splitlines(keepends=True)
    assert first == ROI_ANSWER
    assert second.startswith('{"id": "É★", '.encode())


def test_wrong_arguments_are_2_and_an_undefined_answer_is_0() -> None:
    assert run(b"", "--nonsense").returncode == 2
    done = run(b"not json\n")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert run(b"").stdout == b""


def test_answers_come_line_by_line() -> None:
    process = subprocess.Popen([sys.executable, "-m", "value_model", "calc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(ROI.encode() + b"\n")
            process.stdin.flush()
            assert process.stdout.readline() == ROI_ANSWER
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("line", "own_id", "metric"),
    [
        ("{this is not json", None, None),
        ("[1, 2]", None, None),
        ("42", None, None),
        ("null", None, None),
        (ROI + " and more", None, None),
        (b'{"id": "\xff"}', None, None),
        ('{"id": "a", "metric": "net_present_wealth", "inputs": {}}', "a", "net_present_wealth"),
        ('{"id": 7, "metric": 5, "inputs": {}}', 7, None),
        ('{"id": "a", "inputs": {}}', "a", None),
        ('{"id": true, "metric": "x"}', None, "x"),
        ('{"id": ["a"], "metric": null}', None, None),
        ('{"id": "a", "id": "a", "metric": "roi", "inputs": {"benefit": 1, "cost": 1}}', "a", "roi"),
        ("[" * 100_000 + "]" * 100_000, None, None),
        ('{"id": "a", "metric": "npv", "inputs": ' + "[" * 100_000 + "]" * 100_000 + "}", "a", "npv"),
        ('{"id": "a", "metric": "npv", "inputs": {"flows": ' + '{"x":' * 5_000, None, None),
        ('"' + "\\" * 3, None, None),
    ],
)
def test_a_bad_line_is_answered_and_the_next_ones_are_too(line: str | bytes, own_id: Any, metric: str | None) -> None:
    bad, good = ask(line, ROI)
    assert [bad[name] for name in MEMBERS[:5]] == [own_id, metric, None, None, "invalid_input"]
    assert len(bad["detail"]["message"]) > 10
    assert good["value"] == 0.5


@pytest.mark.parametrize(
    "own_id", ["7", "7.50", "-0", "1e5", "123456789012345678901234567890", "1e999", '"a"', '""', '"\\ud800"', '"\\u0000"', '"É"']
)
def test_an_id_comes_back_unchanged(own_id: str) -> None:
    (answer,) = calc.answers([f'{{"id": {own_id}, "metric": "roi", "inputs": {{"benefit": 1, "cost": 1}}}}'.encode()])
    assert answer.startswith(f'{{"id": {own_id}, "metric"'.encode())


@pytest.mark.parametrize(
    "line",
    [
        '{"metric": "roi", "inputs": {"benefit": 3, "cost": 2}, "more": [{}]}',
        '{"id": null, "metric": "roi", "inputs": {"benefit": 3, "cost": 2}}',
    ],
)
def test_a_request_without_id_is_answered_without(line: str) -> None:
    (answer,) = ask(line)
    assert (answer["id"], answer["value"]) == (None, 0.5)


@pytest.mark.parametrize(
    ("metric", "inputs", "named"),
    [
        ("roi", "null", "inputs"),
        ("roi", "[1]", "inputs"),
        ("roi", "{}", '"benefit" is missing'),
        ("roi", '{"benefit": 1}', '"cost" is missing'),
        ("roi", '{"benefit": 1, "cost": 1, "tax": 1}', '"tax" is not an input'),
        ("roi", '{"benefit": 1, "benefit": 2, "cost": 1}', '"benefit" is given twice'),
        ("roi", '{"benefit": "1", "cost": 1}', '"benefit"'),
        ("roi", '{"benefit": true, "cost": 1}', '"benefit"'),
        ("roi", '{"benefit": NaN, "cost": 1}', '"benefit"'),
        ("roi", '{"benefit": -Infinity, "cost": 1}', '"benefit"'),
        ("roi", '{"benefit": 1e999, "cost": 1}', '"benefit"'),
        ("roi", '{"benefit": ' + "9" * 10_000 + ', "cost": 1}', '"benefit"'),
        ("npv", '{"rate": 0.1, "flows": []}', '"flows"'),
        ("npv", '{"rate": 0.1, "flows": [1, null]}', '"flows[1]"'),
        ("npv", '{"rate": 0.1, "flows": {"a": 1}}', '"flows"'),
        ("npv", '{"rate": 0.1}', '"flows"'),
        ("npv", '{"rate": 0.1, "flows": [1], "benefits": [1], "costs": [1]}', '"flows"'),
        ("npv", '{"rate": 0.1, "benefits": [1]}', '"costs"'),
        ("npv", '{"flows": [1]}', '"rate"'),
        ("npv", '{"rate": 0.1, "flows": [1], "periods_per_year": 1.5}', '"periods_per_year"'),
        ("npv", '{"rate": 0.1, "flows": [1], "periods_per_year": 0}', '"periods_per_year"'),
        ("npv", '{"rate": 0.1, "flows": [1], "timing": "START"}', '"timing"'),
        ("npv", '{"schedule": [[1, 0.1, 2]], "flows": [1]}', '"schedule"'),
        ("npv", '{"schedule": [[1.5, 0.1]], "flows": [1]}', '"schedule"'),
        ("irr", '{"flows": [1], "hurdle": -1}', '"hurdle"'),
        ("xnpv", '{"rate": 0.1, "dates": ["2023-02-29"], "amounts": [1]}', '"dates[0]"'),
        ("xnpv", '{"rate": 0.1, "dates": ["20230201"], "amounts": [1]}', '"dates[0]"'),
        ("xnpv", '{"rate": 0.1, "dates": ["2023-W01-1"], "amounts": [1]}', '"dates[0]"'),
        ("payback", '{"flows": [-1, 2], "rate": 0.1}', '"rate" is not an input'),
        ("payback", '{"flows": [-1, 2], "method": "discounted"}', '"rate"'),
        ("payback", '{"flows": [-1, 2], "method": "quick"}', '"method"'),
        ("payback", '{"flows": [-1, 2], "whole_periods": 1}', '"whole_periods"'),
        ("bcr", '{"pvb": 1, "pvc": 1, "rate": 0.1}', '"rate" is not an input'),
        ("optimism_bias", '{"cost": [], "uplift": 1}', '"cost"'),
        ("cost_of_delay", '{"per_period": 1, "delay": 1, "window": "moving"}', '"window" is not an input'),
        ("uplift_lookup", '{"table": "x", "type": "it"}', '"table"'),
        ("nps", '{"ratings": [7.5]}', '"ratings[0]"'),
        ("nps", '{"promoters": 1, "passives": 1}', '"detractors"'),
        ("alignment_index", '{"priority": {"A": 1}, "projects": [{"spend": 1, "shares": {"A": 1}}], "untagged": 1}', '"untagged"'),
        ("forecast_accuracy", '{"forecast": [1], "actual": 1}', '"actual"'),
        ("benefits_at_risk", '{"benefits": [{"remaining": 1, "rag": "blue"}]}', '"benefits[0].rag"'),
        ("benefits_at_risk", '{"benefits": [{"remaining": 1, "rag": "red", "x": 1}]}', '"benefits[0].x"'),
        (
            "snapshot_bridge",
            '{"before": {"rate": 0, "projects": {}}, "after": {"rate": 0, "projects": {"P": {"benefits": [], "costs": [1]}}}}',
            "benefits",
        ),
        ("weighted_score", '{"weights": [1], "scores": [1], "scale": [1]}', '"scale"'),
        ("weighted_score", '{"weights": [1], "scores": [1, 2]}', '"weights" has 1, "scores" has 2: give'),
        ("rank_stability", '{"weights": [1], "options": [[1], [1, 2]]}', '"options[1]" has 2'),
        ("ahp", '{"upper": [[1, 2]]}', '"upper" has 2 in row 1, where an upper triangle needs 1'),
        ("ahp_synthesis", '{"criteria": [[1]], "alternatives": [[[1]], [[1, 2]]]}', '"alternatives[1]" has 2 in row 1'),
        ("ahp_synthesis", '{"criteria": [[1, 2]], "alternatives": [[[1]]]}', '"criteria" has 2 in row 1'),
        ("vfm_indicator", '{"spend": {"superb": 1}}', '"spend" holds'),
        ("ROI", '{"benefit": 1, "cost": 1}', 'There is no "metric" called "ROI". Did you mean "roi"?'),
        ("net_present_wealth", "{}", "Use one that the command reference lists."),
        ("deflate", '{"amount": 1, "year": 2020, "base_year": 2021, "index": {}}', '"index"'),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(metric: str, inputs: str, named: str) -> None:
    assert named in message(metric, inputs)


@pytest.mark.parametrize(
    ("metric", "inputs", "value"),
    [
        ("npv", '{"rate": 0.1, "schedule": null, "flows": [0, 110.0], "first_t": null, "periods_per_year": 1.0}', 100.0),
        ("npv", '{"rate": 1e-400, "flows": [1, 1]}', 2.0),
        ("npv", '{"rate": 0, "flows": [0.1, 0.1, 0.1, -0.3]}', 0.0),
        ("annuity_factor", '{"rate": 0.25, "from": 1, "to": 2}', 1.44),
        ("kpi_attainment", '{"base": 0, "target": 10, "actual": 5, "direction": null}', 0.5),
        ("discount_factor", '{"schedule": "green_book_2022_standard", "t": 0.0}', 1.0),
        ("optimism_bias", '{"cost": 100, "uplift": 0.5}', 150.0),
        ("forecast_accuracy", '{"forecast": 120, "actual": 100}', 0.8),
        ("uplift_lookup", '{"table": "flyvbjerg_cowi_2004", "type": "roads", "percentile": 50.0}', 0.15),
        ("alignment_index", '{"priority": {"A": 1}, "spend": {"A": 2}}', 1.0),
        ("vfm_category", '{"bcr": 1.5}', "medium"),
        ("npv", '{"rate": 0.1, "flows": [0, 110], "benefits": null, "costs": null}', 100.0),
        ("bcr", '{"pvb": 3, "pvc": 2, "rate": null, "timing": null}', 1.5),
        ("payback", '{"flows": [-1, 2], "rate": null}', 0.5),
        ("cost_of_delay", '{"per_period": 10, "delay": 2, "window": null, "rate": null}', 20.0),
        ("nps", '{"ratings": [9], "promoters": null}', 100.0),
    ],
)
def test_accepted_spellings(metric: str, inputs: str, value: float | str) -> None:
    assert one(metric, inputs)["value"] == value


def test_a_result_too_large_is_overflow_and_keeps_its_other_details() -> None:
    answer = one("roi", '{"benefit": 1e308, "cost": 1e-10}')
    assert (answer["reason"], answer["detail"]) == ("overflow", {"net_benefit": 1e308, "per_unit": None})


@pytest.mark.parametrize(("finance", "reinvest", "kept"), [(-1, 0.1, (121.0, None)), (0.1, -1, (None, -100.0)), (-2, -2, (None, None))])
def test_a_rate_out_of_range_leaves_what_the_other_rate_gives(finance: float, reinvest: float, kept: tuple[float | None, ...]) -> None:
    answer = one("mirr", f'{{"flows": [-100, 110, 0], "finance_rate": {finance}, "reinvest_rate": {reinvest}}}')
    assert (answer["reason"], tuple(answer["detail"].values())) == ("rate_out_of_range", kept)


def test_every_metric_of_the_reference_has_inputs_and_a_unit() -> None:
    assert len(METRICS) == 72
    assert all(metric.unit and metric.forms for metric in METRICS.values())


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["2025-01-01", "high"])
)
things = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=8
)


@given(st.sampled_from(sorted(METRICS)), st.data())
@settings(max_examples=500, deadline=None)
def test_no_input_of_any_shape_stops_the_command(metric: str, data: st.DataObject) -> None:
    names = sorted({name for form in METRICS[metric].forms for name in form.inputs})
    inputs = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), things, max_size=len(names)))
    answer, after = ask(json.dumps({"id": 1, "metric": metric, "inputs": inputs}), ROI)
    assert list(answer) == MEMBERS
    assert (answer["value"] is None) == (answer["reason"] is not None)
    assert after["value"] == 0.5


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_no_bytes_stop_the_command(line: bytes) -> None:
    answers = ask(line.replace(b"\n", b" "), ROI)
    assert answers[-1]["value"] == 0.5
