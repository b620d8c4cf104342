"""The search box: in the header of every page, and on Method; it answers, and shows what was typed as typed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import routes
from tests.pages.conftest import given, publish, text_of
from tests.portfolio_rows import HOSTILE
from tests.portfolios import portfolio
from value_model.store import Store


@pytest.fixture
def told(store: Store, app: AppTest) -> Iterator[AppTest]:
    """The app on a portfolio of eight projects with hostile names."""
    given(store, "eight hostile", lambda store: publish(store, "Random portfolio", portfolio(8, hostile=True)))
    yield app.run()


def asked(app: AppTest, question: str) -> str:
    app.text_input(key="ask").set_value(question).run()
    assert not app.exception
    return text_of(app)


def test_the_box_answers_above_the_page_and_is_empty_again(told: AppTest) -> None:
    before = text_of(told)
    shown = asked(told, "how many projects")
    assert shown.startswith(before[: before.index("</h1>")])  # nothing on the page moved
    assert "<dt>Projects</dt><dd>8</dd>" in shown
    assert told.text_input(key="ask").value == ""
    assert told.text_input(key="ask_again").value == "how many projects"
    assert "<dt>Projects</dt><dd>8</dd>" not in text_of(told.run())  # it answers once


def test_a_hostile_name_is_found_and_shown_as_typed(told: AppTest, store: Store) -> None:
    names = [str(row["name"]) for row in store.rows("projects", store.snapshots()[-1].id)]
    name = next(name for name in names if name.startswith(HOSTILE))
    shown = asked(told, name)
    assert f'<h3 class="v-text v-item">{escape(name)}' in shown
    assert not told.markdown


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", ":red[x] $5M", "<img src=x>"])
def test_a_question_is_never_markup(told: AppTest, question: str) -> None:
    shown = asked(told, question)
    assert "<script" not in shown
    assert not told.markdown


def test_the_method_page_answers_in_place_under_a_link(told: AppTest) -> None:
    told.query_params["question"] = "cost"
    told.switch_page("pages/office/method.py").run()
    assert not told.exception
    assert told.text_input(key="question").value == "cost"
    assert "<dt>Approved spend</dt>" in text_of(told)


def test_what_is_not_understood_is_said(told: AppTest) -> None:
    assert "Nothing in this portfolio answers that." in asked(told, "weather")


@pytest.mark.parametrize("path", ["value", "data", "export"])
def test_every_page_has_the_box(told: AppTest, path: str) -> None:
    told.switch_page(routes.BY_PATH[path].script).run()
    assert told.text_input(key="ask").label == "Ask a question"


def test_an_empty_store_has_nothing_to_ask(app: AppTest) -> None:
    assert [box.key for box in app.run().text_input if box.key == "ask"] == []
