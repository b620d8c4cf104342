"""The stakeholder pulse: an answer goes to the journal, is marked, and counts once a later review reads it; asks of one project."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import publish, text_of, unfolded
from tests.portfolios import portfolio
from value_model import figures
from value_model.figures.heard import heard
from value_model.store import Store


@pytest.fixture
def newest(store: Store) -> str:
    return publish(store, "Random portfolio", portfolio(4))


def test_an_answer_on_capability_is_marked_as_since_this_snapshot(app: AppTest, store: Store, newest: str) -> None:
    app.run()
    app.switch_page("pages/office/capability.py").run()
    unfolded(app, "add_pulse").slider(key="pulse_score").set_value(8)
    app.text_input(key="pulse_comment").set_value("![x](http://evil.example) looks fine")
    next(button for button in app.button if button.label == "Add the answer").click().run()
    assert not app.exception
    (one,) = [one for one in heard(store, newest) if one.is_since]
    assert (one.score, one.comment, one.project_id) == (8, "![x](http://evil.example) looks fine", None)


def test_answers_count_at_the_review_after_them(store: Store, newest: str) -> None:
    # By hand: 3 answers of 4 people asked, in one question to one group on one day.
    for score in (3, 7, 9):
        content = {"question": "Ready?", "group": "Users", "score": score, "invited": 4, "on": "2026-09-01"}
        store.note("Random portfolio", "pulse", content, role="Users", snapshot=newest)
    later = portfolio(4, as_of=date(2099, 12, 31))
    following = publish(store, "Random portfolio", later)
    assert figures.compute(store, following, by=())["pmo.response_rate"].value == pytest.approx(0.75)
    assert not any(one.is_since for one in heard(store, following))


def test_a_project_logs_its_own_asks_and_answers(app: AppTest, store: Store, newest: str) -> None:
    project = store.rows("projects", newest)[0]["project_id"]
    app.query_params["project"] = project
    app.run()
    app.switch_page("pages/review/projects.py").run()
    assert not app.exception
    unfolded(app, "log_ask").text_input(key="ask_question").set_value("Stop it")
    next(button for button in app.button if button.label == "Add to the log").click().run()
    assert not app.exception
    assert [entry.content["project_id"] for entry in store.journal("Random portfolio", "decision")] == [project]
    assert "Open asks come first" in text_of(app)
