"""The tokens keep the contrast that the design promises, and the theme file and style sheet use them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from value_model.charts.palette import DARK, LIGHT, TOKENS, Palette, contrast

ROOT = Path(__file__).resolve().parents[2]
TEXT = ("ink", "ink_2", "ink_3", "actual", "accent", "good", "watch", "bad")
MARKS = ("edge",)
THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_of_black_on_white_is_21_to_1() -> None:
    # WCAG 2: (1 + 0.05) / (0 + 0.05)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


@THEMES
@pytest.mark.parametrize("token", TEXT)
@pytest.mark.parametrize("ground", ["bg", "surface"])
def test_text_reaches_4_5(palette: Palette, token: str, ground: str) -> None:
    assert contrast(palette.token(token), palette.token(ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("token", MARKS)
def test_marks_reach_3(palette: Palette, token: str) -> None:
    assert contrast(palette.token(token), palette.bg) >= 3.0


@THEMES
def test_ink_is_readable_on_the_tint_of_a_bar(palette: Palette) -> None:
    assert contrast(palette.ink, palette.tint) >= 4.5


@THEMES
def test_theme_file_uses_the_tokens(palette: Palette) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][palette.name]
    wanted = {
        "backgroundColor": palette.bg, "secondaryBackgroundColor": palette.surface, "textColor": palette.ink,
        "linkColor": palette.accent, "borderColor": palette.rule, "grayTextColor": palette.ink_2,
        "redTextColor": palette.bad, "yellowTextColor": palette.watch, "greenTextColor": palette.good,
    }  # fmt: skip
    assert {name: theme[name] for name in wanted} == wanted
    # Status pills: their text on their own background (design section 6).
    for color in ("red", "yellow", "green", "gray"):
        assert contrast(theme[f"{color}TextColor"], theme[f"{color}BackgroundColor"]) >= 4.5
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5  # the words on a primary button


def test_style_sheet_uses_the_tokens_in_pairs() -> None:
    pairs = {(LIGHT.token(token), DARK.token(token)) for token in TOKENS}
    css = (ROOT / "pages" / "components" / "look.css").read_text()
    used = set(re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", css))
    assert used
    assert used <= pairs
    assert not re.findall(r"#[0-9A-Fa-f]{6}", re.sub(r"light-dark\([^)]*\)", "", css))
