"""The Story page: complete, partial, empty, one snapshot, draft; and a link that opens the same view."""

from __future__ import annotations

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import caches, sample, warm
from pages.components.shown import Shown
from tests.pages.conftest import publish, text_of, unfolded
from tests.portfolios import portfolio
from value_model.charts.drawing import Look
from value_model.contract import Import, Row, SourceFile
from value_model.store import Store

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"}


def test_an_empty_store_offers_the_two_ways_to_fill_it(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "No portfolio yet." in text_of(app)
    assert [button.label for button in app.button] == ["Load the sample portfolio", "Upload a workbook"]


def test_one_button_fills_an_empty_store_with_the_sample(store: Store, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = sample.files()[-1:]
    monkeypatch.setattr(sample, "files", lambda: newest)
    app.run().button(key="load_sample").click().run()
    assert not app.exception
    assert "Enterprise portfolio" in text_of(app) and "Decisions to take" in text_of(app)
    assert [(s.label, s.state) for s in store.snapshots()] == [("Q1 FY27", "published")]  # its fiscal year starts in July


def test_upload_leads_from_the_empty_page_to_data(app: AppTest) -> None:
    app.run()
    app.button(key="go_upload").click().run()
    assert not app.exception
    assert "Upload a workbook to see its figures." in text_of(app)


def test_a_full_page_has_one_headline_five_cards_and_a_chart(filled: AppTest) -> None:
    assert not filled.exception
    assert text_of(filled).count("<h1") == 1
    assert [metric.label for metric in filled.metric] == [
        "Benefits realized", "Forecast benefits", "Forecast ROI", "Strategic fit", "Benefits at risk",
    ]  # fmt: skip
    assert len(filled.get("vega_lite_chart")) == 1
    assert "Decisions to take" in text_of(filled)
    assert "3 projects" not in text_of(filled).split("<h1")[0]
    assert "12 projects" in text_of(filled).split("<h1")[0]


def test_a_status_is_a_glyph_a_word_and_a_number(filled: AppTest) -> None:
    for metric in filled.metric:
        glyph, _, words = metric.delta.partition(" ")
        assert glyph in "●▲◆○"
        assert words.startswith(("On plan", "Watch", "Act", "No data"))


def test_dollar_signs_are_escaped_where_markdown_is_read(filled: AppTest) -> None:
    # "of $64.0M planned ($43.6M)" turned into a formula.
    for metric in filled.metric:
        assert "$" not in metric.value.replace(r"\$", "")
        assert "$" not in metric.delta.replace(r"\$", "")


def test_the_figures_behind_the_text_open_with_formula_and_source(filled: AppTest) -> None:
    opened = next(p for p in filled.get("popover") if "figures" in p.proto.popover.label)
    assert opened.proto.popover.label.endswith("figures")


def test_one_snapshot_makes_no_comparison(store: Store, app: AppTest) -> None:
    publish(store, "One review", portfolio(12))
    app.run()
    assert not app.exception
    assert "since" not in text_of(app).split("</h1>")[1][:400]
    assert " vs " not in text_of(app).split("<h1")[0]


def test_a_draft_says_so(store: Store, app: AppTest) -> None:
    store.save_draft("Not yet", portfolio(6), as_of=date(2026, 9, 30))
    app.run()
    assert not app.exception
    assert "raft" in text_of(app).split("<h1")[0]


def test_a_server_starts_on_a_store_that_holds_a_draft_alone(store: Store) -> None:
    store.save_draft("Not yet", totals(), as_of=date(2026, 9, 30))
    warm.first_page()  # before any session; what is made of a draft belongs to one
    publish(store, "Now", totals())
    warm.first_page()


def test_totals_without_dates_keep_the_charts_place_with_a_sentence(store: Store, app: AppTest) -> None:
    publish(store, "Totals", totals())
    app.run()
    assert not app.exception
    # By hand: 300 + 200 and 100 + 150, both projects report both.
    assert "$500.0M for $250.0M" in text_of(app)
    assert "Benefit values" in text_of(app)
    assert not app.get("vega_lite_chart")
    no_data = [metric for metric in app.metric if "No data" in metric.delta]
    assert "Benefits realized" in [metric.label for metric in no_data]


def totals() -> Import:
    rows = [
        Row("projects", {"project_id": "A", "name": "Alpha", "budget": 100_000_000, "planned_benefit": 300_000_000}, row=2),
        Row("projects", {"project_id": "B", "name": "Beta", "budget": 150_000_000, "planned_benefit": 200_000_000}, row=3),
    ]
    settings = {"as_of": "2026-09-30", "reporting_currency": "USD", "portfolio_name": "Totals"}
    return Import(files=[SourceFile("totals.csv", "0" * 64, 1)], records={"projects": rows}, settings=settings)


def test_a_link_opens_the_portfolio_it_names(store: Store, app: AppTest) -> None:
    publish(store, "Alpha", portfolio(5, seed=1))
    publish(store, "Beta", portfolio(7, seed=2))
    app.query_params["portfolio"] = "Beta"
    unfolded(app, "view")
    assert app.selectbox(key="portfolio").value == "Beta"
    assert "7 projects" in text_of(app)
    app.selectbox(key="portfolio").select("Alpha").run()
    assert "5 projects" in text_of(app)


def test_an_older_snapshot_can_be_chosen(filled: AppTest) -> None:
    options = unfolded(filled, "view").selectbox(key="snapshot").options
    assert [option[:11] for option in options] == ["30 Sep 2026", "30 Jun 2026", "31 Mar 2026"]
    filled.selectbox(key="snapshot").select_index(1).run()
    assert not filled.exception
    assert "30 Jun 2026" in text_of(filled).split("<h1")[0]


def test_the_compact_view_is_offered_and_changes_the_chart(filled: AppTest) -> None:
    wide = filled.get("vega_lite_chart")[0].proto.spec
    unfolded(filled, "view").toggle(key="compact").set_value(True).run()
    assert not filled.exception
    assert filled.get("vega_lite_chart")[0].proto.spec != wide


def test_hostile_names_show_as_typed(hostile: AppTest) -> None:
    assert not hostile.exception
    shown = text_of(hostile)
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt; ![p](http://evil.example/p.png)" in shown
    for metric in hostile.metric:
        assert "http" not in metric.label + metric.value + metric.delta


def test_showing_a_page_changes_nothing_of_what_is_kept(filled: AppTest, store: Store) -> None:
    newest = store.newest("Random portfolio")
    assert newest
    drawing = caches.story(Shown(newest), Look()).curve
    assert drawing
    before = json.dumps(drawing.spec, sort_keys=True)
    filled.run()
    filled.run()
    assert json.dumps(drawing.spec, sort_keys=True) == before
    assert caches.story(Shown(newest), Look()).curve is drawing
