"""How a subtitle breaks into lines."""

import pytest

from value_model.charts.setup import lines_of


@pytest.mark.parametrize(
    ("text", "fits", "lines"),
    [
        ("One line.", 20, ["One line."]),
        ("First of all. Then more", 15, ["First of all.", "Then more"]),  # not "First of all. T…"
        ("A. B. C and so on to D", 12, ["A. B. C and", "so on to D"]),  # a sentence alone does not fit: anywhere
        ("One. Two three. Four", 16, ["One. Two three.", "Four"]),
        ("", 20, []),
    ],
)
def test_a_subtitle_breaks_between_sentences_where_that_takes_no_more_lines(text: str, fits: int, lines: list[str]) -> None:
    assert lines_of(text, fits) == lines
