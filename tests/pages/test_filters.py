"""The filter and the comparison: in the link, on every page, said in the header; and filtered to nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import publish, text_of, unfolded
from tests.portfolios import reviews
from value_model.store import Store


def newest_projects(store: Store) -> list[dict[str, object]]:
    found = store.newest("Random portfolio")
    assert found
    return store.rows("projects", found.id)


@pytest.mark.parametrize("page", ["story", "projects", "changes"])
def test_a_link_opens_the_filtered_view_and_the_header_says_so(app: AppTest, store: Store, page: str) -> None:
    for _, imported in reviews(12, count=2):
        publish(store, "Random portfolio", imported)
    rows = newest_projects(store)
    stage = str(rows[0]["stage"])
    app.query_params["stage"] = stage
    app.run()
    if page != "story":
        app.switch_page(f"pages/review/{page}.py").run()
    assert not app.exception
    assert unfolded(app, "filter").selectbox(key="stage").value == stage
    strip, _, headline = text_of(app).partition("<h1")
    count = sum(1 for row in rows if row["stage"] == stage)
    assert f"Shown: {stage.capitalize()}" in strip and f"{count} of 12 projects" in strip
    if page == "story":
        assert stage.capitalize() in headline.split("</h1>")[0]  # the headline names the scope


def test_filtered_to_nothing_says_so_and_can_be_cleared(filled: AppTest, store: Store) -> None:
    rows = newest_projects(store)
    units = {str(row["business_unit"]) for row in rows}
    pairs = {(str(row["business_unit"]), str(row["programme"])) for row in rows}
    unit, programme = next((u, str(row["programme"])) for u in sorted(units) for row in rows if (u, str(row["programme"])) not in pairs)
    unfolded(filled, "filter").selectbox(key="unit").select(unit)
    filled.selectbox(key="programme").select(programme).run()
    assert not filled.exception
    assert "No projects match." in text_of(filled) and not filled.metric
    filled.button(key="clear_all").click().run()
    assert "12 projects" in text_of(filled) and filled.metric


def test_the_comparison_follows_its_picker(filled: AppTest, store: Store) -> None:
    assert "vs 30 Jun 2026" in text_of(filled)
    oldest = store.snapshots("Random portfolio")[0]
    unfolded(filled, "view").selectbox(key="compared").select(oldest.id).run()
    assert not filled.exception
    assert "vs 31 Mar 2026" in text_of(filled) and "since June" not in text_of(filled)
    filled.selectbox(key="compared").select("none").run()
    assert "vs " not in text_of(filled).split("<h1")[0] and "since " not in text_of(filled).split("<h1")[1][:600]
