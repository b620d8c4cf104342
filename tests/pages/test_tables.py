"""Tables on screen: amounts below zero carry the true minus sign and stay numbers, and every table can be taken away."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import cards, columns, decision_log, pulse, register, sheets, snapshots, spend_list, warning_list
from value_model.narrative.page_words import cell

ROOT = Path(__file__).resolve().parents[2]
TAKEN = {"chart_frame", "source_cells", "register", "method_lists"}  # they offer the same rows by a button of their own


def one_table() -> None:
    from pages.components import chart_frame, columns

    rows = [{"Name": "A-1", "Gap, $M": -3.25, "Change, $": -1200.0}, {"Name": None, "Gap, $M": None, "Change, $": 7.0}]
    chart_frame.table(rows, key="t", named="Table", column_config=columns.amounts(rows, whole=["Change, $"]))


def test_amounts_below_zero_keep_their_numbers_and_bring_their_words():
    app = AppTest.from_function(one_table).run()
    assert not app.exception
    shown = app.dataframe[0]
    assert next(iter(shown.value["Gap, $M"])) == pytest.approx(-3.2, abs=0.06) and pd.api.types.is_numeric_dtype(shown.value["Gap, $M"])
    written = shown.proto.arrow_data.styler.display_values
    assert "−".encode() in written and b"-1,200" not in written


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(-3.5, 1, "−3.5"), (-0.05, 1, "−0.1"), (12.25, 1, "12.3"), (-156000.0, None, "−156,000"), (-0.125, None, "−0.125"), (0.0, 1, "0.0")],
)  # by hand: half away from zero
def test_a_cell_is_written_like_every_other_number(value, places, text):
    assert cell(value, places=places).replace("\u2060", "") == text


def test_every_table_on_screen_can_be_taken_away():
    for path in ROOT.glob("pages/**/*.py"):
        source = path.read_text(encoding="utf-8")
        calls = [
            node.func.attr
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "chart_frame"
        ]
        assert path.stem in TAKEN or calls.count("download") >= calls.count("table"), path


def test_rows_take_two_lines_where_words_would_be_cut_off():
    # By hand: "Head of claims" needs about 90 px at 14 px a letter, "Head of the contact center" about 165 px.
    narrow, wide = {"Owner": 130}, {"Owner": 220}
    short, long = [{"Owner": "Head of claims"}], [{"Owner": "Head of the contact center"}] * 3
    assert [sheets.made(rows, widths=to).row for rows, to in ((short, narrow), (long, wide), (long, narrow))] == [35, 35, 65]
    assert sheets.made(long, widths=narrow).height(400) == 38 + 3 * 65
    assert sheets.made(long * 9, widths=narrow).height(400) == 38 + 5 * 65 + 32  # half of the sixth row says that more follow


def test_units_stand_once_where_not_all_headings_have_the_room():
    rows = [{"Project": "Alpha", "Plan, $M": 1.0, "Gap, $M": 2.0, "Change, %": 3.0}]
    whole = {"Project": "Project", "Plan, $M": "Plan, $M", "Gap, $M": "Gap, $M", "Change, %": "Change, %"}
    assert columns.headings(rows, list(rows[0]), 1000) == whole
    assert columns.headings(rows, list(rows[0]), 100) == whole | {"Gap, $M": "Gap"}


def test_a_phone_of_360_px_has_cards_two_across_and_whole_tables() -> None:
    # 16 px of margin at each side, 16 px between two cards, 34 px for the box that chooses a row, 2 px of border.
    room = 360 - 2 * 16
    assert room >= 2 * cards.NARROWEST + 16
    assert sum(register.NARROW.values()) + 2 * register.MONEY[True] + 34 + 2 <= room
    for widths, chooses in (
        (spend_list.NARROW, 34),
        (warning_list.NARROW, 34),
        (decision_log.NARROW, 0),
        (pulse.NARROW, 0),
        (snapshots.NARROW, 0),
    ):
        assert sum(widths.values()) + chooses + 2 <= room, widths
