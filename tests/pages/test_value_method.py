"""Value over three spans, and Method from a figure to its cells."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, publish, text_of
from tests.pages.test_review_pages import load, opened
from tests.portfolios import portfolio
from value_model.store import Store


@pytest.fixture
def sample(store: Store, app: AppTest) -> AppTest:
    load(store, ROOT / "data" / "sample" / "2026-09-30.xlsx")
    app.run()
    return app


@pytest.mark.parametrize("span", ["to come", "whole life", "to date"])
def test_each_span_draws_both_charts(sample: AppTest, span: str) -> None:
    opened(sample, "value")
    sample.button_group(key="span").set_value(span).run()
    assert not sample.exception
    assert len(sample.get("vega_lite_chart")) == 3
    # data/sample/expected.csv, portfolio at 2026-09-30, roi.to_come and roi.to_date by hand: 55,875 − 14,775, and 33,702 − 40,887, in $k.
    said = {
        "to come": "Benefits to come are $41.1M above cost to come, where both are known",
        "to date": "Realized benefits are $7.2M short of cost to date, where both are known",
    }
    assert said.get(span, "") in text_of(sample)


def test_a_figure_opens_with_its_formula_and_its_cells(sample: AppTest) -> None:
    opened(sample, "method")
    sample.selectbox(key="figure").select("benefits.realized").run()
    # data/sample/expected.csv: benefits.realized of the portfolio.
    assert "benefits.realized: $36.8M" in text_of(sample)
    sample.toggle(key="finder_cells").set_value(True).run()
    assert not sample.exception
    assert "Contributions add up to: benefits.realized $36.8M." in text_of(sample)


def test_a_project_has_its_own_figures(sample: AppTest) -> None:
    opened(sample, "method")
    sample.selectbox(key="finder_scope").select("project:P01").run()
    assert not sample.exception
    assert "benefits.realized@project:P01" in text_of(sample)


def test_settings_are_listed_with_owner_and_date(sample: AppTest) -> None:
    opened(sample, "method")
    assert "Policy settings" in text_of(sample)
    listed = next(frame.value for frame in sample.dataframe if "Setting" in frame.value.columns)
    assert {"Setting", "Value", "Owner", "Date", "Meaning and source"} == set(listed.columns)
    assert listed["Owner"].all()


def test_method_counts_the_sentences_that_are_withheld(app: AppTest, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(store, "Random portfolio", portfolio(4))
    app.run().switch_page("pages/office/method.py").run()
    assert "No sentence is withheld." in text_of(app)
    monkeypatch.setattr("value_model.narrative.kept_back", lambda _: ("A1 at portfolio: it says <b>$1</b>.",))
    shown = text_of(app.run())
    assert "1 sentence is withheld." in shown
    assert "it says &lt;b&gt;$1&lt;/b&gt;." in shown
