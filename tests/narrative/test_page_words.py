"""Words of pages that are no sentence: filled from the catalogue, in each language, and never formatted on a page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from value_model.errors import PolicyError
from value_model.narrative import language
from value_model.narrative.page_words import number, say
from value_model.narrative.spelling import tokens

ROOT = Path(__file__).resolve().parents[2]


def test_words_agree_with_a_count_in_each_language():
    assert say("panel.figures", n=1) == "1 figure"
    assert say("panel.figures", n=1234) == "1,234 figures"
    assert say("panel.figures", n=1234, words="de-DE") == "1.234 Kennzahlen"
    assert say("panel.covered_spend", k=1, n=2, share="40%") == "1 of 2 projects, 40% of approved spend"


def test_text_stands_as_it_is_given():
    assert say("draft.listed", n=2, names="{n} and <b>") == "2: {n} and <b>"


def test_words_that_are_not_there_and_slots_left_open_are_refused():
    with pytest.raises(PolicyError, match="nowhere"):
        say("panel.nowhere")
    with pytest.raises(KeyError):
        say("panel.figures")


@pytest.mark.parametrize("code", ["en-US", "de-DE"])
def test_every_page_word_can_be_filled(code):
    catalogue = language.load(code)
    for section in language.PAGE_WORDS:
        for key, text in catalogue[section].items():
            counted = {t.slot for t in tokens(text) if t.choice}
            filled = say(f"{section}.{key}", words=code, **{t.slot: 2 if t.slot in counted else "x" for t in tokens(text) if t.slot})
            assert filled.strip() == filled
            assert "{" not in filled


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.5, "0.5"), (0.123456, "0.1235"), (-3.14159, "−\u20603.142"), (99.994, "99.99"), (100, "100"), (1_234_567.8, "1,234,568")],
)  # four digits that count, whole from a hundred on: by hand
def test_a_number_of_no_known_unit(value, text):
    assert number(value) == text


@pytest.mark.parametrize("path", sorted(ROOT.glob("pages/**/*.py")), ids=lambda p: p.stem)
def test_no_page_formats_a_number(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assert not [ast.unparse(node) for node in nodes if isinstance(node, ast.FormattedValue) and node.format_spec]
    divided = [node for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.Mult)]
    assert not [found for node in divided if "scale" in (found := ast.unparse(node))]
