"""The Present page: slides by their buttons, order and place in the link, frozen at a snapshot, details and back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import text_of
from value_model.store import Store

PRESENT = "pages/share/present.py"


@pytest.fixture
def page(filled: AppTest) -> AppTest:
    return filled.switch_page(PRESENT).run()


def link(app: AppTest, name: str) -> str:
    return "".join(app.query_params.get(name, []))


def headline(app: AppTest) -> str:
    return text_of(app).split("<h1")[1].split("</h1>")[0]


def test_a_slide_is_one_drawing_with_one_headline(page: AppTest) -> None:
    assert not page.exception
    assert text_of(page).count("<h1") == 1
    assert len(page.get("vega_lite_chart")) == 1


def test_the_link_names_the_snapshot(page: AppTest, store: Store) -> None:
    newest = store.newest("Random portfolio")
    assert newest and link(page, "frozen") == newest.id


def test_a_frozen_link_stays_at_its_snapshot(filled: AppTest, store: Store) -> None:
    oldest = store.snapshots("Random portfolio")[0]
    filled.query_params["frozen"] = oldest.id
    filled.switch_page(PRESENT).run()
    assert not filled.exception
    assert link(filled, "frozen") == oldest.id
    filled.button(key="next").click().run()
    assert link(filled, "frozen") == oldest.id


def test_next_and_back_walk_through_the_slides_and_stop_at_the_ends(page: AppTest) -> None:
    assert page.button(key="back").disabled
    first = headline(page)
    seen = [first]
    while not page.button(key="next").disabled:
        page.button(key="next").click().run()
        assert not page.exception
        seen.append(headline(page))
    assert len(set(seen)) == len(seen) >= 3
    page.button(key="first").click().run()
    assert headline(page) == first


def test_the_keys_are_on_the_buttons(page: AppTest) -> None:
    keys = {button.key: button.proto.shortcut for button in page.button if button.proto.shortcut}
    assert {name: keys[name].lower() for name in ("back", "next", "first", "details")} == {
        "back": "left", "next": "right", "first": "home", "details": "d",
    }  # fmt: skip


def test_a_link_opens_at_its_slide_in_its_order(filled: AppTest) -> None:
    filled.query_params["slides"] = "method,result"
    filled.query_params["slide"] = "result"
    filled.switch_page(PRESENT).run()
    assert not filled.exception
    assert filled.button(key="next").disabled
    filled.button(key="back").click().run()
    assert "each with its formula and rows" in headline(filled)


def test_a_link_with_the_filter_of_another_page_is_filtered_here_too(filled: AppTest, store: Store) -> None:
    newest = store.newest("Random portfolio")
    assert newest
    unit = str(store.rows("projects", newest.id)[0]["business_unit"])
    filled.query_params["unit"] = unit
    filled.switch_page(PRESENT).run()
    assert not filled.exception
    assert (link(filled, "only"), link(filled, "unit")) == (f"unit={unit}", "")
    assert unit in headline(filled)  # a part of the portfolio is named


def test_an_unknown_slide_in_a_link_shows_the_first(filled: AppTest) -> None:
    filled.query_params["slides"] = "<script>,nowhere"
    filled.query_params["slide"] = "nowhere"
    filled.switch_page(PRESENT).run()
    assert not filled.exception
    assert filled.button(key="back").disabled


def test_a_slide_can_be_moved_dropped_and_brought_back(page: AppTest) -> None:
    page.button(key="later").click().run()
    assert link(page, "slides").split(",")[1] == "result"
    page.button(key="drop").click().run()
    assert "result" not in link(page, "slides")
    assert link(page, "slide") != "result"
    page.button(key="all").click().run()
    assert link(page, "slides").split(",")[0] == "result"


def test_the_notes_hold_the_evidence_of_the_figures(page: AppTest) -> None:
    assert "Notes: Result" in text_of(page)
    assert "Benefits realized: $" in text_of(page)  # what the figure is called, and below it its id
    assert "benefits.realized" in text_of(page)
    assert "Formula" in text_of(page)


def test_a_link_to_a_snapshot_that_is_gone_says_so(filled: AppTest) -> None:
    filled.query_params["frozen"] = "gone"
    filled.switch_page(PRESENT).run()
    assert not filled.exception
    assert "There is no snapshot" in text_of(filled)


def test_an_empty_store_offers_the_two_ways_to_fill_it(app: AppTest) -> None:
    app.run()
    app.switch_page(PRESENT).run()
    assert not app.exception
    assert "No portfolio yet." in text_of(app)


def test_hostile_names_make_no_markup(hostile: AppTest) -> None:
    hostile.switch_page(PRESENT).run()
    assert not hostile.exception
    while not hostile.button(key="next").disabled:
        hostile.button(key="next").click().run()
        assert not hostile.exception
        assert "<img" not in text_of(hostile)
