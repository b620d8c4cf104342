"""Each of the 48 patterns says its example of design section 4, and is silent where a figure is missing."""

from __future__ import annotations

import pytest

from tests.narrative.examples import BY_ID, CASES, OPTIONAL
from tests.narrative.say import said
from value_model.narrative.patterns import PATTERNS


def test_there_are_48_patterns_and_an_example_of_each():
    assert len({p.id for p in PATTERNS}) == 48
    assert {case.id for case in CASES} == {p.id for p in PATTERNS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_pattern_says_its_example(case):
    if case.id == "F5":  # −$0.6M alone is written in thousands; in the design it stands for the form, not the unit
        assert said("F5", case.figures()) == [case.text.replace("$0.6M", "$600k")]
    else:
        assert said(case.id, case.figures()) == [case.text]


MISSING = [(case, ref) for case in CASES for ref in case.now if (case.id, ref) not in OPTIONAL and case.id not in ("F3", "H3")]


@pytest.mark.parametrize(("case", "ref"), MISSING, ids=lambda value: getattr(value, "id", value))
def test_a_pattern_is_silent_where_a_figure_cannot_be_stated(case, ref):
    if case.id == "C1" and ref.startswith("fit.rank") and not ref.endswith("O5"):
        assert said(case.id, case.figures(**{ref: None})) == [case.text.replace("of 5", "of 4")]
    else:
        assert said(case.id, case.figures(**{ref: None})) == []


@pytest.mark.parametrize("pattern_id", ["C5", "E3", "F1", "F3", "F4", "F5"])
def test_a_pattern_about_change_is_silent_with_one_snapshot(pattern_id):
    case = BY_ID[pattern_id]
    alone = type(case)(case.id, case.text, case.now)
    assert said(pattern_id, alone.figures()) == []


def test_without_a_share_of_spend_coverage_is_that_of_projects():
    assert said("H1", BY_ID["H1"].figures(**{"data.coverage_spend": None})) == ["Figures cover 18 of 20 projects."]
    assert said("H1", BY_ID["H1"].figures(**{"data.coverage_spend": None, "data.complete_projects": 19})) == []  # 95%


def test_more_missing_benefits_than_costs_are_named_instead():
    missing = {f"benefits.plan@project:P{n}": None for n in (1, 2, 3, 4)}
    assert said("H3", BY_ID["H3"].figures(**missing)) == ["ROI is not shown: 4 projects have no planned benefit recorded."]


def test_a_cost_recorded_for_all_leaves_nothing_to_explain():
    case = BY_ID["H3"]
    assert said("H3", case.figures(**{f"cost.approved@project:P{n}": 1.0 for n in (1, 2, 3)})) == []
    assert said("H3", case.figures(**{"roi.plan": 0.5})) == []
