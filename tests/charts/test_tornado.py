"""The tornado: what it draws, what is emphasized, and the rows behind it."""

from __future__ import annotations

from tests.charts.words import WORDS
from value_model.charts import tornado
from value_model.charts.drawing import Drawing, Look
from value_model.charts.setup import render_svg
from value_model.charts.tornado import Swing

SWINGS = [
    Swing("project:1", "Same name", "ERP", -2e6, 1e6),
    Swing("project:2", "Same name", "Portal", -1e6, 0.5e6),
    Swing("project:3", "Cost of Cloud", "Cloud", 0.3e6, -0.6e6),
]


def drawn(look: Look | None = None) -> Drawing:
    return tornado.draw(SWINGS, title="One moves most.", subtitle="Change, $M.", words=WORDS, look=look or Look(), of=12)


def test_two_amounts_of_one_name_have_a_row_each_and_a_dearer_cost_lies_left() -> None:
    rows = [(record["Row"], record["Difference"]) for record in drawn().data]
    assert rows == [("0", -2e6), ("0", 1e6), ("1", -1e6), ("1", 0.5e6), ("2", -0.6e6), ("2", 0.3e6)]
    assert [row["Project"] for row in drawn().table] == ["ERP", "Portal", "Cloud"]
    assert drawn().table[2]["High case: change, $"] == -0.6e6


def test_every_end_is_written_and_what_is_left_out_is_said() -> None:
    for look in (Look(), Look(theme="dark"), Look(k=1.6), Look(compact=True)):
        svg = render_svg(drawn(look), width=360 if look.compact else 1206)
        assert all(words in svg for words in ("−$2.0M", "+$1.0M", "−$0.6M", "+$0.3M"))
    assert "The 3 widest of 12." in drawn().subtitle
    assert "Same name −$2.0M to +$1.0M" in drawn().alt


def test_a_phone_has_room_for_whole_names_above_the_bars() -> None:
    long = [
        Swing("project:1", "Claims leakage reduction", "Claims", -2e6, 1e6),
        Swing("project:2", "A name of over twenty-eight letters", "A", -1e6, 1e6),
    ]
    for look in (Look(), Look(compact=True)):
        drawing = tornado.draw(long, title="One moves most.", subtitle="Change, $M.", words=WORDS, look=look, of=2)
        svg = render_svg(drawing, width=360 if look.compact else 1206)
        # By hand: the second has 35 letters; what stands before the last word of its first 27 is kept.
        assert "Claims leakage reduction" in svg and "A name of over…" in svg
