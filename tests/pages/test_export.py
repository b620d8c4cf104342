"""The Export page: a button for each file, its origin in words, and nothing where the number check fails."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import review_scenes, sharing
from pages.components.page_scene import PageScene
from tests.pages.conftest import publish, text_of, unfolded
from tests.portfolios import portfolio, reviews
from value_model import choices, figures, narrative, policy
from value_model.exports import images
from value_model.exports.material import PAPER
from value_model.figures import Source
from value_model.store import Store

EXPORT = "pages/share/export.py"


@pytest.fixture
def page(filled: AppTest) -> AppTest:
    return filled.switch_page(EXPORT).run()


def labels(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def test_every_chart_and_table_can_be_taken_away(page: AppTest) -> None:
    assert not page.exception
    assert text_of(page).count("<h1") == 1
    assert "Pictures and tables for 30 Sep 2026." in text_of(page)
    assert {"CSV", "JSON"} == set(labels(page))  # of the tables; charts stand folded below the names of their pages
    unfolded(page, "charts_value")
    assert {"PNG", "SVG", "CSV", "JSON"} == set(labels(page))


def test_there_is_no_button_for_what_is_not_made_yet(page: AppTest) -> None:
    unfolded(page, "charts_value", "charts_risk")
    assert not {"PDF", "PPTX", "XLSX"} & set(labels(page))


def test_the_page_says_what_every_file_names(page: AppTest, store: Store) -> None:
    newest = store.newest("Random portfolio")
    assert newest
    for words in (newest.id, "(published)", "no filters", "of 12 projects", "30 Sep 2026", newest.hash):
        assert words in text_of(page), words


def test_a_draft_is_named_as_one(store: Store, app: AppTest) -> None:
    store.save_draft("Draft portfolio", portfolio(5), as_of=date(2026, 9, 30))
    app.run()
    app.switch_page(EXPORT).run()
    assert not app.exception
    assert "(draft)" in text_of(app)


def test_a_failed_number_check_leaves_no_button(filled: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrative, "verify", lambda *_: ["A1 at portfolio: it says 5 where the figures say 6."])
    assert sharing.narrative is narrative
    filled.switch_page(EXPORT).run()
    assert not filled.exception
    assert labels(filled) == []
    assert "Nothing can be exported." in text_of(filled)


def test_an_empty_store_offers_the_two_ways_to_fill_it(app: AppTest) -> None:
    app.run()
    app.switch_page(EXPORT).run()
    assert not app.exception
    assert "No portfolio yet." in text_of(app)


@pytest.mark.parametrize("names", ["plain", pytest.param("hostile", marks=pytest.mark.slow)])
def test_every_chart_of_every_page_becomes_a_picture_with_its_source(store: Store, names: str) -> None:
    for _, imported in reviews(12, count=2):
        publish(store, "Plain portfolio", imported)
    publish(store, "Hostile portfolio", portfolio(16, hostile=True))
    snapshot = store.newest(f"{names.capitalize()} portfolio")
    assert snapshot
    found = choices.complete(figures.compute(store, snapshot.id), Source(store), policy.load())
    material = sharing.material(store, found, policy.load(), snapshot)
    shown = {
        name
        for make in review_scenes.MAKERS.values()
        if isinstance(scene := make(store, found, policy.load(), snapshot, "portfolio", PAPER), PageScene)
        for name in scene.charts
    }
    assert shown | {"scurve"} == set(material.charts) - {"frontier"}  # which Choices draws for the budget asked for
    for name, drawing in material.charts.items():
        picture = images.svg(images.framed(material, name, drawing)).decode()
        assert f"snapshot {snapshot.id}" in picture, name
        assert "NaN" not in picture, name
        assert not re.search(r"<(script|foreignObject|a)\b", picture), name


def test_a_chosen_project_can_be_taken_away_too(page: AppTest) -> None:
    before = len(labels(page))
    page.selectbox(key="take_project").select_index(0).run()
    assert not page.exception
    assert len(labels(page)) >= before + 4
