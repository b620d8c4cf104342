"""The slides: which there are, what stands on them, and that nothing on them is unproved, too small or out of place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from value_model.charts.drawing import Look
from value_model.errors import ExportRefused, UsageError
from value_model.exports import canvas, files, images, show
from value_model.exports.drawings import CHARTS
from value_model.exports.material import Material
from value_model.exports.show import Show
from value_model.exports.slides import PLANS, build, names
from value_model.exports.wrap import balanced, fitted
from value_model.narrative import sentences

SMALLEST = 20  # px at 1920 × 1080


@pytest.fixture(scope="session")
def slides(material: Material) -> Show:
    return show.prepare(material, Look())


def svg_of(slides: Show, key: str) -> str:
    return images.svg(images.slide(slides, key, slides.order([]))).decode()


def test_slides_come_in_the_order_of_a_review(slides: Show) -> None:
    order = slides.order([])
    assert order[0] == "result"
    assert order[-2:] == ["decisions", "method"]
    assert order == [plan.key for plan in PLANS if plan.key in order]


def test_a_slide_without_its_chart_is_left_out(material: Material) -> None:
    assert [slide.key for slide in build(material, ())] == ["decisions", "method"]


def test_every_word_is_one_of_the_narratives(material: Material, slides: Show) -> None:
    said = {sentence.text for told in material.stories.values() for sentence in sentences(told)}
    asks = {decision.ask for told in material.stories.values() for decision in told.decisions} | {"No decision needed.", ""}
    for slide in slides.slides.values():
        assert slide.headline in {*said, "Decisions to take"}
        assert slide.ask in asks
        assert {note.text for note in slide.notes} <= said
        assert len(slide.notes) <= 6 or slide.key == "method"  # more is not read while talking


def test_every_figure_of_the_notes_is_recorded(material: Material, slides: Show) -> None:
    for slide in slides.slides.values():
        assert [ref for ref in slide.figures if material.figures.get(ref) is None] == []


def test_order_drops_repeats_and_what_does_not_exist(slides: Show) -> None:
    assert slides.order(["method", "nowhere", "result", "method"]) == ["method", "result"]
    assert slides.order(["nowhere"]) == list(slides.slides)
    assert slides.order([""]) == list(slides.slides)


def test_the_footer_counts_the_slides_that_are_shown(slides: Show) -> None:
    footer = slides.drawn("method", ["method", "result"]).spec["title"]["text"]
    assert footer[0].startswith("1 of 2 · Random portfolio")
    assert f"snapshot {slides.snapshot}" in " ".join(footer)


@pytest.mark.parametrize("key", names())
def test_no_text_is_smaller_than_20_px_and_all_of_it_is_on_the_screen(slides: Show, key: str) -> None:
    if key not in slides.slides:
        pytest.skip("this portfolio does not support the slide")
    picture = svg_of(slides, key)
    assert re.search(r'width="1920" height="1080"', picture)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', picture)]
    assert min(sizes) >= SMALLEST


def test_all_slides_are_equally_high_so_that_nothing_jumps(slides: Show) -> None:
    drawn = [slides.drawn(key, slides.order([])) for key in slides.slides]
    heights = [int(re.search(rb'height="(\d+)"', images.svg(one))[1]) for one in drawn]  # type: ignore[index]
    assert max(heights) - min(heights) <= 40
    assert max(heights) <= 960


def test_an_ask_stands_beside_a_bar_and_nothing_asked_has_none(slides: Show) -> None:
    found = re.findall(r'<text[^>]*transform="translate\(([-\d.]+),[^>]*>(\||Ask: )', svg_of(slides, "result"))
    at = {words: float(x) for x, words in found}
    assert at["Ask: "] - at["|"] == canvas.BESIDE
    assert slides.slides["decisions"].ask == "" and ">|<" not in svg_of(slides, "decisions")


def test_a_wrong_number_shows_no_slide(tampered: Material) -> None:
    assert "do not match the figures" in tampered.refusal or "does not match the figures" in tampered.refusal
    with pytest.raises(ExportRefused):
        show.prepare(tampered, Look())


def test_both_themes_are_the_same_words(material: Material, slides: Show) -> None:
    dark = show.prepare(material, Look("dark"))
    assert dark.slides == slides.slides
    assert dark.drawn("method", ["method"]).spec["config"]["background"] != slides.drawn("method", ["method"]).spec["config"]["background"]


def test_lines_break_where_they_fit() -> None:
    assert balanced("The portfolio has delivered $43.6M of the $64.0M planned to date.") == [
        "The portfolio has delivered $43.6M",
        "of the $64.0M planned to date.",
    ]
    assert balanced("") == [" "]
    assert len(balanced("word " * 200)) == 3
    assert fitted("", 100, 20) == [" "]
    assert all(len(line) < 30 for line in fitted("x" * 400, 200, 20))
    assert fitted("one two three four five six", 60, 20, most=1)[0].endswith("…")


def test_width_and_height_in_expressions_become_numbers_inside_a_slide() -> None:
    spec = {
        "mark": {"type": "text", "y": {"expr": "height + 34"}, "x": {"expr": "datum.width * width"}},
        "height": 200,
        "width": "container",
    }
    from value_model.charts.drawing import Drawing

    part = canvas.bare(Drawing(spec, [], "", "", ""), 640)
    assert part["mark"]["y"]["expr"] == "200 + 34"
    assert part["mark"]["x"]["expr"] == "datum.width * 640"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """The S-curve fails, on purpose."""

    def fail(*_: object) -> None:
        raise RuntimeError("by a test")

    monkeypatch.setitem(CHARTS, "scurve", replace(CHARTS["scurve"], make=fail))
    return "scurve"


@pytest.mark.parametrize("compact", [False, True])
def test_a_slide_whose_chart_fails_keeps_its_words_and_says_so(material: Material, slides: Show, broken: str, compact: bool) -> None:
    shown = show.prepare(material, Look(compact=compact))
    assert list(shown.slides) == list(slides.slides)
    assert shown.failed == {"result"}
    assert shown.slides["result"].headline == slides.slides["result"].headline
    picture = svg_of(shown, "result")
    assert "This chart could not be drawn." in picture and shown.slides["result"].headline.split()[0] in picture


def test_where_one_chart_of_a_page_fails_the_others_are_written(material: Material, broken: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="scurve could not be drawn"):
        files.write(material, "png", folder, "story")
    whole = [key for key in material.charts if CHARTS[key].page == "value"]
    assert [item.key for item in files.items(material, "svg", "value")] == whole
    assert "result" in files.items(material, "png", "present")[0].key
    assert material.of_page("story") == ({}, (broken,))
