"""Names are data: one that tries to be markup, a formula or a sentence shows as typed on every page, in every picker and in every file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import chart_frame, keeping, routes
from tests.pages import names
from tests.pages.conftest import ROOT, forget, publish, text_of
from tests.pages.names import NAMES
from tests.pages.states import ALL
from tests.pages.test_states import words
from value_model.exports.escape import is_formula

QUICK = ("story", "projects", "fit", "choices")
LISTING = {"projects": "project", "method": "finder_scope", "choices": "include", "export": "take_project"}  # picker by page


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALUE_STORE", str(tmp_path_factory.mktemp("names") / "value.duckdb"))
        forget()
        store = keeping.store()
        publish(store, names.PORTFOLIO, names.portfolio())
        yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        store.close()
        forget()


@pytest.mark.parametrize("page", [page if page in QUICK else pytest.param(page, marks=pytest.mark.slow) for page in ALL])
def test_a_name_shows_as_typed_wherever_a_page_says_it(hostile_app: AppTest, page: str) -> None:
    app = hostile_app
    app.switch_page(routes.BY_PATH[page].script).run()
    assert not app.exception
    assert not app.markdown  # nothing of a page goes through Markdown
    assert "<script" not in text_of(app) and "<b>Group" not in text_of(app)
    said = unescape(words(app))
    if page not in ("data", "export", "present"):
        assert names.PORTFOLIO in said
    if page in LISTING:
        offered = {option for box in [*app.selectbox, *app.multiselect] if box.key == LISTING[page] for option in box.options}
        # Where an objective bears the name of a project too, each carries its identifier.
        assert [name for name in NAMES if not any(one == name or one.startswith(f"{name} (") for one in offered)] == []


def test_every_project_opens_by_its_name_and_shows_it(hostile_app: AppTest) -> None:
    app = hostile_app.switch_page(routes.BY_PATH["projects"].script).run()
    for place, name in enumerate(NAMES):
        app.query_params["project"] = f"P{place + 1:04}"
        app.run()
        assert not app.exception
        assert name in unescape(text_of(app))
        assert not app.markdown


def test_no_cell_or_heading_of_a_table_that_is_taken_away_can_run() -> None:
    rows = [dict(zip(NAMES, reversed(NAMES), strict=True))]
    found = list(csv.reader(io.StringIO(chart_frame.to_csv(rows).decode("utf-8-sig"))))
    assert [len(line) for line in found] == [len(NAMES)] * 2
    assert [cell for line in found for cell in line if is_formula(cell)] == []
