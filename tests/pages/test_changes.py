"""The decision log of the Changes page: what is added on screen goes to the journal and is marked."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, text_of, unfolded
from tests.pages.test_review_pages import load, opened
from value_model.figures.asks import asks
from value_model.store import Store


@pytest.fixture
def sample(store: Store, app: AppTest) -> AppTest:
    load(store, ROOT / "data" / "sample" / "2026-06-30.xlsx", ROOT / "data" / "sample" / "2026-09-30.xlsx")
    return opened(app, "changes")


def newest(store: Store) -> str:
    found = store.newest(store.portfolios()[0])
    assert found is not None
    return found.id


def test_an_ask_is_logged_as_since_this_snapshot(store: Store, sample: AppTest) -> None:
    before = len(asks(store, newest(store)))
    unfolded(sample, "log_ask").text_input(key="ask_question").set_value("Stop <b>Claims</b>")
    next(b for b in sample.button if b.label == "Add to the log").click().run()
    assert not sample.exception
    logged = [ask for ask in asks(store, newest(store)) if ask.is_since]
    assert [(ask.question, ask.is_open) for ask in logged] == [("Stop <b>Claims</b>", True)]
    assert len(asks(store, newest(store))) == before + 1
    assert "Added." in text_of(sample)
    assert "Added." not in text_of(sample.run())


def test_an_ask_without_words_is_not_logged(store: Store, sample: AppTest) -> None:
    next(b for b in unfolded(sample, "log_ask").button if b.label == "Add to the log").click().run()
    assert "Write what was asked." in text_of(sample)
    assert not [ask for ask in asks(store, newest(store)) if ask.is_since]


def test_an_answer_closes_the_ask(store: Store, sample: AppTest) -> None:
    waiting = next(ask for ask in asks(store, newest(store)) if ask.is_open)
    unfolded(sample, "log_answer").selectbox(key="answer_ask").select(waiting.decision_id)
    sample.selectbox(key="answer_outcome").select("stopped")
    next(b for b in sample.button if b.label == "Add to the log").click().run()
    assert not sample.exception
    answered = next(ask for ask in asks(store, newest(store)) if ask.decision_id == waiting.decision_id)
    assert (answered.outcome, answered.is_since, answered.question) == ("stopped", True, waiting.question)


def test_two_bridges_and_the_movers_are_drawn(sample: AppTest) -> None:
    assert len(sample.get("vega_lite_chart")) == 3
    assert "Restated history" in text_of(sample)


def test_one_review_says_so(store: Store, app: AppTest) -> None:
    load(store, ROOT / "data" / "sample" / "2026-06-30.xlsx")
    opened(app, "changes")
    assert not app.exception
    assert "One snapshot so far. Changes appear after the next one." in text_of(app)
    assert not app.get("vega_lite_chart")
