"""The acceptance checks of design.md, section 12, each with the tests that prove it: one without a test fails here.

A check that only longer runs prove in full names these too; every check has at least one test in `make test`.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DESIGN = ROOT.parent / "shared" / "design.md"


@dataclass(frozen=True)
class Check:
    """What is to hold, as the design guide begins it, and the tests that prove it; `open` names what no page makes yet."""

    begins: str
    tests: tuple[str, ...]
    open: str = ""


CHECKS = {
    1: Check("Story headline, cards and first decision", ("tests/browser/test_story.py::test_the_first_screen_holds_the_story",)),
    2: Check(
        "Each pattern has tests for fires",
        (
            "tests/narrative/test_examples.py::test_a_pattern_says_its_example",
            "tests/narrative/test_thresholds.py::test_a_pattern_fires_on_its_limit_and_not_below",
            "tests/narrative/test_six_cases.py::test_a_pattern_is_silent_on_its_limit_and_speaks_over_it",
            "tests/narrative/test_six_cases.py::test_a_decision_block_has_the_same_limit",
            "tests/narrative/test_six_cases.py::test_one_of_anything_is_singular",
            "tests/narrative/test_examples.py::test_a_pattern_is_silent_where_a_figure_cannot_be_stated",
            "tests/narrative/test_forms.py::test_words_agree_with_their_count",
        ),
    ),
    3: Check(
        "Number check, word list, length and readability",
        (
            "tests/narrative/test_large.py::test_every_page_is_proved_plain_and_readable",
            "tests/narrative/test_fuzz.py::test_the_laws_hold",
            "tests/narrative/test_fuzz.py::test_the_laws_hold_on_many_portfolios",
            "tests/narrative/test_pages.py::test_every_page_has_a_headline_with_and_without_data",
        ),
    ),
    4: Check(
        "Recomputed figures equal shown figures",
        (
            "tests/sample/test_expected.py::test_figures_are_what_the_workbooks_add_up_to",
            "tests/cli/test_story.py::test_the_headline_states_its_figures_as_the_figures_command_does",
            "tests/narrative/test_proof.py::test_a_corrupted_figure_is_caught",
            "tests/exports/test_files.py::test_a_wrong_number_refuses_every_kind",
        ),
        open="deck, PDF and workbook",
    ),
    5: Check(
        "Text contrast",
        ("tests/charts/test_palette.py::test_text_reaches_4_5", "tests/charts/test_palette.py::test_marks_reach_3",
         "tests/charts/test_palette.py::test_theme_file_uses_the_tokens"),
    ),
    6: Check(
        "Each status is readable in gray",
        ("tests/pages/test_story.py::test_a_status_is_a_glyph_a_word_and_a_number",
         "tests/browser/test_every_page.py::test_paper_holds_every_status_word_and_none_of_the_controls",
         "tests/browser/test_every_page.py::test_every_page_is_accessible_whole_and_alone"),
    ),
    7: Check(
        "Present works by arrow keys alone",
        ("tests/browser/test_present.py::test_the_right_arrow_walks_through_the_whole_review",
         "tests/browser/test_present.py::test_every_text_is_at_least_20_px_and_inside_the_screen",
         "tests/browser/test_paths.py::test_a_presenter_shows_the_review_and_takes_it_away_by_keys_alone"),
    ),
    8: Check(
        "Same snapshot twice",
        ("tests/narrative/test_fuzz.py::test_the_same_figures_give_the_same_words",
         "tests/cli/test_story.py::test_the_same_snapshot_gives_the_same_bytes",
         "tests/exports/test_files.py::test_the_same_snapshot_gives_the_same_bytes",
         "tests/exports/test_files.py::test_tables_are_the_same_bytes_twice"),
        open="PDF",
    ),
    9: Check(
        "No network request leaves the app",
        ("tests/browser/test_every_page.py::test_every_page_is_accessible_whole_and_alone",),
    ),
    10: Check(
        "Label overlap on the quadrant",
        ("tests/charts/test_quadrant.py::test_names_that_may_be_left_out_never_touch_another_name",
         "tests/browser/test_every_page.py::test_every_page_is_accessible_whole_and_alone"),
    ),
    11: Check(
        "Each status rule is tested on, just above and just below",
        ("tests/narrative/test_cards.py::test_realized_and_forecast_are_judged_by_their_ratio_to_plan",
         "tests/narrative/test_cards.py::test_roi_is_judged_in_points_below_plan",
         "tests/narrative/test_cards.py::test_fit_is_judged_by_its_index",
         "tests/narrative/test_cards.py::test_benefits_at_risk_are_judged_by_their_share",
         "tests/narrative/test_cards.py::test_payback_is_judged_in_quarters_later_than_planned",
         "tests/narrative/test_cards.py::test_net_present_value_is_judged_against_plan_and_zero",
         "tests/narrative/test_cards.py::test_faults_are_judged_by_the_value_they_hold",
         "tests/narrative/test_cards.py::test_a_plan_that_is_not_above_zero_is_no_data_with_the_reason",
         "tests/narrative/test_cards.py::test_a_missing_plan_is_no_data_with_the_reason"),
    ),
    12: Check(
        "Hostile names",
        ("tests/pages/test_names.py::test_a_name_shows_as_typed_wherever_a_page_says_it",
         "tests/browser/test_names.py::test_hostile_names_break_no_layout",
         "tests/narrative/test_fuzz.py::test_names_change_nothing_but_themselves",
         "tests/exports/test_escape.py::test_a_hostile_portfolio_exports_no_formula",
         "tests/exports/test_files.py::test_hostile_names_stay_text_in_pictures"),
    ),
}  # fmt: skip


def functions(path: Path) -> dict[str, bool]:
    """The tests of a module, and whether each is left out of `make test`."""
    found = {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = any(ast.unparse(mark) == "pytest.mark.slow" for mark in node.decorator_list)
    return found


@pytest.mark.parametrize("number", CHECKS)
def test_a_check_has_a_test_in_the_quick_run(number: int) -> None:
    quick = []
    for name in CHECKS[number].tests:
        file, _, function = name.partition("::")
        known = functions(ROOT / file)
        assert function in known, f"{name} is not there any more: name the test that proves check {number} now"
        quick.append(not known[function])
    assert any(quick)


@pytest.mark.skipif(not DESIGN.exists(), reason="the design guide is not beside this checkout")
def test_every_check_of_the_design_guide_is_listed() -> None:
    section = DESIGN.read_text(encoding="utf-8").split("## 12. Acceptance checks")[1]
    written = {int(number): words for number, words in re.findall(r"^(\d+)\. (.+)$", section, flags=re.MULTILINE)}
    assert set(written) == set(CHECKS)
    assert [number for number, check in CHECKS.items() if not written[number].startswith(check.begins)] == []
